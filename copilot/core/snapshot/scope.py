"""What one asker may see of a snapshot, with the filters of one search: decided once, applied inside both searches.

Every document belongs to a facet, a distinct combination of (source, kind, language, audience). There are few of them,
so that access and filters are decided once for each and become one mask over the chunks, which both searches obey.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot.core.errors import RequestError
from copilot.core.snapshot.files import Files
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
    resolved_of_document: NDArray[np.int8]
    """Shape (documents,): 1 for a solved ticket, 0 for one that is not, -1 for what is no ticket."""
    tags: NDArray[np.str_]
    """All tags, case-folded, in order."""
    tag_starts: NDArray[np.int64]
    """Shape (documents + 1,): where the tags of each document begin in `tag_numbers`."""
    tag_numbers: NDArray[np.int32]
    """Places in `tags`, document after document."""

    def write(self, folder: Path) -> None:
        columns = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        np.savez(folder / FILE, **columns)

    @classmethod
    def read(cls, files: Files) -> Columns:
        """Raises DamagedError."""
        return cls(**files.arrays(FILE, [field.name for field in dataclasses.fields(cls)]))

    @cached_property
    def _by_group(self) -> NDArray[np.int64]:
        """Rows of the documents by their group, in a group by row."""
        return np.argsort(self.group_of_document, kind="stable")

    def members(self, group: int) -> NDArray[np.int64]:
        """Rows of the documents of one group of copies."""
        first, last = np.searchsorted(self.group_of_document, [group, group + 1], sorter=self._by_group)
        return self._by_group[first:last]

    def tagged(self, wanted: Collection[str]) -> NDArray[np.bool_]:
        """Shape (documents,): which of them carry at least one of these tags."""
        numbers = np.flatnonzero(np.isin(self.tags, [tag.casefold() for tag in wanted]))
        owners = np.repeat(np.arange(len(self.facet_of_document)), np.diff(self.tag_starts))
        found = np.zeros(len(self.facet_of_document), dtype=bool)
        found[owners[np.isin(self.tag_numbers, numbers)]] = True
        return found

    def copies(self, among: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Rows of the documents that another one of their group represents. among: bool (documents,)."""
        rows = np.flatnonzero(among & (self.group_of_document >= 0))
        groups = self.group_of_document[rows]
        order = np.lexsort((self.preference_of_document[rows], groups))
        groups = groups[order]
        is_first = np.ones(len(rows), dtype=bool)
        is_first[1:] = groups[1:] != groups[:-1]
        return rows[order][~is_first]


@dataclass(frozen=True, eq=False)
class Scope:
    """The rows that exist for one search. Compared by identity: a snapshot makes one for groups and filters."""

    visible: NDArray[np.bool_]
    """Shape (documents,): which of them exist, copies of others included."""
    documents: NDArray[np.bool_]
    """Shape (documents,): which of them are searched: of each group of copies the one that represents it here."""
    chunks: NDArray[np.bool_] | None
    """Shape (chunks,); None when all exist."""

    @property
    def is_empty(self) -> bool:
        return not self.documents.any()


def seconds(iso: str) -> int:
    """Seconds since 1970 of an ISO date or time; UNDATED for "". Raises ValueError for anything else."""
    if not iso:
        return UNDATED
    moment = datetime.fromisoformat(iso)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def tags_of(document: Document) -> list[str]:
    """What its source calls tags or labels, case-folded, each once, in order."""
    values = [document.metadata.get(key) for key in ("tags", "labels")]
    found = [
        tag.casefold() for value in values if isinstance(value, list | tuple) for tag in value if isinstance(tag, str)
    ]
    return sorted(set(found))


def numbered(tags: Sequence[Sequence[str]]) -> tuple[NDArray[np.str_], NDArray[np.int64], NDArray[np.int32]]:
    """The tags of each document as the three columns that hold them."""
    known = np.array(sorted({tag for of_one in tags for tag in of_one}), dtype=np.str_)
    starts = np.cumsum([0, *map(len, tags)], dtype=np.int64)
    place = {tag: number for number, tag in enumerate(known.tolist())}
    return known, starts, np.array([place[tag] for of_one in tags for tag in of_one], dtype=np.int32)


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
    hidden = [
        row for row, audience in overrides.items() if allowed[row] and (audience is None or not asker.may_see(audience))
    ]
    allowed[hidden] = False
    if filters.tags:
        allowed &= columns.tagged(filters.tags)
    after, before = _bound("updated_after", filters.updated_after), _bound("updated_before", filters.updated_before)
    if after is not None:
        allowed &= columns.updated_of_document >= after
    if before is not None:
        allowed &= (columns.updated_of_document <= before) & (columns.updated_of_document > UNDATED)
    visible = allowed.copy()
    allowed[columns.copies(visible)] = False
    return Scope(visible, allowed, None if allowed.all() else allowed[columns.document_of_chunk])


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
