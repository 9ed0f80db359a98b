"""Replacing a file: fsync before rename, rename before the folder's fsync, and the old content until then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from copilot.core.errors import StoreBusyError, StoreError
from copilot.core.snapshot import durable


def test_a_file_is_synced_before_it_takes_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[str] = []
    fsync, replace = os.fsync, os.replace

    def logged_fsync(descriptor: int) -> None:
        log.append("fsync " + Path(os.readlink(f"/proc/self/fd/{descriptor}")).name)
        fsync(descriptor)

    def logged_replace(source: Path, target: Path) -> None:
        log.append(f"rename {Path(source).name} {Path(target).name}")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", logged_fsync)
    monkeypatch.setattr(os, "replace", logged_replace)
    durable.replace(tmp_path / "a", b"new")
    assert log == ["fsync a.tmp", "rename a.tmp a", f"fsync {tmp_path.name}"]
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        durable.replace(path, b"new")
    assert path.read_bytes() == b"old"


def test_checksums_agree(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert durable.file_checksum(tmp_path / "a") == durable.checksum(b"abc")
    assert durable.checksum(b"abc").startswith("ba7816bf")


def test_what_a_killed_or_failed_writer_left_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, left = tmp_path / "a", tmp_path / "a.tmp"
    left.write_bytes(b"half of what a killed one wr")
    durable.replace(path, b"new", mode=0o600)
    assert (path.read_bytes(), path.stat().st_mode & 0o777, left.exists()) == (b"new", 0o600, False)
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        durable.replace(path, b"newer")
    assert (path.read_bytes(), left.exists()) == (b"new", False)


def test_a_new_folder_is_synced_into_each_above_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    monkeypatch.setattr(durable, "sync_folder", lambda folder: synced.append(folder.name))
    durable.make_folder(tmp_path / "a/b/c")
    assert (tmp_path / "a/b/c").is_dir()
    assert synced == [tmp_path.name, "a", "b"]
    durable.make_folder(tmp_path / "a/b")
    assert len(synced) == 3


def test_a_folder_loses_its_name_for_sure_before_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[str] = []
    fsync, unlink = os.fsync, os.unlink

    def logged_fsync(descriptor: int) -> None:
        log.append(f"fsync of {sorted(path.name for path in tmp_path.iterdir())}")
        fsync(descriptor)

    def logged_unlink(path: str, **options: int) -> None:
        log.append(f"unlink {Path(path).name}")
        unlink(path, **options)

    (tmp_path / "gen").mkdir()
    (tmp_path / "gen/a").write_bytes(b"a")
    monkeypatch.setattr(os, "fsync", logged_fsync)
    monkeypatch.setattr(os, "unlink", logged_unlink)
    durable.remove_folder(tmp_path / "gen")
    assert log == ["fsync of ['gen.tmp']", "unlink a", "fsync of []"]


@pytest.mark.parametrize(
    ("number", "cure"), [(28, "make room"), (27, "make room"), (122, "make room"), (30, "let the user"), (5, "log")]
)
def test_what_the_disk_refuses_is_told_with_its_cure(tmp_path: Path, number: int, cure: str) -> None:
    with pytest.raises(StoreError, match=os.strerror(number)) as error, durable.writer_lock(tmp_path):
        raise OSError(number, os.strerror(number), "vectors.npy")
    assert "vectors.npy" in error.value.problem
    assert cure in error.value.fix


def test_a_store_that_cannot_be_made_is_told_with_its_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="File exists") as error, durable.writer_lock(tmp_path / "file/store"):
        pass
    assert error.value.fix


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with durable.writer_lock(tmp_path):
        with pytest.raises(StoreBusyError) as error, durable.writer_lock(tmp_path):
            pass
        assert error.value.fix
    with durable.writer_lock(tmp_path):
        pass


def test_a_dead_writer_holds_nothing(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from copilot.core.snapshot import durable\n"
        "with durable.writer_lock(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=root).returncode == -9
    with durable.writer_lock(tmp_path):
        pass
