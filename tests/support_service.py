"""The real service in a thread: uvicorn on a free port of 127.0.0.1."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import uvicorn

from copilot.api import app
from copilot.api.state import State


def until(holds: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
    """Waits for something that happens on its own. Fails naming it."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"after {seconds} s still not: {what}"
        time.sleep(0.005)


@contextmanager
def running(state: State, *, ready: bool = True) -> Iterator[httpx.Client]:
    """A client of the running service; with `ready` only once it can answer."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app.build(state), log_level="critical", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        until(lambda: server.started, "the service listens")
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            with httpx.Client(base_url=address, timeout=20, trust_env=False) as client:
                if ready:
                    until(lambda: client.get("/readyz").status_code == 200, "the service is ready")
                yield client
        finally:
            server.should_exit = True
            thread.join(20)
