"""What was read comes back as it was, from memory or from disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.core.interchange import from_json
from copilot.core.settings import Settings
from ingest.export.base import SourceOptions
from ingest.prepare import Preparer
from ingest.spool import Spool
from support import DOCUMENTS


@pytest.mark.parametrize("in_memory", [0, 400, 10**9])
def test_records_come_back_in_order_and_as_often_as_asked(tmp_path: Path, in_memory: int) -> None:
    preparer = Preparer(Settings(), SourceOptions(name="desk", type="jsonl", path=Path()))
    records = [preparer.record(from_json("desk", data), "file") for data in DOCUMENTS]
    spool = Spool(tmp_path, in_memory)
    for record in records:
        spool.append(record)
    assert list(spool) == list(spool) == records
    assert list(tmp_path.iterdir()) == [], "a killed run would leave text behind"
    spool.close()
