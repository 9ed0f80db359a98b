"""Zendesk tickets and articles from its API and exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.core.types import Document
from support_exports import Found, documents, keyed, reader, rejected, shared, source

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/tickets_zendesk"
GOOD = FIXTURES / "good"
read = reader("tickets_zendesk", audience=["public"], internal_audience=["staf"])


@pytest.fixture(scope="module")
def tickets() -> list[Document]:
    return documents(read(GOOD))


@pytest.fixture(scope="module")
def by_id(tickets: list[Document]) -> dict[str, Document]:
    return keyed(tickets)


def test_count_first_tenth_and_last(tickets: list[Document]) -> None:
    assert len(tickets) == 21
    assert [tickets[n].external_id for n in (0, 9, 20)] == ["801", "504#internal", "article-91/en-us"]
    assert tickets[9].parts[0].text == "Beller was boos, naam onbekend."


def test_solved_ticket_in_full(by_id: dict[str, Document]) -> None:
    ticket = by_id["501"]
    assert ticket.resolved is True
    assert [(part.role, part.author, part.ref) for part in ticket.parts] == [
        ("problem", "Jet Oosting", "5010"),
        ("attempt", "Ilse Brand", "5012"),
        ("resolution", "Ilse Brand", "5013"),
        ("attempt", "Jet Oosting", "5014"),
    ]
    assert ticket.parts[0].text == "Ik wacht al twee weken op mijn borg.\n\nJet"
    assert ticket.uri == "https://spaakwerk.zendesk.example/agent/tickets/501"
    assert ticket.metadata == {"status": "closed", "priority": "normal", "type": "question", "tags": ["borg"]} | {
        "authors": {"Jet Oosting": "customer", "Ilse Brand": "agent"}
    }


def test_private_comments_stand_apart(by_id: dict[str, Document]) -> None:
    private = by_id["501#internal"]
    assert private.audience == ("staf",)
    assert (private.title, private.resolved) == (by_id["501"].title, True)
    assert [(part.role, part.text) for part in private.parts] == [("attempt", "Werkplaats vergat af te vinken.")]
    assert "afvinken" not in by_id["501"].text


def test_a_description_that_is_a_private_first_comment_does_not_leak(by_id: dict[str, Document]) -> None:
    assert "504" not in by_id
    assert by_id["504#internal"].parts[0].text == "Beller was boos, naam onbekend."


def test_a_description_without_its_comment_is_the_problem(by_id: dict[str, Document]) -> None:
    assert [(part.role, part.text, part.author) for part in by_id["505"].parts] == [
        ("problem", "De sleutel draait niet.", "Jet Oosting")
    ]


def test_open_ticket_and_empty_comment(by_id: dict[str, Document]) -> None:
    assert by_id["502"].resolved is False
    assert [part.role for part in by_id["502"].parts] == ["problem", "attempt"]
    assert [(part.role, part.text, part.ref) for part in by_id["506"].parts] == [("problem", "", "5060")]


def test_html_body_only_without_a_body(by_id: dict[str, Document]) -> None:
    assert by_id["503"].parts[1].text == "Voor negen:\n\n- 80 euro"


def test_comments_and_users_beside_json_lines(by_id: dict[str, Document]) -> None:
    assert [(part.role, part.author) for part in by_id["601"].parts] == [
        ("problem", "Jet Oosting"),
        ("resolution", "Ilse Brand"),
    ]


def test_a_changed_sidecar_changes_the_revision(tmp_path: Path) -> None:
    (tmp_path / "tickets.json").write_text('{"ticket": {"id": 1, "subject": "s"}}', encoding="utf-8")
    member = source("tickets_zendesk", tmp_path)
    [before] = member.items()
    (tmp_path / "comments.json").write_text("[]", encoding="utf-8")
    [after] = member.items()
    assert before.key == after.key
    assert before.revision != after.revision


def test_articles(by_id: dict[str, Document]) -> None:
    article = by_id["article-77"]
    assert (article.title, article.language, article.uri) == (
        "Hoe huur ik een fiets?",
        "nl",
        "https://spaakwerk.example/hc/77",
    )
    assert [(p.heading, p.text) for p in article.parts] == [("Zo gaat het", "Kom langs met je pas.\n\n- neem borg mee")]
    assert by_id["article-78"].audience == ("staf",)


def test_csv_view_export(by_id: dict[str, Document]) -> None:
    ticket = by_id["701"]
    assert (ticket.title, ticket.resolved, ticket.updated_at) == ("Lampje stuk", True, "2026-07-02T08:00:00+00:00")
    assert ticket.parts[0].text == "Achterlicht doet niets,\nook niet met nieuwe batterij."
    assert ticket.metadata["tags"] == ["licht", "batterij"]


def test_recorded_answers_are_joined(by_id: dict[str, Document]) -> None:
    """Pages, comments by the request's path, audits and people in files of their own."""
    ticket = by_id["801"]
    assert (ticket.resolved, ticket.updated_at) == (True, "2026-05-04T08:00:00+00:00")
    assert [(part.role, part.author, part.ref) for part in ticket.parts] == [
        ("problem", "Jet Oosting", "8101"),
        ("attempt", "Ilse Brand", "8102"),
        ("resolution", "Ilse Brand", "8103"),  # not "Graag gedaan! Ik sluit dit ticket."
        ("attempt", "Jet Oosting", "8104"),
        ("attempt", "Ilse Brand", "8105"),
    ]
    assert ticket.parts[2].uri == "https://spaakwerk.zendesk.example/agent/tickets/801#comment-8103"
    assert (ticket.metadata["satisfaction"], ticket.metadata["channel"]) == ("good", "email")
    assert ticket.metadata["attachments"] == ["derailleur.jpg"]


