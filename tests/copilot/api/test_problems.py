"""Errors: problem+json with a cure, bounded bodies, the same headers everywhere, nothing of an accident shown."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import httpx
import pytest

from copilot.api.guard import MAX_BODY
from copilot.api.state import State
from copilot.core.errors import ModelError
from copilot.core.settings import Settings
from copilot.pipeline import Copilot
from support_service import is_problem, running


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v1/search", 405),
        ("DELETE", "/v1/ask", 405),
        ("GET", "/panel/secret.txt", 404),
    ],
)
def test_what_is_not_there_is_a_problem_with_a_cure(client: httpx.Client, method: str, path: str, status: int) -> None:
    assert is_problem(client.request(method, path), status)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/", None),
        ("GET", "/panel", None),
        ("GET", "/panel/panel.js", None),
        ("GET", "/healthz", None),
        ("GET", "/metrics", None),
        ("GET", "/openapi.json", None),
        ("GET", "/nowhere", None),
        ("GET", "/v1/ask", None),
        ("GET", "/v1/documents/x", None),
        ("POST", "/v1/search", b"{"),
        ("POST", "/v1/search", b'{"query": "contract"}'),
        ("POST", "/v1/ask", b'{"question": "contract"}'),
        ("POST", "/v1/search", b"x" * (MAX_BODY + 1)),
    ],
)
def test_every_response_carries_the_headers(client: httpx.Client, method: str, path: str, body: bytes | None) -> None:
    response = client.request(method, path, content=body, headers={"Content-Type": "application/json"})
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in response.headers


def chunks(size: int) -> Iterator[bytes]:
    """A body whose length is not announced."""
    for _ in range(size // 1000):
        yield b" " * 1000


@pytest.mark.parametrize("path", ["/v1/search", "/v1/ask", "/healthz", "/nowhere"])
@pytest.mark.parametrize("announced", [True, False])
def test_a_body_of_more_than_a_megabyte_is_413(client: httpx.Client, path: str, announced: bool) -> None:
    body = b" " * (MAX_BODY + 1000) if announced else chunks(MAX_BODY + 1000)
    assert is_problem(client.post(path, content=body), 413)


def test_a_body_of_just_a_megabyte_is_read(client: httpx.Client) -> None:
    body = b'{"query": "contract"}'.ljust(MAX_BODY)
    response = client.post("/v1/search", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 200


class Broken:
    """A co-pilot in which something unexpected happens."""

    degraded = ""

    def __init__(self, copilot: Copilot, error: Exception) -> None:
        self._error = error
        self.snapshot, self.breaker = copilot.snapshot, copilot.breaker
        self.tokens, self.query_cache = copilot.tokens, copilot.query_cache

    def warm_up(self) -> None:
        """Nothing to load."""

    def refresh(self) -> bool:
        return False

    def search(self, *_: object) -> None:
        raise self._error

    answer = ask = document = search


SECRET = "BSN 123456782 of mevrouw Jansen"


@pytest.mark.parametrize(
    ("error", "status"), [(ValueError(SECRET), 500), (ModelError("the model is gone", "get it"), 503)]
)
def test_an_accident_is_a_problem_and_its_message_goes_nowhere(
    api_desk: Settings, caplog: pytest.LogCaptureFixture, error: Exception, status: int
) -> None:
    broken = Broken(Copilot.open(api_desk), error)
    with caplog.at_level(logging.DEBUG), running(State(api_desk, lambda _: broken)) as client:  # type: ignore[arg-type, return-value]
        for response in (
            client.post("/v1/search", json={"query": "x"}),
            client.post("/v1/ask", json={"question": "x"}),
            client.get("/v1/documents/x"),
        ):
            assert is_problem(response, status)
            assert response.headers["x-content-type-options"] == "nosniff"
            assert response.headers.get("retry-after") == ("5" if status == 503 else None)
            assert SECRET not in response.text
        streamed = client.post("/v1/ask", json={"question": "x"}, headers={"Accept": "text/event-stream"})
        assert "event: error" in streamed.text
        assert f'"status": {status}' in streamed.text
        assert SECRET not in streamed.text
        assert SECRET not in client.get("/metrics").text
    assert SECRET not in caplog.text
