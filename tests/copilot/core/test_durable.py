"""Replacing a file: fsync before rename, rename before the folder's fsync, and the old content until then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from copilot.core.errors import DamagedError, StoreBusyError
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


def test_arrays_are_read_or_the_damage_is_told(tmp_path: Path) -> None:
    """Whatever bit is wrong, also where nothing was hashed before."""
    path = tmp_path / "a.npz"
    np.savez(path, one=np.arange(5), two=np.zeros((0, 3)))
    assert durable.read_arrays(path, ["one"])["one"].tolist() == [0, 1, 2, 3, 4]
    whole = path.read_bytes()
    told = 0
    for bit in range(0, 8 * len(whole), 3):
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)
        try:
            durable.read_arrays(path, ["one", "two"])
        except DamagedError:
            told += 1
    assert told > 8 * len(whole) // 6
    for name in ("one", "three"):
        path.write_bytes(whole if name == "three" else b"")
        with pytest.raises(DamagedError, match=r"a\.npz"):
            durable.read_arrays(path, [name])


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
