"""Whether the sources can answer at all: a probability from how near the best passage is and how well it is covered.

A logistic model over two features of one search. The weights were fitted on questions with and without an answer:
every other question of data/eval/demo.jsonl, the Dutch FAQ questions and out-of-scope questions of four kinds;
docs/evaluation.md has the figures on the questions that were left out.
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
    """Cosine of the best hit, with the offset for another language."""
    coverage: float
    """Share of the question's content words in the best of the first hits, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Weights:
    nearness: float
    coverage: float
    bias: float


WEIGHTS = {"multilingual-e5-small": Weights(nearness=79.2, coverage=2.2, bias=-69.2)}
"""By embedder: cosines of different models are not comparable."""
_ANY = Weights(nearness=0.0, coverage=8.0, bias=-2.4)
"""For an embedder that nobody has fitted: at least a quarter of the words must be there."""


def features(question: str, hits: Sequence[Hit]) -> Features:
    """hits: of one search, best first."""
    best = max((hit.dense for hit in hits if not math.isnan(hit.dense)), default=0.0)
    wanted = {word[:_STEM] for word in txt.content_words(question)}
    covered = max((_share(wanted, hit.chunk.passage) for hit in hits[:_BEST]), default=0.0)
    return Features(best, covered)


def probability(found: Features, embedder: str) -> float:
    """In [0, 1]: that the sources hold an answer."""
    weights = WEIGHTS.get(embedder, _ANY)
    logit = weights.nearness * found.nearness + weights.coverage * found.coverage + weights.bias
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))


def _share(wanted: set[str], passage: str) -> float:
    if not wanted:
        return 0.0
    return len(wanted & {word[:_STEM] for word in txt.content_words(passage)}) / len(wanted)
