"""The search, in order: understand -> both retrievers inside the asker's scope -> fuse -> rerank -> spread -> load."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copilot import fuse, quoted
from copilot.core import registry
from copilot.core.candidates import Candidates, Ranked, SearchQuery
from copilot.core.deadline import NONE, Deadline
from copilot.core.ports import Embedder, Reranker, Retriever
from copilot.core.sections import RetrievalSettings
from copilot.core.snapshot import Scope, Snapshot
from copilot.core.types import Asker, Filters, Hit
from copilot.query_vectors import QueryVectors
from copilot.question import SearchResult
from copilot.repair import repaired
from copilot.timings import timed
from copilot.understanding import Synonyms, understand

_SYNONYM = 0.6
"""Weight of a word that means the same as one that was typed."""
_SCALE = 100
_AT_ONCE = max(1, (os.cpu_count() or 1) // 2)
"""Searches that compute at the same time. More of them are not faster: they take the interpreter in turns, and take it
from the embedding model, which the next ones wait for, and from the event loop, which refuses what is too much."""


@dataclass(frozen=True, eq=False, slots=True)
class Stages:
    """What each step of one search brought."""

    query: SearchQuery
    scope: Scope
    dense: tuple[Ranked, ...]
    lexical: tuple[Ranked, ...]
    candidates: Candidates
    scores: NDArray[np.float32]
    """Of the reranker, whatever its scale: 1 for the best, 0 for the hundredth, or the last if there are fewer."""
    ranked: NDArray[np.int64]
    """Places of the candidates, best score first."""
    spread: NDArray[np.int64]
    """The same with no document before others with too many chunks."""
    timings_ms: dict[str, float]


class Searcher:
    """Finds in any snapshot that the embedder made."""

    def __init__(self, settings: RetrievalSettings, embedder: Embedder, reranker: Reranker, synonyms: Synonyms) -> None:
        self._settings, self.reranker, self._synonyms = settings, reranker, synonyms
        self._dense: Retriever = registry.build("copilot.retrievers", "dense", {})
        self._lexical: Retriever = registry.build("copilot.retrievers", "lexical", {})
        self.vectors = QueryVectors(embedder)
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def search(
        self, snapshot: Snapshot, asker: Asker, question: str, k: int, filters: Filters, deadline: Deadline = NONE
    ) -> SearchResult:
        """min(k, visible) hits, best first, and the milliseconds of each stage. Raises what the deadline raises."""
        made = self.stages(snapshot, asker, question, k, filters, deadline)
        with timed(made.timings_ms, "load"):
            hits = self._hits(made, snapshot, asker, k)
        words = made.query.words
        terms = dict(zip(words.terms, words.telling("text").tolist(), strict=True))
        return SearchResult(hits, snapshot.name, made.timings_ms, made.query.text, made.query.vector, terms)

    def stages(
        self, snapshot: Snapshot, asker: Asker, question: str, k: int, filters: Filters, deadline: Deadline = NONE
    ) -> Stages:
        """All steps up to the order, for k hits."""
        timings: dict[str, float] = {}
        depth = max(self._settings.depth, k)
        scope = snapshot.scope(asker, filters)
        query = self._query(snapshot, scope, question, timings, deadline)
        with self._turns:
            return self._found(snapshot, scope, query, depth, timings, deadline)

    def _found(
        self,
        snapshot: Snapshot,
        scope: Scope,
        query: SearchQuery,
        depth: int,
        timings: dict[str, float],
        deadline: Deadline,
    ) -> Stages:
        deadline.check()
        with timed(timings, "dense"):
            dense = self._dense.retrieve(query, snapshot, scope, depth)
        deadline.check()
        with timed(timings, "lexical"):
            lexical = self._lexical.retrieve(query, snapshot, scope, depth)
            quoting = quoted.rows(query.phrases, snapshot, scope)
        deadline.check()
        with timed(timings, "rank"):
            weight, offset = self._settings.dense_weight, self._settings.language_offset
            candidates = fuse.fuse(query, snapshot, dense, lexical, quoting, weight=weight, offset=offset)
            scores = self.reranker.scores(query, candidates, snapshot)
            ranked = np.lexsort((candidates.rows, -scores))
            scores = _scaled(scores, ranked)
            documents = snapshot.columns.document_of_chunk[candidates.rows[ranked]]
            spread = ranked[_spread(documents, self._settings.chunks_per_document)]
        return Stages(query, scope, dense, lexical, candidates, scores, ranked, spread, timings)

    def _query(
        self, snapshot: Snapshot, scope: Scope, question: str, timings: dict[str, float], deadline: Deadline
    ) -> SearchQuery:
        deadline.check()
        with self._turns, timed(timings, "understand"):
            asked = understand(question, self._synonyms)
            synonyms = [(text, _SYNONYM) for texts in asked.expansions.values() for text in texts]
            expanded = snapshot.expander.expand(asked.text, asked.language, synonyms, scope)
            words = snapshot.words.matches(expanded.terms, scope)
            written = repaired(asked.written_out, expanded, snapshot, scope)
        with timed(timings, "embed"):
            vector = self.vectors.of(written, deadline)
        return SearchQuery(asked.text, asked.language, vector, words, asked.phrases)

    def _hits(self, made: Stages, snapshot: Snapshot, asker: Asker, k: int) -> tuple[Hit, ...]:
        found = made.candidates
        return tuple(
            snapshot.hit(
                int(found.rows[place]),
                float(made.scores[place]),
                rank,
                asker,
                float(found.dense[place]),
                float(found.lexical[place]),
            )
            for rank, place in enumerate(made.spread[:k].tolist(), 1)
        )


def _scaled(scores: NDArray[np.float32], ranked: NDArray[np.int64]) -> NDArray[np.float32]:
    if not len(ranked):
        return scores
    high, low = scores[ranked[0]], scores[ranked[:_SCALE][-1]]
    return np.asarray((scores - low) / ((high - low) or 1), dtype=np.float32)


def _spread(documents: NDArray[np.int32], limit: int) -> NDArray[np.int64]:
    """Places in their order, a document's chunks beyond the limit after all others: never fewer.

    documents: of each place.
    """
    order = np.argsort(documents, kind="stable")
    ordered = documents[order]
    number = np.empty(len(documents), dtype=np.int64)
    number[order] = np.arange(len(documents)) - np.searchsorted(ordered, ordered)
    return np.argsort(number >= limit, kind="stable")
