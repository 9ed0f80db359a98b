"""The weights of the model, as `python -m eval.calibrate fit` prints them.

Fitted on questions with an even hash only: to halves of the Dutch FAQ pages, to the whole of them, to English FAQ
answers, to the demonstration, to every corpus at once, to single mails, and questions of other trades to each of these.
docs/answers.md has the figures on the odd ones. A corpus of another kind, or another embedder: fit it on your own
questions with `python -m eval.calibrate fit SUITE`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

BIAS = "bias"
HIGH, MEDIUM = 0.9, 0.7
"""Probability from which confidence is high, medium: of the questions left out, 97 and 89 in 100 had their answer."""


@dataclass(frozen=True, slots=True)
class Model:
    """By feature, and BIAS; a feature that is not named counts nothing."""

    page: Mapping[str, float]
    """That it is answered, where the best document is a page in the language of the question."""
    talk: Mapping[str, float]
    """The same for a mail, a chat or a ticket."""
    abroad: Mapping[str, float]
    """The same for a document of either kind in another language."""
    on_topic: Mapping[str, float]
    """That the sources are about it at all."""
    most: float = 1.0
    """The greatest probability that it gives: who has only words to go by is never sure."""


MODELS: Mapping[str, Model] = {
    "multilingual-e5-small": Model(
        page={
            "nearest": 29.71,
            "whole": 51.92,
            "around": -15.43,
            "covered": 4.51,
            "begun": 0.53,
            "length": 2.20,
            "unnamed": -0.05,
            "missing": -4.01,
            "apart": -2.27,
            "tidy": -1.25,
            "bias": -65.00,
        },
        talk={
            "nearest": 20.05,
            "section": 30.30,
            "whole": 30.70,
            "around": -40.11,
            "covered": 7.77,
            "length": 2.82,
            "unnamed": -0.57,
            "missing": -3.74,
            "apart": -1.48,
            "stated": 1.74,
            "tidy": -0.83,
            "bias": -45.22,
        },
        abroad={
            "section": 16.66,
            "whole": 53.37,
            "around": -48.32,
            "covered": 1.93,
            "begun": 2.62,
            "length": 2.84,
            "unnamed": -1.89,
            "missing": -3.79,
            "apart": -2.03,
            "tidy": 1.20,
            "talk": 0.33,
            "bias": -25.44,
        },
        on_topic={
            "nearest": 31.51,
            "section": 23.31,
            "whole": 38.24,
            "around": -48.92,
            "covered": 3.75,
            "begun": 0.96,
            "length": 2.60,
            "abroad": 2.11,
            "unnamed": -1.23,
            "missing": -3.36,
            "apart": -2.63,
            "stated": 1.05,
            "tidy": 2.46,
            "talk": -0.75,
            "bias": -45.61,
        },
    ),
    "": Model(
        page={
            "covered": 4.87,
            "begun": 4.05,
            "length": 2.90,
            "unnamed": -0.84,
            "missing": -5.03,
            "apart": -5.07,
            "tidy": -0.67,
            "bias": -8.44,
        },
        talk={
            "covered": 9.49,
            "begun": 2.06,
            "length": 4.44,
            "unnamed": -0.79,
            "missing": -5.22,
            "apart": -1.68,
            "stated": 2.74,
            "tidy": -0.45,
            "bias": -13.06,
        },
        abroad={
            "covered": 4.84,
            "begun": 1.15,
            "length": 3.32,
            "unnamed": -2.64,
            "missing": -5.37,
            "apart": -2.05,
            "tidy": 1.71,
            "talk": 0.03,
            "bias": -7.73,
        },
        on_topic={
            "covered": 5.38,
            "begun": 3.53,
            "length": 3.35,
            "abroad": 1.25,
            "unnamed": -1.70,
            "missing": -3.84,
            "apart": -2.14,
            "stated": 0.76,
            "tidy": 2.51,
            "talk": -0.32,
            "bias": -10.05,
        },
        most=0.85,
    ),
}
"""By embedder; "" is for one that nobody has fitted, whose cosines say nothing."""


def of(embedder: str) -> Model:
    return MODELS.get(embedder, MODELS[""])
