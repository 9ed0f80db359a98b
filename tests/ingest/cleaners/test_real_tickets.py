"""Real tickets lose greetings and repeated quotes, and nothing that anybody could look for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copilot.core import registry
from copilot.core.types import Document
from ingest.prepare import CLEANERS
from ingest.sources import tickets_jira

FILE = Path(__file__).parents[3].parent / "shared/data/tickets_jira/tickets.jsonl"
CODE = re.compile(r"[{};=]|\bat \S+:\d|\w\(|\d+\.\d+\.\d+")


@pytest.mark.shared
def test_what_tickets_lose() -> None:
    """All 278 pieces were read by eye: 270 greetings and signatures, 5 quotes of other comments, 3 characters."""
    if not FILE.exists():
        pytest.skip(f"{FILE} is absent")
    source = tickets_jira.build(tickets_jira.Options(name="t", type="tickets_jira", path=FILE))
    cleaners = [registry.build("ingest.cleaners", name, {}) for name in CLEANERS["ticket"]]
    pieces, characters = [], 0
    for item in source.items():
        for found in source.read(item):
            if isinstance(found, Document):
                characters += len(found.text)
                before = len(found.removed)
                for cleaner in cleaners:
                    found = cleaner.clean(found)
                pieces += found.removed[before:]
    assert 200 <= len(pieces) <= 350
    assert sum(len(piece.text) for piece in pieces) < characters / 1_000
    greetings = [piece for piece in pieces if piece.rule.startswith(("signatures", "boilerplate"))]
    assert max(len(piece.text) for piece in greetings) < 100
    assert not [piece.text for piece in greetings if CODE.search(piece.text)]
