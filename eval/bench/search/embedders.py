"""Two embedders that stand before the real one: one remembers what it was asked, the other only repeats that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from copilot.core.ports import Embedder
from copilot.core.types import EmbedderIdentity, Vectors


class Remembering:
    """The real embedder; what it gave for each question stays in `known`."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.known: dict[str, NDArray[np.float32]] = {}

    @property
    def identity(self) -> EmbedderIdentity:
        return self._embedder.identity

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        made = self._embedder.embed_queries(texts)
        self.known.update(zip(texts, made, strict=True))
        return made

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_passages(texts)


class Known:
    """Embeds by looking up, in no time and without a model. Raises KeyError for what is not known."""

    def __init__(self, identity: EmbedderIdentity, known: Mapping[str, NDArray[np.float32]]) -> None:
        self.identity = identity
        self._known = known

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._known[text] for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self.embed_queries(texts)
