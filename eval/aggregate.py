"""From the scores of cases to the figures of a set: the one place that knows value, n, n_skipped and ci95."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.metrics import Metric, Outcome, Score, SetMetric

_RESAMPLES = 1000
_SEED = 20261121
_Z = 1.959963984540054
"""97.5 % quantile of the standard normal distribution."""

Scores = Mapping[str, Score | None]
"""Metric name -> score of one case; None where it does not apply."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric over one set of cases."""

    value: float | None
    """None when the metric applies to no case of the set."""
    n: int
    """Cases it is computed from."""
    n_skipped: int
    """Cases to which it does not apply."""
    ci95: tuple[float, float] | None
    """95 % interval: Wilson's for shares, else the percentile bootstrap with a fixed seed."""


def score(metrics: Mapping[str, Metric], outcome: Outcome) -> Scores:
    """What every per-case metric says about one outcome; a value that is not a number is not a score."""
    scores = {name: metric.score(outcome) for name, metric in metrics.items() if not isinstance(metric, SetMetric)}
    return {name: found if found and math.isfinite(found.value) else None for name, found in scores.items()}


def aggregate(
    metrics: Mapping[str, Metric], outcomes: Sequence[Outcome], scores: Sequence[Scores]
) -> dict[str, Figure]:
    """Every metric over a set. scores[i] belongs to outcomes[i]; the order of the cases changes nothing."""
    return {
        name: _over(metric, outcomes) if isinstance(metric, SetMetric) else mean([s[name] for s in scores])
        for name, metric in metrics.items()
    }


def slices(
    metrics: Mapping[str, Metric], outcomes: Sequence[Outcome], scores: Sequence[Scores]
) -> dict[str, dict[str, Figure]]:
    """tag -> every metric over the cases that carry it; tags sorted."""
    found = {}
    for tag in sorted({tag for outcome in outcomes for tag in outcome.case.tags}):
        rows = [i for i, outcome in enumerate(outcomes) if tag in outcome.case.tags]
        found[tag] = aggregate(metrics, [outcomes[i] for i in rows], [scores[i] for i in rows])
    return found


def mean(scores: Sequence[Score | None]) -> Figure:
    """The mean over the cases that have a score."""
    values = sorted(s.value for s in scores if s is not None)
    n, skipped = len(values), len(scores) - len(values)
    if not values:
        return Figure(None, 0, skipped, None)
    value = math.fsum(values) / n
    if all(v in (0.0, 1.0) for v in values):
        return Figure(value, n, skipped, wilson(value, n))
    draws = np.random.default_rng(_SEED).choice(np.asarray(values), size=(_RESAMPLES, n)).mean(axis=1)
    return Figure(value, n, skipped, _percentiles(draws))


def wilson(share: float, n: int) -> tuple[float, float]:
    """Wilson's score interval of a share of n (Wilson 1927); inside [0, 1] and never empty, also at 0 and 1."""
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def _over(metric: SetMetric, outcomes: Sequence[Outcome]) -> Figure:
    applicable = sorted((o for o in outcomes if metric.applies(o)), key=lambda o: o.case.id)
    n, skipped = len(applicable), len(outcomes) - len(applicable)
    if not applicable:
        return Figure(None, 0, skipped, None)
    rows = np.random.default_rng(_SEED).integers(n, size=(_RESAMPLES, n))
    draws = [metric.value([applicable[i] for i in sample]) for sample in rows.tolist()]
    return Figure(metric.value(applicable), n, skipped, _percentiles(np.asarray(draws)))


def _percentiles(draws: np.ndarray) -> tuple[float, float]:
    low, high = np.percentile(draws, (2.5, 97.5))
    return float(low), float(high)
