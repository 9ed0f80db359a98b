"""One JSON object a line on stderr for each request and event. Never what somebody asked, wrote or was answered."""

from __future__ import annotations

import json
import logging
import queue
import sys
import threading
import time
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any, TextIO

log = logging.getLogger("copilot")

_LINES = 10_000
"""That wait to be written; further ones are lost."""
_FRAMES = 6


def event(name: str, level: int = logging.INFO, **fields: Any) -> None:
    """Logs that something happened, with what is known about it."""
    log.log(level, name, extra={"fields": fields})


def unexpected(error: BaseException, **fields: Any) -> None:
    """Logs an error that nobody foresaw: its type and where it arose, as its message may hold user text."""
    event("unexpected", logging.ERROR, **fields, **_where(error))


def configure() -> None:
    """Sends everything that is logged, also by uvicorn, to stderr as lines of JSON."""
    handler = _Lines(sys.stderr)
    handler.setFormatter(_Json())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    log.setLevel(logging.INFO)


def _where(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = [f"{'/'.join(PurePath(f.filename).parts[-2:])}:{f.lineno} {f.name}" for f in frames]
    return {"error": type(error).__name__, "at": places}


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage().strip(),
        }
        if record.name != log.name:
            line["logger"] = record.name
        line.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[1]:
            line.update(_where(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False, default=str)


class _Lines(logging.Handler):
    """Gives lines to a thread that writes them: who reads the log slowly, or not at all, must not stop the service."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._lines: queue.Queue[str] = queue.Queue(_LINES)
        self._stream = stream
        threading.Thread(target=self._write, name="log", daemon=True).start()

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(queue.Full):
            self._lines.put_nowait(self.format(record))

    def flush(self) -> None:
        """Waits until all is written, at most a second."""
        until = time.monotonic() + 1
        while self._lines.unfinished_tasks and time.monotonic() < until:
            time.sleep(0.005)

    def _write(self) -> None:
        while True:
            line = self._lines.get()
            # Nobody can be told that the log is closed.
            with suppress(OSError, ValueError):
                self._stream.write(f"{line}\n")
                self._stream.flush()
            self._lines.task_done()
