"""`wiki_dokuwiki`: the pages of a DokuWiki as they lie on its server: a copy of its folder `data/pages`, better of the
whole `data`, whose `meta` says who changed a page last and when; as a folder or a zip.

One Document a page (.txt); folders are namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.export.archives import MAX_FILE, Archive, ArchiveError
from ingest.export.base import SourceOptions, find_files, item, key_of
from ingest.export.dates import from_epoch
from ingest.page.elements import ParseError
from ingest.page.plain_text import decoded
from ingest.wiki.dokuwiki_markup import translate
from ingest.wiki.pages import page_parts

_MAX_TEXT = 4_000_000
_BESIDE = (".changes", ".meta")
_TEMPLATE = re.compile(r"_{1,2}template\.txt")
_ELSEWHERE = {
    "attic",
    "cache",
    "index",
    "locks",
    "media",
    "media_attic",
    "media_meta",
    "meta",
    "tmp",
    "log",
    "conf",
    "lib",
}
"""Folders beside `pages` in a copy of `data` or of the whole wiki."""
_PHP_TEXT = rb's:\d{1,3}:"%s";s:(\d{1,4}):"'
_PHP_NUMBER = rb's:\d{1,3}:"%s";i:(\d{1,12});'
_MAX_META = 1_000_000

Load = Callable[[str], bytes]
"""The content of a file by its path; raises KeyError when it is not there, ArchiveError or OSError."""


class Options(SourceOptions):
    """`path`: `data/pages`, `data`, a zip of either, one page, or a glob."""

    base_url: str = ""
    """Address of the wiki, such as "https://wiki.example" or "https://wiki.example/doku.php?id=", for links."""


class DokuWikiSource:
    """An Item is a page, or a zip of pages."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._files: dict[str, Path] = {}

    def items(self) -> Iterator[Item]:
        for key, file in self._by_key().items():
            meta = [other for suffix in _BESIDE if (other := _meta_file(file, suffix)) is not None]
            yield item(key, [file, *meta])

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        file = (self._files or self._by_key())[item.key]
        if file.suffix.lower() == ".zip":
            yield from self._archive(item.key, file)
            return

        def load(path: str) -> bytes:
            found = file if path == item.key else _meta_file(file, PurePosixPath(path).suffix)
            if found is None:
                raise KeyError(path)
            if found.stat().st_size > MAX_FILE:
                raise ArchiveError(f"larger than {MAX_FILE / 1e6:.0f} MB", "split the page")
            return found.read_bytes()

        yield from self._page(item.key, item.key, load)

    def _by_key(self) -> dict[str, Path]:
        files = {key_of(self._options, file): file for file in find_files(self._options, (".txt", ".zip"))}
        self._files = {
            key: file
            for key, file in files.items()
            if file.suffix.lower() == ".zip" or _is_page(key, alone=len(files) == 1)
        }
        return self._files

    def _archive(self, key: str, file: Path) -> Iterator[Document | Rejected]:
        try:
            archive = Archive(file)
        except ArchiveError as error:
            yield self._rejected(key, error.reason, error.fix)
            return
        names = archive.names()
        pages = [name for name in names if name.lower().endswith(".txt") and _is_page(name)]
        prefix = "" if file == self._options.path else f"{key}/"
        for name in pages:
            yield from self._page(prefix + name, name, archive.read)
        if not pages:
            yield self._rejected(key, "no pages (.txt) in it", "make a zip of the folder data/pages")

    def _page(self, key: str, path: str, load: Load) -> Iterator[Document | Rejected]:
        try:
            text = decoded(load(path))
            if len(text) > _MAX_TEXT:
                raise ParseError(f"more than {_MAX_TEXT / 1e6:.0f} million characters", "split the page")
            if not text.strip():
                raise ParseError("the page is empty", "DokuWiki deletes such pages; remove the file")
            yield self._document(key, path, text, load)
        except (ArchiveError, ParseError) as error:
            yield self._rejected(key, error.reason, error.fix)
        except OSError as error:
            yield self._rejected(key, f"cannot be read: {error.strerror}", "check the file and its permissions")

    def _document(self, key: str, path: str, text: str, load: Load) -> Document:
        page, id_ = translate(text), _page_id(path)
        name = id_.rpartition(":")[2]
        namespace = id_.rpartition(":")[0]
        shown = namespace.rpartition(":")[2] if name == "start" and namespace else name
        title = page.title or shown.replace("_", " ").strip() or key
        created, creator = "", ""
        updated, owner, summary = "", "", ""
        side = _side_path(path)
        for suffix in _BESIDE:
            try:
                data = load(side + suffix)[:_MAX_META]
            except (KeyError, ArchiveError, OSError):
                continue  # What a page's history says is a help, not a condition.
            if suffix == ".changes":
                created, creator, updated, owner, summary = _history(data)
            else:
                created = created or _php_date(data, b"created")
                updated = updated or _php_date(data, b"modified")
                creator = creator or _php_text(data, b"creator")
                owner = owner or creator
        uri = self._uri(id_) or key
        metadata = {
            "page_id": id_,
            "namespace": namespace,
            "author": creator if creator != owner else "",
            "tags": page.tags,
            "comment": summary,
            "links": page.links,
        }
        return Document(
            source=self._options.name,
            external_id=key,
            kind="wiki",
            title=title,
            parts=page_parts(page.elements, title, uri),
            uri=uri,
            created_at=created,
            updated_at=updated,
            audience=self._options.audience,
            owner=owner,
            metadata={name: value for name, value in metadata.items() if value},
            removed=tuple(page.removed),
        )

    def _uri(self, id_: str) -> str:
        base = self._options.base_url.rstrip("/")
        if not base:
            return ""
        if base.endswith("doku.php"):
            base += "?id="
        elif not base.endswith("="):
            base += "/doku.php?id="
        return base + quote(id_, safe=":")

    def _rejected(self, where: str, reason: str, fix: str) -> Rejected:
        return Rejected(self._options.name, where, reason, fix)


