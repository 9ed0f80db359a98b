"""Bytes to elements, for every format, including damaged files."""

from __future__ import annotations

import io
import socket
import threading
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest

from ingest.parse import MAX_BYTES, Element, ParseError, body, html_text, parse

PAGES = Path(__file__).parents[1] / "fixtures/sources/wiki_files/good"


def elements(text: str, name: str) -> list[tuple[str, str, int]]:
    return [(e.kind, e.text, e.depth) for e in parse(text.encode(), name).elements]


def test_html_keeps_structure() -> None:
    text = """<h1>Kop</h1><p>Een <b>vette</b> zin. En nog een.</p><ul><li>a<ul><li>b</li></ul></li></ul>
    <h3>Diep</h3><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2<br>x</td></tr></table><pre>x = 1\n  y</pre>"""
    assert elements(text, "p.html") == [
        ("title", "Kop", 1),
        ("text", "Een vette zin. En nog een.", 0),
        ("list_item", "a", 1),
        ("list_item", "b", 2),
        ("title", "Diep", 3),
        ("table", "A | B\n1 | 2 x", 0),
        ("code", "x = 1\n  y", 0),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<nav>weg</nav>",
        "<header>weg</header>",
        "<footer>weg</footer>",
        "<script>weg</script>",
        "<style>weg</style>",
        "<!-- weg -->",
        "<p style='DISPLAY : None'>weg</p>",
        "<p style='color:red; visibility:hidden'>weg</p>",
        "<span style='font-size:0px'>weg</span>",
        "<p hidden>weg</p>",
        "<div aria-hidden='true'>weg</div>",
        "<div id='cookie-banner'>weg</div>",
        "<ul class='breadcrumbs'><li>weg</li></ul>",
        "<div role='navigation'>weg</div>",
    ],
)
@pytest.mark.parametrize("name", ["p.html", "p.md"])
def test_what_a_visitor_never_reads_is_dropped(hidden: str, name: str) -> None:
    text = f"<p>Voor.</p>\n\n{hidden}\n\n<p>Na.</p>"
    assert elements(text, name) == [("text", "Voor.", 0), ("text", "Na.", 0)]


def test_visible_text_with_similar_styles_stays() -> None:
    text = "<p style='font-size:0.9em'>Klein.</p><h2 id='cookies'>Koekjes</h2><p>Tekst.</p>"
    assert [e[1] for e in elements(text, "p.html")] == ["Klein.", "Koekjes", "Tekst."]


def test_wrappers_and_folded_panels_stay() -> None:
    text = "<div class='with-breadcrumbs'><h2><button>Vraag?</button></h2><p>Antwoord.</p><button>Stuur</button></div>"
    assert elements(text, "p.html") == [("title", "Vraag?", 2), ("text", "Antwoord.", 0)]


def test_main_goes_before_the_rest_of_the_page() -> None:
    text = "<body><div>Zijbalk</div><main><header><h1>Kop</h1>Auteur</header><p>Inhoud.</p></main></body>"
    assert elements(text, "p.html") == [("title", "Kop", 1), ("text", "Inhoud.", 0)]


def test_shapes_that_unstructured_loses() -> None:
    assert elements("<p>een<br>twee</p><ol><li><p>Stap.</p><p>Uitleg.</p></li></ol>", "p.html") == [
        ("text", "een\ntwee", 0),
        ("list_item", "1. Stap. Uitleg.", 1),
    ]
    assert elements("<h2>Vragen</h2><details><summary>Mag het?</summary>Ja hoor.</details>", "p.html") == [
        ("title", "Vragen", 2),
        ("title", "Mag het?", 3),
        ("text", "Ja hoor.", 0),
    ]


def test_html_head() -> None:
    page = parse((PAGES / "verhuur/borg.html").read_bytes(), "borg.html")
    assert page.properties["title"] == "Borg en terugbetaling | Spaakwerk"
    assert page.properties["language"] == "nl"
    assert page.properties["url"] == "https://spaakwerk.example/verhuur/borg"
    assert page.properties["owner"] == "Ilse Brand"


@pytest.mark.parametrize(
    "data",
    [
        "<p>caf\u00e9 \u20ac 5</p>".encode("utf-8-sig"),
        "<p>caf\u00e9 \u20ac 5</p>".encode("utf-16"),
        b'<meta charset="iso-8859-1"><p>caf\xe9 \x80 5</p>',
        b'<meta charset="utf-8"><p>caf\xe9 \x80 5</p>',
        b'<meta charset="no-such-thing"><p>caf\xc3\xa9 \xe2\x82\xac 5</p>',
        b"<p>caf\xe9 \x80 5</p>",
    ],
)
def test_charsets(data: bytes) -> None:
    assert [e.text for e in parse(data, "p.html").elements] == ["caf\u00e9 \u20ac 5"]


