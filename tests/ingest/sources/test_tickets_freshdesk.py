"""Freshdesk tickets, conversations and solution articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.core.types import Document
from support_exports import documents, keyed, reader, rejected, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/tickets_freshdesk"
read = reader("tickets_freshdesk", audience=["public"])


@pytest.fixture(scope="module")
def by_id() -> dict[str, Document]:
    found = read(FIXTURES / "good", site="https://acme.freshdesk.example/")
    return keyed(found)


def test_every_ticket_and_article_once(by_id: dict[str, Document]) -> None:
    assert list(by_id) == ["21", "11", "11#internal", "12", "13", "15", "article-4", "article-5", "article-4/fr"]


def test_solved_ticket_in_full(by_id: dict[str, Document]) -> None:
    ticket = by_id["11"]
    assert [(part.role, part.author, part.ref) for part in ticket.parts] == [
        ("problem", "Piet Kramer", ""),
        ("attempt", "Sanne Vos", "112"),
        ("resolution", "Sanne Vos", "113"),
        ("attempt", "Piet Kramer", "114"),
        ("attempt", "Sanne Vos", "115"),
    ]
    assert ticket.parts[0].text == "Ik betaal dubbel.\nGroet, Piet"
    assert (ticket.uri, ticket.parts[2].uri) == (
        "https://acme.freshdesk.example/a/tickets/11",
        "https://acme.freshdesk.example/a/tickets/11#conversation-113",
    )
    assert ticket.metadata == {
        "status": "Resolved",
        "priority": "Medium",
        "type": "Question",
        "tags": ["factuur"],
        "channel": "email",
        "group": "Financiën",
        "authors": {"Piet Kramer": "customer", "Sanne Vos": "agent"},
        "attachments": ["factuur.pdf"],
    }


def test_notes_and_forwarded_mail_are_internal(by_id: dict[str, Document]) -> None:
    private = by_id["11#internal"]
    assert private.audience == ("internal",)
    assert [part.text for part in private.parts] == ["Boekhouding vragen.", "Aan de bank gevraagd."]
    assert private.metadata["attachments"] == ["notitie.txt"]


def test_states(by_id: dict[str, Document]) -> None:
    assert {key: by_id[key].resolved for key in ("11", "12", "13", "15", "21")} == {
        "11": True,
        "12": False,  # spam
        "13": False,
        "15": True,  # a state of one's own, named by ticket_fields
        "21": True,
    }
    assert by_id["15"].metadata["status"] == "Opgelost"
    assert [part.role for part in by_id["15"].parts] == ["problem", "resolution", "attempt"]
    assert by_id["15"].parts[1].text.startswith("Klik op Wachtwoord vergeten.\n\n- kijk in je mail")


def test_articles(by_id: dict[str, Document]) -> None:
    article = by_id["article-4"]
    assert (article.kind, article.audience, article.owner) == ("wiki", ("public",), "Sanne Vos")
    assert (article.parts[0].heading, article.parts[0].text) == ("Zo betaal je", "Gebruik de knop Betalen.")
    assert article.metadata == {"tags": ["betalen"], "path": "Klantenservice > Betalen"}
    assert article.uri == "https://acme.freshdesk.example/support/solutions/articles/4"
    assert by_id["article-5"].audience == ("internal",)
    assert (by_id["article-4/fr"].language, by_id["article-4/fr"].title) == ("fr", "Payer la facture")


def test_deleted_tickets_are_noted() -> None:
    [note] = rejected(read(FIXTURES / "good"))
    assert note.reason == "deleted tickets are left out: 14"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("afgekapt.json", "the file ends in the middle"),
        ("aanmelden.json", "a web page (Aanmelden bij de helpdesk)"),
        ("geweigerd.json", "You have to be logged in"),
        ("leeg.json", "the list is empty"),
        ("onbekend.json", "its keys are version, payload"),
        ("windows.csv", "read as Windows-1252"),
        ("los.json", 'a conversation without "ticket_id"'),
    ],
)
def test_broken(file: str, reason: str) -> None:
    notes = rejected(read(FIXTURES / "broken" / file))
    assert reason in notes[0].reason
    assert notes[0].fix


def test_people_without_their_file_are_noted(tmp_path: Path) -> None:
    (tmp_path / "tickets.json").write_bytes((FIXTURES / "good/tickets.json").read_bytes())
    found = read(tmp_path)
    assert any("known by number only: 202, 301" in entry.reason for entry in rejected(found))
    assert [document.external_id for document in documents(found)] == ["11", "12", "13", "15"]


def test_the_old_export_with_wrapped_notes(tmp_path: Path) -> None:
    (tmp_path / "oud.json").write_text(
        '[{"helpdesk_ticket": {"id": 9000, "display_id": 7, "subject": "Oud", "description": "Tekst",'
        ' "description_html": "<p>Tekst</p>", "status": 4, "status_name": "Resolved", "requester_id": 1,'
        ' "requester_name": "An", "notes": [{"note": {"id": 5, "body": "Klaar: kabel vervangen.",'
        ' "body_html": "<div>Klaar: kabel vervangen.</div>", "user_id": 2, "private": false, "incoming": false}}]}}]',
        encoding="utf-8",
    )
    [ticket, _] = read(tmp_path)
    assert isinstance(ticket, Document)
    assert (ticket.external_id, [(p.role, p.text) for p in ticket.parts]) == (
        "7",
        [("problem", "Tekst"), ("resolution", "Klaar: kabel vervangen.")],
    )


@pytest.mark.shared
def test_shared_answers() -> None:
    found = read(shared("tickets_api/freshdesk_v2"))
    tickets = documents(found)
    assert [d.external_id for d in tickets] == [
        *("1", "1#internal", "article-4", "article-5", "article-4/fr", "article-5/fr")
    ]
    # Four different tickets of these answers share the number 1; the newest is of 2020, in search_tickets.json.
    assert [(p.role, p.author, p.at, p.ref, p.text) for p in tickets[0].parts] == [
        ("problem", "Rachel", "2020-01-01T06:21:45+00:00", "", "This is a another ticket."),
        ("attempt", "Support", "2016-05-19T05:36:14+00:00", "2", "This is a reply"),
    ]
    assert [(p.role, p.ref, p.text) for p in tickets[1].parts] == [("attempt", "1", "This is a private note")]
    assert tickets[3].audience == ("internal",)  # status 1: a draft
    assert tickets[-1].title == "Ajouter un moyen de paiement"
    assert [entry.reason for entry in rejected(found)] == [
        "ticket 1: different ones share an id; the newest of each is kept"
    ]


@pytest.mark.shared
def test_shared_ticket_alone() -> None:
    ticket = read(shared("tickets_api/freshdesk_v2/ticket_1.json"))[0]
    assert isinstance(ticket, Document)
    assert (ticket.external_id, ticket.resolved, ticket.created_at) == ("1", False, "2016-05-18T04:36:04+00:00")
    assert ticket.parts[0].text == "This is a sample ticket, feel free to delete it."
    assert ticket.metadata["tags"] == ["foo", "bar"]
