"""The dense index: the one door to faiss. Exact inner product, which is the cosine of rows of length 1."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from copilot.core.errors import DamagedError
from copilot.core.types import Vectors

FILE = "vectors.faiss"


def write(folder: Path, vectors: Vectors, dimension: int) -> None:
    """vectors: float32 (n, dimension), rows of length 1; n may be 0."""
    index = faiss.IndexFlatIP(dimension)
    if len(vectors):
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    with (folder / FILE).open("wb") as stream:
        # Through a stream of ours: that of faiss raises nothing on a full disk.
        faiss.write_index(index, faiss.PyCallbackIOWriter(stream.write))  # type: ignore[attr-defined]


class VectorIndex:
    """Read-only: nothing is ever added while somebody searches."""

    def __init__(self, data: bytes) -> None:
        """data: bytes whose checksum was verified; faiss itself notices no damage."""
        try:
            self._index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        except RuntimeError as error:
            raise DamagedError(f"{FILE} cannot be read by faiss: {error}", "run: python -m ingest sync") from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(self, query: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None) -> list[tuple[int, float]]:
        """(row, cosine) of the k nearest rows, best first, ties by row.

        query: float32 (dimension,). allowed: bool (n,), applied inside the search; None allows every row.
        """
        if allowed is not None:
            k = min(k, int(allowed.sum()))
        k = min(k, len(self))
        if k < 1 or not np.isfinite(query).all():
            return []
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, rows = self._index.search(query.reshape(1, -1), k, params=parameters)
        found = [(int(r), float(s)) for r, s in zip(rows[0], scores[0], strict=True) if r >= 0]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def rows(self, rows: list[int]) -> Vectors:
        """The vectors of some rows: float32 (len(rows), dimension)."""
        if not rows:
            return np.empty((0, self.dimension), dtype=np.float32)
        return np.asarray(self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64)), dtype=np.float32)
