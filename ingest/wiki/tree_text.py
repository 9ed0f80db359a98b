"""A tree of HTML (or what was made into it) as elements: headings with their anchors, lists, tables, code, text.

What a reader never sees is left out and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from lxml import etree

from copilot.core.types import Removed
from ingest.cleaners.hidden import drop_hidden
from ingest.page import html_tree, tables
from ingest.page.elements import HIDDEN, Element
from ingest.page.html_tree import LINE_BREAK

_MAX_DEPTH = 200
"""Elements inside each other; what lies deeper is taken as text."""
_SPACE = re.compile(r"\s+")
_NEVER_READ = {"script", "style", "noscript", "template", "svg", "head", "button", "select", "iframe", "object"}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "blockquote",
    "figure",
    "figcaption",
} | {*("details", "summary", "dl", "dt", "dd", "center", "fieldset", "address", "hr", "body", "html", "form", "nav")}
_LINKED = {"http", "https", "ftp", "mailto", "tel"}


class TreeText:
    """One page's elements and what was left out of it."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.removed: list[Removed] = []
        self._held: list[str] = []
        self._lists = 0
        self._number: int | None = None
        self._in_item = False
        self._item_at = -1
        self._depth = 0

    def read(self, root: etree._Element) -> TreeText:
        """Takes what is hidden out of the tree, and reads the rest."""
        comments = [(c.text or "").strip() for c in root.iter(etree.Comment)]
        self.removed += [Removed("hidden: comment", text) for text in comments if text]
        self.removed += [Removed(HIDDEN, " ".join(text.split())) for text in drop_hidden(root)]
        self._children(root)
        self._flush()
        return self

    def _children(self, node: etree._Element) -> None:
        if node.text:
            self._held.append(node.text)
        for child in node:
            self._node(child)
            if child.tail:
                self._held.append(child.tail)

    def _node(self, node: etree._Element) -> None:
        if not isinstance(node.tag, str):
            return
        tag = node.tag.lower()
        if tag in _NEVER_READ:
            return
        if self._depth >= _MAX_DEPTH:
            self._held.append(" ".join(node.itertext()))
            return
        self._depth += 1
        try:
            self._visible(tag, node)
        finally:
            self._depth -= 1

    def _visible(self, tag: str, node: etree._Element) -> None:
        if tag in html_tree.HEADINGS:
            self._heading(node, html_tree.HEADINGS[tag])
        elif tag in ("ul", "ol", "menu"):
            self._list(node)
        elif tag == "li":
            self._item(node)
        elif tag == "table":
            self._table(node)
        elif tag == "pre":
            self._flush()
            if code := "".join(_raw(node)).strip("\n").rstrip():
                self.elements.append(Element("code", code))
        elif tag == "br":
            self._held.append(LINE_BREAK)
        elif tag == "a":
            self._link(node)
        elif tag == "img":
            self._held.append(_alt(node))
        elif tag == "input":
            if (node.get("type") or "").lower() == "checkbox":
                self._held.append("[x] " if node.get("checked") is not None else "[ ] ")
        elif tag in _BLOCKS:
            self._flush()
            self._children(node)
            self._flush()
        else:
            self._children(node)

    def _heading(self, node: etree._Element, level: int) -> None:
        self._flush()
        anchor = node.get("id") or next((a.get("name") or a.get("id") or "" for a in node.iter("a")), "")
        text = _tidy(flat(node)).replace("\n", " ")
        # A heading inside a list item is a line of that item: it opens no section.
        if self._in_item:
            self._held.append(f"{text}{LINE_BREAK}")
        elif text:
            self.elements.append(Element("title", text, level, anchor))

    def _list(self, node: etree._Element) -> None:
        self._flush()
        around = self._in_item, self._number
        start = node.get("start") or "1"
        self._in_item = False
        self._number = (int(start) if start.isdecimal() else 1) if node.tag == "ol" else None
        self._lists += 1
        self._children(node)
        self._flush()
        self._lists -= 1
        self._in_item, self._number = around

    def _item(self, node: etree._Element) -> None:
        self._flush()
        outside = self._in_item
        self._in_item, self._item_at = True, -1
        self._children(node)
        self._flush()
        if self._number is not None:
            self._number += 1
        self._in_item, self._item_at = outside, -1

    def _table(self, node: etree._Element) -> None:
        self._flush()
        caption = node.find("caption")
        if caption is not None:
            self._children(caption)
            self._flush()
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in tables.rows_of(node)]
        if sum(map(len, rows)) == 1 or tables.is_layout(node):
            for cell in (cell for row in rows for cell in row):
                self._children(cell)
                self._flush()
            return
        for text in tables.text_of(*tables.grid(node)):
            self.elements.append(Element("table", text))

    def _link(self, node: etree._Element) -> None:
        before = len(self._held)
        self._children(node)
        text = "".join(self._held[before:]).strip()
        if url := _url(node.get("href"), text):
            self._held.append(f" ({url})" if text else url)

    def _flush(self) -> None:
        text = _tidy("".join(self._held))
        self._held.clear()
        if not text:
            return
        if self._in_item and 0 <= self._item_at == len(self.elements) - 1:
            # The second paragraph of an item is part of it.
            self.elements[-1] = replace(self.elements[-1], text=f"{self.elements[-1].text}\n{text}")
        elif self._in_item:
            number = f"{self._number}. " if self._number is not None and self._item_at < 0 else ""
            self._item_at = len(self.elements)
            self.elements.append(Element("list_item", number + text, max(self._lists, 1)))
        else:
            self.elements.append(Element("text", text))


def flat(node: etree._Element) -> str:
    """The text of a heading or cell with its links, blocks apart by a space."""
    inner = TreeText()
    inner._children(node)
    if not inner.elements:
        return "".join(inner._held)
    inner._flush()
    return " ".join(element.text for element in inner.elements)


def _raw(node: etree._Element) -> Iterator[str]:
    """Text of preformatted content, where <br> is a line."""
    yield node.text or ""
    for child in node.iterdescendants():
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str):
            yield child.text or ""
        yield child.tail or ""


def _alt(node: etree._Element) -> str:
    """What an image says, unless that is only the name of its file."""
    alt = (node.get("alt") or "").strip()
    return "" if re.fullmatch(r"\S{1,200}\.\w{2,5}|image|icon|\(\w{1,20}\)", alt, re.I) else alt


def _url(href: str | None, text: str) -> str:
    """The address of a link, where the text does not say it and it leads out of the export."""
    href = (href or "").strip()
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return ""
    bare = href.removeprefix("mailto:").removeprefix("tel:")
    if scheme not in _LINKED or bare.rstrip("/") in text:
        return ""
    return bare


def _tidy(text: str) -> str:
    """One space between words, one line a <br>."""
    found = [_SPACE.sub(" ", line).strip() for line in text.split(LINE_BREAK)]
    return re.sub(r"\n{2,}", "\n", "\n".join(found)).strip()
