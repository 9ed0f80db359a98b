"""Telegram: Desktop's exports as JSON and HTML, and what a bot got."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.core.types import Rejected
from support_exports import Found, documents, parts, reader, rejected, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_telegram"
read = reader("chat_telegram")
T = 1770109200


def said(found: Found) -> list[tuple[str, str]]:
    return [(part.author, part.text) for part in parts(found)]


def removed(found: Found) -> list[tuple[str, str, int | None]]:
    return [(entry.rule, entry.text, entry.part) for d in documents(found) for entry in d.removed]


def result(folder: Path, *messages: object, **more: object) -> Found:
    (folder / "result.json").write_text(json.dumps({"name": "Loods", "id": 7, **more, "messages": messages}))
    return read(folder)


@pytest.fixture(scope="module")
def account() -> Found:
    return read(FIXTURES / "good/account")


def test_all_chats_of_an_account(account: Found) -> None:
    assert [(document.external_id, len(document.parts)) for document in documents(account)] == [
        ("Werkplaats/2", 8),
        ("Werkplaats/10", 1),
        ("Jan 7/2", 2),
        ("Jan 8/2", 1),
        ("saved messages/1", 1),
    ]
    assert documents(account)[2].title == "Jan: Zijn jullie open?"
    first = parts(account)[0]
    assert (first.role, first.at, first.ref) == ("message", "2026-02-03T09:00:00+00:00", "2")
    assert first.uri == documents(account)[0].uri == "https://t.me/c/1500000001/2"
    assert parts(account)[10].author == "user77"


def test_texts_with_styles_files_and_cards(account: Found) -> None:
    assert said(account)[1:9] == [
        ("Bram", "Deze: olie (https://spaakwerk.example/olie), niet WD-40"),
        ("Bram", "[naaf 8.pdf]"),
        ("Ilse", ""),
        ("Ilse", "👍"),
        ("Bram", "Let op de afdichting"),
        ("Bram", "Bestellen?\n- Ja (2)\n- Nee (1)"),
        ("Ilse", "Hier\nhttps://maps.google.com/?q=52.1,4.9"),
        ("Ilse", "Klaar: https://spaakwerk.example/klaar"),
    ]
    assert parts(account)[5].heading == "Leverancier Noord"


def test_events_and_media_left_out_are_kept_as_removed(account: Found) -> None:
    assert removed(account) == [
        ("chat: system line", "Ilse: create_group title: Werkplaats, members: ['Ilse', 'Bram']", None),
        ("chat: media left out", "photo", 3),
    ]


def test_pages_of_html_are_one_chat() -> None:
    found = read(FIXTURES / "good/html")
    [talk] = documents(found)
    assert talk.external_id == "Balie Zuid/11"
    assert said(found) == [
        ("Ilse & co", "Wie weet de code?\nVan de kluis, zie hier (https://spaakwerk.example/kluis)"),
        ("Ilse & co", "deze\n[kluis.jpg]"),
        ("Bram", "Vraag het Joke"),
        ("Bram", "Hij hangt in de kast"),
        ("Ilse & co", ""),
    ]
    assert [part.at[11:16] for part in parts(found)] == ["09:00", "09:00", "09:01", "09:02", "09:03"]
    assert parts(found)[3].heading == "Joke"
    assert removed(found) == [
        ("chat: system line", "Bram joined group by link", None),
        ("chat: media left out", "Voice message", 4),
    ]


def test_of_two_formats_of_one_export_one_is_read(tmp_path: Path) -> None:
    (tmp_path / "messages.html").write_bytes((FIXTURES / "good/html/messages.html").read_bytes())
    found = result(tmp_path, {"id": 1, "type": "message", "date_unixtime": str(T), "from": "A", "text": "hoi"})
    assert said(found) == [("A", "hoi")]


def test_what_a_bot_got_with_the_last_version_of_each_message() -> None:
    found = read(FIXTURES / "good/bot")
    assert said(found) == [
        ("Dana Vos", "😀 see the manual (https://spaakwerk.example/m) please"),
        ("Jo", "factuur\n[factuur.pdf]"),
        ("Jo", ""),
    ]
    assert parts(found)[0].uri == "https://t.me/spaakwerk_klanten/31"
    assert [rule for rule, _, _ in removed(found)] == ["chat: system line", "chat: media left out"]


def test_times_of_old_exports_are_local(tmp_path: Path) -> None:
    message = {"id": 1, "type": "message", "date": "2019-07-03T10:00:00", "from": "A", "text": "hoi"}
    (tmp_path / "result.json").write_text(json.dumps({"name": "Oud", "messages": [message]}))
    [part] = parts(read(tmp_path, timezone="Europe/Amsterdam"))
    assert part.at == "2019-07-03T08:00:00+00:00"


def test_a_message_in_two_exports_is_kept_once(tmp_path: Path) -> None:
    message = {"id": 1, "type": "message", "date_unixtime": str(T), "from": "A", "text": "hoi"}
    (tmp_path / "extra.json").write_text(json.dumps({"name": "Loods", "id": 7, "messages": [message]}))
    assert said(result(tmp_path, message)) == [("A", "hoi")]


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("half", "not JSON"),
        ("anders", "neither an export of Telegram Desktop nor updates of a bot; it has: schema, talks"),
        ("fout", "Unauthorized"),
        ("latijn", "not UTF-8"),
        ("leeg", "empty"),
        ("geen", "no messages"),
    ],
)
def test_a_broken_export_is_named(folder: str, reason: str) -> None:
    [rejected] = read(FIXTURES / "broken" / folder)
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason
    assert rejected.fix


def test_a_bad_message_stops_nothing() -> None:
    found = read(FIXTURES / "broken/berichten")
    assert len(rejected(found)) == 3
    assert said(found) == [("A", "wel goed")]


def test_hostile_shapes_are_rejected(tmp_path: Path) -> None:
    shapes: list[object] = [
        [[]],
        5,
        {"messages": 5},
        {"messages": [5, None]},
        {"chats": {"list": [{"messages": {}}, 5]}},
        {"result": [{"update_id": 1, "message": {"message_id": 1}}, {"message_id": [], "chat": {"id": 1}, "date": 1}]},
        {"messages": [{"id": True, "date_unixtime": "1", "text": "x"}, {"date": "0001-01-01T00:00:00", "text": 1}]},
    ]
    for number, shape in enumerate(shapes):
        (tmp_path / f"{number}.json").write_text(json.dumps(shape))
    (tmp_path / "diep.json").write_text("[" * 100_000)
    (tmp_path / "messages.html").write_text("<div class='message default' id='message1'>" * 5000)
    found = read(tmp_path)
    assert not documents(found)
    assert len(found) >= len(shapes)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["batch", "single"])
def test_shared_chatminer_parses(name: str) -> None:
    expected = json.loads(shared("chat_other/chatminer", "telegram_target.json").read_text("utf-8"))
    found = read(shared("chat_other/chatminer", f"telegram_test_{name}_export.json"))
    got = [{"timestamp": part.at[:19], "author": part.author, "message": part.text} for part in parts(found)]
    assert got == expected


@pytest.mark.shared
def test_shared_updates_of_a_bot() -> None:
    """All five messages; the last one is an edit."""
    found = read(shared("chat_other/perceval_telegram"))
    assert [(document.external_id, len(document.parts)) for document in documents(found)] == [
        ("Testing Telegram Bots/31", 2),
        ("A new group/32", 1),
        ("A new group/35", 1),
        ("Santi/34", 1),
    ]
    by_ref = {part.ref: (part.author, part.at[:19], part.text) for part in parts(found)}
    assert by_ref == {
        "31": ("Santi", "2016-06-30T12:22:05", "Testing, testing"),
        "32": ("Santi", "2016-06-30T12:22:09", "Hi!"),
        "33": ("Alvaro", "2016-06-30T12:22:51", "Hi, this is Alvaro!"),
        "34": ("Santi", "2016-07-01T10:52:52", "Hi Bot!!!"),
        "35": ("Valerio", "2016-07-01T10:52:53", "Holaaa"),
    }
