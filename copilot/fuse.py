"""Two ranked lists into one: a convex combination of normalised scores (Bruch, Gai, Ingber 2023).

The dense score is scaled between the weakest of the dense list and the best, the lexical score between 0 and the best.
Candidates that only the other lists brought do not stretch that scale: they may score below 0. Unlike
fusion by rank it keeps how much better the best is; the weight leans on the dense score because questions in a
customer's words share few words with their answer.

A multilingual model puts a text nearer to texts of its own language than to their translations. The offset gives a
chunk in another language than the question back what that costs it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copilot.core.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk row with both of its scores; dense includes the offset, lexical is nan where no word was shared."""

    row: int
    score: float
    dense: float
    lexical: float


def fuse(
    snapshot: Snapshot,
    question: NDArray[np.float32],
    dense: Sequence[tuple[int, float]],
    others: Sequence[tuple[int, float]],
    lexical: Sequence[tuple[int, float]],
    weight: float,
    language: str,
    offset: float,
) -> list[Candidate]:
    """All candidates, best first, ties by row.

    dense: the nearest of all chunks. others: the nearest in other languages than the question's, which may repeat some.
    question: float32 (dimension,), so that a chunk found by its words alone gets its true cosine as well.
    weight: share of the dense score in [0, 1]. language: of the question. offset: added to the cosine of chunks in
    another language. Fused scores are at most 1.
    """
    cosine, bm25 = dict(others) | dict(dense), dict(lexical)
    only_words = [row for row in bm25 if row not in cosine]
    if only_words:
        cosine |= zip(only_words, (snapshot.vectors_of(only_words) @ question).tolist(), strict=True)
    if not cosine:
        return []
    cosine = {row: value + offset * (snapshot.language_of(row) != language) for row, value in cosine.items()}
    high = max(cosine.values())
    low = min((cosine[row] for row, _ in dense), default=min(cosine.values()))
    best = max(bm25.values(), default=1.0) or 1.0
    spread = (high - low) or 1.0
    fused = [
        Candidate(
            row,
            weight * (score - low) / spread + (1 - weight) * bm25.get(row, 0.0) / best,
            score,
            bm25.get(row, math.nan),
        )
        for row, score in cosine.items()
    ]
    return sorted(fused, key=lambda c: (-c.score, c.row))
