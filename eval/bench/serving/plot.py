"""The phases as one SVG: agents over their time, overload by how much it is, swaps over their time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval import svg as draw
from eval.load.plot import LATENCY, MEMORY, over_time

_LEFT, _TOP, _ACROSS, _DOWN = 70, 40, 740, 240
_WIDTH, _HEIGHT = 620, 150
_ANSWERED, _REFUSED = "#0b6e4f", "#5b6c8f"


def svg(phases: Mapping[str, Any]) -> str:
    """Panels of the phases that were measured; left: answers, right: memory and refusals."""
    drawn: list[str] = []
    right, top = _LEFT + _ACROSS, _TOP
    for name, what in (("agents", "50 agents"), ("swaps", "hot swaps")):
        if name in phases:
            series, seconds = phases[name]["over_time"], phases[name]["seconds"]
            title, latency = f"{what}: ms until an answer was whole", series["latency_ms"]
            drawn += over_time(title, latency, LATENCY, seconds, top, powers=True)
            drawn += over_time(f"{what}: MB of memory", series["memory_mb"], MEMORY, seconds, top, right)
            top += _DOWN
    if "overload" in phases:
        drawn += _overload(phases["overload"]["times"], top)
        top += _DOWN
    return draw.picture("The service under load", right + _WIDTH + 30, top + 10, drawn)


def _overload(steps: Mapping[str, Any], top: float) -> list[str]:
    asked = {step["plan"]["rate"]: step for step in steps.values()}
    answered = [(rate, step["goodput_per_second"]) for rate, step in asked.items()]
    slow = {"refusals": _REFUSED, "/healthz": _ANSWERED}
    refused = [(rate, step["refused"]["ms"]["p99"]) for rate, step in asked.items() if step["refused"]["ms"]]
    health = [(rate, step["healthz"]["ms"]["p99"]) for rate, step in asked.items() if step["healthz"]["ms"]]
    x = draw.Axis.linear(asked)
    note = "requests a second on the horizontal axis"
    drawn: list[str] = []
    for left, title, curves, names, axis in (
        (_LEFT, "overload: answers a second in time", [answered], {"answered": _ANSWERED}, draw.Axis.linear),
        (_LEFT + _ACROSS, "overload: p99, ms", [refused, health], slow, draw.Axis.logarithmic),
    ):
        y = axis(value for curve in curves for _, value in curve)
        panel = draw.Panel(title, left, top, _WIDTH, _HEIGHT, x, y)
        drawn += panel.frame()
        for curve, colour in zip(curves, names.values(), strict=True):
            drawn += panel.curve(curve, colour)
        drawn += draw.legend(names, left, top + _HEIGHT + 42, 110, note)
    return drawn
