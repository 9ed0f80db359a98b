"""Two ranked lists into one: a convex combination of normalised scores (Bruch, Gai, Ingber 2023).

The dense score is scaled between the weakest of the dense list and the best, the lexical score between 0 and the best.
Candidates that only the other lists brought do not stretch that scale: they may score below 0. Unlike
fusion by rank it keeps how much better the best is; the weight leans on the dense score because questions in a
customer's words share few words with their answer.

A multilingual model puts a text nearer to texts of its own language than to their translations. The offset gives a
chunk in another language than the question back what that costs it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copilot import quoted
from copilot.core.candidates import Candidates, Ranked, SearchQuery
from copilot.core.snapshot import Snapshot


def fuse(
    query: SearchQuery,
    snapshot: Snapshot,
    dense: Sequence[Ranked],
    lexical: Sequence[Ranked],
    quoting: NDArray[np.int64],
    *,
    weight: float,
    offset: float,
) -> Candidates:
    """All that was found, in the order of the rows, each with both of its scores.

    dense, lexical: what the retrievers brought; lists after the first may repeat some of it.
    quoting: rows that may hold what the asker quoted. weight: share of the dense score in [0, 1]. offset: added to the
    cosine of chunks in another language.
    """
    rows = np.unique(np.concatenate([*(found for found, _ in (*dense, *lexical)), quoting]))
    phrases, words = quoted.share(query.phrases, rows, snapshot), query.words.scores(rows)
    cosine = snapshot.cosines(query.vector, rows)
    cosine += np.float32(offset) * (snapshot.languages_of(rows) != query.language)
    if not len(rows):
        return Candidates(rows, cosine, words, cosine, phrases)
    high, best = cosine.max(), words.max()
    nearest = dense[0][0]
    low = cosine[np.searchsorted(rows, nearest)].min() if len(nearest) else cosine.min()
    fused = weight * (cosine - low) / ((high - low) or 1) + (1 - weight) * words / (best or 1)
    return Candidates(rows, cosine, words, fused.astype(np.float32), phrases)
