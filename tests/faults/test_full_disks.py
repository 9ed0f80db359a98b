"""Disks that are full and files that may not grow, where the system itself says so, also to what is written in C.

Run by hand with limits of the size of files: python tests/faults/test_full_disks.py FOLDER BYTES...
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import astuple
from pathlib import Path

import pytest

from support_faults_attempt import Outcome, attempt, made

ROOT = Path(__file__).parents[2]
SIZES, WHOLE_SIZES = 6, 60
LARGEST = 60_000
"""Bytes; no file of such a store is larger."""
FULL, WHOLE_FULL = 4, 40
DISK, MOST_FREE = 2_000_000, 250_000
"""Bytes of the disk that gets full, and of what is left free on it when a sync begins: more than enough."""


@contextmanager
def limited(size: int) -> Iterator[None]:
    """No file may become larger."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def drill(folder: Path, sizes: list[int]) -> list[tuple[object, ...]]:
    """The outcome of a sync with each limit."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    template = made(folder / "template")
    outcomes = []
    for size in sizes:
        desk = template.copy(folder / "desk")
        outcomes.append(astuple(attempt(desk, limited(size), lambda: None)))
        shutil.rmtree(desk.folder)
    return outcomes


def _told(what: str, outcomes: dict[int, Outcome]) -> None:
    """Prints the figures, and fails when something was wrong or nothing failed at all."""
    states = Counter(f"{outcome.state} with code {outcome.code}" for outcome in outcomes.values())
    faults = [f"{what} {size}: {outcome.fault}" for size, outcome in outcomes.items() if outcome.fault]
    told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    print(f"{what}: {len(outcomes)} sizes: {told}; {len(faults)} faults")
    assert not faults, "\n".join(faults[:20])
    assert {outcome.code for outcome in outcomes.values()} >= {0, 1}


@pytest.mark.timeout(1800)
def test_files_may_not_grow(room: Path, whole: bool) -> None:
    count = WHOLE_SIZES if whole else SIZES
    sizes = [round(LARGEST * (n / (count - 1)) ** 2) for n in range(count)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, __file__, str(room), *map(str, sizes)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=1800)
    assert run.returncode == 0, run.stderr[-4000:]
    found = {size: Outcome(*outcome) for size, outcome in zip(sizes, json.loads(run.stdout), strict=True)}
    _told("limit of the size of files", found)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("a small disk can only be mounted by root")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.timeout(1800)
def test_a_full_disk(small_disk: Path, tmp_path: Path, whole: bool) -> None:
    count = WHOLE_FULL if whole else FULL
    template, outcomes = made(tmp_path / "desk"), {}
    for free in [MOST_FREE * n // (count - 1) for n in range(count)]:
        desk, ballast = template.copy(small_disk / "desk"), small_disk / "ballast"
        left = shutil.disk_usage(small_disk).free
        assert left > MOST_FREE
        ballast.write_bytes(bytes(left - free))
        outcomes[free] = attempt(desk, nullcontext(), ballast.unlink)
        shutil.rmtree(desk.folder)
    _told("full disk", outcomes)


@pytest.mark.parametrize("file", ["access.json.tmp", "cache/vectors.sqlite", "cache/reading.sqlite"])
def test_a_file_that_is_always_full(file: str, room: Path) -> None:
    """Whatever is written to /dev/full finds no room."""
    desk = made(room / "desk")
    path = desk.store / file
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/full")

    def mended() -> None:
        if path.is_symlink():
            path.unlink()

    assert attempt(desk, nullcontext(), mended).fault == ""


if __name__ == "__main__":
    print(json.dumps(drill(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])))
