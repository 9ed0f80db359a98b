"""Vectors of a corpus of any size, without embedding all of it: those of really embedded topics, with noise.

Each topic has one really embedded passage. A chunk's vector is that of its topic plus a random combination of the
differences between really embedded passages of the same topic: its distances within the topic, and the directions that
they take, are those of the model: of two chunks of a topic the cosine is 0.91 (p50), of two embedded passages 0.90, and
of passages of two topics 0.85. The chunk that a question asks for has its own, really embedded vector.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot.core.ports import Embedder
from copilot.core.types import Vectors
from eval.bench.generator.texts import Texts
from ingest import progress
from ingest.vector_cache import VectorCache

BLOCK = 8192
"""Vectors that are made at once."""
TOPICS = 2000
_DIFFERENCES = 256
"""Topics of which a second passage is embedded."""
_BATCH = 128


@dataclass(frozen=True)
class Space:
    """Where the chunks of a corpus lie."""

    topics: Vectors
    """float32 (topics, dimension), rows of length 1."""
    spread: NDArray[np.float32]
    """float32 (differences, dimension): a sum of its rows, each times a standard normal number, leads from a topic to
    one of its chunks."""
    seed: int

    @classmethod
    def of(cls, texts: Texts, topics: int, seed: int, embedder: Embedder, cache: Path) -> Space:
        """cache: folder that keeps the vectors between runs; without them this takes minutes."""
        first = [texts.passages(topic, 1)[0] for topic in range(topics)]
        second = [texts.passages(topic, 2)[1] for topic in range(min(topics, _DIFFERENCES))]
        made = embedded(embedder, [*first, *second], cache)
        ours, others = made[:topics], made[topics:]
        differences = others - ours[: len(others)]
        # Two chunks each lie their own way off the topic, so half the variance of a difference belongs to one.
        return cls(ours, differences / np.float32(np.sqrt(2 * len(others))), seed)

    def blocks(self, topic_of_chunk: NDArray[np.int32], known: Mapping[int, NDArray[np.float32]]) -> Iterator[Vectors]:
        """float32 (at most BLOCK, dimension), rows of length 1, in the order of the chunks.

        known: row -> its vector, where it has one of its own.
        """
        for start in range(0, len(topic_of_chunk), BLOCK):
            topics = topic_of_chunk[start : start + BLOCK]
            chance = np.random.default_rng([self.seed, start])
            luck = chance.standard_normal((BLOCK, len(self.spread)), dtype=np.float32)[: len(topics)]
            made = self.topics[topics] + luck @ self.spread
            made /= np.linalg.norm(made, axis=1, keepdims=True)
            for row in known.keys() & range(start, start + len(topics)):
                made[row - start] = known[row]
            yield made


def embedded(embedder: Embedder, passages: Sequence[str], cache: Path) -> Vectors:
    """float32 (len(passages), dimension); what was embedded before is taken from the cache."""
    with VectorCache(cache, embedder.identity) as store:
        keys = [store.key(passage) for passage in passages]
        known = store.get(keys)
        missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in known}
        with progress.bar("embedding", len(missing)) as step:
            for start in range(0, len(missing), _BATCH):
                some = list(missing)[start : start + _BATCH]
                vectors = embedder.embed_passages([missing[key] for key in some])
                made = dict(zip(some, vectors, strict=True))
                store.put(made)
                known |= made
                step(len(some))
    return np.stack([known[key] for key in keys])


def nearest(blocks: Iterable[Vectors], questions: Vectors, k: int) -> NDArray[np.int64]:
    """Rows of the k vectors nearest to each question, best first, by comparing all: int64 (questions, k)."""
    rows = np.empty((len(questions), 0), dtype=np.int64)
    scores = np.empty((len(questions), 0), dtype=np.float32)
    start = 0
    for block in blocks:
        here = np.broadcast_to(np.arange(start, start + len(block)), (len(questions), len(block)))
        rows, scores = np.hstack([rows, here]), np.hstack([scores, questions @ block.T])
        best = np.argsort(-scores, axis=1, kind="stable")[:, :k]
        rows, scores = np.take_along_axis(rows, best, axis=1), np.take_along_axis(scores, best, axis=1)
        start += len(block)
    return rows
