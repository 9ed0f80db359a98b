"""Who is let in: before anything is read, in time, and nobody who is slow takes a place."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from copilot.api import guard
from copilot.api.state import State
from copilot.core.settings import Settings
from support_model import ScriptedModel
from support_service import is_problem, running, until

PAGE: dict[str, object] = {
    "id": "borg", "kind": "wiki", "title": "Borg", "language": "nl", "audience": ["public"],
    "text": "De borg voor een bakfiets is 75 euro. Een helm is gratis.",
}  # fmt: skip
BORG = "Hoe hoog is de borg voor een bakfiets?"
STREAM = {"Accept": "text/event-stream"}


def raw(client: httpx.Client, head: str, body: bytes = b"") -> socket.socket:
    """A connection that has sent this and may send more."""
    connection = socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=10)
    connection.sendall(f"{head} HTTP/1.1\r\nHost: localhost\r\n".encode() + body)
    return connection


@pytest.fixture
def served(published: Callable[..., Settings], model: ScriptedModel) -> Callable[..., object]:
    """served(service) -> as `running`, with a language model that says nothing, and these settings of [service]."""

    @contextmanager
    def serve(service: str) -> Iterator[httpx.Client]:
        model.falls_silent()
        with running(State(published([PAGE], f"{model.toml}\n[service]\n{service}\n[store]\n"))) as client:
            yield client

    return serve


@contextmanager
def asked(client: httpx.Client, model: ScriptedModel) -> Iterator[None]:
    """While a question has a place."""
    with client.stream("POST", "/v1/ask", json={"question": BORG}, headers=STREAM):
        until(model.asked.is_set, "the model is asked")
        yield


def test_who_finds_no_place_is_told_before_the_body_is_sent(
    served: Callable[..., object], model: ScriptedModel
) -> None:
    with served("workers = 1\nqueue = 0") as client, asked(client, model):  # type: ignore[attr-defined]
        for head in ("POST /v1/ask", "POST /v1/search", "GET /v1/documents/desk:borg"):
            with raw(client, head, b"Content-Length: 900000\r\n\r\n") as connection:
                told = connection.recv(65536).decode()
            assert told.startswith("HTTP/1.1 429 ")
            assert "retry-after: " in told.lower()
        is_problem(client.get("/v1/documents/desk:borg"), 429)
        shown = client.get("/metrics").text
        assert 'balie_requests_total{route="/v1/documents/{document_id:path}",status="429"} 2.0' in shown
        assert 'balie_shed_total{status="429"} 4.0' in shown
        assert "balie_in_flight 1.0" in shown
        assert client.get("/healthz").status_code == 200


def test_who_sends_slowly_takes_no_place_and_is_told(
    served: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.5)
    begun = b'Content-Length: 900\r\n\r\n{"query": '
    with served("workers = 1\nqueue = 5") as client, ExitStack() as stack:  # type: ignore[attr-defined]
        slow = [stack.enter_context(raw(client, "POST /v1/search", begun)) for _ in range(5)]
        assert client.post("/v1/search", json={"query": "borg"}).status_code == 200
        assert "balie_in_flight 0.0\n" in client.get("/metrics").text
        for connection in slow:
            with connection.makefile("rb") as answer:
                told = answer.read()
            assert told.startswith(b"HTTP/1.1 408 ")
            assert json.loads(told.partition(b"\r\n\r\n")[2])["next"]


def test_who_does_not_read_a_stream_takes_no_place(published: Callable[..., Settings]) -> None:
    config = published([PAGE], "[service]\nworkers = 1\nqueue = 0\n[store]\n")
    body = json.dumps({"question": BORG}).encode()
    head = f"Accept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with running(State(config)) as client, raw(client, "POST /v1/ask", head.encode() + body):
        until(lambda: 'route="/v1/ask",status="200"' in client.get("/metrics").text, "it is answered")
        assert client.post("/v1/search", json={"query": "borg"}).status_code == 200
