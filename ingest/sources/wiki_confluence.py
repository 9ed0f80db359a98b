"""`wiki_confluence`: a space of Confluence, exported under Space tools > Content Tools > Export as HTML (a folder or
zip of pages) or as XML (a zip with entities.xml, also of a whole site), or saved answers of its REST API (JSON).

Only what readers see is read: current versions of pages and blog posts, with their comments as Parts of their own.
A page that only some may see goes to the internal audience. In HTML exports a page's id is its path; in XML and API
answers it is Confluence's own number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import IO

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.export.archives import MAX_FILE, Archive, ArchiveError
from ingest.export.base import LocalTimeOptions, find_files, item, key_of, read_pieces
from ingest.page.elements import ParseError
from ingest.wiki import confluence_backup as backup
from ingest.wiki import confluence_html
from ingest.wiki.confluence_answers import Answers
from ingest.wiki.confluence_page import Written, document
from ingest.wiki.xml_stream import Faults

_ANSWERS = "*.json"
"""Key of the item that holds all answers of the API, since comments and versions cross files."""
_PAGE = (".html", ".htm")
_OTHER_FILES = re.compile(r"(?:^|/)(?:attachments|images|styles|js|thumbnails|download)/", re.I)
_BATCH = 20
_UNSURE = (
    "who may see its pages cannot be told from a damaged backup: all of them go to the internal audience",
    "export it again",
)


class Options(LocalTimeOptions):
    """`path`: an export as folder or zip, an entities.xml, answers of the API, or a glob of these."""

    base_url: str = ""
    """Address of Confluence, such as "https://wiki.example", for links to its pages; backups of a site know it."""


Piece = tuple[Written, ...] | tuple[str, str, bytes]
"""Pages of a backup or of answers, or one page of an archive: (item, path, content)."""


class ConfluenceSource:
    """An Item is a page of an HTML export, an archive or entities.xml, or all answers of the API together."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._files: dict[str, list[Path]] = {}

    def items(self) -> Iterator[Item]:
        for key, files in self._by_key().items():
            yield item(key, files)

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        return read_pieces(self, item)

    def split(self, item: Item) -> Iterator[Piece | Rejected]:
        files = (self._files or self._by_key())[item.key]
        try:
            if item.key == _ANSWERS:
                answers = Answers(self._options, files, self._options.base_url)
                yield from self._batches(answers.pages())
                return
            [file] = files
            if not file.stat().st_size:
                yield self._rejected(item.key, "the file is empty", "export it again, or remove it")
            elif file.suffix.lower() in _PAGE:
                yield from self._page(item.key, file)
            elif file.suffix.lower() == ".zip":
                yield from self._archive(item.key, file)
            else:
                yield from self._backup(item.key, lambda: file.open("rb"))
        except ArchiveError as error:
            yield self._rejected(item.key, error.reason, error.fix)
        except OSError as error:
            yield self._rejected(item.key, f"cannot be read: {error}", "check the file and its permissions")

    def read_piece(self, piece: Piece) -> Iterator[Document | Rejected]:
        for page in piece if not isinstance(piece[0], str) else ():
            if isinstance(page, Written):
                try:
                    yield document(self._options, page)
                except RecursionError:
                    yield self._rejected(f"page {page.id}", "nested too deeply", "simplify the page")
        match piece:
            case (str(item), str(path), bytes(data)):
                try:
                    zone, base = self._options.timezone, self._options.base_url
                    yield confluence_html.document(self._options, path, data, base, zone)
                except (ParseError, RecursionError) as error:
                    where = item if item == path else f"{item} {path}"
                    reason = error.reason if isinstance(error, ParseError) else "nested too deeply"
                    yield self._rejected(
                        where, reason, error.fix if isinstance(error, ParseError) else "simplify the page"
                    )

    def divide(self, piece: Piece) -> Iterator[tuple[str, Piece]]:
        if isinstance(piece[0], str):
            item, path = piece[:2]
            yield item if item == path else f"{item} {path}", piece
        for page in piece:
            if isinstance(page, Written):
                yield f"page {page.id}", (page,)

    def _by_key(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for file in find_files(self._options, (*_PAGE, ".xml", ".zip", ".json")):
            key, suffix = key_of(self._options, file), file.suffix.lower()
            # A file named by `path` itself is read whatever it is called; in a folder only a backup is.
            stray = suffix == ".xml" and file != self._options.path and "entities" not in file.name.lower()
            if suffix == ".json":
                found.setdefault(_ANSWERS, []).append(file)
            elif not stray and not (suffix in _PAGE and _OTHER_FILES.search(key)):
                found[key] = [file]
        self._files = found
        return found

    def _page(self, key: str, file: Path) -> Iterator[Piece | Rejected]:
        if file.stat().st_size > MAX_FILE:
            yield self._rejected(key, f"larger than {MAX_FILE / 1e6:.0f} MB", "split the page")
            return
        data = file.read_bytes()
        if not _is_index(file.name, data):
            yield (key, key, data)
        elif not any(other.suffix.lower() in _PAGE and other != file for other in file.parent.iterdir()):
            yield self._rejected(
                key, "the export has a list of pages but no pages", "export the space again, with its pages"
            )

    def _archive(self, key: str, file: Path) -> Iterator[Piece | Rejected]:
        archive = Archive(file)
        names = archive.names()
        entities = [name for name in names if PurePosixPath(name).name == "entities.xml"]
        pages = [n for n in names if PurePosixPath(n).suffix.lower() in _PAGE and not _OTHER_FILES.search(n)]
        # Below a folder of exports the archive's name keeps their pages apart.
        prefix = "" if file == self._options.path else f"{key}/"
        for name in entities:
            yield from self._backup(key, lambda name=name: archive.open(name))  # type: ignore[misc]
        read = 0
        for name in pages if not entities else ():
            try:
                data = archive.read(name)
            except ArchiveError as error:
                yield self._rejected(f"{key} {name}", error.reason, error.fix)
                continue
            if not _is_index(PurePosixPath(name).name, data):
                read += 1
                yield (key, prefix + name, data)
        if not entities and not pages:
            found = "neither entities.xml nor pages in it" if names else "the archive is empty"
            yield self._rejected(key, found, "export the space again, as XML or HTML")
        elif not entities and not read:
            yield self._rejected(key, "no page of it could be read", "export the space again")

    def _backup(self, key: str, opened: Callable[[], IO[bytes]]) -> Iterator[Piece | Rejected]:
        faults = Faults()
        with closing(opened()) as stream:
            found = backup.first_pass(stream, faults)
        yield from (self._rejected(key, reason, fix) for reason, fix in faults.sentences())
        if not found.is_backup:
            if not faults.unreadable:
                fix = "export the space again as XML; other XML is not read"
                yield self._rejected(key, "not a backup of Confluence: it does not begin with <hibernate-generic>", fix)
            return
        if found.unsure:
            yield self._rejected(key, *_UNSURE)
        with closing(opened()) as stream:
            pages = backup.Reader(found, self._options.timezone, self._options.base_url).pages(stream)
            yield from self._batches(pages)
        if not found.contents:
            yield self._rejected(key, "no current page in it", "export the space again, with its pages")

    def _batches(self, pages: Iterator[Written | Rejected]) -> Iterator[tuple[Written, ...] | Rejected]:
        held: list[Written] = []
        for page in pages:
            if isinstance(page, Rejected):
                yield page
                continue
            held.append(page)
            if len(held) == _BATCH:
                yield tuple(held)
                held = []
        if held:
            yield tuple(held)

    def _rejected(self, where: str, reason: str, fix: str) -> Rejected:
        return Rejected(self._options.name, where, reason, fix)


def _is_index(name: str, data: bytes) -> bool:
    return name.lower().startswith("index.") and confluence_html.is_index(data)


def build(options: Options) -> ConfluenceSource:
    return ConfluenceSource(options)
