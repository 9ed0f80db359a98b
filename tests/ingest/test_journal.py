"""The journal of a run: what was noted comes back or is read anew, whatever became of the file."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from copilot.core.errors import StoreError
from copilot.core.types import Rejected
from ingest.journal import Entry, Journal
from ingest.prepare import Kept
from support_faults_io import no_room_beyond

ITEMS = [f"map/{n}.eml" for n in range(40)]
JOBS = 3
DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "no database": lambda _: b"no database at all " * 300,
    "emptied": lambda _: b"",
    "zeroed": lambda data: bytes(len(data)),
    "zeroed but for its header": lambda data: data[:4096] + bytes(len(data) - 4096),
    "halved": lambda data: data[: len(data) // 2],
    "cut in a page": lambda data: data[: len(data) * 3 // 4 + 100],
}
CHANGES = [
    "UPDATE entries SET body = zeroblob(40) WHERE row = 7",
    "UPDATE entries SET body = 'text' WHERE row = 7",
    "UPDATE entries SET body = (SELECT body FROM entries WHERE row = 30) WHERE row = 7",
    "UPDATE entries SET item = 'map/9.eml' WHERE row = 7",
    "UPDATE entries SET job = 2 WHERE row = 7",
    "UPDATE entries SET job = 'x' WHERE row = 7",
    "DELETE FROM entries WHERE row = 7",
    "UPDATE jobs SET checksum = zeroblob(16) WHERE item = 'map/1.eml' AND job = 0",
    "UPDATE jobs SET checksum = 5 WHERE item = 'map/1.eml' AND job = 0",
    "UPDATE jobs SET job = 7 WHERE item = 'map/1.eml' AND job = 1",
    "DELETE FROM jobs WHERE item = 'map/1.eml' AND job = 2",
    "DELETE FROM jobs WHERE item = 'map/1.eml'",
    "UPDATE jobs SET item = CAST(x'ff' AS TEXT) WHERE item = 'map/1.eml'",
]
"""What the checks of SQLite itself do not see."""


def entries(item: str, job: int) -> list[Entry]:
    return [Kept(f"desk:{item} {job}"), Rejected("desk", item, f"is leeg, {job}", "mend it")]


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("noted")
    with closing(Journal(store, "gen-000001")) as journal:
        for item in ITEMS:
            for job in range(JOBS):
                journal.add("desk", item, "r1", job, entries(item, job))
    return store


@pytest.fixture
def store(noted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(noted, tmp_path / "store"))


def read(store: Path) -> Iterator[tuple[str, bool]]:
    """Every item with whether it is still noted; what is noted is right."""
    with closing(Journal(store, "gen-000001")) as journal:
        for item in ITEMS:
            known = journal.done("desk", item, "r1")
            found = [entry for _, entry in journal.entries("desk", item)]
            assert known in (0, JOBS)
            assert found == [entry for job in range(known) for entry in entries(item, job)]
            yield item, bool(known)


def test_what_was_noted_comes_back(store: Path) -> None:
    assert all(known for _, known in read(store))
    with closing(Journal(store, "gen-000001")) as journal:
        assert journal.done("desk", ITEMS[0], "r2") == 0, "of another revision it is dropped"
        assert list(journal.entries("desk", ITEMS[0])) == []
    with closing(Journal(store, "gen-000002")) as journal:
        assert journal.done("desk", ITEMS[1], "r1") == 0, "and of another base"


@pytest.mark.parametrize("change", CHANGES)
def test_an_item_whose_notes_are_damaged_is_read_anew(
    store: Path, change: str, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(store / "cache/reading.sqlite")) as database, database:
        assert database.execute(change).rowcount > 0
    known = dict(read(store))
    assert not known["map/1.eml"]
    assert sum(not whole for whole in known.values()) <= 2
    assert "damaged" in caplog.text
    assert "map/1.eml" not in caplog.text
    assert sum(not whole for _, whole in read(store)) == sum(not whole for whole in known.values())


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_made_anew(store: Path, damage: str) -> None:
    path = store / "cache/reading.sqlite"
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert not any(known for _, known in read(store))


@pytest.mark.parametrize("part", range(12))
def test_flipped_bits_are_never_taken_for_notes(store: Path, part: int) -> None:
    path = store / "cache/reading.sqlite"
    data = bytearray(path.read_bytes())
    for place in range(part * 997 % 4096, len(data), 4096):
        data[place] ^= 1 << part % 8
    path.write_bytes(data)
    try:
        known = dict(read(store))
    except StoreError:
        known = dict(read(store))
    assert len(known) == len(ITEMS)


def test_notes_of_another_version_are_forgotten(store: Path) -> None:
    with closing(sqlite3.connect(store / "cache/reading.sqlite")) as database, database:
        database.execute("ALTER TABLE entries DROP COLUMN job")
    assert not any(known for _, known in read(store))


def test_a_full_disk_is_told_with_its_cure(store: Path) -> None:
    journal = Journal(store, "gen-000001")
    with no_room_beyond(50_000), pytest.raises(StoreError, match=r"full|I/O") as error:
        journal.add("desk", "x" * 20_000_000, "r1", 0, [])
    assert "make room" in error.value.fix
    journal.close()
    assert all(known for _, known in read(store))
