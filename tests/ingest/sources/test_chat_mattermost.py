"""Mattermost: bulk exports and API answers into threads and talks."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from copilot.core.types import Document, Rejected
from support_exports import assert_told, documents, keyed, reader, rejected, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_mattermost"
read = reader("chat_mattermost")


@pytest.fixture(scope="module")
def good() -> dict[str, Document]:
    return keyed(read(FIXTURES / "good"))


def said(document: Document) -> list[tuple[str, str]]:
    return [(part.author, part.text) for part in document.parts]


def test_pages_of_a_channel_with_threads_files_and_cards(good: dict[str, Document]) -> None:
    thread = good["balie/post0000000000000000000001"]
    assert said(thread) == [("Ilse Brand", "Hoe reset ik de scanner? @bram.t"), ("bram.t", "Opgelost!")]
    assert thread.parts[1].at == "2026-03-02T10:01:30+00:00"
    assert thread.title == "Balie: Hoe reset ik de scanner? @bram.t"
    messages = [line for key, document in good.items() if key.startswith("balie/") for line in said(document)]
    assert len(messages) == 6
    assert ("bram.t", "Knop 5 tellen inhouden\n[scanner.png]") in messages
    assert ("Storingsbot", "Melding\nStoring kassa\nSinds 9.00 uur\nFiliaal: Utrecht") in messages
    assert ("Ilse Brand", "") in messages


def test_system_lines_and_deleted_texts_stay_inspectable(good: dict[str, Document]) -> None:
    removed = {(line.rule, line.text) for document in good.values() for line in document.removed}
    assert ("chat: system line", "ilse joined the channel.") in removed
    assert ("chat: deleted message", "weg hiermee") in removed


def test_a_bulk_export(good: dict[str, Document]) -> None:
    thread = good["werkplaats/1772438400000-jet"]
    assert thread.title == "Werkplaats: Ketting van model 7 loopt eraf"
    assert said(thread)[1] == ("karel", "Derailleur bijstellen, kwartslag\n[derailleur.jpg]")
    assert said(good["jet, karel/1772447400000-karel"]) == [("karel", "Can you cover Friday?")]
    twice = good["werkplaats/1772445600000-karel"]
    assert [part.ref for part in twice.parts] == ["1772445600000-karel", "1772445600000-karel-2"]


def test_the_zip_of_a_bulk_export(good: dict[str, Document]) -> None:
    assert said(good["desk/magazijn/1772438405000-mo"]) == [("Mo Azzi", "Stelling 4 is leeg")]


def test_links_with_a_server() -> None:
    found = keyed(read(FIXTURES / "good", server="https://chat.spaakwerk.example/"))
    thread = found["balie/post0000000000000000000001"]
    assert thread.parts[1].uri == "https://chat.spaakwerk.example/_redirect/pl/post0000000000000000000004"


def test_users_of_the_folder_above_name_those_of_a_channel(tmp_path: Path) -> None:
    post = {"id": "p", "create_at": 1772438400000, "user_id": "a" * 26, "channel_id": "c", "message": "hoi"}
    (tmp_path / "balie").mkdir()
    (tmp_path / "balie/posts.json").write_text(json.dumps({"order": ["p"], "posts": {"p": post}}))
    (tmp_path / "users.json").write_text(json.dumps([{"id": "a" * 26, "username": "jet", "nickname": "Jet"}]))
    [document] = read(tmp_path)
    assert isinstance(document, Document)
    assert said(document) == [("Jet", "hoi")]


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "bom.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("import.jsonl", b" " * 2_000_000)
    monkeypatch.setattr("ingest.chat.json_pages.MAX_UNPACKED", 1_000_000)
    [rejected] = read(tmp_path)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "unpacks to more than 1 MB"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("afgekapt", "not JSON"),
        ("fout", "error answer instead of data: You do not have"),
        ("latin1", "not UTF-8 at byte"),
        ("leeg", "the export holds no posts"),
        ("nul", "the file is empty"),
        ("onbekend", "expected posts, users or channels"),
        ("versie", "version 99 of the bulk export is not known"),
        ("zonder_namen", "no file with users"),
        ("wachtwoord.zip", "protected by a password"),
        ("geen.zip", "not a whole zip archive"),
    ],
)
def test_broken_variants_say_what_is_wrong_and_what_to_do(name: str, reason: str) -> None:
    assert_told(read(FIXTURES / "broken" / name), reason)


@pytest.mark.shared
def test_shared_payload() -> None:
    found = read(shared("chat_other/perceval_mattermost"))
    [note] = rejected(found)
    assert note.item == "mattermost_erros.json"
    assert "error answer" in note.reason
    talks = documents(found)
    parts = {p.ref: (p.role, p.author, p.at, p.text) for document in talks for p in document.parts}
    assert len(parts) == sum(len(document.parts) for document in talks) == 7
    first, last = parts["b15jpgkw9bftufcdzteqiypoyr"], parts["59io5i1f5bbetxtj6mbm67fouw"]
    assert first == ("message", "valcos", "2018-04-12T09:43:01+00:00", "hola! soy valerio!")
    assert last == ("message", "sduenas", "2018-04-12T15:27:26+00:00", "El Madrid también en semis")
    assert ["pot46s7kjif7xx6x91ua7m4d7y", "59io5i1f5bbetxtj6mbm67fouw"] in [[p.ref for p in d.parts] for d in talks]
    assert sorted(line.text for document in talks for line in document.removed) == [
        "sduenas joined the team.",
        "valcos joined the team.",
    ]
