"""`wiki_notion`: an export of Notion (Settings > Export all workspace content, or Export in a page's menu) as Markdown
& CSV or as HTML: the downloaded zip, also with zips inside it, or the folder it unpacks to.

One Document a page, and one a database whose rows have no pages of their own. The path is the id, as it is.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.export.archives import MAX_FILE, Archive, ArchiveError
from ingest.export.base import LocalTimeOptions, find_files, item, key_of
from ingest.page.elements import ParseError
from ingest.wiki import notion_pages as pages
from ingest.wiki.pages import page_parts

_SUFFIXES = (".md", ".html", ".htm", ".csv")


class Options(LocalTimeOptions):
    """`path`: the export as zip or folder, one page, or a glob."""

    base_url: str = "https://www.notion.so"
    """Address to which a page's number is added for links, such as that of your Notion site; "" for none."""


class NotionSource:
    """An Item is a file of the export, or a zip."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._known: dict[str, Path] = {}

    def items(self) -> Iterator[Item]:
        for key, file in self._by_key().items():
            yield item(key, [file])

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        known = self._known or self._by_key()
        file = known[item.key]
        try:
            if file.suffix.lower() == ".zip":
                yield from self._archive(item.key, Archive(file), "" if file == self._options.path else f"{item.key}/")
            elif file.stat().st_size > MAX_FILE:
                yield self._rejected(item.key, f"larger than {MAX_FILE / 1e6:.0f} MB", "split the page")
            else:
                yield from self._page(item.key, item.key, file.read_bytes())
        except ArchiveError as error:
            yield self._rejected(item.key, error.reason, error.fix)
        except OSError as error:
            yield self._rejected(item.key, f"cannot be read: {error.strerror}", "check the file and its permissions")

    def _by_key(self) -> dict[str, Path]:
        files = {key_of(self._options, file): file for file in find_files(self._options, (*_SUFFIXES, ".zip"))}
        told = set(_told(list(files)))
        self._known = {key: file for key, file in files.items() if key in told or file.suffix.lower() == ".zip"}
        return self._known

    def _archive(self, key: str, archive: Archive, prefix: str) -> Iterator[Document | Rejected]:
        names = _told([name for name in archive.names() if posixpath.splitext(name)[1].lower() in _SUFFIXES])
        inner = 0
        for name in names:
            try:
                yield from self._page(f"{key} {name}", prefix + name, archive.read(name))
            except ArchiveError as error:
                yield self._rejected(f"{key} {name}", error.reason, error.fix)
        for name, held in archive.inner():
            inner += 1
            if isinstance(held, ArchiveError):
                yield self._rejected(f"{key} {name}", held.reason, held.fix)
            else:
                yield from self._archive(f"{key} {name}", held, prefix)
        if not names and not inner:
            yield self._rejected(key, "no pages in it", "export from Notion as Markdown & CSV or HTML, with everything")

    def _page(self, where: str, id_: str, data: bytes) -> Iterator[Document | Rejected]:
        try:
            yield self._document(id_, pages.read(data, id_))
        except ParseError as error:
            yield self._rejected(where, error.reason, error.fix)
        except RecursionError:
            yield self._rejected(where, "nested too deeply", "simplify the page")

    def _document(self, id_: str, page: pages.Page) -> Document:
        told, number = pages.facts(page, self._options.timezone), pages.hash_of(id_)
        uri = f"{self._options.base_url.rstrip('/')}/{number}" if number and self._options.base_url else id_
        metadata = {
            "page_id": number,
            "ancestors": [
                pages.title_of(step + ".md")
                for step in posixpath.dirname(id_).split("/")
                if step[-4:] not in ("", ".zip")
            ],
            "author": told["author"],
            "links": pages.resolved(page.links, id_),
            **{
                key: value
                for key, value in told["others"].items()
                if key not in ("page_id", "ancestors", "author", "links")
            },
        }
        return Document(
            source=self._options.name,
            external_id=id_,
            kind="wiki",
            title=" ".join(page.title.split()) or id_,
            parts=page_parts(page.elements, page.title, uri),
            uri=uri,
            language=page.language,
            created_at=told.get("created_at", ""),
            updated_at=told.get("updated_at", ""),
            audience=self._options.audience,
            owner=told["owner"],
            valid_until=told.get("valid_until", ""),
            metadata={key: value for key, value in metadata.items() if value},
            removed=tuple(page.removed),
        )

    def _rejected(self, where: str, reason: str, fix: str) -> Rejected:
        return Rejected(self._options.name, where, reason, fix)


def _told(names: list[str]) -> list[str]:
    """The files that are pages of their own: no list of contents, no database whose rows are pages or that stands
    there a second time in full ("_all")."""
    folders = {posixpath.dirname(name) for name in names if name.lower().endswith((".md", ".html", ".htm"))}
    every = set(names)

    def is_page(name: str) -> bool:
        stem, suffix = posixpath.splitext(name)
        if suffix.lower() == ".csv":
            plain = stem.removesuffix("_all")
            rows = {plain, posixpath.join(posixpath.dirname(plain), pages.title_of(plain + ".csv"))}
            return not rows & folders and (stem != plain or f"{stem}_all{suffix}" not in every)
        return posixpath.basename(name).lower() != "index.html"

    return [name for name in names if is_page(name)]


def build(options: Options) -> NotionSource:
    return NotionSource(options)
