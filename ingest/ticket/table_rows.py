"""What the files of a table hold: tickets by id, one row or several each, comments in files of their own, people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from copilot.core.types import Rejected
from ingest.export.base import key_of
from ingest.export.dates import moment
from ingest.export.records import TABLES, UNFIT, reason_of, records, refusal, table
from ingest.ticket.exports import is_empty, unwrapped
from ingest.ticket.paths import entries, lists_of, missing, raw, text
from ingest.ticket.table_options import GUESSES, Comments, Options

FIX = "correct the mapping of this source, or export it again"


def _matches(file: Path, patterns: Iterable[str]) -> bool:
    return any(fnmatch(file.name, pattern) for pattern in patterns)


@dataclass
class Row:
    """A ticket under construction: its facts, its comments by their list and ref, and where it stood first."""

    where: str
    facts: dict[str, Any] = field(default_factory=dict)
    updated: str = ""
    comments: dict[tuple[int, str], tuple[Comments, Any]] = field(default_factory=dict)


class Rows:
    """The tickets of an export by id, their comments, and the names of people."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._rows: dict[str, Row] = {}
        self._loose: dict[str, list[tuple[Comments, Any]]] = defaultdict(list)
        self._people: dict[str, str] = {}
        self._seen: dict[str, list[Any]] = {"tickets": [], "comments": []}
        """Every record as it was found."""
        columns = options.columns
        self._names = {name: getattr(columns, name) or GUESSES[name] for name in GUESSES}

    def add(self, file: Path) -> Iterator[Rejected]:
        """Takes the records of a file in; gives notes."""
        options, key = self._options, key_of(self._options, file)
        of_comments = [c for c in options.comments if _matches(file, c.files)]
        of_people = options.people is not None and _matches(file, options.people.files)
        if not of_comments and not of_people and options.files and not _matches(file, options.files):
            return
        seen: list[Any] = []
        faults: list[Rejected] = []
        kind = "comments" if of_comments else "tickets"
        for record in (table if file.suffix.lower() in TABLES else records)(options.name, key, file):
            if isinstance(record, Rejected):
                yield record
                continue
            place, data = record
            where = f"{key} {place}".strip()
            try:
                data = unwrapped(key, place, data).data
            except UNFIT as error:
                yield Rejected(options.name, where, reason_of(error), FIX)
                continue
            if said := refusal(data):
                yield Rejected(
                    options.name, where, f"an answer that refuses the export: {said}", "sign in and export it again"
                )
            elif is_empty(data):
                yield Rejected(options.name, where, "the list is empty", "export it again, or remove the file")
            elif of_people:
                self._add_people(data)
            elif of_comments:
                for comments in of_comments:
                    seen += self._add_loose(comments, data)
            else:
                found = self._tickets_of(data, place)
                if not found:
                    faults.append(Rejected(options.name, where, self._nothing(data), FIX))
                seen += found
                faults += self._add_tickets(found, where, numbered=not place)
        self._seen[kind] += [entry for entry in seen if isinstance(entry, Mapping)]
        # A column that is not there explains every row that lacks it.
        lost = [*missing(seen, {"id": options.columns.id})] if seen and kind == "tickets" else []
        yield from (Rejected(options.name, key, *note) for note in lost)
        yield from faults if not lost else []

    def unknown_columns(self) -> Iterator[Rejected]:
        """A note for every column of the mapping that no record has."""
        options = self._options
        columns: dict[str, Any] = {name: getattr(options.columns, name) for name in GUESSES if name != "id"}
        columns |= {f"metadata {name}": (name,) for name in options.metadata}
        columns["comments"] = tuple(c.at for c in options.comments if c.at)
        facts = ("ticket", "text", "author", "created_at", "ref")
        loose: dict[str, Any] = {name: getattr(c, name) for c in options.comments if c.files for name in facts}
        for kind, asked in (("tickets", columns), ("comments", loose)):
            if self._seen[kind]:
                for reason, fix in missing(self._seen[kind], asked):
                    yield Rejected(options.name, f"the {kind}", reason, fix)

    def _tickets_of(self, data: Any, place: str) -> list[Any]:
        if place:  # A row or a line is a ticket.
            return [data] if isinstance(data, Mapping) else []
        for path in self._options.records:
            if found := [entry for entry in entries(data, path) if isinstance(entry, Mapping)]:
                return found
        if self._options.records:
            return []
        mapped = [name for names in self._names.values() for name in names]
        return lists_of(data, [*mapped, *(c.at for c in self._options.comments)])

    def _nothing(self, data: Any) -> str:
        keys = ", ".join(list(data)[:12]) if isinstance(data, Mapping) else type(data).__name__
        at = " or ".join(repr(path) for path in self._options.records)
        return f"no tickets{f' at {at}' if at else ''}; the file holds {keys}"

    def _add_people(self, data: Any) -> None:
        people = self._options.people
        assert people is not None
        found = [e for path in people.records for e in entries(data, path)] or lists_of(
            data, [*people.id, *people.name]
        )
        for person in found:
            if key := text(person, people.id):
                self._people[key] = text(person, people.name)

    def _add_loose(self, comments: Comments, data: Any) -> list[Any]:
        names = [*comments.ticket, *comments.text, *comments.ref]
        found = (
            [e for path in comments.records for e in entries(data, path)] if comments.records else lists_of(data, names)
        )
        for entry in found:
            if key := text(entry, comments.ticket or ("ticket_id",)):
                self._loose[key].append((comments, entry))
        return [entry for entry in found if isinstance(entry, Mapping)]

    def _add_tickets(self, found: list[Any], where: str, *, numbered: bool) -> Iterator[Rejected]:
        for number, record in enumerate(found, 1):
            place = f"{where} record {number}" if numbered else where
            key = text(record, self._names["id"])
            if not key:
                reason = f"no id; looked for {', '.join(self._names['id'][:6])}"
                yield Rejected(self._options.name, place, reason, FIX)
                continue
            row = self._rows.setdefault(key, Row(place))
            updated = self._time(record, self._names["updated_at"])
            # Of equal versions the fuller counts: a list of tickets may cut their texts short.
            later = (updated, len(record)) >= (row.updated, len(row.facts))
            old, new = (row.facts, record) if later else (record, row.facts)
            row.facts = {**old, **{k: v for k, v in new.items() if k not in old or v not in (None, "", [], [""], {})}}
            row.updated = max(updated, row.updated)
            for kind, comments in enumerate(self._options.comments):
                if comments.files:
                    continue
                for entry in map(_named, entries(record, comments.at)) if comments.at else [record]:
                    ref = text(entry, comments.ref) or f"#{len(row.comments)}"
                    row.comments[kind, ref] = (comments, entry)

    def _person(self, record: Any, names: tuple[str, ...]) -> str:
        found = text(record, names)
        return self._people.get(found, found)

    def _time(self, record: Any, names: tuple[str, ...]) -> str:
        return moment(raw(record, names), self._options.timezone, month_first=self._options.month_first)


def _named(entry: Any) -> Any:
    """An entry that is a list, such as ["agent", "Hi!"], by positions: {"0": "agent", "1": "Hi!"}."""
    return {str(position): value for position, value in enumerate(entry)} if isinstance(entry, list) else entry
