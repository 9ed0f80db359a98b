"""Intercom conversations into one Document each, notes apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.core.types import Document
from support_exports import assert_told, keyed, reader, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_intercom"
read = reader("chat_intercom")


@pytest.fixture(scope="module")
def good() -> dict[str, Document]:
    return keyed(read(FIXTURES / "good"))


def test_count_first_and_last(good: dict[str, Document]) -> None:
    assert list(good) == ["501", "501#internal", "502", "503", "503#internal"]
    assert [(part.author, part.at, part.text) for part in good["501"].parts] == [
        ("Mila Postma", "2026-03-02T08:00:00+00:00", "Hoe zeg ik mijn abonnement op?"),
        ("Fin", "2026-03-02T08:00:10+00:00", "Een collega helpt je zo."),
        (
            "Sanne de Wit",
            "2026-03-02T08:01:40+00:00",
            "Dat kan hier (https://spaakwerk.example/opzeggen), tot de 1e van de maand.\n[voorwaarden.pdf]",
        ),
        ("Mila Postma", "2026-03-02T08:03:20+00:00", ""),
        ("Sanne de Wit", "2026-03-02T08:05:00+00:00", "Graag gedaan"),
    ]
    assert good["501"].title == "Opzeggen"
    assert good["501"].metadata["tags"] == ["opzeggen"]
    assert good["502"].parts[0].author == "lead@klant.example"


def test_notes_are_for_colleagues_only(good: dict[str, Document]) -> None:
    note = good["501#internal"]
    assert note.audience == ("internal",)
    assert note.text == "Klant heeft al twee keer gebeld"
    assert "gebeld" not in good["501"].text


def test_events_redacted_and_hidden_text_are_removed_and_stay_inspectable(good: dict[str, Document]) -> None:
    assert [(r.rule, r.text, r.part) for r in good["501"].removed] == [
        ("chat: deleted message", "Dank! Mijn IBAN staat in de bijlage", 3),
        ("chat: system line", "assignment Sanne de Wit Sanne de Wit", None),
        ("chat: system line", "close Sanne de Wit", None),
    ]
    assert [(r.rule, r.text) for r in good["502"].removed] == [("hidden: html", "secret orders")]


def test_links_with_a_workspace() -> None:
    found = keyed(read(FIXTURES / "good", workspace="https://app.intercom.com/a/inbox/ab12/"))
    assert found["501"].uri == "https://app.intercom.com/a/inbox/ab12/inbox/conversation/501"
    assert found["501"].parts[1].uri.endswith("/conversation/501#part_id=comment-501-9001")


def test_a_conversation_with_nothing_but_notes_shows_nothing_to_others(tmp_path: Path) -> None:
    note = {"id": "1", "part_type": "note", "body": "<p>Geheim</p>", "created_at": 1772438400}
    (tmp_path / "a.json").write_text(json.dumps({"id": "7", "conversation_parts": {"conversation_parts": [note]}}))
    [document] = read(tmp_path)
    assert isinstance(document, Document)
    assert (document.external_id, document.audience) == ("7#internal", ("internal",))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("afgekapt.json", "not JSON"),
        ("fout.json", "error answer instead of data: token_unauthorized"),
        ("latin1.json", "not UTF-8 at byte"),
        ("leeg.json", "the export holds no conversations"),
        ("nul.json", "the file is empty"),
        ("onbekend.json", "expected a conversation with"),
        ("half.jsonl", '"created_at" must be a time'),
        ("onvolledig.json", "holds 1 of the 640 parts"),
    ],
)
def test_broken_variants_say_what_is_wrong_and_what_to_do(name: str, reason: str) -> None:
    assert_told(read(FIXTURES / "broken" / name), reason)


@pytest.mark.shared
def test_shared_payload() -> None:
    [document] = read(shared("chat_other/intercom"))
    assert isinstance(document, Document)
    assert (document.external_id, document.kind) == ("11480005803", "chat")
    assert [(p.role, p.author, p.at, p.ref, p.text) for p in document.parts] == [
        ("message", "56cdc8bb6fffd49c040007fe", "2017-08-28T13:08:07+00:00", "126542917", "Hallo"),
        ("message", "111791", "2017-08-28T13:46:36+00:00", "761402413", "Hallo"),
        ("message", "262560", "2017-09-18T08:25:26+00:00", "800552307", "Groet'n"),
    ]
    assert [line.text for line in document.removed] == ["close 262560"]
    assert document.metadata == {"state": "closed", "tags": ["yo"]}
