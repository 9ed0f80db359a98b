"""Cells that say how far they reach, as the rows of a full grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MAX_COLUMNS = 100
_MAX_ROWS = 1_000
"""What a cell may ask for; a hostile one asks for billions."""
_MAX_CELLS = 200_000


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False


def filled(rows: Iterable[list[Cell]]) -> Iterator[list[str]]:
    """Rows of texts: a merged cell is repeated wherever it reaches, but one that is all of its row stands once."""
    below: dict[int, tuple[str, int]] = {}
    budget = _MAX_CELLS
    for row in rows:
        texts: list[str] = []
        above, below = below, {}
        alone = len(row) == 1 and not above
        for cell in row:
            _reach_down(texts, above, below)
            for _ in range(1 if alone else max(1, min(cell.columns, _MAX_COLUMNS))):
                if cell.rows > 1:
                    below[len(texts)] = (cell.text, min(cell.rows, _MAX_ROWS) - 1)
                texts.append(cell.text)
        _reach_down(texts, above, below)
        budget -= len(texts)
        if budget < 0:
            return
        yield texts


def _reach_down(texts: list[str], above: dict[int, tuple[str, int]], below: dict[int, tuple[str, int]]) -> None:
    """Adds the cells from above that stand in the next columns."""
    while len(texts) in above:
        text, left = above.pop(len(texts))
        if left > 1:
            below[len(texts)] = (text, left - 1)
        texts.append(text)
