"""When two words say the same: forms of one word, parts of a compound, or words of one group of the lexicon."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from copilot.core import text as txt
from copilot.verification.glue import GLUE
from copilot.verification.lexicon import GROUPS

_LONGEST = 40
"""Letters; what is longer is no word."""
_SUFFIXES = (*("heden", "ingen", "tjes", "tje", "heid", "ing", "ies", "ied", "ens", "en", "ed", "es", "'s", "’s", "e"),)
PARTICLES = "aan|achter|af|bij|binnen|door|in|mee|na|om|onder|op|over|samen|terug|toe|uit|vast|voor|weg"
_PARTICIPLE = re.compile(rf"((?:{PARTICLES})?)ge(\w{{3,}}?)(d|t|en)")
_SEPARABLE = re.compile(rf"(?:{PARTICLES})(?:te)?(?=\w{{3}})")
_NEGATIVE = re.compile(r"(?:on|un|in|im|ir|il|non|niet|dis)-?(?=\w{4})")
_ENDING = 3
"""Letters that may be an ending still."""
_SHORTEST_PART = 4
"""Letters of a part of a compound."""
_TURNING = re.compile(r"(?:ver|be|ont|her|on|mis|un|dis|re|in|im|non|wan|anti|ge|pre|sub|ex)-?")
"""Beginnings that make another word of it: huurder, verhuurder."""


def fold(word: str) -> str:
    """Lower case without accents."""
    return word.lower() if word.isascii() else txt.fold(word)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """betaalt, betalen, betaling -> betal; applies -> apply; running -> run. word: folded."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)] + ("y" if suffix in ("ies", "ied") else "")
            break
    # Twice: the first ending may have hidden another (werkplaatsen, werkplaats).
    for _ in range(2 if word else 0):
        word = re.sub(r"(.)\1", r"\1", word)
        word = word[:-1] + {"v": "f", "z": "s", "y": "i"}.get(word[-1], word[-1])
        if (len(word) > 3 and word[-1] == "s") or (len(word) > 4 and word[-1] in "dt"):
            word = word[:-1]
    return word


@lru_cache(maxsize=8192)
def keys(word: str) -> frozenset[str]:
    """What a folded word may stand for: its stem, without the marks of a participle, and its groups ("=12")."""
    word = word[:_LONGEST]
    forms = {stem(word)}
    if participle := _PARTICIPLE.fullmatch(word):
        rest = participle[1] + participle[2]
        forms |= {stem(rest), stem(rest + participle[3])}
    groups = frozenset(group for form in (word, *forms) for group in _groups().get(form, ()))
    return groups | forms


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Words and their stems -> the groups that they stand in."""
    groups: dict[str, frozenset[str]] = {}
    for number, line in enumerate(GROUPS.strip().splitlines()):
        for word in line.split():
            for form in {word, stem(word)}:
                groups[form] = groups.get(form, frozenset()) | {f"={number}"}
    return groups


def is_glue(word: str) -> bool:
    """Whether a folded word carries nothing of its own."""
    return word in GLUE or (len(word) == 1 and word.isalpha())


@lru_cache(maxsize=16384)
def related(claim: str, source: str) -> bool:
    """Whether a folded word of a source, neither of them glue, may say what one of a claim says."""
    return claim == source or not keys(claim).isdisjoint(keys(source)) or _is_form(stem(claim), stem(source))


def _is_form(claim: str, source: str) -> bool:
    """A separated verb (zeg op, opzeggen), a derived word (opzegging, opzeggen), a part of the source's compound."""
    short, long = sorted((claim, source), key=len)
    if len(short) < 3 or short[0].isdigit():
        return False
    separable = _SEPARABLE.match(long)
    if separable and long[separable.end() :] == short:
        return True
    if len(short) >= _SHORTEST_PART and (long.startswith(short) or long.endswith(short)):
        rest = long[len(short) :] if long.startswith(short) else long[: -len(short)]
        if long == claim and len(rest) > _ENDING:
            return False  # the claim is more special than its source: auto, autozitje
        return long.startswith(short) or (len(rest) >= 3 and not _TURNING.fullmatch(rest))
    shared = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= 5 and len(short) - shared <= 2 and len(long) - shared <= 4


def denied(word: str) -> str:
    """The word that a negative beginning turns: onmogelijk -> mogelijk; "" when it has none. word: folded."""
    found = _NEGATIVE.match(word)
    return word[found.end() :] if found else ""
