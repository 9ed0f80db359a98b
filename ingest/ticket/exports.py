"""Exports whose files belong together: pages of tickets, comments and people that only make sense side by side."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Protocol

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.export.base import LocalTimeOptions, find_files, item, key_of
from ingest.export.records import UNFIT, RecordError, objects, reason_of, records, refusal, tidy

SUFFIXES = (".json", ".jsonl", ".ndjson", ".csv", ".tsv")
_SHOWN = 8
"""Ids that a note names."""


class ExportOptions(LocalTimeOptions):
    """What every helpdesk's export understands."""

    site: str = ""
    """Address of the helpdesk, such as "https://acme.example": makes links where the export has none."""

    def link(self, path: str) -> str:
        return self.site.rstrip("/") + path if self.site else ""


@dataclass(frozen=True, slots=True)
class Value:
    """One JSON value of an export and where it stood."""

    key: str
    """The file, below the source's path."""
    place: str
    """ "line 3", "row 3", or "" for the whole file."""
    data: Any
    request: str = ""
    """Path of the recorded request that it answers, such as /api/v2/tickets/5/comments.json."""

    @property
    def where(self) -> str:
        return f"{self.key} {self.place}".strip()

    @property
    def stem(self) -> str:
        return PurePosixPath(self.key).stem.lower()

    @property
    def context(self) -> str:
        """The request, or else the file's path: both may say what the records are and which ticket they belong to."""
        return self.request or PurePosixPath(self.key).with_suffix("").as_posix()


class Collector(Protocol):
    """Takes an export's values in, in any order, and then gives its documents."""

    def add(self, value: Value) -> Iterator[Rejected]:
        """Raises RecordError when nothing of the value can be used."""

    def documents(self) -> Iterator[Document | Rejected]: ...


class Export(ABC):
    """A source with one Item: all files together, since comments and people may stand in any of them."""

    fix = ""
    suffixes: tuple[str, ...] = SUFFIXES

    def __init__(self, options: ExportOptions) -> None:
        self._options = options

    @abstractmethod
    def collector(self) -> Collector:
        """A fresh one, for one reading."""

    def items(self) -> Iterator[Item]:
        yield item("export", find_files(self._options, self.suffixes))

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        name, collector, silent = self._options.name, self.collector(), True
        files = find_files(self._options, self.suffixes)
        for file in files:
            key = key_of(self._options, file)
            for record in records(name, key, file):
                if isinstance(record, Rejected):
                    found: Iterable[Rejected] = [record]
                else:
                    found = self._take(collector, key, *record)
                for rejected in found:
                    silent = False
                    yield rejected
        for entry in collector.documents():
            silent = False
            yield entry
        if silent:
            yield Rejected(name, item.key, f"no ticket and no article in {len(files)} files", self.fix)

    def _take(self, collector: Collector, key: str, place: str, data: Any) -> Iterator[Rejected]:
        name = self._options.name
        try:
            value = unwrapped(key, place, data)
            if refused := refusal(value.data):
                fix = "sign in, or use an API token with enough rights, and export it again"
                yield Rejected(name, value.where, f"not an export but an answer that refuses it: {refused}", fix)
            elif is_empty(value.data):
                yield Rejected(name, value.where, "the list is empty", "export it again, or remove the file")
            else:
                yield from collector.add(value)
        except UNFIT as error:
            yield Rejected(name, f"{key} {place}".strip(), reason_of(error), self.fix)
        except RecursionError:
            yield Rejected(name, f"{key} {place}".strip(), "nested too deeply", self.fix)


def unwrapped(key: str, place: str, data: Any) -> Value:
    """The body of a recorded API answer {"request", "status", "body"}, or the value itself. Raises RecordError."""
    if not isinstance(data, Mapping) or "body" not in data or not isinstance(data.get("request"), Mapping | str):
        return Value(key, place, data)
    request, body, status = data["request"], data["body"], data.get("status")
    path = (
        request
        if isinstance(request, str)
        else str(request.get("path") or request.get("uri") or request.get("url") or "")
    )
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise RecordError(f"the recorded answer's body is not JSON: {error}") from error
    code = status.get("code") if isinstance(status, Mapping) else status
    if isinstance(code, int) and code >= 400 and not refusal(body):
        raise RecordError(f"a recorded answer with status {code}, no export")
    return Value(key, place, body, path)


def is_empty(data: Any) -> bool:
    """Whether there is nothing in it; the last of several pages, which says so, may be empty."""
    if isinstance(data, Mapping):
        lists = [value for value in data.values() if isinstance(value, list | Mapping)]
        return not data or (len(lists) == len(data) == 1 and not lists[0])
    return data in ([], None)


