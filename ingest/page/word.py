"""A Word document as HTML: headings by style, the numbers Word shows, notes below their paragraph, tables with spans.

Left out and reported: hidden and invisible text, what is deleted by tracked changes, the table of contents.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import etree

from copilot.core.types import Removed
from ingest.page.elements import NAVIGATION, ParseError, properties
from ingest.page.numbering import Numbering
from ingest.page.word_styles import Styles, is_on, value_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TRANSPARENT = {
    f"{_W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "bdo", "dir")
}
_DELETED = (f"{_W}del", f"{_W}moveFrom")
_MAX_DEPTH = 20
"""Tables inside tables that are read."""


def to_html(data: bytes) -> tuple[str, dict[str, str], list[Removed]]:
    """(HTML, properties, what was left out). Raises ParseError."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
        writer = _Writer(document)
        text = "".join(writer.blocks(document.element.body))
    except (
        zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, AttributeError, TypeError, etree.LxmlError,
        zlib.error, EOFError, NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        if isinstance(error, RecursionError):
            raise
        what = "encrypted" if "encrypted" in str(error) else "damaged"
        raise ParseError(f"the DOCX is {what}: {error}", "open it in a word processor and save it again") from error
    return text, properties_of(document), writer.removed


def properties_of(document: Any) -> dict[str, str]:
    """The properties of an Office document that say something about its page; none where they are damaged."""
    try:
        core = document.core_properties
        return properties(core.title, core.author, core.language, core.modified, core.created)
    except (AttributeError, KeyError, ValueError, TypeError):
        return {}  # The document itself was read.


class _Writer:
    def __init__(self, document: Any) -> None:
        self.removed: list[Removed] = []
        self._rels = document.part.rels
        self._styles = Styles(document)
        self._numbering = Numbering(self._part("numbering"))
        self._notes = {kind: self._read_notes(kind) for kind in ("footnote", "endnote")}
        self._after: list[str] = []
        self._depth = 0

    def blocks(self, container: Any) -> Iterator[str]:
        for child in container:
            if child.tag == f"{_W}p":
                yield self._paragraph(child)
                yield from self._after
                self._after.clear()
            elif child.tag == f"{_W}tbl":
                yield self._table(child)
            elif child.tag == f"{_W}sdt" and self._is_contents(child):
                self._remove(NAVIGATION, _texts(child))
            elif child.tag in _TRANSPARENT:
                yield from self.blocks(child)
            elif child.tag in _DELETED:
                self._remove("docx: deleted text", _texts(child))

    def _part(self, name: str) -> Any:
        """The tree of a part that belongs to the document, such as its footnotes; None when there is none."""
        for rel in self._rels.values():
            if rel.reltype.endswith(f"/{name}") and not rel.is_external:
                parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
                return etree.fromstring(rel.target_part.blob, parser)
        return None

    def _read_notes(self, kind: str) -> dict[str, Any]:
        root = self._part(f"{kind}s")
        found = [] if root is None else root.findall(f"{_W}{kind}")
        return {note.get(f"{_W}id"): note for note in found if note.get(f"{_W}type") in (None, "normal")}

    def _is_contents(self, block: Any) -> bool:
        gallery = block.find(f".//{_W}docPartGallery")
        return gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"

    def _remove(self, rule: str, text: str) -> None:
        if text.strip():
            self.removed.append(Removed(rule, " ".join(text.split())))

    def _paragraph(self, paragraph: Any) -> str:
        style = value_of(paragraph.find(f"{_W}pPr/{_W}pStyle")) or self._styles.default
        names = self._styles.names(style)
        text = "".join(self._inline(paragraph)).strip()
        if not text:
            return ""
        if any(name.startswith(("toc ", "table of figures")) for name in names[:1]):
            self._remove(NAVIGATION, text)
            return ""
        level = self._styles.level(paragraph, style)
        number = self._number(paragraph, style)
        if level:
            label = f"{escape(number[1])} " if number and number[1] else ""
            return f"<h{level}>{label}{text}</h{level}>"
        if number:
            depth = number[0] + 1
            return f"{'<ul>' * depth}<li>{escape(number[1])} {text}</li>{'</ul>' * depth}"
        if any(name.startswith("list bullet") for name in names):
            return f"<ul><li>{text}</li></ul>"
        if names and names[0] in ("html preformatted", "source code", "code", "macro text"):
            return f"<pre>{text}</pre>"
        return f"<p>{text}</p>"

    def _number(self, paragraph: Any, style: str) -> tuple[int, str] | None:
        """(level from 0, what Word writes before the paragraph) of a numbered or bulleted one."""
        for owner in (paragraph, *self._styles.chain(style)):
            found = owner.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                level = value_of(found.find(f"{_W}ilvl")) or self._numbering.level_of(style)
                return self._numbering.label(value_of(found.find(f"{_W}numId")) or "0", int(level or 0))
        return None

    def _inline(self, holder: Any) -> Iterator[str]:
        """The text of a paragraph as HTML, with links, notes and what stands in its text boxes."""
        for child in holder:
            if child.tag == f"{_W}r":
                if self._styles.is_hidden(child):
                    self._remove("hidden: docx", _texts(child))
                else:
                    yield from self._run(child)
            elif child.tag == f"{_W}hyperlink":
                target = self._rels.get(child.get(f"{_R}id") or "")
                said = "".join(self._inline(child))
                yield (
                    f'<a href="{escape(target.target_ref)}">{said}</a>'
                    if target is not None and target.is_external
                    else said
                )
            elif child.tag in _DELETED:
                self._remove("docx: deleted text", _texts(child))
            elif child.tag in _TRANSPARENT:
                yield from self._inline(child)
            elif child.tag.endswith("}oMath") or child.tag.endswith("}oMathPara"):
                yield escape("".join(child.itertext()))

    def _run(self, run: Any) -> Iterator[str]:
        properties = run.find(f"{_W}rPr")
        raised = value_of(properties.find(f"{_W}vertAlign")) if properties is not None else None
        tag = {"superscript": "sup", "subscript": "sub"}.get(raised or "")
        struck = properties is not None and any(is_on(properties.find(f"{_W}{name}")) for name in ("strike", "dstrike"))
        opened, closed = (f"<{tag}>", f"</{tag}>") if tag else ("<del>", "</del>") if struck else ("", "")
        pieces = list(self._pieces(run))
        yield from [opened, *pieces, closed] if pieces else []

    def _pieces(self, run: Any) -> Iterator[str]:
        for child in run:
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if child.tag == f"{_MC}AlternateContent":
                yield from self._pieces(next(iter(child), child))
            elif name == "t":
                yield escape(child.text or "")
            elif name == "tab":
                yield " "
            elif name in ("br", "cr"):
                yield "<br>"
            elif name == "noBreakHyphen":
                yield "-"
            elif name in ("footnoteReference", "endnoteReference"):
                note = self._notes[name[:-9]].pop(child.get(f"{_W}id"), None)
                if note is not None:
                    mark = f"[{child.get(f'{_W}id')}]"
                    said = " ".join("".join(self._inline(p)).strip() for p in note.iter(f"{_W}p"))
                    self._after.append(f"<p>{mark} {said}</p>")
                    yield mark
            elif name in ("drawing", "pict", "object"):
                yield from self._drawing(child)

    def _drawing(self, drawing: Any) -> Iterator[str]:
        outside = next(drawing.iterancestors(f"{_W}txbxContent"), None)
        for box in drawing.iter(f"{_W}txbxContent"):
            if next(box.iterancestors(f"{_W}txbxContent"), None) is not outside:
                continue  # It is read with the box around it.
            if self._depth < _MAX_DEPTH and not any(True for _ in box.iterancestors(f"{_MC}Fallback")):
                self._depth += 1
                before, self._after = self._after, []
                inside = list(self.blocks(box))
                self._after = [*before, *inside]
                self._depth -= 1
        for about in drawing.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
            said = " ".join((about.get("descr") or "").split())
            if " " in said:
                yield escape(f"[{said}]")

    def _table(self, table: Any) -> str:
        if self._depth >= _MAX_DEPTH:
            return f"<p>{escape(_texts(table))}</p>"
        self._depth += 1
        rows = [row for row in table.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl"), None) is table]
        grid = [list(_cells(row)) for row in rows]
        look = table.find(f"{_W}tblPr/{_W}tblLook")
        headed = look is not None and (look.get(f"{_W}firstRow") == "1" or _flag(look.get(f"{_W}val"), 0x20))
        lines = ["<table>"]
        for number, cells in enumerate(grid):
            name = "th" if number == 0 and headed else "td"
            lines.append("<tr>")
            for place, cell, width, merged in cells:
                if merged == "continue":
                    continue
                height = 1
                while merged == "restart" and _goes_on(grid, number + height, place):
                    height += 1
                inside = "".join(self.blocks(cell))
                lines.append(f'<{name} colspan="{width}" rowspan="{height}">{inside}</{name}>')
            lines.append("</tr>")
        self._depth -= 1
        return "".join([*lines, "</table>"])


def _cells(row: Any) -> Iterator[tuple[int, Any, int, str]]:
    """(column, cell, columns it spans, "restart" | "continue" | "") of each cell of a row."""
    place = 0
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr"), None) is not row:
            continue
        span = value_of(cell.find(f"{_W}tcPr/{_W}gridSpan")) or "1"
        width = min(int(span), 100) if span.isdecimal() else 1
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        yield place, cell, width, "" if merge is None else value_of(merge) or "continue"
        place += width


def _goes_on(grid: list[list[tuple[int, Any, int, str]]], row: int, column: int) -> bool:
    """Whether the cell above reaches down into this row."""
    return row < len(grid) and any(place == column and merged == "continue" for place, _, _, merged in grid[row])


def _flag(value: str | None, bit: int) -> bool:
    try:
        return bool(int(value or "0", 16) & bit)
    except ValueError:  # not a number: then no flag is set
        return False


def _texts(element: Any) -> str:
    """All text in an element, deleted text too."""
    return " ".join("".join(found.text or "" for found in element.iter(f"{_W}t", f"{_W}delText")).split())
