"""Time and memory by number of chunks, as one SVG that needs nothing else: both axes logarithmic, a line a system."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

Row = Mapping[str, Any]
Point = tuple[float, float]

_WIDTH, _HEIGHT, _GAP = 360, 240, 90
_LEFT, _TOP = 60, 40
_COLOURS = {"balie": "#0b6e4f", "langchain": "#c1440e", "plain": "#5b6c8f"}


@dataclass(frozen=True)
class _Panel:
    """One diagram; places in it are counted from its lower left corner."""

    title: str
    left: float
    x: tuple[float, float]
    """Powers of ten that the axis reaches from and to."""
    y: tuple[float, float]

    def at(self, point: Point) -> Point:
        """Where a value lies in the picture."""
        across, up = (
            (math.log10(value) - low) / (high - low) for value, (low, high) in zip(point, (self.x, self.y), strict=True)
        )
        return round(self.left + across * _WIDTH, 1), round(_TOP + (1 - up) * _HEIGHT, 1)

    def frame(self) -> list[str]:
        """Title, grid and numbers at the powers of ten."""
        made = [f'<text x="{self.left}" y="{_TOP - 14}" font-weight="bold">{escape(self.title)}</text>']
        for power in range(math.ceil(self.x[0]), math.floor(self.x[1]) + 1):
            across, _ = self.at((10**power, 10 ** self.y[0]))
            made.append(_line([(across, _TOP), (across, _TOP + _HEIGHT)], "#ddd"))
            made.append(f'<text x="{across}" y="{_TOP + _HEIGHT + 18}" text-anchor="middle">{10**power:,}</text>')
        for power in range(math.ceil(self.y[0]), math.floor(self.y[1]) + 1):
            _, up = self.at((10 ** self.x[0], 10**power))
            made.append(_line([(self.left, up), (self.left + _WIDTH, up)], "#ddd"))
            made.append(f'<text x="{self.left - 8}" y="{up + 4}" text-anchor="end">{10.0**power:,g}</text>')
        return made

    def curve(self, points: Sequence[Point], colour: str, dashed: bool) -> list[str]:
        places = [self.at(point) for point in points]
        dots = [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places]
        return [_line(places, colour, dashed), *dots]


def svg(rows: Sequence[Row]) -> str:
    """Left: milliseconds of a search without the embedding, p50 solid and p95 dashed. Right: megabytes of memory."""
    times: dict[str, Callable[[Row], float]] = {
        "p50": lambda row: row["without_model"]["search_ms"]["p50"],
        "p95": lambda row: row["without_model"]["search_ms"]["p95"],
    }
    memory: dict[str, Callable[[Row], float]] = {"memory": lambda row: row["with_model"]["memory_mb"]["pss"]}
    drawn = _panel("ms a search, without embedding (p95 dashed)", _LEFT, rows, times)
    drawn += _panel("MB of memory, embedding model included", _LEFT + _WIDTH + _GAP, rows, memory)
    drawn += _legend(rows)
    width, height = _LEFT + 2 * _WIDTH + _GAP + 30, _TOP + _HEIGHT + 70
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="12" role="img">\n<title>Search by number of chunks</title>\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{body}\n</svg>\n'
    )


def _panel(title: str, left: float, rows: Sequence[Row], values: Mapping[str, Callable[[Row], float]]) -> list[str]:
    points = {
        (name, what): [(row["chunks"], max(value(row), 0.01)) for row in rows if row["system"] == name]
        for name in dict.fromkeys(row["system"] for row in rows)
        for what, value in values.items()
    }
    across, up = zip(*(point for line in points.values() for point in line), strict=True)
    panel = _Panel(title, left, _powers(across), _powers(up))
    drawn = panel.frame()
    for (name, what), line in points.items():
        drawn += panel.curve(line, _COLOURS[name], dashed=what == "p95")
    return drawn


def _powers(values: Sequence[float]) -> tuple[float, float]:
    """The powers of ten around some values, two different ones."""
    low = math.floor(math.log10(min(values)))
    return low, max(math.ceil(math.log10(max(values))), low + 1)


def _legend(rows: Sequence[Row]) -> list[str]:
    drawn, left, height = [], float(_LEFT), _TOP + _HEIGHT + 48
    for system, name in {row["system"]: row["name"] for row in rows}.items():
        drawn.append(_line([(left, height - 4), (left + 24, height - 4)], _COLOURS[system]))
        drawn.append(f'<text x="{left + 30}" y="{height}">{escape(name)}</text>')
        left += 200
    drawn.append(f'<text x="{left}" y="{height}" fill="#555">chunks on the horizontal axes</text>')
    return drawn


def _line(points: Sequence[Point], colour: str, dashed: bool = False) -> str:
    places = " ".join(f"{x},{y}" for x, y in points)
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    width = 1 if colour == "#ddd" else 2
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}/>'
