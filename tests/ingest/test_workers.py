"""Reading in several processes gives what reading in one gives, whatever hangs, grows or dies on the way."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

import psutil
import pytest

import support_sources as bad
from copilot.core.sections import LimitSettings, ReadingSettings
from copilot.core.settings import ROOT, Settings
from copilot.core.types import Document, Part, Rejected
from ingest import _messages
from ingest.export.base import SourceOptions
from ingest.prepare import Preparer
from ingest.workers import Workers
from support_sources import Batches, Endless, Items, Pieces

NAMES = tuple(f"blad {number}" for number in range(40))
LIMITS = LimitSettings(seconds=1, seconds_per_megabyte=0, memory_megabytes=150)


@pytest.fixture(scope="module")
def preparer() -> Preparer:
    return Preparer(Settings(), SourceOptions(name="bron", type="jsonl", path=Path()))


@pytest.fixture(scope="module")
def readers() -> Iterator[Workers]:
    with Workers(ReadingSettings(processes=3), LIMITS) as readers:
        yield readers


def outcome(
    readers: Workers, source: Items, preparer: Preparer, skip: Mapping[str, int] | None = None
) -> list[tuple[str, str]]:
    """(item, id of the document or reason of the rejection), in order."""
    return [
        (item.key, entry.reason if isinstance(entry, Rejected) else entry.document.external_id)
        for item, entries in readers.prepared(source, preparer, source.items(), skip)
        for entry in entries
    ]


@pytest.mark.parametrize("kind", [Items, Pieces, Batches])
@pytest.mark.parametrize("count", [1, 3])
def test_what_is_read_comes_in_order(kind: type[Items], count: int, preparer: Preparer) -> None:
    names = (*NAMES, bad.HALF, *(f"blad {number}" for number in range(50, 210)))
    with Workers(ReadingSettings(processes=count), LIMITS) as readers:
        found = outcome(readers, kind(names), preparer)
    assert [name for _, name in found] == [*names[:41], "the second half is missing", *names[41:]]


@pytest.mark.parametrize("kind", [Items, Pieces, Batches])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (bad.HANG, "took longer than 1 s"),
        (bad.HANG_IN_C, "took longer than 1 s"),
        (bad.GROW, "more than 150 MB of memory"),
        (bad.GROW_IN_C, "more than 150 MB of memory"),
        (bad.GROW_SHARED, "more than 150 MB of memory"),
        (bad.EXIT, "died (exit code 9)"),
        (bad.SEGFAULT, "died (SIGSEGV"),
        (bad.BROKEN, "failed with ZeroDivisionError"),
        (bad.LOCKED, "cannot be read: Permission denied"),
        (bad.UNSENDABLE, "failed with"),
    ],
)
def test_what_misbehaves_is_rejected_alone(
    name: str, reason: str, kind: type[Items], readers: Workers, preparer: Preparer
) -> None:
    source = kind((*NAMES[:9], name, *NAMES[9:]))
    found = list(readers.prepared(source, preparer, source.items()))
    entries = [entry for _, entries in found for entry in entries]
    ids = [entry.document.external_id for entry in entries if not isinstance(entry, Rejected)]
    assert [id_ for id_ in ids if id_ != name] == list(NAMES)
    (rejected,) = [entry for entry in entries if isinstance(entry, Rejected)]
    assert reason in rejected.reason
    assert rejected.fix
    assert "Jan Jansen" not in str(rejected)
    if "failed" not in reason and "cannot" not in reason:
        assert name not in ids, "half of what was ended early was given"
        assert rejected.item == {Items: name, Pieces: "all", Batches: f"blad {name!r}"}[kind]


@pytest.mark.parametrize(("name", "reason"), [(bad.HANG_IN_C, "took longer"), (bad.GROW, "memory"), (bad.EXIT, "died")])
def test_what_misbehaves_while_pieces_are_looked_for_ends_its_item(
    name: str, reason: str, readers: Workers, preparer: Preparer
) -> None:
    *before, (_, last) = outcome(readers, Endless((*NAMES[:9], name, *NAMES[9:])), preparer)
    assert [found for _, found in before] == list(NAMES[:9])
    assert reason in last
    assert [found for _, found in outcome(readers, Endless(NAMES[:3]), preparer)] == list(NAMES[:3])


def test_limits_grow_with_the_item(preparer: Preparer) -> None:
    limits = LimitSettings(megabytes=5, seconds=0.1, seconds_per_megabyte=0.3, memory_megabytes=100)
    with Workers(ReadingSettings(processes=1), limits) as readers:
        assert outcome(readers, Items((bad.HANG,), 4_000_000), preparer) == [(bad.HANG, "reading took longer than 1 s")]
        assert outcome(readers, Items((bad.GROW,), 5_000_000), preparer)[0][1].startswith("needs more than 140 MB")
        assert outcome(readers, Items(NAMES[:1], 6_000_000), preparer) == [
            (NAMES[0], "it is 6 MB large; up to 5 MB are read")
        ]
        assert outcome(readers, Pieces(NAMES[:1], 6_000_000), preparer) == [("all", NAMES[0])]


def test_what_is_done_is_not_read_again(readers: Workers, preparer: Preparer) -> None:
    source = Items((bad.EXIT, *NAMES))
    assert outcome(readers, source, preparer, {bad.EXIT: 1, NAMES[3]: 1}) == [
        (name, name) for name in NAMES if name != NAMES[3]
    ]
    pieces = Pieces((bad.HANG, *NAMES))
    assert outcome(readers, pieces, preparer, {"all": 3}) == [("all", name) for name in NAMES[2:]]


def test_every_job_gives_one_tuple(readers: Workers, preparer: Preparer) -> None:
    source = Pieces((*NAMES[:5], bad.SEGFAULT, *NAMES[5:9]))
    assert [len(entries) for _, entries in readers.prepared(source, preparer, source.items())] == [1] * 10


def test_documents_are_shown_as_they_come(readers: Workers, preparer: Preparer) -> None:
    for kind in (Items, Pieces):
        source = kind((bad.MANY, *NAMES))
        shown = readers.documents(source, preparer, source.items())
        assert [getattr(next(shown), "title", "") for _ in range(3)] == [bad.MANY, f"{bad.MANY} 0", f"{bad.MANY} 1"]
        shown.close()
    source = Items((bad.EXIT, "na"))
    shown = readers.documents(source, preparer, source.items())
    assert [getattr(found, "title", "rejected") for found in shown] == [bad.EXIT, "rejected", "na"]


def test_nothing_is_left_when_reading_stops(preparer: Preparer) -> None:
    def mine() -> set[int]:
        return {child.pid for child in psutil.Process().children(recursive=True) if len(child.cmdline()) > 0}

    before = mine()
    with Workers(ReadingSettings(processes=2), LIMITS) as readers:
        source = Items((*NAMES[:5], bad.HANG_IN_C))
        stream = readers.prepared(source, preparer, source.items())
        next(stream)
        assert len(mine() - before) >= 2
    # The one that forks readers, and the one that watches over it, stay for the next time.
    assert len(mine() - before) <= 2


@pytest.mark.parametrize("end", ["kill", "terminate", "send_signal"])
def test_a_run_that_is_ended_leaves_no_process_behind(end: str, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        textwrap.dedent("""
        import time
        from pathlib import Path
        from copilot.core.sections import LimitSettings, ReadingSettings
        from copilot.core.settings import Settings
        from ingest.workers import Workers
        from ingest.prepare import Preparer
        from ingest.export.base import SourceOptions
        from support_sources import HANG_IN_C, Items
        if __name__ == "__main__":
            source = Items(("1", HANG_IN_C, HANG_IN_C, "2", "3"))
            preparer = Preparer(Settings(), SourceOptions(name="bron", type="jsonl", path=Path()))
            with Workers(ReadingSettings(processes=2), LimitSettings()) as readers:
                for _ in readers.prepared(source, preparer, source.items()):
                    print("reading", flush=True)
        """)
    )
    paths = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PATH": ""}
    run = subprocess.Popen([sys.executable, script], env=paths, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    with run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"reading\n"
        others = psutil.Process(run.pid).children(recursive=True)
        assert len(others) >= 3, "two readers and the process that forks them"
        run.send_signal(2) if end == "send_signal" else getattr(run, end)()
    _, alive = psutil.wait_procs(others, timeout=10)
    assert alive == []


class Evil:
    def __reduce__(self):
        return os.system, ("true",)


@pytest.mark.parametrize("value", [Evil(), os.system, eval, [print]])
def test_a_reading_process_can_send_nothing_but_plain_values(value: object) -> None:
    with pytest.raises(ValueError, match="no plain value"):
        _messages.unpacked(_messages.packed(value))


def test_what_readers_send_arrives_as_it_was() -> None:
    document = Document("a", "1", "wiki", "T", (Part("message", "x"),))
    values = [Rejected("a", "b", "c"), Path("x/y"), {"n": 1.5, "s": {1, 2}}, document]
    assert list(_messages.unpacked_all(b"-" + b"".join(map(_messages.packed, values)), 1)) == values
