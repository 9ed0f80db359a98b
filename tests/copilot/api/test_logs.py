"""What is logged: one line a request, with its id and its seconds, and never a word of what was asked."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from copilot.api.state import State
from copilot.core.settings import ROOT, Settings
from support_service import bearer, running, until

SECRET = "geheimwoord"


def fields(caplog: pytest.LogCaptureFixture, event: str) -> list[dict[str, Any]]:
    return [record.fields for record in caplog.records if record.getMessage() == event]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("ticket-4711-a", True),
        ("A" * 64, True),
        ("short", False),
        ("A" * 65, False),
        ("with space", False),
        ("", False),
    ],
)
def test_a_request_has_an_id(client: httpx.Client, given: str, taken: bool) -> None:
    for path in ("/healthz", "/nowhere", "/v1/documents/x"):
        told = client.get(path, headers={"X-Request-ID": given}).headers["x-request-id"]
        assert (told == given) is taken
        assert len(told) >= 8
    assert client.get("/healthz").headers["x-request-id"] != client.get("/healthz").headers["x-request-id"]


def test_a_request_is_a_line_without_words(locked: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "copilot"):
        named = bearer("public-key") | {"X-Request-ID": "ticket-4711"}
        locked.post("/v1/ask", json={"question": f"Wat is {SECRET}?"}, headers=named)
        locked.get(f"/v1/documents/{SECRET}", headers=bearer("public-key"))
        locked.post("/v1/search", json={"query": SECRET})
        until(lambda: len(fields(caplog, "request")) == 3, "all are logged")
    asked, shown, refused = fields(caplog, "request")
    assert (asked["id"], asked["route"], asked["method"], asked["status"]) == ("ticket-4711", "/v1/ask", "POST", 200)
    assert asked["who"] == "public-key"
    assert {"embed", "dense", "lexical", "rank"} <= asked["seconds"].keys()
    assert asked["ms"] >= 1000 * sum(asked["seconds"][stage] for stage in ("embed", "dense")) - 1
    assert asked["queue_ms"] >= 0
    assert (shown["route"], shown["status"]) == ("/v1/documents/{document_id:path}", 404)
    assert (refused["status"], refused.get("who")) == (401, None)
    assert SECRET not in caplog.text
    assert SECRET not in json.dumps([asked, shown, refused])


def test_an_accident_is_logged_by_type_and_place(
    api_desk: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from copilot.pipeline import Copilot

    def fails(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(Copilot, "search", fails)
    with running(State(api_desk)) as client, caplog.at_level(logging.INFO, "copilot"):
        response = client.post("/v1/search", json={"query": "x"})
        until(lambda: bool(fields(caplog, "request")), "it is logged")
    assert response.status_code == 500
    (accident,) = fields(caplog, "unexpected")
    assert accident["error"] == "ValueError"
    assert "fails" in accident["at"][-1]
    assert accident["id"] == response.headers["x-request-id"]
    assert SECRET not in caplog.text + json.dumps(accident)


@pytest.fixture
def serve(synced: Settings, tmp_path: Path) -> Callable[..., tuple[subprocess.Popen[bytes], Path, Path]]:
    """serve(first) -> (a service in its own process, its stdout, its stderr); first: Python that it runs before."""

    def start(first: str = "") -> tuple[subprocess.Popen[bytes], Path, Path]:
        out, log = tmp_path / "out", tmp_path / "log"
        code = f"{first}\nimport sys; from copilot.__main__ import main; sys.exit(main(sys.argv[1:]))"
        command = [sys.executable, "-c", code, "serve", "--port", "0", "--config", str(synced.folder / "config.toml")]
        with out.open("wb") as stdout, log.open("wb") as stderr:
            process = subprocess.Popen(
                command, cwd=ROOT, env=os.environ | {"OMP_NUM_THREADS": "1"}, stdout=stdout, stderr=stderr
            )
        until(lambda: "/panel" in out.read_text() or process.poll() is not None, "the address is told", 60)
        return process, out, log

    return start


def test_all_that_a_service_logs_is_json(serve: Callable[..., tuple[subprocess.Popen[bytes], Path, Path]]) -> None:
    process, out, log = serve()
    address = next(word for word in out.read_text().split() if word.startswith("http://")).replace("/panel", "")
    until(lambda: httpx.get(f"{address}/readyz", trust_env=False).status_code == 200, "it is ready")
    httpx.post(f"{address}/v1/search", json={"query": SECRET}, trust_env=False)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["event"] for line in lines] == ["ready", "request", "drain begins"]
    assert all({"time", "level", "event"} <= line.keys() for line in lines)
    assert lines[1]["status"] == 200
    assert SECRET not in log.read_text()


def test_a_service_that_hangs_is_gone_in_time(
    serve: Callable[..., tuple[subprocess.Popen[bytes], Path, Path]],
) -> None:
    """Even its event loop hangs."""
    hangs = (
        "import time; from copilot.api import stopping, state; stopping.LAST_RESORT = 0.5; "
        "state.State.drain = lambda _: time.sleep(60)"
    )
    process, _, log = serve(hangs)
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    assert process.wait(20) == 1
    assert time.monotonic() - began < 5
    assert "gave up waiting" in [json.loads(line)["event"] for line in log.read_text().splitlines()]
