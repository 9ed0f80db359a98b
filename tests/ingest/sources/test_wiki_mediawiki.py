"""MediaWiki: dumps of several versions, answers of the API, wikitext."""

from __future__ import annotations

import bz2
import pickle
from pathlib import Path

import pytest

from copilot.core.ports import SplitSource
from copilot.core.types import Document, Rejected
from support_exports import assert_told, documents, reader, rejected, shared, source

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/wiki_mediawiki"
read = reader("wiki_mediawiki", audience=["public"])


def dump_of(text: str, title: str = "Proef") -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (
        '<mediawiki version="0.11" xml:lang="nl"><siteinfo><base>https://w.example/wiki/Start</base></siteinfo>'
        f"<page><title>{title}</title><ns>0</ns><revision><timestamp>2026-03-01T09:00:00Z</timestamp>"
        f"<text>{escaped}</text></revision></page></mediawiki>"
    )


@pytest.fixture(scope="module")
def pages() -> list[Document]:
    return documents(read(FIXTURES / "good"))


@pytest.fixture(scope="module")
def by_title(pages: list[Document]) -> dict[str, Document]:
    return {document.title: document for document in pages}


def test_count_first_tenth_and_last(pages: list[Document]) -> None:
    assert [pages[n].title for n in (0, 9, 10)] == ["Slot bevroren", "Leeg gelaten", "Returning a bike"]
    assert len(pages) == 11


def test_a_page_in_its_newest_version(by_title: dict[str, Document]) -> None:
    page = by_title["Lekke band"]
    assert page.external_id == "Lekke band"
    assert (page.owner, page.language) == ("Ilse Brand", "nl")
    assert (page.created_at, page.updated_at) == ("2025-11-02T09:15:00+00:00", "2026-02-14T16:40:00+00:00")
    assert page.uri == "https://wiki.spaakwerk.example/wiki/Lekke_band"
    assert page.metadata["categories"] == ["Werkplaats", "Banden"]
    assert page.metadata["redirects"] == ["Band plakken"]
    assert [(part.heading, part.uri.partition("#")[2]) for part in page.parts] == [
        ("", ""),
        ("Gereedschap", "Gereedschap"),
        ("Stappen", "Stappen"),
        ("Stappen > Druk per fiets", "Druk_per_fiets"),
        ("Gereedschap", "Gereedschap_2"),
        ("Zie ook", "Zie_ook"),
    ]


def test_wikitext_as_a_reader_sees_it(by_title: dict[str, Document]) -> None:
    box, tools, steps, table, code, links = (part.text for part in by_title["Lekke band"].parts)
    assert box == (
        "naam: Binnenband 28 inch\nartikelnummer: SP-2801\nprijs: € 6,50\nleverancier: Rubberfabriek Zuid\n\n"
        "Een lekke band plak je in tien minuten."
    )
    assert tools == "- Bandenlichters (twee)\n  - van kunststof, want metaal krast\n- Plakset"
    assert steps == (
        "1. Haal het wiel eruit.\n2. Zoek het gat:\n  1. in een bak water\n  2. of met je wang\n"
        "3. Plak en pomp op tot 4 bar."
    )
    assert table == (
        "Bandendruk\n\nFiets | Voor | Achter\nStadsfiets | 3,5 bar | 4 bar\nBakfiets | 3 bar | 4 bar\nMeet altijd koud."
    )
    assert code == "pomp --druk 4\nmeter --aflezen\n\nspaak voorraad --artikel SP-2801\n  && echo gereed"
    assert links == "Handleiding van de fabrikant (http://handleiding.example/band)"


def test_what_is_taken_out_is_reported(by_title: dict[str, Document]) -> None:
    assert {(r.rule, r.text) for r in by_title["Lekke band"].removed} == {
        ("wiki: footnote", "Gemeten in de werkplaats, 2025."),
        ("hidden: comment", "niet de oude metalen noemen"),
        ("wiki: navigation", "[[en:Flat tyre]]"),
        ("wiki: template", "{{Beginnetje}}"),
    }
    brakes = by_title["Handleiding:Remmen stellen"]
    assert "korting" not in brakes.text
    assert [r.rule for r in brakes.removed] == ["hidden: html"]
    assert "Waarschuwing: Stel nooit een natte rem." in brakes.text
    assert "[[dit is geen link]] en 3 < 4 & 5 > 4." in brakes.text
    assert "Een versleten remblok herken je aan de groef" in brakes.text


