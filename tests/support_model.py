"""A language model that does as it is told: a small OpenAI-compatible server, streaming over real HTTP on 127.0.0.1."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class ScriptedModel:
    """Use as a context manager. Says nothing until it is told what to say."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.gone = threading.Event()
        """Set when a client hung up before the end of a reply."""
        self.asked = threading.Event()
        """Set when a request has come in."""
        self._pieces: Iterable[str] = ()
        self._status = 200
        self._silent_after: int | None = None
        self._stop = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> ScriptedModel:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def toml(self) -> str:
        """The configuration's [generator] table."""
        return f'[generator]\ntype = "chat"\nmodel = "openai:scripted"\nbase_url = "{self.base_url}"\ntimeout = 10\n'

    @property
    def prompt(self) -> str:
        """What the last request said, system message first."""
        return "\n".join(message["content"] for message in self.requests[-1]["messages"])

    def says(self, text: str, *, piece: int = 7) -> None:
        """The text, in pieces of a few characters."""
        self._pieces, self._status, self._silent_after = _cut(text, piece), 200, None

    def never_stops(self, text: str) -> None:
        self._pieces, self._status, self._silent_after = itertools.repeat(text), 200, None

    def fails(self, status: int) -> None:
        self._status = status

    def falls_silent(self, after: str = "") -> None:
        """Says `after` and then nothing more, with the connection open."""
        self._pieces, self._status = _cut(after, 7), 200
        self._silent_after = len(self._pieces)

    def _handler(script) -> type[BaseHTTPRequestHandler]:  # the handler's own self is another
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                script.requests.append(json.loads(body))
                script.asked.set()
                if script._status != 200:
                    self._send(script._status, "application/json", b'{"error": {"message": "out of order"}}')
                    return
                self._send(200, "text/event-stream", b"")
                try:
                    for piece in script._pieces:
                        if script._stop.is_set():
                            return
                        self._event({"delta": {"content": piece}, "index": 0, "finish_reason": None})
                    if script._silent_after is not None:
                        script._stop.wait(30)
                        return
                    self._event({"delta": {}, "index": 0, "finish_reason": "stop"})
                    self.wfile.write(b"data: [DONE]\n\n")
                except OSError:
                    script.gone.set()  # the client hung up

            def _send(self, status: int, kind: str, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(body)

            def _event(self, choice: dict[str, Any]) -> None:
                chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
                self.wfile.write(f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\n".encode())
                self.wfile.flush()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Handler


def _cut(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]
