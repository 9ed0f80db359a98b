"""A page of Confluence as its backups and its API give it, and the Document that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree, html

from copilot.core.types import Document, Part, Removed
from ingest.export.base import SourceOptions
from ingest.page.elements import Element, body
from ingest.wiki import confluence_markup, storage_format
from ingest.wiki.pages import page_parts
from ingest.wiki.storage_macros import Links
from ingest.wiki.tree_text import TreeText

STORAGE, MARKUP, HTML = "storage", "markup", "html"


@dataclass(frozen=True, slots=True)
class Said:
    """A comment."""

    id: str
    body: str
    format: str
    author: str
    at: str
    order: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    id: str
    title: str
    body: str
    format: str = STORAGE
    author: str = ""
    """Who made it."""
    owner: str = ""
    """Who changed it last."""
    created: str = ""
    updated: str = ""
    uri: str = ""
    restricted: bool = False
    """Whether only some may see it."""
    cloud: bool = False
    comments: tuple[Said, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    """Names by the keys that the page's links mention."""
    metadata: Mapping[str, Any] = field(default_factory=dict)


def document(options: SourceOptions, page: Written) -> Document:
    links = Links(page.people)
    elements, removed = _read(page.body, page.format, page.title, links, cloud=page.cloud)
    parts = list(page_parts(elements, page.title, page.uri))
    for said in page.comments:
        found, dropped = _read(said.body, said.format, "", links)
        removed += [replace(r, part=len(parts)) for r in dropped]
        uri = (
            f"{page.uri}{'&' if '?' in page.uri else '?'}focusedCommentId={said.id}#comment-{said.id}"
            if page.uri
            else ""
        )
        parts.append(Part("comment", body(found), said.author, said.at, ref=said.id, uri=uri))
    metadata = {**page.metadata, "author": page.author if page.author != page.owner else ""}
    if page.restricted:
        metadata["restricted"] = True
    return Document(
        source=options.name,
        external_id=page.id,
        kind="wiki",
        title=page.title,
        parts=tuple(parts),
        uri=page.uri,
        created_at=page.created,
        updated_at=page.updated,
        audience=options.internal_audience if page.restricted else options.audience,
        owner=page.owner or page.author,
        metadata={key: value for key, value in metadata.items() if value not in ("", None, [], ())},
        removed=tuple(removed),
    )


def _read(
    text: str, format_: str, title: str, links: Links, *, cloud: bool = False
) -> tuple[list[Element], list[Removed]]:
    if format_ == MARKUP:
        found, removed = confluence_markup.elements(text)
        return storage_format.with_anchors(found, title), removed
    if format_ == HTML:
        if not text.strip():
            return [], []
        try:
            page = TreeText().read(html.document_fromstring(text))
        except (etree.ParserError, ValueError):
            return [], []  # Nothing but comments in it.
        return page.elements, page.removed
    return storage_format.elements(text, title, links, cloud=cloud)
