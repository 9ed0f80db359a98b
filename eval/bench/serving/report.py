"""What was measured beside what is wanted, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from eval.load.report import ms

Figures = Mapping[str, Any]

_HEAD = "| phase | what | measured | wanted | |\n| --- | --- | ---: | ---: | --- |"
_MEMORY, _SLOW = 10.0, 100.0
"""Per cent by which memory may grow; milliseconds that a refusal and /healthz may take."""
_OPENING = 2.0
"""Seconds."""
_OF_EMBEDDING, _OF_PEAK = 0.8, 0.9


class Row(NamedTuple):
    phase: str
    what: str
    measured: str
    wanted: str = ""
    met: bool | None = None
    """None: nothing is wanted, or it could not be measured."""


def markdown(figures: Figures) -> str:
    service = ", ".join(f"{name} {value:g}" for name, value in figures["service"].items())
    lines = [_HEAD, *("| " + " | ".join([*row[:4], _mark(row)]) + " |" for row in rows(figures["phases"]))]
    return "\n".join([*lines, "", f"{figures['cores']} cores; {service}."]) + "\n"


def as_wanted(figures: Figures) -> bool:
    return all(row.met is not False for row in rows(figures["phases"]))


def rows(phases: Figures) -> Iterator[Row]:
    """Of the phases that were measured."""
    of: dict[str, Callable[[Figures], Iterator[Row]]] = {
        "opening": lambda found: _opening(found),
        "embedding": lambda found: _embedding(found),
        "saturation": lambda found: _saturation(found, phases.get("embedding")),
        "agents": lambda found: _agents(found),
        "overload": lambda found: _overload(found),
        "swaps": lambda found: _swaps(found),
    }
    for name, make in of.items():
        if name in phases:
            yield from make(phases[name])


def _opening(found: Figures) -> Iterator[Row]:
    slowest = max(found["seconds"])
    what = f"{found['passages']:,} passages opened, slowest of {len(found['seconds'])}"
    yield Row("opening", what, f"{slowest:.2f} s", f"≤ {_OPENING:g} s", slowest <= _OPENING)


def _embedding(found: Figures) -> Iterator[Row]:
    for group, rate in found["per_second"].items():
        yield Row("embedding", f"questions a second, {group} at once", f"{rate:,.1f}")


def _saturation(found: Figures, embedding: Figures | None) -> Iterator[Row]:
    rate = found["goodput_per_second"]
    yield Row("saturation", "searches a second", f"{rate:,.1f}")
    yield from _asked("saturation", found)
    for group, alone in (embedding or {"per_second": {}})["per_second"].items():
        share, counts = rate / alone, embedding is not None and group == embedding["at_once"]
        wanted, met = (f"≥ {_OF_EMBEDDING}", share >= _OF_EMBEDDING) if counts else ("", None)
        yield Row("saturation", f"of embedding alone, {group} at once", f"{share:.2f}", wanted, met)


def _agents(found: Figures) -> Iterator[Row]:
    yield Row("agents", "minutes", f"{found['seconds'] / 60:.1f}")
    yield from _asked("agents", found)
    yield from _memory("agents", found)


def _overload(found: Figures) -> Iterator[Row]:
    steps = found["times"]
    peak = max(step["goodput_per_second"] for step in steps.values())
    for times, step in steps.items():
        phase, rate = f"overload {times} ×", step["goodput_per_second"]
        share = rate / peak if peak else 0.0
        what = f"answers a second at {step['plan']['rate']:,.0f} asked, share of the peak"
        yield Row(phase, what, f"{rate:,.1f}, {share:.2f}", f"≥ {_OF_PEAK}", share >= _OF_PEAK)
        yield _errors(phase, step)
        yield _quick(phase, "refusals, p99", step["refused"]["ms"])
        yield _quick(phase, "/healthz, p99", step["healthz"]["ms"])
        if step["dropped"]:
            yield Row(phase, "not sent by the tool", f"{step['dropped']:,}", "0", met=False)


def _swaps(found: Figures) -> Iterator[Row]:
    yield Row("swaps", "generations swapped in", f"{found['swaps']}")
    yield Row("swaps", "until in use, p50 / max", f"{ms(found['swap_ms'], 'p50')} / {ms(found['swap_ms'], 'max')} ms")
    yield from _asked("swaps", found)
    yield Row("swaps", "answers of two generations", f"{found['mixed']}", "0", found["mixed"] == 0)
    yield from _memory("swaps", found)


def _asked(phase: str, found: Figures) -> Iterator[Row]:
    everything, search = found["all"], found["kinds"].get("search", found["all"])
    yield Row(phase, "requests, of them refused", f"{everything['n']:,}, {everything['refused']:,}")
    yield _errors(phase, found)
    times = " / ".join(ms(search["ms"], share) for share in ("p50", "p95", "p99"))
    yield Row(phase, "/v1/search, p50 / p95 / p99", f"{times} ms")
    yield _quick(phase, "/healthz, p99", found["healthz"]["ms"])


def _errors(phase: str, found: Figures) -> Row:
    errors = found["all"]["errors"] + found["healthz"]["failed"]
    return Row(phase, "failed requests", f"{errors:,}", "0", errors == 0)


def _quick(phase: str, what: str, times: Mapping[str, float] | None) -> Row:
    if times is None:
        return Row(phase, what, "-")
    return Row(phase, what, f"{ms(times, 'p99')} ms", f"≤ {_SLOW:g} ms", times["p99"] <= _SLOW)


def _memory(phase: str, found: Figures) -> Iterator[Row]:
    for kind, change in (found["memory_mb"] or {}).items():
        growth = change["growth_percent"]
        if growth is None:
            continue
        measured = f"{change['start']:,.0f} to {change['end']:,.0f} MB, {growth:+.1f} %"
        wanted, met = (f"≤ {_MEMORY:g} %", growth <= _MEMORY) if kind == "all" else ("", None)
        yield Row(phase, f"memory, {kind}", measured, wanted, met)


def _mark(row: Row) -> str:
    return "" if row.met is None else "yes" if row.met else "**no**"
