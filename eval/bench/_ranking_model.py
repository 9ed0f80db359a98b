"""Learns the weights of a linear ranking model and says how well they rank: numbers only, without the product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Weights = NDArray[np.float64]

_PENALTY = 1e-3
"""On the squares of the weights, a question."""
_FOLDS = 5
CUTS = (1, 5, 10)
"""k of recall@k; nDCG is at the last."""


@dataclass(frozen=True, eq=False, slots=True)
class Ranking:
    """The candidates of one question, in the order of their rows."""

    values: NDArray[np.float64]
    """Shape (candidates, features)."""
    relevant: NDArray[np.bool_]
    """Whether a candidate's document is."""
    documents: NDArray[np.int64]
    total: int
    """Relevant documents, found or not."""


Suites = Mapping[str, Sequence[Ranking]]


def learn(suites: Suites, signs: NDArray[np.float64]) -> Weights:
    """Weights that make the relevant candidates most likely under a softmax over each question's candidates.

    Every suite counts the same, however many questions it has. signs: 1 or -1, what each weight may be, or 0 to keep
    it out.
    """
    used = [(r, 1 / len(some)) for some in suites.values() for r in some if r.relevant.any() and not r.relevant.all()]

    def loss(weights: Weights) -> tuple[float, Weights]:
        total, slope = _PENALTY * float(weights @ weights), 2 * _PENALTY * weights
        for ranking, share in used:
            scores = ranking.values @ weights
            odds = np.exp(scores - scores.max())
            right = odds * ranking.relevant
            total += share * float(np.log(odds.sum()) - np.log(right.sum() + 1e-300))
            slope = slope + share * (ranking.values.T @ (odds / odds.sum() - right / (right.sum() + 1e-300)))
        return total, slope

    bounds = [(0, None) if sign > 0 else (None, 0) if sign < 0 else (0, 0) for sign in signs]
    return np.asarray(minimize(loss, np.zeros(len(signs)), jac=True, method="L-BFGS-B", bounds=bounds).x)


def cross_validated(suites: Suites, signs: NDArray[np.float64], seed: int = 0) -> dict[str, tuple[float, ...]]:
    """Figures by suite; every question is ranked by weights that never saw it, nor others about the same document."""
    folds = {name: [_fold(ranking, seed) for ranking in some] for name, some in suites.items()}
    found: dict[str, list[tuple[float, ...]]] = {name: [] for name in suites}
    for fold in range(_FOLDS):
        seen = {n: [r for r, f in zip(some, folds[n], strict=True) if f != fold] for n, some in suites.items()}
        weights = learn(seen, signs)
        for name, some in suites.items():
            found[name] += [figures(r, r.values @ weights) for r, f in zip(some, folds[name], strict=True) if f == fold]
    return {name: mean(values) for name, values in found.items()}


def without_its_own(suites: Suites, signs: NDArray[np.float64]) -> dict[str, tuple[float, ...]]:
    """Figures by suite, ranked by weights that were learnt on the other suites only."""
    found = {}
    for name, some in suites.items():
        weights = learn({other: rankings for other, rankings in suites.items() if other != name}, signs)
        found[name] = mean([figures(ranking, ranking.values @ weights) for ranking in some])
    return found


def _fold(ranking: Ranking, seed: int) -> int:
    """By the first relevant document, so that questions about the same one stay together."""
    about = int(ranking.documents[ranking.relevant].min()) if ranking.relevant.any() else 0
    return int(np.random.default_rng([seed, about]).integers(_FOLDS))


def figures(ranking: Ranking, scores: NDArray[np.floating]) -> tuple[float, ...]:
    """recall at each cut, then nDCG at the last, of documents by their best candidate."""
    order = np.argsort(-scores, kind="stable")
    _, first = np.unique(ranking.documents[order], return_index=True)
    gains = ranking.relevant[order[np.sort(first)]][: CUTS[-1]]
    discounts = 1 / np.log2(np.arange(2, CUTS[-1] + 2))
    ideal = discounts[: min(ranking.total, CUTS[-1])].sum()
    return (*(gains[:k].sum() / ranking.total for k in CUTS), float(gains @ discounts[: len(gains)] / ideal))


def mean(values: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(np.mean(values, axis=0).tolist())
