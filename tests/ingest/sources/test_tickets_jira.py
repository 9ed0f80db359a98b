"""Jira issues from JSON, JSON lines and CSV."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from copilot.core.registry import build
from copilot.core.types import Document, Rejected
from ingest.sources._markup import from_jira

GOOD = Path(__file__).parents[2] / "fixtures/sources/tickets_jira/good"
SHARED = Path(__file__).parents[3].parent / "shared/data/tickets_jira/tickets.jsonl"


def read(path: Path) -> list[Document | Rejected]:
    options = {"name": "jira", "type": "tickets_jira", "path": path, "audience": ["public"]}
    source = build("ingest.sources", "tickets_jira", options)
    return [found for item in source.items() for found in source.read(item)]


@pytest.fixture(scope="module")
def tickets() -> list[Document]:
    return [found for found in read(GOOD) if isinstance(found, Document)]


@pytest.fixture(scope="module")
def by_id(tickets: list[Document]) -> dict[str, Document]:
    return {document.external_id: document for document in tickets}


def test_count_first_tenth_and_last(tickets: list[Document]) -> None:
    assert len(tickets) == 15
    assert (tickets[0].external_id, tickets[0].title) == ("FIETS-10", "Bakfiets remt niet")
    assert (tickets[9].external_id, tickets[9].audience) == ("FIETS-4", ("public",))
    assert tickets[14].external_id == "FIETS-9"
    assert tickets[14].parts[-1].text == "Was een oud adres, zelf hersteld."


def test_solved_ticket_in_full(by_id: dict[str, Document]) -> None:
    ticket = by_id["FIETS-1"]
    assert ticket.resolved is True
    assert [part.role for part in ticket.parts] == ["problem", "attempt", "attempt", "resolution", "attempt"]
    assert ticket.parts[3].author == "Bram Tielman"
    assert ticket.parts[3].ref == "102"
    assert ticket.parts[3].at == "2026-03-01T11:00:00+00:00"
    assert ticket.uri == "https://jira.spaakwerk.example/browse/FIETS-1"
    assert ticket.parts[3].uri == "https://jira.spaakwerk.example/browse/FIETS-1?focusedCommentId=102"
    assert ticket.metadata["status"] == "Closed"
    assert ticket.metadata["labels"] == ["kassa"]
    assert ticket.metadata["components"] == ["Verhuur"]


@pytest.mark.parametrize("key", ["FIETS-2", "FIETS-4", "FIETS-5", "FIETS-6", "FIETS-8", "FIETS-21"])
def test_what_was_never_solved_has_no_resolution(by_id: dict[str, Document], key: str) -> None:
    assert by_id[key].resolved is False
    assert "resolution" not in [part.role for part in by_id[key].parts]


def test_empty_and_private_comments(by_id: dict[str, Document]) -> None:
    assert [(part.role, part.text) for part in by_id["FIETS-3"].parts] == [
        ("problem", ""),
        ("resolution", "Kruipolie erin."),
        ("attempt", ""),
    ]
    private = by_id["FIETS-3#internal"]
    assert private.audience == ("internal",)
    assert [(part.role, part.text) for part in private.parts] == [("attempt", "Wachtwoord van de kast: vraag Ilse.")]


def test_the_reporters_own_comment_resolves_when_nobody_else_wrote(by_id: dict[str, Document]) -> None:
    assert by_id["FIETS-9"].parts[1].role == "resolution"


def test_csv_export(by_id: dict[str, Document]) -> None:
    ticket = by_id["FIETS-20"]
    assert [(part.role, part.author, part.at, part.text) for part in ticket.parts] == [
        ("problem", "ilse.brand", "2026-03-02T10:04:00+00:00", "Klanten staan te wachten; code M3."),
        ("resolution", "bram.tielman", "2026-03-02T11:00:00+00:00", "Bel de havenmeester; die weet het."),
        ("attempt", "ilse.brand", "2026-03-03T15:00:00+00:00", "Werkt."),
    ]
    assert ticket.metadata["labels"] == ["pont", "mist"]


def test_a_wrong_row_or_record_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Issue key,Summary\nX-1,goed\nX-2\n,zonder sleutel\nX-3,ook goed\n", encoding="utf-8"
    )
    (tmp_path / "b.json").write_text(
        json.dumps({"issues": [7, {"key": "X-4", "fields": {"summary": {}}}]}), encoding="utf-8"
    )
    found = read(tmp_path)
    assert [entry.external_id for entry in found if isinstance(entry, Document)] == ["X-1", "X-3"]
    items = [entry.item for entry in found if isinstance(entry, Rejected)]
    assert items == ["a.csv row 3", "a.csv row 4", "b.json issue 1", "b.json issue 2"]


@pytest.mark.parametrize("text", ["[" * 100_000, "9" * 5000, '{"a": ', "\ufeff", '"tekst"'])
def test_damaged_json_is_rejected(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    [rejected] = read(tmp_path)
    assert isinstance(rejected, Rejected)
    assert rejected.item.startswith("a.json")
    assert rejected.reason


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("h3. Kop\r\ntekst", "Kop\ntekst"),
        ("*vet* en _schuin_ en {{mono}}", "vet en schuin en mono"),
        ("2 * 3 * 4 en snake_case_naam", "2 * 3 * 4 en snake_case_naam"),
        ("{code:title=a.js|lang=js}\nx = *y*;\n{code}", "x = *y*;"),
        ("{quote}citaat{quote} {color:#f00}rood{color}", "citaat rood"),
        ("[hier|https://a.example/x] of [https://b.example]", "hier (https://a.example/x) of https://b.example"),
        ("* een\n** twee\n# drie", "- een\n  - twee\n- drie"),
        ("||A||B||\n|1|2|", "A | B\n1 | 2"),
        ("[~jan.de.wit] !foto.png|thumbnail!", "@jan.de.wit [foto.png]"),
        ("int[] a = b[0];", "int[] a = b[0];"),
    ],
)
def test_wiki_markup(markup: str, text: str) -> None:
    assert from_jira(markup) == text


@pytest.mark.parametrize("unit", ["{code:", "{code:x}", "[", "[a|", "{{", "!a", "*a ", "_a", "\n", "\n ", "|"])
def test_hostile_markup_costs_no_more_than_honest_text(unit: str) -> None:
    started = time.perf_counter()
    from_jira(unit * 20_000)
    # Quadratic work on any of these takes 8 to 40 s.
    assert time.perf_counter() - started < 3


@pytest.mark.shared
def test_shared_tickets_are_all_kept() -> None:
    if not SHARED.exists():
        pytest.skip("the shared data is not here")
    found = read(SHARED)
    assert not [entry for entry in found if isinstance(entry, Rejected)]
    raw = [json.loads(line) for line in SHARED.read_bytes().splitlines()]
    assert [entry.external_id for entry in found if isinstance(entry, Document)] == [issue["key"] for issue in raw]
    assert len(raw) == 2565
    comments = [c["id"] for issue in raw for c in issue["fields"]["comment"]["comments"]]
    assert sorted(p.ref for d in found if isinstance(d, Document) for p in d.parts if p.ref) == sorted(comments)
