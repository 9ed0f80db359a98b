"""Spreadsheets: a heading for each sheet, its blocks of rows as tables whose first row is the head. CSV is one sheet.

Left out and reported: hidden sheets, rows and columns, and what lies beyond the bounds below.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any
from urllib.parse import quote

from lxml import etree

from copilot.core.types import Removed
from ingest.page import plain_text, tables
from ingest.page.elements import Element, Page, ParseError, properties

_MAX_ROWS = 20_000
_MAX_COLUMNS = 200
_MAX_CELLS = 200_000
"""Of a workbook. A table of more is data, which no agent reads."""
_MAX_CELL = 10_000
_TOO_MUCH = "xlsx: more than is read"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parse_workbook(data: bytes) -> Page:
    """An .xlsx file with the values as they were last calculated. Raises ParseError."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    elements: list[Element] = []
    removed: list[Removed] = []
    try:
        with warnings.catch_warnings():
            # Of looks and checks that it does not know, which we do not read.
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            left = _MAX_CELLS
            for sheet in workbook.worksheets:
                found, used = _sheet(sheet, data, left, removed)
                elements += found
                left -= used
    except (
        zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError,
        OSError, SyntaxError, etree.LxmlError, zlib.error, EOFError, NotImplementedError, OverflowError,
    ) as error:  # fmt: skip
        raise ParseError(
            f"the XLSX is damaged: {error}", "open it in a spreadsheet program and save it again"
        ) from error
    about = workbook.properties
    said = properties(about.title, about.creator, about.language, about.modified, about.created)
    return Page(tuple(elements), said, tuple(removed))


def _sheet(sheet: Any, data: bytes, most: int, removed: list[Removed]) -> tuple[list[Element], int]:
    """(elements, cells) of a sheet, at most so many cells."""
    if sheet.sheet_state != "visible":
        rows = [" | ".join(cells) for cells in _rows(sheet, set(), set(), [], 5_000)]
        removed.append(Removed("hidden: sheet", "\n".join([sheet.title, *rows[:50]])))
        return [], 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        hidden_rows, hidden_columns = _hidden(archive, sheet._worksheet_path)
    seen = list(_rows(sheet, hidden_rows, hidden_columns, removed, most))
    anchor = f"{quote(sheet.title)}!A1"
    found = list(_blocks(seen, anchor))
    return [Element("title", sheet.title, 1, anchor), *found] if found else [], sum(map(len, seen))


def parse_csv(data: bytes) -> Page:
    """A .csv or .tsv file. Raises ParseError."""
    lines = plain_text.decoded(data).splitlines()
    sign = lines[0][4:5] if lines[0].lower().startswith("sep=") else _delimiter(lines[:20])
    rows: list[list[str]] = []
    removed: list[Removed] = []
    try:
        for row in csv.reader(lines[1:] if lines[0].lower().startswith("sep=") else lines, delimiter=sign or ","):
            if len(rows) >= _MAX_ROWS:
                removed.append(Removed(_TOO_MUCH, f"rows after {_MAX_ROWS}"))
                break
            rows.append([" ".join(cell.split())[:_MAX_CELL] for cell in row[:_MAX_COLUMNS]])
    except csv.Error as error:
        raise ParseError(f"not readable as CSV: {error}", "save it again as CSV with quotes around text") from error
    return Page(tuple(_blocks(rows, "")), removed=tuple(removed))


def _rows(
    sheet: Any, hidden_rows: set[int], hidden_columns: set[int], removed: list[Removed], most: int
) -> Iterator[list[str]]:
    """The texts of the cells of each row that is seen; what is hidden goes to `removed`."""
    sheet.reset_dimensions()
    unseen: list[str] = []
    empty = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > _MAX_ROWS or most <= 0:
            removed.append(Removed(_TOO_MUCH, f"{sheet.title}: rows after {number - 1}"))
            break
        most -= len(row)
        texts = [_shown(cell) for cell in row[:_MAX_COLUMNS]]
        empty = 0 if any(texts) else empty + 1
        if number in hidden_rows:
            unseen.append(" | ".join(filter(None, texts)))
            continue
        unseen.append(" | ".join(text for place, text in enumerate(texts, 1) if place in hidden_columns and text))
        kept = [text for place, text in enumerate(texts, 1) if place not in hidden_columns]
        if empty < 3:
            yield kept
    if any(unseen):
        removed.append(Removed("hidden: rows or columns", f"{sheet.title}: " + "\n".join(filter(None, unseen))))


def _hidden(archive: zipfile.ZipFile, path: str) -> tuple[set[int], set[int]]:
    """(rows, columns) of a sheet that are hidden, from its XML as a stream."""
    rows: set[int] = set()
    columns: set[int] = set()
    with archive.open(path.lstrip("/")) as stream:
        parser = etree.iterparse(
            stream, tag=(f"{_MAIN}row", f"{_MAIN}col"), resolve_entities=False, no_network=True, load_dtd=False
        )
        for count, (_, element) in enumerate(parser):
            if element.get("hidden") in ("1", "true"):
                if element.tag == f"{_MAIN}row":
                    rows.add(int(element.get("r") or 0))
                else:
                    columns |= set(range(int(element.get("min", 0)), min(int(element.get("max", 0)), _MAX_COLUMNS) + 1))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if count > _MAX_ROWS + 16_384:
                break
    return rows, columns


def _shown(cell: Any) -> str:
    """A cell as its reader sees it, dates as ISO."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        share = "%" in (cell.number_format or "")
        return f"{value * 100:.6g}%" if share else f"{value:.12g}"
    return " ".join(str(value).split())[:_MAX_CELL]


def _blocks(rows: Iterable[list[str]], anchor: str) -> Iterator[Element]:
    """Rows between blank rows as a table; a row of one cell above wider ones is a line of text."""
    block: list[list[str]] = []
    for row in [*rows, []]:
        if any(row):
            block.append(row)
            continue
        while block and sum(map(bool, block[0])) == 1 and any(sum(map(bool, other)) > 1 for other in block):
            yield Element("text", next(filter(None, block.pop(0))), anchor=anchor)
        if block and max(sum(map(bool, row)) for row in block) == 1:
            yield Element("text", "\n".join(filter(None, (cell for row in block for cell in row))), anchor=anchor)
        else:
            wanted = [
                place
                for place in range(max(map(len, block), default=0))
                if any(row[place : place + 1] != [""] for row in block if len(row) > place)
            ]
            cells = [[row[place] if place < len(row) else "" for place in wanted] for row in block]
            yield from (Element("table", text, anchor=anchor) for text in tables.text_of(cells, headed=len(cells) > 1))
        block = []


def _delimiter(lines: list[str]) -> str:
    """The sign that splits most lines into the same number of cells."""

    def score(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines if line.strip()]
        common = max(set(counts), key=counts.count, default=0)
        return (counts.count(common) if common else 0, common)

    return max(",;\t|", key=score)
