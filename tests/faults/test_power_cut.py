"""A power cut after any operation of a writer: the store is as before or as after, and the next sync just works.

Each drill takes the log of one command and makes, of every prefix of it, every disk that a power cut may leave there.
"""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from copilot.core.errors import BalieError
from ingest.erasure import Register
from support_faults import PERSON, Desk, Served, Texts, served, served_now
from support_faults_disk import Disk, Event, Fate, Log, Path_, build, fates

SEED = 20261201
MIXED, MIXED_AFTER_RENAME = 4, 16
"""Disks of a prefix in which every file and every name has a fate of its own."""
FIRST = {f"blad-{n}": f"Blad {n}, editie een." for n in range(6)} | {"wie": f"Blad van {PERSON}, editie een."}
SECOND = {
    **{key: text for key, text in FIRST.items() if key != "blad-1"},
    "blad-2": "Blad 2, nieuw.",
    "x": "Nieuw blad.",
}


@dataclass(frozen=True)
class Step:
    """One command, what is served before and after it, and what it did to the disk."""

    desk: Desk
    disk: Disk
    events: list[Event]
    before: Served
    after: Served
    erases: bool


def _first(desk: Desk) -> None:
    desk.sync()


def _changing(desk: Desk) -> None:
    desk.write(SECOND)
    desk.sync()


def _turning(desk: Desk) -> None:
    assert desk.command("rollback")[0] == 0


def _unpinning(desk: Desk) -> None:
    desk.sync(unpin=True)


def _erasing(desk: Desk) -> None:
    desk.erase()


COMMANDS: dict[str, Callable[[Desk], None]] = {
    "first sync": _first,
    "changing sync": _changing,
    "rollback": _turning,
    "sync --unpin": _unpinning,
    "erase": _erasing,
}


def _left_a_journal(desk: Desk) -> None:
    """A sync that was stopped leaves what it read, of the person too."""
    desk.write({**SECOND, "wie": f"Nieuw blad van {PERSON}."})
    desk.stop()
    desk.write(SECOND)


def _logged(desk: Desk, command: str) -> Step:
    for name, run in COMMANDS.items():
        if name != command:
            run(desk)
            continue
        if name == "erase":
            _left_a_journal(desk)
        before = served_now(desk.store)
        with Log(desk.folder, "store") as log:
            run(desk)
        return Step(desk, log.before, log.events, before, served(desk.store), name == "erase")
    raise KeyError(command)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_power_cut_leaves_the_state_before_or_after(command: str, room: Path, whole: bool) -> None:
    step = _logged(Desk.made(room / "desk", FIRST), command)
    found: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    faults = []
    for number, (position, fate, tree) in enumerate(_disks(step, tried, whole=whole)):
        desk = Desk(room / f"disk-{number}")
        shutil.copytree(step.desk.folder, desk.folder, ignore=shutil.ignore_patterns("store"))
        build(tree, desk.folder)
        state, fault = _judged(desk, step, acknowledged=position == len(step.events), again=whole or number % 6 == 0)
        found[state] += 1
        if fault:
            faults.append(f"after {position} of {len(step.events)} ({_last(step, position)}), {fate}: {fault}")
        shutil.rmtree(desk.folder)
    told = ", ".join(f"{count} {state}" for state, count in sorted(found.items()))
    disks = f"{len(step.events)} prefixes, {tried['disks']:,} disks, {found.total():,} different ones"
    print(f"power cut in {command}: {disks}: {told}; {len(faults)} faults")
    assert not faults, "\n".join(faults[:20])
    assert {"before", "after"} <= found.keys()


def _disks(step: Step, tried: Counter[str], *, whole: bool) -> Iterator[tuple[int, Fate, dict[Path_, bytes | None]]]:
    """Every different disk with the prefix and the fate that left it; a sample of them unless `whole`."""
    chance = random.Random(SEED)
    seen: set[int] = set()
    last = len(step.events)
    for position in range(last + 1):
        if position:
            step.disk.apply(step.events[position - 1])
        renamed = position > 0 and step.events[position - 1].what == "rename"
        for fate in fates(chance, MIXED_AFTER_RENAME if renamed else MIXED):
            share = 0.5 if renamed and fate.is_mixed else 0.05
            if not whole and position != last and chance.random() > share:
                continue
            tree = step.disk.found_after(fate)
            tried["disks"] += 1
            # Once it is acknowledged, the same disk must hold more.
            mark = hash((position == last, *tree.items()))
            if mark not in seen:
                seen.add(mark)
                yield position, fate, tree


def _last(step: Step, position: int) -> str:
    return str(step.events[position - 1]) if position else "nothing"


def _judged(desk: Desk, step: Step, *, acknowledged: bool, again: bool) -> tuple[str, str]:
    """(what is served: "before", "after" or "neither"; what is wrong with that, or "")."""
    try:
        now = served_now(desk.store)
    except BalieError as error:
        now = Served("", f"refused: {error.problem}", {}, {}, 0)
    except Exception as error:
        return "neither", f"a traceback: {error!r}"
    state = _state(now, step)
    if state == "neither" or (acknowledged and state != "after"):
        return state, f"{state} is served, {len(now.documents)} documents; {now.degraded}"
    # A first sync that ended just before it published looks like one whose pointer was lost.
    if now.degraded and (step.before.documents or acknowledged):
        return state, f"degraded: {now.degraded}"
    if step.erases and _noted(desk) == "done" and (left := _holding(desk)):
        return state, f"{PERSON} is erased, and still in {left}"
    return state, _next_sync(desk, step) if again else ""


def _state(now: Served, step: Step) -> str:
    for name, state in (("after", step.after), ("before", step.before)):
        if (now.documents, now.answers) == (state.documents, state.answers):
            return name
    # What the new state no longer has is hidden before the new state shows.
    still = {key: document for key, document in step.before.documents.items() if key in step.after.documents}
    return "before" if now.documents == still else "neither"


def _noted(desk: Desk) -> str:
    """What the register says of the erasure."""
    register = Register.load(desk.store)
    return "pending" if register.pending else "done" if register else "nothing"


def _next_sync(desk: Desk, step: Step) -> str:
    """What is wrong with what the next sync makes of it, or ""."""
    wanted: Texts = step.after.texts if step.erases and _noted(desk) != "nothing" else _source(desk)
    try:
        with patch.object(os, "fsync", lambda _: None):
            desk.sync(unpin=True)
        now = served(desk.store)
    except Exception as error:
        return f"the next sync: {error!r}"
    is_right = now.texts == wanted and not now.degraded
    return "" if is_right else f"the next sync serves {sorted(now.texts)}, {now.degraded}"


def _source(desk: Desk) -> dict[str, str]:
    return SECOND if "Nieuw blad." in "".join(p.read_text() for p in (desk.folder / "desk").iterdir()) else FIRST


def _holding(desk: Desk) -> list[str]:
    """Files in which the erased person still stands; a journal packs its texts, so it counts as it is."""
    needles = [word.lower().encode() for word in PERSON.split()]
    files = [path for path in desk.store.rglob("*") if path.is_file()]
    return [
        str(path.relative_to(desk.store))
        for path in files
        if path.name == "reading.sqlite" or any(needle in path.read_bytes().lower() for needle in needles)
    ]
