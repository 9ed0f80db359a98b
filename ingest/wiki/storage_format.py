"""Confluence's storage format (XHTML with its own macros, ac: and ri:) as a tree of plain HTML.

What the macros become is in `_storage_macros`.
"""

from __future__ import annotations

import html
import re

from lxml import etree

from copilot.core.types import Removed
from ingest.page.elements import Element
from ingest.wiki.pages import Anchors
from ingest.wiki.storage_macros import Links, Rewriter
from ingest.wiki.tree_text import TreeText

_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_LOOSE = re.compile(r"&(?!#?[A-Za-z0-9]{1,31};)")
_KEPT = {"amp", "lt", "gt", "quot", "apos"}
_TAG = re.compile(r"<[^<>]{1,2000}>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class StorageError(Exception):
    """Storage format that no parser can read."""


def elements(body: str, title: str, links: Links, *, cloud: bool = False) -> tuple[list[Element], list[Removed]]:
    """The page's elements, with anchors as Confluence gives them, and what was taken out."""
    try:
        root = _tree(body)
    except StorageError:
        # Nested beyond what parsers follow: its words are kept.
        text = " ".join(html.unescape(_TAG.sub(" ", _without_cdata(body))).split())
        return ([Element("text", text)] if text else []), [Removed("wiki: not readable as storage format", "")]
    removed: list[Removed] = []
    Rewriter(links, removed).rewrite(root)
    page = TreeText().read(root)
    return with_anchors(page.elements, title, cloud=cloud), removed + page.removed


def with_anchors(found: list[Element], title: str, *, cloud: bool = False) -> list[Element]:
    anchors = Anchors(".")
    prefix = "" if cloud else re.sub(r"\s+", "", title) + "-"
    joined = "-" if cloud else ""

    def anchored(element: Element) -> Element:
        if element.kind != "title":
            return element
        return Element("title", element.text, element.depth, anchors.of(prefix + re.sub(r"\s+", joined, element.text)))

    return [anchored(element) for element in found]


def _tree(body: str) -> etree._Element:
    # A backup is XML in XML: the end of an inner CDATA is written apart.
    body = _NOT_XML.sub("", body).replace("]] >", "]]>")
    body = _LOOSE.sub("&amp;", _ENTITY.sub(_named, _without_cdata(body)))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, huge_tree=False
    )
    text = f'<root xmlns:ac="urn:ac" xmlns:ri="urn:ri" xmlns:at="urn:at">{body}</root>'
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise StorageError(error.msg) from error
    stopped = any("depth" in entry.message.lower() or "huge" in entry.message.lower() for entry in parser.error_log)
    if root is None or stopped:
        raise StorageError("nested too deeply")
    return root


def _without_cdata(body: str) -> str:
    """Character data as escaped text; one that is never closed runs to the end."""
    first, *rest = body.split("<![CDATA[")
    pieces = [first]
    for piece in rest:
        data, end, after = piece.partition("]]>")
        pieces += [html.escape(data, quote=False), after if end else ""]
    return "".join(pieces)


def _named(found: re.Match[str]) -> str:
    return found[0] if found[1] in _KEPT else html.escape(html.unescape(found[0]), quote=False)
