"""Pages of which a newer version exists: found by title and text, or said by the newer one.

Only pages have versions: two mails of one subject are two mails. "Tarieven 2025" and "Tarieven 2026" are two pages,
each true of its year; "Tarieven" twice with other prices, in one source or under one name in two, is one page that
changed. Which is newer only a date can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.dedupe._candidates import PATIENCE, alike
from ingest.dedupe._entry import Entry, moment
from ingest.dedupe._verdict import Reading, compare, title_words

_LOOKED_AHEAD = 8
"""Newer pages of the same title that a page is compared with."""
_COMPARED = 2
_ALIKE = 0.35
"""Estimated Jaccard similarity of grams from which two pages of one title may be versions."""
_LONGEST = 10_000
"""Versions in a row that are followed."""


def successors(
    entries: Sequence[Entry], table: NDArray[np.void], first: Sequence[int], reader: Callable[[int], Reading]
) -> dict[int, int]:
    """Row of a page -> row of its next version, which is always strictly newer."""
    pages: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row, entry in enumerate(entries):
        if entry.kind == "wiki" and moment(entry) and table["words"][row]:
            title = title_words(entry.title)
            if title:
                pages["source", title, entry.source].append(row)
                pages["name", title, entry.id.removeprefix(f"{entry.source}:")].append(row)
    found: dict[int, int] = {}
    for rows in pages.values():
        rows.sort(key=lambda r: (moment(entries[r]), entries[r].id))
        refused = 0
        for position, row in enumerate(rows[:-1]):
            if refused >= PATIENCE:
                break
            new = _next(row, rows[position + 1 : position + 1 + _LOOKED_AHEAD], entries, table, first, reader)
            refused += 1 if new < 0 else -10
            if new >= 0 and (row not in found or moment(entries[new]) < moment(entries[found[row]])):
                found[row] = new
    return found


def _next(
    row: int,
    newer: Sequence[int],
    entries: Sequence[Entry],
    table: NDArray[np.void],
    first: Sequence[int],
    reader: Callable[[int], Reading],
) -> int:
    """The first of these that is another version of a page, -1 for none."""
    newer = [r for r in newer if first[r] != first[row] and moment(entries[r]) > moment(entries[row])]
    near = alike(table, row, np.array(newer, dtype=np.intp))
    likely = [r for r, share in zip(newer, near, strict=True) if share >= _ALIKE][:_COMPARED]
    return next((r for r in likely if compare(reader(row), reader(r)).relation == "version"), -1)


def declared(entries: Sequence[Entry]) -> dict[int, int]:
    """Row of what is replaced -> row of the newest that says it replaces it. What leads back to itself is left out."""
    row_of = {entry.id: row for row, entry in enumerate(entries)}
    found: dict[int, int] = {}
    for row in sorted(range(len(entries)), key=lambda r: (-moment(entries[r]), entries[r].id)):
        entry = entries[row]
        old = row_of.get(f"{entry.source}:{entry.supersedes}", row_of.get(entry.supersedes, row))
        if entry.supersedes and old not in found and not _leads(found, row, old):
            found[old] = row
    return found


def joined(said: Mapping[int, int], found: Mapping[int, int]) -> dict[int, int]:
    """Both, without what contradicts the said ones."""
    everything = dict(said)
    for old, new in sorted(found.items()):
        if old not in everything and not (said and _leads(everything, new, old)):
            everything[old] = new
    return everything


def _leads(successor: Mapping[int, int], row: int, to: int) -> bool:
    """Whether the line of successors of a row comes to another, or is too long to tell."""
    for _ in range(_LONGEST):
        if row == to:
            return True
        if row not in successor:
            return False
        row = successor[row]
    return True