def test_a_comment_made_private_later_is_private(by_id: dict[str, Document]) -> None:
    private = by_id["801#internal"]
    assert [part.ref for part in private.parts] == ["8106"]
    assert private.metadata["attachments"] == ["intern.txt"]


def test_a_merged_ticket_is_no_solution(by_id: dict[str, Document]) -> None:
    assert by_id["803"].resolved is False
    assert [part.role for part in by_id["803"].parts] == ["problem", "attempt"]


def test_a_ticket_of_which_only_audits_are_there(by_id: dict[str, Document]) -> None:
    ticket = by_id["804"]
    assert (ticket.title, ticket.resolved, ticket.parts[0].author) == ("Gesprek met klant", False, "Bob Veen")
    assert "later terugbrengen" in ticket.parts[0].text


def test_deleted_tickets_are_left_out_with_a_note(by_id: dict[str, Document]) -> None:
    assert "802" not in by_id
    assert [entry.reason for entry in rejected(read(GOOD))] == ["deleted tickets are left out: 802"]


def test_help_centre(by_id: dict[str, Document]) -> None:
    article = by_id["article-91"]
    assert (article.metadata["path"], article.owner, article.audience) == (
        "Fietsen > Onderhoud",
        "Ilse Brand",
        ("public",),
    )
    assert [(part.role, part.text) for part in article.parts] == [
        ("section", "Bandenlichters en een plaksetje."),
        ("message", "Werkt prima, dank."),
    ]
    assert [(gone.rule, gone.text) for gone in article.removed] == [("hidden: html", "Geheime tekst")]
    translated = by_id["article-91/en-us"]
    assert (translated.title, translated.language, translated.updated_at[:10]) == (
        "Fixing a tyre",
        "en-us",
        "2026-02-02",
    )


def test_an_article_for_a_user_segment_is_not_for_everybody(by_id: dict[str, Document]) -> None:
    assert by_id["article-92"].audience == ("staf",)
    assert by_id["article-92"].metadata["visible_to"] == "user segment 777"
    found = read(GOOD / "opname/helpcentrum.json", segments={"777": ["monteurs"]})
    assert [d.audience for d in documents(found) if d.external_id == "article-92"] == [("monteurs",)]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("afgekapt.json", "the file ends in the middle"),
        ("aanmelden.json", "a web page (Aanmelden bij de helpdesk)"),
        ("geweigerd.json", "Couldn't authenticate you"),
        ("mislukt.json", "status 500"),
        ("leeg.json", "the list is empty"),
        ("onbekend.json", "its keys are version, payload"),
        ("windows.csv", "read as Windows-1252"),
        ("los.json", 'a comment without "ticket_id"'),
        ("stuk.json", "not JSON"),
        ("zonder-id.json", '"id" must be'),
    ],
)
def test_broken(file: str, reason: str) -> None:
    notes = rejected(read(FIXTURES / "broken" / file))
    assert reason in notes[0].reason
    assert notes[0].fix


