"""The weights of the model, as `python -m eval.calibrate fit` prints them.

Fitted on questions with an even hash only: to halves of the Dutch FAQ pages, to the whole of them, to English FAQ
answers, to the demonstration, to every corpus at once, to single mails, and questions of other trades to each of these.
docs/evaluation.md has the figures on the odd ones. A corpus of another kind, or another embedder: fit it on your own
questions with `python -m eval.calibrate fit SUITE`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

BIAS = "bias"
HIGH, MEDIUM = 0.9, 0.7
"""Probability from which confidence is high, medium: of the questions left out, 97 and 82 in 100 had their answer."""


@dataclass(frozen=True, slots=True)
class Model:
    """By feature, and BIAS; a feature that is not named counts nothing."""

    page: Mapping[str, float]
    """That it is answered, where the best document is a page."""
    talk: Mapping[str, float]
    """The same for a mail, a chat or a ticket."""
    on_topic: Mapping[str, float]
    """That the sources are about it at all."""


MODELS: Mapping[str, Model] = {
    "multilingual-e5-small": Model(
        page={
            "nearest": 27.13,
            "opening": 22.30,
            "whole": 36.24,
            "around": -27.19,
            "covered": 1.85,
            "introduced": 2.07,
            "lacking": -0.49,
            "length": 2.22,
            "abroad": 1.68,
            "missing": -3.92,
            "apart": -3.58,
            "bias": -58.27,
        },
        talk={
            "opening": 34.67,
            "whole": 26.85,
            "around": -19.35,
            "covered": 5.91,
            "introduced": 1.84,
            "length": 3.37,
            "abroad": 2.24,
            "unnamed": -0.35,
            "missing": -3.57,
            "stated": 2.82,
            "bias": -46.33,
        },
        on_topic={
            "nearest": 13.35,
            "opening": 30.95,
            "whole": 21.05,
            "around": -13.71,
            "covered": 3.75,
            "introduced": 2.17,
            "length": 1.23,
            "abroad": -0.65,
            "unnamed": -0.66,
            "missing": -2.37,
            "apart": -0.66,
            "stated": 2.58,
            "talk": -2.55,
            "bias": -46.17,
        },
    ),
    "": Model(
        page={
            "covered": 3.60,
            "introduced": 5.24,
            "lacking": -0.15,
            "length": 2.42,
            "abroad": 1.77,
            "unnamed": -0.64,
            "missing": -3.95,
            "apart": -4.09,
            "bias": -9.32,
        },
        talk={
            "covered": 7.72,
            "introduced": 3.25,
            "lacking": -0.65,
            "length": 4.46,
            "abroad": 1.97,
            "unnamed": -0.88,
            "missing": -4.78,
            "stated": 2.42,
            "bias": -12.57,
        },
        on_topic={
            "covered": 5.17,
            "introduced": 4.81,
            "lacking": -0.46,
            "length": 2.31,
            "abroad": -0.92,
            "unnamed": -1.18,
            "missing": -1.93,
            "apart": -0.39,
            "stated": 4.61,
            "talk": -1.66,
            "bias": -5.38,
        },
    ),
}
"""By embedder; "" is for one that nobody has fitted, whose cosines say nothing."""


def of(embedder: str) -> Model:
    return MODELS.get(embedder, MODELS[""])
