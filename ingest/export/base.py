"""What every source shares: its options, finding its files, and telling whether they changed."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import field_serializer, field_validator

from copilot.core.errors import SourceError
from copilot.core.ports import Item, SplitSource
from copilot.core.registry import Options
from copilot.core.types import Document, Rejected


class SourceOptions(Options):
    """The keys of a [[sources]] table that every type understands."""

    name: str
    """First half of every document id."""
    type: str
    path: Path
    """A file, a folder or a glob; absolute by the time a source sees it."""
    audience: tuple[str, ...] = ()
    personal_data: Literal["keep", "mask", "drop"] | None = None
    """None: the default of the kind."""
    internal_audience: tuple[str, ...] = ("internal",)
    """Who may see private comments."""


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

    A file named by `path` itself is taken whatever its suffix. Raises SourceError when nothing is there.
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
            below = sorted(p for p in root.rglob("*") if p.is_file())
        except OSError as error:
            raise SourceError(
                f"{where}: {error.filename} cannot be listed: {error.strerror}", "check the permissions"
            ) from error
        found += [
            p
            for p in below
            if not any(step.startswith(".") for step in p.relative_to(root).parts)
            and (not wanted or p.suffix.lower() in wanted)
        ]
    if not found:
        expected = f" ending in {', '.join(wanted)}" if wanted else ""
        raise SourceError(f"{where}: no files{expected} below {path}", "correct `path` in [[sources]], or export again")
    return found


def key_of(options: SourceOptions, file: Path) -> str:
    """A file's stable name inside its source: its path below the source's path, with forward slashes."""
    base = options.path
    if base.is_dir():
        return file.relative_to(base).as_posix()
    if glob.has_magic(str(base)) and not base.exists():
        fixed = base
        while glob.has_magic(str(fixed)):
            fixed = fixed.parent
        return file.relative_to(fixed).as_posix()
    return file.name


def revision_of(files: Iterable[Path]) -> str:
    """Checksum over names and bytes; an unreadable file counts by its error, so that it is tried again."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode("utf-8", "surrogateescape") + b"\0")
        try:
            with file.open("rb") as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
        except OSError as error:
            digest.update(repr(error).encode())
        digest.update(b"\0")
    return digest.hexdigest()[:32]


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