def test_markdown_as_people_write_it() -> None:
    text = "Zo:\n- een\n   - twee\n- drie\n\n1) stap\n\n```\na\n- geen lijst\n```\n\n# Kop\n---\n"
    text += "\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    assert elements(text, "p.md") == [
        ("text", "Zo:", 0),
        ("list_item", "een", 1),
        ("list_item", "twee", 2),
        ("list_item", "drie", 1),
        ("list_item", "1. stap", 1),
        ("code", "a\n- geen lijst", 0),
        ("title", "Kop", 1),
        ("table", "A | B\n1 | 2", 0),
    ]


def test_plain_text_joins_wrapped_lines() -> None:
    found = elements((PAGES / "werkplaats/lekke band.txt").read_text("cp1252"), "p.txt")
    assert found[0] == ("title", "Lekke band onderweg", 1)
    assert found[1][0] == "text"
    assert "Een monteur is binnen veertig minuten" in found[1][1]
    assert [e[:2] for e in found[-2:]] == [("list_item", "fiets op slot"), ("list_item", "spullen eruit")]


def test_docx_headings_lists_tables_without_hidden_runs() -> None:
    page = parse((PAGES / "balie/huisregels.docx").read_bytes(), "huisregels.docx")
    assert [(e.kind, e.text, e.depth) for e in page.elements] == [
        ("title", "Huisregels balie", 1),
        ("text", "Wees er een kwartier voor opening.", 0),
        ("title", "Kas", 1),
        ("text", "Tel de kas met zijn tweeën.", 0),
        ("list_item", "biljetten", 1),
        ("list_item", "munten", 1),
        ("title", "Sluiten", 2),
        ("text", "Alarm aan.", 0),
        ("table", "Dag | Wie\nmaandag | Bram", 0),
    ]
    assert page.properties["owner"] == "Ilse Brand"
    assert page.properties["updated"].startswith("2026-03-02T10:15:00")


def test_pdf_headings_by_size_and_tables_by_column() -> None:
    page = parse((PAGES / "werkplaats/schade.pdf").read_bytes(), "schade.pdf")
    assert [(e.kind, e.text, e.depth) for e in page.elements] == [
        ("title", "Schade melden", 1),
        (
            "text",
            "Meld schade op de dag zelf, het liefst met drie foto's van de fiets en een korte beschrijving van wat er "
            "is gebeurd.",
            0,
        ),
        ("title", "Wat het kost", 2),
        ("table", "Soort | Bedrag\nKras | 5 euro\nDeuk | 35 euro", 0),
        ("title", "Na de melding", 2),
        ("text", "De werkplaats belt binnen twee dagen.", 0),
    ]
    assert page.properties["updated"] == "2026-01-10"


def encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=PAGES / "werkplaats/schade.pdf")
    writer.encrypt("geheim", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def empty_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def docx_without_document() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hallo.txt", "geen word")
    return stream.getvalue()


def cut_docx() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()[:2000]


@pytest.mark.parametrize(
    ("make", "name", "reason"),
    [
        (encrypted_pdf, "a.pdf", "encrypted"),
        (empty_pdf, "a.pdf", "only images"),
        (lambda: b"%PDF-1.4\nbinnenkort meer", "a.pdf", "damaged"),
        (lambda: b"geen pdf", "a.pdf", "damaged"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 100, "a.docx", "encrypted"),
        (docx_without_document, "a.docx", "damaged"),
        (cut_docx, "a.docx", "damaged"),
        (lambda: b"", "a.html", "empty"),
        (lambda: b" \n ", "a.md", "empty"),
        (lambda: b"MZ\x00\x01\x02", "a.txt", "NUL"),
        (lambda: b"x" * (MAX_BYTES + 1), "a.txt", "more than 50 MB"),
        (lambda: b"x", "a.xyz", "no parser for .xyz"),
    ],
)
def test_unusable_files_say_why_and_what_to_do(make, name: str, reason: str) -> None:
    with pytest.raises(ParseError, match=reason) as caught:
        parse(make(), name)
    assert caught.value.fix


def test_html_too_deep_to_be_kept_whole_is_refused() -> None:
    with pytest.raises(ParseError, match="nested"):
        parse(b"<div>" * 50_000 + b"diep", "p.html")


def test_a_paragraph_of_a_megabyte_is_kept_and_costs_little() -> None:
    [element] = parse(b"woord " * 200_000, "p.txt").elements
    assert len(element.text) == 6 * 200_000 - 1


def test_fragment_as_text() -> None:
    assert html_text("<p>Dag,</p><ul><li>een</li><li>twee</li></ul><p>Groet</p>") == "Dag,\n\n- een\n- twee\n\nGroet"
    assert html_text("  ") == ""


def test_body_indents_nested_items() -> None:
    assert body([Element("list_item", "a", 1), Element("list_item", "b", 2), Element("text", "c")]) == "- a\n  - b\n\nc"


def test_nothing_touches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def refuse(*address: object, **_: object) -> None:
        asked.append(address)
        raise OSError("the network is off")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    before = set(threading.enumerate())
    for name in ("p.html", "p.md", "p.txt"):
        parse(b"Hallo daar.", name)
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=5)
    assert asked == []
