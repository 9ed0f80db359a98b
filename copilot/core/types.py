"""The nouns of Balie. Frozen values; change one with `dataclasses.replace`.

All offsets are Unicode code points into `Document.text`. All times are ISO 8601 strings with a zone,
or "" when the source does not say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["mail", "chat", "wiki", "ticket"]
KINDS: tuple[Kind, ...] = ("mail", "chat", "wiki", "ticket")

PART_SEPARATOR = "\n\n"
"""What stands between the texts of two Parts in `Document.text`."""

INTERNAL_SUFFIX = "#internal"
"""Ends the id of the second Document that holds a ticket's private comments."""

Vectors = NDArray[np.float32]
"""float32, shape (n, dimension), every row of length 1."""


@dataclass(frozen=True, slots=True)
class Part:
    """A message, a section, a ticket's problem, attempt or resolution, an attachment."""

    role: str
    text: str
    author: str = ""
    at: str = ""
    heading: str = ""
    """Heading path inside the page, joined by " > "."""
    ref: str = ""
    """The part's own id in its source: a Message-ID, a Slack ts, a comment id."""
    uri: str = ""
    """Link to this very part, where the source has one."""
    language: str = ""
    """Where it is another than the document's."""


@dataclass(frozen=True, slots=True)
class Removed:
    """Text that is not ingested, kept beside its document for `preview --explain`."""

    rule: str
    """Who removed it and why, such as "quotes: attribution" or "hidden: zero-width"."""
    text: str
    part: int | None = None
    """Position in `Document.parts`; None: of the document as a whole."""


@dataclass(frozen=True)
class Document:
    """One mail thread, conversation, page or ticket."""

    source: str
    external_id: str
    kind: Kind
    title: str
    parts: tuple[Part, ...]
    uri: str = ""
    language: str = ""
    created_at: str = ""
    updated_at: str = ""
    audience: tuple[str, ...] = ()
    """Groups that may see it; none at all means nobody but admins."""
    owner: str = ""
    valid_until: str = ""
    resolved: bool | None = None
    """Tickets only: False marks one that was never solved and so is no solution."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the source that Balie does not know, kept as they came (JSON values)."""
    removed: tuple[Removed, ...] = ()
    """What sources and cleaners took out so far; not stored."""

    @property
    def id(self) -> str:
        return f"{self.source}:{self.external_id}"

    @cached_property
    def text(self) -> str:
        """The texts of all Parts, joined by PART_SEPARATOR."""
        return PART_SEPARATOR.join(part.text for part in self.parts)

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """[start, end) of each Part in `text`, in the order of `parts`."""
        spans, position = [], 0
        for part in self.parts:
            spans.append((position, position + len(part.text)))
            position += len(part.text) + len(PART_SEPARATOR)
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A [start, end) span of one Document: the unit that is embedded and found."""

    document_id: str
    start: int
    end: int
    text: str
    """Document.text[start:end]."""
    role: str = ""
    """Role of the Part in which it begins."""
    heading: str = ""
    context: str = ""
    """What is embedded before the text: title, heading path, and for a resolution the ticket's problem."""
    language: str = ""

    @property
    def id(self) -> str:
        return f"{self.document_id}@{self.start}-{self.end}"

    @property
    def passage(self) -> str:
        """What the embedder sees."""
        return f"{self.context}\n{self.text}" if self.context else self.text


@dataclass(frozen=True, slots=True)
class EmbedderIdentity:
    """What must be equal for two vectors to be comparable. Prefixes are part of the model."""

    name: str
    revision: str
    """Checksum of the model's files, or a version."""
    dimension: int
    query_prefix: str = ""
    passage_prefix: str = ""
    pooling: str = ""
    max_tokens: int = 512


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item that could not be read: it is quarantined with its reason and stops nothing else."""

    source: str
    item: str
    """Which item: a path below the source's path, with a line or message where that helps."""
    reason: str
    """What was found."""
    fix: str = ""
    """What to do about it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that was found. rank counts from 1; equal scores are ordered by chunk id."""

    chunk: Chunk
    document: Document
    score: float
    rank: int
    dense: float = math.nan
    """Cosine between question and chunk, with the offset for another language; nan when not known."""
    lexical: float = math.nan
    """BM25 score, unbounded; 0 when no word is shared, nan when not known."""
    also_in: tuple[str, ...] = ()
    """Ids of documents that hold the same content, as far as the asker may see them."""
    superseded_by: str = ""
    """Id of the document's newer version, where the asker may see it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions an asker puts on a search; an empty tuple or "" restricts nothing."""

    kind: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Of which a document must carry one, in any case."""
    updated_after: str = ""
    updated_before: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks. `audiences` None sees every document; "admin" also sees documents without audience."""

    name: str
    roles: frozenset[str] = frozenset()
    audiences: frozenset[str] | None = frozenset()

    def may_see(self, audience: tuple[str, ...]) -> bool:
        """Whether a document with this audience exists for this asker."""
        if self.audiences is None:
            return True
        return bool(self.audiences.intersection(audience)) or (not audience and "admin" in self.roles)


LOCAL_ASKER = Asker("local", frozenset({"agent", "admin", "qa"}), None)
"""The one user of an installation without [auth]: sees everything, with every role."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the conversation that came before the question."""

    role: str
    """customer | agent"""
    text: str
