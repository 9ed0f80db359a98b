"""Rocket.Chat: answers of its API, dumps of its database and importer files into talks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.core.types import Document
from support_exports import assert_told, documents, keyed, parts, reader, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_rocketchat"
read = reader("chat_rocketchat")


@pytest.fixture(scope="module")
def good() -> dict[str, Document]:
    return keyed(read(FIXTURES / "good"))


def said(document: Document) -> list[tuple[str, str]]:
    return [(part.author, part.text) for part in document.parts]


def test_pages_of_a_channel(good: dict[str, Document]) -> None:
    thread = good["balie/m1"]
    assert said(thread) == [
        ("Mila Postma", "Hoe wijzig ik het afleveradres?"),
        ("Sanne de Wit", "Via Mijn gegevens, @mila"),
    ]
    assert thread.parts[1].at == "2026-03-02T08:05:00+00:00"
    messages = [line for key, document in good.items() if key.startswith("balie/") for line in said(document)]
    assert len(messages) == 6
    assert ("Sanne de Wit", "> mila: Hoe wijzig ik het afleveradres?\nIs dit al gelukt?") in messages
    assert ("Mila Postma", "[adres.png]\nZo ziet het eruit") in messages


def test_earlier_versions_system_lines_and_encrypted_texts_stay_inspectable(good: dict[str, Document]) -> None:
    removed = {(line.rule, line.text) for document in good.values() for line in document.removed}
    assert removed == {
        ("chat: earlier version", "Via Mijn gegevns"),
        ("chat: system line", "uj sanne sanne"),
        ("chat: encrypted message", "U2FsdGVkX1"),
        ("chat: system line", "livechat-close sanne"),
    }


def test_a_room_of_the_livechat_is_one_conversation(good: dict[str, Document]) -> None:
    chat = good["liveROOM123456789/v1"]
    assert said(chat) == [("guest-3", "I was charged twice"), ("Sanne de Wit", "We refunded one payment")]
    assert chat.parts[1].at == "2026-03-03T12:00:00+00:00"


def test_the_importers_zip_and_the_export_of_a_room(good: dict[str, Document]) -> None:
    assert said(good["werkplaats/1772438400000-bram"]) == [
        ("Bram Tielman", 'Model 9: rem zit los, "opnieuw" vastzetten'),
        ("jet", "Met welke sleutel?"),
    ]
    assert said(good["verkoop/1772611200000-jet"]) == [("jet", "Offerte 14 is weg"), ("bram", "Mooi")]


def test_links_with_a_server() -> None:
    found = keyed(read(FIXTURES / "good", server="https://chat.spaakwerk.example"))
    assert found["balie/m1"].parts[1].uri == "https://chat.spaakwerk.example/channel/balie?msg=m2"


def test_direct_messages_of_the_importer(tmp_path: Path) -> None:
    (tmp_path / "directmessages.csv").write_text("jet,bram,1772438400000,hoi\nbram,jet,1772438401000,dag\n")
    [document] = keyed(read(tmp_path)).values()
    assert document.external_id == "bram, jet/1772438400000-jet"
    assert said(document) == [("jet", "hoi"), ("bram", "dag")]


def test_a_message_that_is_no_object_stops_nothing(tmp_path: Path) -> None:
    whole = {"_id": "a", "rid": "r", "msg": "heel", "ts": 1772438400000, "u": {"_id": "u", "username": "jet"}}
    (tmp_path / "m.json").write_text(json.dumps({"messages": [None, whole, {"_id": "b", "t": {}}]}))
    found = read(tmp_path)
    assert [type(entry).__name__ for entry in found] == ["Rejected", "Rejected", "Document"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("afgekapt", "not JSON"),
        ("fout", "error answer instead of data: The required"),
        ("fout2", "error answer instead of data: You must be logged in"),
        ("latin1", "not UTF-8 at byte"),
        ("leeg", "the export holds no messages"),
        ("nul", "the file is empty"),
        ("onbekend", "expected messages, rooms or users"),
        ("regels", '"ts" must be a time'),
        ("cellen", "2 cells, expected username, time and text"),
        ("wachtwoord.zip", "protected by a password"),
        ("afgekapt.zip", "not a whole zip archive"),
    ],
)
def test_broken_variants_say_what_is_wrong_and_what_to_do(name: str, reason: str) -> None:
    assert_told(read(FIXTURES / "broken" / name), reason)


@pytest.mark.shared
def test_shared_payload() -> None:
    found = read(shared("chat_other/perceval_rocketchat"))
    assert [document.external_id for document in documents(found)] == [
        "testapichannel/4AwA2eJQ7xBgPZ4mv",
        "testapichannel/p5dQSb48W25EimhJK",
    ]
    assert len(found) == 2, found
    told = [(p.role, p.author, p.at, p.text) for p in parts(found)]
    assert told == [
        ("message", "Animesh Kumar", "2020-05-02T07:30:42+00:00", "Test message 1"),
        ("message", "Animesh Kumar Singh", "2020-05-02T07:31:26+00:00", "Test reply 1 edited"),
        ("message", "Animesh Kumar", "2020-05-03T07:32:03+00:00", "Test message 2"),
    ]
    thread = found[0]
    assert isinstance(thread, Document)
    assert [(line.rule, line.text, line.part) for line in thread.removed] == [
        ("chat: earlier version", "Test reply 1", 1)
    ]
