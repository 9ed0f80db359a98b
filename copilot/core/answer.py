"""What an agent gets: an answer whose every sentence has its citations, or a reasoned refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from copilot.core.types import Document, Hit


@dataclass(frozen=True, slots=True)
class Citation:
    """A marker's target: document.text[start:end] == quote, always."""

    n: int
    document: Document
    chunk_id: str
    quote: str
    start: int
    end: int
    also_in: tuple[str, ...] = ()
    superseded_by: str = ""

    @property
    def uri(self) -> str:
        """The link of the Part that is quoted, else the document's."""
        for part, (start, end) in zip(self.document.parts, self.document.spans, strict=True):
            if start <= self.start < end:
                return part.uri or self.document.uri
        return self.document.uri


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, without markers, and the numbers of its citations."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, and what came nearest."""

    reason: Literal["nothing_relevant", "fact_missing", "not_permitted"]
    text: str
    nearest: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning_:
    """Something an agent must know before relying on a citation."""

    code: Literal["outdated", "superseded", "internal", "personal_data", "degraded"]
    text: str
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says of a fact on which sources disagree."""

    value: str
    """As the source writes it."""
    citation: int
    date: str = ""
    """ISO 8601: since when the source says so; "" when unknown."""
    owner: str = ""
    """Who keeps the source up to date."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact that was asked for and on which sources disagree."""

    fact: str
    """What it is about, in the answer's language."""
    sides: tuple[Side, ...]
    proposed: int
    """Index of the side that is newer or more authoritative; a proposal, the agent decides."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the agent gets: answered with citations, or refused with a reason."""

    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    refusal: Refusal | None = None
    confidence: Literal["high", "medium", "low"] = "low"
    safe_to_send: bool = False
    """Whether a customer may get it as it is: no internal document, no other person's data."""
    conflicts: tuple[Conflict, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def status(self) -> Literal["answered", "refused"]:
        return "refused" if self.refusal else "answered"

    @property
    def text(self) -> str:
        """The sentences with their [n] markers."""
        return " ".join(sentence.text + "".join(f" [{n}]" for n in sentence.citations) for sentence in self.sentences)
