"""The dense index: every vector of a generation in one memory-mapped matrix, searched exactly as long as that is fast.

The cosine of a row has the same bits whichever rows are searched with it, so that an asker with a restricted scope gets
the rows, order and cosines of an index that holds only his rows. Beyond EXACT_ROWS allowed rows, candidates come from
`approximate` and their cosines from the matrix.
"""

from __future__ import annotations

import mmap
import weakref
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from typing import BinaryIO

import faiss
import numpy as np
from numpy.typing import NDArray

from copilot.core.errors import DamagedError
from copilot.core.snapshot import approximate
from copilot.core.snapshot.files import Files, opened
from copilot.core.types import Vectors

FILE = "vectors.npy"
EXACT_ROWS = 100_000
"""Allowed rows up to which all of them are compared.

At 384 dimensions on one thread that takes 5 ms, and 20 ms where they lie scattered among 1,000,000. Candidates from the
codes of 1,000,000 take 16 ms, comparing all of these 75 ms: see python -m eval.bench.vector_index.
"""
RESCORED = 1_000
"""Candidates of which the cosine is computed, at least, and ten for each row that is wanted.

Among 1,000,000 rows they hold all of the 100 nearest. Where an asker may see only the half that is farthest from what
he asks, they hold 99.7 % of the 10 nearest, and 2,000 all of them for 2 ms more.
"""
_TYPE = np.dtype("<f4")
_SCANS = 4
"""Scans of the codes at the same time; further ones wait."""
_BLOCK = 16_384
"""Rows that are read at once where all are read."""


def write(folder: Path, blocks: Iterable[Vectors], dimension: int, exact_rows: int = EXACT_ROWS) -> int:
    """Writes the rows of all blocks in order and returns how many there are; holds one block at a time.

    blocks: float32 (any, dimension), rows of length 1. exact_rows: beyond these an approximate index is written too.
    """
    count, total = 0, np.zeros(dimension)
    with (folder / FILE).open("wb") as stream:
        _write_header(stream, count, dimension)
        start = stream.tell()
        for block in blocks:
            if block.shape[1:] != (dimension,):
                raise ValueError(f"vectors of shape {block.shape[1:]}, expected ({dimension},)")
            stream.write(np.ascontiguousarray(block, dtype=_TYPE).data)
            count, total = count + len(block), total + block.sum(axis=0, dtype=np.float64)
        # numpy leaves room in it for any number of rows.
        stream.seek(0)
        _write_header(stream, count, dimension)
    if count > exact_rows:
        approximate.write(folder, total / count, _read(folder / FILE, start, count, dimension))
    return count


