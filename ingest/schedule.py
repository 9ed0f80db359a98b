"""`sync --watch`: a sync at once, then one at each time of `[schedule] cron`, until it is told to end.

Each sync is a process of its own, so that its memory is given back and a crash ends one run only. Times that pass while
a sync runs or the machine sleeps are made up for by one run. Two never run together: the store's lock refuses the
second, which counts as skipped. A change of `[schedule]` counts after a restart, any other from the next run.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from types import FrameType

from copilot.core import cron
from copilot.core.sections import ScheduleSettings

BUSY = os.EX_TEMPFAIL
"""Exit code of a sync that found another one running."""
_GLANCE = 30.0
"""Seconds between two looks at the clock: it may be set, and stands still for a sleeping machine's timers."""


def command(config: str | None, sources: Iterable[str] | None) -> list[str]:
    """What each run starts: a sync with the same configuration, of the same sources."""
    given = ["--config", config] if config else []
    for name in sources or ():
        given += ["--source", name]
    return [sys.executable, "-m", "ingest", "sync", *given]


def keep(schedule: ScheduleSettings, syncing: Sequence[str]) -> int:
    """Runs the command now and on schedule until SIGTERM (returns 0) or SIGINT (130), which a running sync gets too."""
    child = _Child(syncing)
    previous = {number: signal.signal(number, child.stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        watch(schedule, child.run, lambda: datetime.now(UTC), child.wait)
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    _say("ended; no sync is running")
    return 130 if child.signal == signal.SIGINT else 0


def watch(
    schedule: ScheduleSettings,
    run: Callable[[], int],
    now: Callable[[], datetime],
    wait: Callable[[float], bool],
) -> None:
    """The loop alone. run: a sync, returns its exit code. wait: for so many seconds, True as soon as it is to end."""
    zone = cron.zone(schedule.timezone)
    while True:
        due = cron.following(schedule.cron, zone, now())
        _say(f"syncing; the next sync is at {due:%Y-%m-%d %H:%M %Z}")
        code = run()
        if wait(0):
            return
        if code == BUSY:
            _say("skipped, another sync is running")
        elif code:
            _say(f"the sync failed with exit code {code}; what was published stays, and the next sync tries again")
        while (left := (due - now()).total_seconds()) > 0:
            if wait(min(left, _GLANCE)):
                return
            # Earlier than it was where the clock has been put back, as at a boot with a wrong one.
            due = min(due, cron.following(schedule.cron, zone, now()))


def _say(line: str) -> None:
    print(f"watch: {line}", file=sys.stderr, flush=True)


class _Child:
    """Starts a process, one at a time, and hands on what is to end it."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = list(arguments)
        self._process: subprocess.Popen[bytes] | None = None
        self._ended, self._ending = os.pipe()
        self.signal = 0
        """The last one received."""

    def run(self) -> int:
        """The exit code of one run; negative: the signal that ended it."""
        try:
            # Not in our group: Ctrl-C goes to all of a group, and would arrive there twice.
            self._process = subprocess.Popen(self._arguments, process_group=0)
        except OSError as error:  # No memory or no process left, at this moment.
            _say(f"the sync cannot be started: {error.strerror}")
            return 1
        try:
            if self.signal:  # It came while the process was being started.
                self._process.send_signal(self.signal)
            return self._process.wait()
        finally:
            self._process = None

    def wait(self, seconds: float) -> bool:
        """True as soon as a signal has come, also before; False after so many seconds."""
        return bool(select.select([self._ended], [], [], seconds)[0])

    def stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the shape of a handler
        self.signal = number
        os.write(self._ending, b".")
        if self._process is not None:
            self._process.send_signal(number)
