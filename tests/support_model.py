"""A language model that does as it is told: a small OpenAI-compatible server, streaming over real HTTP on 127.0.0.1."""

from __future__ import annotations

import itertools
import json
import select
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Step = bytes | float
"""What a reply consists of: bytes that are sent, and seconds of silence."""

_FOR_EVER = 3600.0
_LOOK = 0.02
"""Seconds after which a silent model looks again whether the client is still there."""
_DONE = b"data: [DONE]\n\n"


@dataclass
class Call:
    """One request."""

    body: dict[str, Any]
    hung_up: float | None = None
    """When the client closed the connection before the end of the reply, on the monotonic clock."""


class ScriptedModel:
    """Use as a context manager. What it is told to do holds for all requests that come in from then on."""

    def __init__(self, port: int = 0) -> None:
        """port: 0 takes a free one."""
        self.calls: list[Call] = []
        self.gone = threading.Event()
        """Set when a client hung up before the end of a reply."""
        self.asked = threading.Event()
        """Set when a request has come in."""
        self._script: Callable[[], Iterable[Step]] = tuple
        self._stop = threading.Event()
        self._server: ThreadingHTTPServer | None = None
        self._port = port

    def __enter__(self) -> ScriptedModel:
        self._listen()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self.refuses()

    @property
    def requests(self) -> list[dict[str, Any]]:
        return [call.body for call in self.calls]

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def toml(self) -> str:
        """The configuration's [generator] table."""
        return f'[generator]\ntype = "chat"\nmodel = "openai:scripted"\nbase_url = "{self.base_url}"\ntimeout = 10\n'

    @property
    def prompt(self) -> str:
        """What the last request said, system message first."""
        return "\n".join(message["content"] for message in self.requests[-1]["messages"])

    # What it can be told.

    def says(self, text: str, *, piece: int = 7) -> None:
        """The text, in pieces of a few characters."""
        self._does(lambda: [_head(), *_pieces(text, piece), _event(end="stop"), _DONE])

    def empty(self) -> None:
        self.says("")

    def truncates(self, text: str) -> None:
        """Stops at a limit of its own, and says so."""
        self._does(lambda: [_head(), *_pieces(text), _event(end="length"), _DONE])

    def breaks_off(self, after: str = "") -> None:
        """Closes the connection without a word."""
        self._does(lambda: [_head(), *_pieces(after)])

    def never_stops(self, text: str) -> None:
        self._does(lambda: itertools.chain([_head()], itertools.repeat(_event(text))))

    def drips(self, text: str, every: float) -> None:
        """A character at a time, with so many seconds between two."""
        self._does(lambda: [_head(), *(step for letter in _pieces(text, 1) for step in (letter, every))])

    def falls_silent(self, after: str = "") -> None:
        """Says `after` and then nothing more, with the connection open."""
        self._does(lambda: [_head(), *_pieces(after), _FOR_EVER])

    def hangs_before_headers(self) -> None:
        self._does(lambda: [_FOR_EVER])

    def fails(self, status: int) -> None:
        self._does(lambda: [_head(status, "application/json"), b'{"error": {"message": "out of order"}}'])

    def answers_html(self) -> None:
        self._does(lambda: [_head(kind="text/html"), b"<html><body><h1>Welcome to the proxy</h1></body></html>"])

    def broken_json(self) -> None:
        self._does(lambda: [_head(), b'data: {"id": "1", "choices": [{"delta": {"content": "De\n\n', _DONE])

    def refuses(self) -> None:
        """Connections, until it is told something else."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _does(self, script: Callable[[], Iterable[Step]]) -> None:
        self._script = script
        self._listen()

    def _listen(self) -> None:
        if self._server is None:
            self._server = ThreadingHTTPServer(("127.0.0.1", self._port), self._handler())
            self._port = self._server.server_address[1]
            serving = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
            serving.start()

    def _handler(script) -> type[BaseHTTPRequestHandler]:  # the handler's own self is another
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                call = Call(json.loads(self.rfile.read(int(self.headers["content-length"]))))
                script.calls.append(call)
                script.asked.set()
                try:
                    for step in script._script():
                        self._wait(step if isinstance(step, float) else 0.0)
                        if isinstance(step, bytes):
                            self.wfile.write(step)
                except OSError:
                    call.hung_up = time.monotonic()
                    script.gone.set()

            def _wait(self, seconds: float) -> None:
                """Raises ConnectionError as soon as the client has hung up, or nobody needs the model any more."""
                until = time.monotonic() + seconds
                while True:
                    left = until - time.monotonic()
                    if script._stop.is_set() or _has_left(self.connection, min(max(left, 0.0), _LOOK)):
                        raise ConnectionAbortedError
                    if left <= 0:
                        return

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Handler


def _has_left(connection: socket.socket, seconds: float) -> bool:
    """Whether the other side closes the connection within so many seconds."""
    readable, _, _ = select.select([connection], [], [], seconds)
    return bool(readable) and connection.recv(1, socket.MSG_PEEK) == b""


def _head(status: int = 200, kind: str = "text/event-stream") -> bytes:
    return f"HTTP/1.0 {status} As told\r\nContent-Type: {kind}\r\n\r\n".encode()


def _pieces(text: str, size: int = 7) -> Iterator[bytes]:
    return (_event(text[start : start + size]) for start in range(0, len(text), size))


def _event(content: str = "", end: str | None = None) -> bytes:
    choice = {"delta": {"content": content} if content else {}, "index": 0, "finish_reason": end}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n".encode()
