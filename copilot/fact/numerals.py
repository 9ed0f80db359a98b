"""Numbers as they are written: 1.250,50, 1,250.50, 2024, drie, vijfendertig, twenty-five, anderhalf, 2,5 miljoen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple


class Numeral(NamedTuple):
    """text[start:end] is the number."""

    value: float
    start: int
    end: int
    is_word: bool
    is_ordinal: bool = False


_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.])|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:[.,]\d+)?)"
    r"(?P<ordinal>(?:e|de|ste|st|nd|rd|th)\b)?"
    r"|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)"
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_FRACTION = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_SCALES = {
    "honderd": 1e2,
    "hundred": 1e2,
    "duizend": 1e3,
    "thousand": 1e3,
    "miljoen": 1e6,
    "million": 1e6,
    "mln": 1e6,
    "miljard": 1e9,
    "billion": 1e9,
}
_DUTCH = (
    "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
)
_DUTCH_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_DUTCH_ORDINALS = "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde"
_ENGLISH_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_OTHERS = {
    "anderhalf": 1.5,
    "anderhalve": 1.5,
    "half": 0.5,
    "halve": 0.5,
    "dozijn": 12,
    "dozen": 12,
    "tweemaal": 2,
    "driemaal": 3,
    "viermaal": 4,
    "vijfmaal": 5,
    "twice": 2,
    "thrice": 3,
    "tweeën": 2,
    "drieën": 3,
}
_UNSURE = frozenset({"one", "second"})
"""Words that mostly are no number; whoever finds a unit behind "one" counts it."""
_DUTCH_TEN = re.compile(
    r"\s+(?:minste|hoogste|eerste|tweede|derde|opzichte|aanzien|onrechte|behoeve|gevolge|laste|name|slotte|dele|gunste"
    r"|tijde|einde|onder|noorden|oosten|zuiden|westen|zeerste|volle|goede)\b",
    re.IGNORECASE,
)
"""What follows a "ten" that is no English number."""
_JOINED = re.compile(r"\s+(?:and\s+|en\s+)?")


def numerals(text: str) -> Iterator[Numeral]:
    """Every number of the text, in order. "een" and "a" are articles here."""
    words, ordinals = _words(), _ordinals()
    pending: Numeral | None = None
    for match in _TOKEN.finditer(text):
        found = _numeral(match, words, ordinals, pending)
        if found is None:
            continue
        joined = pending and _joined(text, pending, found, match)
        if joined:
            pending = joined
            continue
        if pending:
            yield pending
        pending = found if match.lastgroup != "word" or match["word"].lower() not in _SCALES else _scale(match)
    if pending:
        yield pending


def _numeral(
    match: re.Match[str], words: dict[str, float], ordinals: dict[str, float], pending: Numeral | None
) -> Numeral | None:
    start, end = match.span()
    if match["digits"]:
        return Numeral(_value(match["digits"]), start, end, False, bool(match["ordinal"]))
    word = match["word"].lower()
    if word == "ten" and _DUTCH_TEN.match(match.string, end):
        return None
    if word in _UNSURE and not (pending and pending.is_word and start - pending.end <= 1):
        return None
    if word in words:
        return Numeral(words[word], start, end, True)
    if word in ordinals:
        return Numeral(ordinals[word], start, end, True, True)
    return Numeral(_SCALES[word], start, end, True) if word in _SCALES else None


def _scale(match: re.Match[str]) -> Numeral:
    return Numeral(_SCALES[match["word"].lower()], *match.span(), True)


def _joined(text: str, before: Numeral, found: Numeral, match: re.Match[str]) -> Numeral | None:
    """One number of two: "2,5 miljoen", "two hundred", "twenty five", "one hundred and twenty"."""
    between = text[before.end : found.start]
    if before.is_ordinal or not _JOINED.fullmatch(between):
        return None
    if match["word"] and match["word"].lower() in _SCALES:
        return Numeral(before.value * found.value, before.start, found.end, before.is_word) if between == " " else None
    is_rest = before.value >= 100 and before.value % 100 == 0 and found.value < 100 and found.is_word
    is_unit = before.value in range(20, 100, 10) and 1 <= found.value <= 9 and between == " "
    if before.is_word and found.is_word and (is_rest or is_unit):
        return Numeral(before.value + found.value, before.start, found.end, True, found.is_ordinal)
    return None


def _value(digits: str) -> float:
    """Three digits behind a separator are thousands, unless a nought stands alone before it."""
    if _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        separator = next(c for c in digits if not c.isdigit())
        return float(digits.replace(separator, "").replace(",", "."))
    return float(digits.replace(",", "."))


@cache
def _words() -> dict[str, float]:
    """Dutch compounds to 999 and their thousands, English ones to 99, and others."""
    english, english_tens = _ENGLISH.split(), _ENGLISH_TENS.split()
    words = {word: float(n) for n, word in enumerate(english)} | _OTHERS
    for ten, name in enumerate(english_tens, 2):
        words |= {f"{name}-{one}": ten * 10.0 + n for n, one in enumerate(english[1:10], 1)} | {name: ten * 10.0}
    dutch = _dutch_below_hundred()
    hundreds = {"honderd": 100} | {f"{dutch[n]}honderd": n * 100 for n in range(2, 20)}
    below = [(word, n) for n, word in dutch.items() if n]
    words |= {word: float(n) for n, word in dutch.items()}
    for name, size in hundreds.items():
        words |= {name: float(size)} | {
            f"{name}{link}{word}": float(size + n) for word, n in below for link in ("", "en")
        }
    words |= {f"{word}duizend": n * 1000.0 for word, n in chain(below, hundreds.items())}
    for scale in _SCALES:
        words.pop(scale, None)
    return words


def _dutch_below_hundred() -> dict[int, str]:
    names = dict(enumerate(_DUTCH.split()))
    for ten, name in enumerate(_DUTCH_TENS.split(), 2):
        names[ten * 10] = name
        for n in range(1, 10):
            one = "een" if n == 1 else names[n]
            names[ten * 10 + n] = f"{one}{'ën' if one.endswith('e') else 'en'}{name}"
    return names


@cache
def _ordinals() -> dict[str, float]:
    pairs = chain(enumerate(_DUTCH_ORDINALS.split(), 1), enumerate(_ENGLISH_ORDINALS.split(), 1))
    named = {word: float(n) for n, word in pairs if word not in _UNSURE}
    compounds = {
        f"{word}{'ste' if n >= 20 or n == 8 else 'de'}": float(n)
        for n, word in _dutch_below_hundred().items()
        if n > 12
    }
    return named | compounds


def fraction(character: str) -> float:
    """0.5 for "½"; 0 for what is no fraction."""
    return _FRACTION.get(character, 0.0)
