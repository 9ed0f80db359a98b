"""All terms of the word index in order, memory-mapped: found by halving."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot.core.snapshot.files import Files
from copilot.core.snapshot.remembered import remembered

_TERMS, _ENDS = "terms.bin", "term_ends.npy"


def write(folder: Path, terms: Sequence[bytes]) -> None:
    """terms: sorted, each once."""
    np.save(folder / _ENDS, np.cumsum([len(term) for term in terms], dtype=np.int64))
    with (folder / _TERMS).open("wb") as stream:
        stream.writelines(terms)


class Vocabulary:
    def __init__(self, files: Files, folder: str) -> None:
        self._ends: NDArray[np.int64] = files.array(f"{folder}/{_ENDS}")
        self._terms = memoryview(files.map(f"{folder}/{_TERMS}"))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) if number else 0
        return bytes(self._terms[start : int(self._ends[number])])

    @remembered(1 << 16)
    def number(self, term: bytes) -> int | None:
        """Its place, from which its postings are found; None for a term that no chunk has."""
        place = self.first(term)
        return place if place < len(self) and self[place] == term else None

    def first(self, term: bytes) -> int:
        """Place of the first term that is not before this one."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self[middle] < term:
                low = middle + 1
            else:
                high = middle
        return low

    def beginning(self, prefix: bytes) -> Iterable[int]:
        """Places of all terms that begin so."""
        return range(self.first(prefix), self.first(prefix + b"\xff"))
