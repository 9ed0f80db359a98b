"""What logs and metrics tell about a varied day: all that happened, nothing that anybody wrote."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import httpx

from copilot.core.settings import Settings
from support_drills import REFUSED, STREAM, GatedModel, Metrics, Service, Told, edition, question, serving, told
from support_service import until

WORD = "kwibuszeef"
KEY = f"sleutel-{WORD}"
PLACES = 2
METRICS = {
    "balie_requests_total": {"route", "status"},
    "balie_in_flight": set(),
    "balie_queue_depth": set(),
    "balie_queue_wait_seconds_count": set(),
    "balie_stage_seconds_count": {"stage"},
    "balie_shed_total": {"status"},
    "balie_cancelled_total": {"route"},
    "balie_breaker": {"state"},
    "balie_degraded_answers_total": set(),
    "balie_refusals_total": {"reason"},
    "balie_snapshot_info": {"generation"},
    "balie_snapshot_age_seconds": set(),
    "balie_snapshot_chunks": set(),
    "balie_degraded": set(),
    "balie_quarantined": {"source", "reason"},
    "balie_tokens_total": {"kind"},
    "balie_query_cache_total": {"result"},
    "balie_memory_bytes": {"pid", "kind"},
}
SAID = "De bakfiets 1 kost in editie 1 precies 11 euro per maand [1]."


def config_of(publish: Callable[..., Settings], model: GatedModel) -> Settings:
    digest = hashlib.sha256(KEY.encode()).hexdigest()
    extra = (
        f"{model.toml}\n[service]\nworkers = {PLACES}\nqueue = 0\nbreaker_failures = 2\nbreaker_seconds = 0.2\n"
        f'[[auth.keys]]\nname = "panel-1"\nsha256 = "{digest}"\nroles = ["agent", "admin"]\naudiences = ["public"]\n'
    )
    broken: dict[str, object] = {"id": WORD, "kind": WORD, "title": WORD, "text": WORD}
    return publish([*edition(1), broken], extra)


class Day:
    """A client that notes what it was told under which id."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self.told: dict[str, Told] = {}
        self.left: list[str] = []

    def headers(self, **more: str) -> dict[str, str]:
        own = {
            "Authorization": f"Bearer {KEY}",
            "User-Agent": WORD,
            "Cookie": f"a={WORD}",
            "Referer": f"http://{WORD}/",
        }
        return {**own, f"X-{WORD}": WORD, "X-Request-ID": secrets.token_hex(8), **more}

    def does(self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any) -> Told:
        sent = self.headers(**(headers or {}))
        found = told(self._client, method, path, headers=sent, **options)
        assert found.headers["x-request-id"] == sent["X-Request-ID"], "X-Request-ID is not echoed"
        self.told[sent["X-Request-ID"]] = found
        return found

    def ask(self, text: str, headers: dict[str, str] | None = None, **more: object) -> Told:
        turns = [{"role": "customer", "text": f"{WORD}?"}]
        body = {"question": f"{text} {WORD}", "conversation": turns, **more}
        return self.does("POST", "/v1/ask", headers, json=body)

    def leaves(self, stack: ExitStack) -> None:
        """Asks, and holds the line until the stack is left."""
        sent = self.headers(**STREAM)
        body = {"question": f"{question(1)} {WORD}"}
        held = self._client.stream("POST", "/v1/ask", headers=sent, json=body)
        assert stack.enter_context(held).status_code == 200
        self.left.append(sent["X-Request-ID"])


def spend(day: Day, model: GatedModel, service: Service) -> None:
    """Everything that may happen to a request."""
    model.says(SAID)
    with service.client() as watcher:
        until(
            lambda: day.ask(question(1)).status == 200 and Metrics(watcher)("balie_breaker", state="closed") == 1,
            "the breaker is closed",
        )
    text = {"query": f"{question(1)} {WORD}"}
    expected = [
        (200, day.does("POST", "/v1/search", json=text)),
        (200, day.does("POST", "/v1/explain", json={**text, "document_id": "desk:d1"})),
        (404, day.does("POST", "/v1/explain", json={**text, "document_id": WORD})),
        (200, day.does("GET", "/v1/documents/desk:d1")),
        (404, day.does("GET", f"/v1/documents/desk:{WORD}?q={WORD}")),
        (200, day.ask(question(1))),
        (200, day.ask(question(1), STREAM)),
        (200, day.ask(f"Hoe heet de burgemeester van {WORD}?")),
        (422, day.does("POST", "/v1/search", json={"query": "", WORD: WORD})),
        (422, day.does("POST", "/v1/ask", content=f'{{"question": "{WORD}'.encode())),
        (422, day.does("POST", "/v1/search", json={"query": WORD, "filters": {"kind": [WORD]}})),
        (413, day.does("POST", "/v1/search", json={"query": WORD * 200_000})),
        (405, day.does("GET", "/v1/search")),
        (404, day.does("GET", f"/v1/{WORD}")),
        (401, day.does("POST", "/v1/search", {"Authorization": f"Bearer {WORD}"}, json=text)),
    ]
    overload(day, model, service)
    model.fails_telling_all()
    expected += [(200, day.ask(question(1), headers)) for headers in ({}, STREAM, {}, STREAM)]
    assert [found.status for _, found in expected] == [status for status, _ in expected]


