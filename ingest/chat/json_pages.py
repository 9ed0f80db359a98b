"""Exports of chat APIs: the files that hold their answers, the moments and the HTML in those, and answers of errors."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from copilot.core.ports import Item
from copilot.core.types import Rejected
from ingest.export.archives import Archive, ArchiveError
from ingest.export.base import SourceOptions, find_files, item, key_of, readable, revision_of, without_outward_links
from ingest.export.records import MAX_BYTES, UNFIT, RecordError, reason_of, records, tidy
from ingest.mailbox.html import fragment_to_text

MAX_UNPACKED = 2_000_000_000
"""Bytes that an archive may unpack to."""
_ZIP = ".zip"
_YEAR_5138, _YEAR_10000 = 1e11, 253402300800
"""Seconds since 1970; a larger number counts smaller pieces of a second."""
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]?(\d{2}:\d{2}.*)", re.S)
_LINK = re.compile(r'(<a\b[^<>]{0,500}?\bhref="(https?://[^"<>\s]{1,2000})"[^<>]{0,500}>)([^<]{1,500})</a>', re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """One JSON value of an export (of CSV: the cells of one row) and where it stands."""

    where: str
    """For people: file and line."""
    data: Any
    path: PurePosixPath
    """Its file; in an archive, the archive's path with the member's behind it."""
    beside: bool = False
    """From a folder above the item's: only the people and channels in it count."""

    @property
    def room(self) -> str:
        """After what messages are named that do not name their channel: their file, or the folder of "messages"."""
        return self.path.parent.stem if self.path.stem.lower() == "messages" else self.path.stem


class Exports:
    """The files of a source as Items, and the JSON values of an Item."""

    def __init__(
        self, options: SourceOptions, suffixes: Iterable[str], *, together: bool, beside: Iterable[str] = ()
    ) -> None:
        """together: one Item a folder, as its files may be pages of one channel; else one Item a file.

        beside: words that the names of files with people and channels hold, such as "users".
        """
        self._options = options
        self._suffixes = frozenset(suffixes)
        self._together = together
        self._is_beside = re.compile(rf"(.*[_\W])?({'|'.join(beside) or '(?!)'})([_\W].*)?", re.I)
        self._named: dict[Path, list[Path]] = {}
        """Folder -> its files with people and channels."""
        self._last: tuple[tuple[Path, ...], list[Page | Rejected]] = ((), [])
        """What was read last of such files, since many items share them."""

    @cached_property
    def _files(self) -> dict[str, list[Path]]:
        """Item key -> its files."""
        groups: dict[str, list[Path]] = {}
        for file in find_files(self._options, self._suffixes):
            key = key_of(self._options, file)
            if self._together and file.suffix.lower() != _ZIP:
                key = key if self._options.path.is_file() else PurePosixPath(key).parent.as_posix()
            elif self._is_beside.fullmatch(file.stem) and file != self._options.path:
                continue
            groups.setdefault(key, []).append(file)
        return groups

    def items(self) -> Iterator[Item]:
        revisions: dict[tuple[Path, ...], str] = {}
        for key, files in self._files.items():
            beside = self._beside(files)
            if beside not in revisions:
                revisions[beside] = revision_of(beside)
            yield item(key, files, f"-{revisions[beside]}")

    def pages(self, item: Item) -> Iterator[Page | Rejected]:
        """Every JSON value of an item's files; what cannot be read, and answers of errors, are Rejected."""
        files = self._files[item.key]
        for file in files:
            key = key_of(self._options, file)
            if file.suffix.lower() == _ZIP:
                yield from self._unpacked(key, file)
            else:
                yield from self._read(key, file, _shown(file))

    def beside(self, item: Item) -> Sequence[Page | Rejected]:
        """The JSON values of the files with people and channels; the same list for items that share them."""
        files = self._beside(self._files[item.key])
        if self._last[0] != files:
            read = (page for f in files for page in self._read(readable(f.name), f, _shown(f), beside=True))
            # Where folders are items, the folder that the file is in reports what is wrong with it.
            self._last = files, [page for page in read if isinstance(page, Page) or not self._together]
        return self._last[1]

    def feed(self, item: Item, take: Callable[[Page], Iterator[Rejected]], fix: str) -> Iterator[Rejected]:
        """Hands every page to `take`, first those of people and channels; what is wrong with one stops no other."""
        for page in chain(self.beside(item), self.pages(item)):
            if isinstance(page, Rejected):
                yield page
                continue
            try:
                yield from take(page)
            except UNFIT as error:
                yield Rejected(self._options.name, page.where, reason_of(error), fix)

    def _beside(self, files: list[Path]) -> tuple[Path, ...]:
        """Files with people and channels beside the item's files and in the folders above, up to the source's path."""
        path, folder = self._options.path, files[0].parent
        folders = [folder]
        if path.is_dir() and folder.is_relative_to(path):
            folders += [f for f in folder.parents if f.is_relative_to(path)]
        for place in folders:
            if place not in self._named:
                named = (f for f in sorted(place.iterdir()) if self._is_beside.fullmatch(f.stem) and f.is_file())
                files_of = [f for f in named if f.suffix.lower() in self._suffixes - {_ZIP}]
                self._named[place] = without_outward_links(self._options, files_of)
        return tuple(f for place in folders for f in self._named[place] if f not in files)

    def _unpacked(self, key: str, file: Path) -> Iterator[Page | Rejected]:
        name, room = self._options.name, MAX_UNPACKED
        try:
            archive = Archive(file)
        except ArchiveError as error:
            yield Rejected(name, key, error.reason, error.fix)
            return
        wanted = self._suffixes - {_ZIP}
        members = [member for member in archive.names() if PurePosixPath(member).suffix.lower() in wanted]
        told = [member for member in members if not archive.is_empty(member)]
        if not members:
            reason = f"an archive without a file ending in {', '.join(sorted(wanted))}"
            yield Rejected(name, key, reason, "unpack it when it holds other archives, or remove it")
        with tempfile.TemporaryDirectory() as folder:
            for number, member in enumerate(told):
                path = PurePosixPath(member)
                where = f"{key}/{path}"
                target = Path(folder, f"{number}{path.suffix}")
                try:
                    with target.open("wb") as unpacked:
                        archive.unpack(member, unpacked, min(room, MAX_BYTES))
                except ArchiveError as error:
                    if target.stat().st_size == room:
                        reason = f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB"
                        yield Rejected(name, key, reason, "unpack it, and point `path` at the folder")
                        return
                    yield Rejected(name, where, error.reason, error.fix)
                else:
                    yield from self._read(where, target, _shown(file) / path)
                room -= target.stat().st_size
                target.unlink()
        if len(told) < len(members):
            reason = f"{len(members) - len(told)} of its {len(members)} files are empty"
            yield Rejected(name, key, reason, "see whether the export is whole")

    def _read(self, where: str, file: Path, path: PurePosixPath, *, beside: bool = False) -> Iterator[Page | Rejected]:
        read = _rows if file.suffix.lower() == ".csv" else records
        for record in read(self._options.name, where, file):
            if isinstance(record, Rejected):
                yield record
                continue
            place, data = record
            at = f"{where} {place}".strip()
            if problem := error_answer(data):
                reason = f"the export holds an error answer instead of data: {problem}"
                yield Rejected(self._options.name, at, reason, "give the exporting account access, and export it again")
                continue
            try:
                yield Page(at, _writable(data), path, beside)
            except RecursionError:
                yield Rejected(self._options.name, at, "nested too deeply", "export it again")


