"""The text layer of a PDF as lines that know place, size and columns; from those, headings, tables, paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

_HEADING_RATIO = 1.15
_MAX_HEADING = 120
_CHARACTER = 0.5
"""Mean width of a letter, as part of the size of its type."""
_NARROW = 0.4
"""Width of a letter in the narrowest type that is usual for text."""
_PAGE_NUMBER = re.compile(
    r"[-–—| ]*(?:pagina|pag\.?|page|seite|blad|p\.)?\s*\d{1,4}(?:\s*(?:/|van|of|von|de|sur)\s*\d{1,4})?[-–—| ]*", re.I
)
_MARKER = re.compile(r"\s*(?:\d{1,3}[.)]|[a-zA-Z][.)]|[-*•·▪◦‣–●○■])\s*")
_EDGE = 3
"""Lines at the head and at the foot of a page that may be repeated on others."""
_PROSE = 22
"""Mean number of characters of a line from which a column holds running text and not the cells of a table."""


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
    """Lines of one page that belong together: a heading with its level from 1, a table, or a run of paragraphs."""

    kind: Literal["title", "table", "text"]
    page: int
    lines: list[str] = field(default_factory=list)
    level: int = 0


@dataclass(slots=True)
class _Run:
    """Pieces of text on one baseline as the page draws them: where each begins, and its text."""

    y: float
    size: float
    pieces: list[tuple[float, str]]


def lines_of(page: Any) -> list[Line]:
    """The lines of a pypdf page in reading order: of a page in two columns, the left one first."""
    runs: list[_Run] = []

    def take(text: str, outer: list[float], matrix: list[float], _font: Any, size: float) -> None:
        if not text.strip() or abs(matrix[1]) > abs(matrix[0]):  # written upwards: a watermark, the name of a series
            return
        x = matrix[4] * outer[0] + matrix[5] * outer[2] + outer[4]
        y = matrix[4] * outer[1] + matrix[5] * outer[3] + outer[5]
        size = abs(size * (matrix[3] or matrix[0] or 1) * (outer[3] or 1))
        piece = (x, text.replace("\n", " "))
        if not runs or abs(runs[-1].y - y) > size * 0.4:
            runs.append(_Run(y, size, [piece]))
        else:
            runs[-1].pieces.append(piece)
            runs[-1].size = max(runs[-1].size, size)

    page.extract_text(visitor_text=take)
    around = zip([None, *runs], runs, [*runs[1:], None], strict=False)
    return _by_column([_line(run, above, below) for above, run, below in around])


def _line(run: _Run, above: _Run | None, below: _Run | None) -> Line:
    """A wide gap, or a start where the line above or below has a piece that starts there too, begins a column."""
    near = [x for other in (above, below) if other and abs(other.y - run.y) < 4 * run.size for x, _ in other.pieces[1:]]
    line = Line(run.y, run.size, [], [], 0.0)
    for x, text in run.pieces:
        if len(line.cells) == 1 and _MARKER.fullmatch(line.cells[0]):
            line.cells[0] = f"{line.cells[0].strip()} {text.strip()}"
        elif not line.cells or x - line.end > run.size * 1.5 or any(abs(x - start) < 1 for start in near):
            line.cells.append(text)
            line.starts.append(x)
        else:
            line.cells[-1] += text
        line.end = x + len(text.strip()) * run.size * _CHARACTER
    return line


def _by_column(lines: list[Line]) -> list[Line]:
    """Lines of a page whose running text stands in two columns, each column whole; other pages as they are."""
    starts = Counter(round(start) for line in lines for start in line.starts)
    left = min(starts, default=0)
    for gutter, count in starts.most_common(6):
        right = [line for line in lines if any(abs(start - gutter) < 2 for start in line.starts)]
        beside = [line for line in lines if line.starts[0] < gutter - 2 and not _crosses(line, gutter)]
        across = [line for line in lines if _crosses(line, gutter)]
        if gutter < left + 100 or count < 5 or len(beside) < 5 or len(across) > 0.3 * len(lines):
            continue
        cut = [(_part(line, gutter, False), _part(line, gutter, True)) for line in lines]
        if min(_mean(one for one, _ in cut), _mean(other for _, other in cut)) < _PROSE or not right:
            continue
        done: list[Line] = []
        held: tuple[list[Line], list[Line]] = ([], [])
        for line, halves in zip(lines, cut, strict=True):
            if line in across:
                done += [*held[0], *held[1], line]
                held = ([], [])
            else:
                for half, column in zip(halves, held, strict=True):
                    column.extend([half] if half else [])
        return [*done, *held[0], *held[1]]
    return lines


def _crosses(line: Line, gutter: float) -> bool:
    """Whether one cell of a line stands on both sides of a place."""
    return any(
        start < gutter - 2 and start + len(cell.strip()) * line.size * _NARROW > gutter + 2
        for start, cell in zip(line.starts, line.cells, strict=True)
    )


def _part(line: Line, gutter: float, right: bool) -> Line | None:
    found = [
        (cell, start) for cell, start in zip(line.cells, line.starts, strict=True) if (start > gutter - 2) == right
    ]
    return (
        Line(line.y, line.size, [cell for cell, _ in found], [start for _, start in found], line.end) if found else None
    )


def _mean(lines: Iterator[Line | None]) -> float:
    lengths = [len(line.text) / len(line.cells) for line in lines if line]
    return sum(lengths) / len(lengths) if lengths else 0.0


def drop_repeated(pages: list[list[Line]]) -> list[str]:
    """Takes out page numbers, and lines that stand at the same place at the head or foot of most of three pages or
    more, but for their numbers; gives each once."""
    largest = _body_size(pages) * _HEADING_RATIO
    edges = [[line for line in _edges(lines) if line.size < largest] for lines in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for lines in edges:
        seen.update({_places(line)[0] for line in lines})
    dropped: dict[str, str] = {}
    for lines, edge in zip(pages, edges, strict=True):
        for line in edge:
            # Also where left and right pages differ.
            often = max(seen[place] for place in _places(line)) >= max(3, 0.4 * len(pages))
            if often or (len(lines) > 1 and _PAGE_NUMBER.fullmatch(line.text)):
                dropped.setdefault(_places(line)[0][0], line.text)
                lines.remove(line)
    return list(dropped.values())


def _edges(lines: list[Line]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: -line.y)
    return list({id(line): line for line in [*ordered[:_EDGE], *ordered[-_EDGE:]]}.values())


def _places(line: Line) -> list[tuple[str, int]]:
    """What a line says without its numbers, with its height on the page, rounded in three ways."""
    said, height = re.sub(r"\d+", "#", line.text.casefold()), round(line.y / 3)
    return [(said, height), (said, height - 1), (said, height + 1)]


def blocks(pages: list[list[Line]]) -> Iterator[Block]:
    """Headings are lines in larger type than most of the text; lines with columns below each other are a table."""
    least = _body_size(pages) * _HEADING_RATIO
    sizes = {round(line.size, 1) for lines in pages for line in lines}
    headings = sorted((size for size in sizes if size >= least), reverse=True)
    for number, lines in enumerate(pages, 1):
        held = Block("text", number)
        for line, above in zip(lines, [None, *lines], strict=False):
            kind, level = _kind(line, headings)
            if kind != held.kind or level != held.level:
                yield from [held] if held.lines else []
                held = Block(kind, number, [], level)
            if (
                above
                and kind == "text"
                and (abs(above.y - line.y) > 1.7 * max(line.size, above.size) or above.y < line.y)
            ):
                held.lines.append("")
            held.lines.append(" | ".join(cell.strip() for cell in line.cells) if kind == "table" else line.text)
        yield from [held] if held.lines else []


def _body_size(pages: list[list[Line]]) -> float:
    """The size of type of most of the text."""
    sizes: Counter[float] = Counter()
    for line in (line for lines in pages for line in lines):
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _kind(line: Line, headings: list[float]) -> tuple[Literal["title", "table", "text"], int]:
    size = round(line.size, 1)
    if size in headings and len(line.text) <= _MAX_HEADING and any(c.isalpha() for c in line.text):
        return "title", min(headings.index(size) + 1, 6)
    return ("table", 0) if len(line.cells) > 1 else ("text", 0)
