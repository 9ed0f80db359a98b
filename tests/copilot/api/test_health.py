"""/healthz, /readyz, /metrics: what the machines that watch see, also before and after a snapshot appears."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from copilot.api.state import State
from copilot.core.embedders import load
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations
from ingest import pipeline
from support import DOCUMENTS, write_desk
from support_service import is_problem, running, until


def sync(config: Settings) -> None:
    pipeline.sync(config, load(config.embedder))


def test_a_new_snapshot_serves_without_a_restart(desk: Callable[..., Settings]) -> None:
    config = desk()
    with running(State(config, look_every=0.02), ready=False) as client:
        until(lambda: "ingested" in client.get("/readyz").text, "the reason is given")
        before = client.get("/readyz")
        assert before.status_code == 503
        assert before.headers["retry-after"]
        assert "python -m ingest sync" in before.json()["next"]
        assert client.get("/healthz").json() == {"status": "ok"}
        refused = client.post("/v1/search", json={"query": "modem"})
        assert is_problem(refused, 503)
        assert refused.headers["retry-after"]

        sync(config)
        until(lambda: client.get("/readyz").status_code == 200, "the first snapshot serves")
        assert client.get("/readyz").json() == {"status": "ready", "snapshot": "gen-000001", "reason": ""}

        write_desk(config.folder, [{**DOCUMENTS[1], "text": "Throw the modem away."}])
        sync(config)
        until(lambda: client.get("/readyz").json()["snapshot"] == "gen-000002", "the second snapshot serves")
        hits = client.post("/v1/search", json={"query": "modem"}).json()["hits"]
        assert [hit["text"] for hit in hits] == ["Throw the modem away."]


def test_a_store_that_breaks_keeps_serving_and_says_why(published: Callable[..., Settings]) -> None:
    config = published()
    with running(State(config, look_every=0.02)) as client:
        (Generations(config.store_path).folder / "CURRENT").write_text("{}")
        until(lambda: client.get("/readyz").json()["status"] == "degraded", "the damage is seen")
        ready = client.get("/readyz")
        assert ready.status_code == 200
        assert "damaged" in ready.json()["reason"]
        assert client.post("/v1/search", json={"query": "modem"}).status_code == 200


def test_whoever_cannot_be_loaded_is_told_and_tried_again(published: Callable[..., Settings]) -> None:
    from copilot.pipeline import Copilot

    failures = [RuntimeError("no memory")]

    def opener(settings: Settings) -> Copilot:
        if failures:
            raise failures.pop()
        return Copilot.open(settings)

    with running(State(published(), opener, look_every=0.02)) as client:
        assert client.get("/readyz").json()["status"] == "ready"


@pytest.mark.parametrize("word", ["geheimwoord", "0612345678"])
def test_metrics_count_and_hold_no_text_of_anyone(client: httpx.Client, word: str) -> None:
    client.post("/v1/search", json={"query": word})
    client.post("/v1/ask", json={"question": word})
    client.get(f"/v1/documents/{word}")
    client.get(f"/{word}")
    client.post("/v1/search", json={"query": "", word: word})
    shown = client.get("/metrics").text
    assert word not in shown
    assert 'balie_requests_total{route="/v1/search",status="200"}' in shown
    assert 'balie_requests_total{route="/v1/documents/{document_id:path}",status="404"}' in shown
    assert 'balie_requests_total{route="other",status="404"}' in shown
    assert 'balie_stage_seconds_count{stage="dense"}' in shown
    assert "balie_snapshot_chunks" in shown
