"""What a signal does: the first one stops the service in an orderly way, the second one at once, and time does too."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from copilot.api import logs

SIGNALS = (signal.SIGTERM, signal.SIGINT)
LAST_RESORT = 28.0
"""Seconds after the first signal at which the process is gone, whatever hangs."""


@contextmanager
def on_signal(drain: Callable[[], None]) -> Iterator[None]:
    """Within, in the main thread: `drain` is called in the event loop as soon as a signal comes.

    It comes beside what the server does itself: it stops listening, and ends once all responses are sent.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    servers = {each: signal.getsignal(each) for each in SIGNALS}
    seen: list[int] = []

    def handle(number: int, frame: FrameType | None) -> None:
        if seen:
            # One of several gets it from whoever stops all of them too, and is ended by its supervisor.
            if multiprocessing.parent_process() is None:
                logs.event("second signal", logging.WARNING)
                end(128 + number)
            return
        seen.append(number)
        last = threading.Timer(LAST_RESORT, _give_up)
        last.daemon = True
        last.start()
        loop.call_soon_threadsafe(drain)
        server = servers[signal.Signals(number)]
        assert callable(server), "uvicorn handles it"
        server(number, frame)

    for each in SIGNALS:
        signal.signal(each, handle)
    try:
        yield
    finally:
        for each, server in servers.items():
            signal.signal(each, server)


def end(code: int) -> None:
    """Ends the process, also when a thread hangs."""
    for handler in logging.getLogger().handlers:
        handler.flush()
    os._exit(code)


def _give_up() -> None:
    logs.event("gave up waiting", logging.ERROR, seconds=LAST_RESORT)
    end(1)
