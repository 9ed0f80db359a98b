"""Damaged bytes in any file of a store: the right content is served, or one clean error; the next sync repairs it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from support_faults import Desk, served
from support_faults_damage import DECISIVE, KINDS, OLDER, SERVED, Judge, Template, damage, flipped, killed

SEED, PARTS = 20261202, 5
DAMAGES, WHOLE_DAMAGES = 150, 2_000


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return killed(tmp_path_factory.mktemp("damage"))


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_damaged_is_not_served(part: int, template: Template, room: Path, whole: bool) -> None:
    chance = random.Random(SEED + part)
    # One after the other has its turn; those on which most depends more often, and for a single bit.
    turns = [[(path, KINDS), (DECISIVE[at % len(DECISIVE)], (flipped,))] for at, path in enumerate(template.files)]
    files = [turn for at, some in enumerate(turns) for turn in (some if at % 2 == 0 else some[:1])]
    done: Counter[str] = Counter()
    faults: list[str] = []
    for number in range((WHOLE_DAMAGES if whole else DAMAGES) // PARTS):
        file, kinds = files[(number * PARTS + part) % len(files)]
        kind = chance.choice(kinds)
        desk = template.desk.copy(room / "desk")
        while not damage(desk.store / file, kind, chance):
            kind = chance.choice(kinds)
        judge = Judge(template, desk, file)
        done.update([kind.__name__, *judge.look(again=whole or number % 3 == 0)])
        faults += [f"{file} {kind.__name__}: {fault}" for fault in judge.faults]
        shutil.rmtree(desk.folder)
    count = sum(done[kind.__name__] for kind in KINDS)
    told = ", ".join(f"{times} {what}" for what, times in sorted(done.items()))
    print(f"damage, part {part}: {count} in {len(template.files)} files: {told}; {len(faults)} faults")
    assert not faults, "\n".join(faults[:20])
    assert done["degraded"]


@pytest.mark.parametrize("file", DECISIVE)
def test_what_decides_most_is_missed_when_it_is_gone(file: str, template: Template, room: Path) -> None:
    for content in (None, b""):
        desk = template.desk.copy(room / "desk")
        (desk.store / file).unlink()
        if content is not None:
            (desk.store / file).write_bytes(content)
        judge = Judge(template, desk, file)
        judge.look(again=True)
        assert not judge.faults
        shutil.rmtree(desk.folder)


def test_files_of_two_generations_are_never_mixed(template: Template, room: Path) -> None:
    mixed = 0
    for path in sorted((template.desk.store / "snapshots" / OLDER).rglob("*")):
        desk = template.desk.copy(room / "desk")
        target = desk.store / "snapshots" / SERVED / path.relative_to(template.desk.store / "snapshots" / OLDER)
        if path.is_file() and path.read_bytes() != target.read_bytes():
            shutil.copy(path, target)
            judge = Judge(template, desk, str(target.relative_to(desk.store)))
            judge.look(again=False)
            assert not judge.faults, (path, judge.faults)
            mixed += 1
        shutil.rmtree(desk.folder)
    assert mixed >= 10


@pytest.mark.parametrize("other", ["an older one", "of another store"])
def test_a_generation_in_the_place_of_another_is_noticed(other: str, template: Template, room: Path) -> None:
    desk, found = template.desk.copy(room / "desk"), template.desk.store / "snapshots" / OLDER
    if other == "of another store":
        stranger = Desk.made(room / "stranger", {"blad": "Blad van elders."})
        for edition in range(3):
            stranger.write({"blad": f"Blad van elders, editie {edition}."})
            stranger.sync()
        found = stranger.store / "snapshots" / SERVED
    shutil.rmtree(desk.store / "snapshots" / SERVED)
    shutil.copytree(found, desk.store / "snapshots" / SERVED)
    judge = Judge(template, desk, f"snapshots/{SERVED}/manifest.json")
    assert set(judge.look(again=True)) == {"degraded"}
    assert not judge.faults


def test_a_damaged_vector_in_the_cache_is_made_anew(room: Path) -> None:
    """What a killed sync embedded is in the cache and nowhere else."""
    texts = {f"blad-{n}": f"Blad {n}, editie een." for n in range(4)}
    desk = Desk.made(room / "desk", texts)
    desk.stop()
    whole = desk.copy(room / "whole")
    assert whole.sync().embedded == 0
    path, chance = desk.store / "cache/vectors.sqlite", random.Random(SEED)
    found = 0
    for vector in read_cache(path):
        copy = desk.copy(room / f"copy-{found}")
        data = path.read_bytes()
        assert vector in data
        (copy.store / "cache/vectors.sqlite").write_bytes(data.replace(vector, flipped(vector, chance)))
        assert copy.sync().embedded == 1
        assert (now := served(copy.store)).answers == served(whole.store).answers
        assert not now.degraded
        found += 1
    assert found == len(texts)


def test_a_message_of_sqlite_that_is_no_text(room: Path) -> None:
    """SQLite quotes the damaged bytes in what it says, and Python cannot read that."""
    desk = Desk.made(room / "desk", {"blad": "Blad een."})
    desk.sync()
    desk.write({"blad": "Blad een.", "nieuw": "Nieuw blad."})
    path = desk.store / "cache/vectors.sqlite"
    damaged = path.read_bytes().replace(b"CREATE TABLE", b"CREATE TA\xc2LE")
    path.write_bytes(damaged)
    with pytest.raises(UnicodeDecodeError):
        read_cache(path)
    code, told, _ = desk.command("verify")
    assert (code, "FAULT  vector cache" in told) == (1, True)
    assert desk.sync().embedded == 1
    assert not served(desk.store).degraded


def read_cache(path: Path) -> list[bytes]:
    """The vectors that stand in it."""
    with closing(sqlite3.connect(path)) as cache:
        return [vector for (vector,) in cache.execute("SELECT vector FROM vectors")]
