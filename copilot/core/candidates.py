"""What a search works on: the question as both searches want it, and the candidates as columns.

A search looks at some two hundred chunks and shows ten: their texts are loaded for those that are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copilot.core.snapshot.lexical import Matches, Ranked

__all__ = ["Candidates", "Ranked", "SearchQuery"]


@dataclass(frozen=True, eq=False, slots=True)
class SearchQuery:
    """A question ready to be searched by one asker in one snapshot."""

    text: str
    language: str
    vector: NDArray[np.float32]
    """Shape (dimension,), length 1."""
    words: Matches
    """Where its words and codes stand, and those that mean the same."""
    phrases: tuple[str, ...] = ()
    """Quoted by the asker: wanted as they stand."""


@dataclass(frozen=True, eq=False, slots=True)
class Candidates:
    """Chunks that either search found, each once, in the order of their rows. All columns have shape (n,)."""

    rows: NDArray[np.int64]
    dense: NDArray[np.float32]
    """Cosine, with the offset for another language than the question's."""
    lexical: NDArray[np.float32]
    """BM25 over all fields; 0 where no word is shared."""
    fused: NDArray[np.float32]
    """At most 1."""
    phrases: NDArray[np.float32]
    """Share of the quoted phrases that it holds word for word."""

    def __len__(self) -> int:
        return len(self.rows)
