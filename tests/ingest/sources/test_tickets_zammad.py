"""Zammad tickets, articles and knowledge base answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.core.types import Document
from support_exports import documents, keyed, reader, rejected, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/tickets_zammad"
read = reader("tickets_zammad", audience=["public"])


@pytest.fixture(scope="module")
def by_id() -> dict[str, Document]:
    found = read(FIXTURES / "good", site="https://desk.example")
    return keyed(found)


def test_every_ticket_and_answer_once(by_id: dict[str, Document]) -> None:
    assert sorted(by_id) == [
        *("31", "31#internal", "32", "34", "35#internal", "article-1", "article-1/en-us", "article-2")
    ]


def test_solved_ticket_in_full(by_id: dict[str, Document]) -> None:
    ticket = by_id["31"]
    assert (ticket.resolved, ticket.uri) == (True, "https://desk.example/#ticket/zoom/31")
    assert [(part.role, part.author, part.ref, part.at[:10]) for part in ticket.parts] == [
        ("problem", "Kees Boon", "311", "2026-04-01"),
        ("attempt", "Nora Smit", "312", "2026-04-01"),
        ("resolution", "Nora Smit", "314", "2026-04-02"),
        ("attempt", "Zammad", "315", "2026-04-03"),
    ]
    assert ticket.parts[0].text == "De scanner geeft geen licht.\n\nKees"
    assert ticket.parts[2].uri == "https://desk.example/#ticket/zoom/31/314"
    assert ticket.metadata == {
        "number": "22031",
        "status": "closed",
        "priority": "3 high",
        "group": "Balie",
        "authors": {"Kees Boon": "customer", "Nora Smit": "agent"},
    }


def test_signatures_are_told_apart(by_id: dict[str, Document]) -> None:
    [gone] = by_id["31"].removed
    assert (gone.rule, gone.text, gone.part) == ("tickets: signature", "Nora Smit\nBalie BV, Dorpsstraat 1", 1)
    assert by_id["31"].parts[1].text == "Zit de stekker in het stopcontact?"


def test_internal_articles_stand_apart(by_id: dict[str, Document]) -> None:
    private = by_id["31#internal"]
    assert (private.audience, [part.text for part in private.parts]) == (("internal",), ["Vaste klant, coulant zijn."])
    assert private.metadata["attachments"] == ["klantkaart.pdf"]
    assert "attachments" not in by_id["31"].metadata
    assert "35" not in by_id
    assert by_id["35#internal"].parts[0].role == "problem"


def test_states(by_id: dict[str, Document]) -> None:
    states = {key: (by_id[key].metadata["status"], by_id[key].resolved) for key in ("32", "34", "35#internal")}
    assert states == {"32": ("merged", False), "34": ("open", False), "35#internal": ("afgehandeld", True)}


def test_knowledge_base(by_id: dict[str, Document]) -> None:
    answer = by_id["article-1"]
    assert (answer.kind, answer.title, answer.language) == ("wiki", "Scanner herstarten", "nl-nl")
    assert answer.metadata["path"] == "Apparaten > Scanners"
    assert answer.uri == "https://desk.example/#knowledge_base/1/locale/nl-nl/answer/1"
    assert by_id["article-1/en-us"].title == "Restart the scanner"
    assert (by_id["article-1"].audience, by_id["article-2"].audience) == (("public",), ("internal",))


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("afgekapt.json", "the file ends in the middle"),
        ("aanmelden.json", "a web page (Aanmelden bij de helpdesk)"),
        ("geweigerd.json", "Authentication required"),
        ("leeg.json", "the list is empty"),
        ("onbekend.json", "its keys are version, payload"),
        ("windows.csv", "read as Windows-1252"),
        ("zonder-id.json", '"id" must be'),
    ],
)
def test_broken(file: str, reason: str) -> None:
    found = read(FIXTURES / "broken" / file)
    notes = rejected(found)
    assert reason in notes[0].reason
    assert notes[0].fix
    assert len(found) - len(notes) == (file == "windows.csv")


def test_people_without_their_file_are_noted(tmp_path: Path) -> None:
    (tmp_path / "tickets.json").write_bytes((FIXTURES / "good/tickets.json").read_bytes())
    assert any("known by number only: 81, 82" in entry.reason for entry in rejected(read(tmp_path)))


@pytest.mark.shared
def test_shared_examples() -> None:
    found = read(shared("tickets_api/zammad"))
    tickets = documents(found)
    assert [(d.external_id, d.resolved) for d in tickets] == [
        *(("3", True), ("19", False), ("5", False), ("5#internal", False), ("article-1", None), ("article-7", None))
    ]
    assert (tickets[0].title, tickets[1].title) == ("Order 787556", "No help for you")
    # Articles 9, 10, 33 and 37 are public, 35 is internal; 20, 22 and 24 were sent to the API and have no number.
    assert [(p.role, p.author, p.at, p.ref, p.text[:20]) for p in tickets[2].parts] == [
        ("problem", "David Bell", "2021-08-02T11:57:18+00:00", "9", "Hi,\n\nplease send me:"),
        ("attempt", "Emma Taylor", "2021-08-03T09:57:18+00:00", "10", "Hi David,\n\nnice, we "),
        ("attempt", "Christopher Miller", "2021-11-08T16:13:35+00:00", "33", "Called the customer "),
        ("attempt", "Christopher Miller", "2021-11-09T12:10:49+00:00", "37", "Let's see the phoeni"),
    ]
    assert [(p.ref, p.text) for p in tickets[3].parts] == [("35", "Please see attached file...")]
    assert tickets[-1].parts[0].text == "Changed text of answer via API"
    assert all(d.audience == ("internal",) for d in tickets[4:])  # one is internal, one a draft
    assert [entry.item for entry in rejected(found)] == [
        *("api_ticket_articles_20.json", "api_ticket_articles_22.json", "api_ticket_articles_24.json"),
        *("export", "export"),
    ]