def _is_page(key: str, *, alone: bool = False) -> bool:
    """Whether a file is a page: under `pages` where there is such a folder, and no template for new pages."""
    *folders, name = key.split("/")
    if alone:
        return True
    return not _TEMPLATE.fullmatch(name) and ("pages" in folders or not _ELSEWHERE.intersection(folders[:2]))


def _page_id(path: str) -> str:
    """ns:page of a path; folders up to `pages` are not part of it."""
    steps = path.split("/")
    if "pages" in steps[:-1]:
        steps = steps[steps.index("pages") + 1 :]
    return unquote(":".join(steps)).removesuffix(".txt")


def _side_path(path: str) -> str:
    """Where `meta` holds what belongs to a page, without suffix: data/pages/a/b.txt -> data/meta/a/b."""
    steps = path.removesuffix(".txt").split("/")
    if "pages" in steps[:-1]:
        steps[steps.index("pages")] = "meta"
        return "/".join(steps)
    return "/".join(["..", "meta", *steps])


def _meta_file(file: Path, suffix: str) -> Path | None:
    parts = list(file.parts)
    if "pages" not in parts[:-1] or file.suffix.lower() != ".txt":
        return None
    last = len(parts) - 1 - parts[::-1].index("pages")
    found = Path(*parts[:last], "meta", *parts[last + 1 :]).with_suffix(suffix)
    return found if found.is_file() and not found.is_symlink() else None


def _history(data: bytes) -> tuple[str, str, str, str, str]:
    """(created, creator, updated, editor, summary) of a .changes file: time, address, kind, page, user, summary."""
    created, creator, updated, editor, summary = "", "", "", "", ""
    for line in data.decode("utf-8", "replace").splitlines():
        fields = line.split("\t")
        if len(fields) < 5 or not fields[0].isdecimal() or len(fields[0]) > 11:
            continue
        if fields[2] == "C" and not created:
            created, creator = from_epoch(int(fields[0])), fields[4].strip()
        if fields[2] != "D":
            updated, editor = from_epoch(int(fields[0])), fields[4].strip() or editor
            summary = fields[5].strip() if len(fields) > 5 else ""
    return created, creator, updated, editor, summary


def _php_text(data: bytes, name: bytes) -> str:
    found = re.search(_PHP_TEXT % name, data)
    return data[found.end() : found.end() + int(found[1])].decode("utf-8", "replace").strip() if found else ""


def _php_date(data: bytes, name: bytes) -> str:
    found = re.search(_PHP_NUMBER % name, data)
    return from_epoch(int(found[1])) if found and int(found[1]) < 32_503_680_000 else ""


def build(options: Options) -> DokuWikiSource:
    return DokuWikiSource(options)
