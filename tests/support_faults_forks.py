"""Children of a drill that runs in a process of its own, which imports everything and starts no thread."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from multiprocessing import forkserver
from typing import Any


def forked(work: Callable[[], None]) -> int:
    """The process id of a child that does the work and ends."""
    child = os.fork()
    if child:
        return child
    code = 1
    # The forks share the process that readers are forked from: each would take a second to start its own.
    forkserver._forkserver.ensure_running = lambda: None
    try:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - the child ends with it open
        work()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException as error:
        sys.__stderr__.write(f"{error!r}\n")
        sys.__stderr__.flush()
    finally:
        os._exit(code)


def asked(question: Callable[[], Any]) -> Any:
    """The answer of a fresh process; {"fault": why} when it fails."""
    reading, writing = os.pipe()

    def answer() -> None:
        with os.fdopen(writing, "w") as stream:
            try:
                result = question()
            except Exception as error:
                result = {"fault": repr(error)}
            json.dump(result, stream)

    child = forked(answer)
    os.close(writing)
    with os.fdopen(reading) as stream:
        raw = stream.read()
    os.waitpid(child, 0)
    return json.loads(raw) if raw else {"fault": "the reader died"}


def preload() -> None:
    """Imported once, before the first fork; nothing is used yet, so no thread runs."""
    from copilot.core import settings, snapshot, tokens  # noqa: F401
    from ingest import pipeline  # noqa: F401
    from ingest.sources import jsonl  # noqa: F401

    tokens.count("")
    forkserver.set_forkserver_preload(["ingest.preload"])
    forkserver.ensure_running()
    # A fork that looks through all of this for garbage would copy it.
    gc.collect()
    gc.freeze()
