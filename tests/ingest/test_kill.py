"""`kill -9` at any moment of a sync: the state is exactly before or after, and the next sync just works.

The drill runs in a process of its own, which imports everything and starts no thread, so that it can fork: a writer
that is killed, then a reader that has never seen the store. The disk is slow there, and a kill follows on a certain
act of the writer rather than on a time, so that kills land everywhere, however busy the machine is.
Run by hand with more kills: python tests/ingest/test_kill.py FOLDER KILLS SEED
"""

from __future__ import annotations

import functools
import json
import mmap
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support_faults_forks import asked, forked, preload

ROOT = Path(__file__).parents[2]
KILLS, WHOLE_KILLS, SEED = 64, 344, 20261120
PHASES = ("read", "embed", "write", "rename", "access", "publish", "prune", "done")
FILES, PER_FILE = 4, 12
_REFUSED = '{"id": "zonder tekst"}'
_NEW_EVERY = 8
"""Kills after which a new store begins, so that the first sync is killed too."""


@pytest.mark.timeout(3600)
def test_a_kill_leaves_the_state_before_or_after(tmp_path: Path, whole: bool) -> None:
    kills = WHOLE_KILLS if whole else KILLS
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    environment = os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, __file__, str(tmp_path), str(kills), str(SEED)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=3000 if whole else 240)
    assert run.returncode == 0, run.stderr[-4000:]
    outcome = json.loads(run.stdout)
    phases, states = (", ".join(f"{n} {what}" for what, n in outcome[key].items()) for key in ("phases", "states"))
    print(f"kill: {kills} of a sync or retry in {phases}: {states}; {len(outcome['faults'])} faults")
    assert outcome["faults"] == []
    hit = {phase: count for phase, count in outcome["phases"].items() if phase != "done"}
    assert len(hit) >= 6, "too few phases were hit to prove anything"
    assert sum(hit.values()) >= (300 if whole else kills / 2)
    assert outcome["states"].keys() == {"before", "after"}
    assert outcome["recovered"] == outcome["undisturbed"]
    assert len(outcome["recovered"]) == kills // _NEW_EVERY


