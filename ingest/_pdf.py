"""The text layer of a PDF as lines that know their size and columns; from those, headings, tables and paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

_HEADING_RATIO = 1.15
_MAX_HEADING = 120
_CHARACTER = 0.5
"""Mean width of a letter, as part of the size of its type."""


@dataclass(slots=True)
class Line:
    """One line of a page: its baseline, size of type in points, and the texts of its columns with where they begin."""

    y: float
    size: float
    cells: list[str]
    starts: list[float]
    end: float

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.cells).split())


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a heading with its level from 1, a table, or a run of paragraphs."""

    kind: Literal["title", "table", "text"]
    lines: list[str] = field(default_factory=list)
    level: int = 0


def lines_of(page: Any) -> list[Line]:
    """The lines of a pypdf page in reading order. A wide gap, or a start below another column's start, is a column."""
    lines: list[Line] = []

    def take(text: str, _cm: Any, matrix: list[float], _font: Any, size: float) -> None:
        if not text.strip():
            return
        x, y = matrix[4], matrix[5]
        size = abs(size * (matrix[3] or matrix[0] or 1))
        end = x + len(text.strip()) * size * _CHARACTER
        text = text.replace("\n", " ")
        if not lines or abs(lines[-1].y - y) > size * 0.4:
            lines.append(Line(y, size, [text], [x], end))
            return
        line = lines[-1]
        above = lines[-2].starts[1:] if len(lines) > 1 else []
        if x - line.end > size * 1.5 or any(abs(x - start) < 1 for start in above):
            line.cells.append(text)
            line.starts.append(x)
        else:
            line.cells[-1] += text
        line.size, line.end = max(line.size, size), end

    page.extract_text(visitor_text=take)
    return lines


def blocks(pages: list[list[Line]]) -> Iterator[Block]:
    """Headings are lines in larger type than most of the text; lines with columns below each other are a table."""
    sizes: Counter[float] = Counter()
    for line in (line for lines in pages for line in lines):
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    headings = sorted((size for size in sizes if size >= body * _HEADING_RATIO), reverse=True)
    held = Block("text")
    for lines in pages:
        for line, above in zip(lines, [None, *lines], strict=False):
            kind, level = _kind(line, headings)
            if kind != held.kind or level != held.level:
                yield from [held] if held.lines else []
                held = Block(kind, [], level)
            if above and kind == "text" and abs(above.y - line.y) > 1.7 * max(line.size, above.size):
                held.lines.append("")
            held.lines.append(" | ".join(cell.strip() for cell in line.cells) if kind == "table" else line.text)
        held.lines.append("")
    yield from [held] if held.lines else []


def _kind(line: Line, headings: list[float]) -> tuple[Literal["title", "table", "text"], int]:
    size = round(line.size, 1)
    if size in headings and len(line.text) <= _MAX_HEADING and any(c.isalpha() for c in line.text):
        return "title", min(headings.index(size) + 1, 6)
    return ("table", 0) if len(line.cells) > 1 else ("text", 0)
