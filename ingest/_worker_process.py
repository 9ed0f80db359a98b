"""What runs in a reading process: it reads and prepares what it is told to, and may be killed at any moment.

Messages in are pickled: a `Begin`, then `Task`s one after the other, and MORE while a task waits to go on. Messages out
begin with one byte that says what they are; what follows is pickled value by value.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, Literal

import psutil

from copilot.core.types import Document, Rejected
from ingest import _messages

if TYPE_CHECKING:
    from copilot.core.ports import Item, Source
    from ingest.prepare import Preparer

try:
    import fcntl
    import resource
except ImportError:  # Windows
    fcntl = resource = None  # type: ignore[assignment]

READY, SOME, PIECE, END, NO_MEMORY, UNFIT = b"r", b"s", b"p", b"e", b"m", b"u"
MORE = b"more"
SIZE_BYTES = 8
"""Length of the number after PIECE: the bytes that reading the piece goes through."""
_MESSAGE = 1 << 20
"""Bytes that are gathered before they are sent, so that neither side holds all that a large item gives twice."""


@dataclass(frozen=True, slots=True)
class Begin:
    """What the following tasks read from."""

    source: Source
    preparer: Preparer


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    split: the pieces of an item, one a message. read: what is ingested of an item or piece. show: its cleaned
    documents, one a message.
    """

    what: Literal["split", "read", "show"]
    item: Item
    piece: bytes | None = None
    """Pickled; None: the item as a whole."""
    memory: int = 0
    """Bytes that it may take."""
    skip: int = 0
    """Pieces that nobody wants; their messages are empty."""
    credit: int | None = None
    """Messages that may be sent before one waits for MORE; None: any number."""


def serve(connection: Connection) -> None:
    """Works until the connection is closed."""
    # Ctrl-C reaches all processes of a terminal: the one that started this one decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    _be_the_first_to_go()
    base = getattr(psutil.Process().memory_info(), "data", None)
    connection.send_bytes(READY)
    # The other side is gone, or wants no more.
    with suppress(EOFError, ConnectionError):
        _work(connection, base)


def _work(connection: Connection, base: int | None) -> None:
    """base: bytes held at the start, where that can be told. Raises EOFError, ConnectionError."""
    begun: Begin | None = None
    while True:
        raw = connection.recv_bytes()
        if raw == MORE:
            continue  # Asked for when the task was already at its end.
        try:
            message = _messages.trusted(raw)
        except Exception as error:
            connection.send_bytes(UNFIT + f"{type(error).__name__}: {error}".encode("utf-8", "replace"))
            return
        if isinstance(message, Begin):
            begun = message
            continue
        assert begun is not None
        try:
            _allow(base, message.memory)
            _run(connection, begun, message)
        except MemoryError:
            _allow(base, None)
            connection.send_bytes(NO_MEMORY)
            return
        _allow(base, None)
        connection.send_bytes(END)


def _run(connection: Connection, begun: Begin, task: Task) -> None:
    """Sends what a task gives."""
    gathered, size, credit = [SOME], 0, task.credit
    for number, value in enumerate(_values(begun, task)):
        raw = _pickled(begun, task, value)
        if credit is None:
            gathered.append(raw)
            size += len(raw)
            if size >= _MESSAGE:
                connection.send_bytes(b"".join(gathered))
                gathered, size = [SOME], 0
            continue
        while not credit:
            credit += connection.recv_bytes() == MORE
        credit -= 1
        if number < task.skip:
            connection.send_bytes(SOME)
        elif task.what != "split" or isinstance(value, Rejected):
            connection.send_bytes(SOME + raw)
        else:
            connection.send_bytes(PIECE + size_of(value, raw).to_bytes(SIZE_BYTES, "little") + raw)
    if size:
        connection.send_bytes(b"".join(gathered))


def size_of(piece: Any, pickled: bytes) -> int:
    """Bytes that reading a piece goes through: those that it holds, or those of the places that it names."""
    return max(len(pickled), getattr(piece, "size", 0))


def _values(begun: Begin, task: Task) -> Iterator[Any]:
    source, preparer, item = begun.source, begun.preparer, task.item
    try:
        if task.what == "split":
            yield from source.split(item)  # type: ignore[attr-defined]
            return
        for entry in _read(source, task):
            if isinstance(entry, Rejected):
                yield entry
            elif task.what == "show":
                yield from preparer.cleaned(entry)
            else:
                yield from preparer.records(entry, item.key)
    except MemoryError:
        raise
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise MemoryError from error
        reason = f"cannot be read: {error.strerror or type(error).__name__}"
        yield Rejected(preparer.source, item.key, reason, "check the file and its permissions")
    except Exception as error:
        yield _unexpected(begun, task, error)


def _read(source: Any, task: Task) -> Iterator[Document | Rejected]:
    if task.piece is None:
        yield from source.read(task.item)
    else:
        yield from source.read_piece(_messages.unpacked(task.piece))


def _pickled(begun: Begin, task: Task, value: Any) -> bytes:
    try:
        return _messages.packed(value)
    except MemoryError:
        raise
    except Exception as error:
        return _messages.packed(_unexpected(begun, task, error))


def _unexpected(begun: Begin, task: Task, error: Exception) -> Rejected:
    """A fault of ours or of a parser must not cost the others; its message may hold the item's text."""
    from ingest.prepare import unexpected

    return unexpected(begun.preparer.source, task.item.key, error)


def _allow(base: int | None, memory: int | None) -> None:
    """Lets this process take so many bytes more than it held at its start; None: any number."""
    if base is None or resource is None:
        return
    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = most if memory is None else base + memory
    soft = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, most))


def _be_the_first_to_go() -> None:
    """Where the machine runs out of memory, it costs an item and not the run; and a crash writes no file of texts."""
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as stream:
        stream.write("1000")
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _end_with_parent() -> None:
    """A killed run must leave no process behind, not even one that hangs in a library."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if fcntl is not None and hasattr(os, "O_ASYNC"):
        # The kernel tells the end of the parent by a signal that nobody handles, and so ends this process too.
        end = parent.sentinel
        fcntl.fcntl(end, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(end, fcntl.F_SETFL, fcntl.fcntl(end, fcntl.F_GETFL) | os.O_ASYNC)

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
