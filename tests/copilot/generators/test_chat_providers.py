"""Other providers than OpenAI: their packages, their own options, and streams of blocks instead of text."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from types import ModuleType
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk, ChatResult

from copilot.core.errors import SettingsError
from copilot.core.ports import Generator
from copilot.core.registry import build
from copilot.core.settings import ROOT
from support_hits import passage

PASSAGES = [passage("De steiger is maandag dicht.")]


class BlockModel(BaseChatModel):
    """Streams reasoning and text as blocks, as Anthropic's and others do."""

    model: str
    region: str = ""
    temperature: float = 1.0
    max_tokens: int = 0
    timeout: float | None = None
    max_retries: int = 9

    @property
    def _llm_type(self) -> str:
        return "blocks"

    def _generate(self, *args: Any, **kwargs: Any) -> ChatResult:
        raise NotImplementedError

    async def _astream(self, *_: Any, **__: Any) -> AsyncIterator[ChatGenerationChunk]:
        blocks: list[Any] = [
            [{"type": "thinking", "thinking": "NOT_FOUND? No: passage 1 says so.", "index": 0}],
            [{"type": "text", "text": f"De steiger{self.region} is maandag", "index": 1}],
            [{"type": "text", "text": " dicht [1].", "index": 1}],
        ]
        for content in blocks:
            yield ChatGenerationChunk(message=AIMessageChunk(content=content))
        yield ChatGenerationChunk(message=AIMessageChunk(content=[], response_metadata={"stop_reason": "end_turn"}))


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Generator]:
    """built(**options) -> a generator of the provider anthropic, whose package is a stand-in."""
    package = ModuleType("langchain_anthropic")
    package.ChatAnthropic = BlockModel  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "langchain_anthropic", package)

    def make(**options: object) -> Generator:
        named = {"model": "anthropic:claude", **options}
        generator: Generator = build("copilot.generators", "chat", named, ROOT / "prompts", 80, where="generator")
        return generator

    return make


def said(generator: Generator) -> list[tuple[str, tuple[int, ...]]]:
    claims = generator.generate("Is de steiger open?", (), PASSAGES, "nl")
    return [(claim.text, claim.passages) for claim in claims]


def test_blocks_are_read_and_reasoning_is_not_an_answer(built: Callable[..., Generator]) -> None:
    assert said(built()) == [("De steiger is maandag dicht.", (1,))]


def test_a_providers_own_options_are_passed_on(built: Callable[..., Generator]) -> None:
    assert said(built(options={"region": " (west)"})) == [("De steiger (west) is maandag dicht.", (1,))]


@pytest.mark.parametrize("name", ["api_key", "azure_ad_token", "client_secret"])
def test_a_secret_has_no_place_in_the_options(built: Callable[..., Generator], name: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        built(options={name: "x"})
    assert "environment" in refused.value.fix


def test_a_missing_package_is_named_with_its_pip_line() -> None:
    with pytest.raises(SettingsError, match="mistralai:small") as refused:
        build("copilot.generators", "chat", {"model": "mistralai:small"}, ROOT / "prompts", 80, where="generator")
    assert refused.value.fix == "run: pip install langchain-mistralai"
