"""The reports of the runs, kept beside the generations: one JSON file a run, the newest ones stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copilot.core.snapshot import durable
from ingest.erasure import Eraser
from ingest.report import SyncReport

FOLDER = "runs"


def keep(store: Path, report: SyncReport, most: int, eraser: Eraser) -> None:
    """Adds a report, without erased persons, and removes the oldest beyond `most`."""
    folder = store / FOLDER
    folder.mkdir(exist_ok=True)
    name = report.started_at.replace(":", "-").replace("+00-00", "Z")
    _write(folder / f"{name}.json", report.to_json(), eraser)
    for old in sorted(folder.glob("*.json"))[:-most]:
        old.unlink()


def erase(store: Path, eraser: Eraser) -> int:
    """Takes erased persons out of the kept reports; returns how many there were. Damaged ones are removed."""
    paths = sorted((store / FOLDER).glob("*.json"))
    for path in paths:
        try:
            _write(path, json.loads(path.read_bytes()), eraser)
        except ValueError:
            path.unlink()
    return len(paths)


def _write(path: Path, data: Any, eraser: Eraser) -> None:
    durable.replace(path, json.dumps(_erased(data, eraser), ensure_ascii=False).encode("utf-8", "replace"))


def _erased(data: Any, eraser: Eraser) -> Any:
    if isinstance(data, str):
        return eraser.reason(data)
    if isinstance(data, dict):
        return {eraser.reason(key): _erased(value, eraser) for key, value in data.items()}
    return [_erased(value, eraser) for value in data] if isinstance(data, list | tuple) else data


def newest_first(store: Path) -> Iterator[dict[str, Any]]:
    """The reports as they were kept; a damaged one is passed over, it decides nothing."""
    for path in sorted((store / FOLDER).glob("*.json"), reverse=True):
        try:
            yield json.loads(path.read_bytes())
        except ValueError:
            continue


def last_listed(store: Path) -> dict[str, str]:
    """Source -> when it was last read in full. All its items and documents were seen then."""
    found: dict[str, str] = {}
    for report in newest_first(store):
        for name in report["listed"]:
            found.setdefault(name, report["started_at"])
    return found
