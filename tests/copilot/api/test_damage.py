"""A text that is damaged under a running service: a problem with its cure, never another text and never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from urllib.parse import quote

import httpx
import pytest

from copilot.api.state import State
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations
from support_service import is_problem, running

QUESTION = "Wat kost eerder opzeggen per resterende maand?"


@pytest.fixture
def damaged(published: Callable[..., Settings]) -> Iterator[httpx.Client]:
    """Of a service under which the page about `opzeggen` changed on the disk; the others are whole."""
    config = published()
    path = Generations(config.store_path).path("gen-000001") / "records.rows"
    with running(State(config)) as client:
        path.write_bytes(path.read_bytes().replace(b"7,50 euro per", b"8,50 euro per"))
        yield client


def test_a_damaged_text_is_a_problem_with_its_cure(damaged: httpx.Client) -> None:
    page = damaged.get(f"/v1/documents/{quote('desk:opzeggen')}")
    hits = damaged.post("/v1/search", json={"query": QUESTION})
    answer = damaged.post("/v1/ask", json={"question": QUESTION})
    for response in (page, hits, answer):
        assert is_problem(response, 503)
        assert response.headers["retry-after"]
        assert response.json()["next"] == "run: python -m ingest sync"
        assert "8,50" not in response.text


def test_a_stream_ends_with_the_problem(damaged: httpx.Client) -> None:
    streamed = damaged.post("/v1/ask", json={"question": QUESTION}, headers={"Accept": "text/event-stream"})
    event, data = (line.split(": ", 1)[1] for line in streamed.text.splitlines() if line)
    assert (event, json.loads(data)["status"]) == ("error", 503)


def test_whole_texts_are_still_served(damaged: httpx.Client) -> None:
    page = damaged.get(f"/v1/documents/{quote('desk:reset')}")
    assert "ten seconds" in page.json()["text"]
    found = damaged.post("/v1/search", json={"query": "waarborgsom", "filters": {"kind": ["mail"]}})
    assert [hit["document_id"] for hit in found.json()["hits"]] == ["desk:m1@example.org"]
