"""`wiki_mediawiki`: XML dumps of MediaWiki, from its page Special:Export, from `dumpBackup.php` or as Wikimedia
publishes them (.xml, also packed as .bz2, .gz or .xz), or saved answers of its API (JSON).

A dump is read in its newest version of every page, as one Item, in pieces. Redirects have no Document of their own:
their titles stand with the page that they point to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.export.base import SourceOptions, find_files, item, key_of, read_pieces
from ingest.wiki import mediawiki_api as api
from ingest.wiki import mediawiki_dump as dump
from ingest.wiki.mediawiki_dump import Index, Page, Site
from ingest.wiki.pages import SAFE, page_parts
from ingest.wiki.wikitext import translate
from ingest.wiki.xml_stream import Faults

_SUFFIXES = (".xml", ".bz2", ".gz", ".xz", ".json", ".7z", ".zip")
_PIECE_PAGES = 40
_PIECE_CHARACTERS = 500_000
_SIMPLE_TEMPLATE = re.compile(r"\{\{\s{0,5}([^{}|#\n]{1,100}?)\s{0,5}\}\}")


class Options(SourceOptions):
    """`path`: a dump, a folder of dumps or of API answers, or a glob."""

    namespaces: tuple[int, ...] = ()
    """Numbers of the namespaces to read, such as 0 (articles), 4 (about the wiki), 12 (help), 14 (categories). Empty:
    articles, pages about the wiki, help, and the namespaces that the wiki made for itself; never discussions."""
    base_url: str = ""
    """Address to which a page's title is added, such as "https://wiki.example/wiki/"; by default the dump's own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some pages of one dump, with all that is needed to read them."""

    key: str
    site: Site
    pages: tuple[tuple[Page, tuple[str, ...]], ...]
    """With the titles that redirect to each."""
    templates: Mapping[str, str]


class MediaWikiSource:
    """An Item is a file: a dump, or a saved answer of the API. A dump is read in pieces of some pages."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._files: dict[str, Path] = {}

    def items(self) -> Iterator[Item]:
        for key, file in self._by_key().items():
            yield item(key, [file])

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        return read_pieces(self, item)

    def split(self, item: Item) -> Iterator[Piece | Rejected]:
        file = (self._files or self._by_key())[item.key]
        try:
            if not file.stat().st_size:
                yield self._rejected(item.key, "the file is empty", "export it again, or remove it")
            elif file.suffix.lower() == ".json":
                yield from self._pieces_of_answer(item.key, file)
            elif file.suffix.lower() in (".7z", ".zip"):
                yield self._rejected(item.key, "the dump is in an archive", "unpack it, then it is read")
            else:
                yield from self._pieces_of_dump(item.key, file)
        except OSError as error:
            yield self._rejected(item.key, f"cannot be read: {error}", "check the file and its permissions")

    def read_piece(self, piece: Piece) -> Iterator[Document | Rejected]:
        for page, redirects in piece.pages:
            try:
                yield self._document(page, redirects, piece)
            except RecursionError:
                yield self._rejected(f"{piece.key} {page.title}", "nested too deeply", "simplify the page")

    def divide(self, piece: Piece) -> Iterator[tuple[str, Piece]]:
        for page, redirects in piece.pages:
            yield f"{piece.key} {page.title}", replace(piece, pages=((page, redirects),))

    def _by_key(self) -> dict[str, Path]:
        self._files = {key_of(self._options, file): file for file in find_files(self._options, _SUFFIXES)}
        return self._files

    def _pieces_of_answer(self, key: str, file: Path) -> Iterator[Piece | Rejected]:
        answer = api.read(self._options.name, key, file)
        yield from answer.rejected
        wanted = [page for page in answer.pages if self._wanted(page) and not page.redirect]
        for page in wanted:
            if page.text is None:
                fix = "ask the API for prop=revisions with rvprop=ids|timestamp|user|content"
                yield self._rejected(f"{key} {page.title}", "the answer has no text of the page", fix)
        for start in range(0, len(wanted), _PIECE_PAGES):
            some = tuple((page, ()) for page in wanted[start : start + _PIECE_PAGES])
            yield Piece(key, answer.site, some, {})

    def _pieces_of_dump(self, key: str, file: Path) -> Iterator[Piece | Rejected]:
        with dump.opened(file) as stream:
            index = dump.index(stream, faults := Faults())
        if not index.is_dump:
            if faults.unreadable:
                yield self._rejected(key, faults.unreadable, "export or download it again")
                return
            fix = "export it with Special:Export or dumpBackup.php"
            yield self._rejected(key, "not a dump of MediaWiki: it does not begin with <mediawiki>", fix)
            return
        if index.version and index.version not in dump.VERSIONS:
            reason = f"version {index.version} of the dump's format is unknown; it is read like 0.11"
            yield self._rejected(key, reason, "look whether its pages are right, and tell us about the version")
        faults = Faults()
        counts = {"all": 0, "read": 0, "stubs": 0}
        with dump.opened(file) as stream:
            yield from self._batches(key, self._pages(stream, index, faults, counts), index)
        yield from (self._rejected(key, reason, fix) for reason, fix in faults.sentences())
        if counts["stubs"]:
            found = f"{counts['stubs']} pages without their text: this is a dump of stubs"
            yield self._rejected(key, found, "export with text: pages-articles, or dumpBackup.php --current")
        elif not counts["read"]:
            found = f"none of the {counts['all']} pages is content" if counts["all"] else "no pages in it"
            yield self._rejected(key, found, "export other pages, or name their namespaces in `namespaces`")

    def _pages(self, stream: Any, index: Index, faults: Faults, counts: dict[str, int]) -> Iterator[Page]:
        for page in dump.pages(stream, index, faults):
            counts["all"] += 1
            if not page.title or page.redirect or not self._wanted(page):
                continue
            if page.text is None:
                counts["stubs"] += 1
                continue
            counts["read"] += 1
            yield page

    def _batches(self, key: str, pages: Iterator[Page], index: Index) -> Iterator[Piece]:
        held: list[Page] = []
        size = 0
        for page in pages:
            held.append(page)
            size += len(page.text or "")
            if len(held) >= _PIECE_PAGES or size >= _PIECE_CHARACTERS:
                yield self._piece(key, held, index)
                held, size = [], 0
        if held:
            yield self._piece(key, held, index)

    def _piece(self, key: str, pages: list[Page], index: Index) -> Piece:
        called = {name.strip().lower() for page in pages for name in _SIMPLE_TEMPLATE.findall(page.text or "")}
        templates = {name: index.templates[name] for name in called if name in index.templates}
        return Piece(key, index.site, tuple((page, dump.aliases(index, page.title)) for page in pages), templates)

    def _wanted(self, page: Page) -> bool:
        chosen = self._options.namespaces
        readable = page.model in ("wikitext", "text", "GeoJSON", "")
        return readable and (page.namespace in chosen if chosen else dump.is_content(page.namespace))

    def _document(self, page: Page, redirects: tuple[str, ...], piece: Piece) -> Document:
        site = piece.site
        text = translate(page.text or "", site.names(), piece.templates)
        uri = page.uri or self._uri(site, page.title)
        metadata: dict[str, Any] = {
            "page_id": page.page_id,
            "revision": page.revision,
            "namespace": site.namespaces.get(page.namespace, "") or str(page.namespace or ""),
            "categories": list(dict.fromkeys([*page.categories, *text.categories])),
            "redirects": list(redirects),
            "comment": page.comment,
        }
        return Document(
            source=self._options.name,
            external_id=page.title,
            kind="wiki",
            title=page.title,
            parts=page_parts(text.elements, page.title, uri),
            uri=uri,
            language=site.language,
            created_at=page.created,
            updated_at=page.at,
            audience=self._options.audience,
            owner=page.author,
            metadata={key: value for key, value in metadata.items() if value},
            removed=tuple(text.removed),
        )

    def _uri(self, site: Site, title: str) -> str:
        name = quote(title.replace(" ", "_"), safe=SAFE)
        if self._options.base_url:
            return self._options.base_url.rstrip("/") + "/" + name
        before, parameter, _ = site.base.partition("title=")
        if parameter:
            return before + parameter + name
        # The address of the main page, whose name may hold a slash only when it is escaped.
        return site.base.rpartition("/")[0] + "/" + name if "://" in site.base else ""

    def _rejected(self, where: str, reason: str, fix: str) -> Rejected:
        return Rejected(self._options.name, where, reason, fix)


def build(options: Options) -> MediaWikiSource:
    return MediaWikiSource(options)
