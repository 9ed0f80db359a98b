"""Reads and prepares items side by side, in processes of their own.

Parsing so uses every core, and what kills a parser (no memory left, a fault in a library) costs only the item that did
it. A few items are read in this process, unless they take long: most runs have little to read, and processes take a
second to start.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from copilot.core.ports import Item, Source, SplitSource
from copilot.core.snapshot import DocumentRecord
from copilot.core.types import Document, Rejected
from ingest.prepare import Preparer, unexpected

_FEW = 64
"""Jobs; so many are begun in this process."""
_ALONE = 2.0
"""Seconds after which other processes are asked for the rest of them."""
_AHEAD = 4
"""Jobs a process may be ahead of what was taken: keeps all busy and what waits in memory small."""

Entries = list[DocumentRecord | Rejected]


@dataclass(frozen=True, slots=True)
class _Job:
    """An item, or one piece of an item that is read in pieces."""

    item: Item
    piece: Any = None


def processes(wanted: int) -> int:
    """How many processes read at once; wanted 0: as many as there are cores for us."""
    if wanted:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def prepared(
    source: Source, preparer: Preparer, items: Iterable[Item], count: int = 1, few: int = _FEW
) -> Iterator[tuple[Item, Entries]]:
    """Items with what they give, in the order given; an item that is read in pieces comes several times.

    count: processes. few: jobs that are not worth starting them. Whatever goes wrong with an item stays with it.
    """
    jobs = _jobs(source, preparer.source, items)
    first = list(islice(jobs, few + 1))
    jobs = chain(first, jobs)
    started = time.monotonic()
    while count == 1 or (len(first) <= few and time.monotonic() - started < _ALONE):
        job = next(jobs, None)
        if job is None:
            return
        yield job.item, _work(source, preparer, job)
    yield from _side_by_side(source, preparer, jobs, count)


def one_by_one(source: Source, preparer: Preparer, items: Iterable[Item]) -> Iterator[Document | Rejected]:
    """The cleaned documents without their passages, in this process, and without waiting for an item's end."""
    for job in _jobs(source, preparer.source, items):
        for entry in _read(source, preparer.source, job):
            yield from [entry] if isinstance(entry, Rejected) else preparer.cleaned(entry)


def _jobs(source: Source, name: str, items: Iterable[Item]) -> Iterator[_Job]:
    for item in items:
        if not isinstance(source, SplitSource):
            yield _Job(item)
            continue
        try:
            yield from (_Job(item, piece) for piece in source.split(item))
        except OSError as error:
            yield _Job(item, _unreadable(name, item, error))
        except Exception as error:
            # As in _work: a fault of ours must not cost the other items.
            yield _Job(item, unexpected(name, item.key, error))


def _work(source: Source, preparer: Preparer, job: _Job) -> Entries:
    """Everything that one job gives."""
    entries: Entries = []
    for entry in _read(source, preparer.source, job):
        entries += [entry] if isinstance(entry, Rejected) else preparer.records(entry, job.item.key)
    return entries


def _read(source: Source, name: str, job: _Job) -> Iterator[Document | Rejected]:
    try:
        if isinstance(job.piece, Rejected):
            yield job.piece
        elif job.piece is None:
            yield from source.read(job.item)
        else:
            yield from source.read_piece(job.piece)  # type: ignore[attr-defined]
    except OSError as error:
        yield _unreadable(name, job.item, error)
    except Exception as error:
        # A fault of ours or of a parser must not cost the others; the message may hold the item's text.
        yield unexpected(name, job.item.key, error)


def _unreadable(name: str, item: Item, error: OSError) -> Rejected:
    return Rejected(name, item.key, f"cannot be read: {error.strerror}", "check the file and its permissions")


def _side_by_side(
    source: Source, preparer: Preparer, jobs: Iterator[_Job], count: int
) -> Iterator[tuple[Item, Entries]]:
    """Results come in the order of the jobs, so that the outcome does not depend on who was faster."""
    pool = _pool(source, preparer, count)
    waiting: deque[tuple[_Job, Future[Entries]]] = deque()
    try:
        more = True
        while more or waiting:
            while more and len(waiting) < count * _AHEAD:
                job = next(jobs, None)
                more = job is not None
                if job is not None:
                    waiting.append((job, pool.submit(_work_there, job)))
            if waiting:
                job, future = waiting.popleft()
                try:
                    entries = future.result()
                except BrokenProcessPool:
                    # One of those under way killed its process, and with it the pool; whoever does it alone, did it.
                    entries = _alone(source, preparer, job)
                    pool = _pool(source, preparer, count)
                    waiting = deque((other, _again(pool, other, future)) for other, future in waiting)
                yield job.item, entries
    finally:
        pool.shutdown(cancel_futures=True)


def _again(pool: ProcessPoolExecutor, job: _Job, future: Future[Entries]) -> Future[Entries]:
    return future if future.done() and not future.exception() else pool.submit(_work_there, job)


def _alone(source: Source, preparer: Preparer, job: _Job) -> Entries:
    with _pool(source, preparer, 1) as pool:
        try:
            return pool.submit(_work_there, job).result()
        except BrokenProcessPool:
            reason = "the process that read it died: not enough memory, or a fault in a library"
            return [Rejected(preparer.source, job.item.key, reason, "split the item, or leave it out")]


_here: tuple[Source, Preparer] | None = None
"""What a reading process reads from."""


def _pool(source: Source, preparer: Preparer, count: int) -> ProcessPoolExecutor:
    # Not plain fork: this process holds threads (of the embedder), whose locks would be copied in whatever state.
    context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    if os.name == "posix":
        # What is loaded once there is shared by all that are forked from it.
        context.set_forkserver_preload(["ingest.preload"])
    return ProcessPoolExecutor(count, context, _begin, (source, preparer))


def _begin(source: Source, preparer: Preparer) -> None:
    global _here
    _here = source, preparer
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed run must leave no process behind that waits for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work_there(job: _Job) -> Entries:
    assert _here is not None
    return _work(*_here, job)
