"""`lexical`: chunks that share the question's words (BM25, Dutch and English analysis)."""

from __future__ import annotations

from copilot.core.ports import Embedder
from copilot.core.registry import Options as Base
from copilot.core.snapshot import Scope, Snapshot


class Options(Base):
    """None."""


class LexicalRetriever:
    def retrieve(self, query: str, snapshot: Snapshot, scope: Scope, k: int) -> list[tuple[int, float]]:
        """(row, BM25), best first."""
        return snapshot.lexical(query, k, scope)


def build(_options: Options, _embedder: Embedder) -> LexicalRetriever:
    return LexicalRetriever()
