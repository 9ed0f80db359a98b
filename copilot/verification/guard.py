"""What must stand in a passage letter for letter, whatever else does: codes, links, mail addresses, markup.

An invented code misleads, and an invented link is how an obeyed injection gets out.
"""

from __future__ import annotations

from collections.abc import Iterator

from copilot.core import text as txt
from copilot.fact.names import ADDRESS
from copilot.verification.reading import plain


def intruders(sentence: str, text: str) -> Iterator[str]:
    """In words: each code and address of the sentence that the text does not have."""
    sentence, text = plain(sentence), plain(text)
    if missing := sorted(_addresses(sentence) - _addresses(text)):
        yield f"address {missing[0]!r} is not in the passage"
    codes = {word.lower() for word in txt.words(sentence) if _is_code(word)}
    if codes:
        held = {piece.lower() for word in txt.words(text) for piece in (word, *word.split("/"))}
        yield from (f"code {code!r} is not in the passage" for code in sorted(codes - held))


def _is_code(word: str) -> bool:
    """E-17, INC-DUB; numbers and dates are compared as facts."""
    has_letter = any(c.isalpha() for c in word)
    return "-" in word and word != "E-MAIL" and word.isupper() and has_letter


def _addresses(text: str) -> set[str]:
    """Without the punctuation that follows them."""
    return {found.rstrip(".,:;!?)]}>\"'’”") for found in ADDRESS.findall(text.lower())}