def overload(day: Day, model: GatedModel, service: Service) -> None:
    """All places are taken by people who leave without an answer."""
    model.falls_silent()
    with service.client() as watcher:
        with ExitStack() as stack:
            for _ in range(PLACES):
                day.leaves(stack)
            until(lambda: Metrics(watcher)("balie_in_flight") == PLACES, "all places are taken")
            for found in (day.ask(WORD), day.ask(WORD, STREAM), day.does("POST", "/v1/search", json={"query": WORD})):
                assert (found.status, found.outcome) == (429, REFUSED)
        until(lambda: Metrics(watcher)("balie_in_flight") == 0, "who left gave the places back")


def test_logs_and_metrics(publish: Callable[..., Settings], model: GatedModel, whole: bool) -> None:
    config, rounds = config_of(publish, model), 20 if whole else 1
    with serving(config.folder / "config.toml") as service, service.client() as client:
        day = Day(client)
        for _ in range(rounds):
            spend(day, model, service)
        odd(service)
        asked = {**{name: found.status for name, found in day.told.items()}, **dict.fromkeys(day.left, 499)}
        until(lambda: len(requests(service)) >= len(asked) + ODD, "all requests are logged")
        shown, lines = Metrics(client), requests(service)
        everything = service.output
    print(
        f"\n{len(asked)} requests with {len(set(asked.values()))} statuses: "
        f"{len(lines)} lines, {len(shown.names)} metrics, no word of anyone"
    )
    assert WORD not in everything.lower()
    assert WORD not in shown.text.lower()
    assert all(line.startswith("{") or not line or "the panel is at" in line for line in everything.splitlines())

    logged = Counter(line["id"] for line in lines)
    assert set(logged.values()) == {1}, "a request that is logged twice"
    by_id = {line["id"]: line for line in lines}
    assert asked.items() <= {name: line["status"] for name, line in by_id.items()}.items()
    for line in lines:
        assert line.keys() >= {"time", "id", "route", "status", "ms", "seconds"}
        assert WORD not in line["route"]
    assert all({"dense", "lexical", "total"} <= by_id[name]["seconds"].keys() for name in answered(day)), "stages"
    _add_up(shown, day, lines)


def odd(service: Service) -> None:
    """Ids that are none are replaced, whatever else they are."""
    for given in (f"{WORD} {WORD}", f"{WORD}@example.org", "a" * 5000, f'"}}{{"{WORD}', "é"):
        headers = {"X-Request-ID": given.encode(), "Authorization": b"none"}
        with service.client() as client:
            found = client.get("/v1/documents/desk:d1", headers=headers)
        assert found.status_code == 401
        assert found.headers["x-request-id"] not in ("", given)


ODD = 5


def answered(day: Day) -> list[str]:
    """Ids of the questions that were answered."""
    return [name for name, found in day.told.items() if found.status == 200 and '"provenance"' in found.text]


def requests(service: Service) -> list[dict[str, Any]]:
    """The log's line of each request under /v1."""
    lines = [json.loads(line) for line in service.output.splitlines() if line.startswith("{")]
    return [line for line in lines if line["event"] == "request"]


def _add_up(shown: Metrics, day: Day, lines: list[dict[str, Any]]) -> None:
    missing = {name for name in METRICS if name not in shown.names}
    assert not missing, missing
    for name, labels in METRICS.items():
        assert all(shown.labels(name, label) for label in labels), name
    counted = Counter((line["route"], str(line["status"])) for line in lines)
    for (route, status), count in counted.items():
        if route != "other":
            assert shown("balie_requests_total", route=route, status=status) == count, (route, status)
    refused = [found for found in day.told.values() if found.status in (429, 503)]
    assert shown("balie_shed_total") == len(refused) > 0
    assert shown("balie_cancelled_total") == len(day.left) > 0
    assert shown("balie_in_flight") == shown("balie_queue_depth") == 0
    bodies = [json.loads(day.told[name].text) for name in answered(day) if day.told[name].text.startswith("{")]
    told_all = bodies + [found.events[-1][1] for found in day.told.values() if found.text.startswith("event")]
    degraded = sum(any(warning["code"] == "degraded" for warning in body["warnings"]) for body in told_all)
    assert shown("balie_degraded_answers_total") == degraded > 0
    refusals = Counter(body["refusal"]["reason"] for body in told_all if body["refusal"])
    assert refusals
    for reason, count in refusals.items():
        assert shown("balie_refusals_total", reason=reason) == count
    assert shown("balie_breaker") == 1
    assert shown("balie_snapshot_info", generation="gen-000001") == 1
    assert shown("balie_snapshot_chunks") > 0
    assert shown("balie_quarantined", source="desk") == 1
    assert shown("balie_tokens_total", kind="completion") > 0
    searched = [line for line in lines if line["seconds"]]
    cached = shown("balie_query_cache_total", result="hit"), shown("balie_query_cache_total", result="miss")
    assert min(cached) > 0
    assert sum(cached) >= len(searched)
    assert shown("balie_memory_bytes", kind="private") > 1e6
