"""One vector a chunk, in order; only passages that were never embedded are embedded now.

Vectors go to the cache as they are made and are read from there, or from the base, block by block when the generation
is written: never do all of them stand in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot.core.ports import Embedder
from copilot.core.snapshot import DocumentRecord, Snapshot
from copilot.core.types import EmbedderIdentity, Vectors
from ingest import progress
from ingest.reading import Planned
from ingest.vector_cache import DamagedCacheError, VectorCache

_BATCH = 256
"""Passages between two commits of the vector cache: what a kill can lose, about half a minute of work."""
_WINDOW = 20_000
"""Passages that are held in memory to be sorted by length."""
_BLOCK = 4_096
"""Vectors that are held in memory."""


@dataclass(frozen=True)
class Embedded:
    """Where the vector of each chunk is, in the order of the plan."""

    store: Path
    embedder: EmbedderIdentity
    base: Snapshot | None
    rows: NDArray[np.int64]
    """Shape (chunks,): row of the base; -1 for what stands in the cache."""
    keys: list[bytes]
    now: int
    """How many were embedded now."""

    def blocks(self) -> Iterator[Vectors]:
        """float32 (at most _BLOCK, dimension) each, all chunks in order. Raises DamagedCacheError."""
        with VectorCache(self.store, self.embedder) as cache:
            for start in range(0, len(self.keys), _BLOCK):
                rows, keys = self.rows[start : start + _BLOCK], self.keys[start : start + _BLOCK]
                block = np.empty((len(keys), self.embedder.dimension), dtype=np.float32)
                taken = rows >= 0
                if self.base and taken.any():
                    block[taken] = self.base.vectors_of(rows[taken])
                fresh = np.flatnonzero(~taken).tolist()
                known = cache.get(keys[place] for place in fresh)
                for place in fresh:
                    if keys[place] not in known:
                        raise DamagedCacheError("the vector cache lost what it was given", "run: python -m ingest sync")
                    block[place] = known[keys[place]]
                yield block


def embedded(
    store: Path,
    embedder: Embedder,
    plan: Iterable[Planned],
    base: Snapshot | None,
    record: Callable[[Planned], DocumentRecord],
) -> Embedded:
    """Embeds what is missing.

    Documents that are taken over keep the vectors of the base, where the same embedder made them.
    """
    plan = list(plan)
    same = base if base is not None and base.embedder == embedder.identity else None
    starts = np.cumsum([0, *(p.facts.chunks for p in plan)]).tolist()
    rows, keys = np.full(starts[-1], -1, dtype=np.int64), [b""] * starts[-1]
    known = list(same.records.vector_keys()) if same else []
    fresh: list[tuple[int, Planned]] = []
    for start, planned in zip(starts, plan, strict=False):
        if same is None or planned.row is not None:
            fresh.append((start, planned))
            continue
        first, count = planned.facts.first_row, planned.facts.chunks
        rows[start : start + count] = np.arange(first, first + count)
        keys[start : start + count] = known[first : first + count]
    with VectorCache(store, embedder.identity) as cache:
        missing = _missing(cache, fresh, record, keys)
        with progress.bar("embedding", len(missing)) as step:
            for window in _windows(fresh, record, keys, missing):
                # Passages of like length together: a batch costs as much as its longest.
                order = sorted(window, key=lambda key: -len(window[key]))
                for start in range(0, len(order), _BATCH):
                    some = order[start : start + _BATCH]
                    made = embedder.embed_passages([window[key] for key in some])
                    cache.put(dict(zip(some, made, strict=True)))
                    step(len(some))
    return Embedded(store, embedder.identity, same, rows, keys, len(missing))


def _missing(
    cache: VectorCache,
    fresh: Iterable[tuple[int, Planned]],
    record: Callable[[Planned], DocumentRecord],
    keys: list[bytes],
) -> dict[bytes, int]:
    """Fills in the keys of what is fresh; returns key -> first row of what the cache does not know."""
    rows: list[int] = []
    for first, planned in fresh:
        for row, chunk in enumerate(record(planned).chunks, first):
            keys[row] = cache.key(chunk.passage)
            rows.append(row)
    missing: dict[bytes, int] = {}
    for start in range(0, len(rows), _BLOCK):
        some = rows[start : start + _BLOCK]
        known = cache.get(keys[row] for row in some)
        for row in some:
            if keys[row] not in known:
                missing.setdefault(keys[row], row)
    return missing


def _windows(
    fresh: Iterable[tuple[int, Planned]],
    record: Callable[[Planned], DocumentRecord],
    keys: list[bytes],
    missing: dict[bytes, int],
) -> Iterator[dict[bytes, str]]:
    """The passages that are missing, by key, each once."""
    window: dict[bytes, str] = {}
    for first, planned in fresh:
        if not any(keys[row] in missing for row in range(first, first + planned.facts.chunks)):
            continue
        for row, chunk in enumerate(record(planned).chunks, first):
            if missing.get(keys[row]) == row:
                window[keys[row]] = chunk.passage
        if len(window) >= _WINDOW:
            yield window
            window = {}
    if window:
        yield window
