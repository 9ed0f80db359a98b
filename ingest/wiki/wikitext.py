"""MediaWiki's wikitext as elements, with its categories and what was taken out. Linear in the page's length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from copilot.core.types import Removed
from ingest.page import tables
from ingest.page.elements import Element
from ingest.wiki.grid import Cell, filled
from ingest.wiki.pages import Anchors
from ingest.wiki.wikitext_inline import DROPPED, HELD_BLOCK, Inline, Names

MAX_CHARACTERS = 4_000_000
"""Twice what MediaWiki itself allows in a page; what lies beyond is left out and reported."""

_COLSPAN = re.compile(r"""colspan\s*=\s*["']?\s*(\d{1,5})""", re.I)
_ROWSPAN = re.compile(r"""rowspan\s*=\s*["']?\s*(\d{1,5})""", re.I)
_NAVIGATION = re.compile(r"""class\s*=\s*["']?[^"'\n]{0,200}\b(?:navbox|toccolours|navigation|metadata|ambox)""", re.I)
_MARKERS = "*#:;"
_NOTHING = f"{DROPPED} \t"
_HEAD = "!"
"""Begins a cell that is a head, until it is a Cell."""


@dataclass
class Wikitext:
    elements: list[Element] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)


def translate(text: str, names: Names, templates: Mapping[str, str]) -> Wikitext:
    """templates: the text of simple ones by their name in lower case."""
    page = Wikitext()
    if len(text) > MAX_CHARACTERS:
        page.removed.append(Removed("wiki: longer than a page can be", text[MAX_CHARACTERS:]))
        text = text[:MAX_CHARACTERS]
    inline = Inline(names, templates)
    flowing = inline.expand(text)
    page.elements = list(_without_emptied(_Blocks(inline, page.removed).read(flowing.split("\n"))))
    page.categories = list(dict.fromkeys(inline.categories))
    page.removed += inline.removed
    return page


def _without_emptied(found: Iterator[Element | None]) -> Iterator[Element]:
    """Without headings below which all was taken out: references, boxes of navigation."""
    waiting: list[Element] = []
    emptied = False
    for element in found:
        if element is None:
            emptied = True
        elif element.kind != "title":
            yield from waiting
            waiting.clear()
            yield element
        else:
            if waiting and emptied and waiting[-1].depth >= element.depth:
                waiting.pop()
            waiting.append(element)
            emptied = False
    yield from waiting[: len(waiting) - emptied]


