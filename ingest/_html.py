"""HTML before it is parsed: what a visitor never reads taken out, and what the head says.

Also mends the shapes that unstructured 0.27 loses: `<details>`, list items made of paragraphs, `<dl>`, `<br>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

LINE_BREAK = "\ue000"
"""Stands for <br> on the way through the parser, which folds all white space to one space."""

_NEVER_READ = ("script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "nav", "footer")
_CONTROLS = ("select", "button", "textarea", "input")
_ROLES = {"navigation", "banner", "contentinfo", "search"}
_FURNITURE = re.compile(
    r"bread-?crumb|kruimel-?pad|(cookie|consent)s?[-_]?(bar|banner|box|notice|melding|consent|popup|wall|overlay)", re.I
)
_INVISIBLE = re.compile(
    r"display:none|visibility:(hidden|collapse)|font-size:0(?![.\d]*[1-9])|opacity:0(?![.\d]*[1-9])"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_META_NAMES = {"dc.title": "title", "author": "owner", "dcterms.modified": "updated", "last-modified": "updated"}


def read_tree(text: str) -> html.HtmlElement:
    """The tree of a page or fragment. Raises RecursionError when it is nested too deeply for the parsers to keep it
    whole, lxml.etree.LxmlError when there is nothing in it."""
    # A declaration of the encoding is refused in text that is decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    parser = html.HTMLParser(encoding=None, remove_comments=True, remove_pis=True)
    tree = html.document_fromstring(text, parser=parser)
    # libxml2 drops what lies deeper than 256 elements, and only its log says so.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise RecursionError("elements nested too deeply")
    return tree


def head_of(tree: html.HtmlElement) -> dict[str, str]:
    """What the head says: title, language, url (canonical) and every <meta name>, names in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        if name and meta.get("content"):
            found.setdefault(_META_NAMES.get(name, name), meta.get("content").strip())
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            found.setdefault("url", link.get("href").strip())
    title = tree.find(".//head/title")
    if title is not None and title.text_content().strip():
        found["title"] = " ".join(title.text_content().split())
    if tree.get("lang"):
        found.setdefault("language", tree.get("lang"))
    return found


def visible(tree: html.HtmlElement) -> str:
    """The readable part of a page as HTML: main or articles where there are any, without furniture and hidden text."""
    for element in list(tree.iter(*_NEVER_READ)):
        element.drop_tree()
    for element in list(tree.iter(*_CONTROLS)):
        # The heading of a panel that folds open is a button inside a heading.
        if any(True for _ in element.iterancestors("summary", *_HEADINGS)):
            element.drop_tag()
        else:
            element.drop_tree()
    for element in [e for e in tree.iter(etree.Element) if _hidden(e) or _furniture(e)]:
        if element.getparent() is not None and element.tag not in ("body", "html"):
            element.drop_tree()
    for header in list(tree.iter("header")):
        _drop_header(header)
    roots = _roots(tree)
    for root in roots:
        _mend(root)
    return "<html><body>" + "".join(html.tostring(root, encoding="unicode") for root in roots) + "</body></html>"


def _hidden(element: html.HtmlElement) -> bool:
    style = re.sub(r"\s+", "", element.get("style") or "").lower()
    return bool(
        (element.get("hidden") is not None and element.get("hidden") != "until-found")
        or (element.get("aria-hidden") or "").lower() == "true"
        or _INVISIBLE.search(style)
    )


def _furniture(element: html.HtmlElement) -> bool:
    if (element.get("role") or "").lower() in _ROLES:
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('aria-label') or ''}"
    # A wrapper around the whole page may be called "with-breadcrumbs".
    return bool(_FURNITURE.search(named)) and not any(True for _ in element.iter("main", "article", *_HEADINGS))


def _drop_header(header: html.HtmlElement) -> None:
    """Drops a site's header; the header of an article keeps its headings."""
    if any(True for _ in header.iterancestors("main", "article")):
        for child in list(header.iter(*_HEADINGS)):
            child.tail = None
            header.addprevious(child)
    header.drop_tree()


def _roots(tree: html.HtmlElement) -> list[html.HtmlElement]:
    body = tree.find("body")
    for path in (".//main", ".//*[@role='main']", ".//article[not(ancestor::article)]"):
        found = [e for e in tree.xpath(path) if e.text_content().strip()]
        if found:
            return found
    return [tree if body is None else body]


def _mend(root: html.HtmlElement) -> None:
    level = 1
    for element in list(root.iter(etree.Element)):
        tag = element.tag
        if tag in _HEADINGS:
            level = _HEADINGS[tag]
        elif tag == "summary":
            element.tag = f"h{min(level + 1, 6)}"
        elif tag in ("details", "dl"):
            element.tag = "div"
        elif tag in ("dt", "dd"):
            element.tag = "p"
        elif tag == "br" and not any(True for _ in element.iterancestors("pre")):
            element.tail = LINE_BREAK + (element.tail or "")
            element.drop_tag()
        elif tag in ("p", "div") and _alone_in_item(element):
            element.tag = "span"
            element.tail = " " + (element.tail or "")


def _alone_in_item(element: html.HtmlElement) -> bool:
    parent = element.getparent()
    nested = any(True for _ in element.iter("ul", "ol", "table", "pre"))
    return parent is not None and parent.tag == "li" and not nested


def rows(table_html: str) -> Iterator[list[str]]:
    """The cells of each row of a table that is not empty."""
    for row in html.fragment_fromstring(table_html, create_parent=True).iter("tr"):
        cells = [" ".join(cell.text_content().replace(LINE_BREAK, " ").split()) for cell in row.iter("td", "th")]
        if any(cells):
            yield cells
