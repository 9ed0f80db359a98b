"""python -m copilot ask | search | doctor | serve: results on stdout, errors with a cure on stderr and exit code 1."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from copilot.__main__ import main
from copilot.api.state import State
from copilot.core.settings import ROOT, Settings
from support_service import running, until

QUESTION = "Wat is de opzegtermijn als ik mijn contract wil opzeggen?"


@pytest.fixture
def run(synced: Settings, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """run(*arguments) -> (exit code, stdout, stderr), over the shared desk."""

    def call(*arguments: str, config: Path = synced.folder / "config.toml") -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*arguments, "--config", str(config)])
        return code, *capsys.readouterr()

    return call


def untimed(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != "timings_ms"}


def test_an_answer_is_readable_with_its_sources(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = run("ask", QUESTION)
    assert (code, err) == (0, "")
    assert "De opzegtermijn is 30 dagen. [1]" in out
    assert "[1] wiki: Contract opzeggen  https://help.example/opzeggen" in out


def test_a_refusal_names_what_is_near(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = run("ask", "Wat is de hoofdstad van Mongolië?")
    assert code == 0
    assert out.startswith("Hierover staat niets in de bronnen.\n")
    assert "near: " in out


def test_a_warning_is_shown(run: Callable[..., tuple[int, str, str]]) -> None:
    assert "! [1] Interne bron" in run("ask", "Er is twee keer geld afgeschreven voor mijn factuur")[1]


def test_search_lists_ranks_scores_and_ids(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = run("search", "modem reset", "-k", "2")
    assert code == 0
    first = out.splitlines()[0].split()
    assert (first[0], first[2]) == ("1", "desk:reset")
    assert len(out.splitlines()) == 4


def test_json_is_what_http_gives(run: Callable[..., tuple[int, str, str]], synced: Settings) -> None:
    with running(State(synced)) as client:
        answered = client.post("/v1/ask", json={"question": QUESTION}).json()
        found = client.post("/v1/search", json={"query": "modem", "k": 3}).json()
    assert untimed(json.loads(run("ask", QUESTION, "--json")[1])) == untimed(answered)
    assert untimed(json.loads(run("search", "modem", "-k", "3", "--json")[1])) == untimed(found)


def test_doctor_says_ok_or_how_to_mend_it(
    run: Callable[..., tuple[int, str, str]], desk: Callable[..., Settings]
) -> None:
    code, out, _ = run("doctor")
    assert (code, "FAULT" in out) == (0, False)
    code, out, _ = run("doctor", config=desk().folder / "config.toml")
    assert code == 1
    assert "FAULT  snapshot: " in out
    assert "-> run: python -m ingest sync" in out


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["ask", " "], "the question is empty"),
        (["ask", "a" * 20_000], "20000 characters"),
        (["ask", "\udcff"], "surrogate"),
        (["search", ""], "the question is empty"),
        (["search", "x", "-k", "0"], "k is 0"),
        (["search", "x", "-k", "101"], "k is 101"),
        (["serve", "--host", "0.0.0.0"], "without [auth]"),
        (["serve", "--port", "70000"], "port 70000 cannot be used"),
        (["serve", "--host", "no.such.host.invalid"], "without [auth]"),
    ],
)
def test_an_error_has_a_cure_and_exit_code_1(
    run: Callable[..., tuple[int, str, str]], arguments: list[str], found: str
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert found in err
    assert err.startswith("error: ")
    assert "\n  -> " in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", [["ask", "x"], ["search", "x"], ["doctor"], ["serve"]])
def test_a_configuration_that_is_absent_or_wrong_is_named(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, command: list[str]
) -> None:
    code, _, err = run(*command, config=tmp_path / "absent.toml")
    assert code == 1
    assert "absent.toml does not exist" in err
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('as_of = "gisteren"')
    assert "as_of" in run(*command, config=wrong)[2]


def test_a_snapshot_that_is_absent_is_named(
    run: Callable[..., tuple[int, str, str]], desk: Callable[..., Settings]
) -> None:
    code, _, err = run("ask", "x", config=desk().folder / "config.toml")
    assert code == 1
    assert "python -m ingest sync" in err


def test_a_port_in_use_is_one_line_with_a_cure(run: Callable[..., tuple[int, str, str]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = run("serve", "--port", str(port))
    assert (code, out) == (1, "")
    assert err == (
        f"error: 127.0.0.1 port {port} cannot be used: Address already in use\n"
        "  -> stop what uses it, or choose another port: --port 8081\n"
    )


def test_serve_answers_first_says_where_it_is_and_stops_when_told(synced: Settings, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "copilot", "serve", "--port", "0", "--try", QUESTION]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BALIE_")}
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--config", str(synced.folder / "config.toml")],
            cwd=ROOT, env=environment, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        until(lambda: "/panel" in log.read_text() or process.poll() is not None, "the address is told", 60)
        said = log.read_text()
        assert "De opzegtermijn is 30 dagen. [1]" in said
        address = next(word for word in said.split() if word.startswith("http://127.0.0.1:"))

        def is_ready() -> bool:
            try:
                return httpx.get(address.replace("/panel", "/readyz"), trust_env=False).status_code == 200
            except httpx.TransportError:
                return False  # bound, not listening yet

        until(is_ready, "the service is ready", 60)
        assert httpx.get(address, trust_env=False).status_code == 200
    finally:
        process.terminate()
        process.wait(30)
    assert "Traceback" not in log.read_text()
