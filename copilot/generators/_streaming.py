"""An asynchronous stream, read from an ordinary thread that may stop reading at any moment.

Only a task can be cancelled while it connects, waits for headers or waits for the next piece, and cancelling it closes
its connection. All streams of a process share one event loop, for the clients of language models keep connections.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing
from functools import cache

from copilot.core.deadline import Deadline
from copilot.core.errors import AskerLeftError

_AGAIN = 0.05
"""Seconds after which a stream that has not ended is cancelled again."""
_starting = threading.Lock()


def read(
    stream: AsyncGenerator[str, None], seconds: float, deadline: Deadline, reserve: float
) -> Generator[str, None, None]:
    """The stream's pieces as they come. Whoever stops reading, for whatever reason, cancels the stream.

    Raises what the stream raises, TimeoutError after `seconds` and `reserve` seconds before the deadline, which may be
    brought forward meanwhile, and AskerLeftError once nobody waits for the answer.
    """
    until = time.monotonic() + seconds
    pieces: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    with _starting:
        reading = asyncio.run_coroutine_threadsafe(_watched(stream, pieces.put), _loop())
    reading.add_done_callback(lambda _: pieces.put(None))
    try:
        while True:
            if deadline.asker_left:
                raise AskerLeftError("the asker has left")
            left = min(until - time.monotonic(), deadline.left - reserve)
            if left <= 0:
                raise TimeoutError
            try:
                piece = pieces.get(timeout=min(Deadline.POLL, left))
            except queue.Empty:
                continue
            if piece is None:
                reading.result()
                return
            yield piece
    finally:
        reading.cancel()


async def _watched(stream: AsyncGenerator[str, None], put: Callable[[str], None]) -> None:
    reading = asyncio.create_task(_read(stream, put))
    try:
        await asyncio.wait({reading})
    finally:
        # Clients wait with asyncio.wait_for, which until Python 3.12 loses a cancellation that comes with a piece.
        while not reading.done():
            reading.cancel()
            await asyncio.wait({reading}, timeout=_AGAIN)
        failed = None if reading.cancelled() else reading.exception()
    if failed:
        raise failed


async def _read(stream: AsyncGenerator[str, None], put: Callable[[str], None]) -> None:
    async with aclosing(stream):
        async for piece in stream:
            if piece:
                put(piece)
            # A model that writes faster than it can be read must let other streams, and an end, come between.
            await asyncio.sleep(0)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="language models", daemon=True).start()
    return loop
