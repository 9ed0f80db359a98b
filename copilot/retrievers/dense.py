"""`dense`: chunks whose vectors are nearest to the question's (cosine), and beside them some in other languages.

A multilingual model puts a text nearer to texts of its own language than to their translations: many of the question's
own language would crowd the others out.
"""

from __future__ import annotations

from copilot.core.candidates import Ranked, SearchQuery
from copilot.core.registry import Options as Base
from copilot.core.snapshot import Scope, Snapshot

_ABROAD = 4
"""One candidate in another language for this many."""


class Options(Base):
    """None."""


class DenseRetriever:
    def retrieve(self, query: SearchQuery, snapshot: Snapshot, scope: Scope, k: int) -> tuple[Ranked, Ranked]:
        """(rows, cosines) of the nearest, and of the nearest in other languages than the question's, best first."""
        return snapshot.dense_abroad(query.vector, k, k // _ABROAD, query.language, scope)


def build(_options: Options) -> DenseRetriever:
    return DenseRetriever()
