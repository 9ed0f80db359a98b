"""Whether two texts that look alike say the same, one is another version of the other, or they differ.

Words in common are found as word 3-grams (shingles; Broder 1997), so that moved sentences stay in common and a note
above a quoted text shows as words at its edge that nothing covers. What is left over on both sides is compared as bags:
typos are paired, and a fact, an opposite or another subject among it decides at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from copilot.core.text import STOPWORDS
from copilot.core.types import Kind
from ingest.dedupe import _reading
from ingest.dedupe._facts import LEADING, is_fact
from ingest.dedupe._leftover import content, left_over, unpaired
from ingest.dedupe._notes import STATEMENT, is_courtesy, is_note

SAME = 0.86
"""Share of words in common from which two texts say the same; from the curve of `eval.bench.duplicates --curve`."""
VERSION = 0.5
"""Share from which they can be versions of one page."""

_MIN_NOTE = 3
_ADJECTIVE = re.compile(
    r"(?:de|het|een|uw|je|mijn|onze|deze|die|elke|alle) \w{2,}(?<!i)e"
    r"|(?:the|a|an|your|our|this|every) \w{2,}(?:ed|al|ic|ous|ive)"
)
"""An article and what is likely an adjective: the next word is what the sentence is about."""
_SMALL_WIKI = 50
"""Words below which a page needs its title to be understood ("Yes, that can be done in the app.")."""
_COPY_MARK = re.compile(
    r"\((?:\d{1,2}|oud|old|nieuw|new|kopie|copy|concept|draft)\)|\b(?:v|versie |version )\d+(?:\.\d+)*\b"
    r"|\b(?:kopie van|copy of|concept|draft|definitief|final|verouderd|outdated)\b"
    r"|^\s*(?:(?:re|fw|fwd|doorst)\s*:\s*){1,9}",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"\.(?:docx?|html?|md|pdf|txt|pptx?)$", re.IGNORECASE)

Relation = Literal["same", "version", "different"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two texts relate."""

    relation: Relation
    similarity: float
    """Share of the words outside notes that both have, 0-1; a blocker can decide against it."""
    reason: str


@dataclass(frozen=True)
class Reading:
    """A document as it is compared."""

    text: str
    kind: Kind
    title: str

    @cached_property
    def marked(self) -> list[str]:
        return _reading.marked(self.text, self.kind)

    @cached_property
    def words(self) -> list[str]:
        return [word for word in self.marked if word != _reading.END]

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        words = self.words
        return frozenset(zip(words, words[1:], words[2:], strict=False))

    @cached_property
    def names(self) -> frozenset[str]:
        return _reading.names(self.text)

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        return title_words(self.title)


def title_words(title: str) -> tuple[str, ...]:
    """Canonical words of a title without marks of copies and versions: "Kopie van Retour (1).docx" is "Retour"."""
    plain = _EXTENSION.sub("", title.strip())
    return tuple(_reading.words(_COPY_MARK.sub(" ", plain))) or tuple(_reading.words(plain))


def titles_fit(a: tuple[str, ...], b: tuple[str, ...], words: int) -> bool:
    """Whether two pages with these titles can have the same content; `words` is the length of the shorter text."""
    if a == b or not a or not b:
        return True
    if {w for w in a if is_fact(w)} != {w for w in b if is_fact(w)}:
        return False
    mine, other, _ = unpaired(content(a), content(b))
    return words >= _SMALL_WIKI or not mine or not other


def compare(a: Reading, b: Reading) -> Verdict:
    """The relation of two texts; symmetric."""
    if a.words == b.words:
        fits = _pages_fit(a, b)
        return Verdict("same" if fits else "different", 1.0, "equal" if fits else "titles")
    common = a.shingles & b.shingles
    if not common:
        return Verdict("different", 0.0, "nothing in common")
    covered_a, covered_b = _covered(a.words, common), _covered(b.words, common)
    head_a, head_b = _note(_lead(covered_a), _lead(covered_b))
    tail_a, tail_b = _note(_lead(covered_a[::-1]), _lead(covered_b[::-1]))
    side_a, side_b = _Side(a, covered_a, head_a, tail_a), _Side(b, covered_b, head_b, tail_b)
    left_a, left_b, opposite = left_over(Counter(side_a.core), Counter(side_b.core))
    words = len(side_a.core) + len(side_b.core)
    similarity = 1 - (left_a.total() + left_b.total()) / words if words else 0.0
    refused = side_a.refused_note or side_b.refused_note
    if refused:
        extra = len(side_a.note) + len(side_b.note)
        similarity = 1 - (left_a.total() + left_b.total() + extra) / (words + extra)
    if similarity < VERSION:
        return Verdict("different", similarity, "little in common")
    if _other_subject(a, b, left_a, left_b) or (side_a.names(left_a) and side_b.names(left_b)):
        return Verdict("different", similarity, "other subject")
    if opposite or any(map(is_fact, left_a)) or any(map(is_fact, left_b)) or not _facts_in_place(side_a, side_b):
        return Verdict("version", similarity, "other facts")
    if refused or side_a.states(left_a) or side_b.states(left_b):
        return Verdict("version", similarity, "one says more")
    if not _pages_fit(a, b):
        return Verdict("different", similarity, "titles")
    return Verdict("same" if similarity >= SAME else "version", similarity, "words")


