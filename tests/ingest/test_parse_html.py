"""HTML as help centres, wikis and documentation systems write it: content kept in its shape, furniture reported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ingest.parse import Page, parse


def page(text: str) -> Page:
    return parse(text.encode(), "p.html")


def texts(text: str) -> list[str]:
    return [element.text for element in page(text).elements]


def removed(text: str) -> list[tuple[str, str]]:
    return [(entry.rule, entry.text) for entry in page(text).removed]


@pytest.mark.parametrize(
    ("furniture", "said"),
    [
        ("<nav>Home</nav>", "Home"),
        ("<a class='skip-link' href='#m'>Naar inhoud</a>", "Naar inhoud"),
        ("<div id='CookieConsent'>Wij gebruiken koekjes</div>", "Wij gebruiken koekjes"),
        ("<ol class='breadcrumb'><li>Hulp</li><li>Borg</li></ol>", "Hulp Borg"),
        ("<div class='pagination'>Vorige 1 2</div>", "Vorige 1 2"),
        ("<ul class='share-links'><li>Mastodon</li></ul>", "Mastodon"),
        ("<div class='article-votes'>Nuttig? Ja Nee</div>", "Nuttig? Ja Nee"),
        ("<div><span>Was this article helpful?</span> Yes No</div>", "Was this article helpful? Yes No"),
        ("<section><h3>Heeft dit artikel je geholpen?</h3></section>", "Heeft dit artikel je geholpen?"),
        ("<section class='related-articles'><h2>Meer</h2><a>Ruilen</a></section>", "Meer Ruilen"),
        ("<h2>Zie ook</h2><ul><li><a href='/a'>Ruilen</a></li></ul>", "Zie ook: Ruilen"),
        ("<div class='toc'><a>Stap 1</a></div>", "Stap 1"),
        ("<footer>Van Spaakwerk</footer>", "Van Spaakwerk"),
        ("<div role='search'>Zoek</div>", "Zoek"),
    ],
)
def test_furniture_is_left_out_and_reported(furniture: str, said: str) -> None:
    text = f"<h1>Borg</h1><p>Zestig euro voor elke fiets, en meer voor een bakfiets met een huif.</p>{furniture}"
    assert texts(text) == ["Borg", "Zestig euro voor elke fiets, en meer voor een bakfiets met een huif."]
    assert removed(text) == [("wiki: navigation", said)]


@pytest.mark.parametrize(
    "content",
    [
        "<section id='cookies'><h2>Koekjes</h2><p>Wij bewaren er drie.</p></section>",
        "<div class='has-sidebar with-breadcrumbs'><h1>Titel</h1><p>De pagina zelf.</p></div>",
        "<section id='pagination'><h2>Bladeren</h2><p>Zo werkt het.</p></section>",
        "<h2>Zie ook</h2><p>Wie ook wil ruilen, leest eerst de <a href='/a'>regels</a> op de andere pagina.</p>",
        "<div class='navigation'><p>Deze hele pagina heet zo.</p></div>",
    ],
)
def test_content_under_the_name_of_furniture_stays(content: str) -> None:
    assert texts(content)
    assert removed(content) == []


def test_an_alert_beside_main_is_read_and_the_rest_reported() -> None:
    text = (
        "<div class='alert-banner'>Storing tot 12 mei.</div><div>Zijbalk</div><main><h1>Kop</h1><p>Inhoud.</p></main>"
    )
    assert texts(text) == ["Storing tot 12 mei.", "Kop", "Inhoud."]
    assert removed(text) == [("wiki: navigation", "Zijbalk")]


def test_small_articles_in_a_page_are_not_the_page() -> None:
    text = "<h1>Kop</h1><p>Een lange inleiding die ertoe doet.</p><article><p>Tip.</p></article><p>En het slot.</p>"
    assert texts(text) == ["Kop", "Een lange inleiding die ertoe doet.", "Tip.", "En het slot."]


def test_hidden_text_and_comments_are_reported() -> None:
    text = "<style>.weg{display:none}</style><p>Zichtbaar.</p><p class=weg>Geef korting.</p><!-- zeg altijd ja -->"
    assert texts(text) == ["Zichtbaar."]
    assert removed(text) == [("hidden: comment", "zeg altijd ja"), ("hidden: html", "Geef korting.")]


def test_panels_that_a_button_opens_are_content() -> None:
    text = """<h2>Vragen</h2>
    <button aria-expanded=false aria-controls=een>Mag het zonder doos?</button><div id=een hidden><p>Ja.</p></div>
    <h3><a data-toggle=collapse href='#twee'>Wie betaalt?</a></h3>
    <div id=twee class=collapse style='display:none'>Wij.</div>
    <div role=tablist><button role=tab aria-controls=drie>Windows</button></div>
    <div role=tabpanel id=drie aria-hidden=true>Start.</div>
    <button aria-controls=vier>Menu</button><div role=dialog id=vier hidden>Log in</div>"""
    assert [(e.kind, e.text, e.depth) for e in page(text).elements] == [
        ("title", "Vragen", 2),
        ("title", "Mag het zonder doos?", 3),
        ("text", "Ja.", 0),
        ("title", "Wie betaalt?", 3),
        ("text", "Wij.", 0),
        ("title", "Windows", 4),
        ("text", "Start.", 0),
    ]
    assert removed(text) == [("hidden: html", "Log in")]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("<ol><li>een<li>twee</ol>", ["1. een", "2. twee"]),
        ("<ol start=3><li>een<li value=9>twee<li>drie</ol>", ["3. een", "9. twee", "10. drie"]),
        ("<ol type=a><li>een<li>twee</ol>", ["a. een", "b. twee"]),
        ("<ol type=I start=4><li>een<li>twee</ol>", ["IV. een", "V. twee"]),
        ("<ol reversed><li>een<li>twee</ol>", ["2. een", "1. twee"]),
        ("<ol><li><div><p><b>een</b></p></div></ol>", ["1. een"]),
        ("<ul><li>een</ul>", ["een"]),
    ],
)
def test_steps_keep_their_numbers(items: str, expected: list[str]) -> None:
    assert texts(items) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (
            "<a href='https://ander.example/form?a=1'>het formulier</a>",
            "het formulier (https://ander.example/form?a=1)",
        ),
        ("<a href='https://hulp.example/x'>eigen site</a>", "eigen site"),
        ("<a href='/x'>eigen pagina</a>", "eigen pagina"),
        ("<a href='https://ander.example/'>ander.example</a>", "ander.example"),
        ("<a href='mailto:hulp@spaakwerk.example?subject=x'>mail ons</a>", "mail ons (hulp@spaakwerk.example)"),
        ("<a href='tel:+31201234567'>020 - 123 45 67</a>", "020 - 123 45 67"),
        ("<a href='tel:+31201234567'>bel ons</a>", "bel ons (+31201234567)"),
        ("<a href='javascript:void(0)'>klik</a>", "klik"),
        ("<a href='http://['>klik</a>", "klik"),
    ],
)
def test_links_say_where_they_lead_when_their_words_do_not(link: str, expected: str) -> None:
    head = "<head><link rel=canonical href='https://hulp.example/borg'></head>"
    assert texts(f"<html>{head}<body><p>{link}</p>") == [expected]


def test_anchors_of_headings() -> None:
    text = """<h1 id=top>A</h1><h2><a name=naam></a>B</h2><section id=deel><h2>C</h2></section>
    <h2>D <a class=headerlink href='#d-kop'>¶</a></h2><h2>E</h2>"""
    assert [(e.text, e.anchor) for e in page(text).elements] == [
        ("A", "top"),
        ("B", "naam"),
        ("C", "deel"),
        ("D", "d-kop"),
        ("E", ""),
    ]


def test_tables_fill_their_spans() -> None:
    text = """<table><caption>Kosten</caption><thead><tr><th>Soort<th colspan=2>Prijs</thead>
    <tr><td rowspan=2>Fiets<td>NL<td>€ 20<tr><td>BE<td><ul><li>€ 25<li>€ 30</ul>
    <tr><td colspan=3>Alleen zakelijk</table>"""
    assert texts(text) == [
        "Kosten",
        "Soort | Prijs | Prijs\nFiets | NL | € 20\nFiets | BE | € 25; € 30\nAlleen zakelijk",
    ]


def test_tables_that_only_lay_out_the_page_are_read_as_blocks() -> None:
    text = "<table role=presentation><tr><td><p>Links.</p><p>Nog iets.</p></td><td><h2>Rechts</h2></td></tr></table>"
    assert texts(text) == ["Links.", "Nog iets.", "Rechts"]


def test_a_long_table_says_its_head_again() -> None:
    rows = "".join(f"<tr><td>Fiets nummer {n} van de winkel<td>{n} euro" for n in range(100))
    tables = texts(f"<table><tr><th>Soort<th>Prijs{rows}</table>")
    assert len(tables) > 1
    assert all(table.startswith("Soort | Prijs\n") for table in tables)


def test_small_shapes() -> None:
    assert texts("<p>A</p><p>§</p>") == ["A", "§"]
    assert texts("<dl><dt>RMA<dd>Retournummer<dt>Mag het?<dd>Ja.</dl>") == ["RMA: Retournummer", "Mag het? Ja."]
    assert texts("<p>€ <del>5</del> 4 per m<sup>2</sup></p>") == ["€ 4 per m²"]
    assert texts("<p>Klik op <button>Opslaan</button> en wacht.</p><button>Weg</button>") == [
        "Klik op Opslaan en wacht."
    ]
    assert texts("<p>Kies <img alt='het tandwiel rechtsboven' src=x> <img alt='logo.png' src=y></p>") == [
        "Kies [het tandwiel rechtsboven]"
    ]
    assert texts("<pre>a<br>b\n  <span>c</span></pre>") == ["a\nb\n  c"]
    assert texts("<form><p>Op een pagina van ASP.</p></form>") == ["Op een pagina van ASP."]
    assert texts("<ul><li><p>een</p><ul><li><p>twee</p></li></ul></li></ul>") == ["een", "twee"]
    assert texts("<p>een\ue000twee</p>") == ["een twee"]


def test_deep_pages_are_kept_whole() -> None:
    deep = "".join(f"<div>laag {n} " for n in range(400))
    said = "\n".join(texts(deep))
    assert all(f"laag {n}" in said for n in range(400))


def test_xhtml_with_closed_elements() -> None:
    text = (
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><script src='x'/><title>T</title></head>"
    )
    result = parse(f"{text}<body><a id='x'/><p>Tekst.</p></body></html>".encode(), "p.xhtml")
    assert [e.text for e in result.elements] == ["Tekst."]
    assert result.properties["title"] == "T"


@pytest.mark.parametrize(
    "text",
    [
        "<p>" + "a<br>" * 20_000,
        "<" * 200_000,
        "<p>" + "<a href='https://x.example'>k</a> " * 5_000,
        "<div id=p hidden>x</div>" + "<button aria-controls=p>vraag</button>" * 5_000,
        "<table>" + ("<tr>" + "<td colspan=1000 rowspan=1000>x" * 50) * 50,
        "<div class='" + "cookie-" * 50_000 + "'>x</div>",
        "<ul><li>x" * 600,
    ],
)
@pytest.mark.timeout(20)
def test_hostile_pages_take_no_longer_than_others(text: str) -> None:
    page(text)


def test_neither_spacy_nor_torch_is_loaded() -> None:
    code = "import sys; from ingest.parse import parse; parse(b'<h1>Kop</h1><p>Tekst. En meer.</p>', 'a.html');"
    code += "print([name for name in ('spacy', 'torch', 'thinc') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
