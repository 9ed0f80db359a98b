"""What one asker may see of a snapshot, with the filters of one search: decided once, applied inside both searches.

Every document belongs to a facet, a distinct combination of (source, kind, language, audience). There are few of them,
so that access and filters become a short list of facet numbers for the word index and one mask for the vectors.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot.core.errors import RequestError
from copilot.core.types import Asker, Document, Filters

FILE = "columns.npz"
UNDATED = -(2**62)
"""`updated` of a document without a date: older than any bound."""


@dataclass(frozen=True, slots=True)
class Facet:
    source: str
    kind: str
    language: str
    audience: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> Facet:
        return cls(document.source, document.kind, document.language, tuple(sorted(set(document.audience))))


@dataclass(frozen=True)
class Columns:
    """The few values per row that searches are restricted by."""

    document_of_chunk: NDArray[np.int32]
    """Shape (chunks,)."""
    facet_of_document: NDArray[np.int32]
    """Shape (documents,)."""
    updated_of_document: NDArray[np.int64]
    """Seconds since 1970, shape (documents,); UNDATED where unknown."""
    group_of_document: NDArray[np.int32]
    """Shape (documents,): number of its group of documents with the same content; -1 where it is alone."""
    preference_of_document: NDArray[np.int32]
    """Shape (documents,): who represents a group among those an asker may see: the lowest."""

    def write(self, folder: Path) -> None:
        np.savez(
            folder / FILE,
            document_of_chunk=self.document_of_chunk,
            facet_of_document=self.facet_of_document,
            updated_of_document=self.updated_of_document,
            group_of_document=self.group_of_document,
            preference_of_document=self.preference_of_document,
        )

    @classmethod
    def read(cls, folder: Path) -> Columns:
        with np.load(folder / FILE, allow_pickle=False) as data:
            return cls(**{field.name: data[field.name] for field in dataclasses.fields(cls)})

    def copies(self, among: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Rows of the documents that another one of their group represents. among: bool (documents,)."""
        rows = np.flatnonzero(among & (self.group_of_document >= 0))
        groups = self.group_of_document[rows]
        order = np.lexsort((self.preference_of_document[rows], groups))
        groups = groups[order]
        is_first = np.ones(len(rows), dtype=bool)
        is_first[1:] = groups[1:] != groups[:-1]
        return rows[order][~is_first]


@dataclass(frozen=True)
class Scope:
    """The rows that exist for one search."""

    visible: NDArray[np.bool_]
    """Shape (documents,): which of them exist, copies of others included."""
    documents: NDArray[np.bool_]
    """Shape (documents,): which of them are searched: of each group of copies the one that represents it here."""
    chunks: NDArray[np.bool_] | None
    """Shape (chunks,); None when all exist."""
    facets: tuple[int, ...] | None
    """Facets that exist; None when all do."""
    hidden_documents: tuple[int, ...] = ()
    """Rows of documents that are not searched although their facet is."""
    updated_from: int | None = None
    updated_to: int | None = None

    @property
    def is_empty(self) -> bool:
        return not self.documents.any()


def seconds(iso: str) -> int:
    """Seconds since 1970 of an ISO date or time; UNDATED for "". Raises ValueError for anything else."""
    if not iso:
        return UNDATED
    moment = datetime.fromisoformat(iso)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def of(
    columns: Columns,
    facets: tuple[Facet, ...],
    asker: Asker,
    filters: Filters,
    overrides: Mapping[int, tuple[str, ...] | None],
) -> Scope:
    """The scope of an asker with filters.

    overrides: document row -> its audience today (None: removed), where that differs from the snapshot. An override
    only ever narrows: a document that became more public since is hidden until the next snapshot shows it.
    Raises RequestError for a filter that is no date.
    """
    wanted = np.array([_passes(facet, asker, filters) for facet in facets], dtype=bool)
    allowed = wanted[columns.facet_of_document] if len(facets) else np.zeros(0, dtype=bool)
    hidden = tuple(
        row for row, audience in overrides.items() if allowed[row] and (audience is None or not asker.may_see(audience))
    )
    allowed[list(hidden)] = False
    after, before = _bound("updated_after", filters.updated_after), _bound("updated_before", filters.updated_before)
    if after is not None:
        allowed &= columns.updated_of_document >= after
    if before is not None:
        allowed &= (columns.updated_of_document <= before) & (columns.updated_of_document > UNDATED)
        after = UNDATED + 1 if after is None else after
    visible = allowed.copy()
    copies = columns.copies(visible)
    allowed[copies] = False
    hidden += tuple(copies.tolist())
    return Scope(
        visible=visible,
        documents=allowed,
        chunks=None if allowed.all() else allowed[columns.document_of_chunk],
        facets=None if wanted.all() else tuple(int(f) for f in np.flatnonzero(wanted)),
        hidden_documents=hidden,
        updated_from=after,
        updated_to=before,
    )


def _passes(facet: Facet, asker: Asker, filters: Filters) -> bool:
    return (
        asker.may_see(facet.audience)
        and (not filters.kind or facet.kind in filters.kind)
        and (not filters.source or facet.source in filters.source)
        and (not filters.language or facet.language in filters.language)
    )


def _bound(name: str, iso: str) -> int | None:
    try:
        return seconds(iso) if iso else None
    except ValueError:
        raise RequestError(f"filter {name} is {iso!r}, which is no ISO date", "write it like 2026-11-20") from None
