"""Pages as files: sections, titles, and what a page says about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.core.registry import build
from copilot.core.types import Document, Rejected

GOOD = Path(__file__).parents[2] / "fixtures/sources/wiki_files/good"


def read(path: Path, audience: tuple[str, ...] = ("public",)) -> list[Document | Rejected]:
    options = {"name": "wiki", "type": "wiki_files", "path": path, "audience": list(audience)}
    source = build("ingest.sources", "wiki_files", options)
    return [found for item in source.items() for found in source.read(item)]


def page(folder: Path, name: str, text: str) -> Document:
    (folder / name).write_text(text, encoding="utf-8")
    [document] = read(folder / name)
    assert isinstance(document, Document)
    return document


@pytest.fixture(scope="module")
def pages() -> list[Document]:
    return [found for found in read(GOOD) if isinstance(found, Document)]


@pytest.fixture(scope="module")
def by_id(pages: list[Document]) -> dict[str, Document]:
    return {document.external_id: document for document in pages}


def test_count_first_tenth_and_last(pages: list[Document]) -> None:
    assert len(pages) == 11
    assert pages[0].external_id == "balie/huisregels.docx"
    assert pages[0].title == "Huisregels balie"
    assert pages[9].external_id == "werkplaats/remmen.md"
    assert pages[10].external_id == "werkplaats/schade.pdf"
    assert pages[10].parts[1].text == "Soort | Bedrag\nKras | 5 euro\nDeuk | 35 euro"


def test_html_page(by_id: dict[str, Document]) -> None:
    page = by_id["verhuur/borg.html"]
    assert page.title == "Borg en terugbetaling"
    assert page.uri == "https://spaakwerk.example/verhuur/borg"
    assert (page.language, page.owner, page.updated_at, page.valid_until) == (
        "nl",
        "Ilse Brand",
        "2026-02-14",
        "2027-01-01",
    )
    assert page.audience == ("public", "balie")
    assert [(part.heading, part.text) for part in page.parts] == [
        ("", "Voor elke fiets vragen wij 60 euro borg.\nBij een bakfiets is dat 150 euro."),
        (
            "Wanneer krijg ik hem terug?",
            "- Fiets heel: dezelfde dag.\n- Fiets stuk: na de werkplaats.\n  - Hooguit tien dagen.",
        ),
        ("Wanneer krijg ik hem terug? > Bedragen", "Fiets | Borg\nStadsfiets | 60 euro\nBakfiets | 150 euro"),
        ("Vragen > Mag ik contant betalen?", "Ja, maar niet met munten."),
    ]
    assert {part.role for part in page.parts} == {"section"}


def test_front_matter(by_id: dict[str, Document]) -> None:
    page = by_id["verhuur/prijzen.md"]
    assert (page.title, page.uri, page.owner) == ("Prijzen 2026", "https://spaakwerk.example/prijzen", "Bram Tielman")
    assert (page.updated_at, page.valid_until) == ("2026-01-05", "2026-12-31")
    assert page.created_at == "2025-12-20T09:30:00+00:00"
    assert page.metadata == {"supersedes": "verhuur/prijzen-2025.md", "season": "zomer"}
    assert page.parts[0].heading == ""
    assert page.parts[1].heading == "Korting"


def test_own_audience_replaces_that_of_the_source(by_id: dict[str, Document]) -> None:
    assert by_id["werkplaats/intern.md"].audience == ("werkplaats", "leiding")
    assert by_id["index.md"].audience == ("public",)


def test_windows_1252_and_spaces_in_names(by_id: dict[str, Document]) -> None:
    assert "€ 9 per dag, één tandem € 15" in by_id["verhuur/oud.htm"].text
    assert by_id["werkplaats/lekke band.txt"].title == "Lekke band onderweg"


def test_heading_goes_before_a_stale_document_property(by_id: dict[str, Document]) -> None:
    assert by_id["balie/huisregels.docx"].title == "Huisregels balie"
    assert by_id["balie/huisregels.docx"].owner == "Ilse Brand"
    assert by_id["werkplaats/schade.pdf"].title == "Schade melden"


def test_bad_front_matter_keeps_the_page_and_says_so() -> None:
    rejected, page = read(GOOD / "werkplaats/remmen.md")
    assert isinstance(rejected, Rejected)
    assert "YAML" in rejected.reason
    assert isinstance(page, Document)
    assert page.title == "Remmen bijstellen"
    assert "Draai de schroef" in page.text


@pytest.mark.parametrize("block", ["audience: [staf", "audience: &a [*a]", "- audience: staf"])
def test_an_audience_that_cannot_be_read_is_nobody(tmp_path: Path, block: str) -> None:
    (tmp_path / "geheim.md").write_text(f"---\n{block}\n---\nGeheim.\n", encoding="utf-8")
    rejected, page = read(tmp_path)
    assert isinstance(rejected, Rejected)
    assert isinstance(page, Document)
    assert page.audience == ()


def test_title_falls_back_to_the_file_name(tmp_path: Path) -> None:
    assert page(tmp_path, "openingstijden.md", "Van negen tot zes.").title == "openingstijden"
    assert (
        page(tmp_path, "los.html", "<title>Een titel</title><h1>Heel iets anders</h1><p>Tekst.</p>").title
        == "Een titel"
    )


def test_metadata_never_shadows_the_interchange_keys(tmp_path: Path) -> None:
    document = page(tmp_path, "a.md", "---\nid: 7\ntext: vals\nextra: 2026-01-01\n---\nEcht.\n")
    assert document.external_id == "a.md"
    assert document.metadata == {"page_id": 7, "page_text": "vals", "extra": "2026-01-01"}


def test_a_page_without_text_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "kop.html").write_text("<h1>Alleen een kop</h1>", encoding="utf-8")
    [rejected] = read(tmp_path)
    assert isinstance(rejected, Rejected)
    assert rejected.item == "kop.html"
