"""Exports as they are downloaded: zip files, and zip files inside them, read without unpacking them on disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

MAX_FILE = 50_000_000
"""Bytes that one page in an archive may unpack to."""
_MAX_INNER = 10_000_000_000
_MAX_FILES = 500_000


class ArchiveError(Exception):
    """An archive, or a file in it, that cannot be read."""

    def __init__(self, reason: str, fix: str = "download or export it again") -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix


class Archive:
    """A zip file; files of zip files inside it are its own."""

    def __init__(self, file: Path | IO[bytes], depth: int = 0) -> None:
        """Raises ArchiveError."""
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ArchiveError(f"not a whole zip archive: {error}") from error
        self._infos = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(self._infos) > _MAX_FILES:
            raise ArchiveError(f"more than {_MAX_FILES:,} files", "export it in parts")
        self._depth = depth

    def names(self) -> list[str]:
        """Paths with forward slashes, in the order of the archive, without what operating systems add."""
        return [i.filename for i in self._infos if not _is_rubbish(i.filename)]

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
                    held: Archive | ArchiveError = Archive(unpacked, 1)
                except ArchiveError as error:
                    held = error
                yield name, held

    def unpack(self, name: str, target: IO[bytes], limit: int) -> int:
        """Writes one file to `target`; returns its bytes, counted as they come out. Raises ArchiveError."""
        done = 0
        with self.open(name) as stream:
            while block := self._block(stream, 1 << 20):
                done += len(block)
                target.write(block[: max(0, limit - done + len(block))])
                if done > limit:
                    raise ArchiveError(f"unpacks to more than {limit / 1e6:,.0f} MB", "unpack it by hand")
        return done

    @staticmethod
    def _block(stream: IO[bytes], size: int) -> bytes:
        try:
            return stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise ArchiveError(f"damaged: {error}") from error

    def open(self, name: str) -> IO[bytes]:
        """A stream of one file. Raises ArchiveError."""
        try:
            if self._zip.getinfo(name).flag_bits & 1:
                raise ArchiveError("protected by a password", "make the archive without one")
            return self._zip.open(name)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error) as error:
            raise ArchiveError(f"damaged: {error}") from error

    def read(self, name: str, limit: int = MAX_FILE) -> bytes:
        """One file. Raises ArchiveError."""
        with self.open(name) as stream:
            data = self._block(stream, limit + 1)
        if len(data) > limit:
            raise ArchiveError(f"unpacks to more than {limit / 1e6:,.0f} MB", "export it in pieces")
        return data


def _is_rubbish(name: str) -> bool:
    return any(step.startswith((".", "__MACOSX")) or step == ".." for step in name.split("/"))
