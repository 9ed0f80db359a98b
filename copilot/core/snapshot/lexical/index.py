"""Scores and finds chunks by the terms of a question, inside a scope."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from copilot.core.snapshot.files import Files, opened
from copilot.core.snapshot.lexical.analysis import ALL_FIELDS, Field, Term
from copilot.core.snapshot.lexical.postings import Postings
from copilot.core.snapshot.remembered import remembered

if TYPE_CHECKING:
    from copilot.core.snapshot.scope import Scope

Ranked = tuple[NDArray[np.int64], NDArray[np.float32]]
"""(rows, scores) of chunks, best first, ties by row."""

_K1, _B = 1.2, 0.75
_BLOCK = 64
WEIGHTS: dict[Field, float] = {"text": 1.0, "title": 0.6}
"""A word in the title or heading counts in the text as well, which holds them, and again with this weight."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What BM25 must know of the chunks of a scope."""

    chunks: int
    mean_length: dict[Field, float]


@dataclass(frozen=True, eq=False, slots=True)
class Match:
    """The chunks of a scope that hold a term in a field."""

    rows: NDArray[np.int32]
    """Ascending."""
    scores: NDArray[np.float32]
    """What the term adds to the score of each, the field's weight left out."""
    telling: float
    """The term's weight times its inverse document frequency."""


class Matches:
    """What the terms of one question find inside one scope."""

    def __init__(self, terms: Sequence[Term], found: dict[Field, list[Match | None]], chunks: int) -> None:
        self.terms = tuple(terms)
        self._found = found
        self._chunks = chunks

    def best(self, k: int) -> Ranked:
        """The k chunks with the highest scores, among those that hold any of the terms."""
        scores = np.zeros(self._chunks, dtype=np.float32)
        for n in range(len(self.terms)):
            for field in ALL_FIELDS:
                if (match := self._found[field][n]) is not None:
                    scores[match.rows] += np.float32(WEIGHTS[field]) * match.scores
        return best(scores, k)

    def telling(self, field: Field) -> NDArray[np.float32]:
        """Shape (terms,): how much each tells; 0 where no chunk has it."""
        return np.array([match.telling if match else 0.0 for match in self._found[field]], dtype=np.float32)

    def evidence(self, field: Field, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Shape (terms, rows): what each term adds to the score of each chunk; 0 where it is not in it."""
        scores = np.zeros((len(self.terms), len(rows)), dtype=np.float32)
        for n, match in enumerate(self._found[field]):
            if match is not None:
                place = np.minimum(np.searchsorted(match.rows, rows), len(match.rows) - 1)
                scores[n] = np.where(match.rows[place] == rows, match.scores[place], 0)
        return scores

    def scores(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Shape (rows,): BM25 over all fields."""
        total = np.zeros(len(rows), dtype=np.float32)
        for field in ALL_FIELDS:
            total += np.float32(WEIGHTS[field]) * self.evidence(field, rows).sum(axis=0)
        return total

    def holding_all(self) -> NDArray[np.int64]:
        """Rows of the chunks that hold every one of the terms in their text, ascending."""
        held = [match.rows for match in self._found["text"] if match is not None]
        if not held or len(held) < len(self.terms):
            return np.empty(0, np.int64)
        held.sort(key=len)
        return reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), held).astype(np.int64)


class LexicalIndex:
    def __init__(self, place: Path | Files) -> None:
        self._postings = Postings(opened(place))
        self.vocabulary = self._postings.vocabulary

    def __len__(self) -> int:
        return len(self._postings)

    @remembered(256)
    def statistics(self, scope: Scope) -> Statistics:
        """By identity of the scope, which lives as long as the snapshot keeps it for its asker and filters."""
        mask = scope.chunks
        chunks = len(self) if mask is None else int(mask.sum())
        lengths = self._postings.lengths
        total = {f: int((lengths[f] if mask is None else lengths[f][mask]).sum(dtype=np.int64)) for f in ALL_FIELDS}
        return Statistics(chunks, {field: total[field] / max(chunks, 1) or 1.0 for field in ALL_FIELDS})

    def matches(self, terms: Sequence[Term], scope: Scope) -> Matches:
        """Where the terms stand inside the scope."""
        found = {field: [self._match(term, field, scope) for term in terms] for field in ALL_FIELDS}
        return Matches(terms, found, len(self))

    def frequency(self, number: int, scope: Scope) -> int:
        """In how many chunks of the scope a term of the vocabulary occurs."""
        if scope.chunks is None:
            return self._postings.frequency(number)
        return int(np.count_nonzero(scope.chunks[self._postings.rows(number)]))

    def _match(self, term: Term, field: Field, scope: Scope) -> Match | None:
        """None when no chunk of the scope holds it."""
        number = self.vocabulary.number(term.key(field))
        if number is None:
            return None
        rows, counts = self._postings.rows(number), self._postings.counts(number)
        if scope.chunks is not None:
            inside = scope.chunks[rows]
            rows, counts = rows[inside], counts[inside]
        if not len(rows):
            return None
        statistics = self.statistics(scope)
        length = self._postings.lengths[field][rows].astype(np.float32)
        held = counts.astype(np.float32)
        bound = np.float32(_K1) * (np.float32(1 - _B) + np.float32(_B / statistics.mean_length[field]) * length)
        telling = term.weight * math.log1p((statistics.chunks - len(rows) + 0.5) / (len(rows) + 0.5))
        scores = np.float32(telling * (_K1 + 1)) * held / (held + bound)
        return Match(rows, scores.astype(np.float32, copy=False), telling)


def best(scores: NDArray[np.float32], k: int) -> Ranked:
    """The k highest scores above 0; ties by row, also at the cut."""
    if k < 1 or not len(scores):
        return np.empty(0, np.int64), np.empty(0, np.float32)
    least = np.float32(0)
    if len(scores) > k:
        # Of the best of each of many blocks the k-th is at most the k-th of all: few rows are left to be sorted.
        blocks = scores[: len(scores) // _BLOCK * _BLOCK].reshape(-1, _BLOCK).max(axis=1)
        if len(blocks) >= k:
            least = np.partition(blocks, len(blocks) - k)[len(blocks) - k]
    rows = np.flatnonzero(scores >= least if least > 0 else scores)
    found = scores[rows]
    order = np.lexsort((rows, -found))[:k]
    return rows[order], found[order]
