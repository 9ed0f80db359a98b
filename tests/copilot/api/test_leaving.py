"""A client that leaves: whatever it waits for, its place is free within a second, and nothing is sent."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from copilot.api.state import State
from copilot.core.settings import Settings
from support_model import ScriptedModel
from support_service import running, until

PAGE: dict[str, object] = {
    "id": "borg", "kind": "wiki", "title": "Borg", "language": "nl", "audience": ["public"],
    "text": "De borg voor een bakfiets is 75 euro. Een helm is gratis.",
}  # fmt: skip
QUESTION = {"question": "Hoe hoog is de borg voor een bakfiets?"}
CUT = "De borg voor een bakfiets is 75 euro [1]. Een"


@pytest.fixture
def narrow(published: Callable[..., Settings], model: ScriptedModel) -> Iterator[httpx.Client]:
    """Of a service with one place, room for one who waits, and a language model that never ends."""
    config = published([PAGE], f"{model.toml}\n[service]\nworkers = 1\nqueue = 1\n[store]\n")
    with running(State(config)) as client:
        yield client


def ask(client: httpx.Client, accept: str) -> socket.socket:
    body = json.dumps(QUESTION).encode()
    connection = socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=10)
    head = f"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\nContent-Type: application/json\r\n"
    connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    return connection


def shown(client: httpx.Client, line: str) -> bool:
    return f"\n{line}\n" in client.get("/metrics").text


@pytest.mark.parametrize("said", ["", CUT], ids=["before the first token", "amid"])
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_the_place_of_a_client_that_leaves_is_free_within_a_second(
    narrow: httpx.Client, model: ScriptedModel, accept: str, said: str
) -> None:
    model.falls_silent(said)
    for number in range(1, 4):
        model.asked.clear()
        with ask(narrow, accept):
            until(model.asked.is_set, "the model is asked")
            assert shown(narrow, "balie_in_flight 1.0")
        left = time.monotonic()
        until(lambda: shown(narrow, "balie_in_flight 0.0"), "the place is free")
        assert time.monotonic() - left < 1
        until(lambda: shown(narrow, f'balie_cancelled_total{{route="/v1/ask"}} {number}.0'), "it is counted")  # noqa: B023
    assert shown(narrow, 'balie_requests_total{route="/v1/ask",status="499"} 3.0')


def test_who_leaves_the_queue_is_not_answered(narrow: httpx.Client, model: ScriptedModel) -> None:
    model.falls_silent()
    with ask(narrow, "application/json"):
        until(model.asked.is_set, "the model is asked")
        with ask(narrow, "text/event-stream"):
            until(lambda: shown(narrow, "balie_queue_depth 1.0"), "it waits")
        until(lambda: shown(narrow, "balie_queue_depth 0.0"), "it waits no more")
    until(lambda: shown(narrow, "balie_in_flight 0.0"), "the place is free")
    assert len(model.requests) == 1


def test_who_leaves_while_sending_is_counted(narrow: httpx.Client) -> None:
    with socket.create_connection((narrow.base_url.host, narrow.base_url.port or 80), timeout=10) as connection:
        connection.sendall(b"POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
    until(lambda: shown(narrow, 'balie_cancelled_total{route="/v1/search"} 1.0'), "it is counted")
