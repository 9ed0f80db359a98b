"""How texts are made comparable: markers off, lower case, no markup, no punctuation but inside numbers and codes."""

from __future__ import annotations

import re
import unicodedata

from eval.metrics import Outcome

_MARKER = re.compile(r"\s*\[\d+\]")
_MARKUP = re.compile(r"[*_`~#|]+")
# A comma in 7,50 or a hyphen in E-17 tells values apart; at the edge of a word it tells nothing.
_TOKEN = re.compile(r"\w+(?:[.,:/-](?=\w*\d)\w+|(?<=\d)[-/]\w+)*|[€$£%]")


def unmarked(text: str) -> str:
    """The text without its [n] markers."""
    return _MARKER.sub("", text).strip()


def tokens(text: str) -> list[str]:
    """Comparable words of a text: 'Betaal **7,50 euro**. [1]' -> ['betaal', '7,50', 'euro']."""
    plain = _MARKUP.sub("", unmarked(unicodedata.normalize("NFKC", text))).lower()
    return _TOKEN.findall(plain)


def comparable(outcome: Outcome) -> tuple[str, str] | None:
    """(gold answer, given answer) of an answerable case that has a gold answer; the given one is "" when refused.

    None when there is nothing to compare: an unanswerable case, no gold answer, or no answer was asked for.
    """
    gold = outcome.case.answer
    if not outcome.case.answerable or not gold or outcome.status == "not_asked":
        return None
    return gold, outcome.answer.text if outcome.answer else ""
