"""Reads hostile files one by one, each in a process of its own beside a good neighbour, and measures it.

The process imports everything first and starts no thread, so that it can fork. Seconds are those of the processor:
how busy the machine is otherwise changes nothing, and what waits for ever is killed after a minute.
"""

from __future__ import annotations

import gc
import json
import os
import select
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from support_hostile import FIXTURES, MAIN, SECRET, Hostile, neighbour

SECONDS, MEGABYTES = 10.0, 1_000
_HANGS = 60.0
"""Seconds after which a reader is killed."""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one hostile file."""

    case: str
    seconds: float = 0.0
    megabytes: float = 0.0
    """Most that its process held, what it shared with others included."""
    entries: int = 0
    """Documents and reasons that it gave besides those of its neighbour."""
    faults: tuple[str, ...] = ()
    reasons: tuple[str, ...] = field(default=(), repr=False)


def measured(found: Iterable[Hostile], folder: Path, at_once: int = 2) -> Iterator[Read]:
    """Every case in the order in which they end. folder: scratch space, where nothing stays."""
    preload()
    expected = {source: _expected(source, folder / "alone" / source) for source in MAIN}
    # A fork that looks through all of this for garbage would copy it.
    gc.collect()
    gc.freeze()
    waiting, running = list(found)[::-1], {}
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                case = waiting.pop()
                place = folder / f"{len(waiting)}"
                pipe, child = _started(case, place, expected[case.source])
                running[pipe] = (case, place, child, time.monotonic())
            for pipe in select.select(list(running), [], [], 1.0)[0]:
                case, place, child, _ = running.pop(pipe)
                yield _ended(case, place, pipe, child)
            for pipe, (case, place, child, started) in list(running.items()):
                if time.monotonic() - started > _HANGS:
                    del running[pipe]
                    os.kill(child, signal.SIGKILL)
                    yield _ended(case, place, pipe, child)
    finally:
        for _, _, child, _ in running.values():
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _started(case: Hostile, place: Path, expected: dict[str, str]) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return reading, child
    code = 1
    try:
        os.close(reading)
        outcome = read(case, place, expected)
        with os.fdopen(writing, "w") as stream:
            json.dump(asdict(outcome), stream)
        code = 0
    except BaseException as error:
        import traceback

        traceback.print_exception(error, file=sys.__stderr__)
        sys.__stderr__.flush()
    finally:
        os._exit(code)


def _ended(case: Hostile, place: Path, pipe: int, child: int) -> Read:
    # The report may be longer than the pipe holds, so that it is read before the child is waited for.
    with os.fdopen(pipe) as stream:
        raw = stream.read()
    _, status = os.waitpid(child, 0)
    shutil.rmtree(place, ignore_errors=True)
    if raw and status == 0:
        told = json.loads(raw)
        return Read(**(told | {"faults": tuple(told["faults"]), "reasons": tuple(told["reasons"])}))
    return Read(f"{case.source}: {case.name}", _HANGS, faults=(f"its process ended with {status}",))


def read(case: Hostile, place: Path, expected: dict[str, str]) -> Read:
    """Writes the case beside a good export and reads both, in this process."""
    export = place / "export"
    neighbour(case.source, export)
    (export / "hostile").mkdir()
    case.write(export / "hostile")
    os.environ["TMPDIR"] = str(place / "tmp")
    (place / "tmp").mkdir()
    os.chdir(place)
    before = _files(place)
    _forget_peak()
    started = time.process_time()
    documents, rejected, count = entries_of(case.source, export)
    seconds = time.process_time() - started
    held = " ".join(documents.values()) + " ".join(rejected)
    others = count - len(expected)
    missing = [id_ for id_, text in expected.items() if id_ not in documents and text not in documents.values()]
    faults = [
        *(f"the neighbour's {id_} is missing" for id_ in missing[:3] if not case.again),
        *(["nothing came of it, and nobody is told why"] if case.told and not others else []),
        *([f"an unforeseen fault: {reason}" for reason in rejected if "failed with" in reason][:3]),
        *(["it has read what is outside"] if SECRET in held or "root:x:0" in held else []),
        *([f"it has written {wrote}" for wrote in sorted(_files(place) - before)][:3]),
        *([f"it took {seconds:.1f} s"] if seconds > SECONDS else []),
        *([f"it took {_peak():.0f} MB"] if _peak() > MEGABYTES else []),
    ]
    return Read(f"{case.source}: {case.name}", seconds, _peak(), others, tuple(faults), tuple(rejected[:5]))


def entries_of(source: str, export: Path) -> tuple[dict[str, str], list[str], int]:
    """({id: text} of the documents as they would be ingested, "item: reason" of the rejected, how many of both)."""
    from copilot.core import registry
    from copilot.core.settings import Settings
    from copilot.core.types import Rejected
    from ingest.prepare import Preparer

    options = registry.member("ingest.sources", source).Options(
        name="bron", type=source, path=export, audience=("desk",)
    )
    reading = registry.member("ingest.sources", source).build(options)
    preparer = Preparer(Settings(), options)
    documents: dict[str, str] = {}
    rejected: list[str] = []
    count = 0
    for item in list(reading.items()):
        found: Iterable[Any]
        try:
            found = [entry for given in reading.read(item) for entry in _prepared(preparer, given, item.key)]
        except Exception as error:
            import traceback

            where = traceback.extract_tb(error.__traceback__)[-1]
            rejected.append(f"{item.key}: failed with {error!r:.200} at {where.filename}:{where.lineno}")
            continue
        count += len(found)
        for entry in found:
            if isinstance(entry, Rejected):
                json.dumps([entry.item, entry.reason, entry.fix], ensure_ascii=False).encode()
                rejected.append(f"{entry.item}: {entry.reason}"[:500])
            else:
                documents[entry.document.external_id] = entry.document.text
                entry.document.text.encode()
    return documents, rejected, count


def _prepared(preparer: Any, given: Any, item: str) -> list[Any]:
    from copilot.core.types import Rejected

    if isinstance(given, Rejected):
        return [given]
    entries = [given]
    entries = list(preparer.clean(given))
    return [entry if isinstance(entry, Rejected) else preparer.record(entry, item) for entry in entries]


def _expected(source: str, place: Path) -> dict[str, str]:
    """Texts by id that the neighbour alone gives. Reads what every reading loads, too, before the first fork."""
    neighbour(source, place)
    documents, _, _ = entries_of(source, place)
    shutil.rmtree(place)
    assert documents, source
    return documents


def _files(place: Path) -> set[str]:
    return {os.path.join(folder, name) for folder, _, names in os.walk(place) for name in names}


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """Most memory since the last `_forget_peak`, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1_000


def preload() -> None:
    """Imported once, before the first fork; nothing is used yet, so no thread runs."""
    from ingest import parse, preload, prepare  # noqa: F401

    for name in ("a.html", "a.md", "a.txt", "a.csv"):
        parse.parse(b"<p>Goedemorgen</p>", name)
    for name in ("balie/huisregels.docx", "balie/inwerken.pptx", "werkplaats/onderdelen.xlsx", "werkplaats/schade.pdf"):
        file = FIXTURES / "wiki_files/good" / name
        parse.parse(file.read_bytes(), file.name)
