"""`chat`: any LangChain chat model writes the answer; what it writes counts only after verification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from pydantic import Field

from copilot.core.deadline import NONE, Deadline
from copilot.core.errors import ModelError
from copilot.core.ports import Claim, Passage
from copilot.core.types import Turn
from copilot.generators import _model, _rewritten
from copilot.generators._asking import Asking
from copilot.generators._model import Model
from copilot.generators._reply import Reply, UnusableError


class Options(_model.Options):
    context_tokens: int = Field(4096, ge=2048)
    """What the model can read and write in one go: rules, conversation, passages, question and answer. Counted as
    cl100k does; models with a vocabulary of their own may count a fifth more."""


class ChatGenerator:
    is_literal = False
    passage_words = 160

    def __init__(self, model: Model, asking: Asking) -> None:
        self.model = model.name
        self.prompt_version = asking.version
        self._chat = model
        self._asking = asking

    @property
    def tokens(self) -> Mapping[str, int]:
        return self._chat.tokens

    def generate(
        self,
        question: str,
        conversation: Sequence[Turn],
        passages: Sequence[Passage],
        language: str,
        deadline: Deadline = NONE,
    ) -> Iterator[Claim]:
        """Claims as soon as their sentence is complete; none at all when the model finds no answer in the passages.

        Raises ModelError when the model fails or is not done before the deadline, also after claims that stay valid;
        AskerLeftError once nobody waits. The connection to the model closes with the iterator.
        """
        messages = self._asking.answer(question, conversation, passages, language)
        reply = Reply(passages, language)
        try:
            with closing(self._chat.pieces(messages, deadline)) as pieces:
                for piece in pieces:
                    yield from reply.add(piece)
                    if reply.gives_up:
                        break
            yield from reply.end()
        except UnusableError as error:
            raise ModelError(f"language model {self.model} {error}", "check that it follows instructions") from error

    def standalone(self, question: str, conversation: Sequence[Turn], language: str, deadline: Deadline = NONE) -> str:
        """The question as it would be asked without the conversation; "" when the model wrote something else.

        What it returns may only be searched for. Raises as `generate` does.
        """
        messages, written = self._asking.standalone(question, conversation, language), ""
        try:
            with closing(self._chat.pieces(messages, deadline)) as pieces:
                for piece in pieces:
                    written += piece
                    if _rewritten.is_complete(written):
                        break
        except UnusableError:
            return ""
        return _rewritten.question(written, [question, *(turn.text for turn in conversation)])


def build(options: Options, folder: Path, _max_words: int) -> ChatGenerator:
    asking = Asking.of(folder, options.context_tokens - options.max_tokens)
    return ChatGenerator(Model.of(options, "generator"), asking)
