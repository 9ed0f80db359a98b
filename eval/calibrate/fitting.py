"""Fits the weights of copilot/answerable on searched cases and prints them as that module has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from copilot.answerable.features import COSINES, NAMES
from copilot.answerable.weights import BIAS
from eval.calibrate import model
from eval.calibrate.searched import Searched

SIGNS: Mapping[str, int] = {
    "nearest": 1,
    "opening": 1,
    "whole": 1,
    "covered": 1,
    "introduced": 1,
    "lacking": -1,
    "unnamed": -1,
    "missing": -1,
    "apart": -1,
    "stated": 1,
}
"""What people expect of a feature; the others are free."""
_COUNTS = {"half": 4.0, "demo": 1.5}
"""What a suite counts as a whole; others 1."""

Truth = Callable[[Searched], NDArray[np.bool_]]


def fitted(suites: Sequence[Searched]) -> str:
    """Source text: per kind of document and for the reason of a refusal, with the embedder and without any."""
    embedders = {suite.embedder for suite in suites}
    parts = []
    for embedder, left_out in [*((name, frozenset[str]()) for name in sorted(embedders)), ("", COSINES)]:
        parts.append(f'    "{embedder}": Model(')
        for name, weights in weights_of(suites, left_out).items():
            values = ", ".join(f'"{feature}": {value:.2f}' for feature, value in weights.items() if value)
            parts.append(f"        {name}={{{values}}},")
        parts.append("    ),")
    return "\n".join(["MODELS = {", *parts, "}"])


def weights_of(suites: Sequence[Searched], left_out: frozenset[str]) -> dict[str, dict[str, float]]:
    """By the fields of Model. left_out: features that are not to be used."""
    talk = NAMES.index("talk")
    return {
        "page": _weights(suites, left_out, lambda s: s.answerable, lambda s: s.values[:, talk] == 0),
        "talk": _weights(suites, left_out, lambda s: s.answerable, lambda s: s.values[:, talk] == 1),
        "on_topic": _weights(
            [s for s in suites if _tells_topic(s)], left_out, _on_topic, lambda s: np.ones(len(s.cases), bool)
        ),
    }


def _weights(suites: Sequence[Searched], left_out: frozenset[str], truth: Truth, among: Truth) -> dict[str, float]:
    values, truths, counts = [], [], []
    for suite in suites:
        used = suite.fitted_on & among(suite)
        values.append(suite.values[used])
        truths.append(truth(suite)[used])
        counts.append(np.full(used.sum(), _COUNTS.get(suite.name, 1.0) / max(int(suite.fitted_on.sum()), 1)))
    table = np.concatenate(values) * [name not in left_out for name in NAMES]
    found = model.fit(table, np.concatenate(truths), np.concatenate(counts), [SIGNS.get(name, 0) for name in NAMES])
    return dict(zip((*NAMES, BIAS), found.tolist(), strict=True))


def _tells_topic(suite: Searched) -> bool:
    """Whether all its questions are about what its sources are about, or none."""
    return suite.name == "half" or bool(suite.answerable.all() or not suite.answerable.any())


def _on_topic(suite: Searched) -> NDArray[np.bool_]:
    return np.full(len(suite.cases), suite.answerable.any())