def test_people_without_their_file_are_noted() -> None:
    found = read(GOOD / "regels/tickets.jsonl")
    assert any("known by number only" in entry.reason for entry in rejected(found))
    assert [entry.external_id for entry in documents(found)] == ["601", "602"]


def answers(pattern: str) -> Found:
    return read(shared("tickets_api/zendesk") / pattern)


def told(document: Document) -> list[tuple[str, str, str, str, str]]:
    return [(part.role, part.author, part.at, part.ref, part.text[:30]) for part in document.parts]


@pytest.mark.shared
def test_shared_answers_as_one_export() -> None:
    """191 answers hold 1,869 tickets: 262 different ones, one of them deleted, one with a private comment."""
    found = answers(".")
    tickets = documents(found)
    assert len(tickets) == 261 + 1 + 3
    assert [entry.reason for entry in rejected(found)] == [
        "deleted tickets are left out: 4034",
        "people are known by number only: 6130869168922, 6130871991962, 6130907993114, 6295881799834",
    ]
    asker = "6130907993114"
    assert told(tickets[0]) == [("problem", asker, "2023-09-18T23:34:35+00:00", "6164101574298", "test")]
    assert (tickets[0].external_id, tickets[0].metadata["status"]) == ("4017", "new")
    assert (tickets[9].external_id, told(tickets[9])[0][2]) == ("3", "2023-09-18T15:57:38+00:00")
    assert tickets[-1].external_id == "article-33153710247315"
    assert tickets[-1].parts[0].text.startswith("Article html content body")


@pytest.mark.shared
def test_shared_audits_alone() -> None:
    """124 audits of 119 tickets: 387 comments in 15 overlapping pages."""
    tickets = documents(answers("TestTicketAudits*.json"))
    assert len(tickets) == 117
    customer, agent = "6130869168922", "6130907993114"
    assert told(tickets[0]) == [
        ("problem", customer, "2023-09-09T23:52:05+00:00", "6130852545306", "Hi there,\n\nI’m sending an emai"),
        ("attempt", agent, "2024-02-07T00:09:24+00:00", "6707050311322", "Hi there, thanks for your note"),
    ]
    assert (tickets[0].title, tickets[0].metadata["status"]) == ("Sample ticket: Meet the ticket", "open")
    assert tickets[1].external_id == "1#internal"
    assert told(tickets[1])[0][2:] == (
        "2024-02-07T00:11:18+00:00",
        "6707063839514",
        "Hmm this customer has been her",
    )
    assert (tickets[9].external_id, tickets[9].title) == ("10", "test")
    assert (tickets[-1].external_id, tickets[-1].title) == ("4045", "test pending")
    assert told(tickets[-1]) == [("problem", agent, "2024-02-07T02:09:01+00:00", "6707478212122", "A problem occurred")]


@pytest.mark.shared
def test_shared_help_centre_articles() -> None:
    tickets = documents(answers("TestHelpCenter*.json"))
    assert [(d.external_id, d.language, d.audience) for d in tickets] == [
        ("article-33153706537619", "en-us", ("staf",)),
        ("article-33153695249043", "en-us", ("staf",)),
        ("article-33153710247315", "en-us", ("staf",)),
    ]


@pytest.mark.shared
def test_shared_specification_examples() -> None:
    found = answers("../zendesk_spec")
    assert [(d.external_id, d.kind) for d in documents(found)] == [
        ("1", "ticket"),
        ("7", "ticket"),
        ("article-115001833611", "wiki"),
        ("post-115001114911", "ticket"),
    ]
    ticket = documents(found)[0]
    assert told(ticket) == [("problem", "Face Toe", "2015-07-25T02:21:13+00:00", "", "This is the first comment. Fee")]
    assert ticket.metadata["organization"] == "Testing"
