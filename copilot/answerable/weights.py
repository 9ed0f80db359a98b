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
            "nearest": 37.37,
            "whole": 49.95,
            "around": -20.42,
            "covered": 4.06,
            "begun": 1.07,
            "length": 1.94,
            "unnamed": -0.28,
            "missing": -4.01,
            "apart": -5.12,
            "tidy": -1.64,
            "bias": -65.09,
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
            "section": 20.78,
            "whole": 54.72,
            "around": -48.93,
            "length": 2.59,
            "unnamed": -2.00,
            "missing": -4.02,
            "apart": -2.21,
            "tidy": 1.40,
            "talk": 0.15,
            "bias": -28.19,
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
            "covered": 4.70,
            "begun": 4.50,
            "length": 2.61,
            "unnamed": -0.94,
            "missing": -4.91,
            "apart": -5.60,
            "tidy": -0.90,
            "bias": -8.09,
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
            "length": 3.13,
            "unnamed": -2.84,
            "missing": -5.74,
            "apart": -2.25,
            "tidy": 1.82,
            "talk": 0.04,
            "bias": -6.19,
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
