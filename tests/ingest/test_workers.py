"""Reading in several processes gives what reading in one gives, whatever dies on the way."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest

from copilot.core.settings import ROOT, Settings
from copilot.core.types import Rejected
from ingest import workers
from ingest.export.base import SourceOptions
from ingest.prepare import Preparer
from support_sources import DEADLY, Items, Pieces

NAMES = tuple(f"blad {number}" for number in range(40))


@pytest.fixture(scope="module")
def preparer() -> Preparer:
    return Preparer(Settings(), SourceOptions(name="bron", type="jsonl", path=Path()))


def outcome(source: Items, preparer: Preparer, count: int) -> list[tuple[str, str]]:
    """(item, id of the document or reason of the rejection), in order; with more than one process, none of it here."""
    return [
        (item.key, entry.reason if isinstance(entry, Rejected) else entry.document.external_id)
        for item, entries in workers.prepared(source, preparer, source.items(), count, few=0)
        for entry in entries
    ]


@pytest.mark.parametrize("kind", [Items, Pieces])
def test_several_processes_give_what_one_gives(kind: type[Items], preparer: Preparer) -> None:
    source = kind((*NAMES[:20], "half", *NAMES[20:]))
    alone, beside = outcome(source, preparer, 1), outcome(source, preparer, 3)
    assert [name for _, name in alone] == [*NAMES[:20], "half", "the second half is missing", *NAMES[20:]]
    assert beside == alone


@pytest.mark.parametrize("kind", [Items, Pieces])
def test_what_kills_its_process_costs_nobody_else(kind: type[Items], preparer: Preparer) -> None:
    found = outcome(kind((*NAMES[:9], DEADLY, *NAMES[9:])), preparer, 2)
    assert [name for _, name in found if name in NAMES] == list(NAMES)
    (died,) = [name for _, name in found if name not in NAMES]
    assert "died" in died


@pytest.mark.parametrize("count", [1, 2])
def test_a_fault_stays_with_its_item_and_tells_nothing_of_its_text(preparer: Preparer, count: int) -> None:
    found = outcome(Items((*NAMES[:3], "broken", "locked", *NAMES[3:6])), preparer, count)
    assert [name for _, name in found if name in NAMES] == list(NAMES[:6])
    assert ("broken", "failed with ZeroDivisionError") in found
    assert ("locked", "cannot be read: Permission denied") in found


def test_a_killed_run_leaves_no_process_behind(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        textwrap.dedent("""
        import time
        from pathlib import Path
        from copilot.core.settings import Settings
        from ingest import workers
        from ingest.prepare import Preparer
        from ingest.export.base import SourceOptions
        from support_sources import Items
        if __name__ == "__main__":
            source = Items(tuple(map(str, range(10_000))))
            preparer = Preparer(Settings(), SourceOptions(name="bron", type="jsonl", path=Path()))
            for number, _ in enumerate(workers.prepared(source, preparer, source.items(), 2, few=0)):
                if number == 20:
                    print("reading", flush=True)
                    time.sleep(60)
        """)
    )
    paths = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PATH": ""}
    with subprocess.Popen([sys.executable, script], env=paths, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "reading\n"
        others = psutil.Process(run.pid).children(recursive=True)
        assert len(others) >= 3, "two readers and the process that forks them"
        run.kill()
    _, alive = psutil.wait_procs(others, timeout=20)
    assert alive == []
