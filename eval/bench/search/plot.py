"""Time and memory by number of chunks, as one SVG: both axes logarithmic, a line a system."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval import svg as draw

Row = Mapping[str, Any]

_WIDTH, _HEIGHT, _GAP = 360, 240, 90
_LEFT, _TOP = 60, 40
_COLOURS = {"balie": "#0b6e4f", "langchain": "#c1440e", "plain": "#5b6c8f"}


def svg(rows: Sequence[Row]) -> str:
    """Left: milliseconds of a search without the embedding, p50 solid and p95 dashed. Right: megabytes of memory."""
    times: dict[str, Callable[[Row], float]] = {
        "p50": lambda row: row["without_model"]["search_ms"]["p50"],
        "p95": lambda row: row["without_model"]["search_ms"]["p95"],
    }
    memory: dict[str, Callable[[Row], float]] = {"memory": lambda row: row["with_model"]["memory_mb"]["pss"]}
    names = {row["name"]: _COLOURS[row["system"]] for row in rows}
    drawn = [
        *_panel("ms a search, without embedding (p95 dashed)", _LEFT, rows, times),
        *_panel("MB of memory, embedding model included", _LEFT + _WIDTH + _GAP, rows, memory),
        *draw.legend(names, _LEFT, _TOP + _HEIGHT + 48, 200, "chunks on the horizontal axes"),
    ]
    width, height = _LEFT + 2 * _WIDTH + _GAP + 30, _TOP + _HEIGHT + 70
    return draw.picture("Search by number of chunks", width, height, drawn)


def _panel(title: str, left: float, rows: Sequence[Row], values: Mapping[str, Callable[[Row], float]]) -> list[str]:
    points = {
        (name, what): [(row["chunks"], max(value(row), 0.01)) for row in rows if row["system"] == name]
        for name in dict.fromkeys(row["system"] for row in rows)
        for what, value in values.items()
    }
    across, up = zip(*(point for line in points.values() for point in line), strict=True)
    x, y = draw.Axis.logarithmic(across), draw.Axis.logarithmic(up)
    panel = draw.Panel(title, left, _TOP, _WIDTH, _HEIGHT, x, y)
    drawn = panel.frame()
    for (name, what), line in points.items():
        drawn += panel.curve(line, _COLOURS[name], dashed=what == "p95")
    return drawn
