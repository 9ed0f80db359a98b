"""A sync of a small desk on a disk that fails: what it tells, what is served then, and whether the next one goes on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from copilot.core.errors import BalieError
from support_faults import Desk, served

FIRST = {f"blad-{n}": f"Blad {n}, editie een." for n in range(6)}
SECOND = {
    **{key: text for key, text in FIRST.items() if key != "blad-1"},
    "blad-0": "Blad 0, nieuw.",
    "x": "Nieuw blad.",
}


@dataclass(frozen=True)
class Outcome:
    code: int
    """Of the command; -1: it ended with a traceback."""
    state: str
    """What is served then: "before", "after", "neither" or "refused"."""
    fault: str
    """What is wrong with that, or ""."""


def made(folder: Path) -> Desk:
    """A desk with two generations and a change at its source, so that the next sync also removes the first."""
    desk = Desk.made(folder, FIRST)
    desk.sync()
    desk.write({**FIRST, "blad-5": "Blad 5, nieuw."})
    desk.sync()
    desk.write(SECOND)
    return desk


def attempt(desk: Desk, failing: AbstractContextManager[object], mended: Callable[[], object]) -> Outcome:
    """mended: called when the sync has ended; from then on the disk works."""
    before = served(desk.store).texts
    fault = ""
    try:
        with failing:
            code, _, told = desk.command("sync")
    except Exception as error:
        code, told, fault = -1, "", f"a traceback: {error!r}"
    mended()
    if code > 0 and "\n  -> " not in told:
        fault = f"code {code} without a cure: {told[-200:]}"
    try:
        found = served(desk.store)
    except BalieError as error:
        return Outcome(code, "refused", fault or f"refused: {error.problem}")
    # What the new state no longer has is hidden before the new state shows.
    still = {key: text for key, text in before.items() if key in SECOND}
    state = "after" if found.texts == SECOND else "before" if found.texts in (before, still) else "neither"
    if not fault and (state == "neither" or found.degraded or (code == 0 and state != "after")):
        fault = f"code {code}, and {state} is served, {found.degraded}"
    return Outcome(code, state, fault or _next_sync(desk))


def _next_sync(desk: Desk) -> str:
    try:
        with patch("os.fsync"):
            desk.sync()
        now = served(desk.store)
    except Exception as error:
        return f"the next sync: {error!r}"
    return (
        "" if now.texts == SECOND and not now.degraded else f"the next sync serves {sorted(now.texts)}, {now.degraded}"
    )
