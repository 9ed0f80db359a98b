"""Bytes to elements: the one door to `unstructured`, which is imported when the first page is parsed.

Office files and Markdown are brought to HTML first and so go the same way. PDF goes through its text layer (pypdf),
since unstructured's own PDF extra brings a computer-vision stack.
Nothing here touches the network: unstructured's telemetry is switched off.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from types import ModuleType
from typing import Any

from lxml import etree

from copilot.core.types import Removed
from ingest.page import html_tree, magic, markdown, pdf, plain_text, sheets, slides, tables, web_page, word
from ingest.page.elements import Element, Kind, Page, ParseError, body

__all__ = ["CONVERTIBLE", "MAX_BYTES", "PARSERS", "Element", "Kind", "Page", "ParseError", "body", "html_text", "parse"]

MAX_BYTES = 50_000_000
"""Larger files are refused before they are read into a parser."""


def parse(data: bytes, name: str) -> Page:
    """The elements of a file; `name` is only looked at for its suffix. Raises ParseError."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in CONVERTIBLE:
        raise ParseError(f"{suffix} files are not read", f"save it as {CONVERTIBLE[suffix]}")
    if suffix not in PARSERS:
        raise ParseError(f"no parser for {suffix or 'a name without suffix'}", f"save it as {', '.join(PARSERS)}")
    if len(data) > MAX_BYTES:
        raise ParseError(f"{len(data) / 1e6:.0f} MB is more than {MAX_BYTES / 1e6:.0f} MB", "split the file")
    if not data.strip():
        raise ParseError("the file is empty", "export it again, or remove it")
    magic.check(data, suffix)
    try:
        return PARSERS[suffix](data)
    except RecursionError:
        raise ParseError("nested too deeply", "simplify the page, or save it as text") from None


def html_text(text: str) -> str:
    """A fragment of HTML as readable text: paragraphs apart by a blank line, list items as "- x". Raises ParseError."""
    return body(parse(text.encode(), "fragment.html").elements) if text.strip() else ""


def _parse_html(data: bytes) -> Page:
    return _page(plain_text.decoded(data))


def _parse_markdown(data: bytes) -> Page:
    return _page(markdown.to_html(plain_text.decoded(data)))


def _parse_docx(data: bytes) -> Page:
    return _converted(*word.to_html(data))


def _parse_pptx(data: bytes) -> Page:
    return _converted(*slides.to_html(data))


def _converted(text: str, properties: Mapping[str, str], removed: list[Removed]) -> Page:
    page = _page(text, as_site=False)
    return Page(page.elements, properties, (*removed, *page.removed))


PARSERS: Mapping[str, Callable[[bytes], Page]] = {
    ".html": _parse_html,
    ".htm": _parse_html,
    ".xhtml": _parse_html,
    ".md": _parse_markdown,
    ".markdown": _parse_markdown,
    ".docx": _parse_docx,
    ".pptx": _parse_pptx,
    ".pdf": pdf.parse,
    ".txt": plain_text.parse,
    ".rst": plain_text.parse,
    ".xlsx": sheets.parse_workbook,
    ".xlsm": sheets.parse_workbook,
    ".csv": sheets.parse_csv,
    ".tsv": sheets.parse_csv,
}


CONVERTIBLE: Mapping[str, str] = {
    ".doc": ".docx",
    ".odt": ".docx",
    ".rtf": ".docx",
    ".pages": ".docx",
    ".ppt": ".pptx",
    ".odp": ".pptx",
    ".key": ".pptx",
    ".xls": ".xlsx",
    ".ods": ".xlsx",
    ".mht": ".html",
    ".mhtml": ".html",
}
"""Suffixes that hold pages and are not read, and what to save such a file as."""


class _Later(ModuleType):
    """Stands for a module until something is asked of it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


@lru_cache(maxsize=1)
def _parser() -> tuple[etree.HTMLParser, Mapping[type, Kind]]:
    """unstructured's HTML parser with the choices that a support desk wants, and what its elements are to us.

    It tells narrative from other text by spaCy, an element at a time, which we do not need: what a block says is Text
    unless its element says otherwise. It skips forms, figures and folded panels, which hold content in help centres.
    """
    # Its import already calls home; both switches are read at import and at every call.
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ["UNSTRUCTURED_DISABLE_NOTICE"] = "1"
    # spaCy brings torch and takes seconds; without the guesses by wording nothing of it is ever called.
    waiting = None if "spacy" in sys.modules else sys.modules.setdefault("spacy", _Later("spacy"))
    try:
        from unstructured.documents import elements as kinds
        from unstructured.partition.html import parser as html
    finally:
        if waiting is not None:
            del sys.modules["spacy"]

    class Block(html.Flow):
        def _element_from_text_or_tail(self, text: str, q: Any, ElementCls: Any = None) -> Iterator[Any]:
            yield from super()._element_from_text_or_tail(text, q, ElementCls or kinds.Text)

    class Heading(Block, html.Heading):
        pass

    class Item(Block):
        _ElementCls: Any = kinds.ListItem

    class Code(Block, html.Pre):
        pass

    class Grid(html.TableBlock):
        """A table whose spans are filled in and whose cells say where one ends."""

        def iter_elements(self) -> Iterator[Any]:
            rows, headed = tables.grid(self)
            captions = [tables.cell_text(child) for child in self if child.tag == "caption"]
            yield from (kinds.Text(text) for text in captions if text)
            yield from (kinds.Table(text) for text in tables.text_of(rows, headed))

    lookup = etree.ElementNamespaceClassLookup(etree.ElementDefaultClassLookup(element=Block))
    lookup.get_namespace(None).update(
        {
            **dict.fromkeys(html_tree.HEADINGS, Heading),
            "a": html.Anchor,
            "li": Item,
            "pre": Code,
            "table": Grid,
        }
    )
    parser = etree.HTMLParser(remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(lookup)
    return parser, {kinds.ListItem: "list_item", kinds.Table: "table", kinds.CodeSnippet: "code", kinds.Title: "title"}


def _page(text: str, as_site: bool = True) -> Page:
    parser, kinds = _parser()
    try:
        tree = web_page.read_tree(text, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ParseError(f"not readable as HTML: {error}", "export the page again") from error
    if tree is None:
        return Page(())
    properties = web_page.head_of(tree)
    removed = list(web_page.clean(tree, properties.get("url", ""), as_site))
    return Page(tuple(_elements(tree.iter_elements(), kinds)), properties, tuple(removed))


def _elements(found: Iterable[Any], kinds: Mapping[type, Kind]) -> Iterator[Element]:
    """unstructured's elements as ours."""
    for element in found:
        kind = kinds.get(type(element), "text")
        depth = element.metadata.category_depth or 0
        if kind == "title":
            anchor = next(iter(element.metadata.link_urls or []), "")[1:]
            yield Element("title", element.text, depth + 1, anchor)
        elif kind == "code":
            yield Element("code", element.text.strip("\n"))
        elif kind == "list_item":
            yield Element(kind, _tidy(element.text), max(depth, 1))
        elif text := element.text if kind == "table" else _tidy(element.text):
            yield Element(kind, text)


def _tidy(text: str) -> str:
    return re.sub(rf"[^\S\n]{{0,9}}{html_tree.LINE_BREAK}[^\S\n]*", "\n", text).strip()
