"""Personal data in metadata, owners and headings: masked like the text, and all that is no person's stays."""

from __future__ import annotations

from typing import Any

import pytest

from copilot.core.types import Document, Part
from ingest.cleaners import personal_data


def _cleaned(metadata: dict[str, Any], text: str = "Hallo", author: str = "", **more: Any) -> Document:
    document = Document("s", "1", "ticket", "", (Part("message", text, author),), metadata=metadata, **more)
    return personal_data.build(personal_data.Options(company_domains=("wadlicht.example",))).clean(document)


def test_authors_have_the_mask_of_the_text() -> None:
    cleaned = _cleaned({"authors": {"Anna de Boer": "customer"}}, "Groet,\nAnna de Boer", "Anna de Boer")
    assert cleaned.parts[0].author == "[NAAM 1]"
    assert cleaned.metadata == {"authors": {"[NAAM 1]": "customer"}}


@pytest.mark.parametrize(
    ("metadata", "masked"),
    [
        ({"assignee": "Kees Prins"}, {"assignee": "[NAAM 1]"}),
        ({"reporter": {"name": "Kees Prins", "id": 7}}, {"reporter": {"name": "[NAAM 1]", "id": 7}}),
        ({"members": ["Kees Prins", "Anna Bos"]}, {"members": ["[NAAM 1]", "[NAAM 2]"]}),
        ({"participants": "Kees Prins; Anna Bos"}, {"participants": "[NAAM 1]; [NAAM 2]"}),
        ({"reply_to": "kees@voorbeeld.nl"}, {"reply_to": "[E-MAIL 1]"}),
        ({"createdBy": "Kees Prins <kees@voorbeeld.nl>"}, {"createdBy": "[NAAM 1] <[E-MAIL 1]>"}),
        (
            {"fields": [{"name": "Anna Bos", "email": "a@b.nl"}]},
            {"fields": [{"name": "[NAAM 1]", "email": "[E-MAIL 1]"}]},
        ),
        ({"custom": {"Telefoon": "0612345678"}}, {"custom": {"Telefoon": "[TELEFOON 1]"}}),
        ({"iban": "NL91ABNA0417164300"}, {"iban": "[IBAN 1]"}),
        ({"bsn": 111222333}, {"bsn": "[BSN 1]"}),
        ({"tags": ["anna@voorbeeld.nl", "vpn"]}, {"tags": ["[E-MAIL 1]", "vpn"]}),
    ],
)
def test_persons_and_identifiers_are_masked(metadata: dict[str, Any], masked: dict[str, Any]) -> None:
    assert _cleaned(metadata).metadata == masked


@pytest.mark.parametrize(
    "metadata",
    [
        {"supersedes": ["0612345678"], "ticket_id": "0612345678", "url": "https://x.nl/?m=jan%40x.nl", "id": 111222333},
        {"status": "open", "priority": "High", "number": 22003, "tags": ["vpn", "mei"], "rating": 4.5, "draft": True},
        {"assignee": "Unassigned", "agents": ["Servicedesk"], "components": [{"name": "Vaste Telefonie"}]},
        {"order_number": "111222333", "labels": ["Jan"], "path": "General > Getting Started", "parent": None},
        {"reporter": "Sanne <sanne@wadlicht.example>"},
        {},
    ],
)
def test_what_is_no_persons_stays(metadata: dict[str, Any]) -> None:
    assert _cleaned(metadata).metadata == metadata


def test_names_of_the_text_are_known_in_metadata_and_the_other_way_round() -> None:
    cleaned = _cleaned(
        {"summary": "Gebeld met Anna de Boer", "assignee": "Kees Prins"}, "Vraag aan Kees Prins", "Anna de Boer"
    )
    assert cleaned.metadata == {"summary": "Gebeld met [NAAM 1]", "assignee": "[NAAM 2]"}
    assert cleaned.parts[0].text == "Vraag aan [NAAM 2]"


def test_owner_and_headings() -> None:
    part = Part("section", "Tekst", heading="Contact > anna@voorbeeld.nl")
    document = Document("s", "1", "wiki", "", (part,), owner="Anna de Boer")
    cleaned = personal_data.build(personal_data.Options()).clean(document)
    assert (cleaned.owner, cleaned.parts[0].heading) == ("[NAAM 1]", "Contact > [E-MAIL 1]")


def test_what_is_dropped_leaves_no_empty_key() -> None:
    document = Document("s", "1", "ticket", "", (Part("m", "x"),), metadata={"authors": {"Anna de Boer": "customer"}})
    cleaned = personal_data.build(personal_data.Options(mode="drop")).clean(document)
    assert cleaned.metadata == {"authors": {}}
    assert [gone.text for gone in cleaned.removed] == ["Anna de Boer"]
