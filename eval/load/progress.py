"""How far a run is, on stderr: a bar with rate and time left on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import asyncio
import sys

from eval.load.loop import Load

_EVERY = 0.5
_LINE_EVERY = 10.0
"""Seconds between two lines where there is no terminal."""


async def show(load: Load, seconds: float | None, requests: int | None) -> None:
    """Until cancelled."""
    if sys.stderr.isatty():
        await _bar(load, seconds, requests)
    while True:
        await asyncio.sleep(_LINE_EVERY)
        done, whole = _done(load, seconds, requests)
        left = f"{max(0.0, load.now * (whole - done) / done):.0f} s left; " if done and whole else ""
        print(f"load: {left}{_counts(load)}", file=sys.stderr, flush=True)


async def _bar(load: Load, seconds: float | None, requests: int | None) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("load"), BarColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=None)
        while True:
            done, whole = _done(load, seconds, requests)
            progress.update(task, completed=done, total=whole or None, description=_counts(load))
            await asyncio.sleep(_EVERY)


def _done(load: Load, seconds: float | None, requests: int | None) -> tuple[float, float]:
    """(done, whole), of the bound that is nearest; whole is 0 where nobody knows."""
    bounds = [(load.now, seconds or 0.0), (float(len(load.samples)), float(requests or 0))]
    return max((bound for bound in bounds if bound[1]), key=lambda bound: bound[0] / bound[1], default=(0.0, 0.0))


def _counts(load: Load) -> str:
    n, rate = len(load.samples), len(load.samples) / max(load.now, 1e-9)
    return f"{n} requests, {rate:.1f}/s, {load.outcomes['refused']} refused, {load.outcomes['error']} errors"
