"""Reads and prepares items side by side, in processes that can be killed.

Nothing untrusted is parsed in this process: what takes too long, needs too much memory or kills its parser costs one
item, or one piece of an item that is read in pieces, and says so.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from copilot.core.ports import DivisibleSource, Item, Source, SplitSource
from copilot.core.sections import LimitSettings, ReadingSettings
from copilot.core.types import Document, Rejected
from ingest import _messages
from ingest import _worker_process as there
from ingest._worker_pool import Pool, Run
from ingest._worker_process import Task
from ingest.prepare import Preparer

_AHEAD = 4
"""Jobs a process may be ahead of what was taken: keeps all busy and what waits in memory small."""
_MORE_MEMORY = 10
"""Megabytes of memory for each further megabyte of an item."""
_MEGABYTE = 1_000_000

Entries = list[Any]
"""What a job gave: DocumentRecord | Rejected, or whatever else the preparer makes of documents."""


def processes(wanted: int) -> int:
    """How many processes read at once; wanted 0: as many as there are cores for us."""
    if wanted:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Job:
    """An item, or one piece of an item that is read in pieces."""

    item: Item
    runs: list[Run] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    """What each run reads, for people."""
    known: Entries = field(default_factory=list)
    """What it gives without being read."""
    piece: bytes | None = None


class Workers:
    """Processes that live for several sources, one source at a time."""

    def __init__(self, reading: ReadingSettings, limits: LimitSettings) -> None:
        self._limits = limits
        self._count = processes(reading.processes)
        self._pool = Pool(self._count)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def prepared(
        self, source: Source, preparer: Preparer, items: Iterable[Item], skip: Mapping[str, int] | None = None
    ) -> Iterator[tuple[Item, Entries]]:
        """Each job's item and what it gave, in the order of the items and their pieces.

        skip: item key -> number of its leading jobs that are already done; they do not come again. Whatever goes
        wrong with a job stays with it: it then gives one Rejected.
        """
        self._pool.abandon()
        # A source is sent after it has listed its items: it remembers from that where they are.
        items = list(items)
        self._pool.begin(source, preparer)
        jobs = self._jobs(source, preparer.source, items, skip or {}, "read")
        waiting: deque[_Job] = deque()
        more = True
        try:
            while more or waiting:
                while more and len(waiting) < self._count * _AHEAD:
                    try:
                        job = next(jobs)
                    except StopIteration:
                        more = False
                        break
                    if job is None:
                        break
                    self._pool.submit(*job.runs)
                    waiting.append(job)
                if not waiting or not self._is_done(waiting[0], source):
                    if more or waiting:
                        self._pool.step()
                    continue
                # Those that are finished get something to do before the caller takes its time.
                self._pool.step(patient=False)
                job = waiting.popleft()
                yield job.item, self._entries(job, preparer.source)
        finally:
            self._pool.abandon()

    def documents(self, source: Source, preparer: Preparer, items: Iterable[Item]) -> Iterator[Document | Rejected]:
        """The cleaned documents without their passages, as they come: no item is read further than is taken."""
        self._pool.abandon()

        def sent() -> Iterator[Item]:
            # As in prepared; but nobody waits here until a large source has listed all.
            for item in items:
                self._pool.begin(source, preparer)
                yield item

        try:
            for job in self._jobs(source, preparer.source, sent(), {}, "show"):
                if job is None:
                    self._pool.step()
                    continue
                yield from job.known
                self._pool.submit(*job.runs)
                for run in job.runs:
                    while reply := self._next(run):
                        yield from _messages.unpacked_all(reply, 1)
                    if run.fault:
                        yield Rejected(preparer.source, job.item.key, *run.fault)
        finally:
            self._pool.abandon()

    def _jobs(
        self, source: Source, name: str, items: Iterable[Item], skip: Mapping[str, int], what: Any
    ) -> Iterator[_Job | None]:
        """None: nothing yet, the processes have to be waited for."""
        for item in items:
            done = skip.get(item.key, 0)
            if isinstance(source, SplitSource):
                yield from self._pieces(name, item, done, what)
            elif done:
                continue
            elif item.size > self._limits.megabytes * _MEGABYTE:
                size = f"it is {item.size / _MEGABYTE:,.0f} MB large; up to {self._limits.megabytes:,} MB are read"
                yield _Job(item, known=[Rejected(name, item.key, size, "split it, or raise `megabytes` in [limits]")])
            else:
                yield _Job(item, [self._run(what, item, item.size)], [item.key])

    def _pieces(self, name: str, item: Item, skip: int, what: Any) -> Iterator[_Job | None]:
        splitting = self._run("split", item, item.size, skip=skip, credit=self._count * _AHEAD)
        self._pool.submit(splitting)
        while True:
            if not splitting.replies and not splitting.over:
                yield None
                continue
            reply = self._next(splitting)
            if reply is None:
                break
            if reply[:1] == there.PIECE:
                start = 1 + there.SIZE_BYTES
                size, piece = int.from_bytes(reply[1:start], "little"), reply[start:]
                yield _Job(item, [self._run(what, item, size, piece=piece)], [item.key], piece=piece)
            elif len(reply) > 1:
                yield _Job(item, known=list(_messages.unpacked_all(reply, 1)))
        if splitting.fault:
            yield _Job(item, known=[Rejected(name, item.key, *splitting.fault)])

    def _run(self, what: Any, item: Item, size: int, **more: Any) -> Run:
        """size: bytes that are gone through, from which its limits follow."""
        further = max(0.0, size / _MEGABYTE - 1)
        memory = int((self._limits.memory_megabytes + _MORE_MEMORY * further) * _MEGABYTE)
        if what == "show":
            more["credit"] = 1
        seconds = self._limits.seconds + self._limits.seconds_per_megabyte * further
        return Run(Task(what, item, memory=memory, **more), seconds)

    def _next(self, run: Run) -> bytes | None:
        """The next reply of a run that streams; None at its end."""
        while not run.replies:
            if run.over:
                return None
            self._pool.step()
        reply = run.replies.popleft()
        if not run.over:
            self._pool.more(run)
        return reply

    def _is_done(self, job: _Job, source: Source) -> bool:
        """Whether all of a job has been read; a piece that had to be ended is read anew, each part of it by itself."""
        if not all(run.over for run in job.runs):
            return False
        if job.piece is None or not job.runs[0].fault or not isinstance(source, DivisibleSource):
            return True
        whole, job.piece = _messages.unpacked(job.piece), None
        parts = list(source.divide(whole)) or [(job.item.key, whole)]
        job.where = [where for where, _ in parts]
        if len(parts) > 1:
            pickled = [(part, _messages.packed(part)) for _, part in parts]
            job.runs = [self._run("read", job.item, there.size_of(part, raw), piece=raw) for part, raw in pickled]
            self._pool.submit(*job.runs, first=True)
        return len(parts) <= 1

    def _entries(self, job: _Job, name: str) -> Entries:
        entries = list(job.known)
        for run, where in zip(job.runs, job.where, strict=True):
            if run.fault:
                entries.append(Rejected(name, where, *run.fault))
            for reply in run.replies:
                entries += _messages.unpacked_all(reply, 1)
        return entries
