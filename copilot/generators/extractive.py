"""`extractive`: the answer is the passages themselves, sentence by sentence. No language model, nothing invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from copilot.composing.units import units
from copilot.core.deadline import NONE, Deadline
from copilot.core.ports import Claim, Passage
from copilot.core.registry import Options as Base
from copilot.core.types import Turn


class Options(Base):
    """None: the length of an answer is set by [answers] max_words."""


class ExtractiveGenerator:
    model = "extractive"
    is_literal = True
    prompt_version = ""
    tokens: Mapping[str, int] = MappingProxyType({"prompt": 0, "completion": 0})

    def __init__(self, max_words: int) -> None:
        self.passage_words = max_words

    def generate(
        self,
        question: str,  # noqa: ARG002 the passages were chosen for it
        conversation: Sequence[Turn],  # noqa: ARG002
        passages: Sequence[Passage],
        language: str,  # noqa: ARG002 quotes stay in the language of their source
        deadline: Deadline = NONE,  # noqa: ARG002 takes no time
    ) -> Iterator[Claim]:
        """The sentences, steps and points of the first document's passages, until the answer is long enough."""
        left = self.passage_words
        for passage in passages:
            if passage.hit.document.id != passages[0].hit.document.id:
                return
            text = passage.hit.document.text
            for unit in units(text, [(passage.start, passage.end)]):
                sentence = " ".join(text[unit.start : unit.end].split())
                left -= len(sentence.split())
                if left < 0:
                    return
                yield Claim(sentence, (passage.n,))

    def standalone(
        self,
        question: str,  # noqa: ARG002
        conversation: Sequence[Turn],  # noqa: ARG002
        language: str,  # noqa: ARG002
        deadline: Deadline = NONE,  # noqa: ARG002
    ) -> str:
        """ "": rules have to do."""
        return ""


def build(_options: Options, _prompts: Path, max_words: int) -> ExtractiveGenerator:
    return ExtractiveGenerator(max_words)