def test_a_template_that_is_only_a_text_is_put_in(by_title: dict[str, Document]) -> None:
    assert "Bel de balie op 088 555 01 01." in by_title["Hoofdpagina"].text


def test_yes_in_a_table_stays_and_navigation_goes(by_title: dict[str, Document]) -> None:
    assert by_title["Rekening niet betaald"].text == "Dag | Actie\n14 | Herinnering\n30 | ja, aanmaning"


def test_only_content_unless_asked_otherwise(by_title: dict[str, Document]) -> None:
    assert {d.metadata.get("namespace", "") for d in by_title.values()} == {"", "Handleiding", "Help", "Spaakwerk"}
    chosen = documents(read(FIXTURES / "good/handboek.xml", namespaces=[1, 14]))
    assert [d.title for d in chosen] == ["Overleg:Lekke band", "Categorie:Werkplaats"]
    assert chosen[0].owner == "192.0.2.17"


def test_an_old_dump_without_namespaces_and_packed(by_title: dict[str, Document]) -> None:
    page = by_title["Returning a bike"]
    assert page.uri == "https://old.spaakwerk.example/index.php?title=Returning_a_bike"
    assert (page.text, page.created_at) == ("Hand in the key & the lamp.", "")
    assert page.metadata["redirects"] == ["Return"]


def test_answers_of_the_api(by_title: dict[str, Document]) -> None:
    page = by_title["Slot bevroren"]
    assert (page.owner, page.text) == ("Noor Achterberg", "Gebruik slotspray, geen heet water.")
    assert (page.created_at, page.updated_at) == ("2026-01-10T07:30:00+00:00", "2026-01-11T07:30:00+00:00")
    assert page.uri == "https://api.spaakwerk.example/wiki/Slot_bevroren"


def test_an_address_of_ones_own() -> None:
    page = documents(read(FIXTURES / "good/old.xml.bz2", base_url="https://nieuw.example/"))[0]
    assert page.uri == "https://nieuw.example/Returning_a_bike"


def test_pieces_give_what_reading_gives(pages: list[Document]) -> None:
    member = source("wiki_mediawiki", FIXTURES / "good", audience=["public"])
    assert isinstance(member, SplitSource)
    pieces = [piece for item in member.items() for piece in member.split(item)]
    sent = pickle.loads(pickle.dumps(pieces))
    other = source("wiki_mediawiki", FIXTURES / "good", audience=["public"])
    assert [found for piece in sent for found in other.read_piece(piece)] == pages


@pytest.mark.parametrize(
    ("name", "reason", "kept"),
    [
        ("afgebroken.xml", "breaks off", ["Heel gebleven"]),
        ("controletekens.xml", "2 control characters", ["Tekens", "Ampersand", "Na de fout"]),
        ("onbekende-versie.xml", "version 2.7", ["Uit de toekomst"]),
        ("verkeerde-codering.xml", "encoding", ["Café en euro"]),
        ("leeg.xml", "empty", []),
        ("zonder-paginas.xml", "no pages", []),
        ("alleen-overleg.xml", "none of the 1 pages is content", []),
        ("stubs.xml", "stubs", []),
        ("geen-dump.xml", "not a dump", []),
        ("kapot.xml.bz2", "breaks off", []),
        ("archief.7z", "archive", []),
        ("fout.json", "need read permission", []),
        ("lijst.json", "only a list of titles", []),
        ("zonder-tekst.json", "no text of the page", ["Zonder tekst"]),
    ],
)
def test_broken(name: str, reason: str, kept: list[str]) -> None:
    found = read(FIXTURES / "broken" / name)
    assert_told(found, reason)
    assert [entry.title for entry in documents(found)] == kept


def test_a_wrong_encoding_is_still_read() -> None:
    found = documents(read(FIXTURES / "broken/verkeerde-codering.xml"))
    assert found[0].text == "Een kopje kost € 2 in het café."


