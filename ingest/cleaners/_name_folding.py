"""Texts in which only the letters count, not their case and accents."""

from __future__ import annotations

import unicodedata


class _Folding(dict[int, int]):
    """Lower case without accents, one character for one character, so that places stay what they are."""

    def __missing__(self, code: int) -> int:
        special = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "'", "´": "'", "`": "'", "\u2010": "-", "\u2011": "-"}
        char = chr(code).lower()[:1]
        base = special.get(char) or unicodedata.normalize("NFD", char)[:1].lower()[:1] or char
        self[code] = ord(base)
        return self[code]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The text in lower case and without accents; as long as it was."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)
