"""An error at any operation on the store: one clean error with its cure, the state before or after, and it goes on."""

from __future__ import annotations

import errno
import shutil
from collections import Counter
from pathlib import Path

import pytest

from copilot.core.errors import BalieError
from support_faults import Desk, served
from support_faults_attempt import attempt, made
from support_faults_io import KINDS, FailingDisk

_SAMPLE = 12
"""Operations of a kind that fail in the short drill."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return made(tmp_path_factory.mktemp("errors") / "desk")


def _counted(desk: Desk, room: Path) -> Counter[str]:
    """Operations of a sync, by kind."""
    copy = desk.copy(room / "counted")
    outcome = attempt(copy, disk := FailingDisk(copy.store), lambda: None)
    assert outcome.code == 0
    assert not outcome.fault
    return disk.done


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", KINDS)
def test_an_error_at_any_operation_of_a_sync_is_told(kind: str, desk: Desk, room: Path, whole: bool) -> None:
    most = _counted(desk, room)[kind]
    codes = (errno.EIO, errno.ENOSPC)
    found: Counter[str] = Counter()
    faults = []
    for number in range(0, most, 1 if whole else max(1, most // _SAMPLE)):
        for code in codes if whole else codes[number % 2 :][:1]:
            copy = desk.copy(room / "desk")
            outcome = attempt(copy, FailingDisk(copy.store, kind, number, code), lambda: None)
            found[f"{outcome.state} with code {outcome.code}"] += 1
            if outcome.fault:
                faults.append(f"{errno.errorcode[code]} at {kind} {number}: {outcome.fault}")
            shutil.rmtree(copy.folder)
    told = ", ".join(f"{count} {what}" for what, count in sorted(found.items()))
    print(f"{kind} fails: {found.total()} times, at {most} places: {told}; {len(faults)} faults")
    assert not faults, "\n".join(faults[:20])
    assert found.total() >= most * len(codes) if whole else found


def test_a_reader_that_cannot_open_a_file_refuses_or_falls_back(desk: Desk) -> None:
    right = served(desk.store)
    with FailingDisk(desk.store) as disk:
        assert served(desk.store) == right
    found: Counter[str] = Counter()
    for number in range(disk.done["open"]):
        try:
            with FailingDisk(desk.store, "open", number, errno.EIO):
                now = served(desk.store)
        except BalieError as error:
            found["refused" if error.fix else "refused without a cure"] += 1
            continue
        assert now.degraded or now == right
        found["degraded" if now.degraded else "served"] += 1
    print(f"opening a generation fails: {dict(found)}")
    assert found.keys() == {"degraded", "refused"}
