"""`sync --watch`: a sync at once and at each time of the schedule, one after the other, until it is told to end."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from copilot.core import settings
from copilot.core.errors import SettingsError
from copilot.core.sections import ScheduleSettings
from copilot.core.settings import ROOT
from copilot.core.snapshot import Generations, durable
from ingest import schedule
from support import DOCUMENTS, write_desk

YEARS_AWAY = '[schedule]\ncron = "0 0 29 2 *"\n'
NIGHTLY = ScheduleSettings(cron="0 3 * * *", timezone="UTC")


class Desk:
    """A clock that moves on only while somebody waits or a sync runs, and the syncs that it saw."""

    def __init__(self, start: str, runs: int) -> None:
        self.moment = datetime.fromisoformat(start).replace(tzinfo=UTC)
        self.runs = runs
        """Runs after which it is told to end."""
        self.lasts = timedelta(minutes=1)
        self.codes: list[int] = []
        self.started: list[str] = []
        self.jumps: dict[int, timedelta] = {}
        """How far the clock is set while it waits for the run after this many."""

    def run(self) -> int:
        self.started.append(f"{self.moment:%d %H:%M}")
        self.moment += self.lasts
        return self.codes.pop(0) if self.codes else 0

    def wait(self, seconds: float) -> bool:
        self.moment += timedelta(seconds=seconds)
        if seconds:
            self.moment += self.jumps.pop(len(self.started), timedelta())
        return len(self.started) >= self.runs

    def watch(self, how: ScheduleSettings = NIGHTLY) -> list[str]:
        schedule.watch(how, self.run, lambda: self.moment, self.wait)
        return self.started


def test_it_syncs_at_once_and_then_on_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert Desk("2026-05-01T12:34", 3).watch() == ["01 12:34", "02 03:00", "03 03:00"]
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "watch: syncing; the next sync is at 2026-05-02 03:00 UTC"
    assert len(told) == 3


def test_the_zone_decides_what_three_o_clock_is() -> None:
    amsterdam = ScheduleSettings(cron="0 3 * * *", timezone="Europe/Amsterdam")
    assert Desk("2026-03-28T12:00", 3).watch(amsterdam) == ["28 12:00", "29 01:00", "30 01:00"]


def test_nights_that_the_machine_slept_through_give_one_run() -> None:
    desk = Desk("2026-05-01T12:00", 3)
    desk.jumps = {1: timedelta(days=4, hours=1)}
    assert desk.watch() == ["01 12:00", "05 13:01", "06 03:00"]


def test_a_clock_that_is_put_back_does_not_delay_the_next_run() -> None:
    desk = Desk("2029-01-01T00:00", 2)
    desk.jumps = {1: datetime(2026, 5, 1, tzinfo=UTC) - datetime(2029, 1, 1, tzinfo=UTC)}
    assert desk.watch()[1] == "01 03:00"
    assert desk.moment.year == 2026


def test_a_run_that_outlasts_its_time_is_followed_by_one() -> None:
    desk = Desk("2026-05-01T12:00", 3)
    desk.lasts = timedelta(minutes=25)
    assert desk.watch(ScheduleSettings(cron="*/10 * * * *", timezone="UTC")) == ["01 12:00", "01 12:25", "01 12:50"]


def test_a_failed_or_skipped_run_is_told_and_the_next_one_comes(capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk("2026-05-01T12:00", 4)
    desk.codes = [1, schedule.BUSY, -9, 0]
    assert len(desk.watch()) == 4
    told = [line for line in capsys.readouterr().err.splitlines() if "syncing;" not in line]
    assert told == [
        "watch: the sync failed with exit code 1; what was published stays, and the next sync tries again",
        "watch: skipped, another sync is running",
        "watch: the sync failed with exit code -9; what was published stays, and the next sync tries again",
    ]


def test_each_run_gets_the_same_configuration_and_sources() -> None:
    assert schedule.command(None, None)[1:] == ["-m", "ingest", "sync"]
    given = schedule.command("a.toml", ["wiki", "mail"])[4:]
    assert given == ["--config", "a.toml", "--source", "wiki", "--source", "mail"]


def test_a_mistake_in_the_schedule_stops_before_anything_runs(tmp_path: Path) -> None:
    config = write_desk(tmp_path, DOCUMENTS, '[schedule]\ncron = "0 25 * * *"\ntimezone = "Europe/Amstelveen"\n')
    with pytest.raises(SettingsError) as error:
        settings.load(config, {})
    assert "schedule.cron: bad hour" in error.value.problem
    assert "schedule.timezone: no time zone" in error.value.problem


class Watching:
    """A watch in a process of its own."""

    def __init__(self, command: list[str], told: Path) -> None:
        self._told = told
        with told.open("w") as stream:
            self.process = psutil.Popen(command, cwd=ROOT, stderr=stream, stdout=stream)

    @property
    def told(self) -> str:
        return self._told.read_text()


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[[list[str]], Watching]]:
    started: list[Watching] = []

    def start(command: list[str]) -> Watching:
        started.append(Watching(command, tmp_path / "told"))
        return started[-1]

    yield start
    for watch in started:
        if watch.process.is_running():
            watch.process.kill()
        watch.process.wait(10)


def until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, f"no {what} after a minute"
        time.sleep(0.05)


def test_the_first_sync_publishes_and_sigterm_leaves_no_process(
    watching: Callable[[list[str]], Watching], tmp_path: Path
) -> None:
    config = write_desk(tmp_path, DOCUMENTS, YEARS_AWAY)
    watch = watching([sys.executable, "-m", "ingest", "sync", "--watch", "--config", str(config)])

    def published() -> bool:
        assert watch.process.is_running(), watch.told
        assert "failed" not in watch.told
        return bool(Generations(tmp_path / "store").names()) and not watch.process.children()

    until(published, "generation")
    assert Generations(tmp_path / "store").pointer().generation == "gen-000001"
    watch.process.terminate()
    assert watch.process.wait(30) == 0
    assert watch.told.startswith("watch: syncing; the next sync is at 20")
    assert watch.told.endswith("watch: ended; no sync is running\n")


def test_a_sync_that_finds_another_one_running_counts_as_skipped(
    watching: Callable[[list[str]], Watching], tmp_path: Path
) -> None:
    config = write_desk(tmp_path, DOCUMENTS, YEARS_AWAY)
    with durable.writer_lock(tmp_path / "store"):
        watch = watching([sys.executable, "-m", "ingest", "sync", "--watch", "--config", str(config)])
        until(lambda: "watch: skipped, another sync is running" in watch.told, "skipped sync")
    assert "another process is writing to" in watch.told
    assert not Generations(tmp_path / "store").names()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_a_running_sync_first(
    watching: Callable[[list[str]], Watching], tmp_path: Path, number: int, code: int
) -> None:
    mark = tmp_path / "running"
    long = f"import pathlib, time; pathlib.Path({str(mark)!r}).touch(); time.sleep(60)"
    keep = f"schedule.keep(ScheduleSettings(cron='0 0 29 2 *'), {[sys.executable, '-c', long]})"
    imports = "import sys; from ingest import schedule; from copilot.core.sections import ScheduleSettings; "
    watch = watching([sys.executable, "-c", f"{imports}sys.exit({keep})"])
    until(mark.exists, "sync")
    (child,) = watch.process.children()
    watch.process.send_signal(number)
    assert watch.process.wait(30) == code
    assert not child.is_running()
    assert "failed" not in watch.told
