"""What the weights in use do with the cases they were not fitted on: shares with intervals, and reliability."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from copilot.answerable import Judgement, confidence, judged
from copilot.answerable.features import Features
from eval import svg
from eval.calibrate import model
from eval.calibrate.searched import Searched

_EDGES = [step / 10 for step in range(11)]


def table(suites: Sequence[Searched]) -> str:
    """Lines of text: refusals by suite, then reliability over all of them."""
    lines = [
        f"{'suite':<36}{'refused of unanswerable':>32}{'answered of answerable':>32}{'right refusals':>32}  reasons"
    ]
    for suite in suites:
        lines += _of_suite(suite)
    lines += ["", f"{'confidence':<16}{'answers rightly given':>34}"]
    lines += [f"{word:<16}{_share(right, n):>34}" for word, right, n in _words(suites)]
    lines += ["", "probability   holds the answer"]
    for mean, _, right, n in model.reliability(*_all(suites), _EDGES):
        lines.append(f"{mean:<14.2f}{_share(right, n)}")
    return "\n".join(lines)


def plot(suites: Sequence[Searched]) -> str:
    """SVG: share of the cases that hold the answer by their probability, beside the diagonal."""
    axis = svg.Axis(0.0, 1.0)
    panel = svg.Panel("probability and share of the cases whose sources hold the answer", 60, 50, 420, 420, axis, axis)
    points = [(mean, share) for mean, share, _, _ in model.reliability(*_all(suites), _EDGES)]
    drawn = [*panel.frame(), *panel.curve([(0, 0), (1, 1)], "#888", dashed=True, dots=False)]
    return svg.picture("Reliability", 520, 520, [*drawn, *panel.curve(points, "#0b66c3")])


def _judged(suite: Searched) -> list[Judgement]:
    return [judged(Features(*row), suite.embedder) for row in suite.values]


def _of_suite(suite: Searched) -> Iterator[str]:
    judgements = _judged(suite)
    threshold = suite.copilot.settings.answers.threshold
    refused = np.array([judgement.probability < threshold for judgement in judgements])
    for half, cases in (("", ~suite.fitted_on), (" (fitted on)", suite.fitted_on)):
        no, yes = cases & ~suite.answerable, cases & suite.answerable
        reasons = Counter(judgements[at].reason for at in np.flatnonzero(no & refused))
        told = ", ".join(f"{reason} {count}" for reason, count in reasons.most_common())
        shares = [(refused & no, no), (~refused & yes, yes), (refused & no, refused & cases)]
        cells = "".join(f"{_share(int(part.sum()), int(whole.sum())):>32}" for part, whole in shares)
        yield f"{suite.name + half:<36}{cells}  {told}"


def _words(suites: Sequence[Searched]) -> Iterator[tuple[str, int, int]]:
    probability, truth = _all(suites)
    threshold = min(suite.copilot.settings.answers.threshold for suite in suites)
    words = np.array([confidence(p) if p >= threshold else "" for p in probability])
    for word in ("high", "medium", "low"):
        yield word, int(truth[words == word].sum()), int((words == word).sum())


def _all(suites: Sequence[Searched]) -> tuple[model.Column, model.Truth]:
    """(probability, whether the sources hold the answer) of the cases that were not fitted on."""
    probability = [j.probability for s in suites for j, seen in zip(_judged(s), s.fitted_on, strict=True) if not seen]
    return np.array(probability), np.concatenate([s.answerable[~s.fitted_on] for s in suites])


def _share(right: int, total: int) -> str:
    low, high = model.wilson(right, total)
    return f"{right / total:.3f} ({low:.3f} to {high:.3f}), n {total}" if total else "-"
