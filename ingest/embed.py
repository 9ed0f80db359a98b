"""One vector a chunk, in order; only passages that were never embedded are embedded now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from copilot.core.ports import Embedder
from copilot.core.snapshot import DocumentRecord
from copilot.core.types import Vectors
from ingest import progress
from ingest.vector_cache import VectorCache

_BATCH = 256
"""Passages between two commits of the vector cache: what a kill can lose, about half a minute of work."""
_WINDOW = 20_000
"""Passages that are held in memory to be sorted by length."""


def vectors(store: Path, embedder: Embedder, records: Iterable[DocumentRecord]) -> tuple[Vectors, int]:
    """float32 (chunks, dimension) in the order of the records and their chunks, and how many were embedded now.

    records: gone through three times.
    """
    with VectorCache(store, embedder.identity) as cache:
        keys = [cache.key(passage) for passage in _passages(records)]
        matrix = np.empty((len(keys), embedder.identity.dimension), dtype=np.float32)
        rows: dict[bytes, list[int]] = {}
        for start in range(0, len(keys), _WINDOW):
            known = cache.get(keys[start : start + _WINDOW])
            for row, key in enumerate(keys[start : start + _WINDOW], start):
                if key in known:
                    matrix[row] = known[key]
                else:
                    rows.setdefault(key, []).append(row)
        with progress.bar("embedding", len(rows)) as step:
            for window in _windows(keys, records, rows):
                # Passages of like length together: a batch costs as much as its longest.
                order = sorted(window, key=lambda key: -len(window[key]))
                for start in range(0, len(order), _BATCH):
                    some = order[start : start + _BATCH]
                    made = dict(zip(some, embedder.embed_passages([window[key] for key in some]), strict=True))
                    cache.put(made)
                    for key, vector in made.items():
                        matrix[rows[key]] = vector
                    step(len(some))
    return matrix, len(rows)


def _passages(records: Iterable[DocumentRecord]) -> Iterator[str]:
    return (chunk.passage for record in records for chunk in record.chunks)


def _windows(
    keys: list[bytes], records: Iterable[DocumentRecord], missing: dict[bytes, list[int]]
) -> Iterator[dict[bytes, str]]:
    """The passages that are missing, by key, each once."""
    window: dict[bytes, str] = {}
    for row, (key, passage) in enumerate(zip(keys, _passages(records), strict=True)):
        if key in missing and missing[key][0] == row:
            window[key] = passage
            if len(window) == _WINDOW:
                yield window
                window = {}
    if window:
        yield window
