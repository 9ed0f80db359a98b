"""Members of the family of systems that are compared: one file, one way to find chunks by words and vectors.

A member has `build(corpus, folder)`, which takes a corpus in and leaves in the folder all that is needed
later, and `open_(folder, embedder)`, which makes it searchable in another process.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from copilot.core import registry
from copilot.core.ports import Embedder
from eval.bench.generator.corpus import Corpus

K = 10
"""Chunks that are asked for."""


class Opened(Protocol):
    """A system that can be asked. Safe to use from several threads."""

    def search(self, question: str) -> Any:
        """What the system gives for a question; this is what is timed."""

    def chunk_ids(self, found: Any) -> Sequence[str]:
        """The ids of the first K chunks that were found, best first."""

    def nearest(self, vector: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        """Rows of the k chunks that its own vector index finds nearest."""


class System(Protocol):
    """A module of this package."""

    NAME: str
    """For people."""

    def build(self, corpus: Corpus, folder: Path) -> None: ...

    def open_(self, folder: Path, embedder: Embedder) -> Opened: ...


def load(name: str) -> System:
    """A member by its file name."""
    found: Any = registry.member(__name__, name)
    return found  # type: ignore[no-any-return]
