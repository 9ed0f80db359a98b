"""Candidates for the nearest rows where there are too many to compare one by one: RaBitQ, two bits a dimension.

Gao and Long, "RaBitQ: Quantizing High-Dimensional Vectors with a Theoretical Error Bound for Approximate Nearest
Neighbor Search" (2024). A row becomes a rough direction from the centre of all rows, 116 bytes instead of 1536 at 384
dimensions, and a search reads the codes of all rows. There are no lists or links that have to be followed, so what an
asker finds does not depend on where his documents lie among those of others, and nothing is tuned to the data.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from copilot.core.errors import DamagedError
from copilot.core.snapshot.files import Files
from copilot.core.types import Vectors

FILE = "vectors.codes.faiss"
_BITS = 2
"""Of each dimension of a row. With 1 a search is a quarter faster, but an English answer to a Dutch question is among
the 500 that seem nearest of 17,800 as often as among 100 with 2. With 3 it takes three times as long."""
_QUERY_BITS = 4
"""Of each dimension of a query; with 8 a search takes a tenth longer and finds no more."""


def write(folder: Path, centre: NDArray[np.float64], blocks: Iterable[Vectors]) -> None:
    """blocks: all rows in order. centre: their mean, shape (dimension,)."""
    dimension = len(centre)
    codes = faiss.IndexRaBitQ(dimension, faiss.METRIC_INNER_PRODUCT, _BITS)
    codes.qb = _QUERY_BITS
    index = faiss.IndexPreTransform(faiss.RandomRotationMatrix(dimension, dimension), codes)
    # The mean of this one row is what it learns; the rotation is drawn from a fixed seed.
    index.train(centre.astype(np.float32).reshape(1, -1))
    for block in blocks:
        index.add(block)
    with (folder / FILE).open("wb") as stream:
        # Through a stream of ours: that of faiss raises nothing on a full disk.
        faiss.write_index(index, faiss.PyCallbackIOWriter(stream.write))  # type: ignore[attr-defined]


class Codes:
    """Read-only and memory-mapped."""

    def __init__(self, files: Files) -> None:
        """Raises DamagedError."""
        # What faiss reads from here it does not copy: the codes stay in the mapping, which must live as long.
        self._mapped = np.frombuffer(files.map(FILE), dtype=np.uint8)
        reader = faiss.ZeroCopyIOReader(faiss.swig_ptr(self._mapped), len(self._mapped))  # type: ignore[attr-defined]
        try:
            self._index = faiss.read_index(reader)
        except RuntimeError as error:
            raise DamagedError(f"{FILE} cannot be read by faiss: {error}", "run: python -m ingest sync") from error

    @property
    def shape(self) -> tuple[int, int]:
        return int(self._index.ntotal), int(self._index.d)

    def nearest(self, query: NDArray[np.float32], count: int, allowed: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        """The `count` allowed rows that seem nearest, in the order of their rows.

        query: (dimension,). allowed: bool (n,), at least `count` of them true.
        """
        only = {}
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            only["sel"] = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
        how = faiss.RaBitQSearchParameters(qb=_QUERY_BITS, **only)  # type: ignore[call-arg]
        parameters = faiss.SearchParametersPreTransform(index_params=how)  # type: ignore[call-arg]
        _, rows = self._index.search(query.reshape(1, -1), count, params=parameters)
        return np.sort(rows[0][rows[0] >= 0])
