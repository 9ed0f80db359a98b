"""The sentences of a passage, and which of them are read together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from copilot.core import text as txt
from copilot.verification.words import fold, is_glue, keys

_WORD = re.compile(r"\w+(?:[.,:'’-]\w+)*")
_MARK = re.compile(r"^(?:[-*•#>|]+|\d+[.)])\s*")
_LEANING = re.compile(
    r"^(?:[-*•]\s*)?(?:\w+ ){0,3}?(?:dit|dat|deze|die|hij|zij|ze|hen|hun|het|daar\w*|hier\w*|er|dan|zo|it|this|that"
    r"|these|those|they|them|he|she|then|there|such|so|otherwise|anders|ook|also|bovendien|voor)\b",
    re.IGNORECASE,
)
_NEARLY = 0.7
"""Share of a claim's words, in order, that a sentence has of which it is nearly a copy."""
_FEW = 5
"""Words from which that says something."""
_ITEMS = 14
"""Sentences that an introduction ending in a colon may carry."""
_HEADING = 12
"""Words of a line that may be a heading."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a text."""

    text: str
    """Without the line breaks inside, and the mark of a list's item."""
    start: int
    end: int
    """Offsets in the text that was cut."""
    words: tuple[str, ...]
    """Folded, in order."""
    keys: frozenset[str]


def pieces(text: str) -> list[Piece]:
    return [_piece(text, start, end) for start, end in txt.sentences(text)]


def _piece(text: str, start: int, end: int) -> Piece:
    plain = _MARK.sub("", " ".join(text[start:end].split()))
    return Piece(plain, start, end, words_of(plain), content(plain))


def words_of(text: str) -> tuple[str, ...]:
    """Folded, in order."""
    return tuple(fold(word) for word in _WORD.findall(text))


def content(text: str) -> frozenset[str]:
    """What the words of a text may stand for."""
    found = (fold(word) for word in _WORD.findall(text))
    return frozenset[str]().union(*(keys(word) for word in found if not is_glue(word)))


def windows(found: Sequence[Piece], sentence: str, wanted: Sequence[frozenset[str]]) -> list[tuple[int, ...]]:
    """Indexes of sentences that are read together, those that hold most of the wanted words first.

    A sentence alone, with the one before it that it leans on, or with the line that introduces it. Where the claim is
    nearly one of them word for word, that one alone decides: another may not lend it a word.
    """
    words = words_of(sentence)
    shares = [LCSseq.similarity(words, piece.words) / len(words) for piece in found]
    nearest = max(range(len(found)), key=shares.__getitem__, default=-1)
    is_near = nearest >= 0 and shares[nearest] >= _NEARLY and len(words) >= _FEW
    scored = []
    for group in groups(found):
        held = sum(any(not word.isdisjoint(found[i].keys) for i in group) for word in wanted)
        if held and (not is_near or (len(group) == 1 and shares[group[0]] == shares[nearest])):
            scored.append((-held, len(group), -shares[group[-1]], group))
    return [group for *_, group in sorted(scored)]


def groups(found: Sequence[Piece]) -> Iterator[tuple[int, ...]]:
    introduction = -1
    for i, piece in enumerate(found):
        yield (i,)
        if i and (_LEANING.match(piece.text) or found[i - 1].text.endswith("?")):
            yield i - 1, i
        if 0 <= introduction < i - 1 and i - introduction <= _ITEMS:
            yield introduction, i
        elif introduction == i - 1 and introduction >= 0:
            yield i - 1, i
        if piece.text.endswith(":") or (len(piece.text.split()) <= _HEADING and piece.text[-1:] not in ".!?;,"):
            is_item = introduction >= 0 and found[introduction].text.endswith(":") and not piece.text.endswith(":")
            introduction = introduction if is_item else i
