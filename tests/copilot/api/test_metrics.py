"""What /metrics takes over from others: the newest numbers, and nothing that is gone."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from copilot.api.metrics import Metrics

NAMES = [
    'balie_requests_total{route="/v1/ask",status="200"}', 'balie_in_flight 0.0', 'balie_queue_depth 0.0',
    'balie_queue_wait_seconds_count', 'balie_stage_seconds_count{stage="embed"}', 'balie_refusals_total{reason=',
    'balie_breaker{state="closed"} 1.0', 'balie_breaker{state="open"} 0.0', 'balie_degraded_answers_total 0.0',
    'balie_snapshot_info{generation="gen-000001"} 1.0', 'balie_snapshot_age_seconds', 'balie_snapshot_chunks 1',
    'balie_degraded 0.0', 'balie_tokens_total{kind="prompt"}', 'balie_query_cache_total{result="miss"}',
    f'balie_memory_bytes{{kind="private",pid="{os.getpid()}"}}', '# TYPE balie_shed_total counter',
    '# TYPE balie_cancelled_total counter', '# TYPE balie_quarantined gauge',
]  # fmt: skip


def test_everything_that_was_promised_is_there(client: httpx.Client) -> None:
    for question in ("Wat is de opzegtermijn?", "Wat is de hoofdstad van Mongolië?"):
        assert client.post("/v1/ask", json={"question": question}).status_code == 200
    shown = client.get("/metrics").text
    assert [name for name in NAMES if name not in shown] == []


def copilot(name: str, **changes: Any) -> Any:
    snapshot = SimpleNamespace(name=name, created_at="2026-11-01T00:00:00+00:00", chunks=7, manifest={})
    found = {"breaker": SimpleNamespace(state="closed"), "query_cache": (0, 0), "tokens": {}, "degraded": ""}
    return SimpleNamespace(snapshot=snapshot, **{**found, **changes})


def test_what_is_gone_is_not_shown() -> None:
    metrics, first = Metrics(), copilot("gen-000001")
    first.snapshot.manifest = {"quarantined": {"mail": {"too large": 3}}}
    metrics.look(first)
    assert 'balie_quarantined{reason="too large",source="mail"} 3.0' in metrics.exposition().decode()
    metrics.look(copilot("gen-000002", degraded="CURRENT is damaged", breaker=SimpleNamespace(state="open")))
    shown = metrics.exposition().decode()
    assert 'balie_snapshot_info{generation="gen-000002"} 1.0' in shown
    assert 'balie_breaker{state="open"} 1.0' in shown
    assert "balie_degraded 1.0" in shown
    assert "gen-000001" not in shown
    assert "too large" not in shown


@pytest.mark.parametrize("looks", [1, 3])
def test_counts_are_taken_over_once(looks: int) -> None:
    metrics = Metrics()
    for hits in range(looks + 1):
        metrics.look(copilot("gen-000001", query_cache=(hits, 5), tokens={"prompt": 100 * hits}))
    shown = metrics.exposition().decode()
    assert f'balie_query_cache_total{{result="hit"}} {looks}.0' in shown
    assert 'balie_query_cache_total{result="miss"} 5.0' in shown
    assert f'balie_tokens_total{{kind="prompt"}} {100 * looks}.0' in shown
