"""`kill -9` at any moment of an erasure: nothing was noted, or the next sync or erase completes it.

An erasure runs in a fork that kills itself: at a certain one of all calls that it makes, or right before a certain one
of its acts on the disk. So kills land everywhere, whatever else the machine does.
Run by hand with more kills: python tests/ingest/test_erase_kill.py FOLDER KILLS SEED
"""

from __future__ import annotations

import functools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
KILLS, WHOLE_KILLS, SEED = 36, 100, 20261122
_CONFIG = """
[embedder]
type = "hashing"
dimension = 32
[reading]
processes = 1
[[sources]]
name = "los"
type = "jsonl"
path = "los"
audience = ["public"]
personal_data = "keep"
"""


@pytest.mark.timeout(1800)
def test_a_killed_erasure_is_completed_or_never_began(tmp_path: Path, whole: bool) -> None:
    kills = WHOLE_KILLS if whole else KILLS
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/ingest")])
    environment = os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, __file__, str(tmp_path), str(kills), str(SEED)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=1500 if whole else 240)
    assert run.returncode == 0, run.stderr[-4000:]
    outcome = json.loads(run.stdout)
    print(outcome)
    assert outcome["faults"] == []
    assert outcome["states"].keys() == {"nothing noted", "pending", "done"}
    assert outcome["states"]["pending"] >= 10


def drill(folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """Kills `kills` erasures, each of a store of its own; what was found wrong, and what state they left."""
    chance = random.Random(seed)
    template = folder / "template"
    prepare(template)
    expected, acts, calls = asked(lambda: measured(copy(template, folder / "measured")))
    faults: list[str] = []
    states: Counter[str] = Counter()
    for number in range(kills):
        desk = copy(template, folder / f"desk-{number}")
        at = {"act": chance.randrange(acts)} if chance.random() < 0.8 else {"call": chance.randrange(calls)}
        killed(functools.partial(erased, desk), **at)
        state = asked(functools.partial(left, desk, expected))
        states[state] += 1
        again = functools.partial(synced, desk) if number % 3 == 0 else functools.partial(erased, desk)
        if number % 4 == 0:
            killed(again, act=chance.randrange(acts))
            state += ", then " + asked(functools.partial(left, desk, expected))
        if code := waited(forked(again)):
            faults.append(f"kill {number} at {at}: the next run ended with {code}")
        if "noted" in state and number % 3 == 0:
            waited(forked(functools.partial(erased, desk)))
        after = asked(functools.partial(left, desk, expected))
        if "fault" in state or after != "done":
            faults.append(f"kill {number} at {at}: {state}; after the next run: {after}")
        shutil.rmtree(desk)
    return {"faults": faults, "states": dict(states), "acts": acts, "calls": calls}


def prepare(desk: Path) -> None:
    """Two generations, removed documents, reports and a journal that hold the person."""
    from support_erase import PEOPLE

    one = PEOPLE[0]
    documents = [{"id": f"blad-{n}", "text": f"Blad {n} gaat over de dakgoot."} for n in range(30)]
    for n in (3, 5, 7):
        documents[n]["text"] += f" Bel {one.name} op {one.phone} of {one.iban}."
    documents.append({"id": f"over {one.mail}", "text": "Een blad met een naam."})
    (desk / "los").mkdir(parents=True)
    (desk / "config.toml").write_text(_CONFIG)
    for some in (documents, documents[:-1]):
        (desk / "los/los.jsonl").write_text("\n".join(map(json.dumps, some)))
        assert waited(forked(functools.partial(synced, desk))) == 0
    documents[9]["text"] += f" {one.customer} is {one.name}."
    (desk / "los/los.jsonl").write_text("\n".join(map(json.dumps, documents)))
    assert waited(forked(functools.partial(synced, desk, fails=True))) != 0


def copy(template: Path, desk: Path) -> Path:
    shutil.copytree(template, desk)
    return desk


def synced(desk: Path, *, fails: bool = False) -> None:
    from copilot.core import settings
    from copilot.core.embedders.hashing import HashingEmbedder
    from ingest import pipeline

    embedder = HashingEmbedder(32)
    if fails:
        embedder.embed_passages = None
    pipeline.sync(settings.load(desk / "config.toml", {}), embedder)


def erased(desk: Path) -> None:
    from copilot.core import settings
    from copilot.core.embedders.hashing import HashingEmbedder
    from ingest.erase import erase
    from support_erase import PEOPLE

    erase(settings.load(desk / "config.toml", {}), HashingEmbedder(32), PEOPLE[0].values)


def measured(desk: Path) -> tuple[dict[str, str], int, int]:
    """What an undisturbed erasure leaves, and how many acts and calls it takes."""
    count = counting()
    erased(desk)
    sys.setprofile(None)
    return served(desk), count["act"], count["call"]


def served(desk: Path) -> dict[str, str]:
    """Id -> text, as a fresh process serves them."""
    from copilot.core.snapshot import open_current
    from copilot.core.types import LOCAL_ASKER

    snapshot, degraded = open_current(desk / "store")
    assert not degraded, degraded
    found = {i: snapshot.document(i, LOCAL_ASKER) for i in snapshot.records.facts()}
    return {i: document.text for i, document in found.items() if document}


def left(desk: Path, expected: dict[str, str]) -> str:
    """What was noted of the person; begins with "fault" where something else does not go with it."""
    from ingest.erasure import Register
    from support_erase import PEOPLE, Traces

    looked, now = Traces(PEOPLE[:1]), served(desk)
    traces = sorted(looked.below(desk / "store"))
    entries = Register.load(desk / "store").entries
    # A sync reads the change, too, that the killed one had only begun to read.
    known = {i: text for i, text in now.items() if i in expected and i != "los:blad-9"}
    whole = known.keys() == expected.keys() - {"los:blad-9"}
    if not entries:
        return "nothing noted" if whole and traces else "fault: nothing noted, and something is gone"
    if entries[0].pending:
        return "pending" if whole else f"fault: pending, {len(now)} documents"
    if traces or not whole or any(text != expected[i] for i, text in known.items()):
        return f"fault: done, left in {traces}, {len(now)} documents"
    return "done"


def killed(work: Callable[[], None], *, act: int | None = None, call: int | None = None) -> None:
    def dying() -> None:
        counting(act, call)
        work()

    waited(forked(dying))


def counting(act: int | None = None, call: int | None = None) -> Counter[str]:
    """Counts from now on; this process dies at its act on the disk, or call of a function, of this number."""
    count: Counter[str] = Counter()

    def die_at(what: str, number: int | None) -> None:
        if count[what] == number:
            os.kill(os.getpid(), signal.SIGKILL)
        count[what] += 1

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def called(*arguments: Any, **named: Any) -> Any:
            die_at("act", act)
            return function(*arguments, **named)

        return called

    for name in ("fsync", "replace", "rename", "unlink", "rmdir"):
        setattr(os, name, counted(getattr(os, name)))
    if act is None:
        sys.setprofile(lambda _frame, event, _argument: die_at("call", call) if event == "call" else None)
    return count


def waited(child: int) -> int:
    """The exit code of a child; negative: the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    from test_kill import asked, forked, preload

    preload()
    print(json.dumps(drill(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
