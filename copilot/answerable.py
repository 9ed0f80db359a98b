"""Whether the sources can answer at all: a probability from how near, how distinct and how well covered the best is.

A logistic model over three features of one search; its weights were fitted by `python -m eval answerable` on
questions with and without an answer in their corpus (see docs/answerability.md for the sets and the figures).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from copilot.core import text as txt
from copilot.core.types import Hit

_STEM = 6
"""Letters by which two word forms count as the same word."""
_BEST = 5
"""Hits among which the best coverage is looked for."""


@dataclass(frozen=True, slots=True)
class Features:
    nearness: float
    """Cosine of the best hit."""
    distinction: float
    """How far the best cosine stands above the mean of the candidates."""
    coverage: float
    """Share of the question's content words in the best of the first hits, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Weights:
    nearness: float
    distinction: float
    coverage: float
    bias: float


WEIGHTS = {
    "multilingual-e5-small": Weights(56.0, 20.0, 3.0, -51.0),
}
"""By embedder: cosines of different models are not comparable."""
_ANY = Weights(0.0, 0.0, 8.0, -2.0)
"""For an embedder that nobody has fitted: at least a quarter of the words must be there."""


def features(question: str, hits: Sequence[Hit]) -> Features:
    """hits: of one search, best first; at least one."""
    cosines = [hit.dense for hit in hits if not math.isnan(hit.dense)]
    best = max(cosines, default=0.0)
    wanted = {word[:_STEM] for word in txt.content_words(question)}
    covered = max((_share(wanted, hit.chunk.passage) for hit in hits[:_BEST]), default=0.0)
    return Features(best, best - sum(cosines) / max(len(cosines), 1), covered)


def probability(found: Features, embedder: str) -> float:
    """In [0, 1]: that the sources hold an answer."""
    w = WEIGHTS.get(embedder, _ANY)
    logit = w.nearness * found.nearness + w.distinction * found.distinction + w.coverage * found.coverage + w.bias
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))


def _share(wanted: set[str], passage: str) -> float:
    if not wanted:
        return 0.0
    return len(wanted & {word[:_STEM] for word in txt.content_words(passage)}) / len(wanted)
