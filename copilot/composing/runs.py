"""The contiguous runs of units that are quoted: those with the most evidence for their words.

Lists stay whole where they fit and are cut between their points otherwise; a run begins and ends where it can be read
on its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copilot.composing.units import Unit

_RUNS = 3
"""Most that a document is quoted by, heads of tables not counted."""
_MIN_WORDS = 8
"""A further run is not begun for fewer words than this."""
_WORTH = 0.03
"""Evidence, less the cost of its words, from which a further run is worth reading."""
_CHOICE = 1.7
"""How much more a word must bring where another unit is certain to hold the answer."""
_ROW = 8
"""How much more a row of a table must bring: those beside it speak of something else."""
_LEANING = re.compile(
    r"(?:dan|dit|dat|daarom|daarna|daarvoor|daarbij|daarmee|daardoor|deze|die|hij|zij|ook|maar|of|en|want|toch|anders"
    r"|hierdoor|hiervoor|verder|bijvoorbeeld|daarnaast|dus|wel|then|this|that|these|those|it|also|but|or|and|so|therefore"
    r"|otherwise|however|they|for example|instead)\b",
    re.IGNORECASE,
)
"""First words of a sentence that leans on the one before it."""


@dataclass(frozen=True, slots=True)
class _Block:
    """units[first:last], quoted together."""

    first: int
    last: int
    words: int
    gain: float


def runs(
    text: str, units: Sequence[Unit], evidence: NDArray[np.float64], max_words: int, cost: float
) -> list[tuple[int, int]]:
    """[first, last) of units, most telling first, none overlapping, together at most max_words.

    evidence: of each unit, in [0, 1]. cost: evidence that a word must bring to be worth reading.
    """
    price = cost * (1 + _CHOICE * evidence.max(initial=0.0))
    costs = [price * unit.words * (_ROW if unit.kind == "row" else 1) for unit in units]
    gains = evidence - np.array(costs, dtype=float)
    blocks = list(_blocks(units, gains, max_words))
    taken: list[tuple[int, int]] = []
    left = max_words
    for number in range(_RUNS):
        best = max(_candidates(text, units, blocks, left, taken), default=None)
        if best is None or (number and (best[0] < _WORTH or left < _MIN_WORDS)):
            break
        first, last = -best[1], -best[2]
        opening = _opening(units, first)
        spans = [(first, last)] if opening == first else [(opening, opening + 1), (first, last)]
        taken += (new := [span for span in spans if not _holds(taken, span[0])])
        left -= sum(_words(units, *span) for span in new)
    return taken


def _blocks(units: Sequence[Unit], gains: NDArray[np.float64], max_words: int) -> Iterator[_Block]:
    """Each unit for itself, a list that fits as one; of a table the rows are told apart by themselves."""
    first = 0
    while first < len(units):
        last = first + 1
        if units[first].list >= 0 and not any(u.kind == "row" for u in units[first : first + 2]):
            end = first
            while end < len(units) and units[end].list == units[first].list:
                end += 1
            if _words(units, first, end) <= max_words:
                last = end
        yield _Block(first, last, _words(units, first, last), float(gains[first:last].sum()))
        first = last


def _candidates(
    text: str, units: Sequence[Unit], blocks: Sequence[_Block], left: int, taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[float, int, int]]:
    """(gain, -first, -last) of all runs that fit and can be read on their own."""
    for at, begin in enumerate(blocks):
        if not _may_begin(text, units, begin.first):
            continue
        opening = _opening(units, begin.first)
        words, gain = 0 if opening == begin.first or _holds(taken, opening) else units[opening].words, 0.0
        for block in blocks[at:]:
            unit = units[block.first]
            words, gain = words + block.words, gain + block.gain
            crosses = unit.kind == "heading" or unit.section != units[begin.first].section
            crosses |= (unit.kind == "row") != (units[begin.first].kind == "row")
            if crosses or words > left or _holds(taken, block.first):
                break
            if _may_end(text, units, block):
                yield gain, -begin.first, -block.last


def _may_begin(text: str, units: Sequence[Unit], at: int) -> bool:
    unit = units[at]
    if unit.kind in ("heading", "courtesy"):
        return False
    before = units[at - 1] if at else None
    leans = unit.kind == "sentence" and _LEANING.match(text, unit.start)
    return not (leans and before and before.kind == "sentence" and before.paragraph == unit.paragraph)


def _may_end(text: str, units: Sequence[Unit], block: _Block) -> bool:
    last = units[block.last - 1]
    if last.kind in ("heading", "courtesy") or text[last.end - 1] in "?:":
        return False
    # The head of a table says nothing without a row.
    return last.kind != "row" or _opening(units, block.last - 1) < block.last - 1


def _opening(units: Sequence[Unit], at: int) -> int:
    """The unit that must be read before units[at]: the head of its table, the line that opens its list; or itself."""
    if units[at].list < 0:
        return at
    first = at
    while first and units[first - 1].list == units[at].list:
        first -= 1
    return first if units[first].kind in ("sentence", "row") else at


def _holds(taken: Sequence[tuple[int, int]], at: int) -> bool:
    return any(first <= at < last for first, last in taken)


def _words(units: Sequence[Unit], first: int, last: int) -> int:
    return sum(unit.words for unit in units[first:last])
