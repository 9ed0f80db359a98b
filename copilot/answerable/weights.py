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
"""Probability from which confidence is high, medium: of the questions left out, 97 and 86 in 100 had their answer."""


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
            "nearest": 35.68,
            "whole": 49.54,
            "around": -17.30,
            "covered": 4.23,
            "begun": 0.87,
            "length": 2.00,
            "unnamed": -0.22,
            "missing": -4.03,
            "apart": -5.06,
            "tidy": -1.46,
            "bias": -66.08,
        },
        talk={
            "nearest": 15.57,
            "section": 29.49,
            "whole": 29.51,
            "around": -38.37,
            "covered": 7.97,
            "length": 2.95,
            "unnamed": -0.48,
            "missing": -3.96,
            "apart": -1.96,
            "stated": 1.31,
            "tidy": -0.86,
            "bias": -41.06,
        },
        abroad={
            "section": 20.02,
            "whole": 51.77,
            "around": -46.64,
            "length": 2.59,
            "unnamed": -2.01,
            "missing": -4.33,
            "apart": -2.43,
            "tidy": 1.33,
            "talk": 0.07,
            "bias": -26.65,
        },
        on_topic={
            "nearest": 33.08,
            "section": 24.17,
            "whole": 39.95,
            "around": -52.47,
            "covered": 4.19,
            "begun": 0.67,
            "length": 2.56,
            "abroad": 3.11,
            "unnamed": -1.28,
            "missing": -3.50,
            "apart": -2.69,
            "stated": 0.94,
            "tidy": 2.45,
            "talk": -0.88,
            "bias": -46.13,
        },
    ),
    "": Model(
        page={
            "covered": 4.86,
            "begun": 4.30,
            "length": 2.73,
            "unnamed": -0.91,
            "missing": -5.00,
            "apart": -5.60,
            "tidy": -0.73,
            "bias": -8.32,
        },
        talk={
            "covered": 9.74,
            "begun": 1.86,
            "length": 4.44,
            "unnamed": -0.73,
            "missing": -5.40,
            "apart": -2.06,
            "stated": 2.42,
            "tidy": -0.44,
            "bias": -12.75,
        },
        abroad={
            "length": 3.13,
            "unnamed": -2.91,
            "missing": -6.06,
            "apart": -2.50,
            "tidy": 1.75,
            "talk": -0.08,
            "bias": -5.78,
        },
        on_topic={
            "covered": 6.08,
            "begun": 2.67,
            "length": 3.12,
            "abroad": 2.94,
            "unnamed": -1.75,
            "missing": -3.98,
            "apart": -2.31,
            "stated": 0.66,
            "tidy": 2.49,
            "talk": -0.56,
            "bias": -9.59,
        },
        most=0.85,
    ),
}
"""By embedder; "" is for one that nobody has fitted, whose cosines say nothing."""


def of(embedder: str) -> Model:
    return MODELS.get(embedder, MODELS[""])
