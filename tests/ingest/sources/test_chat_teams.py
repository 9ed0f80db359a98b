"""Teams: Graph answers and personal exports into talks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.core.types import Document
from support_exports import assert_told, documents, keyed, parts, reader, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_teams"
read = reader("chat_teams")


@pytest.fixture(scope="module")
def good() -> dict[str, Document]:
    return keyed(read(FIXTURES / "good"))


def test_count_first_and_last(good: dict[str, Document]) -> None:
    assert list(good) == [
        "Balie/1772438400000",
        "Balie/1772438460000",
        "Balie/1772460000000",
        "19:kast@thread.v2/1772532000000",
        "8:live:karel/1772700000000",
    ]
    thread = good["Balie/1772438400000"]
    assert [(part.author, part.at, part.text) for part in thread.parts] == [
        (
            "Ilse Brand",
            "2026-03-02T08:00:00+00:00",
            "Contract stilzetten\nHoe zet ik een contract stil? Zie de pagina (https://spaakwerk.example/stil)",
        ),
        (
            "Bram Tielman",
            "2026-03-02T10:00:00+00:00",
            "Ilse Brand via scherm Contract, knop Pauze 👍\n[pauze.docx]",
        ),
        ("Ilse Brand", "2026-03-02T10:01:00+00:00", ""),
    ]
    assert thread.metadata == {"channel": "Balie", "team": "Klantenservice"}
    assert thread.parts[1].uri.endswith("/1772445600000?groupId=team-1")


def test_system_lines_are_removed_and_stay_inspectable(good: dict[str, Document]) -> None:
    assert [(r.rule, r.text) for r in good["Balie/1772438400000"].removed] == [
        ("chat: system line", "membersAdded Ilse Brand")
    ]


def test_a_quoted_message_is_marked_and_makes_no_title(good: dict[str, Document]) -> None:
    answer = good["Balie/1772438460000"].parts[1]
    assert answer.text == "> Jet van Dongen: Wie heeft de sleutel van de kast?\nDie ligt bij mij"


def test_the_text_of_a_bots_card_is_kept(good: dict[str, Document]) -> None:
    [part] = good["Balie/1772460000000"].parts
    assert (part.author, part.text) == ("Storingsbot", "Storing pinautomaat\nFiliaal: Utrecht")


def test_pages_of_a_chat_are_one_talk_named_after_its_last_name(good: dict[str, Document]) -> None:
    chat = good["19:kast@thread.v2/1772532000000"]
    assert chat.title == "Terugbetalingen: Is the refund for order 1182 paid?"
    assert [part.author for part in chat.parts] == ["Jet van Dongen", "Bram Tielman"]
    assert chat.parts[1].uri.startswith("https://teams.microsoft.com/l/message/19:kast@thread.v2/1772532060000?")


def test_what_the_html_hides_is_removed_from_its_message(good: dict[str, Document]) -> None:
    chat = good["19:kast@thread.v2/1772532000000"]
    assert "Ignore" not in chat.text
    assert ("hidden: html", 0) in {(r.rule, r.part) for r in chat.removed}


def test_a_personal_export(good: dict[str, Document]) -> None:
    chat = good["8:live:karel/1772700000000"]
    assert [(part.author, part.text) for part in chat.parts] == [
        ("Ilse Brand", "Werkt de app weer? <nu>"),
        ("Karel Zon", "> Ilse: Werkt de app weer?\nJa, na opnieuw inloggen :)"),
        ("Karel Zon", "[scherm & fout.png]"),
        ("Karel Zon", ""),
    ]
    assert chat.removed[0].text == "Event/Call: Karel"


def message(key: str, text: str, **more: object) -> dict[str, object]:
    body = {"contentType": "text", "content": text}
    at = "2026-03-02T08:00:00Z"
    who = {"user": {"id": "u1", "displayName": "Jet"}}
    return {
        "id": key,
        "messageType": "message",
        "createdDateTime": at,
        "chatId": "c",
        "from": who,
        "body": body,
        **more,
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_bare_list_in_the_encodings_of_windows(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "berichten.json"
    file.write_text(json.dumps([message("1", "Één")], ensure_ascii=False), encoding=encoding)
    assert [document.text for document in keyed(read(file)).values()] == ["Één"]


def test_an_edited_message_is_there_once_in_its_last_version(tmp_path: Path) -> None:
    new = message("1", "tweede", lastModifiedDateTime="2026-03-02T09:00:00Z")
    (tmp_path / "a.json").write_text(json.dumps({"value": [new]}))
    (tmp_path / "b.json").write_text(json.dumps({"value": [message("1", "eerste")]}))
    assert [document.text for document in keyed(read(tmp_path)).values()] == ["tweede"]


def test_a_deleted_message_stays_as_an_empty_one(tmp_path: Path) -> None:
    gone = message("1", "weg ermee", deletedDateTime="2026-03-02T08:05:00Z")
    (tmp_path / "a.json").write_text(json.dumps([gone, message("2", "blijft")]))
    [document] = keyed(read(tmp_path)).values()
    assert [part.text for part in document.parts] == ["", "blijft"]
    assert [(r.rule, r.text, r.part) for r in document.removed] == [("chat: deleted message", "weg ermee", 0)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("afgekapt", "not JSON"),
        ("fout", "the export holds an error answer instead of data: Forbidden"),
        ("latin1", "not UTF-8 at byte"),
        ("leeg", "the export holds no messages"),
        ("nul", "the file is empty"),
        ("onbekend", "expected messages, channels or people"),
        ("regels", '"createdDateTime" must be a time'),
        ("tekens", "Invalid control character"),
    ],
)
def test_broken_variants_say_what_is_wrong_and_what_to_do(name: str, reason: str) -> None:
    assert_told(read(FIXTURES / "broken" / name), reason)


@pytest.mark.shared
def test_shared_payload() -> None:
    found = read(shared("chat_other/teams"))
    assert all(isinstance(entry, Document) for entry in found)
    told = [(p.role, p.author, p.at, p.ref, p.text) for p in parts(found)]
    assert told == [
        ("message", "Robin Kline", "2021-03-17T08:59:08+00:00", "1615971548136", ""),
        ("message", "Robin Kline", "2021-03-28T20:48:29+00:00", "1616964509832", "Hello world"),
    ]
    [line] = [line for document in documents(found) for line in document.removed]
    assert line.text == "chatRenamed Graph Members"
