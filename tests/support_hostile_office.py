"""Hostile Office files: bombs, circles and a million of everything, in the XML of DOCX, PPTX and XLSX."""

# ruff: noqa: E501 - a case a line
from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from support_hostile import FIXTURES, Hostile, content

_GOOD = FIXTURES / "wiki_files/good"
_FILES = {
    ".docx": (_GOOD / "balie/huisregels.docx", "word/document.xml"),
    ".pptx": (_GOOD / "balie/inwerken.pptx", "ppt/slides/slide1.xml"),
    ".xlsx": (_GOOD / "werkplaats/onderdelen.xlsx", "xl/worksheets/sheet1.xml"),
}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def office(scale: float) -> list[Hostile]:
    found: list[Hostile] = []
    for suffix, (good, part) in _FILES.items():
        for name, change in _changes(scale).items():
            found.append(_case(suffix, name, lambda good=good, part=part, change=change: remade(good, part, change)))
        relations = f"{Path(part).parent}/_rels/{Path(part).name}.rels"
        found.append(_case(suffix, "related to itself", lambda g=good, p=relations: remade(g, p, _related)))
        found.append(
            _case(
                suffix,
                "with types that are none",
                lambda g=good: remade(g, "[Content_Types].xml", lambda _: b"<Types/>"),
            )
        )
        found.append(_case(suffix, "without its part", lambda g=good, p=part: remade(g, p, None)))
    found += [_case(".docx", name, data) for name, data in _documents(scale).items()]
    found += [_case(".xlsx", name, data) for name, data in _workbooks(scale).items()]
    return found


def _case(suffix: str, name: str, data: Callable[[], bytes]) -> Hostile:
    return content("wiki_files", f"{suffix} {name}", data, f"vijandig{suffix}")


def remade(
    good: Path, part: str, change: Callable[[bytes], bytes] | None, more: dict[str, bytes] | None = None
) -> bytes:
    """A good Office file with one part changed, or left out, and others put in its place."""
    stream = io.BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = (more or {}).get(name, source.read(name))
            if name == part and change is None:
                continue
            target.writestr(name, change(data) if name == part and change else data)
    return stream.getvalue()


def _related(data: bytes) -> bytes:
    return data.replace(
        b"</Relationships>", b'<Relationship Id="rId999" Type="x" Target="../../../../../etc/passwd"/></Relationships>'
    ).replace(b'Target="', b'Target="../')


