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
    "section": 1,
    "whole": 1,
    "covered": 1,
    "begun": 1,
    "unnamed": -1,
    "missing": -1,
    "apart": -1,
    "stated": 1,
}
"""What people expect of a feature; the others are free."""
_COUNTS: Mapping[str, Mapping[str, float]] = {
    "page": {
        "half": 8,
        "nl_policyqa_distracted": 1,
        "demo": 1.5,
        "guard_policyqa": 0.7,
        "nl_policyqa": 0.5,
        "mixed": 0.5,
        "guard_mixed": 0.5,
        "typos_clean": 0.3,
    },
    "talk": {
        "guard_stackfaq": 4,
        "demo": 2.5,
        "email_qa": 2,
        "guard_mixed": 3,
        "stackfaq": 1,
        "mixed_stackfaq": 0.5,
    },
    "abroad": {
        "guard_policyqa": 6,
        "guard_stackfaq": 4,
        "guard_mixed": 6,
        "demo": 2,
        "translations": 1.5,
        "typos_clean": 0.3,
    },
}
"""What a suite counts for documents of a kind, however many cases it has there; your own count 1."""
_SURE = 0.85
"""The greatest probability without cosines: confidence is medium at most."""
_LENIENT = 4.0
"""How much more an answerable question counts without cosines: who has only words to go by refuses less."""

_COUNTED = frozenset(name for counts in _COUNTS.values() for name in counts)

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
        if left_out:
            parts.append(f"        most={_SURE},")
        parts.append("    ),")
    return "\n".join(["MODELS = {", *parts, "}"])


def weights_of(suites: Sequence[Searched], left_out: frozenset[str]) -> dict[str, dict[str, float]]:
    """By the fields of Model. left_out: features that are not to be used."""
    lenient = _LENIENT if left_out else 1.0
    telling = [suite for suite in suites if _tells_topic(suite)]
    return {
        **{kind: _weights(suites, left_out, lambda s: s.answerable, kind, lenient) for kind in _COUNTS},
        "on_topic": _weights(telling, left_out, _on_topic, "", 1.0),
    }


def _kinds(suite: Searched) -> NDArray[np.str_]:
    """Shape (cases,): by what a case is judged."""
    talk, abroad = (suite.values[:, NAMES.index(name)] == 1 for name in ("talk", "abroad"))
    return np.where(abroad, "abroad", np.where(talk, "talk", "page"))


def _weights(
    suites: Sequence[Searched], left_out: frozenset[str], truth: Truth, kind: str, lenient: float
) -> dict[str, float]:
    """kind: "" for all of them."""
    values, truths, counts = [], [], []
    for suite in suites:
        used = suite.fitted_on & ((_kinds(suite) == kind) | (not kind))
        answered = truth(suite)[used]
        values.append(suite.values[used])
        truths.append(answered)
        known = suite.name in _COUNTED
        share = (_COUNTS[kind].get(suite.name, 0.0) if known else 1.0) if kind else 1.0
        counts.append(share / max(int(used.sum()), 1) * np.where(answered, lenient, 1.0))
    table = np.concatenate(values) * [name not in left_out for name in NAMES]
    found = model.fit(table, np.concatenate(truths), np.concatenate(counts), [SIGNS.get(name, 0) for name in NAMES])
    return dict(zip((*NAMES, BIAS), found.tolist(), strict=True))


def _tells_topic(suite: Searched) -> bool:
    """Whether all its questions are about what its sources are about, or none."""
    return suite.name == "half" or bool(suite.answerable.all() or not suite.answerable.any())


def _on_topic(suite: Searched) -> NDArray[np.bool_]:
    return np.full(len(suite.cases), suite.answerable.any())
