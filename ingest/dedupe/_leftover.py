"""What two bags of words do not share once typos and synonyms are paired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from copilot.core.text import STOPWORDS
from ingest.dedupe._facts import ANTONYMS, PREFIXES, SYNONYMS, is_fact

_TYPO_SHARE = 0.25
_HEAD = 3
"""Letters in which two compounds with the same last word must begin at least to name two things."""
_PAIRED = 10_000
"""Pairs of words beyond which no typos are looked for: these texts share too little."""


def content(words: Sequence[str]) -> Counter[str]:
    return Counter(w for w in words if w not in STOPWORDS)


def left_over(a: Counter[str], b: Counter[str]) -> tuple[Counter[str], Counter[str], bool]:
    """What either side has alone after equal words and typos are paired; whether a word became its opposite."""
    left_a, left_b, opposite = unpaired(a, b)
    opposite |= any(len(pair & left_a.keys()) == 1 and len(pair & left_b.keys()) == 1 for pair in ANTONYMS)
    return left_a, left_b, opposite


def unpaired(a: Counter[str], b: Counter[str]) -> tuple[Counter[str], Counter[str], bool]:
    left_a, left_b = a - b, b - a
    opposite = False
    if len(left_a) * len(left_b) > _PAIRED:
        return left_a, left_b, opposite
    for word in sorted(left_a):
        for other in sorted(left_b):
            if left_b[other] <= 0:
                continue
            if _is_opposite(word, other):
                opposite = True
            elif _is_typo(word, other) or any(word in s and other in s for s in SYNONYMS):
                paired = min(left_a[word], left_b[other])
                left_a[word] -= paired
                left_b[other] -= paired
                if not left_a[word]:
                    break
    return +left_a, +left_b, opposite


def _is_typo(a: str, b: str) -> bool:
    """Whether one word is the other, mistyped."""
    if is_fact(a) or is_fact(b):
        return False
    allowed = 1 if len(a) < 8 else max(1, int(len(a) * _TYPO_SHARE) - 1)
    return min(len(a), len(b)) >= 3 and OSA.distance(a, b, score_cutoff=min(2, allowed)) <= min(2, allowed)


def _is_opposite(a: str, b: str) -> bool:
    """Whether two words differ in a beginning that turns the meaning, or names two things: zomer- and winterbanden."""
    if a[-4:] != b[-4:] or len(a) < 5 or len(b) < 5:
        return False
    shared = 4
    while shared < min(len(a), len(b)) and a[-1 - shared] == b[-1 - shared]:
        shared += 1
    heads = a[: len(a) - shared], b[: len(b) - shared]
    if min(map(len, heads)) >= _HEAD and not _is_typo(a, b):
        return True
    # "gepland" and "ingepland" are one verb.
    return frozenset(heads) in PREFIXES and not (min(a, b, key=len).startswith("ge") and "" in heads)
