"""One page of Confluence's HTML export of a space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import PurePosixPath

from lxml import etree, html

from copilot.core.types import Document, Part, Removed
from ingest.export.base import SourceOptions
from ingest.export.local_dates import found_date
from ingest.page import html_tree
from ingest.page.elements import NAVIGATION, ParseError, body
from ingest.page.plain_text import decode
from ingest.wiki.pages import page_parts
from ingest.wiki.tree_text import TreeText

_ID = re.compile(r"(?:^|[_-])(\d{2,20})\.html?$", re.I)
_LISTING = re.compile(
    r"(?:^|\s)(?:childpages-macro|toc-macro|toc-zone|toc|plugin_pagetree\w*|recently-updated\w*|results-container|"
    r"plugin_attachments_container|content-by-label|contentbylabel-macro|blog-posts\w*|pagetreesearch|navmap|"
    r"children-show-hide|contributors\w*|update-items\w*)(?:\s|$)"
)


def document(options: SourceOptions, key: str, data: bytes, base_url: str, zone: tzinfo) -> Document:
    """key: the file below the source's path, which is the page's id. Raises ParseError."""
    try:
        tree = html.document_fromstring(decode(data).replace("\0", ""))
    except (etree.LxmlError, ValueError) as error:
        raise ParseError(f"not readable as HTML: {error}", "export the space again") from error
    main = _first(tree, "//*[@id='main-content']") or _first(tree, "//*[contains(@class, 'wiki-content')]")
    if not main:
        raise ParseError(
            "not a page of a Confluence export: it has no main-content",
            "export the space again; other HTML is read by type wiki_files",
        )
    [content] = main
    number = _ID.search(PurePosixPath(key).name)
    uri = f"{base_url.rstrip('/')}/pages/viewpage.action?pageId={number[1]}" if base_url and number else ""
    trail = [html_tree.text(step) for step in tree.xpath("//*[@id='breadcrumbs']//li")]
    title = _title(tree, trail) or PurePosixPath(key).stem
    removed = list(_without_listings(content))
    page = TreeText().read(content)
    author, owner, created, updated = _written(tree, zone)
    comments = tuple(_comments(tree, uri, zone))
    metadata = {
        "page_id": number[1] if number else "",
        "space_name": trail[0] if trail else "",
        "ancestors": trail[1:],
        "labels": list(dict.fromkeys(html_tree.text(a) for a in tree.xpath(_LABELS) if html_tree.text(a))),
        "attachments": [
            html_tree.text(a) for a in tree.xpath("//*[contains(@class, 'greybox')]//a[@href]") if html_tree.text(a)
        ],
        "author": author if author != owner else "",
    }
    return Document(
        source=options.name,
        external_id=key,
        kind="wiki",
        title=title,
        parts=(*page_parts(page.elements, title, uri or key), *comments),
        uri=uri or key,
        created_at=created,
        updated_at=updated,
        audience=options.audience,
        owner=owner or author,
        metadata={name: value for name, value in metadata.items() if value},
        removed=(*removed, *page.removed, *_furniture(tree)),
    )


_LABELS = (
    "//*[@id='labels-section' or contains(@class, 'label-list') or contains(@class, 'labels-content')]"
    "//a[not(contains(@class, 'edit')) and not(contains(@class, 'show'))]"
)


def is_index(data: bytes) -> bool:
    """Whether this is the export's list of pages."""
    return b"pageSectionTitle" in data and b'id="breadcrumbs"' not in data


def _first(tree: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = tree.xpath(path)
    return found[:1]


def _title(tree: html.HtmlElement, trail: list[str]) -> str:
    """Shown as "Space : Title"."""
    shown = _first(tree, "//*[@id='title-text']") or _first(tree, "//title")
    title = html_tree.text(shown[0]) if shown else ""
    if trail and title.startswith(f"{trail[0]} : "):
        return title[len(trail[0]) + 3 :]
    return title.partition(" : ")[2] or title


def _written(tree: html.HtmlElement, zone: tzinfo) -> tuple[str, str, str, str]:
    """(author, editor, created, updated) of "Created by A, last modified by B on D", in any language: the names are
    marked, and a comma stands between the creation and the change."""
    found = _first(tree, "//*[contains(@class, 'page-metadata')]")
    if not found:
        return "", "", "", ""
    author = next((html_tree.text(e) for e in found[0].xpath(".//*[contains(@class, 'author')]")), "")
    editor = next((html_tree.text(e) for e in found[0].xpath(".//*[contains(@class, 'editor')]")), "")
    phrase = html_tree.text(found[0])
    before, _, after = phrase.partition(author) if author else ("", "", phrase)
    if editor or "," in re.sub(r"\w+\.? \d{1,2}, \d{4}", "", after) or "、" in after:
        created, comma, changed = after.partition(",")
        first = found_date(created, zone) if editor or comma else ""
        return author, editor or author, first, found_date(changed or after, zone) or found_date(before, zone)
    moment = found_date(after, zone) or found_date(before, zone)
    return author, author, moment, moment


def _without_listings(content: html.HtmlElement) -> Iterator[Removed]:
    """Takes lists of pages out, which lead to other pages and say nothing themselves."""
    taken: list[html.HtmlElement] = []
    for element in content.iterdescendants(etree.Element):
        if _LISTING.search(element.get("class") or "") and not any(above in taken for above in element.iterancestors()):
            taken.append(element)
    for element in taken:
        if text := html_tree.spaced(element):
            yield Removed(NAVIGATION, text)
    html_tree.drop_all(content, taken)


def _furniture(tree: html.HtmlElement) -> Iterator[Removed]:
    for path in ("//*[@id='breadcrumb-section']", "//*[@id='footer']"):
        for element in _first(tree, path):
            if text := html_tree.spaced(element):
                yield Removed(NAVIGATION, text)


def _comments(tree: html.HtmlElement, uri: str, zone: tzinfo) -> Iterator[Part]:
    for anchor in tree.xpath("//a[starts-with(@name, 'comment-')]"):
        holder = anchor.getparent()
        byline = next(reversed([e for e in holder if "smallfont" in (e.get("class") or "") and e.tag == "div"]), None)
        author, at = _signed(html_tree.text(byline), zone) if byline is not None else ("", "")
        if byline is not None:
            html_tree.drop(byline)
        said = TreeText().read(holder)
        ref = str(anchor.get("name")).removeprefix("comment-")
        link = f"{uri}&focusedCommentId={ref}#comment-{ref}" if uri else ""
        yield Part("comment", body(said.elements), author, at, ref=ref, uri=link)


def _signed(phrase: str, zone: tzinfo) -> tuple[str, str]:
    """("Ilse Brand", moment) of "Posted by Ilse Brand at Jan 05, 2026 10:12", in any language with that order."""
    words = phrase.split()[:60]
    at = found_date(phrase, zone)
    end = max((n for n in range(len(words)) if at and found_date(" ".join(words[n:]), zone) == at), default=len(words))
    name = words[2:end]
    return " ".join(name[:-1] if len(name) > 1 and name[-1].islower() else name), at
