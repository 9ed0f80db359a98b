"""Chats of Signal as text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.core.types import Document, Rejected
from support_exports import documents, parts, reader, rejected, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_signal"
read = reader("chat_signal")


def test_a_chat_in_talks() -> None:
    found = read(FIXTURES / "good")
    assert [(d.external_id, d.title) for d in documents(found)] == [
        ("Balie/2026-02-03T09:00:05", "Balie: Wie heeft de sleutel van de loods?"),
        ("Balie/2026-03-02T10:00:00", "Balie: The pump is broken, is there a spare one?"),
        ("Dana/2026-02-04T12:23:00", "Dana: Is the shop open on Monday?"),
    ]
    assert [(part.author, part.text) for part in parts(found)][1:3] == [
        ("Bram", "Ik. Kom maar halen:\nachter de kassa"),
        ("Bram", "[2026-02-03_sleutel.jpg]"),
    ]
    assert parts(found)[-1].ref == "2026-02-04T12:23:00~2"
    assert isinstance(found[0], Document)
    assert [(entry.rule, entry.part) for entry in found[0].removed] == [
        ("chat: reactions", 1),
        ("chat: system line", None),
    ]


def test_times_are_of_the_zone() -> None:
    found = read(FIXTURES / "good/Balie/chat.md", timezone="Europe/Amsterdam")
    assert parts(found)[0].at == "2026-02-03T08:00:05+00:00"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("leeg.txt", "empty"),
        ("latijn.txt", "not UTF-8"),
        ("geen-chat.md", "no line begins"),
        ("melding.txt", "no message with an author"),
    ],
)
def test_a_broken_export_is_named(file: str, reason: str) -> None:
    [rejected] = read(FIXTURES / "broken" / file)
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason


def test_a_date_that_does_not_exist_costs_its_message_only() -> None:
    found = read(FIXTURES / "broken/datum.txt")
    assert [entry.item for entry in rejected(found)] == ["datum.txt line 1", "datum.txt line 2"]
    assert [part.text for part in parts(found)] == ["wel"]


@pytest.mark.shared
def test_shared_chatminer_parse() -> None:
    expected = json.loads(shared("chat_other/chatminer/signal_target.json").read_text("utf-8"))
    got = [
        {"timestamp": part.at[:19], "author": part.author, "message": " ".join(part.text.split())}
        for part in parts(read(shared("chat_other/chatminer/signal_test_export.txt")))
    ]
    assert got == expected[::-1]