@dataclass
class Newest:
    """Records by id, each in its newest version: exports of several days hold the same ticket several times."""

    what: str
    _held: dict[str, tuple[str, str, Mapping[str, Any]]] = field(default_factory=dict)
    _clash: set[str] = field(default_factory=set)

    def add(self, key: str, data: Mapping[str, Any], updated: str, created: str) -> None:
        """updated, created: ISO times. What is null or absent in the newer version comes from the older."""
        held = self._held.get(key)
        if held is None:
            self._held[key] = (updated, created, data)
            return
        if created and held[1] and created != held[1]:
            self._clash.add(key)
        old, new = (data, held[2]) if updated < held[0] else (held[2], data)
        merged = dict(new) if key in self._clash else {**old, **{k: v for k, v in new.items() if v is not None}}
        self._held[key] = (max(updated, held[0]), created or held[1], merged)

    def __contains__(self, key: str) -> bool:
        return key in self._held

    def __len__(self) -> int:
        return len(self._held)

    def items(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for key, (_, _, data) in self._held.items():
            yield key, data

    def get(self, key: str) -> Mapping[str, Any]:
        return self._held[key][2] if key in self._held else {}

    def notes(self, source: str) -> Iterator[Rejected]:
        if self._clash:
            reason = f"{self.what} {several(self._clash)}: different ones share an id; the newest of each is kept"
            yield Rejected(source, "export", reason, "give each helpdesk a source of its own")


def each(source: str, value: Value, found: Iterable[Any], fix: str, take: Callable[[Any], Any]) -> Iterator[Rejected]:
    """Takes every entry of a list in; one that is no record costs only itself."""
    for number, entry in enumerate(found, 1):
        try:
            yield from take(entry) or ()
        except UNFIT as error:
            yield Rejected(source, f"{value.where} record {number}", reason_of(error), fix)


def said(record: Mapping[str, Any], key: str) -> str:
    """A text, or "" for whatever else stands there: for what a document can do without."""
    value = record.get(key)
    return tidy(value) if isinstance(value, str) else ""


def several(ids: Iterable[str]) -> str:
    """The first ids of a set, in order, and how many more there are."""
    ordered = sorted(ids, key=lambda text: (len(text), text))
    return ", ".join(ordered[:_SHOWN]) + (f" and {len(ordered) - _SHOWN} more" if len(ordered) > _SHOWN else "")


def left_out(source: str, what: str, ids: Iterable[str]) -> Iterator[Rejected]:
    """A note of deleted tickets, where there are any."""
    if named := several(ids):
        yield Rejected(source, "export", f"{what} tickets are left out: {named}", "nothing to do")


def nameless(source: str, ids: Iterable[str], files: str) -> Iterator[Rejected]:
    """A note of people who are known by number only, where there are any; files: what would name them."""
    if named := several(ids):
        fix = f"put the helpdesk's {files} beside it; all else is read"
        yield Rejected(source, "export", f"people are known by number only: {named}", fix)


def from_cells(cells: Mapping[str, list[str]], columns: Mapping[str, tuple[str, ...]], *ids: str) -> dict[str, Any]:
    """A row of CSV as {key: text or None}, by the names that its columns may have; ids: keys of which one is needed.

    Raises RecordError.
    """
    data: dict[str, Any] = {
        key: next((text for name in names for cell in cells.get(name, []) if (text := tidy(cell))), None)
        for key, names in columns.items()
    }
    if not any(data[key] for key in ids):
        wanted = " or ".join(f'"{columns[key][0]}"' for key in ids)
        raise RecordError(f"column {wanted} is missing or empty; the columns are {', '.join(list(cells)[:12])}")
    return data


def files_of(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the files that came with a comment."""
    labels = ("file_name", "filename", "name")
    return tuple(
        next((str(file[label]) for label in labels if file.get(label)), "") for file in objects(record, "attachments")
    )


def number_in(context: str, *names: str) -> str:
    """The id in a request or file name such as tickets/5/comments, ticket-5-comments or comments_5; "" when none."""
    found = re.search(rf"(?:{'|'.join(names)})s?[/_\- ]?(\d+)(?!\d)", context, re.I)
    return found[1] if found else ""


def link_name(value: Any) -> str:
    """The name in "Emma Taylor via <desk@example.com>" or "Jan <jan@example.com>"; an address alone stays."""
    text = value.strip() if isinstance(value, str) else ""
    name = re.sub(r"\s+via$", "", text.split("<", 1)[0].strip().strip("\"'"))
    return name or text.strip("<>")
