"""What a generation knows beside the texts: facts of each document, and the ledger of what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from copilot.core.types import Chunk, Document, Kind, Rejected

State = Literal["ingested", "partial", "quarantined", "empty"]
"""Of an item: all of it is in, some of it was refused, all of it was refused, nothing was in it."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A cleaned document with its chunks and where it came from."""

    document: Document
    item: str
    revision: str
    """Checksum over the cleaned document and how it is chunked."""
    chunks: tuple[Chunk, ...]
    origin: str = ""
    """Checksum over the document as its source has it and how it is prepared: equal means nothing is to be done."""
    content: str = ""
    """Checksum over title and texts alone: a document that was moved or renamed keeps it."""
    tokens: int = 0
    """Of all chunks, as tiktoken counts."""
    masked: Mapping[str, int] = field(default_factory=dict)
    """Kind of personal data -> places where it was masked or left out."""
    hidden: int = 0
    """Places where text was taken out that people do not see."""
    signature: bytes = b""
    """What near-duplicates are found by; b"" of a document that is never one."""
    first_seen: str = ""
    """When a sync first published it."""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A DocumentRecord without its texts: small enough to hold for every document of a store."""

    id: str
    item: str
    revision: str
    origin: str
    content: str
    first_seen: str
    signature: bytes
    kind: Kind
    title: str
    language: str
    audience: tuple[str, ...]
    created_at: str
    updated_at: str
    valid_until: str
    supersedes: str
    """External id of the document that this one says it replaces, or ""."""
    resolved: bool | None
    chunks: int
    tokens: int
    masked: Mapping[str, int]
    hidden: int
    first_row: int = 0
    """Row of its first chunk in the generation it was read from."""

    @property
    def source(self) -> str:
        return self.id.split(":", 1)[0]

    @classmethod
    def of(cls, record: DocumentRecord) -> DocumentFacts:
        document = record.document
        supersedes = document.metadata.get("supersedes")
        return cls(
            id=document.id,
            item=record.item,
            revision=record.revision,
            origin=record.origin,
            content=record.content,
            first_seen=record.first_seen,
            signature=record.signature,
            kind=document.kind,
            title=document.title,
            language=document.language,
            audience=document.audience,
            created_at=document.created_at,
            updated_at=document.updated_at,
            valid_until=document.valid_until,
            supersedes=supersedes if isinstance(supersedes, str) else "",
            resolved=document.resolved,
            chunks=len(record.chunks),
            tokens=record.tokens,
            masked=record.masked,
            hidden=record.hidden,
        )


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """What is known of one item of a source."""

    revision: str
    """Of the item and of everything that decides how it is read; "" is read again."""
    content: str = ""
    """Checksum over the contents of its documents."""
    state: State = "ingested"
    first_seen: str = ""
    run: str = ""
    """The run that read it last."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A Rejected, and the run in which it came up."""

    rejected: Rejected
    first_seen: str = ""


@dataclass(frozen=True, slots=True)
class LedgerState:
    """What a generation was made from, by (source, item)."""

    items: Mapping[tuple[str, str], LedgerItem] = field(default_factory=dict)
    refused: Mapping[tuple[str, str], tuple[Refusal, ...]] = field(default_factory=dict)
    """What could not be read of an item."""

    def same_as(self, other: LedgerState) -> bool:
        """Whether both were made from the same revisions, with the same outcome."""
        mine, theirs = ({key: item.revision for key, item in state.items.items()} for state in (self, other))
        return mine == theirs and self._reasons() == other._reasons()

    def _reasons(self) -> dict[tuple[str, str], list[Rejected]]:
        return {key: [refusal.rejected for refusal in found] for key, found in self.refused.items()}


@dataclass(frozen=True, slots=True)
class Relation:
    """How a document stands to others of its generation."""

    group: int = -1
    """Number of the group of documents with the same content; -1: it is alone."""
    preference: int = 0
    """Who represents the group among those that an asker may see: the lowest."""
    superseded_by: str = ""
    """Id of its newer version."""
