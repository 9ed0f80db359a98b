"""What words stand for in Dutch and English alike: entries of the translations, and groups of the lexicon."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from copilot.verification.phrases import PHRASES
from copilot.verification.sentences import words_of
from copilot.verification.translations import PAIRS
from copilot.verification.words import PARTICLES, keys, stem

_SHORTEST = 3
"""Letters of a part of a compound."""
_LINKS = ("", "s", "en", "e", "n")
"""Between the parts of a compound."""
_PARTICLES = frozenset(PARTICLES.split("|"))
_NONE = frozenset[str]()


def senses(text: str, language: str) -> dict[str, frozenset[str]]:
    """Each folded word of a text with what it may stand for, alone or with another one of the text.

    "schrijven we het af" has afschrijven, "front garden" has voortuin. language: nl or en.
    """
    words = words_of(text)
    apart = [word for word in words if word in _PARTICLES] if language == "nl" else []
    found = {word: of(word, language).union(*(of(particle + word, language) for particle in apart)) for word in words}
    for pair in pairwise(words) if language == "en" else ():
        both = _entries(language).get("_".join(map(stem, pair)), _NONE)
        for word in pair:
            found[word] |= both
    return found


@lru_cache(maxsize=16384)
def of(word: str, language: str) -> frozenset[str]:
    """What a folded word stands for by itself; nothing when it is not known. language: nl or en."""
    is_inflected = language == "nl" and word[-1:] in ("t", "e") and len(word) > _SHORTEST
    forms = keys(word) | (keys(word[:-1]) if is_inflected else _NONE)
    entries = _entries(language)
    return _NONE.union(*(entries.get(form, _NONE) for form in (word, *forms))) | {f for f in forms if f[0] == "="}


@lru_cache(maxsize=16384)
def compound(word: str, language: str) -> tuple[str, ...]:
    """The two known parts of a Dutch word, its linking letters left out; none when it has no such parts."""
    if language != "nl" or len(word) < 2 * _SHORTEST:
        return ()
    for at in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        first, last = word[:at], word[at:]
        for link in _LINKS if of(last, language) else ():
            bare = first.removesuffix(link)
            if first.endswith(link) and len(bare) >= _SHORTEST and of(bare, language):
                return bare, last
    return ()


@cache
def _entries(language: str) -> dict[str, frozenset[str]]:
    """Words and their stems -> the entries that they stand in."""
    found: dict[str, frozenset[str]] = {}
    for number, entry in enumerate(re.split(r"[|\n]", f"{PAIRS.strip()}\n{PHRASES.strip()}")):
        dutch, english = entry.split("=")
        for word in (dutch if language == "nl" else english).split():
            for form in {word, "_".join(map(stem, word.split("_")))}:
                found[form] = found.get(form, _NONE) | {f"~{number}"}
    return found
