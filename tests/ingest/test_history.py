"""Reports of runs: in the order of the runs whatever the clock says; a damaged one decides nothing and goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import history
from ingest.erasure import Eraser, Register
from ingest.report import SyncReport


def keep(store: Path, started_at: str, most: int = 3) -> None:
    eraser = Eraser(Register(store, b"k" * 32))
    history.keep(store, SyncReport(started_at=started_at, listed=["desk"]), most, eraser)


def runs(store: Path) -> list[str]:
    return [report["started_at"] for report in history.newest_first(store)]


def test_the_newest_stay_whatever_the_clock_says(tmp_path: Path) -> None:
    times = ["2026-03-29T01:59:00", "2099-01-01T00:00:00", "2026-03-29T03:01:00", "1970-01-01T00:00:00"]
    for started_at in times:
        keep(tmp_path, started_at)
    assert runs(tmp_path) == times[:0:-1]
    keep(tmp_path, times[-1])
    assert runs(tmp_path) == [times[3], times[3], times[2]], "two at the same time are two"
    assert history.last_listed(tmp_path) == {"desk": times[3]}


def test_reports_of_a_version_that_did_not_number_them_are_the_oldest(tmp_path: Path) -> None:
    keep(tmp_path, "2026-01-01T00:00:00")
    (path,) = history.paths(tmp_path)
    path.rename(path.with_name("2026-01-01T00-00-00.json"))
    keep(tmp_path, "2025-01-01T00:00:00")
    assert runs(tmp_path) == ["2025-01-01T00:00:00", "2026-01-01T00:00:00"]


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b"[1]", b"\0" * 99, b'{"listed": [], "sha256": "0"}'])
def test_a_damaged_report_decides_nothing_and_goes_with_the_next_run(tmp_path: Path, content: bytes) -> None:
    for day in (1, 2):
        keep(tmp_path, f"2026-01-0{day}T00:00:00")
    history.paths(tmp_path)[-1].write_bytes(content)
    (tmp_path / history.FOLDER / "000003-x.json.tmp").write_bytes(b"half")
    assert runs(tmp_path) == ["2026-01-01T00:00:00"]
    assert len(history.damaged(tmp_path)) == 1
    keep(tmp_path, "2026-01-03T00:00:00")
    assert runs(tmp_path) == ["2026-01-03T00:00:00", "2026-01-01T00:00:00"]
    assert len(list((tmp_path / history.FOLDER).iterdir())) == 2


def test_a_flipped_bit_is_seen(tmp_path: Path) -> None:
    keep(tmp_path, "2026-01-01T00:00:00")
    (path,) = history.paths(tmp_path)
    data = path.read_bytes()
    for place in range(0, len(data), 7):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert runs(tmp_path) == []
