"""`wiki_files`: a tree of pages as files: HTML, Markdown, DOCX, PPTX, PDF, XLSX, CSV and text, as a wiki's export or a
shared folder holds them. One Document a file, one Part a section.

What a page says about itself stands in its front matter, its meta tags or its document properties. Navigation, cookie
notices, votes and hidden text are left out and kept as `removed`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest import parse
from ingest.export.base import SourceOptions, find_files, item, key_of
from ingest.export.dates import iso
from ingest.page.front_matter import FrontMatterError, plain, split
from ingest.page.plain_text import decode
from ingest.page.sections import sections

_WITH_FRONT_MATTER = (".md", ".markdown", ".txt", ".rst", ".html", ".htm", ".xhtml")
_SUFFIXES = (*parse.PARSERS, *parse.CONVERTIBLE)
"""Those that cannot be read are listed too: what is passed over in silence is never missed."""
_UNTITLED = (".xlsx", ".xlsm", ".csv", ".tsv")
_HEADED = (".docx", ".pdf", ".pptx")
_KNOWN = {"title", "url", "updated", "created", "owner", "language", "valid_until", "audience"}
_FROM_HEAD = _KNOWN | {"supersedes"}
_TAKEN = {"id", "kind", "uri", "created_at", "updated_at", "text", "parts", "resolved"}
"""Keys of the interchange shape that mean something else there."""


class Options(SourceOptions):
    """`path`: a folder of pages, one page, or a glob."""


class WikiFilesSource:
    """One Item is one file."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        self._files = {key_of(self._options, file): file for file in find_files(self._options, _SUFFIXES)}
        for key, file in self._files.items():
            yield item(key, [file])

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        name, file = self._options.name, self._files[item.key]
        try:
            if file.stat().st_size > parse.MAX_BYTES:
                raise parse.ParseError(
                    f"{file.stat().st_size / 1e6:.0f} MB is more than {parse.MAX_BYTES / 1e6:.0f} MB", "split the file"
                )
            data, own, fault = _take_front_matter(file)
            if fault:
                fix = "correct the block between the --- lines; until then it is read as text"
                yield Rejected(name, item.key, f"front matter: {fault}", fix)
            document = _document(self._options, item.key, parse.parse(data, file.name), own)
            if not document.text.strip():
                raise parse.ParseError("no text in it", "remove the page, or add text to it")
            yield document
        except parse.ParseError as error:
            yield Rejected(name, item.key, error.reason, error.fix)
        except OSError as error:
            yield Rejected(name, item.key, f"cannot be read: {error.strerror}", "check the file and its permissions")


def _take_front_matter(file: Path) -> tuple[bytes, dict[str, Any], str]:
    """(the page, the keys of its front matter, what is wrong with it)."""
    data = file.read_bytes()
    if file.suffix.lower() not in _WITH_FRONT_MATTER or not data.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        return data, {}, ""
    try:
        own, text = split(decode(data))
    except FrontMatterError as error:
        # Who may see it cannot be read: nobody but admins may, until it can.
        return data, {"audience": []} if b"audience" in data else {}, str(error)
    return text.encode(), own, ""


def _document(options: Options, key: str, page: parse.Page, own: Mapping[str, Any]) -> Document:
    head = {k: v for k, v in page.properties.items() if k in _FROM_HEAD}
    said = head | {k: v for k, v in own.items() if v not in (None, "")}
    title = str(own.get("title") or "") or _title(head.get("title", ""), page.elements, Path(key).suffix.lower())
    audience = _groups(said["audience"]) if "audience" in said else options.audience
    uri = str(said.get("url") or key)
    return Document(
        source=options.name,
        external_id=key,
        kind="wiki",
        title=" ".join(title.split()) or Path(key).stem,
        parts=tuple(sections(page.elements, title, uri)),
        uri=uri,
        language=str(said.get("language") or ""),
        created_at=iso(said.get("created")),
        updated_at=iso(said.get("updated")),
        audience=audience,
        owner=str(said.get("owner") or ""),
        valid_until=iso(said.get("valid_until")),
        metadata={f"page_{k}" if k in _TAKEN else k: plain(v) for k, v in said.items() if k not in _KNOWN},
        removed=page.removed,
    )


def _title(said: str, elements: tuple[parse.Element, ...], suffix: str) -> str:
    """The head's title; where the first heading is part of it, the rest is the site's name.

    The properties of a DOCX, PPTX or PDF are seldom looked after: there a heading goes first. The first sheet of a
    workbook is no title.
    """
    if suffix in _UNTITLED:
        return said
    headings = [e for e in elements if e.kind == "title" and (e.depth == 1 or e is elements[0])]
    first = min(headings, key=lambda heading: heading.depth).text if headings else ""
    return first if first and (suffix in _HEADED or not said or first.casefold() in said.casefold()) else said


def _groups(value: Any) -> tuple[str, ...]:
    """An audience written as a list or as text with commas."""
    values = value if isinstance(value, list) else str(value).split(",")
    return tuple(group for v in values if (group := str(v).strip()))


def build(options: Options) -> WikiFilesSource:
    return WikiFilesSource(options)
