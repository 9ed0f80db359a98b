"""`hashing`: words hashed into a fixed number of dimensions (Weinberger et al. 2009). Fast and exact, without meaning.

For tests and for trying an installation; it finds only what shares words with the question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from pydantic import Field

from copilot.core import text as txt
from copilot.core.registry import Options as Base
from copilot.core.types import EmbedderIdentity, Vectors


class Options(Base):
    dimension: int = Field(256, ge=8, le=4096)
    """Of the vectors; more dimensions confuse fewer words."""


class HashingEmbedder:
    def __init__(self, dimension: int) -> None:
        self.identity = EmbedderIdentity("hashing", "1", dimension, max_tokens=1_000_000)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.identity.dimension), dtype=np.float32)
        for row, content in enumerate(texts):
            for word in txt.content_words(content):
                digest = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
                vectors[row, digest % self.identity.dimension] += 1.0 if digest >> 63 else -1.0
            norm = float(np.linalg.norm(vectors[row]))
            if norm:
                vectors[row] /= norm
            else:
                vectors[row, 0] = 1.0
        return vectors


def build(options: Options, _cache: object = None) -> HashingEmbedder:
    return HashingEmbedder(options.dimension)
