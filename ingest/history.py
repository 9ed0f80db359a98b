"""The reports of the runs, kept beside the generations: one JSON file a run with its own checksum, the newest stay.

Their order is that of their numbers, whatever the clock was set to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copilot.core.errors import DamagedError
from copilot.core.snapshot import durable
from copilot.core.snapshot.generations import checked, sealed
from ingest.erasure import Eraser
from ingest.report import SyncReport

FOLDER = "runs"
_NUMBER = re.compile(r"(\d{6,})-")


def keep(store: Path, report: SyncReport, most: int, eraser: Eraser) -> None:
    """Adds a report, without erased persons, and removes the oldest beyond `most`, and those that are damaged."""
    folder = store / FOLDER
    durable.make_folder(folder)
    for leftover in folder.glob("*.tmp"):
        leftover.unlink()
    kept = paths(store)
    number = 1 + max(map(_number, kept), default=0)
    started = report.started_at.replace(":", "-").replace("+00-00", "Z")
    _write(folder / f"{number:06d}-{started}.json", report.to_json(), eraser)
    for old in [path for path in kept if _read(path) is None] + kept[: max(0, len(kept) + 1 - most)]:
        old.unlink(missing_ok=True)
    durable.sync_folder(folder)


def erase(store: Path, eraser: Eraser) -> int:
    """Takes erased persons out of the kept reports; returns how many there were. Damaged ones are removed."""
    kept = paths(store)
    for path in kept:
        data = _read(path)
        if data is None:
            path.unlink()
            durable.sync_folder(path.parent)
        else:
            _write(path, data, eraser)
    return len(kept)


def paths(store: Path) -> list[Path]:
    """Of all kept reports, oldest first."""
    return sorted((store / FOLDER).glob("*.json"), key=lambda path: (_number(path), path.name))


def _number(path: Path) -> int:
    """0 for a report of a version of Balie that did not number them."""
    found = _NUMBER.match(path.name)
    return int(found.group(1)) if found else 0


def _write(path: Path, data: Any, eraser: Eraser) -> None:
    written = json.dumps(_erased(data, eraser), ensure_ascii=False).encode("utf-8", "replace")
    durable.replace(path, sealed(json.loads(written)))


def _read(path: Path) -> dict[str, Any] | None:
    """None for a damaged one: it decides nothing."""
    try:
        return checked(path)
    except (DamagedError, OSError):
        return None


def _erased(data: Any, eraser: Eraser) -> Any:
    if isinstance(data, str):
        return eraser.reason(data)
    if isinstance(data, dict):
        return {eraser.reason(key): _erased(value, eraser) for key, value in data.items()}
    return [_erased(value, eraser) for value in data] if isinstance(data, list | tuple) else data


def newest_first(store: Path) -> Iterator[dict[str, Any]]:
    """The reports as they were kept, without those that are damaged."""
    return (data for path in reversed(paths(store)) if (data := _read(path)) is not None)


def damaged(store: Path) -> list[Path]:
    return [path for path in paths(store) if _read(path) is None]


def last_listed(store: Path) -> dict[str, str]:
    """Source -> when it was last read in full. All its items and documents were seen then."""
    found: dict[str, str] = {}
    for report in newest_first(store):
        for name in report["listed"]:
            found.setdefault(name, report["started_at"])
    return found
