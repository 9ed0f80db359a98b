"""Two ranked lists into one: a convex combination of normalised scores (Bruch, Gai, Ingber 2023).

The dense score is scaled between the weakest of the dense list and the best, the lexical score between 0 and the best.
Candidates that only the other lists brought do not stretch that scale: they may score below 0. Unlike
fusion by rank it keeps how much better the best is; the weight leans on the dense score because questions in a
customer's words share few words with their answer.

A multilingual model puts a text nearer to texts of its own language than to their translations. The offset gives a
chunk in another language than the question back what that costs it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from copilot import quoted
from copilot.core.candidates import Candidates, Ranked, SearchQuery
from copilot.core.snapshot import Snapshot


def fuse(
    query: SearchQuery,
    snapshot: Snapshot,
    dense: Ranked,
    others: Ranked,
    lexical: Ranked,
    quoting: NDArray[np.int64],
    *,
    weight: float,
    offset: float,
) -> Candidates:
    """All that was found, in the order of the rows, each with both of its scores.

    dense: the nearest of all chunks. others: the nearest in other languages than the question's, which may repeat some.
    quoting: rows that may hold what the asker quoted. weight: share of the dense score in [0, 1]. offset: added to the
    cosine of chunks in another language.
    """
    rows = np.unique(np.concatenate([dense[0], others[0], lexical[0], quoting]))
    phrases, words = quoted.share(query.phrases, rows, snapshot), query.words.scores(rows)
    cosine = snapshot.cosines(query.vector, rows)
    cosine += np.float32(offset) * (snapshot.languages_of(rows) != query.language)
    if not len(rows):
        return Candidates(rows, cosine, words, cosine, phrases)
    high, best = cosine.max(), words.max()
    low = cosine[np.searchsorted(rows, dense[0])].min() if len(dense[0]) else cosine.min()
    fused = weight * (cosine - low) / ((high - low) or 1) + (1 - weight) * words / (best or 1)
    return Candidates(rows, cosine, words, fused.astype(np.float32), phrases)