def test_a_packed_dump_that_breaks_off_keeps_its_whole_pages(tmp_path: Path) -> None:
    text = "".join(
        f"<page><title>P{n}</title><ns>0</ns><revision><text>{'woord ' * 400}</text></revision></page>\n"
        for n in range(400)
    )
    packed = b"".join(
        bz2.compress(part.encode()) for part in ('<mediawiki version="0.10">', text[:600_000], text[600_000:])
    )
    (tmp_path / "half.xml.bz2").write_bytes(packed[:-50])
    found = read(tmp_path / "half.xml.bz2")
    assert len(documents(found)) > 200
    assert any("breaks off" in entry.reason for entry in rejected(found))


def test_deeply_nested_tags_do_not_stop_the_neighbours(tmp_path: Path) -> None:
    one = dump_of("Eerst.")
    (tmp_path / "diep.xml").write_text(one.replace("Eerst.", "<b>" * 5_000 + "</b>" * 5_000), encoding="utf-8")
    (tmp_path / "heel.xml").write_text(dump_of("Heel.", "Heel"), encoding="utf-8")
    assert "Heel" in {document.title for document in documents(read(tmp_path))}


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    (tmp_path / "bom.xml").write_text('<!DOCTYPE m [<!ENTITY a "aaaa">]>' + dump_of("x"), encoding="utf-8")
    [rejected] = read(tmp_path)
    assert isinstance(rejected, Rejected)
    assert "DOCTYPE" in rejected.reason


@pytest.mark.shared
def test_real_dumps() -> None:
    folder = shared("wiki_exports/mediawiki_xml")
    found = read(folder / "enwiktionary-sample.xml")
    # 550 pages, of which 2 are redirects.
    assert len(found) == 548
    first, tenth, last = (found[n] for n in (0, 9, -1))
    assert (first.title, first.owner, first.updated_at) == ("free", "Mlecch", "2018-09-24T17:28:51+00:00")
    assert (tenth.title, tenth.owner, tenth.updated_at) == ("book", "Hazarasp", "2018-09-23T05:49:00+00:00")
    assert (last.title, last.owner, last.updated_at) == ("one", "Surjection", "2018-09-19T22:13:21+00:00")
    assert first.language == "en"
    assert first.metadata["categories"] == ["English basic words", "en:Money"]
    assert [part.heading for part in first.parts[1:3]] == ["English > Etymology", "English > Pronunciation"]
    assert "- He was given free rein to do whatever" in first.text
    assert last.parts[-1].heading == "Volapük > Pronoun"
    assert last.parts[-1].uri == "https://en.wiktionary.org/wiki/one#Pronoun_5"
    assert not [d.title for d in found if "{{" in d.text or "[[" in d.text or "'''" in d.text]


@pytest.mark.shared
def test_real_small_dumps() -> None:
    folder = shared("wiki_exports/mediawiki_xml")
    [page] = documents(read(folder / "macbre_dump.xml"))
    assert (page.title, page.owner, page.text) == ("Page title", "Foobar", "A bunch of text here.")
    assert (page.created_at, page.updated_at) == ("2001-01-15T13:10:27+00:00", "2001-01-15T13:15:00+00:00")
    [packed] = documents(read(folder / "macbre_dump.xml.bz2"))
    assert (packed.external_id, packed.owner, packed.language) == ("Klaksvíkar kommuna", "EileenSanda", "fo")
    assert packed.text.startswith("navn: Klaksvíkar kommuna\nborgarstjóri:")
    assert packed.metadata["categories"] == ["Kommunur í Føroyum"]
    assert len(packed.parts) == 8


@pytest.mark.shared
def test_real_answers() -> None:
    folder = shared("wiki_exports/api_mediawiki")
    found = read(folder)
    pages = documents(found)
    assert [page.title for page in pages] == [
        "VisualEditor:Test",
        "OldEditor:Test",
        "OldEditor:Test",
        "Technical Collaboration Guideline/Translation",
    ]
    assert (pages[0].owner, pages[0].updated_at) == ("SVG", "2016-06-22T17:27:53+00:00")
    assert (pages[3].owner, pages[3].created_at) == ("Keegan (WMF)", "2016-06-21T17:16:29+00:00")
    # Four pages that were saved without their text, four lists of titles; two files only describe the wiki.
    assert len(found) - len(pages) == 8
