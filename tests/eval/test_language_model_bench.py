"""What a language model writes is recorded while the question path shows or stops it, and judged afterwards."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from copilot.core import settings
from copilot.core.embedders import load
from copilot.core.errors import BalieError
from eval.bench.language_model.__main__ import main
from eval.bench.language_model.served import served
from ingest import pipeline
from support import write_desk
from support_model import ScriptedModel

TRUE, FALSE = "De opzegtermijn is 30 dagen.", "De opzegtermijn is 90 dagen."
CASES = [
    {"id": "a", "question": "Hoe lang is de opzegtermijn van het contract?", "relevant": ["opzeggen"]},
    {"id": "b", "question": "Wat is de opzegtermijn als ik mijn contract opzeg?", "relevant": ["opzeggen"]},
    {"id": "c", "question": "Wie was de keizer van Rome?", "answerable": False},
]


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    with ScriptedModel() as scripted:
        yield scripted


@pytest.fixture(scope="module")
def config(model: ScriptedModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a desk with one page, that asks the scripted model."""
    page = {
        "id": "opzeggen",
        "kind": "wiki",
        "title": "Contract opzeggen",
        "language": "nl",
        "audience": ["public"],
        "text": "Opzeggen van je contract kan elke dag via de website. De opzegtermijn is 30 dagen.",
    }
    path = write_desk(tmp_path_factory.mktemp("desk"), [page], f"[answers]\nthreshold = 0.0\n{model.toml}")
    desk = settings.load(path, {})
    pipeline.sync(desk, load(desk.embedder))
    return path


