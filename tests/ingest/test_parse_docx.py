"""Word documents: what Word shows is read, what it hides is reported."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.parse import Page, parse

W = nsdecls("w")
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def shape(page: Page) -> list[tuple[str, str, int]]:
    return [(e.kind, e.text, e.depth) for e in page.elements]


def removed(page: Page) -> list[tuple[str, str]]:
    return [(entry.rule, entry.text) for entry in page.removed]


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """An Office file with one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for entry, old in parts.items():
            archive.writestr(entry, content if entry == name else old)
    return stream.getvalue()


def paragraph(document, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {W}>{xml}</w:p>"))


def numbered(document, level: int, text: str, number: int = 7) -> None:
    xml = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    paragraph(document, f"{xml}<w:r><w:t>{text}</w:t></w:r>")


def numbering(document) -> None:
    root = document.part.numbering_part.element
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    levels += '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="7"><w:abstractNumId w:val="77"/></w:num>'))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    root.append(parse_xml(f'<w:num {W} w:numId="8"><w:abstractNumId w:val="77"/>{override}</w:num>'))


def test_word_numbers_its_steps_as_word_does() -> None:
    document = docx.Document()
    numbering(document)
    for level, text in ((0, "Zet uit"), (1, "stekker"), (1, "knop"), (0, "Wacht"), (1, "vijf tellen")):
        numbered(document, level, text)
    document.add_paragraph("Ga terug naar stap 2.")
    numbered(document, 0, "Zet aan")
    numbered(document, 0, "Andere lijst", number=8)
    assert shape(parse(saved(document), "a.docx")) == [
        ("list_item", "1. Zet uit", 1),
        ("list_item", "1.a) stekker", 2),
        ("list_item", "1.b) knop", 2),
        ("list_item", "2. Wacht", 1),
        ("list_item", "2.a) vijf tellen", 2),
        ("text", "Ga terug naar stap 2.", 0),
        ("list_item", "3. Zet aan", 1),
        ("list_item", "1. Andere lijst", 1),
    ]


def test_word_tables_keep_merged_cells_and_boxes_are_no_tables() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in zip(
        table.rows, (("Soort", "Prijs", ""), ("Fiets", "NL", "€ 20"), ("", "BE", "€ 25")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    box = document.add_table(1, 1)
    box.cell(0, 0).text = "Let op: alleen contant."
    assert shape(parse(saved(document), "a.docx")) == [
        ("table", "Soort | Prijs | Prijs\nFiets | NL | € 20\nFiets | BE | € 25", 0),
        ("text", "Let op: alleen contant.", 0),
    ]


def test_word_notes_boxes_links_and_alternative_text_are_read() -> None:
    document = docx.Document()
    note = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Behalve op zondag.</w:t></w:r></w:p></w:footnote>'
    part = Part(PackURI("/word/footnotes.xml"), DOCX_TYPE, f"{note}</w:footnotes>".encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph(document, '<w:r><w:t>Open tot vijf uur</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')
    key = document.part.relate_to("https://formulier.example/klacht", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = parse_xml(f'<w:hyperlink {W} {nsdecls("r")} r:id="{key}"><w:r><w:t>het formulier</w:t></w:r></w:hyperlink>')
    document.add_paragraph("Vul in: ")._p.append(link)
    box = "<w:txbxContent><w:p><w:r><w:t>In een kader</w:t></w:r></w:p></w:txbxContent>"
    paragraph(document, f"<w:r><w:t>Ernaast</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r>")
    assert [text for _, text, _ in shape(parse(saved(document), "a.docx"))] == [
        "Open tot vijf uur[2]",
        "[2] Behalve op zondag.",
        "Vul in: het formulier (https://formulier.example/klacht)",
        "Ernaast",
        "In een kader",
    ]


def test_word_hidden_and_deleted_text_is_reported() -> None:
    document = docx.Document()
    paragraph(
        document,
        "<w:r><w:t>Zichtbaar</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>onzichtbaar</w:t></w:r>"
        '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>wit op wit</w:t></w:r>'
        '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>minuscuul</w:t></w:r>'
        "<w:del><w:r><w:delText>geschrapt</w:delText></w:r></w:del><w:ins><w:r><w:t> en nieuw</w:t></w:r></w:ins>",
    )
    page = parse(saved(document), "a.docx")
    assert shape(page) == [("text", "Zichtbaar en nieuw", 0)]
    assert removed(page) == [
        ("hidden: docx", "onzichtbaar"),
        ("hidden: docx", "wit op wit"),
        ("hidden: docx", "minuscuul"),
        ("docx: deleted text", "geschrapt"),
    ]


def test_word_white_text_on_a_colour_is_read() -> None:
    document = docx.Document()
    run = '<w:r><w:rPr><w:color w:val="FFFFFF"/><w:shd w:fill="003366"/></w:rPr><w:t>Witte kop</w:t></w:r>'
    paragraph(document, run)
    assert shape(parse(saved(document), "a.docx")) == [("text", "Witte kop", 0)]


def test_word_headings_by_outline_and_contents_left_out() -> None:
    document = docx.Document()
    style = document.styles.add_style("Kopje Huisstijl", 1)
    style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="1"/>'))
    gallery = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    contents = f"<w:sdt {W}>{gallery}<w:sdtContent><w:p><w:r><w:t>Borg 3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(contents))
    document.add_paragraph("Borg", style="Kopje Huisstijl")
    document.add_paragraph("Zestig euro.")
    page = parse(saved(document), "a.docx")
    assert shape(page) == [("title", "Borg", 2), ("text", "Zestig euro.", 0)]
    assert removed(page) == [("wiki: navigation", "Borg 3")]


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def billion_laughs() -> bytes:
    data = saved(docx.Document())
    xml = f"<w:document {W}><w:body><w:p><w:r><w:t>Echt&b;</w:t></w:r></w:p></w:body></w:document>"
    return with_part(data, "word/document.xml", ENTITIES + xml.encode())


def test_entities_in_a_document_are_never_expanded() -> None:
    assert [e.text for e in parse(billion_laughs(), "a.docx").elements] == ["Echt"]
