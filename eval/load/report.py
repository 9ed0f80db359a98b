"""The figures of a run for people: a table, and the three files of a run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.load import plot

Figures = Mapping[str, Any]

_HEAD = "| | asked | answered | refused | errors | a second | p50 ms | p95 ms | p99 ms | max ms |"


def write(figures: Figures, out: Path) -> None:
    """load.json, load.md and load.svg; the folder exists."""
    (out / "load.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    (out / "load.md").write_text(markdown(figures), encoding="utf-8")
    (out / "load.svg").write_text(plot.svg(figures), encoding="utf-8")


def markdown(figures: Figures) -> str:
    """By kind what was asked and answered; then what else was seen."""
    lines = [_HEAD, "| --- |" + " ---: |" * (_HEAD.count("|") - 2)]
    lines += [_row(kind, found) for kind, found in {**figures["kinds"], "all": figures["all"]}.items()]
    lines += ["", "| | |", "| --- | ---: |"]
    lines += [f"| {what} | {value} |" for what, value in _rest(figures).items()]
    return "\n".join(lines) + "\n"


def _row(kind: str, found: Figures) -> str:
    counts = [f"{found[name]:,}" for name in ("n", "ok", "refused", "errors")]
    times = [ms(found["ms"], share) for share in ("p50", "p95", "p99", "max")]
    return "| " + " | ".join([kind, *counts, f"{found['per_second']:,.1f}", *times]) + " |"


def ms(times: Mapping[str, float] | None, share: str) -> str:
    """Milliseconds, or "-" of nothing."""
    return f"{times[share]:,.0f}" if times else "-"


def _rest(figures: Figures) -> dict[str, str]:
    plan, memory = figures["plan"], figures["memory_mb"] or {}
    asked = (
        f"{plan['agents']} agents who think {plan['think'][0]:g} to {plan['think'][1]:g} s"
        if "agents" in plan
        else f"{plan['rate']:g} requests a second"
    )
    rows = {
        "asked by": f"{asked}, for {figures['seconds']:,.0f} s{', stopped early' if figures['interrupted'] else ''}",
        f"answers a second within {plan['deadline']:g} s (goodput)": f"{figures['goodput_per_second']:,.1f}",
        "refusals, p99": f"{ms(figures['refused']['ms'], 'p99')} ms",
        "/healthz, p99": f"{ms(figures['healthz']['ms'], 'p99')} ms, {figures['healthz']['failed']} failed",
        "answers of two generations": f"{figures['mixed']}",
        "generations served": f"{len(figures['generations'])}",
        "most waiting, most in work": " and ".join(f"{value:g}" for value in figures["most"].values()),
    }
    for kind, change in memory.items():
        growth = change["growth_percent"]
        percent = "" if growth is None else f" ({growth:+.1f} %)"
        rows[f"memory, {kind}"] = f"{change['start']:,.0f} to {change['end']:,.0f} MB{percent}"
    rows |= {f"error: {reason}": f"{count:,}" for reason, count in figures["errors"].items()}
    if figures["dropped"]:
        rows["not sent, as too many were in flight"] = f"{figures['dropped']:,}"
    return rows | {"this tool's own share of a core": f"{figures['tool_processor']:.0%}"}
