"""Progress on stderr: a bar with rate and time left on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_LINE_EVERY = 10.0
"""Seconds between two lines where there is no terminal."""


class Step(Protocol):
    def __call__(self, done: int) -> None: ...


@contextmanager
def bar(what: str, total: int | None) -> Iterator[Step]:
    """A function that is told how many more are done. total None: nobody knows yet."""
    if sys.stderr.isatty():
        yield from _terminal(what, total)
    else:
        yield from _lines(what, total)


def _terminal(what: str, total: int | None) -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<12}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(what, total=total, rate="")

        def step(done: int) -> None:
            progress.advance(task, done)
            speed = progress.tasks[0].speed
            progress.update(task, rate=f"{speed:.1f}/s" if speed else "")

        yield step


def _lines(what: str, total: int | None) -> Iterator[Step]:
    started = last = time.monotonic()
    count = 0

    def step(done: int) -> None:
        nonlocal count, last
        count += done
        now = time.monotonic()
        if now - last >= _LINE_EVERY or count == total:
            rate = count / max(now - started, 1e-9)
            left = "" if total is None else f"/{total}, {(total - count) / rate:.0f} s left"
            print(f"{what}: {count}{left}, {rate:.1f}/s", file=sys.stderr)
            last = now

    yield step
