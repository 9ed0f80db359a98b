"""The decision to answer, made before anything is written: a logistic model over what the search found."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from copilot.answerable.features import Features, features
from copilot.answerable.weights import BIAS, HIGH, MEDIUM, of
from copilot.core.snapshot import Scope, Snapshot
from copilot.core.types import Hit

_FARTHEST = 60.0
"""Beyond which a logit no longer changes its probability."""


@dataclass(frozen=True, slots=True)
class Judgement:
    probability: float
    """In [0, 1]: that the sources hold the answer."""
    reason: Literal["nothing_relevant", "fact_missing"]
    """Why it is refused, where it is."""


def judge(
    question: str, vector: NDArray[np.float32], hits: Sequence[Hit], snapshot: Snapshot, scope: Scope
) -> Judgement:
    """question: as it was searched for. vector: what it was embedded to.

    hits: that may be cited, best first. scope: in which they were found.
    """
    if not hits:
        return Judgement(0.0, "nothing_relevant")
    return judged(features(question, vector, hits, snapshot, scope), snapshot.embedder.name)


def judged(found: Features, embedder: str) -> Judgement:
    """embedder: name of the one that made the cosines."""
    model = of(embedder)
    near = logistic(found, model.on_topic) >= 0.5
    weights = model.abroad if found.abroad else model.talk if found.talk else model.page
    probability = min(logistic(found, weights), model.most)
    return Judgement(probability, "fact_missing" if near else "nothing_relevant")


def logistic(found: Features, weights: Mapping[str, float]) -> float:
    logit = weights[BIAS] + sum(weight * getattr(found, name) for name, weight in weights.items() if name != BIAS)
    return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, logit))))


def confidence(probability: float) -> Literal["high", "medium", "low"]:
    """In words: of answers with high confidence at least 95 in 100 were rightly given, with medium 85."""
    return "high" if probability >= HIGH else "medium" if probability >= MEDIUM else "low"
