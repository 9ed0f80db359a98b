"""One page of a Notion export: Markdown, HTML, or a database as CSV."""

from __future__ import annotations

import csv
import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import Any
from urllib.parse import unquote

from lxml import etree, html

from copilot.core.types import Removed
from ingest.export.local_dates import found_date
from ingest.page import html_tree, tables
from ingest.page.elements import NAVIGATION, Element, ParseError
from ingest.page.plain_text import decoded
from ingest.wiki.notion_markdown import Markdown
from ingest.wiki.tree_text import TreeText

_PAGE = re.compile(r"^(?!\.\./).*\.(?:md|html?)$", re.I | re.S)
_HASH = re.compile(r"(?:^|[ _-])([0-9a-f]{32})(?:_all)?$")
_TITLE = re.compile(r"\s*#[ \t]+(.+?)[ \t]*\n")
_PROPERTY = re.compile(r"(?:>[ \t]?)?([^\s:#|*`<>\[\]!-][^:\n#|`<>\[\]]{0,60}):(?:[ \t]+(.*))?")
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
_ICONS = (
    "//span[contains(concat(' ', @class, ' '), ' icon ')]"
    "[ancestor::figure or ancestor::table or contains(@class, 'property-icon')]"
)
_MAX_PROPERTIES = 60
csv.field_size_limit(10_000_000)

_OWNER = {"owner", "page owner", "eigenaar", "pagina-eigenaar", "verantwoordelijke", "besitzer", "verantwortlich"} | {
    *("verantwortliche", "propriétaire", "responsable", "maintainer", "beheerder"),
}
_EDITOR = {
    "last edited by",
    "last updated by",
    "edited by",
    "laatst bewerkt door",
    "bewerkt door",
    "zuletzt bearbeitet von",
} | {
    *("dernière modification par", "modifié par", "bearbeitet von"),
}
_AUTHOR = {"created by", "author", "aangemaakt door", "gemaakt door", "auteur", "autor", "erstellt von", "créé par"}
_CREATED = {
    "created",
    "created time",
    "created at",
    "date created",
    "creation date",
    "aangemaakt",
    "gemaakt",
    "gemaakt op",
} | {
    *(
        "aangemaakt op",
        "aanmaakdatum",
        "tijdstip aangemaakt",
        "erstellt",
        "erstellt am",
        "créé",
        "créé le",
        "date de création",
    ),
}
_UPDATED = {
    "last edited",
    "last edited time",
    "last updated",
    "last updated time",
    "updated",
    "updated at",
    "edited",
} | {
    *("laatst bewerkt", "laatst bewerkt op", "bijgewerkt", "bijgewerkt op", "laatste wijziging", "zuletzt bearbeitet"),
    *("zuletzt aktualisiert", "aktualisiert", "dernière modification", "mis à jour"),
}
_UNTIL = {
    "verification",
    "verificatie",
    "verifizierung",
    "vérification",
    "valid until",
    "expires",
    "expiry",
    "expiry date",
} | {
    *(
        "expiration date",
        "expires on",
        "geldig tot",
        "geldig t/m",
        "vervalt",
        "vervaldatum",
        "gültig bis",
        "valable jusqu'au",
    ),
    *("verified until", "review by", "review before"),
}


@dataclass
class Page:
    title: str = ""
    elements: list[Element] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    """Addresses as they are written, relative to the page."""
    language: str = ""


def read(data: bytes, name: str) -> Page:
    """name: the file's, for its suffix and, where the page says none, its title. Raises ParseError."""
    text = decoded(data)
    if not text.strip():
        raise ParseError("the page is empty", "export it again, or remove it")
    suffix = posixpath.splitext(name)[1].lower()
    reader = {".md": _markdown_page, ".csv": _database}.get(suffix, _html_page)
    page = reader(text)
    page.title = page.title or title_of(name)
    page.links = list(dict.fromkeys(page.links))
    return page


def hash_of(name: str) -> str:
    """The page's number in Notion, from its file's name; "" where the export gives none."""
    found = _HASH.search(posixpath.splitext(posixpath.basename(name))[0])
    return found[1] if found else ""


def title_of(name: str) -> str:
    stem = posixpath.splitext(posixpath.basename(name))[0]
    return _HASH.sub("", stem).strip() or stem


def facts(page: Page, zone: tzinfo) -> dict[str, Any]:
    """owner, created_at, updated_at, valid_until and the other properties of a page."""
    found: dict[str, str] = {}
    others: dict[str, str] = {}
    for key, value in page.properties.items():
        role = role_of(key)
        if role in ("created_at", "updated_at", "valid_until"):
            found[role] = found.get(role) or found_date(value, zone)
        elif role:
            found[role] = found.get(role) or value
        if not role or key.casefold().startswith(("verif", "vérif")):
            others[key] = value
    author = found.get("author", "")
    found["owner"] = found.get("owner") or found.get("editor") or author
    return {**found, "others": others, "author": author if author != found["owner"] else ""}