class _Blocks:
    """Lines to elements."""

    def __init__(self, inline: Inline, removed: list[Removed]) -> None:
        self._inline, self._removed = inline, removed
        self._anchors = Anchors("_", 2)
        self._paragraph: list[str] = []
        self._code: list[str] = []
        self._numbers: dict[str, int] = {}

    def read(self, page: list[str]) -> Iterator[Element | None]:
        """None: here stood something that was taken out."""
        rows = iter(page)
        for line in rows:
            start = line.lstrip(" \t:")
            if line[:1] == " " and line.strip() and not start.startswith(("{|", HELD_BLOCK)):
                yield from self._ended_paragraph()
                self._code.append(line[1:])
                continue
            yield from self._ended_code()
            if line[:1] not in ("*", "#", ":"):
                self._numbers.clear()
            if not line.strip():
                yield from self._ended_paragraph()
            elif not line.strip(_NOTHING):
                yield None
            elif start.startswith("{|"):
                yield from self._ended_paragraph()
                yield from self._table(start, rows)
            elif line[0] == "=" and (title := self._heading(line)):
                yield from self._ended_paragraph()
                yield title
            elif line[0] in _MARKERS:
                yield from self._ended_paragraph()
                yield from self._item(line)
            elif line.startswith("----"):
                yield from self._ended_paragraph()
                self._paragraph.append(line.lstrip("-"))
            elif line[0] == HELD_BLOCK:
                yield from self._ended_paragraph()
                yield from self._inline.blocks_in(line)
            else:
                self._paragraph.append(line)
        yield from self._ended_code()
        yield from self._ended_paragraph()

    def _ended_paragraph(self) -> Iterator[Element]:
        if self._paragraph:
            if text := self._inline.text(" ".join(self._paragraph)):
                yield Element("text", text)
            self._paragraph.clear()

    def _ended_code(self) -> Iterator[Element]:
        """Lines that begin with a space are shown as they are."""
        if self._code:
            if text := "\n".join(self._inline.verbatim(line) for line in self._code).strip("\n"):
                yield Element("code", text)
            self._code.clear()

    def _heading(self, line: str) -> Element | None:
        line = line.replace(DROPPED, "").rstrip()
        left = len(line) - len(line.lstrip("="))
        right = len(line) - len(line.rstrip("="))
        level = min(left, right, 6)
        if not right or len(line) < 2 * level + 1:
            return None
        text = self._inline.text(line[level : len(line) - level]).replace("\n", " ")
        return Element("title", text, level, self._anchors.of(text.replace(" ", "_"))) if text else None

    def _item(self, line: str) -> Iterator[Element | None]:
        body = line.lstrip(_MARKERS)
        markers = line[: len(line) - len(body)]
        text = self._inline.text(body)
        if not text:
            yield None
            return
        if "*" in markers or "#" in markers:
            self._numbers = {above: n for above, n in self._numbers.items() if len(above) <= len(markers)}
            if markers[-1] == "#":
                self._numbers[markers] = self._numbers.get(markers, 0) + 1
                text = f"{self._numbers[markers]}. {text}"
            yield Element("list_item", text, min(len(markers), 10))
        else:
            yield Element("text", text)

    def _table(self, start: str, following: Iterator[str]) -> Iterator[Element]:
        raw: list[str] = []
        nested = 1
        for line in following:
            content = line.strip()
            nested += content.startswith("{|")
            nested -= content.startswith("|}") and not content.startswith("|}}")
            if not nested:
                rest = content[2:]
                break
            raw.append(line)
        else:
            rest = ""
        if _NAVIGATION.search(start[:500]):
            self._removed.append(Removed("wiki: navigation", self._inline.text(" ".join(raw))))
        else:
            yield from self._rows(raw)
        if rest.strip():
            self._paragraph.append(rest)

    def _rows(self, raw: list[str]) -> Iterator[Element]:
        rows: list[list[str]] = [[]]
        caption = ""
        nested = 0
        for line in raw:
            content = line.strip()
            if content.startswith("{|"):
                nested += 1
                continue
            if nested:
                nested -= content.startswith("|}")
                # A table inside a cell is read as the cell's text.
                content = content.lstrip("|!}-+ ").replace("||", " ").replace("!!", " ")
            elif content.startswith("|-"):
                rows.append([])
                continue
            elif content.startswith("|+"):
                caption = content[2:].rpartition("|")[2]
                continue
            elif content[:1] in ("|", "!"):
                head = content[0] == "!"
                cells = content[1:].replace("!!", "||") if head else content[1:]
                rows[-1] += [_HEAD + cell if head else cell for cell in cells.split("||")]
                continue
            if rows[-1]:
                rows[-1][-1] += f" {content.lstrip(_MARKERS)}"
            elif content:
                rows[-1].append(content)
        if text := self._inline.text(caption):
            yield Element("text", text)
        if sum(map(len, rows)) == 1:
            [cell] = [self._cell(cell).text for row in rows for cell in row]
            if cell:
                yield Element("text", cell)
            return
        table = [[self._cell(cell) for cell in row] for row in rows if row]
        for text in tables.text_of(filled(table), bool(table) and all(cell.head for cell in table[0])):
            yield Element("table", text)

    def _cell(self, cell: str) -> Cell:
        head = cell.startswith(_HEAD)
        cell = cell.removeprefix(_HEAD)
        attributes, bar, rest = cell.partition("|")
        if not bar or not ("=" in attributes or attributes.strip() in ("", "nowrap")):
            attributes, rest = "", cell
        columns, rows = _COLSPAN.search(attributes), _ROWSPAN.search(attributes)
        return Cell(
            " ".join(self._inline.text(rest, with_blocks=True).split()),
            int(columns[1]) if columns else 1,
            int(rows[1]) if rows else 1,
            head,
        )
