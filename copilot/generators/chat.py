"""`chat`: any LangChain chat model writes the answer; what it writes counts only after verification.

The model's key comes from the environment (OPENAI_API_KEY for "openai:…"), never from the configuration.
"""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncGenerator, Generator, Iterator, Mapping, Sequence
from contextlib import aclosing, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pydantic import Field

from copilot.core import prompts, tokens
from copilot.core.deadline import NONE, Deadline
from copilot.core.errors import AskerLeftError, ModelError, SettingsError
from copilot.core.ports import Claim, Passage
from copilot.core.registry import Options as Base
from copilot.core.types import Turn
from copilot.generators import _streaming
from copilot.generators._reply import NOT_FOUND, Reply, UnusableError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

_LANGUAGES = {"nl": "Dutch", "en": "English", "de": "German", "fr": "French"}
_MAX_CHARACTERS = 8_000
"""A reply longer than this has no end: a model that does not stop must not hold an agent's line."""
_RESERVE = 0.2
"""Seconds before the deadline that are kept for answering from the sources when the model is not done."""
_ENDS = ("finish_reason", "stop_reason", "stopReason", "done_reason", "status")
"""Where providers say why a reply ended; one that ends without a word was broken off."""
_CUT = frozenset({"length", "max_tokens", "model_length", "incomplete", "content_filter", "safety", "abort", "error"})
"""Reasons that mean that more should have followed."""


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
        self._counting = threading.Lock()
        # Counting nothing loads the table now instead of with the first question.
        self._tokens = {"prompt": tokens.count(""), "completion": 0}

    @property
    def tokens(self) -> Mapping[str, int]:
        """As cl100k cuts them; a provider's own count may differ by a few percent."""
        with self._counting:
            return dict(self._tokens)

    def generate(
        self,
        question: str,
        conversation: Sequence[Turn],
        passages: Sequence[Passage],
        language: str,
        deadline: Deadline = NONE,
    ) -> Iterator[Claim]:
        """Claims as soon as their sentence is complete.

        Raises ModelError when the model fails or is not done before the deadline, also after claims that stay valid;
        AskerLeftError once nobody waits. The connection to the model closes with the iterator.
        """
        messages = [
            ("system", self._rules.render(language=_LANGUAGES.get(language, "Dutch"), not_found=NOT_FOUND)),
            (
                "human",
                self._request.render(
                    passages="\n".join(_quoted(passage) for passage in passages),
                    conversation="\n".join(map(_turn, conversation[-6:])) or "(none)",
                    question=_escaped(question),
                ),
            ),
        ]
        reply = Reply(passages, language)
        try:
            with closing(self._pieces(messages, deadline)) as pieces:
                for piece in pieces:
                    yield from reply.add(piece)
                    if reply.gives_up:
                        break
            yield from reply.end()
        except UnusableError as error:
            raise ModelError(f"language model {self.model} {error}", "check that it follows instructions") from error

    def _pieces(self, messages: list[tuple[str, str]], deadline: Deadline) -> Generator[str, None, None]:
        """The model's reply as it comes, its tokens counted."""
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
                f"language model {self.model} did not answer: {type(error).__name__}",
                "check that it runs, its base_url in [generator] and its key in the environment",
            ) from error
        finally:
            self._count("completion", "".join(written))

    async def _written(self, messages: list[tuple[str, str]]) -> AsyncGenerator[str, None]:
        """Raises UnusableError for a reply that has no end, or not its own."""
        length, end = 0, ""
        stream = cast("AsyncGenerator[AIMessageChunk, None]", self._chat.astream(messages))
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
