"""An answer while it is being written: only sentences that their passages support, citations numbered by first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from copilot import guard, phrases
from copilot.conflict import Found
from copilot.core import text as txt
from copilot.core.answer import Citation, Conflict, Sentence, Side, Warning_
from copilot.core.deadline import NONE, Deadline
from copilot.core.ports import Claim, Generator, Passage
from copilot.core.snapshot import Snapshot
from copilot.core.types import Hit
from copilot.question import Question, Said
from copilot.verify import Verifier

_SAID = 0.8
"""Share of a sentence's content words that stand in the answer already, from which it adds nothing."""


@dataclass
class Draft:
    snapshot: Snapshot
    language: str
    verifier: Verifier
    asked: str
    """The question as it was searched for: a follow-up with what it leaves out."""
    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)
    origin: dict[str, str] = field(default_factory=dict)
    """Provenance of what was written otherwise than the settings say."""
    passages: list[Passage] = field(default_factory=list)
    """That its sentences come from."""

    def write(
        self,
        generator: Generator,
        question: Question,
        passages: Sequence[Passage],
        deadline: Deadline,
        instead: Callable[[], Iterator[Said]],
    ) -> Iterator[Said]:
        """Verified sentences as they come, also kept here. Raises ModelError when the generator's model fails.

        instead: what is said where a model's first sentence is not supported, for its details alone answer nothing.
        """
        for claim in generator.generate(question.text, question.conversation, passages, self.language, deadline):
            if not generator.is_literal and self._is_said(claim.text):
                continue
            said = self._verified(claim, passages, deadline, whole=generator.is_literal)
            if said:
                yield said
            elif not (self.sentences or generator.is_literal):
                yield from instead()

    def quote(self, sources: Generator, question: Question, passages: Sequence[Passage], why: str) -> Iterator[Said]:
        """The sources' own sentences in place of a language model's; without those that it has said already.

        why: as copilot.phrases names it.
        """
        warning = Warning_("degraded", phrases.say(why, self.language))
        if warning not in self.warnings:
            self.warnings.append(warning)
        written = bool(self.sentences)
        for claim in sources.generate(question.text, question.conversation, passages, self.language):
            if not (written and self._is_said(claim.text)):
                said = self._verified(claim, passages, NONE, whole=True)
                if said:
                    yield said

    def oppose(self, found: Iterable[Found]) -> None:
        """Notes on which facts sources disagree, with a citation for each side."""
        for one in found:
            sides = tuple(
                Side(
                    side.value,
                    self._cite(side.hit, side.start, side.end),
                    side.hit.document.updated_at,
                    side.hit.document.owner,
                )
                for side in one.sides
            )
            self.conflicts.append(Conflict(one.fact, sides, one.proposed))

    @property
    def cited(self) -> list[Citation]:
        """Those that sentences lean on; the others only show the other side of a conflict."""
        leaned_on = {n for sentence in self.sentences for n in sentence.citations}
        return [citation for citation in self.citations if citation.n in leaned_on]

    def _is_said(self, sentence: str) -> bool:
        wanted = set(txt.content_words(sentence))
        said = {word for known in self.sentences for word in txt.content_words(known.text)}
        return bool(self.sentences) and len(wanted & said) >= _SAID * len(wanted)

    def _verified(self, claim: Claim, passages: Sequence[Passage], deadline: Deadline, *, whole: bool) -> Said | None:
        """The sentence, if its passages support it. whole: the passage is what is quoted, not its sentences."""
        if guard.stops(claim.text, passages, self.asked):
            return None
        evidence = self.verifier.check(claim, passages, self.language, deadline).evidence
        if not evidence:
            return None
        by_number = {passage.n: passage for passage in passages}
        cited = []
        for place in evidence:
            passage = by_number[place.passage]
            start, end = (passage.start, passage.end) if whole else (place.start, place.end)
            cited.append(self._cite(passage.hit, start, end))
            if passage not in self.passages:
                self.passages.append(passage)
        sentence = Sentence(claim.text, tuple(sorted(set(cited))))
        self.sentences.append(sentence)
        return Said(sentence, tuple(self.citations[n - 1] for n in sentence.citations))

    def _cite(self, hit: Hit, start: int, end: int) -> int:
        """Number of the citation that quotes these characters, as a part of what it quotes or alone."""
        document = hit.document
        for known in self.citations:
            if known.document.id == document.id and known.start <= start and end <= known.end:
                return known.n
        number, quote = len(self.citations) + 1, document.text[start:end]
        chunk_id = self.snapshot.chunk_id_at(document.id, start)
        self.citations.append(Citation(number, document, chunk_id, quote, start, end, hit.also_in, hit.superseded_by))
        return number
