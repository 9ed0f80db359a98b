"""`lexical`: chunks that share the question's words (BM25, Dutch and English analysis)."""

from __future__ import annotations

from copilot.core.candidates import Ranked, SearchQuery
from copilot.core.registry import Options as Base
from copilot.core.snapshot import Scope, Snapshot


class Options(Base):
    """None."""


class LexicalRetriever:
    def retrieve(self, query: SearchQuery, snapshot: Snapshot, scope: Scope, k: int) -> tuple[Ranked]:  # noqa: ARG002 the port names them
        """(rows, BM25 scores), best first."""
        return (query.words.best(k),)


def build(_options: Options) -> LexicalRetriever:
    return LexicalRetriever()
