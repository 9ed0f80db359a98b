"""A logistic model and its figures: numbers only, without the product."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Column = NDArray[np.float64]
Truth = NDArray[np.bool_]

_PENALTY = 1e-3
"""On the squares of the weights, as if every feature had deviation 1."""
_Z = 1.96


def fit(values: Column, truth: Truth, counts: Column, signs: Sequence[int]) -> Column:
    """The weight of each feature, the bias behind them.

    values: (cases, features). counts: what each case counts. signs: 1 or -1 bounds a weight, 0 leaves it free, and a
    feature that never varies gets 0.
    """
    mean = np.average(values, axis=0, weights=counts)
    spread = np.sqrt(np.average((values - mean) ** 2, axis=0, weights=counts))
    varies = spread > 1e-9
    scaled = (values - mean) / np.where(varies, spread, 1) * varies
    share, side = counts / counts.sum(), np.where(truth, 1.0, -1.0)

    def loss(weights: Column) -> tuple[float, Column]:
        logit = scaled @ weights[:-1] + weights[-1]
        wrong = share * (1 / (1 + np.exp(-logit)) - truth)
        slope = np.append(scaled.T @ wrong + 2 * _PENALTY * weights[:-1], wrong.sum())
        total = (share * np.logaddexp(0, -side * logit)).sum() + _PENALTY * (weights[:-1] ** 2).sum()
        return float(total), slope

    bounds = [(0, None) if sign > 0 else (None, 0) if sign < 0 else (None, None) for sign in signs] + [(None, None)]
    found = minimize(loss, np.zeros(values.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = found[:-1] / np.where(varies, spread, 1) * varies
    return np.append(weights, found[-1] - weights @ mean)


def probabilities(values: Column, weights: Column) -> Column:
    return np.asarray(1 / (1 + np.exp(-np.clip(values @ weights[:-1] + weights[-1], -60, 60))))


def wilson(right: int, total: int) -> tuple[float, float]:
    """95 % interval of a share; (0, 1) of nothing."""
    if not total:
        return 0.0, 1.0
    share, n = right / total, total
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def reliability(probability: Column, truth: Truth, edges: Sequence[float]) -> list[tuple[float, float, int, int]]:
    """Per bin between two edges that holds any case: (mean probability, share that is true, true ones, cases)."""
    made = []
    for low, high in pairwise(edges):
        inside = (probability >= low) & ((probability < high) | (high == edges[-1]))
        if n := int(inside.sum()):
            right = int(truth[inside].sum())
            made.append((float(probability[inside].mean()), right / n, right, n))
    return made
