"""Two writers, old readers, another embedder and a clock that jumps: one state after the other, nothing is lost.

The processes are forks of one of their own: python tests/faults/test_writers_and_clocks.py FOLDER ROUNDS
"""

from __future__ import annotations

import io
import json
import os
import select
import subprocess
import sys
import time
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

ROOT = Path(__file__).parents[2]
ROUNDS, WHOLE_ROUNDS = 3, 50
BUSY = 75
_PATIENCE = 20
"""Seconds that a writer waits for the other one, which should have been refused."""
_MOMENTS = (
    "2026-03-28T12:00:00+00:00",
    # An hour back, a day on.
    "2026-03-28T11:00:00+00:00",
    "2026-03-29T00:30:00+00:00",
    # Summer time began.
    "2026-03-29T01:30:00+00:00",
    # 02:30 by the clock on the wall, twice.
    "2026-10-25T00:30:00+00:00",
    "2026-10-25T01:30:00+00:00",
    "2026-10-24T01:30:00+00:00",
)


@pytest.mark.timeout(600)
def test_one_of_two_writers_wins_and_an_old_reader_reads_on(room: Path, whole: bool) -> None:
    rounds = WHOLE_ROUNDS if whole else ROUNDS
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, __file__, str(room), str(rounds)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stderr[-4000:]
    outcome = json.loads(run.stdout.splitlines()[-1])
    print(f"two writers: {rounds} rounds, won by {outcome['won']}; {len(outcome['faults'])} faults; old reader too")
    assert outcome["faults"] == []
    assert sum(outcome["won"].values()) == rounds


def drill(folder: Path, rounds: int) -> dict[str, Any]:
    from support_faults import Desk
    from support_faults_forks import asked

    # Whatever is loaded by the first sync is there when the children are forked.
    Desk.made(folder / "first", {"blad": "Blad een."}).sync()
    desks = {name: Desk.made(folder / name, {}) for name in "ab"}
    (folder / "a/store").mkdir()
    desks["b"].store.symlink_to(desks["a"].store)
    won: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(rounds):
        texts = {name: {f"{name}-{i}": f"Blad {i} van {name}, editie {number}." for i in range(5)} for name in "ab"}
        for name, desk in desks.items():
            desk.write(texts[name])
        codes = _race(desks)
        found = asked(lambda: _served(desks["a"].store))
        winners = [name for name, code in codes.items() if code == 0]
        won.update(winners)
        if sorted(codes.values()) != [0, BUSY] or found != [texts[winners[0]], ""]:
            faults.append(f"round {number}: {codes}, served: {found}")
    return {"won": won, "faults": faults + _old_reader(folder / "read")}


def _served(store: Path) -> list[Any]:
    from support_faults import served

    now = served(store)
    return [now.texts, now.degraded]


def _race(desks: dict[str, Any]) -> dict[str, int]:
    """Exit code of each of two syncs of one store at the same time."""
    from support_faults_forks import forked

    pipes = {name: os.pipe() for name in desks}
    children = {}
    for name, other in (("a", "b"), ("b", "a")):

        def work(name: str = name, other: str = other) -> None:
            # What is held open to the end of this process tells the other one that it ended.
            os.close(pipes[other][1])
            sys.exit(_command(desks[name], pipes[other][0]))

        children[name] = forked(work)
    for ends in pipes.values():
        os.close(ends[1])
    codes = {name: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for name, child in children.items()}
    for ends in pipes.values():
        os.close(ends[0])
    return codes


def _command(desk: Any, other: int) -> int:
    """A sync that holds the lock until the other writer has ended."""
    import ingest.__main__ as command
    from copilot.core.embedders.hashing import HashingEmbedder
    from support_faults import EMBEDDER, reading_here

    class Waiting(HashingEmbedder):
        def embed_passages(self, texts: Any) -> Any:
            select.select([other], [], [], _PATIENCE)
            return super().embed_passages(texts)

    embedder = Waiting(EMBEDDER.identity.dimension)
    said = redirect_stdout(io.StringIO())
    with said, reading_here(), patch.object(command, "load_embedder", lambda _: embedder):
        return command.main(["sync", "--allow-shrink", "--config", str(desk.config)])


def _old_reader(folder: Path) -> list[str]:
    """What is wrong with what a reader finds in a generation that was cleaned up four syncs ago."""
    from support_faults import Desk
    from support_faults_forks import forked

    def sync() -> None:
        assert os.waitpid(forked(desk.sync), 0)[1] == 0

    def reading() -> None:
        from copilot.core.snapshot import open_current
        from support_faults import read

        # What is read from it ends when the drill does.
        os.close(go[1])
        snapshot, degraded = open_current(desk.store, check_texts=False)
        os.write(ready[1], b".")
        os.read(go[0], 1)
        (folder / "read.json").write_text(json.dumps([read(snapshot).texts, degraded]))

    first = {f"blad-{n}": f"Blad {n}, editie een." for n in range(5)}
    desk = Desk.made(folder, first)
    sync()
    ready, go = os.pipe(), os.pipe()
    child = forked(reading)
    os.read(ready[0], 1)
    for edition in range(4):
        desk.write({key: f"{text} Nieuw in {edition}." for key, text in first.items()})
        sync()
    os.write(go[1], b".")
    os.waitpid(child, 0)
    found = json.loads((folder / "read.json").read_text())
    faults = [] if found == [first, ""] else [f"the old reader reads {found}"]
    desk.write(first)
    sync()
    kept = sorted(path.name for path in (desk.store / "snapshots").glob("gen-*"))
    return faults + ([] if kept == ["gen-000005", "gen-000006"] else [f"when it has ended, {kept} stay"])


def test_another_embedder_is_refused(tmp_path: Path) -> None:
    from copilot.core.embedders.hashing import HashingEmbedder
    from copilot.core.errors import EmbedderMismatchError
    from copilot.pipeline import Copilot
    from support_faults import Desk

    desk = Desk.made(tmp_path / "desk", {"blad": "Blad een."})
    desk.sync()
    other = HashingEmbedder(24)
    with pytest.raises(EmbedderMismatchError) as refused:
        Copilot.open(desk.settings, other)
    assert "ingest sync" in refused.value.fix
    assert desk.sync(other).embedded == 1
    assert Copilot.open(desk.settings, other).snapshot.embedder == other.identity


def test_a_clock_that_jumps_changes_no_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from support_faults import Desk, served
    from support_faults_clock import clock_at

    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    desk = Desk.made(tmp_path / "desk", {})
    desk.config.write_text("[sync]\nkeep_runs = 3\n" + desk.config.read_text())
    names, texts = [], {}
    for edition, moment in enumerate(_MOMENTS):
        texts = {**texts, f"blad-{edition}": f"Blad van {moment}."}
        desk.write(texts)
        with clock_at(moment):
            report = desk.sync()
            assert report.published
            found = served(desk.store)
            assert (found.texts, found.degraded, found.generation) == (texts, "", report.generation)
            names.append(report.generation)
            status = json.loads(desk.command("status", "--json")[1])
        assert status["created_at"][:13] == moment[:13]
        assert status["last_run"]["generation"] == report.generation, f"at {moment} the last run is another"
    assert names == sorted(set(names))
    assert len(list((desk.store / "runs").iterdir())) == 3
    assert desk.command("rollback")[0] == 0
    assert served(desk.store).generation == names[-2]
    print(f"clock: {len(names)} syncs, an hour back, a day on, summer time and back: their order is right")


if __name__ == "__main__":
    print(json.dumps(drill(Path(sys.argv[1]), int(sys.argv[2]))))
