"""A PDF by its text layer: headings are in larger type, columns become tables or are read one after the other.

Left out and reported: what the pages repeat at their heads and feet.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from copilot.core.types import Removed
from ingest.page import pdf_lines, plain_text, tables
from ingest.page.elements import Element, Page, ParseError

_MAX_PAGES = 3_000
_MAX_TEXT = 20_000_000
"""Characters of a document."""
_FREE, _RATIO = 10_000_000, 20
"""Bytes of instructions that all pages together may unpack to: some, and so many times the file's size."""
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 500_000,
    "run_length_maximum_output_length": 5_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 300_000,
    "page_tree_maximum_entries": 20_000,
}
"""Of one stream, in bytes and parts; the library's own allow a small file a minute and a gigabyte."""
_MAX_OBJECTS = 500_000


def parse(data: bytes) -> Page:
    """Elements with the page on which they begin as anchor ("page=3"). Raises ParseError."""
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    # Its complaints are repeated in the ParseError.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    locked = ParseError("the PDF is encrypted with a password", "save it without a password")
    try:
        with apply_configuration(**_LIMITS):
            reader = PdfReader(io.BytesIO(data), xref_stream_maximum_entries=_MAX_OBJECTS)
            if reader.is_encrypted and not reader.decrypt(""):
                raise locked
            if len(reader.pages) > _MAX_PAGES:
                raise ParseError(f"{len(reader.pages)} pages are more than {_MAX_PAGES}", "split the file")
            pages = list(_pages(reader, _FREE + _RATIO * len(data)))
            info = reader.metadata
        properties = {"title": info and info.title, "owner": info and info.author}
        properties |= {"updated": _date(info, "/ModDate"), "created": _date(info, "/CreationDate")}
    except (FileNotDecryptedError, DependencyError):
        raise locked from None
    # pypdf meets a damaged file wherever it happens to be reading, and says so with whatever that raised.
    except (
        PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, struct.error, zlib.error,
        AssertionError, ZeroDivisionError, OverflowError, NotImplementedError,
    ) as error:  # fmt: skip
        raise ParseError(f"the PDF is damaged: {str(error)[:120]}", "open it and save it again") from error
    if not any(pages):
        raise ParseError("the PDF has no text, only images", "run text recognition (OCR) over it first")
    repeated = [Removed("pdf: head or foot of the pages", text) for text in pdf_lines.drop_repeated(pages)]
    elements = tuple(_whole(_elements(pages)))
    return Page(elements, {key: str(value).strip() for key, value in properties.items() if value}, tuple(repeated))


def _pages(reader: Any, room: int) -> Iterator[list[pdf_lines.Line]]:
    """room: bytes that their instructions may unpack to."""
    total = 0
    for page in reader.pages:
        instructions = page.get_contents()
        room -= len(instructions.get_data()) if instructions is not None else 0
        if room < 0:
            raise ParseError("its pages unpack to far more than its size", "print it to a new PDF")
        lines = pdf_lines.lines_of(page)
        total += sum(len(line.text) for line in lines)
        if total > _MAX_TEXT:
            raise ParseError(f"more than {_MAX_TEXT / 1e6:.0f} million characters", "split the file")
        yield lines


def _elements(pages: list[list[pdf_lines.Line]]) -> Iterator[Element]:
    blocks = list(pdf_lines.blocks(pages))
    sized = any(block.kind == "title" for block in blocks)
    for block in blocks:
        anchor = f"page={block.page}"
        if block.kind == "text":
            # Where headings are in larger type, a line in the type of the text is none.
            for element in plain_text.elements_of("\n".join(block.lines), headings=not sized):
                yield Element(element.kind, element.text, element.depth, anchor)
        elif block.kind == "table":
            rows = [line.split(" | ") for line in block.lines if line]
            yield from (Element("table", text, anchor=anchor) for text in tables.text_of(rows, headed=len(rows) > 2))
        else:
            yield Element("title", " ".join(filter(None, block.lines)), block.level, anchor)


def _whole(elements: Iterator[Element]) -> Iterator[Element]:
    """Paragraphs that go on overleaf as one, on the page where they begin."""
    last: Element | None = None
    for element in elements:
        goes_on = (
            last and element.kind == "text" and last.kind in ("text", "list_item") and last.anchor != element.anchor
        )
        if last and goes_on and element.text[0].islower() and last.text[-1] not in ".!?:":
            last = replace(last, text=plain_text.join([last.text, element.text]))
            continue
        yield from [last] if last else []
        last = element
    yield from [last] if last else []


def _date(info: Any, key: str) -> str:
    """D:20260301101500+01'00' as an ISO date, without the time, whose zone is often left out."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", str((info or {}).get(key, "")))
    return "-".join(found.groups()) if found else ""