@pytest.fixture
def record(config: Path, tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    """record(cases) asks them in a folder of its own and gives the lines recorded so far."""

    def ask(cases: list[dict[str, Any]] = CASES) -> list[dict[str, Any]]:
        suite, out = tmp_path / "cases.jsonl", tmp_path / "out"
        suite.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
        assert main(["ask", "--config", str(config), "--cases", str(suite), "--out", str(out)]) == 0
        return lines(out / "claims.jsonl")

    return ask


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_what_is_shown_and_what_is_stopped_is_recorded(model: ScriptedModel, record: Callable[..., Any]) -> None:
    model.says(f"{TRUE} [1] {FALSE} [1]")
    first, _ = record()
    assert (first["id"], first["language"], first["status"], first["failure"]) == ("a", "nl", "answered", "")
    true, false = first["claims"]
    assert (true["text"], true["passages"], true["shown"]) == (TRUE, [1], True)
    assert "30 dagen" in true["quotes"][0]
    assert (false["text"], false["shown"]) == (FALSE, False)
    assert false["reasons"]
    (passage,) = first["passages"]
    assert TRUE in passage["text"]
    assert passage["external_id"] == "opzeggen"
    assert passage["end"] - passage["start"] == len(passage["text"])


def test_what_is_recorded_is_not_asked_again_unless_the_model_failed(
    model: ScriptedModel, record: Callable[..., Any]
) -> None:
    model.fails(500)
    assert [line["failure"] != "" for line in record(CASES[:1])] == [True]
    model.says(f"{TRUE} [1]")
    assert [line["id"] for line in record()] == ["a", "a", "b"]
    calls = len(model.calls)
    assert len(record()) == 3
    assert len(model.calls) == calls


def test_recorded_sentences_are_verified_anew_and_their_verdicts_counted(
    model: ScriptedModel, record: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model.says(f"{TRUE} [1] {FALSE} [1]")
    record()
    shown, everything, verdicts = (tmp_path / name for name in ("shown.jsonl", "all.jsonl", "verdicts.jsonl"))
    source = ["--from", str(tmp_path / "out")]
    assert main(["shown", *source, "--out", str(shown)]) == 0
    assert main(["shown", *source, "--all", "--out", str(everything)]) == 0
    assert [(s["id"], s["text"], s["quotes"], s["sources"]) for s in lines(shown)] == [
        (f"{case}#1", TRUE, [TRUE], ["desk:opzeggen"]) for case in "ab"
    ]
    assert [(s["id"], s["shown"]) for s in lines(everything)] == [
        ("a#1", True), ("a#2", False), ("b#1", True), ("b#2", False)
    ]  # fmt: skip
    judged = [
        {"id": s["id"], "text": s["text"], "verdict": "supported" if s["shown"] else "contradicts", "reason": "read"}
        for s in lines(everything)
    ]
    verdicts.write_text("".join(json.dumps(entry) + "\n" for entry in judged), encoding="utf-8")
    capsys.readouterr()
    assert main(["count", str(verdicts), *source]) == 0
    said = capsys.readouterr().out
    assert "shown: 0 of 2 wrong" in said
    assert "written: 2 of 4 wrong (2 contradict, 0 missing)" in said


def test_what_was_judged_before_is_not_read_again(
    model: ScriptedModel, record: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known, added, unread = (tmp_path / name for name in ("known.jsonl", "added.jsonl", "unread.jsonl"))
    known.write_text(json.dumps({"id": "a#7", "text": TRUE, "verdict": "supported", "reason": ""}), encoding="utf-8")
    added.write_text(json.dumps({"id": "b#1", "text": TRUE, "verdict": "missing", "reason": ""}), encoding="utf-8")
    model.says(f"{TRUE} [1]")
    record()
    source = ["--from", str(tmp_path / "out")]
    capsys.readouterr()
    assert main(["shown", *source, "--judged", str(known), "--out", str(unread)]) == 0
    assert [sentence["id"] for sentence in lines(unread)] == ["b#1"]
    assert f"to be read: 1\n  b#1: {TRUE}\n    | {TRUE}\n" in capsys.readouterr().out
    assert main(["shown", *source, "--judged", str(known), str(added), "--out", str(unread)]) == 0
    assert lines(unread) == []
    assert main(["count", str(known), str(added), *source]) == 0
    assert "shown: 1 of 2 wrong (0 contradict, 1 missing)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda judged: judged[1:], "1 shown sentences have no verdict: a#1"),
        (lambda judged: [judged[0] | {"text": "Iets anders."}], "1 shown sentences have no verdict: a#1"),
        (lambda judged: [judged[0] | {"id": "b#1"}], "1 shown sentences have no verdict: a#1"),
        (lambda judged: [judged[0] | {"id": 7}], "verdicts.jsonl:1: no verdict"),
        (lambda judged: [judged[0] | {"verdict": "fine"}], "verdicts.jsonl:1: no verdict"),
        (lambda judged: [judged[0], judged[0]], "verdicts.jsonl:2: no verdict: id 'a#1' occurs twice"),
    ],
)
def test_verdicts_that_do_not_fit_are_refused(
    spoil: Callable[[list[dict[str, str]]], list[dict[str, str]]],
    complaint: str,
    model: ScriptedModel,
    record: Callable[..., Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    model.says(f"{TRUE} [1]")
    record(CASES[:1])
    judged = spoil([{"id": "a#1", "text": TRUE, "verdict": "supported", "reason": "read"}])
    verdicts = tmp_path / "verdicts.jsonl"
    verdicts.write_text("".join(json.dumps(entry) + "\n" for entry in judged), encoding="utf-8")
    assert main(["count", str(verdicts), "--from", str(tmp_path / "out")]) != 0
    assert complaint in capsys.readouterr().err


def test_without_a_language_model_there_is_nothing_to_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config, suite = write_desk(tmp_path, []), tmp_path / "cases.jsonl"
    suite.write_text(json.dumps(CASES[0]) + "\n", encoding="utf-8")
    assert main(["ask", "--config", str(config), "--cases", str(suite), "--out", str(tmp_path / "out")]) != 0
    assert "generator is extractive" in capsys.readouterr().err


# The model as a process of its own


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As `make test-llm` makes it, with a model that says what is true."""
    tests = Path(__file__).parents[1]
    python = tmp_path / "env" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{tests / "support_model_process.py"}" "$@"\n', "utf-8")
    python.chmod(0o755)
    monkeypatch.setenv("MODEL_SAYS", f"{TRUE} [1]")
    return tmp_path / "env"


def is_there(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_model_of_its_own_is_started_asked_and_ended(
    environment: Path, config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suite, out = tmp_path / "cases.jsonl", tmp_path / "out"
    suite.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    command = ["ask", "--config", str(config), "--cases", str(suite), "--out", str(out)]
    assert main([*command, "--serve", str(environment), "--limit", "1"]) == 0
    (record,) = lines(out / "claims.jsonl")
    assert (record["id"], record["failure"]) == ("a", "")
    assert [(claim["text"], claim["shown"]) for claim in record["claims"]] == [(TRUE, True)]
    assert "1 cases, 0 failed; 1 sentences written, 1 shown" in capsys.readouterr().out


def test_a_model_answers_once_it_is_there_and_ends_with_whoever_asks(environment: Path) -> None:
    with served(environment) as generator:
        port = int(generator.options["base_url"].split(":")[2].split("/")[0])
        assert is_there(port)
    assert not is_there(port)


def test_a_model_that_does_not_start_says_why(
    environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_SAYS", "")
    with (
        pytest.raises(BalieError, match="ended with 1: this processor cannot run the model") as ended,
        served(environment),
    ):
        pass
    assert "server.log" in ended.value.fix
    with pytest.raises(BalieError, match="does not exist") as absent, served(tmp_path / "nowhere"):
        pass
    assert "make test-llm" in absent.value.fix


def test_a_model_that_never_answers_is_ended(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = environment / "bin" / "python"
    waiting.write_text('#!/bin/sh\necho "$$" > "$(dirname "$0")/pid"\nexec cat\n', encoding="utf-8")
    with pytest.raises(BalieError, match=r"did not answer within 0 s"), served(environment, patience=0.3):
        pass
    assert not psutil.pid_exists(int((waiting.parent / "pid").read_text()))
