"""Documents with the same content, and pages with a newer version.

A group is a star: every member was compared with its first, never with the last that joined, so that a chain of small
differences cannot drift. The first is the plainest: a page before a ticket, a mail, a chat, and the shorter text.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from copilot.core.types import Kind
from ingest.dedupe import _signature
from ingest.dedupe._candidates import Candidates
from ingest.dedupe._entry import Entry, moment
from ingest.dedupe._verdict import Reading, compare, title_words, titles_fit
from ingest.dedupe._versions import declared, joined, successors

MIN_WORDS = 8
"""Shorter texts ("Ok, thank you") are the same only when they are equal, of one kind and under one title."""

_RANK: dict[Kind, int] = {"wiki": 0, "ticket": 1, "mail": 2, "chat": 3}
_READ_AHEAD = 4096
"""Texts of first members that are kept while others are compared with them."""


@dataclass(frozen=True)
class Groups:
    """The outcome, by document id. Documents without their like are in none of the mappings."""

    group_of: Mapping[str, str] = field(default_factory=dict)
    """Document -> its group, named after the group's first member."""
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Group -> all its documents, the one that represents them first (as long as none is outdated)."""
    superseded_by: Mapping[str, str] = field(default_factory=dict)
    """Document -> the newer version that replaces it: its direct successor, which may be superseded itself."""
    valid_until: Mapping[str, str] = field(default_factory=dict)
    """Members that have such a date."""

    def preferred(self, group: str, today: date) -> list[str]:
        """Members of a group, best first: valid before outdated and superseded ones, else in their order."""
        return sorted(self.members[group], key=lambda i: i in self.superseded_by or self._is_outdated(i, today))

    def _is_outdated(self, document: str, today: date) -> bool:
        until = self.valid_until.get(document, "")
        return bool(until) and datetime.fromisoformat(until).date() < today


def group(entries: Sequence[Entry], text_of: Callable[[str], str]) -> Groups:
    """Groups and versions among entries with different ids, in whatever order they come.

    text_of: Document.text by id; called for documents with a possible like only. Raises ValueError for signatures of
    another version. Linear: per document a few comparisons at most, however many are alike.
    """
    entries = sorted(entries, key=lambda e: e.id)
    table = _signature.read([entry.signature for entry in entries])
    reader = _Reader(entries, text_of)
    first = _first_members(entries, table, reader)
    stars: dict[int, list[int]] = defaultdict(list)
    for row, centre in enumerate(first):
        stars[centre].append(row)
    ordered = {entries[c].id: sorted(rows, key=lambda r: _preference(entries[r])) for c, rows in stars.items()}
    members = {name: tuple(entries[r].id for r in rows) for name, rows in ordered.items() if len(rows) > 1}
    group_of = {member: name for name, found in members.items() for member in found}
    until = {entry.id: entry.valid_until for entry in entries if entry.valid_until and entry.id in group_of}
    superseded = _superseded(entries, table, first, stars, reader)
    return Groups(group_of, members, superseded, until)


class _Reader:
    """Readings by row, a few thousand of them kept."""

    def __init__(self, entries: Sequence[Entry], text_of: Callable[[str], str]) -> None:
        self._entries, self._text_of = entries, text_of
        self._kept: OrderedDict[int, Reading] = OrderedDict()

    def __call__(self, row: int, keep: bool = True) -> Reading:
        if row in self._kept:
            self._kept.move_to_end(row)
            return self._kept[row]
        entry = self._entries[row]
        reading = Reading(self._text_of(entry.id), entry.kind, entry.title)
        if keep:
            self._kept[row] = reading
            if len(self._kept) > _READ_AHEAD:
                self._kept.popitem(last=False)
        return reading


def _first_members(entries: Sequence[Entry], table: NDArray[np.void], reader: _Reader) -> list[int]:
    """Row -> row of its group's first member; itself where it is the first or alone."""
    first = list(range(len(entries)))
    waiting = []
    for rows in _equal(entries, table):
        for row in rows[1:]:
            first[row] = rows[0]
        if table["words"][rows[0]] >= MIN_WORDS:
            waiting.append(rows[0])
    waiting.sort(key=lambda r: (_RANK[entries[r].kind], table["words"][r], entries[r].id))
    candidates = Candidates(table[waiting])
    for position, row in enumerate(waiting):
        if candidates.is_alone[position]:
            continue
        for found in candidates.of(position):
            is_same = compare(reader(waiting[found]), reader(row)).relation == "same"
            candidates.note(position, is_same)
            if is_same:
                first[row] = waiting[found]
                break
        else:
            candidates.add(position)
    return [first[centre] for centre in first]


def _equal(entries: Sequence[Entry], table: NDArray[np.void]) -> Iterator[list[int]]:
    """Rows with equal words, first member first, each row once; pages and short texts only under fitting titles."""
    equal: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row, entry in enumerate(entries):
        words = int(table["words"][row])
        if words:
            key: tuple[object, ...] = (table["exact"][row].tobytes(),)
            if words < MIN_WORDS:
                key = (*key, entry.kind, title_words(entry.title))
            equal[key].append(row)
    for rows in equal.values():
        rows.sort(key=lambda r: (_RANK[entries[r].kind], entries[r].id))
        pages: list[list[int]] = []
        words = int(table["words"][rows[0]])
        for row in rows:
            titles = title_words(entries[row].title)
            for found in pages[:8]:
                is_page = entries[row].kind == entries[found[0]].kind == "wiki"
                if not is_page or titles_fit(title_words(entries[found[0]].title), titles, words):
                    found.append(row)
                    break
            else:
                pages.append([row])
        yield from pages


def _preference(entry: Entry) -> tuple[object, ...]:
    """Lower is better; whether an entry is outdated depends on the day and is decided later."""
    is_public = "public" in entry.audience
    return (entry.resolved is False, not is_public, _RANK[entry.kind], -moment(entry), entry.id)


def _superseded(
    entries: Sequence[Entry],
    table: NDArray[np.void],
    first: Sequence[int],
    stars: Mapping[int, Sequence[int]],
    reader: _Reader,
) -> dict[str, str]:
    found = successors(entries, table, first, reader)
    # A copy of what was replaced is as old as what it copies, unless it is newer than the replacement.
    for old, new in list(found.items()):
        for row in stars[first[old]]:
            if row != old and first[new] != first[old] and moment(entries[row]) < moment(entries[new]):
                found.setdefault(row, new)
    found = joined(declared(entries), found)
    return {entries[old].id: entries[new].id for old, new in sorted(found.items())}
