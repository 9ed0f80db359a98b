"""Exports as they are downloaded: zip files, and zip files inside them, read without unpacking them on disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from ingest.export.base import readable

MAX_FILE = 50_000_000
"""Bytes that one page in an archive may unpack to."""
_MAX_INNER = 10_000_000_000
_MAX_FILES = 500_000
_RATIO, _FREE = 100, 100_000_000
"""All of an archive may unpack to so many times its size, and some: exports pack to a tenth, bombs to a thousandth."""


class ArchiveError(Exception):
    """An archive, or a file in it, that cannot be read."""

    def __init__(self, reason: str, fix: str = "download or export it again") -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix


class Archive:
    """A zip file; files of zip files inside it are its own."""

    def __init__(self, file: Path | IO[bytes], depth: int = 0, room: list[int] | None = None) -> None:
        """room: bytes that it may still unpack to, when it is in another. Raises ArchiveError."""
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ArchiveError(f"not a whole zip archive: {error}") from error
        # Of two files of one name the last counts, as everywhere.
        self._infos = {readable(info.filename): info for info in self._zip.infolist() if not info.is_dir()}
        packed = sum(info.compress_size for info in self._infos.values())
        size = self._zip.fp.seek(0, 2) if self._zip.fp else packed
        self._room = room or [_FREE + _RATIO * min(size, packed)]
        if len(self._infos) > _MAX_FILES:
            raise ArchiveError(f"more than {_MAX_FILES:,} files", "export it in parts")
        self._depth = depth

    def names(self) -> list[str]:
        """Paths with forward slashes, in the order of the archive, without what operating systems add."""
        return [name for name in self._infos if not _is_rubbish(name)]

    def is_empty(self, name: str) -> bool:
        return not self._infos[name].file_size

    def inner(self) -> Iterator[tuple[str, Archive | ArchiveError]]:
        """The archives in it, by their names; each can be read until the next is asked for."""
        for name in self.names():
            if not name.lower().endswith(".zip") or self._depth:
                continue
            # A zip is read from its end and then here and there, which packed data does not allow.
            with SpooledTemporaryFile(max_size=MAX_FILE) as unpacked:
                try:
                    self.unpack(name, unpacked, _MAX_INNER)
                    unpacked.seek(0)
                    held: Archive | ArchiveError = Archive(unpacked, 1, self._room)
                except ArchiveError as error:
                    held = error
                yield name, held

    def unpack(self, name: str, target: IO[bytes], limit: int) -> int:
        """Writes one file to `target`; returns its bytes, counted as they come out. Raises ArchiveError."""
        done = 0
        with self.open(name) as stream:
            while block := stream.read(1 << 20):
                done += len(block)
                target.write(block[: max(0, limit - done + len(block))])
                if done > limit:
                    raise ArchiveError(f"unpacks to more than {limit / 1e6:,.0f} MB", "unpack it by hand")
        return done

    def open(self, name: str) -> IO[bytes]:
        """A stream of one file. Raises ArchiveError."""
        try:
            if self._infos[name].flag_bits & 1:
                raise ArchiveError("protected by a password", "make the archive without one")
            return cast(IO[bytes], _Member(self._zip.open(self._infos[name]), self._room))
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error) as error:
            raise ArchiveError(f"damaged: {error}") from error

    def read(self, name: str, limit: int = MAX_FILE) -> bytes:
        """One file. Raises ArchiveError."""
        with self.open(name) as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise ArchiveError(f"unpacks to more than {limit / 1e6:,.0f} MB", "export it in pieces")
        return data


def bounded(stream: IO[bytes], packed: int) -> IO[bytes]:
    """A stream that unpacks a file of so many bytes, as long as it is no bomb; then it raises ArchiveError."""
    return cast(IO[bytes], _Bounded(stream, [_FREE + _RATIO * packed]))


class _Bounded:
    """A stream that may still give so many bytes."""

    def __init__(self, stream: IO[bytes], room: list[int]) -> None:
        self._stream, self._room = stream, room

    def __enter__(self) -> _Bounded:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._stream.close()

    def read(self, size: int) -> bytes:
        """At most so many bytes. Raises ArchiveError."""
        return self._block(self._stream.read, size)

    def read1(self, size: int) -> bytes:
        """What there is, at most so many bytes: what stands before damage is not lost. Raises ArchiveError."""
        return self._block(getattr(self._stream, "read1", self._stream.read), size)

    def _block(self, read: Callable[[int], bytes], size: int) -> bytes:
        block = read(min(size, self._room[0] + 1)) if self._room[0] >= 0 else b""
        self._room[0] -= len(block)
        if self._room[0] < 0:
            raise ArchiveError(f"a bomb: it unpacks to more than {_RATIO} times its size", "leave it out")
        return block


class _Member(_Bounded):
    """A file of an archive."""

    def _block(self, read: Callable[[int], bytes], size: int) -> bytes:
        try:
            return super()._block(read, size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise ArchiveError(f"damaged: {error}") from error


def _is_rubbish(name: str) -> bool:
    return any(step.startswith((".", "__MACOSX")) or step == ".." for step in name.split("/"))
