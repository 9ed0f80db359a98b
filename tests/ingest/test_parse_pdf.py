"""PDF by its text layer: columns, what pages repeat, words broken at line ends, pages as anchors."""

from __future__ import annotations

import io

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from ingest.page import plain_text
from ingest.parse import Page, ParseError, parse

Drawn = tuple[float, float, float, str]
"""x, y, size of type, text."""


def pdf(*pages: list[Drawn], change=None) -> bytes:
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    for drawn in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = StreamObject()
        texts = (f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, size, text in drawn)
        content.set_data("\n".join(texts).encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(content)
    if change:
        change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def column(x: float, lines: list[str], top: float = 700) -> list[Drawn]:
    return [(x, top - 14 * number, 10, line) for number, line in enumerate(lines)]


def shape(page: Page) -> list[tuple[str, str, str]]:
    return [(e.kind, e.text, e.anchor) for e in page.elements]


LEFT = [
    "Wie een fiets huurt krijgt hem schoon mee",
    "en brengt hem schoon terug. Is er onder-",
    "weg iets stuk gegaan, dan belt de klant",
    "meteen naar de winkel en wacht tot er een",
    "monteur komt. Dat kost de klant niets.",
    "Alleen bij opzet rekenen wij de schade door.",
]
RIGHT = [
    "Voor de borg geldt een andere regel dan",
    "voor de huur. De borg wordt pas na drie",
    "dagen teruggestort, omdat de werkplaats",
    "eerst kijkt of er niets ontbreekt aan de",
    "fiets. Wie daar haast mee heeft vraagt het",
    "aan de balie, die mag het anders doen.",
]


def test_two_columns_are_read_one_after_the_other() -> None:
    rows = [piece for pair in zip(column(50, LEFT), column(310, RIGHT), strict=True) for piece in pair]
    left, right = (" ".join(lines).replace("onder- weg", "onderweg") for lines in (LEFT, RIGHT))
    page = parse(pdf([(50, 760, 20, "Huren in het kort"), *rows]), "a.pdf")
    said = " ".join(e.text for e in page.elements)
    assert said == f"Huren in het kort {left} {right}"
    assert page.elements[0].kind == "title"


def test_a_table_is_not_two_columns() -> None:
    rows = [
        ("Soort", "Prijs"),
        ("Stadsfiets", "12 euro"),
        ("Bakfiets", "30 euro"),
        ("Tandem", "15 euro"),
        ("Step", "9 euro"),
    ]
    drawn = [
        (x, 700 - 14 * n, 10, row[place])
        for n, row in enumerate([*rows, *rows[1:]])
        for place, x in enumerate((50, 310))
    ]
    [element] = parse(pdf(drawn), "a.pdf").elements
    assert element.text.splitlines()[:3] == ["Soort | Prijs", "Stadsfiets | 12 euro", "Bakfiets | 30 euro"]


def test_numbers_of_a_list_are_no_column() -> None:
    steps = [
        (50, 700, 10, "1."),
        (70, 700, 10, "Zet de fiets op slot"),
        (50, 686, 10, "2."),
        (70, 686, 10, "Bel de winkel"),
    ]
    assert shape(parse(pdf(steps), "a.pdf")) == [
        ("list_item", "1. Zet de fiets op slot", "page=1"),
        ("list_item", "2. Bel de winkel", "page=1"),
    ]


def test_what_pages_repeat_is_reported_once_and_pages_are_anchors() -> None:
    pages = [
        [
            (50, 820, 8, "Spaakwerk intern"),
            (50, 760, 18, f"Hoofdstuk {n}"),
            *column(50, [f"{subject} {rest}" for rest in ("eerst", "dan", "daarna", "later", "tot slot")], 700),
            (50, 20, 8, f"Pagina {n} van 3"),
        ]
        for n, subject in enumerate(("Huren", "Ruilen", "Terug"), 1)
    ]
    page = parse(pdf(*pages), "a.pdf")
    assert [(entry.rule, entry.text) for entry in page.removed] == [
        ("pdf: head or foot of the pages", "Spaakwerk intern"),
        ("pdf: head or foot of the pages", "Pagina 1 van 3"),
    ]
    assert [entry for entry in shape(page) if entry[0] == "title"] == [
        ("title", f"Hoofdstuk {n}", f"page={n}") for n in (1, 2, 3)
    ]


def test_a_paragraph_that_goes_on_overleaf_is_one() -> None:
    first = [(50, 700, 10, "Wie een fiets huurt krijgt hem schoon mee en brengt hem")]
    page = parse(pdf(first, [(50, 800, 10, "schoon terug. Anders kost het tien euro extra.")]), "a.pdf")
    whole = "Wie een fiets huurt krijgt hem schoon mee en brengt hem schoon terug. Anders kost het tien euro extra."
    assert shape(page) == [("text", whole, "page=1")]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["het reser-", "voir"], "het reservoir"),
        (["per e-", "mail"], "per e-mail"),
        (["de NS-", "kaart"], "de NS-kaart"),
        (["in- en uit-", "loggen"], "in- en uitloggen"),
        (["van 9 -", "17 uur"], "van 9 - 17 uur"),
        (["de af\u00ad", "spraak"], "de afspraak"),
    ],
)
def test_words_broken_at_the_end_of_a_line(lines: list[str], whole: str) -> None:
    assert plain_text.join(lines) == whole


def cyclic_pages(writer: pypdf.PdfWriter) -> None:
    writer._root_object["/Pages"]["/Kids"].append(writer._root_object.raw_get("/Pages"))


def cyclic_outline(writer: pypdf.PdfWriter) -> None:
    entry = DictionaryObject({NameObject("/Title"): TextStringObject("x")})
    place = writer._add_object(entry)
    entry[NameObject("/Next")] = entry[NameObject("/First")] = place
    writer._root_object[NameObject("/Outlines")] = place


def test_an_outline_without_end_disturbs_nothing() -> None:
    assert [e.text for e in parse(pdf(column(50, ["Tekst."]), change=cyclic_outline), "a.pdf").elements] == ["Tekst."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(column(50, ["Tekst."]), change=cyclic_pages), "damaged"),
        (pdf(column(50, ["Tekst."]))[:400], "damaged"),
        (pdf(*[[]] * 3_001), "3001 pages are more than 3000"),
        (b"<html><body>Toch HTML", "content is HTML"),
    ],
)
def test_pdfs_that_cannot_be_read_say_why(data: bytes, reason: str) -> None:
    with pytest.raises(ParseError, match=reason) as caught:
        parse(data, "a.pdf")
    assert caught.value.fix