class VectorIndex:
    """Read-only: nothing is ever added while somebody searches."""

    def __init__(self, place: Path | Files, exact_rows: int = EXACT_ROWS, rescored: int = RESCORED) -> None:
        """Raises DamagedError."""
        files = opened(place)
        self._mapping = files.map(FILE)
        self._matrix: Vectors = files.laid_over(FILE, self._mapping)
        if self._matrix.dtype != _TYPE or self._matrix.ndim != 2:
            raise DamagedError(f"{FILE} is no matrix of vectors", "run: python -m ingest sync")
        self._exact_rows, self._rescored = exact_rows, rescored
        # One scan of the codes keeps one core busy: the lists of one search are looked for side by side.
        self._threads = ThreadPoolExecutor(max_workers=_SCANS, thread_name_prefix="vectors")
        weakref.finalize(self, self._threads.shutdown, wait=False)
        self._codes = approximate.Codes(files) if approximate.FILE in files else None
        if self._codes is not None and self._codes.shape != self._matrix.shape:
            raise DamagedError(f"{approximate.FILE} is not of {FILE}", "run: python -m ingest sync")

    def __len__(self) -> int:
        return len(self._matrix)

    @property
    def dimension(self) -> int:
        return int(self._matrix.shape[1])

    def search(
        self, query: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """(rows, cosines) of the k nearest rows, best first, ties by row.

        query: float32 (dimension,). allowed: bool (n,), applied inside the search; None allows every row.
        Always min(k, allowed rows) of them, and none at all for a query that is not finite.
        """
        return self.search_parts(query, allowed, [(k, None)])[0]

    def search_parts(
        self,
        query: NDArray[np.float32],
        allowed: NDArray[np.bool_] | None,
        parts: Sequence[tuple[int, NDArray[np.bool_] | None]],
    ) -> list[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """The same for each (k, part): the k nearest of the allowed rows of a part, bool (n,); None is all of them."""
        within = len(self) if allowed is None else int(np.count_nonzero(allowed))
        if within < 1 or not np.isfinite(query).all():
            return [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)) for _ in parts]
        counts = [max(self._rescored, 10 * k) for k, _ in parts]
        if self._codes is not None and within > max(self._exact_rows, *counts):
            masks = [allowed if part is None else part if allowed is None else part & allowed for _, part in parts]
            candidates = list(self._threads.map(self._near, repeat(query), counts, masks))
            self._give_back()
        else:
            # Compared once, whatever is asked of them.
            rows = np.arange(within) if allowed is None else np.flatnonzero(allowed)
            cosines = self.cosines(query, rows)
            inside = [slice(None) if part is None else np.flatnonzero(part[rows]) for _, part in parts]
            candidates = [(rows[some], cosines[some]) for some in inside]
        return [_best(rows, near, min(k, len(rows))) for (rows, near), (k, _) in zip(candidates, parts, strict=True)]

    def _near(
        self, query: NDArray[np.float32], count: int, allowed: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """About the `count` nearest rows by their codes, ascending, with their cosines; all when there are fewer."""
        assert self._codes is not None
        if allowed is not None and np.count_nonzero(allowed) <= count:
            rows = np.flatnonzero(allowed)
        else:
            with _one_thread():
                rows = self._codes.nearest(np.ascontiguousarray(query, dtype=np.float32), count, allowed)
        return rows, self.cosines(query, rows)

    def _give_back(self) -> None:
        """Pages of the matrix that a search touched: else ever more of it would count as this process's memory."""
        if isinstance(self._mapping, mmap.mmap):
            self._mapping.madvise(mmap.MADV_DONTNEED)

    def cosines(self, query: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """float32 (len(rows),). Raises IndexError for a row that does not exist."""
        query = np.ascontiguousarray(query, dtype=np.float32)
        rows = np.ascontiguousarray(rows, dtype=np.int64)
        if query.shape != (self.dimension,):
            raise ValueError(f"a query of shape {query.shape}, expected ({self.dimension},)")
        if len(rows) and not 0 <= rows.min() <= rows.max() < len(self):
            raise IndexError(f"rows {rows.min()} to {rows.max()} of {len(self)}")
        found = np.empty(len(rows), dtype=np.float32)
        with _one_thread():
            # Not numpy's or BLAS's product, whose last bits depend on how many rows there are.
            faiss.fvec_inner_products_by_idx(  # type: ignore[attr-defined]
                *[faiss.swig_ptr(array) for array in (found, query, self._matrix, rows)], self.dimension, 1, len(rows)
            )
        return found

    def rows(self, rows: Sequence[int] | NDArray[np.int64]) -> Vectors:
        """The vectors of some rows: float32 (len(rows), dimension)."""
        return self._matrix[np.asarray(rows, dtype=np.int64)]


def _best(
    rows: NDArray[np.int64], cosines: NDArray[np.float32], k: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The k best, best first, ties by row, also where the list is cut. rows: in ascending order."""
    if 0 < k < len(rows):
        enough = np.flatnonzero(cosines >= np.partition(cosines, len(rows) - k)[len(rows) - k])
        rows, cosines = rows[enough], cosines[enough]
    order = np.argsort(-cosines, kind="stable")[:k]
    return rows[order], cosines[order]


@contextmanager
def _one_thread() -> Iterator[None]:
    """Many ask at once, so a search starts no threads of its own.

    Given back afterwards: where torch was loaded first, the number is that of its threads too. It is this thread's own.
    """
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _write_header(stream: BinaryIO, count: int, dimension: int) -> None:
    facts = {"descr": _TYPE.str, "fortran_order": False, "shape": (count, dimension)}
    np.lib.format.write_array_header_1_0(stream, facts)


def _read(path: Path, start: int, count: int, dimension: int) -> Iterator[Vectors]:
    """All rows in blocks; read, not mapped, so that they do not fill the memory of a sync. start: of the first byte."""
    with path.open("rb") as stream:
        stream.seek(start)
        for first in range(0, count, _BLOCK):
            some = min(_BLOCK, count - first)
            yield np.fromfile(stream, _TYPE, some * dimension).reshape(some, -1)
