"""DokuWiki: pages with what `meta` says of them, and its mark-up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from copilot.core.types import Document
from support_exports import documents, keyed, reader, rejected, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/wiki_dokuwiki"
read = reader("wiki_dokuwiki", audience=["public"])


@pytest.fixture
def page(tmp_path: Path):
    def parsed(text: str) -> Document:
        (tmp_path / "proef.txt").write_text(text, encoding="utf-8")
        [document] = read(tmp_path / "proef.txt")
        assert isinstance(document, Document)
        return document

    return parsed


@pytest.fixture(scope="module")
def by_id() -> dict[str, Document]:
    found = read(FIXTURES / "good", base_url="https://wiki.spaakwerk.example")
    return keyed(found)


def test_ids_are_paths_and_templates_are_no_pages(by_id: dict[str, Document]) -> None:
    assert list(by_id) == [
        "data/pages/start.txt",
        "data/pages/verhuur/borg.txt",
        "data/pages/verhuur/reserveren.txt",
        "data/pages/verhuur/start.txt",
        "data/pages/workshop/brakes.txt",
        "oud.zip/pages/winter/sneeuw.txt",
    ]


def test_a_page(by_id: dict[str, Document]) -> None:
    page = by_id["data/pages/verhuur/borg.txt"]
    assert (page.title, page.owner, page.metadata["author"]) == ("Borg en terugbetaling", "ilse", "bram")
    assert (page.created_at, page.updated_at) == ("2026-01-01T09:00:00+00:00", "2026-02-14T09:00:00+00:00")
    assert page.uri == "https://wiki.spaakwerk.example/doku.php?id=verhuur:borg"
    assert page.metadata["tags"] == ["borg", "terug betalen"]
    assert page.metadata["links"] == [":start"]
    assert [(part.heading, part.uri.partition("#")[2]) for part in page.parts] == [
        ("", "borg_en_terugbetaling"),
        ("Bedragen", "bedragen"),
        ("Bedragen > Stappen", "stappen"),
    ]


def test_markup_as_a_reader_sees_it(by_id: dict[str, Document]) -> None:
    lead, table, steps = (part.text for part in by_id["data/pages/verhuur/borg.txt"].parts)
    assert lead == (
        "Wij vragen borg per fiets (Contant of met de pas.). "
        "Zie ook start en de storingspagina (https://pin.example/storing)."
    )
    assert table == (
        "Fiets | Borg | Terug\nStadsfiets | 60 euro | dezelfde dag\nBakfiets | 150 euro | dezelfde dag\n"
        "Alles telt vanaf inleveren"
    )
    assert steps.split("\n\n") == [
        "1. Controleer de fiets:\n  - rem\n  - licht\n2. Geef het bedrag terug",
        "spaak borg terug --fiets 12",
        "spaak kas open",
        "> De klant vroeg: mag het ook op rekening?\n> Nee.",
        "Bel bij twijfel verhuur@spaakwerk.example.",
        "Schrijf **geen** sterretjes.\nEn dit staat op een nieuwe regel. De kassa met de groene knop",
    ]


def test_who_and_when_from_the_meta_file(by_id: dict[str, Document]) -> None:
    page = by_id["data/pages/workshop/brakes.txt"]
    assert (page.owner, page.created_at) == ("Noor Achterberg", "2025-12-01T10:00:00+00:00")
    assert page.updated_at == "2026-01-27T10:00:00+00:00"
    assert [part.uri.partition("#")[2] for part in page.parts] == [
        "adjusting_the_brakes",
        "when_it_squeals",
        "when_it_squeals1",
    ]


def test_lists_of_pages_are_navigation(by_id: dict[str, Document]) -> None:
    assert [(r.rule, r.text) for r in by_id["data/pages/start.txt"].removed] == [
        ("wiki: navigation", "{{indexmenu>:verhuur}}")
    ]


def test_a_zip_with_its_history(by_id: dict[str, Document]) -> None:
    page = by_id["oud.zip/pages/winter/sneeuw.txt"]
    assert (page.title, page.owner, page.updated_at) == ("Sneeuw", "noor", "2025-01-06T08:00:00+00:00")
    [alone] = read(FIXTURES / "good/oud.zip")
    assert isinstance(alone, Document)
    assert alone.external_id == "pages/winter/sneeuw.txt"


def test_a_namespace_without_a_heading_is_named_after_its_file(by_id: dict[str, Document]) -> None:
    assert by_id["data/pages/verhuur/reserveren.txt"].title == "reserveren"


@pytest.mark.parametrize(
    ("name", "item", "reason"),
    [
        ("data", "pages/leeg.txt", "empty"),
        ("data", "pages/binair.txt", "NUL"),
        ("kapot.zip", "kapot.zip", "zip"),
        ("wachtwoord.zip", "pages/geheim.txt", "password"),
        ("leeg.zip", "leeg.zip", "no pages"),
    ],
)
def test_broken(name: str, item: str, reason: str) -> None:
    notes = rejected(read(FIXTURES / "broken" / name))
    assert any(reason in entry.reason and entry.item == item and entry.fix for entry in notes), notes


def test_another_encoding_is_read() -> None:
    [page] = read(FIXTURES / "broken/data/pages/codering.txt")
    assert isinstance(page, Document)
    assert page.text == "Een kopje kost € 2."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gewoon //schuin// en http://a.example/x//y", "Gewoon schuin en http://a.example/x//y"),
        ("  ingesprongen **zo** ((en zo))", "ingesprongen **zo** ((en zo))"),
        (
            "[[wiki:syntax]] [[doku>toolbar|knoppen]] [[\\\\server\\map|schijf]]",
            "syntax knoppen schijf (\\\\server\\map)",
        ),
        ("<file php a.php>\n<?php ?>\n</file>", "<?php ?>"),
        ("^ A ^ B ^\n| [[x|y]] | {{a.png|plaat}} |", "A | B\ny | plaat"),
        ("  * a\n  * b\n      - c\n", "- a\n- b\n  1. c"),
        ("<code>\nnooit dicht", "<code> nooit dicht"),
        ("a<nowiki>[[b]]</nowiki>%%//c//%%", "a[[b]]//c//"),
        ("{{handleiding.pdf}} en {{plaat.png?200}}", "handleiding.pdf en"),
    ],
)
def test_pieces_of_markup(page, text: str, expected: str) -> None:
    assert page(text).text == expected


@pytest.mark.parametrize(
    "piece", ["[[", "{{", "((", "%%", "**", "<code>", "\n  * ", "|", "\n^a|", "==", "> ", "\n  x(("]
)
def test_hostile_repetition_is_linear(page, piece: str) -> None:
    started = time.monotonic()
    page("x" + piece * (200_000 // len(piece)))
    assert time.monotonic() - started < 5


@pytest.mark.shared
def test_real_pages() -> None:
    found = read(shared("wiki_exports/dokuwiki"), base_url="https://www.dokuwiki.org")
    assert [(d.external_id, d.title) for d in documents(found)] == [
        ("pages/mailinglist.txt", "Mailing Lists"),
        ("pages/wiki/dokuwiki.txt", "DokuWiki"),
        ("pages/wiki/syntax.txt", "Formatting Syntax"),
        ("pages/wiki/welcome.txt", "Welcome to your new DokuWiki"),
    ]
    syntax = found[2]
    assert isinstance(syntax, Document)
    by_heading = {part.heading: part for part in syntax.parts}
    assert by_heading["Tables"].text.count("Row 2 Col 1 | this cell spans vertically | Row 2 Col 3") == 1
    assert "  1. Just use indention for deeper levels" in by_heading["Lists"].text
    assert by_heading["Links > Interwiki"].uri.endswith("?id=wiki:syntax#interwiki")
    assert "public static void main(String[] args) {" in by_heading["Code Blocks > Syntax Highlighting"].text
    assert "You can add footnotes (This is a footnote)" in by_heading["Footnotes"].text
