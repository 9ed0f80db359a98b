"""Zendesk tickets and articles from its API and exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.core.registry import build
from copilot.core.types import Document, Rejected

GOOD = Path(__file__).parents[2] / "fixtures/sources/tickets_zendesk/good"
SHARED = Path(__file__).parents[3].parent / "shared/data/tickets_api/zendesk"


def read(path: Path) -> list[Document | Rejected]:
    options = {
        "name": "zd",
        "type": "tickets_zendesk",
        "path": path,
        "audience": ["public"],
        "internal_audience": ["staf"],
    }
    source = build("ingest.sources", "tickets_zendesk", options)
    return [found for item in source.items() for found in source.read(item)]


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [found for found in read(GOOD) if isinstance(found, Document)]


@pytest.fixture(scope="module")
def by_id(documents: list[Document]) -> dict[str, Document]:
    return {document.external_id: document for document in documents}


def test_count_first_tenth_and_last(documents: list[Document]) -> None:
    assert len(documents) == 14
    assert (documents[0].external_id, documents[0].kind) == ("article-77", "wiki")
    assert documents[9].external_id == "505"
    assert documents[13].external_id == "702"
    assert documents[13].parts[0].text == "Welke kant op?"


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
    assert ticket.metadata == {"status": "closed", "priority": "normal", "type": "question", "tags": ["borg"]}


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
    source = build("ingest.sources", "tickets_zendesk", {"name": "zd", "type": "tickets_zendesk", "path": tmp_path})
    [before] = source.items()
    (tmp_path / "comments.json").write_text("[]", encoding="utf-8")
    [after] = source.items()
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


@pytest.mark.shared
def test_shared_responses_are_read_without_a_crash(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared data is not here")
    for file in SHARED.glob("TestView*.json"):
        (tmp_path / file.name).write_text(json.dumps(json.loads(file.read_text("utf-8"))["body"]), encoding="utf-8")
    found = read(tmp_path)
    assert any(isinstance(entry, Document) for entry in found)
    assert all(entry.reason for entry in found if isinstance(entry, Rejected))