class _Side:
    """One of two texts beside the other: its note, its core, what of it the other lacks."""

    def __init__(self, reading: Reading, covered: list[bool], head: int, tail: int) -> None:
        words, end = reading.words, len(reading.words) - tail
        self.core, self._covered = words[head:end], covered[head:end]
        self.note = words[:head] + words[end:]
        above = is_courtesy(words[:head]) or (reading.kind != "wiki" and is_note(words[:head], len(words) - head))
        self.refused_note = not (above and is_courtesy(words[end:]))
        self.marked = reading.marked

    def names(self, left: Counter[str]) -> bool:
        """Whether a word that only this side has stands where things are named: after an article, a unit's number."""
        wanted = {w for w in left if w not in STOPWORDS and not is_fact(w)}
        return any(
            w in wanted and (before in LEADING or is_fact(before) or _ADJECTIVE.fullmatch(f"{first} {before}"))
            for first, before, w in zip(["", *self.core], self.core, self.core[1:], strict=False)
        )

    def states(self, left: Counter[str]) -> bool:
        """Whether a row of words that only this side has says something."""
        flags = [not c and w in left for w, c in zip(self.core, self._covered, strict=True)]
        position = 0
        for is_left, group in groupby(flags):
            length = len(list(group))
            row = self.core[position : position + length]
            position += length
            at_edge = position == length or position == len(flags)
            if is_left and length >= STATEMENT and not (at_edge and is_courtesy(row)):
                return True
        return False


def _covered(words: Sequence[str], common: frozenset[tuple[str, ...]]) -> list[bool]:
    covered = [False] * len(words)
    for position, shingle in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if shingle in common:
            covered[position : position + 3] = (True, True, True)
    return covered


def _lead(covered: Sequence[bool]) -> int:
    return covered.index(True)


def _note(lead_a: int, lead_b: int) -> tuple[int, int]:
    """How many words at this edge are a note, on either side: what exceeds the edited words of the other."""
    extra = lead_a - lead_b
    if abs(extra) < _MIN_NOTE:
        return 0, 0
    return (extra, 0) if extra > 0 else (0, -extra)


def _other_subject(a: Reading, b: Reading, left_a: Counter[str], left_b: Counter[str]) -> bool:
    """Whether a name, a word that keeps coming back or one of the title was exchanged; on pages of two titles, any."""
    mine, other = (content([w for w in left.elements() if not is_fact(w)]) for left in (left_a, left_b))
    if not mine or not other:
        return False
    if any(w in a.names for w in mine) and any(w in b.names for w in other):
        return True
    if max(mine.values()) > 1 and max(other.values()) > 1:
        return True
    mine_title, other_title, _ = unpaired(content(a.title_words), content(b.title_words))
    if a.kind == b.kind == "wiki" and mine_title and other_title:
        return True
    return not mine.keys().isdisjoint(mine_title) and not other.keys().isdisjoint(other_title)


def _facts_in_place(a: _Side, b: _Side) -> bool:
    """Whether the facts stand in the same order, or those that moved did so with their whole sentence."""
    facts_a, facts_b = ([w for w in side.core if is_fact(w)] for side in (a, b))
    if facts_a == facts_b:
        return True
    shared = set(a.core) & set(b.core) - STOPWORDS
    return _sentences(a.marked, shared) == _sentences(b.marked, shared)


def _sentences(marked: list[str], shared: set[str]) -> Counter[tuple[object, ...]]:
    """Sentences with facts: these in their order, and the words of it that both texts have."""
    found: Counter[tuple[object, ...]] = Counter()
    for is_end, group in groupby(marked, _reading.END.__eq__):
        sentence = list(group)
        facts = tuple(filter(is_fact, sentence))
        if facts and not is_end:
            found[facts, frozenset(shared.intersection(sentence))] += 1
    return found


def _pages_fit(a: Reading, b: Reading) -> bool:
    is_pages = a.kind == b.kind == "wiki"
    return not is_pages or titles_fit(a.title_words, b.title_words, min(len(a.words), len(b.words)))
