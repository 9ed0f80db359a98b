"""Memory held by this process and all that it started, watched while something runs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

_EVERY = 0.2
"""Seconds between two looks."""


@contextmanager
def watched() -> Iterator[list[int]]:
    """A list that grows by the bytes held by all processes together, pages that they share counted once."""
    seen, stop = [0], threading.Event()

    def look() -> None:
        while not stop.wait(_EVERY):
            seen.append(sum(_held(p) for p in [psutil.Process(), *psutil.Process().children(recursive=True)]))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        stop.set()
        watcher.join()


def _held(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0  # It ended between being listed and being looked at.
