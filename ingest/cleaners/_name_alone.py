"""Tells whether a given name or surname that stands alone in running text is meant as a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.cleaners._name_folding import folded
from ingest.cleaners._name_words import FUNCTION, NO_NAMES, ORDINARY, PARTICLES, TIMES
from ingest.cleaners._salutations import VOCATIVE

_NEXT = re.compile(r"[ \t\u00a0]([^\W\d_]+)")
_TECHNICAL = frozenset("/\\.#$=`'’<")
_TECHNICAL_AFTER = re.compile(r"['’](?!s\b)\w|[.(=/\\:][\w(]| ?=|::|`")
_SEEN = 24
_SENTENCE_ENDS = frozenset(".!?\n")
_BEGINNINGS = frozenset(".!?:;>*•-–—(\"'“‘[")


class Alone:
    def __init__(self, texts: Iterable[str]) -> None:
        """texts: of the whole document; what they also write small is an ordinary word there."""
        self._small: dict[str, bool] = {}
        self._texts = tuple(texts)

    def is_name(self, text: str, start: int, end: int) -> bool:
        written = text[start:end]
        before, after = text[max(0, start - _SEEN) : start], text[end : end + 24]
        if before.endswith("@"):
            return True
        low = folded(written)
        if not _is_capitalised(written) or (low in TIMES and low not in ORDINARY):
            return False
        if before[-1:] in _TECHNICAL or _TECHNICAL_AFTER.match(after):
            return False
        follows = _NEXT.match(after)
        if follows is not None and follows[1][0].isupper() and folded(follows[1]) not in FUNCTION:
            return False
        last, begins, opens = _before(before)
        is_word = self._is_word(low)
        stands_out = last[:1].isupper() and not (begins or (opens and not is_word and last[1:].islower()))
        if not is_word and not stands_out:
            return True
        addressed = VOCATIVE.search(before) is not None
        if stands_out and not addressed and folded(last) not in NO_NAMES | PARTICLES:
            return False
        if not is_word:
            return True
        closed = after[:1] in (",", ".", "!", "?", "\n", "", ")")
        if closed and addressed:
            return True
        spoken = closed and before.endswith(", ")
        inside = bool(last) and not begins and not last[:1].isdigit() and not after[:2].strip().isdigit()
        return (spoken or inside) and low not in TIMES and not (last[:1].isupper() and last.isupper())

    def _is_word(self, low: str) -> bool:
        words = [word for word in low.split() if word not in PARTICLES]
        if len(words) != 1 or len(low.split()) > 1:
            return False
        if words[0] in ORDINARY or words[0] in NO_NAMES or len(words[0]) < 3:
            return True
        if words[0] not in self._small:
            self._small[words[0]] = any(_stands_in(text, words[0]) for text in self._texts)
        return self._small[words[0]]


def _before(text: str) -> tuple[str, bool, bool]:
    """(the word that ends this text, whether a sentence or a line begins behind it, whether that word begins one)."""
    bare = text.rstrip(" \t\u00a0\r\n")
    if not bare or "\n" in text[len(bare) :] or bare[-1] in _BEGINNINGS:
        return "", True, False
    at = len(bare)
    while at and bare[at - 1].isalnum():
        at -= 1
    above = bare[:at].rstrip(" \t")
    opens = (len(text) < _SEEN and not above) or above[-1:] in _SENTENCE_ENDS
    return (bare[at:] if len(bare) < len(text) else ""), False, bool(opens)


def _stands_in(text: str, word: str) -> bool:
    """Whether the text writes this word small, and not in an address or a path."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 2]
        joined = after[:1] in (".", "/", "-") and after[1:].isalnum()
        longer = before.isalnum() or before in ("@", "_", ".", "/", "-") or after[:1].isalnum()
        if not (joined or longer or after[:1] in ("@", "_")):
            return True
        at = text.find(word, at + len(word))
    return False


def _is_capitalised(written: str) -> bool:
    """Whether its last word has a capital: "Jan", "van den Berg", "JAN"."""
    last = written.split()[-1:]
    return bool(last) and last[0][:1].isupper()
