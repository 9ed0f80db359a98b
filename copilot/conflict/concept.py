"""Words as what they mean, so that statements compare across spelling, compounds and Dutch and English.

A word of the vocabulary gives its concepts; a Dutch compound of two such words gives those of both; any other word
gives its stem. Numbers and units give nothing: they are facts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from copilot.conflict.vocabulary import TABLE
from copilot.core import text as txt
from copilot.core.snapshot.lexical import stem

_GENERIC = frozenset(
    {
        "money",
        "free",
        "date",
        "cost",
        "pay",
        "amount",
        "term",
        "customer",
        "maximum",
        "minimum",
        "hour",
        "day",
        "answer",
    }
    | {"krijg", "gan", "ga", "moet", "mo", "dur", "duur", "lang", "hog", "vel", "long", "much", "high", "take"}
)
"""Concepts that most statements about the asked kind of fact share: they tell little."""

_NOISE_NL = (
    "euro eur cent procent percent dag dagen week weken maand maanden jaar jaren uur uren minuut minuten seconde "
    "seconden werkdag werkdagen kwartaal kwartalen keer maal altijd nu binnen per vanaf sinds tijdens ongeveer "
    "gemiddeld uiterlijk minimaal maximaal hooguit hoogstens tenminste ten minste precies steeds dan goed "
    "zetten kun kunt kunnen mogelijk toegestaan verplicht nodig "
    "beste geachte hallo groet groeten vriendelijke mvg waar ja nee"
)
_NOISE_EN = (
    "euro euros cent percent day days week weeks month months year years hour hours minute minutes second seconds "
    "working business quarter within per from since during about average always now exactly times "
    "possible allowed required needed dear hello regards yes"
)
_NUMBERS = (
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien twintig dertig veertig "
    "vijftig zestig tachtig negentig honderd duizend half halve anderhalf elke ieder iedere "
    "one two three four five six seven eight nine ten eleven twelve fourteen fifteen twenty thirty forty fifty sixty "
    "ninety hundred thousand each every "
    "januari februari maart april mei juni juli augustus september oktober november december "
    "january february march may june july august october"
)
_NOISE = frozenset(f"{_NOISE_NL} {_NOISE_EN} {_NUMBERS}".split())


_DOUBLE = re.compile(r"([aeou])\1")


def _root(word: str, language: str) -> str:
    """The same for all forms of a word: blokkeert, geblokkeerd and blokkeren."""
    root = stem(word, language) or word
    if language == "nl":
        root = _DOUBLE.sub(r"\1", root[:-1] if len(root) > 4 and root[-1] in "dt" else root)
    return root


def _read(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in table.strip().splitlines():
        names, _, words = line.partition(":")
        concepts = frozenset(names.split(","))
        for word in words.split():
            for language in ("nl", "en"):
                found.setdefault(f"{language} {_root(txt.fold(word), language)}", concepts)
            found[txt.fold(word)] = concepts
    return found


_OF = _read(TABLE)
_KNOWN = frozenset[str]().union(*_OF.values())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST = 3
"""Letters of a half of a compound."""


@lru_cache(maxsize=1 << 15)
def _concepts(written: str, language: str) -> frozenset[str]:
    word = txt.fold(written)
    if word in txt.STOPWORDS or word in _NOISE:
        return frozenset()
    root = _root(word, language)
    known = _OF.get(word) or _OF.get(f"{language} {root}")
    if known is not None:
        return known
    if "-" in word:
        return frozenset().union(*(_concepts(half, language) for half in word.split("-") if half))
    for cut in range(len(word) - _SHORTEST, _SHORTEST - 1, -1) if language != "en" else ():
        tail = _OF.get(word[cut:])
        head = _OF.get(word[:cut]) or _OF.get(word[:cut].rstrip("s"))
        if tail and head:
            return head | tail
    return frozenset({root})


@lru_cache(maxsize=1 << 12)
def concepts(text: str, language: str) -> frozenset[str]:
    """What the words of a text mean. language: ISO 639-1; any other than Dutch is read as English."""
    language = "nl" if language == "nl" else "en"
    return frozenset[str]().union(*(_concepts(word, language) for word in _WORD.findall(text)))


HEADS = frozenset(
    {"fine", "deposit", "bonus", "discount", "refund", "salary", "tax", "interest", "insurance"}
    | {"warranty", "coolingoff", "delay", "reminder", "voucher"}
)
"""Concepts that say which amount or term it is: a fine is not a price."""


def translatable(found: frozenset[str]) -> frozenset[str]:
    """Those that a text in the other language would have too."""
    return found & _KNOWN


def weight(concept: str) -> float:
    """How much a concept tells about what a statement is about, in (0, 1]."""
    return 0.3 if concept in _GENERIC else 1.0


def weigh(found: frozenset[str]) -> float:
    return sum(map(weight, found))
