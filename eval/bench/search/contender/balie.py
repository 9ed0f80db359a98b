"""`balie`: our search, as the service calls it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot.core import settings
from copilot.core.ports import Embedder
from copilot.core.types import LOCAL_ASKER, Filters
from copilot.pipeline import Copilot
from copilot.question import SearchResult
from eval.bench.generator.corpus import Corpus
from eval.bench.generator.store import CONFIG, write_store
from eval.bench.search.contender import K, Opened

NAME = "Balie"


def build(corpus: Corpus, folder: Path) -> None:
    write_store(corpus, folder)


def open_(folder: Path, embedder: Embedder) -> Opened:
    return _Balie(folder, embedder)


class _Balie:
    def __init__(self, folder: Path, embedder: Embedder) -> None:
        config = settings.load(folder / CONFIG, {})
        self._copilot = Copilot.open(config, embedder)

    def search(self, question: str) -> SearchResult:
        return self._copilot.search(LOCAL_ASKER, question, K)

    def chunk_ids(self, found: SearchResult) -> Sequence[str]:
        return [hit.chunk.id for hit in found.hits]

    def nearest(self, vector: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        snapshot = self._copilot.snapshot
        rows, _ = snapshot.dense(vector, k, snapshot.scope(LOCAL_ASKER, Filters()))
        return np.asarray(rows, dtype=np.int64)