def role_of(key: str) -> str:
    """What a property is to us, by its usual names."""
    named = " ".join(key.casefold().split())
    roles = {"owner": _OWNER, "editor": _EDITOR, "author": _AUTHOR, "created_at": _CREATED, "updated_at": _UPDATED}
    return next((role for role, names in {**roles, "valid_until": _UNTIL}.items() if named in names), "")


def resolved(links: list[str], name: str) -> list[str]:
    """Paths in the export of the pages that a page links to.

    Whether they lie there is not asked: what a page gives would else change without it, and nobody would read it again.
    """
    folder = posixpath.dirname(name)
    paths = (posixpath.normpath(posixpath.join(folder, unquote(link.partition("#")[0]))) for link in links)
    return list(dict.fromkeys(path for path in paths if _PAGE.search(path) and path != name))


def _markdown_page(text: str) -> Page:
    page = Page()
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    if heading := _TITLE.match(text):
        page.title = heading[1].strip()
        text = _take_properties(text[heading.end() :], page)
    read = Markdown().read(text)
    page.elements, page.links, page.removed = read.elements, read.links, read.removed
    return page


def _take_properties(text: str, page: Page) -> str:
    """The page without the lines "Key: value" that stand right below the title of a database's page.

    Those that say what the page is about stay in it as text; who and when do not.
    """
    first, gap, rest = text.lstrip("\n").partition("\n\n")
    found = [_PROPERTY.fullmatch(line.rstrip()) for line in first.strip().split("\n")]
    if not first.strip() or not all(found) or len(found) > _MAX_PROPERTIES:
        return text
    page.properties = {m[1].strip(): (m[2] or "").strip() for m in found if m and (m[2] or "").strip()}
    if len(found) == 1 and not any(map(role_of, page.properties)) and not first.startswith(">"):
        # A single line may as well be the beginning of the text.
        page.properties = {}
        return text
    shown = "\n".join(f"{key}: {value}" for key, value in page.properties.items() if not role_of(key))
    return f"{shown}\n\n{rest}" if gap or shown else rest


def _html_page(text: str) -> Page:
    page = Page()
    try:
        tree = html.document_fromstring(text.replace("\0", ""))
    except (etree.ParserError, ValueError) as error:
        raise ParseError(f"not readable as HTML: {error}", "export the page again") from error
    page.language = tree.get("lang") or ""
    title = tree.xpath("//h1[contains(@class, 'page-title')]") or tree.xpath("//h1") or tree.xpath("//head/title")
    page.title = html_tree.text(title[0]) if title else ""
    html_tree.drop_all(tree, tree.xpath(_ICONS))
    for row in tree.xpath("//table[contains(@class, 'properties')]//tr"):
        key, value = (" ".join(html_tree.text(cell) for cell in row if cell.tag == tag) for tag in ("th", "td"))
        values = [html_tree.text(v) for v in row.xpath("./td//*[contains(@class, 'selected-value') or @class='user']")]
        if key and value:
            page.properties[key] = ", ".join(values) if len(values) > 1 else value
    shown = [f"{key}: {value}" for key, value in page.properties.items() if not role_of(key)]
    if shown:
        page.elements.append(Element("text", "\n".join(shown)))
    body = tree.xpath("//*[contains(@class, 'page-body')]") or tree.xpath("//body")
    page.links = (
        [a.get("href") for a in body[0].iter("a") if a.get("href") and "://" not in a.get("href")] if body else []
    )
    for root in body[:1]:
        page.removed += _mended(root)
        read = TreeText().read(root)
        page.elements += [_with_anchor(element) for element in read.elements]
        page.removed += read.removed
    return page


def _mended(root: html.HtmlElement) -> Iterator[Removed]:
    """Notion's boxes as text: ticks of tasks; lists of contents go."""
    for box in root.xpath(".//*[contains(concat(' ', @class, ' '), ' checkbox ')]"):
        box.tag, box.text = "span", "[x] " if "checkbox-on" in box.get("class") else "[ ] "
    contents = root.xpath(".//nav")
    for element in contents:
        yield Removed(NAVIGATION, html_tree.spaced(element))
    html_tree.drop_all(root, contents)


def _database(text: str) -> Page:
    """A database without pages of its own: a table."""
    page = Page()
    try:
        rows = [
            [" ".join(cell.split()) for cell in row] for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")))
        ]
    except csv.Error as error:
        raise ParseError(f"not CSV: {error}", "export the database again") from error
    page.elements = [Element("table", piece) for piece in tables.text_of(rows, len(rows) > 1)]
    return page


def _with_anchor(element: Element) -> Element:
    """A block's number is its anchor, without hyphens; other ids are not known to Notion."""
    anchor = element.anchor.replace("-", "") if _UUID.fullmatch(element.anchor) else ""
    return replace(element, anchor=anchor) if anchor != element.anchor else element