def drill(folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """Kills `kills` syncs; what was found wrong, where the kills landed, and what the last sync of all made of it."""
    chance = random.Random(seed)
    board = Board()
    faults: list[str] = []
    states: Counter[str] = Counter()
    phases: Counter[str] = Counter()
    recovered, undisturbed = [], []
    for number in range(kills):
        if number % _NEW_EVERY == 0:
            desk, before = Desk(folder / f"desk-{number}"), {}
        desk.change(chance)
        desk.sync(board, (chance.randrange(len(PHASES) - 1), chance.randrange(8)), retry=number % 4 == 3)
        phases[board.phase] += 1
        after, found = desk.documents(), desk.served()
        # What the new state no longer has is hidden before the new state shows.
        still = {i: text for i, text in before.items() if i in after}
        state = "after" if found == after else "before" if found in (before, still) else "neither"
        states[state] += 1
        if state == "neither" or "fault" in found or (board.phase == "done" and state != "after"):
            faults.append(f"kill {number} in {board.phase}: {state}, {found.get('fault', '')}")
        before = found
        if number % _NEW_EVERY == _NEW_EVERY - 1:
            recovered.append(desk.recovered(board))
            undisturbed.append(desk.undisturbed(board))
    return {
        "faults": faults,
        "phases": dict(phases),
        "states": dict(states),
        "recovered": recovered,
        "undisturbed": undisturbed,
    }


class Board:
    """Where a writer notes its phase and counts its acts, readable after its death."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 5)

    @property
    def acts(self) -> int:
        return int.from_bytes(self._memory[1:5], "little")

    @acts.setter
    def acts(self, count: int) -> None:
        self._memory[1:5] = count.to_bytes(4, "little")

    @property
    def phase(self) -> str:
        return PHASES[self._memory[0]]

    @phase.setter
    def phase(self, name: str) -> None:
        self._memory[0] = PHASES.index(name)


class Desk:
    """A store with one source of a few files, whose documents say which edition they are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "desk").mkdir()
        source = '[[sources]]\nname = "desk"\ntype = "jsonl"\npath = "desk"\npersonal_data = "keep"\n'
        (folder / "config.toml").write_text(
            f'[embedder]\ntype = "hashing"\n[store]\nkeep_generations = 2\n{source}', encoding="utf-8"
        )
        for number in range(FILES):
            self._write(number, {f"d{number}-{n}": f"Blad {number} {n}, editie een." for n in range(PER_FILE)})

    def _write(self, number: int, texts: dict[str, str]) -> None:
        lines = [
            json.dumps({"id": i, "language": "nl", "text": text, "audience": ["public"]}) for i, text in texts.items()
        ]
        # The first file has something to retry.
        lines += [_REFUSED] * (number == 0)
        (self.folder / f"desk/{number}.jsonl").write_text("\n".join(lines), encoding="utf-8")

    def _read(self, number: int) -> dict[str, str]:
        lines = (self.folder / f"desk/{number}.jsonl").read_text(encoding="utf-8").splitlines()
        return {data["id"]: data["text"] for data in map(json.loads, lines) if "text" in data}

    def take_over(self, other: Desk) -> None:
        for number in range(FILES):
            self._write(number, other._read(number))

    def documents(self) -> dict[str, str]:
        """Id -> text, as the source has them."""
        return {f"desk:{i}": text for number in range(FILES) for i, text in self._read(number).items()}

    def change(self, chance: random.Random) -> None:
        """Two files lose a document, gain one, and say something else in the others."""
        for number in chance.sample(range(FILES), 2):
            self._change(number, chance)

    def _change(self, number: int, chance: random.Random) -> None:
        edition = chance.randrange(10**9)
        texts = self._read(number)
        del texts[chance.choice(sorted(texts))]
        changed = {i: f"Blad {i}, editie {edition}. " * chance.randint(1, 9) for i in texts}
        self._write(number, {**changed, f"n{edition}": f"Nieuw in editie {edition}."})

    def sync(self, board: Board, kill_at: tuple[int, int] | None, *, retry: bool = False) -> None:
        """Runs a sync in a fork, killed as soon as it is seen in this phase (or a later one), so many acts into it."""
        board.phase, board.acts = "read", 0
        child, before = forked(lambda: self._sync(board, retry)), 0
        while os.waitpid(child, os.WNOHANG)[0] == 0:
            if kill_at and PHASES.index(board.phase) < kill_at[0]:
                before = board.acts
            elif kill_at and board.acts >= before + kill_at[1]:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                break
            time.sleep(0.0005)
        assert kill_at or board.phase == "done", "an undisturbed sync failed"

    def _sync(self, board: Board, retry: bool) -> None:
        from copilot.core import settings
        from ingest import pipeline

        slow_disk(board)
        pipeline.sync(settings.load(self.folder / "config.toml", {}), slow_embedder(board), retry=retry)
        board.phase = "done"

    def served(self) -> dict[str, str]:
        """Id -> text, as a fresh process serves them; {"fault": why} when something is wrong with them."""
        return asked(self._served)

    def _served(self) -> dict[str, str]:
        from copilot.core.errors import NoSnapshotError
        from copilot.core.snapshot import open_current
        from copilot.core.snapshot.lexical import terms_of
        from copilot.core.types import LOCAL_ASKER, Filters

        try:
            snapshot, degraded = open_current(self.folder / "store")
        except NoSnapshotError:
            return {}
        # A first sync that was killed just before it published looks like one whose pointer was lost.
        if degraded and not degraded.startswith("CURRENT is missing"):
            return {"fault": degraded}
        scope = snapshot.scope(LOCAL_ASKER, Filters())
        rows, _ = snapshot.words.matches(terms_of("blad nieuw editie"), scope).best(snapshot.chunks)
        near, _ = snapshot.dense(embedder().embed_queries(["blad editie"])[0], snapshot.chunks, scope)
        found = {snapshot.hit(row, 0.0, 1, LOCAL_ASKER).document.id for row in rows.tolist()}
        if found != {snapshot.hit(row, 0.0, 1, LOCAL_ASKER).document.id for row in near.tolist()}:
            return {"fault": "the words and the vectors know different documents"}
        return {i: getattr(snapshot.document(i, LOCAL_ASKER), "text", "hidden") for i in found}

    def recovered(self, board: Board) -> list[str]:
        """What the next sync makes of it, without any repair."""
        self.sync(board, None)
        return self.made()

    def undisturbed(self, board: Board) -> list[str]:
        """What a desk with the same files makes of them that nobody ever killed."""
        alone = Desk(self.folder.with_name(f"{self.folder.name}-alone"))
        alone.take_over(self)
        alone.sync(board, None)
        return alone.made()

    def made(self) -> list[str]:
        """The checksum over all that is served, and the ids of its chunks, sorted."""
        return asked(self._made)

    def _made(self) -> list[str]:
        from copilot.core.snapshot import open_current

        snapshot, degraded = open_current(self.folder / "store")
        assert not degraded
        assert len(snapshot.records.ledger().items) == FILES
        assert len(snapshot.records.ledger().refused) == 1
        return [snapshot.manifest["content"], *sorted(snapshot.records.chunk(r)[0].id for r in range(snapshot.chunks))]


def embedder():
    from copilot.core.embedders.hashing import HashingEmbedder

    return HashingEmbedder(32)


def slow_embedder(board: Board):
    """Takes about as long as all the rest."""
    made = embedder()
    embed = made.embed_passages

    def slowly(texts):
        board.phase = "embed"
        board.acts += 1
        time.sleep(0.04)
        return embed(texts)

    made.embed_passages = slowly
    return made


def slow_disk(board: Board) -> None:
    """Every fsync, rename and removal takes time, and the phases of a commit note that they began."""
    from copilot.core.snapshot import Generations
    from ingest.journal import Journal

    def after_a_while(function: Callable[..., Any], phase: str = "") -> Callable[..., Any]:
        @functools.wraps(function)
        def called(*arguments: Any, **named: Any) -> Any:
            board.phase = phase or board.phase
            board.acts += 1
            time.sleep(0.002)
            return function(*arguments, **named)

        return called

    os.fsync, os.replace, os.unlink = map(after_a_while, (os.fsync, os.replace, os.unlink))
    os.rename = after_a_while(os.rename, "rename")
    Journal.add = after_a_while(Journal.add)
    for name, phase in (("write", "write"), ("write_overlay", "access"), ("publish", "publish"), ("prune", "prune")):
        setattr(Generations, name, after_a_while(getattr(Generations, name), phase))


if __name__ == "__main__":
    preload()
    print(json.dumps(drill(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
