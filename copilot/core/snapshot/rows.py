"""Numbered rows of bytes, table by table, in one file that is never read as a whole.

Where each row stands and its checksum are kept apart, in arrays that are verified before this file is opened. So a row
is what was written or it is refused, and the service starts without a look at the texts.
"""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot.core.errors import DamagedError
from copilot.core.snapshot.files import Files

Places = NDArray[np.uint64]
"""Shape (n, 3): first byte, number of bytes and checksum of each row of a table."""


class Writer:
    """Writes the file, one row after the other. In memory it holds the places only."""

    def __init__(self, path: Path, tables: Iterable[str]) -> None:
        self._stream = path.open("wb")
        self._places = {table: array("Q") for table in tables}
        self._end = 0

    def add(self, table: str, data: bytes) -> None:
        self._places[table].extend((self._end, len(data), _checksum(data)))
        self._end += self._stream.write(data)

    def finish(self) -> dict[str, Places]:
        """The places of every table. Raises OSError when the disk is full."""
        self.close()
        return {table: np.array(found, dtype=np.uint64).reshape(-1, 3) for table, found in self._places.items()}

    def close(self) -> None:
        self._stream.close()


class Rows:
    """Reads any row; safe to use from several threads, since every read says itself where it begins."""

    def __init__(self, files: Files, name: str, places: Mapping[str, Places]) -> None:
        self._place, self._places = f"{files.folder.name}/{name}", places
        self._files = files
        """Open until the end, so that a generation can be read on after it was removed."""
        self._descriptor = files.descriptor(name)

    def read(self, table: str, row: int) -> bytes:
        """The bytes of one row. Raises DamagedError when they are not those that were written."""
        start, size, checksum = self._places[table][row].tolist()
        try:
            data = os.pread(self._descriptor, size, start)
        except OSError as error:
            raise self._damaged(table, f"cannot be read: {error.strerror}") from error
        if len(data) != size or _checksum(data) != checksum:
            raise self._damaged(table, "does not match its checksum")
        return data

    def all(self, table: str) -> Iterator[bytes]:
        return (self.read(table, row) for row in range(len(self._places[table])))

    def _damaged(self, table: str, problem: str) -> DamagedError:
        """Without the row: askers read it, and its number would tell how much there is that they do not see."""
        return DamagedError(f"{self._place}: a row of {table} {problem}", "run: python -m ingest sync")


def _checksum(data: bytes) -> int:
    """64 bits against accidents. SHA-256, because processors have instructions for it."""
    return int.from_bytes(hashlib.sha256(data).digest()[:8], "little")
