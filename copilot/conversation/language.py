"""The language in which somebody wants the answer."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.core import text as txt
from copilot.core.types import Turn

_SHORT = 4
"""Words below which a question does not tell its language: "en de prijs?", "ok, price?", "12 months?"."""
_CERTAIN = 0.9


def answer_language(question: str, conversation: Sequence[Turn], given: str = "") -> str:
    """ISO 639-1 code: the one that is given, else the question's own where it is clear, else that of the talk.

    Of the talk the customer's last words count first, then the agent's.
    """
    if given:
        return given
    said = [turn.text for turn in reversed(conversation) if turn.role == "customer"]
    replied = [turn.text for turn in reversed(conversation) if turn.role != "customer"]
    for text in (question, *said, *replied):
        if language := _clear(text):
            return language
    return txt.language(" ".join([*reversed(said), question]))


def _clear(text: str) -> str:
    """The language of a text that is long enough to tell it, else ""."""
    if sum(word.isalpha() for word in txt.words(text)) < _SHORT:
        return ""
    return txt.language(text, default="", certainty=_CERTAIN)
