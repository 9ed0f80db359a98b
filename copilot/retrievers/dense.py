"""`dense`: chunks whose vectors are nearest to the question's (cosine)."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from copilot.core.ports import Embedder
from copilot.core.registry import Options as Base
from copilot.core.snapshot import Scope, Snapshot


class Options(Base):
    """None."""


class DenseRetriever:
    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        # A question is asked again when its answer is streamed, repeated or refined.
        self.vector = lru_cache(maxsize=1024)(self._vector)

    def _vector(self, query: str) -> NDArray[np.float32]:
        """The question's vector: float32 (dimension,)."""
        return np.asarray(self._embedder.embed_queries([query])[0], dtype=np.float32)

    def retrieve(self, query: str, snapshot: Snapshot, scope: Scope, k: int) -> list[tuple[int, float]]:
        """(row, cosine), best first."""
        return snapshot.dense(self.vector(query), k, scope)


def build(_options: Options, embedder: Embedder) -> DenseRetriever:
    return DenseRetriever(embedder)
