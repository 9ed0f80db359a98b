"""A chat model behind LangChain: set up by its name, read as it writes, its tokens counted, every failure one error.

The model's key comes from the environment (OPENAI_API_KEY for "openai:…", ANTHROPIC_API_KEY for "anthropic:…"), never
from the configuration.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Any, Self, cast

from pydantic import Field

from copilot.core import tokens
from copilot.core.deadline import NONE, Deadline
from copilot.core.errors import AskerLeftError, ModelError, SettingsError
from copilot.core.registry import Options as Base
from copilot.generators import _streaming
from copilot.generators._reply import UnusableError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

_MAX_CHARACTERS = 8_000
"""A reply longer than this has no end: a model that does not stop must not hold an agent's line."""
_RESERVE = 0.2
"""Seconds before the deadline that are kept for answering from the sources when the model is not done."""
_ENDS = ("finish_reason", "stop_reason", "stopReason", "done_reason", "status")
"""Where providers say why a reply ended; one that ends without a word was broken off."""
_CUT = frozenset({"length", "max_tokens", "model_length", "incomplete", "content_filter", "safety", "abort", "error"})
"""Reasons that mean that more should have followed."""

_SECRET = re.compile("key$|token$|secret|password|credential", re.IGNORECASE)
_PACKAGE = re.compile(r"pip install (?:-U )?([\w-]+)")

Messages = Sequence[tuple[str, str]]
"""Pairs of role (system, human, ai) and text."""


class Options(Base):
    model: str
    """provider:name as LangChain writes it, such as openai:gpt-5-mini or openai:llama-3.1-8b."""
    base_url: str = ""
    """Address of an OpenAI-compatible server (vLLM, llama.cpp, Ollama, a gateway)."""
    options: dict[str, str | int | float | bool] = Field(default_factory=dict)
    """Whatever else the provider's LangChain class takes, such as azure_deployment and api_version for azure_openai, or
    num_ctx for ollama. Keys and other secrets come from the environment only."""
    temperature: float = Field(0.0, ge=0.0, le=2.0)
    """0 is the most repeatable."""
    max_tokens: int = Field(600, ge=16, le=8192)
    """Length at which the model is stopped."""
    timeout: float = Field(30.0, gt=0)
    """Seconds that an answer may take; a model that needs longer counts as not answering."""


class Model:
    """One chat model; safe to use from several threads."""

    def __init__(self, options: Options, chat: BaseChatModel) -> None:
        self.name = options.model
        self._chat = chat
        self._timeout = options.timeout
        self._counting = threading.Lock()
        # Counting nothing loads the table now instead of with the first question.
        self._tokens = {"prompt": tokens.count(""), "completion": 0}

    @classmethod
    def of(cls, options: Options, where: str) -> Self:
        """Raises SettingsError naming what is missing. where: the table of the configuration, such as "generator"."""
        return cls(options, _chat(options, where))

    @property
    def tokens(self) -> Mapping[str, int]:
        """As cl100k cuts them; a provider's own count may differ by a few percent."""
        with self._counting:
            return dict(self._tokens)

    def pieces(self, messages: Messages, deadline: Deadline = NONE) -> Generator[str, None, None]:
        """The model's reply as it comes. The connection to the model closes with the iterator.

        Raises ModelError when it fails or is not done before the deadline, UnusableError when what it writes has no
        end or is broken off, AskerLeftError once nobody waits.
        """
        self._count("prompt", "".join(text for _, text in messages))
        written = list[str]()
        try:
            with closing(_streaming.read(self._written(messages), self._timeout, deadline, _RESERVE)) as pieces:
                for piece in pieces:
                    written.append(piece)
                    yield piece
        except (AskerLeftError, UnusableError):
            raise
        except Exception as error:
            # Every provider has its own exceptions; all of them mean the same to the asker.
            raise ModelError(
                f"language model {self.name} did not answer: {type(error).__name__}",
                "check that it runs, its base_url in [generator] and its key in the environment",
            ) from error
        finally:
            self._count("completion", "".join(written))

    async def _written(self, messages: Messages) -> AsyncGenerator[str, None]:
        """Raises UnusableError for a reply that has no end, or not its own."""
        length, end = 0, ""
        stream = cast("AsyncGenerator[AIMessageChunk, None]", self._chat.astream(list(messages)))
        async with aclosing(stream):
            async for chunk in stream:
                end = _end(chunk.response_metadata) or end
                length += len(chunk.text)
                if length > _MAX_CHARACTERS:
                    raise UnusableError("does not stop")
                yield str(chunk.text)
        if not end:
            raise UnusableError("was broken off")
        if end in _CUT:
            raise UnusableError(f"was cut off: {end}")

    def _count(self, kind: str, text: str) -> None:
        with self._counting:
            self._tokens[kind] += tokens.count(text)


def _end(metadata: Mapping[str, Any]) -> str:
    """Why a reply ended; "" as long as it goes on."""
    return next((str(metadata[key]).lower() for key in _ENDS if metadata.get(key)), "")


def _chat(options: Options, where: str) -> BaseChatModel:
    provider, separator, name = options.model.partition(":")
    if not separator:
        raise SettingsError(f"{where}.model {options.model!r} names no provider", 'write it like "openai:gpt-5-mini"')
    if secret := next(filter(_SECRET.search, options.options), None):
        raise SettingsError(f"{where}.options holds {secret!r}", "take it out and set it in the environment")
    extra: dict[str, Any] = {"base_url": options.base_url} if options.base_url else {}
    if options.base_url and provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
        # Servers of one's own rarely want a key, and the client refuses to start without one.
        extra["api_key"] = "none"
    try:
        from langchain.chat_models import init_chat_model

        chat: BaseChatModel = init_chat_model(
            name,
            model_provider=provider,
            temperature=options.temperature,
            max_tokens=options.max_tokens,
            timeout=options.timeout,
            max_retries=0,  # quoting the sources at once serves the asker better than waiting twice
            **extra | options.options,
        )
    except ImportError as error:
        # LangChain names the provider's own package.
        package = _PACKAGE.search(str(error))
        raise SettingsError(
            f"{options.model!r} needs a package that is not installed: {error}",
            "run: pip install " + (package.group(1) if package else "'balie[chat]'"),
        ) from error
    except Exception as error:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise SettingsError(
            f"language model {options.model!r} cannot be set up: {reason}",
            f"check [{where}] and the provider's key in the environment (for openai: OPENAI_API_KEY)",
        ) from error
    return chat
