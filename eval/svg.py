"""Diagrams as SVG that needs nothing else: panels with axes, curves, a legend."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

Point = tuple[float, float]

GRID = "#ddd"
_STEPS = 4
"""Lines of a linear grid, about."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Where values lie between two ends."""

    low: float
    high: float
    powers: bool = False
    """Whether equal distances are equal ratios."""

    @classmethod
    def linear(cls, values: Iterable[float]) -> Axis:
        """From 0 to a round number above the values."""
        most = max(values, default=0.0) or 1.0
        step = _round_step(most)
        return cls(0.0, math.ceil(most / step) * step)

    @classmethod
    def logarithmic(cls, values: Iterable[float]) -> Axis:
        """The powers of ten around the values, two different ones."""
        known = list(values) or [1.0]
        low = math.floor(math.log10(min(known)))
        return cls(10.0**low, 10.0 ** max(math.ceil(math.log10(max(known))), low + 1), powers=True)

    def share(self, value: float) -> float:
        """0 at the low end, 1 at the high one."""
        if self.powers:
            return math.log10(value / self.low) / math.log10(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[float]:
        """Values that get a line and a number."""
        if self.powers:
            low, high = round(math.log10(self.low)), round(math.log10(self.high))
            return [10.0**power for power in range(low, high + 1)]
        step = _round_step(self.high)
        return [step * number for number in range(round(self.high / step) + 1)]


@dataclass(frozen=True, slots=True)
class Panel:
    """One diagram in a picture; `left` and `top` are the corner of its frame."""

    title: str
    left: float
    top: float
    width: float
    height: float
    x: Axis
    y: Axis

    def at(self, point: Point) -> Point:
        """Where a value lies in the picture."""
        across, up = self.x.share(point[0]), self.y.share(point[1])
        return round(self.left + across * self.width, 1), round(self.top + (1 - up) * self.height, 1)

    def frame(self) -> list[str]:
        """Title, grid and numbers."""
        made = [text(self.left, self.top - 14, self.title, ' font-weight="bold"')]
        for tick in self.x.ticks:
            across, _ = self.at((tick, self.y.low))
            made.append(line([(across, self.top), (across, self.top + self.height)], GRID))
            made.append(text(across, self.top + self.height + 18, f"{tick:,g}", ' text-anchor="middle"'))
        for tick in self.y.ticks:
            _, up = self.at((self.x.low, tick))
            made.append(line([(self.left, up), (self.left + self.width, up)], GRID))
            made.append(text(self.left - 8, up + 4, f"{tick:,g}", ' text-anchor="end"'))
        return made

    def curve(self, points: Sequence[Point], colour: str, *, dashed: bool = False, dots: bool = True) -> list[str]:
        places = [self.at(point) for point in points]
        marks = [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places if dots]
        return [line(places, colour, dashed=dashed), *marks]


def line(points: Sequence[Point], colour: str, *, dashed: bool = False) -> str:
    places = " ".join(f"{x},{y}" for x, y in points)
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    width = 1 if colour == GRID else 2
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}/>'


def text(x: float, y: float, content: str, attributes: str = "") -> str:
    return f'<text x="{x}" y="{y}"{attributes}>{escape(content)}</text>'


def legend(names: Mapping[str, str], left: float, y: float, apart: float, note: str = "") -> list[str]:
    """A short line in its colour before each name, side by side; then a note."""
    drawn = []
    for name, colour in names.items():
        drawn += [line([(left, y - 4), (left + 24, y - 4)], colour), text(left + 30, y, name)]
        left += apart
    return [*drawn, text(left, y, note, ' fill="#555"')] if note else drawn


def picture(title: str, width: float, height: float, drawn: Sequence[str]) -> str:
    """The whole file."""
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="12" role="img">\n<title>{escape(title)}</title>\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{body}\n</svg>\n'
    )


def _round_step(most: float) -> float:
    """1, 2 or 5 times a power of ten, of which about _STEPS reach this far."""
    rough = most / _STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    return power * next(factor for factor in (1, 2, 5, 10) if factor * power >= rough)
