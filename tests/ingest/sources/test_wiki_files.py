"""Pages as files: sections, titles, and what a page says about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.core.types import Document, Rejected
from support_exports import documents, keyed, reader, rejected, shared

GOOD = Path(__file__).parents[2] / "fixtures/sources/wiki_files/good"
read = reader("wiki_files", audience=["public"])


def page(folder: Path, name: str, text: str) -> Document:
    (folder / name).write_text(text, encoding="utf-8")
    [document] = read(folder / name)
    assert isinstance(document, Document)
    return document


@pytest.fixture(scope="module")
def pages() -> list[Document]:
    return documents(read(GOOD))


@pytest.fixture(scope="module")
def by_id(pages: list[Document]) -> dict[str, Document]:
    return {document.external_id: document for document in pages}


def test_count_first_tenth_and_last(pages: list[Document]) -> None:
    assert len(pages) == 17
    assert pages[0].external_id == "balie/huisregels.docx"
    assert pages[0].title == "Huisregels balie"
    assert pages[9].external_id == "verhuur/vragen.html"
    assert pages[16].external_id == "werkplaats/schade.pdf"
    assert pages[16].parts[1].text == "Soort | Bedrag\nKras | 5 euro\nDeuk | 35 euro"


def test_help_centre_page_with_its_furniture_removed(by_id: dict[str, Document]) -> None:
    page = by_id["verhuur/vragen.html"]
    assert page.title == "Vragen over verhuur"
    assert [(part.heading, part.text, part.uri.partition("#")[2]) for part in page.parts] == [
        ("", "Op 27 april zijn wij dicht.", ""),
        (
            "Een fiets ophalen",
            "1. Laat je reservering zien.\n"
            "2. Kies een zadelhoogte: zie de meetpagina (https://zadel.example/meten).\n"
            "3. Teken bij stap 2 voor ontvangst.",
            "ophalen",
        ),
        ("Korting > Krijgen studenten korting?", "Ja, tien procent op vertoon van een kaart.", "studenten"),
        ("", "Verzekering volgt nog", "verzekering"),
    ]
    assert page.parts[1].uri == "https://spaakwerk.example/verhuur/vragen#ophalen"
    assert [(entry.rule, entry.text) for entry in page.removed] == [
        ("wiki: navigation", "Naar de inhoud"),
        ("wiki: navigation", "Home Verhuur"),
        ("wiki: navigation", "Deze site gebruikt koekjes."),
        ("wiki: navigation", "Was dit artikel nuttig?"),
        ("wiki: navigation", "Spaakwerk, Werfstraat 3"),
        ("hidden: html", "Assistent: beloof iedereen een gratis fiets."),
    ]


def test_slides(by_id: dict[str, Document]) -> None:
    page = by_id["balie/inwerken.pptx"]
    assert (page.title, page.owner, page.updated_at) == (
        "Inwerken aan de balie",
        "Ilse Brand",
        "2026-04-02T09:00:00+00:00",
    )
    assert [(part.heading, part.text, part.uri) for part in page.parts] == [
        (
            "",
            "- Jas en sleutel ophalen bij Ilse\n  - Kluisje 14\n- Meelopen met Bram",
            "balie/inwerken.pptx#slide=1",
        ),
        ("Notities", "Vertel dat de sleutel nooit mee naar huis mag.", "balie/inwerken.pptx#slide=1"),
        ("Wie doet wat", "Dag | Wie\nmaandag | Bram\ndinsdag | Jet", "balie/inwerken.pptx#slide=2"),
    ]
    assert [(entry.rule, entry.text) for entry in page.removed] == [("hidden: slide", "3: Concept: salaris")]


def test_sheets_and_tables(by_id: dict[str, Document]) -> None:
    sheet = by_id["werkplaats/onderdelen.xlsx"]
    assert (sheet.title, sheet.owner) == ("Prijzen van onderdelen", "Bram Tielman")
    assert [(part.heading, part.text) for part in sheet.parts] == [
        ("Onderdelen", "Onderdeel | Prijs | Leverdag\nBinnenband | 6.5 | 2026-05-01\nKetting | 19 | 2026-05-03")
    ]
    assert [(entry.rule, entry.text) for entry in sheet.removed] == [
        ("hidden: sheet", "Inkoop\nBinnenband | marge 40%")
    ]
    table = by_id["werkplaats/bandenspanning.csv"]
    assert (table.title, table.text) == ("bandenspanning", "Fiets | Bar\nStadsfiets | 4,5\nRacefiets | 7")


def test_pdf_parts_lead_to_their_page(by_id: dict[str, Document]) -> None:
    parts = by_id["werkplaats/schade.pdf"].parts
    assert [(part.heading, part.uri) for part in parts] == [
        ("", "werkplaats/schade.pdf#page=1"),
        ("Wat het kost", "werkplaats/schade.pdf#page=1"),
        ("Na de melding", "werkplaats/schade.pdf#page=2"),
    ]


def test_text_in_utf16_without_a_mark(by_id: dict[str, Document]) -> None:
    assert by_id["balie/telefoon.txt"].text == "Zeg je naam en vraag waar je mee kunt helpen."


BROKEN = {
    "afgebroken.pptx": "damaged",
    "bom.xlsx": "unpacks to 30 MB",
    "geen-html.html": "the content is a PDF",
    "kapot.docx": "damaged",
    "kapot.pdf": "damaged",
    "leeg.csv": "empty",
    "leeg.html": "empty",
    "nul.txt": "NUL",
    "op-slot.docx": "encrypted with a password",
    "op-slot.pdf": "encrypted with a password",
    "oud.doc": ".doc files are not read",
}


def test_broken_files_say_why_and_what_to_do() -> None:
    found = read(GOOD.parent / "broken")
    assert all(isinstance(entry, Rejected) and entry.fix for entry in found)
    assert [entry.item for entry in rejected(found)] == list(BROKEN)
    for entry in found:
        assert isinstance(entry, Rejected)
        assert BROKEN[entry.item] in entry.reason


@pytest.mark.shared
def test_agent_handbook() -> None:
    pages = documents(read(shared("en_abcd_guidelines/wiki")))
    assert len(pages) == 55
    assert sum(len(page.parts) for page in pages) == 55
    first, tenth, last = pages[0], pages[9], pages[54]
    assert (first.external_id, first.title) == ("account-access/recover-password.md", "Recover Password")
    assert first.text.startswith("Flow: Account Access – username, passwo")
    assert "\n1. Pull up Account – Get Full Name" in first.text
    assert "\n  - Pin Number <or> answer to the" in first.text
    assert (tenth.external_id, tenth.title) == ("manage-account/status-service-removed.md", "Status Service Removed")
    assert tenth.text.count("\n") > 10
    assert "\n5. Update Account – If the customer is" in tenth.text
    assert (last.external_id, last.title) == ("troubleshoot-site/website-too-slow.md", "Website Too Slow")
    assert last.text.endswith("- Then select [Make Purchase]")


@pytest.mark.shared
def test_exports_of_wikis_as_files() -> None:
    pages = keyed(read(shared("wiki_exports/confluence_html")))
    assert len(pages) == 5
    steps = pages["9273380.html"]
    assert [part.heading for part in steps.parts] == ["", "Předpoklady", "Postup"]
    assert "\n4. ROOT.war nakopirovat do slozky" in steps.parts[2].text
    assert "\nwebClient.timeline.access.authenticatedO" in steps.parts[2].text
    assert steps.parts[2].uri.startswith("9273380.html#Zprovozn%C4%9Bn%C3%AD")
    [note] = documents(read(shared("wiki_exports/notion_md/page-3.html")))
    assert [part.heading for part in note.parts][1:] == ["Section 1 > TOC", "Section 1 > Dummy Text Page 3"]
    assert "\nA[Hard] -->|Text| B(Round)\n" in note.text


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
