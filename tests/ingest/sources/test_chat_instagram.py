"""Direct messages of Instagram and Messenger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.core.types import Document, Rejected
from support_exports import parts, reader, rejected, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_instagram"
read = reader("chat_instagram")


def test_the_pages_of_a_chat_in_the_order_of_time() -> None:
    found = read(FIXTURES / "good")
    assert [(part.author, part.ref, part.text) for part in parts(found)] == [
        ("Zoë", "1769000000000", "Winteractie\nhttps://spaakwerk.example/acties"),
        ("Zoë", "1770109200000", "Plakken jullie ook banden?"),
        ("Zoë", "1770109200000~2", "en dit\n[band.jpg]"),
        ("Zoë", "1770109200001", ""),
        ("Spaakwerk", "1770109300000", "Ja, € 25 per band ✅"),
    ]
    talk = found[1]
    assert isinstance(talk, Document)
    assert (talk.external_id, talk.title) == ("zoe_123/1770109200000", "Zoë: Plakken jullie ook banden?")
    assert talk.created_at == "2026-02-03T09:00:00+00:00"
    assert [(entry.rule, entry.text, entry.part) for entry in talk.removed] == [("chat: deleted message", "foutje", 2)]


def test_text_that_is_right_already_stays(tmp_path: Path) -> None:
    message = {"sender_name": "Zoë", "timestamp_ms": 1770109200000, "content": "café ✅"}
    (tmp_path / "chat.json").write_text(json.dumps({"messages": [message]}))
    assert [(part.author, part.text) for part in parts(read(tmp_path))] == [("Zoë", "café ✅")]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("messages/inbox/kapot_1/message_1.json", "not JSON"),
        ("profiel.json", '"messages"'),
        ("leeg.json", "empty"),
    ],
)
def test_a_broken_export_is_named(file: str, reason: str) -> None:
    [rejected] = read(FIXTURES / "broken" / file)
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason
    assert rejected.fix


def test_a_bad_message_stops_nothing() -> None:
    found = read(FIXTURES / "broken/messages/inbox/kapot_2")
    assert [entry.item for entry in rejected(found)] == [
        "message_1.json message 1",
        "message_1.json message 2",
    ]
    assert [part.text for part in parts(found)] == ["goed"]


@pytest.mark.shared
def test_shared_chatminer_parse() -> None:
    expected = json.loads(shared("chat_other/chatminer/instagram_target.json").read_text("utf-8"))
    found = parts(read(shared("chat_other/chatminer/instagram_test_export.json")))
    assert [{"timestamp": p.at[:19], "author": p.author, "message": p.text} for p in found] == expected[::-1]
