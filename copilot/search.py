"""The search: both retrievers inside the asker's scope, fused and reranked."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from copilot import compose, fuse
from copilot.core import registry
from copilot.core import text as txt
from copilot.core.ports import Embedder, Reranker, Retriever
from copilot.core.settings import RetrievalSettings
from copilot.core.snapshot import Snapshot
from copilot.core.types import Asker, Filters, Hit
from copilot.question import SearchResult
from copilot.retrievers.dense import DenseRetriever
from copilot.timings import timed

_OTHER_LANGUAGES = 4
"""One candidate in another language for this many."""


class Searcher:
    """Finds in any snapshot that the embedder made."""

    def __init__(self, settings: RetrievalSettings, embedder: Embedder, reranker: Reranker) -> None:
        self._settings, self._reranker = settings, reranker
        self._dense: DenseRetriever = registry.build("copilot.retrievers", "dense", {}, embedder)
        self._lexical: Retriever = registry.build("copilot.retrievers", "lexical", {}, embedder)

    def search(self, snapshot: Snapshot, asker: Asker, query: str, k: int, filters: Filters) -> SearchResult:
        """At most k hits, best first, and the milliseconds of each stage."""
        timings: dict[str, float] = {}
        scope, language = snapshot.scope(asker, filters), txt.language(query)
        depth = max(self._settings.depth, k)
        with timed(timings, "embed"):
            vector = self._dense.vector(query)
        with timed(timings, "dense"):
            dense = self._dense.retrieve(query, snapshot, scope, depth)
            others = self._in_other_languages(snapshot, asker, query, filters, language, depth // _OTHER_LANGUAGES)
        with timed(timings, "lexical"):
            lexical = self._lexical.retrieve(query, snapshot, scope, depth)
        with timed(timings, "rank"):
            candidates = fuse.fuse(
                snapshot,
                vector,
                dense,
                others,
                lexical,
                self._settings.dense_weight,
                language,
                self._settings.language_offset,
            )
            hits = [
                snapshot.hit(c.row, c.score, rank, asker, c.dense, c.lexical)
                for rank, c in enumerate(candidates[:depth], 1)
            ]
            reranked = self._reranker.rerank(query, hits)[:k]
        ranked = tuple(dataclasses.replace(hit, rank=rank) for rank, hit in enumerate(reranked, 1))
        return SearchResult(ranked, snapshot.name, timings)

    def _in_other_languages(
        self, snapshot: Snapshot, asker: Asker, query: str, filters: Filters, language: str, k: int
    ) -> list[tuple[int, float]]:
        """The nearest chunks in another language than the question: many of its own would crowd them out."""
        wanted = frozenset(filters.language) or snapshot.languages
        others = tuple(sorted(wanted & snapshot.languages - {language}))
        if not others:
            return []
        scope = snapshot.scope(asker, dataclasses.replace(filters, language=others))
        return self._dense.retrieve(query, snapshot, scope, k)

    def leads(self, snapshot: Snapshot, query: str, hits: Sequence[Hit]) -> dict[str, compose.Lead]:
        """The opening chunk of every page among the hits, with its cosine."""
        leads = {}
        for document_id in dict.fromkeys(hit.document.id for hit in hits if hit.document.kind == "wiki"):
            row = snapshot.records.document_row(document_id)
            first = snapshot.records.chunk_rows(row)[0] if row is not None else None
            if first is not None:
                chunk, _ = snapshot.records.chunk(first)
                score = float(snapshot.vectors_of([first])[0] @ self._dense.vector(query))
                leads[document_id] = compose.Lead(chunk.start, chunk.end, score)
        return leads
