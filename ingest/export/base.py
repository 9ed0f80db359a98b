"""What every source shares: its options, finding its files, and telling whether they changed."""

from __future__ import annotations

import errno
import glob
import hashlib
import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import field_serializer, field_validator

from copilot.core.errors import SourceError, nearest
from copilot.core.ports import Item, SplitSource
from copilot.core.registry import Options
from copilot.core.types import Document, Rejected

log = logging.getLogger(__name__)

_UNSHOWN = re.compile("[\x00-\x1f\x7f\udc80-\udcff]")
"""Characters of file names that cannot be shown or written: controls, and bytes that are no UTF-8."""

PersonalData = Literal["keep", "mask", "drop"]
PERSONAL_DATA_KINDS = ("e-mail", "iban", "bsn", "kaart", "telefoon", "adres", "kenteken", "klantnummer", "naam")
"""Kinds of personal data by their mask in lower case."""


class SourceOptions(Options):
    """The keys of a [[sources]] table that every type understands."""

    name: str
    """First half of every document id."""
    type: str
    path: Path
    """A file, a folder or a glob; absolute by the time a source sees it."""
    audience: tuple[str, ...] = ()
    personal_data: PersonalData | Mapping[str, PersonalData] | None = None
    """One for all, or a table such as {default = "mask", iban = "drop"}; None: the default of the kind."""
    internal_audience: tuple[str, ...] = ("internal",)
    """Who may see private comments."""

    @field_validator("personal_data", mode="before")
    @classmethod
    def _known_kinds(cls, value: object) -> object:
        """Says what is wrong in words, because a union's own messages name every branch."""
        modes = get_args(PersonalData)
        table = value if isinstance(value, Mapping) else {} if value is None else {"default": value}
        for kind, mode in table.items():
            if kind not in (known := ("default", *PERSONAL_DATA_KINDS)):
                raise ValueError(f"unknown kind {kind!r}; {nearest(str(kind), known)}")
            if mode not in modes:
                given = "" if table is not value else f"{kind}: "
                raise ValueError(f"{given}{mode!r} is not one of keep, mask and drop; {nearest(str(mode), modes)}")
        return value


class LocalTimeOptions(SourceOptions):
    """For exports whose times name no zone."""

    timezone: ZoneInfo = ZoneInfo("UTC")
    """Zone of times that name none, such as "Europe/Amsterdam"."""

    @field_validator("timezone", mode="before")
    @classmethod
    def _known(cls, value: object) -> ZoneInfo:
        try:
            return value if isinstance(value, ZoneInfo) else ZoneInfo(str(value))
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{value!r} is no time zone; expected a name such as Europe/Amsterdam") from error

    @field_serializer("timezone")
    def _name(self, value: ZoneInfo) -> str:
        return value.key


def find_files(options: SourceOptions, suffixes: Iterable[str] = ()) -> list[Path]:
    """All files below the source's path, sorted; hidden ones and other suffixes (such as ".eml") left out.

    A file named by `path` itself is taken whatever its suffix. What is no file (a pipe, a device) is left out, and so
    are links that lead out of the path, with a warning. Raises SourceError when nothing is there.
    """
    path, wanted = options.path, tuple(suffixes)
    where = f"source {options.name!r}"
    if glob.has_magic(str(path)) and not path.exists():
        roots = [Path(p) for p in sorted(glob.glob(str(path), recursive=True))]
        if not roots:
            raise SourceError(
                f"{where}: nothing matches {path}", "correct `path` in [[sources]], or put the export there"
            )
    elif not path.exists():
        raise SourceError(
            f"{where}: path {path} does not exist", "correct `path` in [[sources]], or put the export there"
        )
    else:
        roots = [path]
    found: list[Path] = []
    for root in roots:
        if root.is_file():
            found.append(root)
            continue
        try:
            below = sorted(_files_below(root))
        except OSError as error:
            raise SourceError(
                f"{where}: {error.filename} cannot be listed: {error.strerror}", "check the permissions"
            ) from error
        found += [p for p in below if not wanted or p.suffix.lower() in wanted]
    found = without_outward_links(options, found)
    if not found:
        expected = f" ending in {', '.join(wanted)}" if wanted else ""
        raise SourceError(f"{where}: no files{expected} below {path}", "correct `path` in [[sources]], or export again")
    return found


def _files_below(root: Path) -> Iterator[Path]:
    """Files in a folder and its folders; those that are hidden, and folders that are links, are not entered."""
    folders = [os.fspath(root)]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except FileNotFoundError:
            continue  # Gone since its folder was listed.
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            log.warning("folders below %s are nested too deeply to be looked into", readable(folder[:200]))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif Path(entry.path).is_file():
                yield Path(entry.path)


def without_outward_links(options: SourceOptions, files: Iterable[Path]) -> list[Path]:
    """The files without links to what lies outside the source's path: an export may not show the rest of the disk."""
    base = options.path
    if base.is_file():
        return list(files)
    while glob.has_magic(str(base)) and not base.exists():
        base = base.parent
    home = base.resolve()
    kept: list[Path] = []
    left: list[Path] = []
    for file in files:
        outward = file.is_symlink() and not file.resolve().is_relative_to(home)
        (left if outward else kept).append(file)
    if left:
        shown = readable(left[0].as_posix())
        log.warning(
            "source %r: left out %d links that lead out of its path, such as %s", options.name, len(left), shown
        )
    return kept


def readable(name: str) -> str:
    """A file's name as text that can be shown and stored: controls and bytes that are no UTF-8 are spelled out."""
    return _UNSHOWN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), name)


def key_of(options: SourceOptions, file: Path) -> str:
    """A file's stable name inside its source: its path below the source's path, with forward slashes."""
    base = options.path
    if base.is_dir():
        return readable(file.relative_to(base).as_posix())
    if glob.has_magic(str(base)) and not base.exists():
        fixed = base
        while glob.has_magic(str(fixed)):
            fixed = fixed.parent
        return readable(file.relative_to(fixed).as_posix())
    return readable(file.name)


def item(key: str, files: Iterable[Path], suffix: str = "") -> Item:
    """The Item of some files. suffix: ends the revision, for what else decides how it is read."""
    revision, size = _read_through(files)
    return Item(key, revision + suffix, size)


def revision_of(files: Iterable[Path]) -> str:
    """Checksum over names and bytes; an unreadable file counts by its error, so that it is tried again."""
    return _read_through(files)[0]


def _read_through(files: Iterable[Path]) -> tuple[str, int]:
    """(checksum, bytes of all files)."""
    digest, size = hashlib.sha256(), 0
    for file in files:
        digest.update(file.name.encode("utf-8", "surrogateescape") + b"\0")
        try:
            with file.open("rb") as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
                    size += len(block)
        except OSError as error:
            digest.update(repr(error).encode())
        digest.update(b"\0")
    return digest.hexdigest()[:32], size


def read_pieces(source: SplitSource, item: Item) -> Iterator[Document | Rejected]:
    """`read` of a source with items that are read in pieces."""
    for piece in source.split(item):
        if isinstance(piece, Rejected):
            yield piece
        else:
            yield from source.read_piece(piece)


def lines_of(file: Path) -> Iterator[tuple[int, bytes]]:
    """(number from 1, raw line without its end) of every line that is not blank."""
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield number, line.rstrip(b"\r\n")
