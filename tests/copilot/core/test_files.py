"""The files of a generation: what was checked is what is used, and who holds them keeps them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from copilot.core.errors import DamagedError, StoreError
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations, Overlay, Snapshot
from copilot.core.snapshot.files import Files
from copilot.core.snapshot.lexical import terms_of
from copilot.core.types import LOCAL_ASKER, Filters

NAME = "gen-000001"


@pytest.fixture
def generations(synced: Settings, tmp_path: Path) -> Generations:
    return Generations(Path(shutil.copytree(synced.store_path, tmp_path / "store")))


def regular(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def read(snapshot: Snapshot) -> list[object]:
    """What two searches find, and all texts."""
    scope = snapshot.scope(LOCAL_ASKER, Filters())
    words, scores = snapshot.words.matches(terms_of("modem factuur waarborgsom"), scope).best(100)
    rows, cosines = snapshot.dense(snapshot.vectors_of([0])[0], 100, scope)
    texts = [snapshot.records.chunk(row)[0].text for row in range(snapshot.chunks)]
    return [
        words.tolist(),
        scores.tolist(),
        rows.tolist(),
        cosines.tolist(),
        texts,
        list(snapshot.records.vector_keys()),
    ]


def test_what_was_checked_is_what_is_used(generations: Generations) -> None:
    """Whatever takes the names of the files between the check and the use."""
    files, manifest = generations.opened(NAME)
    files.check(texts=True)
    whole = read(Snapshot(*generations.opened(NAME), Overlay()))
    for path in regular(generations.path(NAME)):
        other = path.with_name("other")
        other.write_bytes(b"\xff" * path.stat().st_size)
        other.replace(path)
    assert read(Snapshot(files, manifest, Overlay())) == whole


def test_arrays_are_compared_as_they_are_read(generations: Generations) -> None:
    """Even where nobody looked at all files before."""
    files, manifest = generations.opened(NAME)
    path = generations.path(NAME) / "columns.npz"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    with pytest.raises(DamagedError, match=r"gen-000001/columns\.npz does not match its checksum"):
        Snapshot(files, manifest, Overlay())


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_only_files_are_read(generations: Generations, kind: str, tmp_path: Path) -> None:
    for path in list(regular(generations.path(NAME))):
        aside = path.rename(tmp_path / "aside")
        if kind == "link":
            path.symlink_to(aside)
        elif kind == "pipe":
            os.mkfifo(path)
        else:
            path.mkdir()
        with pytest.raises(DamagedError, match=path.name):
            generations.opened(NAME)[0].check(texts=True)
        path.rmdir() if kind == "folder" else path.unlink()
        aside.rename(path)
    generations.opened(NAME)[0].check(texts=True)


def test_the_published_manifest_is_the_one_that_is_used(generations: Generations) -> None:
    path, pointer = generations.path(NAME) / "manifest.json", generations.pointer()
    generations.opened(NAME, pointer.manifest_sha256)
    path.write_bytes(path.read_bytes() + b" ")
    generations.opened(NAME)
    with pytest.raises(DamagedError, match="not the published one"):
        generations.opened(NAME, pointer.manifest_sha256)


def test_the_bytes_that_were_looked_at_are_counted(generations: Generations) -> None:
    seen: list[int] = []
    files, manifest = generations.opened(NAME)
    files.check(texts=True, step=seen.append)
    assert sum(seen) == sum(file["size"] for file in manifest["files"].values())


def test_too_many_open_files_are_no_damage(generations: Generations, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a moment of it would make the service serve an older generation until the next sync."""
    files, _ = generations.opened(NAME)

    def full(*_: object, **__: object) -> int:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(StoreError, match="Too many open files") as error:
        files.check(texts=True)
    assert not isinstance(error.value, DamagedError)


def test_arrays_are_read_or_the_damage_is_told(tmp_path: Path) -> None:
    """Whatever bit is wrong, also where nothing was hashed before."""
    path = tmp_path / "a.npz"
    np.savez(path, one=np.arange(5), two=np.zeros((0, 3)))
    assert Files(tmp_path).arrays("a.npz", ["one"])["one"].tolist() == [0, 1, 2, 3, 4]
    whole = path.read_bytes()
    told = 0
    for bit in range(0, 8 * len(whole), 3):
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)
        try:
            Files(tmp_path).arrays("a.npz", ["one", "two"])
        except DamagedError:
            told += 1
    assert told > 8 * len(whole) // 6
    for name in ("one", "three"):
        path.write_bytes(whole if name == "three" else b"")
        with pytest.raises(DamagedError, match=r"a\.npz"):
            Files(tmp_path).arrays("a.npz", [name])
