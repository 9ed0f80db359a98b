"""`verify`: finds every fault, names what to type, changes nothing; what it says of the next sync is what that does."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from copilot.core import settings
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations, durable, open_current
from ingest import pipeline
from ingest.__main__ import main
from ingest.erase import erase
from ingest.journal import Journal
from ingest.prepare import Kept
from ingest.verify import verify
from support import DOCUMENTS, write_desk

EMBEDDER = HashingEmbedder(256)
FIRST, SECOND = "gen-000001", "gen-000002"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two generations, an erased person, and notes of a run that was killed."""
    folder = tmp_path_factory.mktemp("made")
    config = settings.load(write_desk(folder, DOCUMENTS), {})
    pipeline.sync(config, EMBEDDER)
    erase(config, EMBEDDER, ["Wiebrig Oosterwoude", "wiebrig@example.org"])
    write_desk(folder, DOCUMENTS[1:])
    pipeline.sync(config, EMBEDDER)
    with closing(Journal(config.store_path, SECOND)) as journal:
        journal.add("desk", "desk.jsonl", "r1", 0, [Kept("desk:reset")])
    return folder


@pytest.fixture
def config(made: Path, tmp_path: Path) -> Settings:
    return settings.load(Path(shutil.copytree(made, tmp_path / "desk")) / "config.toml", {})


def files_in(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


def run(config: Settings, *arguments: str) -> int:
    return main([*arguments, "--config", str(config.folder / "config.toml")])


def test_a_whole_store_is_ok_and_stays_as_it_is(config: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_in(config.folder)
    assert run(config, "verify") == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith("ok     ")] == []
    assert last == f"serving {SECOND}; the next sync needs nothing"
    for what in (FIRST, SECOND, "CURRENT", "access.json", "erased.json: 1 persons", "runs", "journal", "vector cache"):
        assert any(line.startswith(f"ok     {what}") for line in lines), what
    assert files_in(config.folder) == before
    assert run(config, "verify", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["served"], len(told["findings"])) == (True, SECOND, len(lines))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "flipped": flip,
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-7]),
    "emptied": lambda path: path.write_bytes(b""),
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
}
HEALED = [
    f"snapshots/{SECOND}/records.rows",
    f"snapshots/{SECOND}/vectors.npy",
    f"snapshots/{SECOND}/manifest.json",
    "snapshots/CURRENT",
    "access.json",
    "runs/000002-*",
]
"""What the next sync mends by itself."""


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("file", HEALED)
def test_what_a_sync_mends_is_found_and_mended(
    config: Settings, file: str, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = config.store_path.glob(file)
    DAMAGES[damage](path)
    before = files_in(config.folder)
    assert run(config, "verify") == 1
    (told,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("FAULT")]
    assert "-> run: python -m ingest sync" in told
    assert files_in(config.folder) == before
    pipeline.sync(config, EMBEDDER)
    older = [f.what for f in verify(config.store_path).faults]
    # An older generation stays until the clean-up takes it, and is not served.
    assert older in ([], [SECOND])
    assert open_current(config.store_path)[1] == ""


@pytest.mark.parametrize(
    ("file", "damage", "says"),
    [
        (f"snapshots/{FIRST}/records.rows", flip, "it is never served; run: rm -r "),
        ("erased.json", flip, "put erased.json back from a backup"),
        ("cache/vectors.sqlite", DAMAGES["zeroed"], "run: rm "),
        ("cache/reading.sqlite", DAMAGES["zeroed"], "run: rm "),
    ],
)
def test_what_a_sync_does_not_mend_is_told_with_what_to_type(
    config: Settings, file: str, damage: Callable[[Path], None], says: str
) -> None:
    damage(config.store_path / file)
    verdict = verify(config.store_path)
    (fault,) = verdict.faults
    assert says in fault.fix
    assert verdict.served == SECOND
    if file == "erased.json":
        assert "no sync runs" in verdict.next
    else:
        subprocess.run(fault.fix.split("run: ")[1], shell=True, check=True)
        assert verify(config.store_path).faults == []
        assert open_current(config.store_path)[0].name == SECOND


def test_single_vectors_and_notes_are_compared(config: Settings) -> None:
    for file, change in (
        ("vectors", "UPDATE vectors SET vector = zeroblob(1024) WHERE key = (SELECT max(key) FROM vectors)"),
        ("reading", "UPDATE entries SET item = 'other'"),
    ):
        with closing(sqlite3.connect(config.store_path / f"cache/{file}.sqlite")) as database, database:
            assert database.execute(change).rowcount == 1
    found = {fault.what: fault.found for fault in verify(config.store_path).faults}
    assert found == {
        "journal": "what it noted of 1 items does not match its checksums",
        "vector cache": "1 vectors do not match their checksums",
    }


def test_a_log_that_a_kill_left_is_looked_into_and_left(config: Settings) -> None:
    journal = Journal(config.store_path, SECOND)
    journal.add("desk", "other.jsonl", "r1", 0, [Kept("desk:x")])
    shutil.copytree(config.store_path / "cache", config.folder / "cache")
    journal.close()
    shutil.rmtree(config.store_path / "cache")
    (config.folder / "cache").rename(config.store_path / "cache")
    before = files_in(config.folder)
    assert verify(config.store_path).faults == []
    assert files_in(config.folder) == before


def test_leftovers_are_named_and_harm_nothing(config: Settings) -> None:
    left = config.store_path / "snapshots/gen-000003.tmp"
    left.mkdir()
    (left / "vectors.npy").write_bytes(bytes(2_000_000))
    (config.store_path / "access.json.tmp").write_bytes(b"half")
    verdict = verify(config.store_path)
    assert verdict.faults == []
    (found,) = [f.found for f in verdict.findings if f.what == "leftovers"]
    assert found.startswith("2, 2.0 MB: left by a killed run")


def test_rights_and_room_are_looked_at(config: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    store = config.store_path
    (store / "erased.json").chmod(0o644)
    store.chmod(0o777)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 99, 1))
    fixes = {fault.what: fault.fix for fault in verify(store).faults}
    assert fixes == {
        "erased.json": f"run: chmod 600 {store / 'erased.json'}",
        "permissions": f"run: chmod o-w {store}",
        "disk": f"make room on the disk of {store}",
    }


def test_a_running_sync_is_not_disturbed(config: Settings) -> None:
    with durable.writer_lock(config.store_path):
        verdict = verify(config.store_path)
        assert verdict.faults == []
    assert "in use by a sync that is running" in {f.found for f in verdict.findings}


def test_a_roll_back_and_an_older_generation_are_told(config: Settings) -> None:
    write_desk(config.folder, DOCUMENTS[2:])
    pipeline.sync(config, EMBEDDER)
    assert run(config, "rollback") == 0
    assert verify(config.store_path).next.startswith("syncs publish nothing until: python -m ingest sync --unpin")
    flip(Generations(config.store_path).path(SECOND) / "columns.npz")
    verdict = verify(config.store_path)
    assert (verdict.served, [fault.what for fault in verdict.faults]) == ("gen-000003", [SECOND])
    assert "by itself" in verdict.next


def test_nothing_was_ever_ingested(desk: Callable[..., Settings], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(desk(), "verify") == 1
    assert "python -m ingest sync" in capsys.readouterr().err
