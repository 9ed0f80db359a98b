"""Phrases that an asker put between quotation marks: chunks that hold them word for word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copilot.core import text as txt
from copilot.core.snapshot import Scope, Snapshot
from copilot.core.snapshot.lexical import LANGUAGES, words_of

_MOST = 200
"""Chunks that are looked at for a phrase, the best by its words."""


def rows(phrases: Sequence[str], snapshot: Snapshot, scope: Scope) -> NDArray[np.int64]:
    """Chunks that hold all words of a phrase and so may hold the phrase, ascending."""
    found = [np.empty(0, dtype=np.int64)]
    for phrase in phrases:
        for language in LANGUAGES:
            matches = snapshot.words.matches(words_of(phrase, language), scope)
            holding = matches.holding_all()
            best = np.lexsort((holding, -matches.scores(holding)))[:_MOST]
            found.append(holding[best])
    return np.unique(np.concatenate(found))


def share(phrases: Sequence[str], rows: NDArray[np.int64], snapshot: Snapshot) -> NDArray[np.float32]:
    """Shape (rows,): share of the phrases that a chunk holds as they stand, but for case, accents and line breaks."""
    wanted = [_plain(phrase) for phrase in phrases]
    if not wanted:
        return np.zeros(len(rows), dtype=np.float32)
    texts = (_plain(chunk.passage) for chunk, _ in snapshot.records.chunks(rows.tolist()))
    return np.array([sum(phrase in text for phrase in wanted) / len(wanted) for text in texts], dtype=np.float32)


def _plain(text: str) -> str:
    return " ".join(txt.fold(text).split())