def _changes(scale: float) -> dict[str, Callable[[bytes], bytes]]:
    entities = "".join(f'<!ENTITY e{n} "' + f"&e{n - 1};" * 10 + '">' for n in range(1, 12))
    laughs = f'<!DOCTYPE a [<!ENTITY e0 "ha">{entities}]>'.encode()
    outside = b'<!DOCTYPE a [<!ENTITY e11 SYSTEM "file:///etc/passwd">]>'

    def headed(data: bytes, head: bytes) -> bytes:
        declaration, _, rest = data.rpartition(b"?>")
        at = rest.index(b">", rest.index(b"<")) + 1
        return (declaration + b"?>" if declaration else b"") + head + rest[:at] + b"&e11;" + rest[at:]

    return {
        "of a billion laughs": lambda data: headed(data, laughs),
        "with an outer entity": lambda data: headed(data, outside),
        "cut in its XML": lambda data: data[: len(data) // 2],
        "deep in its XML": lambda data: data + b"<a>" * 50_000,
        "with 100 MB of blanks": lambda data: data + b" " * 100_000_000,
        "with 20 MB of text": lambda data: data.replace(b"</", b"a" * 20_000_000 + b"</", 1),
        "of NUL bytes": lambda data: b"\0" * len(data),
        "in UTF-16": lambda data: data.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    }


def _documents(scale: float) -> dict[str, Callable[[], bytes]]:
    good, part = _FILES[".docx"]
    many = int(200_000 * min(1.0, scale * 2))

    def body(inside: bytes) -> Callable[[], bytes]:
        def change(data: bytes) -> bytes:
            start = data.index(b">", data.index(b"<w:body")) + 1
            return data[:start] + inside + data[data.rindex(b"</w:body>") :]

        return lambda: remade(good, part, change)

    cell = b"<w:tc><w:tcPr><w:gridSpan w:val='99999999'/><w:vMerge w:val='restart'/></w:tcPr><w:p/></w:tc>"
    merged = b"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    styles = b"".join(
        b'<w:style w:type="paragraph" w:styleId="s%d"><w:name w:val="s%d"/><w:basedOn w:val="s%d"/></w:style>' % (n, n, (n + 1) % 2_000)
        for n in range(2_000)
    )  # fmt: skip
    styled = b"".join(
        b'<w:p><w:pPr><w:pStyle w:val="s%d"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>' % (n % 2_000) for n in range(4_000)
    )

    def cyclic() -> bytes:
        with zipfile.ZipFile(good) as archive:
            sheet = archive.read("word/styles.xml").replace(b"</w:styles>", styles + b"</w:styles>")
        return remade(
            good, part, lambda data: data.replace(b"<w:body>", b"<w:body>" + styled), {"word/styles.xml": sheet}
        )

    return {
        "of empty paragraphs": body(b"<w:p/>" * many),
        "of paragraphs": body(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * (many // 4)),
        "of runs in one paragraph": body(b"<w:p>" + b"<w:r><w:t>a</w:t></w:r>" * (many // 2) + b"</w:p>"),
        "of tables in tables": body(b"<w:tbl><w:tr><w:tc><w:p/>" * 80 + b"</w:tc></w:tr></w:tbl>" * 80),
        "of cells that span everything": body(b"<w:tbl>" + (b"<w:tr>" + cell * 50 + b"</w:tr>") * 100 + b"</w:tbl>"),
        "of cells merged 20,000 down": body(b"<w:tbl><w:tr>" + cell * 3 + b"</w:tr>" + (b"<w:tr>" + merged * 3 + b"</w:tr>") * 7_000 + b"</w:tbl>"),
        "of styles in a circle": cyclic,
        "of text boxes in text boxes": body((b"<w:p><w:r><w:pict><w:txbxContent>") * 60 + b"<w:p/>" + (b"</w:txbxContent></w:pict></w:r></w:p>") * 60),
    }  # fmt: skip


def _workbooks(scale: float) -> dict[str, Callable[[], bytes]]:
    good, part = _FILES[".xlsx"]
    rows = int(200_000 * min(1.0, scale * 2))

    def sheet(inside: Callable[[], bytes], more: bytes = b"") -> Callable[[], bytes]:
        head = f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode()
        return lambda: remade(good, part, lambda _: head + inside() + b"</sheetData>" + more + b"</worksheet>")

    def number(column: int) -> bytes:
        name = b""
        while column:
            column, rest = divmod(column - 1, 26)
            name = bytes([65 + rest]) + name
        return name

    row = b"".join(b'<c r="%s1"><v>1</v></c>' % number(n) for n in range(1, 16_385))
    merges = (
        b"<mergeCells>"
        + b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (n, n) for n in range(1, 50_000))
        + b"</mergeCells>"
    )
    return {
        "of a million cells": sheet(lambda: b'<row><c t="inlineStr"><is><t>a</t></is></c><c><v>1</v></c></row>' * rows),
        "of rows of 16,384 cells": sheet(lambda: (b"<row>" + row.replace(b"1\"", b"1\"") + b"</row>") * 20),
        "of its last cell": sheet(lambda: b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "of a row far away": sheet(lambda: b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
        "of 50,000 merged ranges": sheet(lambda: b"<row><c><v>1</v></c></row>", merges),
        "of numbers beyond measure": sheet(lambda: b'<row><c s="1"><v>1e308</v></c><c><v>9%s</v></c><c t="s"><v>999999</v></c></row>' % (b"9" * 5_000)),
        "of dates beyond time": sheet(lambda: b'<row><c t="d"><v>99999-99-99</v></c><c t="d"><v>x</v></c></row>'),
        "of a size that lies": sheet(lambda: b"<row><c><v>1</v></c></row>", b'<dimension ref="A1:XFD1048576"/>'),
        "of shared texts of 20 MB": lambda: remade(good, "xl/sharedStrings.xml", lambda _: f'<sst xmlns="{_MAIN}">'.encode() + b"<si><t>a</t></si>" * 1_000_000 + b"</sst>"),
    }  # fmt: skip
