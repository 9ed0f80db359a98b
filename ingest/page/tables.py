"""Tables: the grid of an HTML table with its spans filled in, and rows as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from ingest.page.html_tree import LINE_BREAK

_MAX_SPAN = 100
_MAX_CELLS = 200_000
_PIECE = 1_500
"""Characters of rows after which the head of a table is said again: a row found alone still explains itself."""


def text_of(rows: Iterable[list[str]], headed: bool) -> Iterator[str]:
    """Rows as text, a line per row; a long table with a head in several pieces that each begin with it."""
    lines: list[str] = []
    head, size = "", 0
    for cells in rows:
        if not any(cells):
            continue
        line = " | ".join(cells)
        if headed and not head:
            head = line
        elif head and lines and size + len(line) > _PIECE and len(head) < _PIECE / 3:
            yield "\n".join([head, *lines])
            lines, size = [line], len(line)
        else:
            lines.append(line)
            size += len(line) + 1
    if head or lines:
        yield "\n".join([head, *lines] if head else lines)


def grid(table: Any) -> tuple[list[list[str]], bool]:
    """(rows of cells, whether the first row is a head) of an HTML table; a cell that spans others is repeated in them,
    but for one that spans the whole row."""
    rows: list[list[str]] = []
    below: dict[int, tuple[str, int]] = {}
    headed, total = False, 0
    for number, row in enumerate(rows_of(table)):
        cells: list[str] = []
        found = [cell for cell in row if cell.tag in ("td", "th")]
        headed |= number == 0 and (
            row.getparent().tag == "thead" or (found != [] and all(c.tag == "th" for c in found))
        )
        for cell in found:
            _fill(cells, below)
            content = cell_text(cell)
            width = _span(cell.get("colspan"))
            if _span(cell.get("rowspan")) > 1:
                below |= {len(cells) + i: (content, _span(cell.get("rowspan")) - 1) for i in range(width)}
                cells += [content] * width
            else:
                cells += [content] * (1 if len(found) == 1 else width)
        _fill(cells, below)
        total += len(cells)
        if total > _MAX_CELLS:
            break
        rows.append(cells)
    return rows, headed


def rows_of(table: Any) -> Iterator[Any]:
    """The rows of a table, without those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def is_layout(table: Any) -> bool:
    """Whether a table only places blocks beside or below each other: it holds headings or tables, or one column."""
    if (
        table.get("role") in ("presentation", "none")
        or next(table.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) is not None
    ):
        return True
    widths = [sum(cell.tag in ("td", "th") for cell in row) for row in rows_of(table)]
    return max(widths, default=0) <= 1 or any(inner is not table for inner in table.iter("table"))


def cell_text(cell: Any) -> str:
    """The text of a cell on one line; items of a list apart by "; "."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        block = element.tag in ("p", "div", "br", "tr", "td", "th", "ul", "ol", "pre")
        if event == "start":
            pieces.append("; " if element.tag == "li" and element.getprevious() is not None else " " * block)
            pieces.append(element.text or "")
        elif element is not cell:
            pieces += [" " * block, element.tail or ""]
    return " ".join("".join(pieces).replace(LINE_BREAK, " ").replace(" ; ", "; ").split())


def _fill(cells: list[str], below: dict[int, tuple[str, int]]) -> None:
    """Adds the cells that reach down into this row from above."""
    while len(cells) in below:
        place = len(cells)
        content, left = below.pop(place)
        cells.append(content)
        if left > 1:
            # Looked at again in the next row: `cells` has passed this place.
            below[place] = (content, left - 1)


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _MAX_SPAN) if value and value.strip().isdecimal() else 1
