"""From what was seen to figures: those of the table, and those over time that are drawn."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from copilot.core.settings import ROOT
from eval.load.loop import Closed, Sample
from eval.load.probe import Look
from eval.load.run import Measured, Plan
from eval.provenance import git_revision

_SHARES = (50, 95, 99)
_SLICES = 60
"""Points of a curve at most; each is a second or longer."""
_ENDS = 0.1
"""Share of the run whose looks, by their median, are the start, and likewise the end."""

Figures = dict[str, Any]


def of(measured: Measured) -> Figures:
    """What stands in load.json."""
    plan = measured.plan
    start, end = plan.warm_up, max(measured.stopped, plan.warm_up + 1e-9)
    samples = [sample for sample in measured.samples if sample.due >= start]
    health = [look for look in measured.health if look.due >= start]
    looks = [look for look in measured.looks if look.at >= start]
    kinds = {kind: [sample for sample in samples if sample.kind == kind] for kind in plan.mix}
    good = [s for s in samples if s.verdict.outcome == "ok" and s.seconds <= plan.deadline]
    return {
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "git": git_revision(ROOT),
        "cores": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 2),
        "plan": _plan(plan),
        "seconds": round(end - start, 2),
        "interrupted": measured.interrupted,
        "kinds": {kind: _kind(of_kind, start, end) for kind, of_kind in kinds.items() if of_kind},
        "all": _kind(samples, start, end),
        "goodput_per_second": _rate(good, start, end),
        "refused": {
            "ms": milliseconds(s.seconds for s in samples if s.verdict.outcome == "refused"),
            "by_status": _reasons(samples, "refused"),
        },
        "errors": _reasons(samples, "error"),
        "mixed": sum(sample.verdict.mixed for sample in samples),
        "dropped": sum(due >= start for due in measured.dropped),
        "healthz": {
            "n": len(health),
            "failed": sum(not look.ok for look in health),
            "ms": milliseconds(look.seconds for look in health),
        },
        "memory_mb": _memory(looks, start, end),
        "most": {name: max((look.values[name] for look in looks), default=0) for name in ("queue_depth", "in_flight")},
        "generations": list(dict.fromkeys(name for look in measured.looks for name in look.generations)),
        "tool_processor": round(measured.processor, 3),
        "over_time": _over_time(samples, start, end) | _memory_over_time(looks, start),
    }


def milliseconds(seconds: Iterable[float]) -> dict[str, float] | None:
    """Percentiles and the most; None of nothing."""
    values = np.fromiter(seconds, dtype=float) * 1000
    if not len(values):
        return None
    shares = {f"p{share}": round(float(np.percentile(values, share)), 1) for share in _SHARES}
    return shares | {"max": round(float(values.max()), 1)}


def _plan(plan: Plan) -> Figures:
    way = plan.way
    shape: Figures = (
        {"agents": way.agents, "think": list(way.think), "honour_retry_after": way.honour_retry_after}
        if isinstance(way, Closed)
        else {"rate": way.rate, "even": way.even, "most_in_flight": way.most}
    )
    bounds = {"seconds": plan.seconds, "requests": plan.requests, "warm_up": plan.warm_up, "deadline": plan.deadline}
    return shape | bounds | {"mix": dict(plan.mix), "seed": plan.seed, "vary": plan.vary}


def _kind(samples: Sequence[Sample], start: float, end: float) -> Figures:
    """Milliseconds are those of answers: a refusal is quick, and must not make them look better."""
    by_outcome = Counter(sample.verdict.outcome for sample in samples)
    answered = [sample for sample in samples if sample.verdict.outcome == "ok"]
    return {
        "n": len(samples),
        "ok": by_outcome["ok"],
        "refused": by_outcome["refused"],
        "errors": by_outcome["error"],
        "per_second": _rate(answered, start, end),
        "ms": milliseconds(sample.seconds for sample in answered),
    }


def _rate(samples: Iterable[Sample], start: float, end: float) -> float:
    """Responses a second, of those that came before the end."""
    return round(sum(sample.due + sample.seconds <= end for sample in samples) / (end - start), 2)


def _reasons(samples: Iterable[Sample], outcome: str) -> dict[str, int]:
    return dict(Counter(s.verdict.reason for s in samples if s.verdict.outcome == outcome).most_common())


def _memory(looks: Sequence[Look], start: float, end: float) -> Figures | None:
    """Megabytes by kind and of all at the start and at the end, and by how much they grew; None where nobody tells."""
    told = [look for look in looks if look.memory]
    if not told:
        return None
    edge = (end - start) * _ENDS
    first = [look for look in told if look.at <= start + edge] or told[:1]
    last = [look for look in told if look.at >= end - edge] or told[-1:]
    found = {}
    for name in ("private", "mapped", "all"):
        before, after = (float(np.median([_held(look, name) for look in some])) for some in (first, last))
        growth = round((after / before - 1) * 100, 1) if before else None
        found[name] = {"start": round(before / 1e6, 1), "end": round(after / 1e6, 1), "growth_percent": growth}
    return found


def _held(look: Look, kind: str) -> float:
    return sum(look.memory.values()) if kind == "all" else look.memory[kind]


def _over_time(samples: Sequence[Sample], start: float, end: float) -> Figures:
    """Slices of the run by when requests were due: [seconds, p50, p95, p99] and [seconds, ok, refused, errors]."""
    width = max(1.0, (end - start) / _SLICES)
    slices: dict[int, list[Sample]] = {number: [] for number in range(max(1, int((end - start) / width)))}
    for sample in samples:
        slices.get(int((sample.due - start) / width), []).append(sample)
    latency, rates = [], []
    for number, within in slices.items():
        middle = round((number + 0.5) * width, 2)
        times = milliseconds(s.seconds for s in within if s.verdict.outcome == "ok")
        if times:
            latency.append([middle, *(times[f"p{share}"] for share in _SHARES)])
        found = Counter(sample.verdict.outcome for sample in within)
        rates.append([middle, *(round(found[outcome] / width, 2) for outcome in ("ok", "refused", "error"))])
    return {"latency_ms": latency, "per_second": rates}


def _memory_over_time(looks: Sequence[Look], start: float) -> Figures:
    """[seconds, private, mapped] in megabytes."""
    kinds = ("private", "mapped")
    told = [[round(k.at - start, 1), *(round(k.memory[kind] / 1e6, 1) for kind in kinds)] for k in looks if k.memory]
    return {"memory_mb": told}