def _shown(file: Path) -> PurePosixPath:
    return PurePosixPath(readable(file.as_posix()))


def _writable(data: Any) -> Any:
    """The same value without lone surrogates, which JSON can spell and UTF-8 cannot."""
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode()
        return data
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-8", "replace"))


def _rows(source: str, key: str, file: Path) -> Iterator[tuple[str, Any] | Rejected]:
    """As `records`, of a CSV file without names of columns."""
    try:
        reader = csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""))
        for number, row in enumerate(reader, 1):
            if any(cell.strip() for cell in row):
                yield f"row {number}", row
    except UnicodeDecodeError as error:
        yield Rejected(source, key, f"not UTF-8 at byte {error.start}", "save the file as UTF-8")
    except csv.Error as error:
        yield Rejected(source, key, f"not CSV: {error}", "export it again")
    except OSError as error:
        yield Rejected(source, key, f"cannot be read: {error.strerror}", "check the file and its permissions")


def error_answer(data: Any) -> str:
    """What went wrong, where an API's answer is an error and no data; else ""."""
    if not isinstance(data, Mapping):
        return ""
    error = data.get("error") or data.get("errors")
    error = error[0] if isinstance(error, list) else error
    status = data.get("status_code")
    failed = data.get("success") is False or data.get("status") == "error" or (isinstance(status, int) and status > 399)
    others = (value for key, value in data.items() if key not in ("error", "errors"))
    if not failed and (not isinstance(error, str | Mapping) or any(isinstance(v, list | Mapping) for v in others)):
        return ""
    inner = error if isinstance(error, Mapping) else {}
    said = [error, inner.get("code"), inner.get("title"), inner.get("message"), data.get("message")]
    said += [data.get("error_description"), data.get("description")]
    return "; ".join(dict.fromkeys(words[:200] for words in said if isinstance(words, str) and words)) or "no reason"


def moment(value: Any, key: str) -> float:
    """Seconds since 1970 of a time in seconds, milli- or microseconds, ISO 8601, or MongoDB's {"$date": …}.

    ISO times without a zone are UTC, as all these APIs mean them. Raises RecordError.
    """
    for inner in ("$date", "$numberLong"):
        value = value.get(inner) if isinstance(value, Mapping) and inner in value else value
    number = -1.0
    try:
        if isinstance(value, str) and (found := _MOMENT.fullmatch(value.strip())):
            iso = datetime.fromisoformat(f"{found[1]}T{found[2].removesuffix(' UTC')}")
            number = (iso if iso.tzinfo else iso.replace(tzinfo=UTC)).timestamp()
        elif isinstance(value, str | int | float):
            number = float(value)
            while _YEAR_5138 < number < float("inf"):
                number /= 1000
    except (ValueError, OverflowError):
        pass  # Looks like a moment and is none; refused below.
    if not 0 < number < _YEAR_10000:
        raise RecordError(f'"{key}" must be a time, found {str(value)[:60]!r}')
    return number


def plain(markup: str) -> tuple[str, tuple[str, ...]]:
    """(what a reader sees of a message's HTML, stretches that were hidden); a link keeps its address."""
    if "<" not in markup and "&" not in markup:
        return tidy(markup), ()
    text, hidden = fragment_to_text(_LINK.sub(_with_address, markup))
    return tidy(text), hidden


def _with_address(link: re.Match[str]) -> str:
    label = link[3].strip()
    return f"{link[1]}{link[3]} ({link[2]})</a>" if label and label.rstrip("/") != link[2].rstrip("/") else link[0]
