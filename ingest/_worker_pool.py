"""Reading processes as the process that started them sees them: what each does, for how long, and in how much memory.

One pipe a process, no thread: whoever waits for a result calls `step`. Time in which nobody waits counts for no limit.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from ingest import _messages
from ingest import _worker_process as there
from ingest._worker import Worker
from ingest._worker_process import Begin, Task

if TYPE_CHECKING:
    from copilot.core.ports import Source
    from ingest.prepare import Preparer

_LOOK = 0.25
"""Seconds between two looks at how much memory the processes hold."""
_SMALL = 4096
"""Bytes of a task that surely fit into the pipe of a process that is still busy with another."""
_KEPT = 4
"""A process that keeps more than this part of its memory when it has finished a task is replaced."""
_LENIENCE = 3
"""How much longer a task may take that hardly got the processor: on a busy machine nothing is refused for that."""
_VAIN = 5
"""Processes in a row that end before they do anything."""
_DIED = "split it, or leave it out; if it opens elsewhere, tell us"


class Run:
    """A task on its way."""

    def __init__(self, task: Task, seconds: float) -> None:
        self.task, self.seconds = task, seconds
        self.message = _messages.packed(task)
        self.replies: deque[bytes] = deque()
        self.over = False
        self.fault: tuple[str, str] | None = None
        """(what ended it early, what to do about it); what it gave until then is gone, unless it streams."""
        self.spent = 0.0
        """Seconds that somebody waited for it; for `split` since its last piece."""
        self.due = task.credit or 0
        """Messages asked for that did not come yet."""

    @property
    def streams(self) -> bool:
        return self.task.credit is not None


class Pool:
    """Starts processes when there is something to do, at most `count` of them reading at once."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._workers: list[Worker] = []
        self._queue: deque[Run] = deque()
        self._begun = b""
        self._looked = 0.0
        self._vain = 0

    def begin(self, source: Source, preparer: Preparer) -> None:
        """What the runs that follow read from."""
        self._begun = _messages.packed(Begin(source, preparer))

    def submit(self, *runs: Run, first: bool = False) -> None:
        """first: before everything that waits."""
        if first:
            self._queue.extendleft(reversed(runs))
        else:
            self._queue.extend(runs)

    def more(self, run: Run) -> None:
        """Asks a run that streams for one message more."""
        run.due += 1
        for worker in self._workers:
            if worker.runs and worker.runs[0] is run:
                # A process that is gone is noticed by the next step.
                with suppress(OSError):
                    worker.connection.send_bytes(there.MORE)

    def step(self, *, patient: bool = True) -> None:
        """Hands out what waits and takes in what came; patient: waits until something came, a quarter second at most.

        Raises RuntimeError when processes cannot be started.
        """
        self._staff()
        self._hand_out()
        ends: list[Any] = [end for worker in self._workers for end in (worker.connection, worker.process.sentinel)]
        before = time.monotonic()
        ready = wait(ends, _LOOK if patient else 0)
        now = time.monotonic()
        for worker in self._workers.copy():
            if worker.connection in ready or worker.process.sentinel in ready:
                self._receive(worker)
            elif worker.runs and not (worker.runs[0].streams and not worker.runs[0].due):
                run = worker.runs[0]
                run.spent += now - before
                if run.spent > run.seconds and (run.spent > _LENIENCE * run.seconds or worker.was_busy()):
                    found = f"reading took longer than {run.seconds:,.3g} s"
                    self._end(worker, (found, "split it, or raise `seconds` in [limits]"))
        if now - self._looked > _LOOK:
            self._looked = now
            self._weigh()
        self._hand_out()

    def abandon(self) -> None:
        """Nobody wants what is on its way any more."""
        self._queue.clear()
        for worker in self._workers.copy():
            if worker.runs:
                self._discard(worker)

    def close(self) -> None:
        self._queue.clear()
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers.copy():
            self._discard(worker)

    def _staff(self) -> None:
        """Starts as many processes as there is work for; those whose run streams mostly wait and come on top."""
        under_way = [*self._queue, *(worker.runs[0] for worker in self._workers if worker.runs)]
        streams = sum(run.streams for run in under_way)
        while len(self._workers) < min(self._count, len(under_way) - streams) + streams:
            self._workers.append(Worker())

    def _hand_out(self) -> None:
        while self._queue and (worker := self._free_for(self._queue[0])):
            run = self._queue.popleft()
            try:
                worker.give(run, self._begun)
            except OSError:
                self._queue.appendleft(run)
                self._lose(worker)

    def _free_for(self, run: Run) -> Worker | None:
        reading = [worker for worker in self._workers if worker.runs and not worker.runs[0].streams]
        if run.streams or len(reading) < self._count:
            return next((worker for worker in self._workers if worker.ready and not worker.runs), None)
        if len(run.message) > _SMALL:
            return None
        # One more, so that it has something to go on with when it has finished.
        return next((worker for worker in reading if len(worker.runs) == 1), None)

    def _receive(self, worker: Worker) -> None:
        try:
            while worker.connection.poll():
                raw = worker.connection.recv_bytes()
                match raw[:1]:
                    case there.READY:
                        worker.become_ready()
                    case there.END:
                        self._vain = 0
                        run = worker.runs.popleft()
                        run.over = True
                        if worker.grown() > run.task.memory / _KEPT:
                            self._discard(worker)
                            return
                        worker.start_clock()
                    case there.NO_MEMORY:
                        self._end(worker, _no_memory(worker.runs[0].task.memory))
                        return
                    case there.UNFIT:
                        raise RuntimeError(f"a reading process cannot begin: {raw[1:].decode('utf-8', 'replace')}")
                    case _:
                        run = worker.runs[0]
                        run.replies.append(raw)
                        run.due -= 1
                        if run.task.what == "split":
                            worker.start_clock()
        except (EOFError, OSError):
            self._lose(worker)
            return
        if not worker.process.is_alive():
            self._lose(worker)

    def _lose(self, worker: Worker) -> None:
        """A process ended by itself."""
        worker.process.join(_LOOK)
        code = worker.process.exitcode
        if worker.runs:
            self._end(worker, (f"the process that read it died{_cause(code)}", _DIED))
            return
        self._discard(worker)
        self._vain += 1
        if self._vain >= _VAIN:
            raise RuntimeError(f"reading processes end as soon as they are started{_cause(code)}")

    def _end(self, worker: Worker, fault: tuple[str, str]) -> None:
        """Ends a process for what it does; whatever else it was given goes to another."""
        run = worker.runs.popleft()
        if not run.streams:
            run.replies.clear()
        run.over, run.fault = True, fault
        self._discard(worker)

    def _discard(self, worker: Worker) -> None:
        self._workers.remove(worker)
        self._queue.extendleft(reversed(worker.runs))
        worker.kill()

    def _weigh(self) -> None:
        """The second line: what a process maps or shares does not count where the kernel limits it."""
        for worker in self._workers.copy():
            if worker.runs and worker.grown() > worker.runs[0].task.memory:
                self._end(worker, _no_memory(worker.runs[0].task.memory, worker.grown()))


def _no_memory(allowed: int, found: int = 0) -> tuple[str, str]:
    held = f": it held {found / 1e6:,.0f} MB" if found else ""
    fix = "split it, or raise `memory_megabytes` in [limits]"
    return f"needs more than {allowed / 1e6:,.0f} MB of memory{held}", fix


def _cause(code: int | None) -> str:
    """How a process ended, for people."""
    if code is None:
        return ""
    if code >= 0:
        return f" (exit code {code})"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f" ({name}: the machine has no memory left)" if name == "SIGKILL" else f" ({name}, a fault in a library)"
