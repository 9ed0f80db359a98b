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

ODD_IDS = ["map/sub pagina#deel 2", "é/🔑?x=1&y=%2F", "../../etc/passwd", "a:b//c", "T-3#internal"]
"""Ids of documents that every API test's desk holds besides the usual ones."""


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
            # Without certificates, which take long to read and are not looked at.
            with httpx.Client(base_url=address, timeout=20, trust_env=False, verify=False) as client:
                if ready:
                    until(lambda: client.get("/readyz").status_code == 200, "the service is ready")
                yield client
        finally:
            server.should_exit = True
            thread.join(20)


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def is_problem(response: httpx.Response, status: int) -> bool:
    """Whether it is problem+json of this status that says what was found and what to do next."""
    body = response.json()
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert body.keys() == {"type", "title", "status", "detail", "next"}
    return body["status"] == status and bool(body["detail"]) and bool(body["next"])
