"""A run over its time, as one SVG: how long answers took, how many there were, what memory the service held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval import svg as draw

_WIDTH, _HEIGHT = 620, 150
_LEFT, _TOP, _APART = 70, 40, 240
_GREEN, _BLUE, _RED = "#0b6e4f", "#5b6c8f", "#c1440e"

LATENCY = {"p50": _GREEN, "p95": _BLUE, "p99": _RED}
RATES = {"answered": _GREEN, "refused": _BLUE, "errors": _RED}
MEMORY = {"private": _GREEN, "mapped": _BLUE}

Series = Sequence[Sequence[float]]


def svg(figures: Mapping[str, Any]) -> str:
    """Three panels, one below the other, with the same seconds."""
    series, seconds = figures["over_time"], figures["seconds"]
    drawn = [
        *over_time("ms until an answer was whole", series["latency_ms"], LATENCY, seconds, _TOP, powers=True),
        *over_time("responses a second", series["per_second"], RATES, seconds, _TOP + _APART),
        *over_time("MB of memory of the service", series["memory_mb"], MEMORY, seconds, _TOP + 2 * _APART),
    ]
    return draw.picture("A service under load", _LEFT + _WIDTH + 30, _TOP + 3 * _APART - 20, drawn)


def over_time(
    title: str,
    rows: Series,
    names: Mapping[str, str],
    seconds: float,
    top: float,
    left: float = _LEFT,
    *,
    powers: bool = False,
) -> list[str]:
    """A panel of curves over a run of so many seconds. rows: seconds, then the value of each name; may be empty."""
    values = [max(value, 1.0) if powers else value for row in rows for value in row[1:]]
    y = draw.Axis.logarithmic(values) if powers else draw.Axis.linear(values)
    x = draw.Axis.linear([seconds])
    panel = draw.Panel(title, left, top, _WIDTH, _HEIGHT, x, y)
    drawn = panel.frame()
    for place, colour in enumerate(names.values(), 1):
        points = [(min(row[0], x.high), max(row[place], y.low)) for row in rows]
        drawn += panel.curve(points, colour, dots=len(points) == 1)
    return drawn + draw.legend(names, left, top + _HEIGHT + 42, 110, "seconds on the horizontal axis")
