"""`chat`: any LangChain chat model writes the answer; what it writes counts only after verification.

The model's key comes from the environment (OPENAI_API_KEY for "openai:…"), never from the configuration.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from copilot.core import prompts
from copilot.core import text as txt
from copilot.core.deadline import NONE, Deadline
from copilot.core.errors import ModelError, SettingsError
from copilot.core.ports import Claim, Passage
from copilot.core.registry import Options as Base
from copilot.core.types import Turn

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LANGUAGES = {"nl": "Dutch", "en": "English", "de": "German", "fr": "French"}
_MARKERS = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")
_NOT_FOUND = "NOT_FOUND"
_MAX_CHARACTERS = 8_000
"""An answer longer than this is cut: a model that does not stop must not hold an agent's line."""


class Options(Base):
    model: str
    """provider:name as LangChain writes it, such as openai:gpt-5-mini or openai:llama-3.1-8b."""
    base_url: str = ""
    """Address of an OpenAI-compatible server (vLLM, llama.cpp, Ollama, a gateway)."""
    temperature: float = Field(0.0, ge=0.0, le=2.0)
    """0 is the most repeatable."""
    max_tokens: int = Field(600, ge=16, le=8192)
    """Length at which the model is stopped."""
    timeout: float = Field(30.0, gt=0)
    """Seconds that an answer may take; a model that needs longer counts as not answering."""


class ChatGenerator:
    passage_words = 160

    def __init__(self, options: Options, folder: Path, chat: BaseChatModel) -> None:
        self.model = options.model
        self._chat = chat
        self._timeout = options.timeout
        self._rules = prompts.load(folder, "answer_rules")
        self._request = prompts.load(folder, "answer_request")
        self.prompt_version = f"{self._rules.version} {self._request.version}"

    def generate(
        self,
        question: str,
        conversation: Sequence[Turn],
        passages: Sequence[Passage],
        language: str,
        deadline: Deadline = NONE,
    ) -> Iterator[Claim]:
        """Claims as soon as their sentence is complete. Raises ModelError when the model fails."""
        messages = [
            ("system", self._rules.render(language=_LANGUAGES.get(language, "Dutch"), not_found=_NOT_FOUND)),
            (
                "human",
                self._request.render(
                    passages="\n".join(_quoted(passage) for passage in passages),
                    conversation="\n".join(map(_turn, conversation[-6:])) or "(none)",
                    question=_escaped(question),
                ),
            ),
        ]
        written, left = "", _MAX_CHARACTERS
        for piece in self._stream(messages, deadline):
            written += piece[:left]
            left -= len(piece)
            if _NOT_FOUND in written or left <= 0:
                break
            # A sentence is complete once the next one has begun; its markers may follow its full stop.
            *complete, _ = _sentences(written)
            if complete:
                yield from map(_claim, complete)
                written = written[sum(map(len, complete)) :]
        rest = written.split(_NOT_FOUND)[0] if left > 0 else ""
        yield from (_claim(sentence) for sentence in _sentences(rest) if sentence.strip())

    def _stream(self, messages: list[tuple[str, str]], deadline: Deadline) -> Iterator[str]:
        until = time.monotonic() + min(self._timeout, deadline.left)
        try:
            for chunk in self._chat.stream(messages):
                # The client's own time-out starts anew with every piece.
                if time.monotonic() > until:
                    raise TimeoutError
                yield str(chunk.text)
        except Exception as error:
            # Every provider has its own exceptions; all of them mean the same to the asker.
            raise ModelError(
                f"language model {self.model} did not answer: {type(error).__name__}",
                "check that it runs, its base_url in [generator] and its key in the environment",
            ) from error


def _sentences(text: str) -> list[str]:
    """Pieces that joined give the text back; each ends after its sentence's markers and blank space."""
    pieces = re.split(r"(?<=[.!?\]\n])(?=\s+[^\s\[])", text)
    joined: list[str] = []
    for piece in pieces:
        if joined and _ends_in_abbreviation(joined[-1]):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _ends_in_abbreviation(piece: str) -> bool:
    return len(txt.sentences(f"{piece.strip()} Xx")) == 1 and not piece.rstrip().endswith("]")


def _claim(sentence: str) -> Claim:
    numbers = [int(n) for group in _MARKERS.findall(sentence) for n in group.split(",")]
    return Claim(_MARKERS.sub("", sentence).strip(), tuple(dict.fromkeys(numbers)))


def _turn(turn: Turn) -> str:
    """On one line, so that no turn can pretend to hold another."""
    return f"{turn.role}: {_escaped(' '.join(turn.text.split()))}"


def _quoted(passage: Passage) -> str:
    document = passage.hit.document
    head = f'<passage n="{passage.n}" kind="{document.kind}" date="{document.updated_at[:10]}">'
    return f"{head}\n{_escaped(document.title)}\n{_escaped(passage.text)}\n</passage>"


def _escaped(text: str) -> str:
    """A source must not be able to close its own passage or open another."""
    return text.replace("<", "‹").replace(">", "›")


def build(options: Options, folder: Path, _max_words: int) -> ChatGenerator:
    provider, separator, name = options.model.partition(":")
    if not separator:
        raise SettingsError(f"generator.model {options.model!r} names no provider", 'write it like "openai:gpt-5-mini"')
    extra: dict[str, Any] = {"base_url": options.base_url} if options.base_url else {}
    if options.base_url and provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
        # Servers of one's own rarely want a key, and the client refuses to start without one.
        extra["api_key"] = "none"
    try:
        from langchain.chat_models import init_chat_model

        chat = init_chat_model(
            name,
            model_provider=provider,
            temperature=options.temperature,
            max_tokens=options.max_tokens,
            timeout=options.timeout,
            max_retries=0,  # quoting the sources at once serves the asker better than waiting twice
            **extra,
        )
    except ImportError as error:
        raise SettingsError(f"generator chat needs a package: {error}", "run: pip install 'balie[chat]'") from error
    except Exception as error:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise SettingsError(
            f"language model {options.model!r} cannot be set up: {reason}",
            "check [generator] and the key in the environment (OPENAI_API_KEY)",
        ) from error
    return ChatGenerator(options, folder, chat)
