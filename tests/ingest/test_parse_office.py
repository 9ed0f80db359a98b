"""PowerPoint, Excel and CSV; and Office files that are broken, locked or something else."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from pptx.util import Inches

from ingest.parse import Element, Page, ParseError, body, parse


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def shape(page: Page) -> list[tuple[str, str, int]]:
    return [(e.kind, e.text, e.depth) for e in page.elements]


def removed(page: Page) -> list[tuple[str, str]]:
    return [(entry.rule, entry.text) for entry in page.removed]


def zipped(parts: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def deck() -> bytes:
    slides = pptx.Presentation()
    layout = slides.slide_layouts[1]
    first = slides.slides.add_slide(layout)
    first.shapes.title.text = "Storing melden"
    frame = first.placeholders[1].text_frame
    frame.text = "Bel de wacht"
    line = frame.add_paragraph()
    line.text, line.level = "nummer op de kaart", 1
    frame.add_paragraph().text = "Maak een melding"
    first.notes_slide.notes_text_frame.text = "Vertel over de storing van maart."
    second = slides.slides.add_slide(slides.slide_layouts[5])
    second.shapes.title.text = "Wie belt wie"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for place, text in enumerate(("Team", "Nummer", "Netwerk", "4411")):
        table.cell(place // 2, place % 2).text = text
    third = slides.slides.add_slide(layout)
    third.shapes.title.text = "Concept"
    third._element.set("show", "0")
    group = slides.slides.add_slide(slides.slide_layouts[6]).shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "In een groep"
    hidden = group.shapes.add_textbox(0, 0, Inches(1), Inches(1))
    hidden.text_frame.text = "verborgen vak"
    hidden._element.nvSpPr.cNvPr.set("hidden", "1")
    return saved(slides)


def test_slides_with_notes_tables_and_hidden_ones() -> None:
    page = parse(deck(), "a.pptx")
    assert [(e.kind, e.text, e.depth, e.anchor) for e in page.elements] == [
        ("title", "Storing melden", 1, "slide=1"),
        ("list_item", "Bel de wacht", 1, ""),
        ("list_item", "nummer op de kaart", 2, ""),
        ("list_item", "Maak een melding", 1, ""),
        ("title", "Notities", 2, ""),
        ("text", "Vertel over de storing van maart.", 0, ""),
        ("title", "Wie belt wie", 1, "slide=2"),
        ("table", "Team | Nummer\nNetwerk | 4411", 0, ""),
        ("title", "Dia 4", 1, "slide=4"),
        ("text", "In een groep", 0, ""),
    ]
    assert removed(page) == [("hidden: slide", "3: Concept"), ("hidden: shape", "verborgen vak")]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tarieven 2026"
    sheet.append(["Tarieven per fiets"])
    sheet.append([])
    sheet.append(["Soort", "Prijs", "Vanaf", "Marge", "Korting"])
    sheet.append(["Stadsfiets", 12.5, datetime(2026, 3, 1), "inkoop", 0.1])
    sheet.append(["Bakfiets", 30, datetime(2026, 3, 1, 9, 30), "inkoop", 0.25])
    sheet.append(["Oud tarief", 9, None, None, None])
    sheet["E4"].number_format = sheet["E5"].number_format = "0%"
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[6].hidden = True
    notes = book.create_sheet("Intern")
    notes.append(["Geheim", "ja"])
    notes.sheet_state = "hidden"
    book.create_sheet("Leeg")
    return saved(book)


def test_sheets_as_tables_without_hidden_ones() -> None:
    page = parse(workbook(), "tarieven.xlsx")
    assert [(e.kind, e.text, e.anchor) for e in page.elements] == [
        ("title", "Tarieven 2026", "Tarieven%202026!A1"),
        ("text", "Tarieven per fiets", "Tarieven%202026!A1"),
        (
            "table",
            "Soort | Prijs | Vanaf | Korting\nStadsfiets | 12.5 | 2026-03-01 | 10%\n"
            "Bakfiets | 30 | 2026-03-01 09:30 | 25%",
            "Tarieven%202026!A1",
        ),
    ]
    hidden = dict(removed(page))
    assert hidden["hidden: sheet"] == "Intern\nGeheim | ja"
    assert "Oud tarief" in hidden["hidden: rows or columns"]
    assert "inkoop" in hidden["hidden: rows or columns"]


def test_a_long_sheet_is_bounded_and_says_its_head_again() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for number in range(20_500):
        sheet.append(["nummer", "waarde"] if number == 0 else [number, "x"])
    page = parse(saved(book), "data.xlsx")
    tables = [e.text for e in page.elements if e.kind == "table"]
    assert len(tables) > 10
    assert all(text.startswith("nummer | waarde\n") for text in tables)
    assert removed(page) == [("xlsx: more than is read", "Data: rows after 20000")]


@pytest.mark.parametrize(
    "text",
    [
        'Soort;Prijs\n"Stads;fiets";12,50\n',
        'sep=;\nSoort;Prijs\n"Stads;fiets";12,50\n',
        "Soort\tPrijs\nStads;fiets\t12,50\n",
    ],
)
def test_csv_by_its_own_delimiter(text: str) -> None:
    assert shape(parse(text.encode("cp1252"), "a.csv")) == [("table", "Soort | Prijs\nStads;fiets | 12,50", 0)]


def test_numbered_items_keep_their_number_instead_of_a_dash() -> None:
    items = [Element("list_item", "3. Druk", 1), Element("list_item", "los", 2), Element("list_item", "a) stil", 2)]
    assert body(items) == "3. Druk\n  - los\n  a) stil"


def bomb(suffix: str) -> bytes:
    main = {".docx": "word/document.xml", ".pptx": "ppt/presentation.xml", ".xlsx": "xl/workbook.xml"}[suffix]
    return zipped({"[Content_Types].xml": "<Types/>", main: b" " * 40_000_000})


def encrypted_office() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def old_office(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le")


@pytest.mark.parametrize("suffix", [".docx", ".pptx", ".xlsx"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (encrypted_office(), "encrypted with a password"),
        (old_office("WordDocument"), "old .doc"),
        (b"%PDF-1.7 ...", "the content is a PDF"),
        (b"<html><body>", "HTML or XML"),
        (zipped({"hallo.txt": "geen office"}), "damaged"),
        (zipped({"a": "b"})[:40], "damaged"),
        (b"\0\0\0\0", "damaged"),
        (b"\x89PNG\r\n", "PNG picture"),
    ],
    # An archive holds the time at which it was made, which differs between the processes that collect the tests.
    ids=["encrypted", "old", "pdf", "html", "archive", "half-an-archive", "zeros", "picture"],
)
def test_office_files_that_are_none_say_what_to_do(data: bytes, reason: str, suffix: str) -> None:
    with pytest.raises(ParseError, match=reason) as caught:
        parse(data, f"a{suffix}")
    assert caught.value.fix


@pytest.mark.parametrize("suffix", [".docx", ".pptx", ".xlsx"])
def test_what_unpacks_to_more_than_anybody_writes_is_refused(suffix: str) -> None:
    with pytest.raises(ParseError, match="unpacks to 40 MB") as caught:
        parse(bomb(suffix), f"a{suffix}")
    assert caught.value.fix == "split the document"


def test_an_office_file_under_the_name_of_another() -> None:
    with pytest.raises(ParseError, match=r"content is a \.xlsx") as caught:
        parse(workbook(), "a.docx")
    assert caught.value.fix == "rename it to end in .xlsx"


@pytest.mark.parametrize("make", [deck, workbook, lambda: saved(docx.Document())])
def test_a_truncated_office_file_is_damaged(make, tmp_path: Path) -> None:
    data = make()
    for length in (100, len(data) // 2, len(data) - 30):
        for suffix in (".docx", ".pptx", ".xlsx"):
            with pytest.raises(ParseError, match="damaged"):
                parse(data[:length], f"a{suffix}")


@pytest.mark.parametrize("suffix", [".doc", ".ppt", ".xls", ".odt", ".rtf"])
def test_old_formats_are_named_with_what_to_save_them_as(suffix: str) -> None:
    with pytest.raises(ParseError, match=f"{suffix} files are not read") as caught:
        parse(b"x", f"a{suffix}")
    assert caught.value.fix.startswith("save it as .")
