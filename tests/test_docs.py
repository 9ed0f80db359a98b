"""The documentation tells the truth: what it lists is listed from the code, and its commands run as they stand."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from copilot import reference
from copilot.api.metrics import Metrics
from copilot.core import commands, registry
from copilot.core.settings import ROOT, Settings
from ingest import configured
from ingest import reference as source_reference
from ingest.__main__ import main as ingest_main

pytestmark = pytest.mark.xdist_group("docs")
"""One after the other: they share the demonstration, which is embedded once."""

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line.strip()
]
_START = 300
"""Seconds that the first start of the demonstration may take here: it embeds all of it, on whatever machine this is."""


def test_the_configuration_page_is_written_from_the_code() -> None:
    written = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert written == reference.render(), "run: python -m copilot.reference > docs/configuration.md"
    assert "|  |" not in written, "a setting has no docstring"


def test_the_page_of_source_types_is_written_from_the_code() -> None:
    written = (ROOT / "docs" / "source-types.md").read_text(encoding="utf-8")
    assert written == source_reference.render(), "run: python -m ingest.reference > docs/source-types.md"
    assert "|  |" not in written, "an option has no docstring"


@pytest.mark.parametrize(
    ("page", "family"),
    [("sources.md", "ingest.sources"), ("evaluation.md", "eval.metrics"), ("evaluation.md", "eval.judges")],
)
def test_every_member_is_documented(page: str, family: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    missing = [name for name in registry.members(family) if f"`{name}" not in text]
    assert not missing


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", page.read_text(encoding="utf-8")):
            link = target[0] or target[1]
            assert link.startswith("http") or (page.parent / link).exists(), f"{page.name} links to {link}"


def test_the_configuration_snippets_are_valid() -> None:
    pages = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("sources.md", "keeping.md")]
    snippets = re.findall(r"```toml\n(.*?)```", "\n".join([README, *pages]), re.DOTALL)
    assert len(snippets) >= 9
    for snippet in snippets:
        settings = Settings.model_validate(tomllib.loads(snippet))
        for table in settings.sources:
            configured.build_source(settings, table)


def test_the_commands_of_keeping_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[object] = []
    monkeypatch.setattr(commands, "execute", lambda run, _: parsed.append(run) or 0)
    page = (ROOT / "docs" / "keeping.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]
    for line in lines:
        assert line.startswith(".venv/bin/python -m ingest "), line
        ingest_main(shlex.split(line)[3:])
    assert len(parsed) == len(lines) >= 5


def test_every_metric_is_listed() -> None:
    """With the text that Prometheus shows."""
    told = re.findall(r"^# HELP (\S+) (.*)$", Metrics().exposition().decode(), re.MULTILINE)
    listed = re.findall(r"^\| `(balie_\w+)[^`]*` \| (.*) \|$", (ROOT / "docs/reliability.md").read_text(), re.MULTILINE)
    assert listed == [(name, text) for name, text in told if not name.endswith("_created")]


def test_the_commands_of_retrieval_are_those_of_the_readme() -> None:
    page = (ROOT / "docs" / "retrieval.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]
    assert lines
    assert set(lines) <= set(COMMANDS)


def test_the_make_targets_that_the_readme_names_exist() -> None:
    for target in sorted(set(re.findall(r"`?make ([a-z-]+)`?", README))):
        done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"make {target}: {done.stderr}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as a newcomer has it, with the environment that runs these tests."""
    copy = tmp_path_factory.mktemp("checkout") / "balie"
    leave = shutil.ignore_patterns(
        ".git", ".venv*", "store", "reports", "__pycache__", ".*_cache", "*.egg-info", ".hypothesis"
    )
    shutil.copytree(ROOT, copy, ignore=leave)
    if not (ROOT / ".venv" / "installed").exists():
        pytest.skip("the environment was not made by make; run: make test")
    (copy / ".venv").symlink_to(ROOT / ".venv")
    return copy


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BALIE_")}
    return kept | {"BALIE_SERVICE__PORT": str(free_port())}


@pytest.fixture(scope="module")
def demonstration(checkout: Path, environment: dict[str, str]) -> Iterator[str]:
    """What `make run` prints until its panel answers; the store stays for the other commands."""
    output = checkout.parent / "run.log"
    with output.open("w") as stream:
        run = subprocess.Popen(
            ["make", "run"],
            cwd=checkout,
            env=environment,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for("the panel is at", run, output)
        with urllib.request.urlopen(f"http://127.0.0.1:{environment['BALIE_SERVICE__PORT']}/panel", timeout=5) as panel:
            assert panel.status == 200
        yield output.read_text()
    finally:
        os.killpg(run.pid, signal.SIGINT)
        run.wait(30)


def wait_for(words: str, process: subprocess.Popen[bytes], output: Path) -> None:
    """Until the process has printed these words."""
    deadline = time.monotonic() + _START
    while words not in output.read_text():
        assert process.poll() is None, output.read_text()[-2000:]
        assert time.monotonic() < deadline, f"no {words!r} after {_START} s: {output.read_text()[-2000:]}"
        process_wait(process, 0.2)


def process_wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Waits for the process to end, at most this long."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


@pytest.mark.timeout(_START + 60)
def test_make_run_answers_in_both_languages_and_serves_the_panel(demonstration: str) -> None:
    dutch, _, english = demonstration.rpartition("The thermostat shows F3")
    assert "7,50 euro" in dutch
    assert "[1]" in dutch
    assert "[1]" in english
    assert "wiki:" in dutch
    assert "/panel" in english


@pytest.mark.timeout(180)
@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.startswith("make")])
def test_a_command_of_the_readme_runs(
    command: str, demonstration: str, checkout: Path, environment: dict[str, str]
) -> None:
    done = subprocess.run(
        command, shell=True, cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip()
    if "eval run" in command:
        assert (checkout / "data/reports/demo/report.html").stat().st_size > 10_000
    if " ask " in command:
        assert "5 werkdagen" in done.stdout
    if "--explain" in command:
        assert "lost at: " in done.stdout
    elif " search " in command:
        assert "SL-204" in done.stdout


@pytest.mark.timeout(180)
def test_the_examples_of_langchain_print_what_their_page_says(
    demonstration: str, checkout: Path, environment: dict[str, str]
) -> None:
    page = (ROOT / "docs" / "langchain.md").read_text(encoding="utf-8")
    examples, printed = (re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("python", "text"))
    done = subprocess.run(
        [".venv/bin/python", "-"],
        input="\n".join(examples),
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == "".join(printed)


def test_every_command_of_the_readme_is_run_by_a_test() -> None:
    assert [c for c in COMMANDS if c.startswith("make")] == ["make run", "make test"]
