"""The load tool: against the real service, and against a scripted one that does what a service must not do."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import shlex
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from copilot.api.state import State
from copilot.core.settings import ROOT, Settings
from copilot.core.snapshot import Generations
from eval.__main__ import main
from eval.bench.serving import report as serving_report
from eval.bench.serving import swaps
from eval.bench.serving.__main__ import main as serving_main
from eval.load import probe
from eval.load.client import Address
from eval.load.loop import Load, Open, schedule
from eval.load.run import Measured, Plan, run
from support_service import running, until

ASKED = ["Wat is de opzegtermijn?", "How do I reset the modem?", "Wie heeft de sleutel van de kluis?"]

Script = Callable[[bytes], bytes]
"""From a request to the bytes of a response."""


def reply(status: int, body: bytes | str = b"", *headers: str) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    return "\r\n".join([f"HTTP/1.1 {status} .", f"content-length: {len(data)}", *headers, "", ""]).encode() + data


def hit(generation: str = "gen-000001") -> dict[str, Any]:
    return {"document_id": "desk:a", "chunk_id": "desk:a@0-1", "title": f"Contract [{generation}]"}


def found(snapshot: str = "gen-000001", *generations: str) -> dict[str, Any]:
    return {"hits": [hit(name) for name in generations or (snapshot,)], "snapshot": snapshot, "timings_ms": {}}


def answer(snapshot: str = "gen-000001", *generations: str) -> dict[str, Any]:
    citations = [hit(name) for name in generations or (snapshot,)]
    return {"status": "answered", "answer": "Ja. [1]", "citations": citations, "provenance": {"snapshot": snapshot}}


def stream(*events: tuple[str, dict[str, Any]]) -> bytes:
    body = "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events)
    # In two pieces, cut in the middle of a line, with a comment before them.
    pieces = [b":\n\n", body[:20].encode(), body[20:].encode(), b""]
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return b"HTTP/1.1 200 .\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n" + chunked


FOUND = reply(200, json.dumps(found()))
BUSY = reply(429, "{}", "retry-after: 5")


class Scripted:
    """A service on a free port that answers as it is told."""

    def __init__(self, script: Script = lambda _: FOUND, *, close: bool = False) -> None:
        self.script, self.close = script, close
        self.asked: list[bytes] = []
        self.open = self.most_open = 0
        self.metrics = reply(200, "")
        self.hold = asyncio.Event()
        self.hold.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                size = [line[16:] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length: ")]
                request = head + await reader.readexactly(int(size[0]) if size else 0)
                writer.write(await self.respond(request))
                await writer.drain()
                if self.close:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            """The tool hung up."""
        finally:
            writer.close()

    async def respond(self, request: bytes) -> bytes:
        if request.startswith(b"GET"):
            return self.metrics if b"/metrics" in request else reply(200)
        self.asked.append(request)
        self.open += 1
        self.most_open = max(self.open, self.most_open)
        await self.hold.wait()
        self.open -= 1
        return self.script(request)

    def release(self) -> None:
        """Lets go of the requests that are held."""
        self.loop.call_soon_threadsafe(self.hold.set)

    @contextmanager
    def running(self) -> Iterator[Scripted]:
        self.loop = loop = asyncio.new_event_loop()
        server = loop.run_until_complete(asyncio.start_server(self.serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        thread = threading.Thread(target=loop.run_forever)
        thread.start()
        try:
            yield self
        finally:
            loop.call_soon_threadsafe(server.close)
            loop.call_soon_threadsafe(lambda: [task.cancel() for task in asyncio.all_tasks(loop)])
            loop.call_soon_threadsafe(lambda: loop.call_later(0.01, loop.stop))
            thread.join(10)
            loop.close()


@pytest.fixture
def asked_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, dict[str, Any]]]:
    """asked_of(url, *options) -> (exit code, load.json)."""
    questions = tmp_path / "questions.txt"
    questions.write_text("\n".join(ASKED), encoding="utf-8")

    def ask(url: str, *options: str) -> tuple[int, dict[str, Any]]:
        out = tmp_path / "out"
        given = ["--url", url, "--questions", str(questions), "--out", str(out), "--think", "0", "0", *options]
        code = main(["load", *given])
        return code, json.loads((out / "load.json").read_text("utf-8"))

    return ask


def measured(service: Scripted, **plan: Any) -> Measured:
    """What came of a plan, for the scripted service."""
    way = plan.pop("way", Open(50.0))
    return asyncio.run(run(Plan(Address.of(service.url), way, {"search": 1.0}, **plan), ASKED))


def test_the_service_answers_every_kind(synced: Settings, asked_of: Any, tmp_path: Path, capsys: Any) -> None:
    with running(State(synced)) as client:
        mix = ("--mix", "search=2,ask=1,stream=1", "--vary")
        code, figures = asked_of(str(client.base_url), "--agents", "3", "--requests", "40", *mix)
    table = capsys.readouterr().out
    assert code == 0, figures["errors"]
    assert figures["all"]["n"] == figures["all"]["ok"] == 40
    assert figures["kinds"].keys() == {"search", "ask", "stream"}
    assert 0 < figures["all"]["ms"]["p50"] <= figures["all"]["ms"]["p99"] <= figures["all"]["ms"]["max"]
    assert figures["goodput_per_second"] > 0
    assert figures["mixed"] == 0
    assert figures["healthz"]["n"] >= 1
    assert table.strip() == (tmp_path / "out" / "load.md").read_text("utf-8").strip()
    drawing = ElementTree.fromstring((tmp_path / "out" / "load.svg").read_text("utf-8"))
    assert {"p99", "answered", "private"} <= {text.text for text in drawing.iter()}


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "http://192.168.1.5:8080",
        "http://0.0.0.0:8080",
        "http://127.0.0.1@example.org",
        "http://127.0.0.1.example.org",
        "http://localhost:80@example.org/",
        "https://127.0.0.1",
        "http://127.0.0.1/v1/search",
        "http://127.0.0.1:99999",
        "127.0.0.1:8080",
        "",
    ],
)
def test_no_other_machine_is_asked(url: str, tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setattr(Load, "run", lambda *_: pytest.fail("it was asked"))
    (tmp_path / "q").write_text("Vraag?", encoding="utf-8")
    assert (
        main(["load", "--url", url, "--questions", f"{tmp_path}/q", "--out", f"{tmp_path}/o", "--requests", "1"]) == 1
    )
    assert "http://127.0.0.1:8080" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["http://localhost:81", "http://127.0.0.1:81/", "http://[::1]:81"])
def test_this_machine_has_three_names(url: str) -> None:
    assert Address.of(url) in (Address("127.0.0.1", 81), Address("::1", 81))


@pytest.mark.parametrize(
    ("response", "outcome", "reason"),
    [
        (FOUND, "ok", ""),
        (BUSY, "refused", "429"),
        (reply(503, "{}", "Retry-After: 1"), "refused", "503"),
        (reply(429, "{}"), "error", "429 without Retry-After"),
        (reply(503, "{}", "retry-after: soon"), "error", "503 without Retry-After"),
        (reply(500), "error", "status 500"),
        (reply(302, b"", "location: http://127.0.0.1:1/"), "error", "status 302"),
        (reply(200, "<html>"), "error", "not the shape of search"),
        (reply(200, '{"hits": [{}], "snapshot": "gen-000001"}'), "error", "not the shape of search"),
        (FOUND[:-5].replace(b"content-length", b"connection: close\r\ncontent-length"), "error", "cut off"),
        (b"", "error", "closed without a response"),
        (b"SSH-2.0-nothing\r\n", "error", "not HTTP"),
    ],
)
def test_what_counts_as_what(response: bytes, outcome: str, reason: str) -> None:
    with Scripted(lambda _: response, close=True).running() as service:
        (sample,) = measured(service, requests=1).samples
    assert (sample.verdict.outcome, sample.verdict.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("kind", "response", "mixed", "reason"),
    [
        ("search", reply(200, json.dumps(found("gen-000002", "gen-000002", "gen-000001"))), 1, ""),
        ("ask", reply(200, json.dumps(answer("gen-000002", "gen-000001"))), 1, ""),
        ("ask", reply(200, json.dumps(answer() | {"answer": ""})), 0, "an empty answer"),
        ("stream", stream(("hits", found()), ("answer", answer())), 0, ""),
        ("stream", stream(("hits", found()), ("answer", answer("gen-000002"))), 1, ""),
        ("stream", stream(("hits", found())), 0, "a stream without answer"),
        ("stream", stream(("hits", found()), ("error", {"status": 503})), 0, "event: error 503"),
    ],
)
def test_an_answer_is_whole_and_of_one_generation(
    kind: str, response: bytes, mixed: int, reason: str, asked_of: Any
) -> None:
    with Scripted(lambda _: response).running() as service:
        code, figures = asked_of(service.url, "--requests", "1", "--agents", "1", "--mix", kind)
    assert figures["mixed"] == mixed
    assert list(figures["errors"]) == ([reason] if reason else [])
    assert code == (1 if mixed or reason else 0)


def test_no_more_is_asked_than_the_bound_and_with_the_key(asked_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALIE_KEY", "geheim")
    with Scripted().running() as service:
        code, figures = asked_of(service.url, "--requests", "7", "--agents", "3", "--vary")
        asked = list(service.asked)
    assert code == 0
    assert figures["all"]["n"] == len(asked) == 7
    assert all(b"authorization: Bearer geheim\r\n" in request for request in asked)
    assert len({request.partition(b"\r\n\r\n")[2] for request in asked}) == 7
    assert "geheim" not in json.dumps(figures)


def test_time_ends_a_run_and_the_warm_up_does_not_count(asked_of: Any) -> None:
    with Scripted().running() as service:
        _, figures = asked_of(service.url, "--seconds", "0.3", "--warm-up", "0.2", "--rate", "100", "--even")
        asked = len(service.asked)
    assert 0.3 <= figures["seconds"] < 1
    assert figures["all"]["n"] == pytest.approx(100 * figures["seconds"], abs=2)
    assert asked - figures["all"]["n"] == 20


def test_an_open_loop_has_a_bound_of_requests_in_flight() -> None:
    with Scripted().running() as service:
        service.hold.clear()
        threading.Timer(0.4, service.release).start()
        done = measured(service, way=Open(100.0, even=True, most=5), seconds=0.6)
    assert service.most_open == 5
    assert len(done.dropped) > 20
    assert len(done.dropped) + len(done.samples) == pytest.approx(100 * done.stopped, abs=2)


def test_what_is_sent_late_has_waited_since_it_was_due() -> None:
    stalled: list[float] = []

    async def stall(load: Load) -> None:
        await asyncio.sleep(0.1)
        stalled.append(load.now)
        time.sleep(0.3)  # nothing of the tool can run meanwhile
        stalled.append(load.now)

    with Scripted().running() as service:
        plan = Plan(Address.of(service.url), Open(100.0, even=True), {"search": 1.0})
        done = asyncio.run(run(plan, ASKED, beside=stall))
    begin, end = stalled
    late = [sample for sample in done.samples if begin < sample.due < end]
    assert len(late) == pytest.approx(100 * (end - begin), abs=2)
    assert all(sample.due + sample.seconds >= end for sample in late)


def test_a_closed_loop_asks_on_unless_it_waits_as_it_is_told(asked_of: Any) -> None:
    with Scripted(lambda _: BUSY).running() as service:
        _, patient = asked_of(service.url, "--agents", "2", "--seconds", "0.2", "--honour-retry-after")
        _, eager = asked_of(service.url, "--agents", "2", "--seconds", "0.2")
    assert patient["all"]["refused"] == 2
    assert eager["all"]["refused"] > 20
    assert eager["refused"]["by_status"].keys() == {"429"}
    assert eager["refused"]["ms"]["p99"] > 0
    assert eager["all"]["ms"] is None


def test_a_connection_that_was_closed_meanwhile_is_opened_anew(asked_of: Any) -> None:
    with Scripted(close=True).running() as service:
        code, figures = asked_of(service.url, "--agents", "2", "--requests", "20")
    assert (code, figures["all"]["ok"]) == (0, 20)


def test_a_service_that_is_gone_is_an_error(asked_of: Any) -> None:
    with Scripted().running() as service:
        url = service.url
    code, figures = asked_of(url, "--agents", "1", "--requests", "2")
    assert code == 1
    assert figures["all"]["errors"] == 2
    assert figures["healthz"]["failed"] >= 1


def test_what_was_measured_is_kept_when_it_is_stopped(asked_of: Any) -> None:
    with Scripted().running() as service:
        stop = threading.Thread(
            target=lambda: (until(lambda: len(service.asked) > 9, "asked"), os.kill(os.getpid(), signal.SIGINT))
        )
        stop.start()
        code, figures = asked_of(service.url, "--agents", "1", "--seconds", "60")
        stop.join()
    assert code == 130
    assert figures["interrupted"]
    assert figures["all"]["ok"] >= 9


def test_arrivals_are_drawn_from_the_seed() -> None:
    def first(way: Open, seed: int) -> list[float]:
        return list(itertools.islice(schedule(way, seed), 2001))

    assert first(Open(100.0), 3) == first(Open(100.0), 3) != first(Open(100.0), 4)
    gaps = [later - earlier for earlier, later in itertools.pairwise(first(Open(100.0), 3))]
    # Exponential: mean and standard deviation are equal, and so 63 % are below the mean.
    assert sum(gaps) / len(gaps) == pytest.approx(0.01, rel=0.1)
    assert sum(gap < 0.01 for gap in gaps) / len(gaps) == pytest.approx(0.632, abs=0.03)
    assert first(Open(100.0, even=True), 3)[-1] == pytest.approx(20.0)


def test_memory_is_that_of_all_processes() -> None:
    look = probe.read(
        '# TYPE balie_memory_bytes gauge\nbalie_memory_bytes{kind="private",pid="1"} 1e+06\n'
        'balie_memory_bytes{kind="private",pid="2"} 2e+06\nbalie_memory_bytes{kind="mapped",pid="1"} 5.0\n'
        'balie_queue_depth 3.0\nbalie_snapshot_info{generation="gen-000007"} 1.0\n',
        at=4.0,
    )
    assert look.memory == {"private": 3e6, "mapped": 5.0}
    assert look.values["queue_depth"] == 3
    assert look.generations == ["gen-000007"]


def test_growth_of_memory_is_seen(asked_of: Any) -> None:
    def script(_: bytes) -> bytes:
        service.metrics = reply(200, 'balie_memory_bytes{kind="private",pid="1"} 150000000\n')
        return FOUND

    service = Scripted(script)
    service.metrics = reply(200, 'balie_memory_bytes{kind="private",pid="1"} 100000000\n')
    with service.running():
        _, figures = asked_of(service.url, "--rate", "20", "--even", "--requests", "4")
    assert figures["memory_mb"]["private"] == {"start": 100.0, "end": 150.0, "growth_percent": 50.0}


@pytest.mark.parametrize(
    ("line", "named"), [('{"id": 1}', "line 2"), ("{", "line 2"), ('{"question": 5}', "line 2"), (None, "no question")]
)
def test_a_file_without_questions_is_told(line: str | None, named: str, tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "q").write_text("" if line is None else f'{{"query": "Vraag?"}}\n{line}\n', encoding="utf-8")
    assert main(["load", "--questions", f"{tmp_path}/q", "--out", f"{tmp_path}/o", "--requests", "1"]) == 1
    assert named in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--requests", "1", "--think", "3", "2"]])
def test_a_run_has_an_end_and_a_sense(options: list[str], tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "q").write_text("Vraag?", encoding="utf-8")
    assert main(["load", "--questions", f"{tmp_path}/q", "--out", f"{tmp_path}/o", *options]) == 1
    assert "->" in capsys.readouterr().err


def test_generations_are_swapped_in_under_load(synced: Settings, tmp_path: Path) -> None:
    swaps.copy_published(synced.store_path, tmp_path)
    settings = synced.model_copy(update={"store": synced.store.model_copy(update={"path": tmp_path})})
    with running(State(settings, look_every=0.05)) as client:
        figures = swaps.swapped(ASKED, Address.of(str(client.base_url)), tmp_path, swaps=2, calm=0.1)
        body = client.post("/v1/search", json={"query": ASKED[0]}).json()
    assert figures["swaps"] == 2
    assert figures["all"]["ok"] == figures["all"]["n"] > 0
    assert figures["mixed"] == 0
    assert body["snapshot"] == Generations(tmp_path).pointer().generation == "gen-000003"
    assert all(hit["title"].endswith("[gen-000003]") for hit in body["hits"])


def test_the_phases_are_measured_on_a_service_of_their_own(synced: Settings, tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "q").write_text("\n".join(ASKED), encoding="utf-8")
    given = ["--config", f"{synced.folder}/config.toml", "--questions", f"{tmp_path}/q", "--out", f"{tmp_path}/o"]
    assert serving_main([*given, "--phases", "overload"]) == 1
    assert "--phases saturation" in capsys.readouterr().err
    serving_main([*given, "--phases", "opening", "saturation", "--seconds", "0.5"])
    figures = json.loads((tmp_path / "o" / "serving.json").read_text("utf-8"))
    saturation = figures["phases"]["saturation"]
    assert all(seconds > 0 for seconds in figures["phases"]["opening"]["seconds"])
    assert saturation["all"]["ok"] == saturation["all"]["n"] > 0
    assert "| saturation | failed requests | 0 | 0 | yes |" in (tmp_path / "o" / "serving.md").read_text("utf-8")
    ElementTree.fromstring((tmp_path / "o" / "serving.svg").read_text("utf-8"))


def test_the_commands_of_the_page_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[object] = []
    mains = {"eval": main, "eval.bench.serving": serving_main}
    monkeypatch.setattr("eval.__main__.execute", lambda act, **_: parsed.append(act) or 0)
    monkeypatch.setattr("eval.bench.serving.__main__.execute", lambda act, **_: parsed.append(act) or 0)
    page = (ROOT / "docs" / "load.md").read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]
    for line in lines:
        python, _, module, *arguments = shlex.split(line)
        assert python == ".venv/bin/python"
        mains[module](arguments)
    assert len(parsed) == len(lines) >= 5


def test_what_is_not_as_wanted_is_told() -> None:
    def step(goodput: float, refusals: float) -> dict[str, Any]:
        times = {"p50": 1.0, "p95": 2.0, "p99": refusals, "max": refusals}
        return {
            "plan": {"rate": 10.0},
            "goodput_per_second": goodput,
            "all": {"errors": 0},
            "healthz": {"failed": 0, "ms": times | {"p99": 5.0}},
            "refused": {"ms": times},
            "dropped": 0,
        }

    def unmet(**steps: dict[str, Any]) -> list[str]:
        rows = serving_report.rows({"overload": {"times": steps}})
        return [row.what.split(",")[0] for row in rows if row.met is False]

    assert unmet(a=step(100.0, 50.0), b=step(95.0, 99.0)) == []
    assert unmet(a=step(100.0, 50.0), b=step(89.0, 101.0)) == ["answers a second at 10 asked", "refusals"]
