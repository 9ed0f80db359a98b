"""An answer while it is being written: only sentences that their passages support, citations numbered by first use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from copilot import compose, phrases, verify
from copilot.core import text as txt
from copilot.core.deadline import Deadline
from copilot.core.ports import Claim, Generator, Passage
from copilot.core.snapshot import Snapshot
from copilot.core.types import Citation, Sentence, Warning_
from copilot.question import Question, Said

PUBLIC = "public"
"""The audience whose documents may be shown to a customer."""


@dataclass
class Draft:
    snapshot: Snapshot
    language: str
    similarity: Callable[[str, str], float]
    """Cosine between a sentence and a passage."""
    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)
    origin: dict[str, str] = field(default_factory=dict)
    """Provenance of what was written otherwise than the settings say."""
    _numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)
    """Passage -> citation number."""

    def write(
        self, generator: Generator, question: Question, passages: Sequence[Passage], deadline: Deadline
    ) -> Iterator[Said]:
        """Verified sentences as they come, also kept here. Raises ModelError when the generator's model fails."""
        for claim in generator.generate(question.text, question.conversation, passages, self.language, deadline):
            yield from self._verified(claim, passages)

    def complete(
        self, failed: Generator, sources: Generator, question: Question, passages: Sequence[Passage]
    ) -> Iterator[Said]:
        """The sources' own sentences, where a language model failed; without those that it has said already."""
        said = [_words(sentence.text) for sentence in self.sentences]
        writer, phrase = (failed, "model_stopped") if said else (sources, "model_failed")
        self.origin = {"generator": "extractive", "model": writer.model, "prompt": writer.prompt_version}
        self.warnings.append(Warning_("degraded", phrases.say(phrase, self.language)))
        for claim in sources.generate(question.text, question.conversation, passages, self.language):
            if not any(_words(claim.text) <= known for known in said):
                yield from self._verified(claim, passages)

    def _verified(self, claim: Claim, passages: Sequence[Passage]) -> Iterator[Said]:
        """The sentence, if its passages support it."""
        numbers = verify.supported_by(claim, passages, self.language, self.similarity)
        if numbers:
            yield self._said(claim, [p for p in passages if p.n in numbers])

    def _said(self, claim: Claim, passages: Sequence[Passage]) -> Said:
        for passage in passages:
            if _place(passage) not in self._numbers:
                number = self._numbers[_place(passage)] = len(self.citations) + 1
                hit, place = passage.hit, (passage.text, passage.start, passage.end)
                chunk_id = self.snapshot.chunk_id_at(hit.document.id, passage.start)
                self.citations.append(Citation(number, hit.document, chunk_id, *place, hit.also_in, hit.superseded_by))
        cited = tuple(sorted(self._numbers[_place(passage)] for passage in passages))
        sentence = Sentence(claim.text, cited)
        self.sentences.append(sentence)
        return Said(sentence, tuple(self.citations[n - 1] for n in cited))

    def warn(self, today: date) -> None:
        """Notes what an agent must know before relying on a citation."""
        for citation in self.citations:
            document = citation.document
            if compose.is_outdated(document, today):
                self._warn("outdated", citation.n, date=document.valid_until)
            if citation.superseded_by:
                self._warn("superseded", citation.n)
            if PUBLIC not in document.audience:
                self._warn("internal", citation.n)

    def _warn(self, code: Literal["outdated", "superseded", "internal"], citation: int, **values: str) -> None:
        self.warnings.append(Warning_(code, phrases.say(code, self.language, **values), citation))

    @property
    def safe_to_send(self) -> bool:
        """Whether every cited document may be shown to a customer."""
        return all(PUBLIC in citation.document.audience for citation in self.citations)


def _place(passage: Passage) -> tuple[str, int, int]:
    """Unlike its number the same for every generator."""
    return passage.hit.document.id, passage.start, passage.end


def _words(sentence: str) -> set[str]:
    return {txt.fold(word) for word in txt.words(sentence)}
