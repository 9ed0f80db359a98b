"""`dense`: chunks whose vectors are nearest to the question's (cosine)."""

from __future__ import annotations

from copilot.core.candidates import Ranked, SearchQuery
from copilot.core.registry import Options as Base
from copilot.core.snapshot import Scope, Snapshot


class Options(Base):
    """None."""


class DenseRetriever:
    def retrieve(self, query: SearchQuery, snapshot: Snapshot, scope: Scope, k: int) -> Ranked:
        """(rows, cosines), best first."""
        return snapshot.dense(query.vector, k, scope)


def build(_options: Options) -> DenseRetriever:
    return DenseRetriever()
