"""One vector a chunk, in order; only passages that were never embedded are embedded now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from copilot.core.ports import Embedder
from copilot.core.snapshot import DocumentRecord, Snapshot
from copilot.core.types import Vectors
from ingest import progress
from ingest.reading import Planned
from ingest.vector_cache import VectorCache

_BATCH = 256
"""Passages between two commits of the vector cache: what a kill can lose, about half a minute of work."""
_WINDOW = 20_000
"""Passages that are held in memory to be sorted by length."""


def vectors(
    store: Path,
    embedder: Embedder,
    plan: Iterable[Planned],
    base: Snapshot | None,
    record: Callable[[Planned], DocumentRecord],
) -> tuple[Vectors, list[bytes], int]:
    """float32 (chunks, dimension) in the order of the plan, the key of each row, and how many were embedded now.

    Documents that are taken over keep the vectors of the base, where the same embedder made them.
    """
    plan = list(plan)
    with VectorCache(store, embedder.identity) as cache:
        matrix = np.empty((sum(p.facts.chunks for p in plan), embedder.identity.dimension), dtype=np.float32)
        keys = [b""] * len(matrix)
        same = base if base is not None and base.embedder == embedder.identity else None
        starts = np.cumsum([0, *(p.facts.chunks for p in plan)]).tolist()
        taken = [(start, p.facts) for start, p in zip(starts, plan, strict=False) if p.row is None and same]
        if same and taken:
            known = list(same.records.vector_keys())
            rows = [(start + n, facts.first_row + n) for start, facts in taken for n in range(facts.chunks)]
            for first in range(0, len(rows), _WINDOW):
                ours, theirs = zip(*rows[first : first + _WINDOW], strict=True)
                matrix[list(ours)] = same.vectors_of(theirs)
            for row, other in rows:
                keys[row] = known[other]
        fresh = [(start, p) for start, p in zip(starts, plan, strict=False) if p.row is not None or not same]
        missing = _look_up(cache, fresh, record, matrix, keys)
        with progress.bar("embedding", len(missing)) as step:
            for window in _windows(fresh, record, keys, missing):
                # Passages of like length together: a batch costs as much as its longest.
                order = sorted(window, key=lambda key: -len(window[key]))
                for start in range(0, len(order), _BATCH):
                    some = order[start : start + _BATCH]
                    made = dict(zip(some, embedder.embed_passages([window[key] for key in some]), strict=True))
                    cache.put(made)
                    for key, vector in made.items():
                        matrix[missing[key]] = vector
                    step(len(some))
    return matrix, keys, len(missing)


def _look_up(
    cache: VectorCache,
    fresh: Iterable[tuple[int, Planned]],
    record: Callable[[Planned], DocumentRecord],
    matrix: Vectors,
    keys: list[bytes],
) -> dict[bytes, list[int]]:
    """Fills in what the cache knows; returns key -> rows of what is missing."""
    missing: dict[bytes, list[int]] = {}
    rows: list[int] = []
    for first, planned in fresh:
        for row, chunk in enumerate(record(planned).chunks, first):
            keys[row] = cache.key(chunk.passage)
            rows.append(row)
    for start in range(0, len(rows), _WINDOW):
        some = rows[start : start + _WINDOW]
        known = cache.get(keys[row] for row in some)
        for row in some:
            if keys[row] in known:
                matrix[row] = known[keys[row]]
            else:
                missing.setdefault(keys[row], []).append(row)
    return missing


def _windows(
    fresh: Iterable[tuple[int, Planned]],
    record: Callable[[Planned], DocumentRecord],
    keys: list[bytes],
    missing: dict[bytes, list[int]],
) -> Iterator[dict[bytes, str]]:
    """The passages that are missing, by key, each once."""
    window: dict[bytes, str] = {}
    for first, planned in fresh:
        if not any(keys[row] in missing for row in range(first, first + planned.facts.chunks)):
            continue
        for row, chunk in enumerate(record(planned).chunks, first):
            if missing.get(keys[row], [-1])[0] == row:
                window[keys[row]] = chunk.passage
        if len(window) >= _WINDOW:
            yield window
            window = {}
    if window:
        yield window
