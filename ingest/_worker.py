"""One reading process as the process that started it sees it."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import TYPE_CHECKING, Any

import psutil

from ingest import _worker_process as there

if TYPE_CHECKING:
    from ingest._worker_pool import Run


class Worker:
    """One process and what it was given to do, the first of which it is busy with."""

    def __init__(self) -> None:
        context = _context()
        self.connection, other = context.Pipe()
        self.process = context.Process(target=there.serve, args=(other,), name="reader", daemon=True)
        with _without_main():
            self.process.start()
        other.close()
        self.runs: deque[Run] = deque()
        self.ready = False
        self._begun = b""
        self._seen: psutil.Process | None = None
        self._base = 0
        self._used = 0.0

    def become_ready(self) -> None:
        self.ready = True
        with suppress(psutil.Error):
            self._seen = psutil.Process(self.process.pid)
            self._base = self._seen.memory_info().rss

    def give(self, run: Run, begun: bytes) -> None:
        """Raises OSError when it is gone."""
        if self._begun != begun:
            self.connection.send_bytes(begun)
            self._begun = begun
        self.connection.send_bytes(run.message)
        self.runs.append(run)
        if len(self.runs) == 1:
            self.start_clock()

    def start_clock(self) -> None:
        """From here on counts what it takes for its first run."""
        if self.runs:
            self.runs[0].spent = 0.0
            self._used = self._processor()

    def was_busy(self) -> bool:
        """Whether it had the processor for much of the time; else others had it, or it only waits."""
        return bool(self.runs) and self._processor() - self._used > self.runs[0].spent / 2

    def _processor(self) -> float:
        """Seconds of the processor that it has used."""
        try:
            return sum(self._seen.cpu_times()[:2]) if self._seen else 0.0
        except psutil.Error:
            return 0.0  # As in grown.

    def grown(self) -> int:
        """Bytes that it holds beyond what it held when it was started."""
        try:
            return self._seen.memory_info().rss - self._base if self._seen else 0
        except psutil.Error:
            return 0  # It ended just now.

    def kill(self) -> None:
        self.process.kill()
        self.connection.close()
        self.process.join(5)
        if self.process.exitcode is not None:
            self.process.close()


def _context() -> Any:
    """How processes are started: not by a plain fork, which would copy the locks of our threads in whatever state."""
    made: Any = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    if os.name == "posix":
        # What is loaded once there is shared by all that are forked from it.
        pages = ["ingest.preload_pages"] if "ingest.parse" in sys.modules else []
        made.set_forkserver_preload(["ingest.preload", *pages])
    return made


@contextmanager
def _without_main() -> Iterator[None]:
    """Readers need nothing of the script that started them, and must not run it again: not every script expects it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
