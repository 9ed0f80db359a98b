"""What a manifest says for those who watch: counts of what was quarantined, and nothing of what was in it."""

from __future__ import annotations

import pytest

from copilot.core.snapshot import LedgerState, Refusal
from copilot.core.types import Rejected
from ingest.publish import quarantined


def ledger(*reasons: str) -> LedgerState:
    return LedgerState(
        {}, {("desk", str(n)): (Refusal(Rejected("desk", "x.eml", reason)),) for n, reason in enumerate(reasons)}
    )


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("the file is empty", "the file is empty"),
        ("larger than 200 MB", "larger than # MB"),
        ("not UTF-8 at byte 4711", "not UTF-# at byte #"),
        ("not JSON: Expecting value at 'Femke Oosterwolde'", "not JSON"),
        ("id 'femke@example.org' was already read from femke.jsonl", "id"),
        ("text before the first message: Beste Femke", "text before the first message"),
        ("left out femke@example.org and klacht-oosterwolde.eml here", "left out # and # here"),
        ("3 cells, the header has 4", "# cells"),
        ("chats in which nobody wrote are left out such as Femke", "chats in which nobody wrote are left out"),
        ('"Femke" is no date', "other"),
        ("woord " * 100, ("woord " * 100)[:80].strip()),
    ],
)
def test_a_reason_is_told_without_what_it_quotes(reason: str, told: str) -> None:
    assert quarantined(ledger(reason)) == {"desk": {told: 1}}


def test_like_reasons_are_counted_together() -> None:
    assert quarantined(ledger("larger than 200 MB", "larger than 300 MB", "the file is empty")) == {
        "desk": {"larger than # MB": 2, "the file is empty": 1}
    }
    assert quarantined(ledger()) == {}
