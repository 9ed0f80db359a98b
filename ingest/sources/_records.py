"""Exports of records, of any kind: JSON, JSON lines and CSV files into records, and fields out of a record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from copilot.core.types import Rejected

MAX_BYTES = 1_000_000_000
"""Larger exports are refused, since JSON is read whole."""
csv.field_size_limit(10_000_000)


class RecordError(ValueError):
    """One record is not what the export format promises; the message says which key and why."""


def records(source: str, key: str, file: Path) -> Iterator[tuple[str, Any] | Rejected]:
    """("line 3" or "" for the whole file, JSON value) of a .json or .jsonl file; CSV: ("row 3", {column: cells})."""
    try:
        if file.stat().st_size > MAX_BYTES:
            yield Rejected(source, key, f"larger than {MAX_BYTES // 1_000_000} MB", "export fewer records a file")
            return
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Rejected(source, key, f"not UTF-8 at byte {error.start}", "save the file as UTF-8")
        return
    except OSError as error:
        yield Rejected(source, key, f"cannot be read: {error.strerror}", "check the file and its permissions")
        return
    if not text.strip():
        yield Rejected(source, key, "the file is empty", "export it again, or remove it")
    elif file.suffix.lower() == ".csv":
        yield from _rows(source, key, text)
    else:
        yield from _values(source, key, text)


def _values(source: str, key: str, text: str) -> Iterator[tuple[str, Any] | Rejected]:
    try:
        yield "", json.loads(text)
        return
    except json.JSONDecodeError as error:
        whole = error
    except (ValueError, RecursionError) as error:  # A number of thousands of digits, or nested too deeply.
        yield Rejected(source, key, f"not usable JSON: {error}", "export it again")
        return
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    # Exports name one object a line ".json" too; a file whose first line is no object of its own is damaged JSON.
    if not _is_object(lines[0][1]) and (len(lines) < 2 or not _is_object(lines[1][1])):
        reason = f"not JSON: {whole.msg} at line {whole.lineno} column {whole.colno}"
        yield Rejected(source, key, reason, "export it again")
        return
    for number, line in lines:
        try:
            yield f"line {number}", json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Rejected(source, f"{key} line {number}", f"not JSON: {error}", "write one JSON object a line")


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False  # The question is only whether it is one.


def _rows(source: str, key: str, text: str) -> Iterator[tuple[str, Any] | Rejected]:
    """Cells by column name in lower case; a column that is repeated holds a list. Separated by , or ;"""
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        columns = [name.strip().lower() for name in next(reader)]
        for number, row in enumerate(reader, 2):
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(columns):
                reason = f"{len(row)} cells, the header has {len(columns)}"
                yield Rejected(source, f"{key} row {number}", reason, "export it again, with quotes around texts")
                continue
            cells: dict[str, list[str]] = {}
            for column, cell in zip(columns, row, strict=True):
                cells.setdefault(column, []).append(cell)
            yield f"row {number}", cells
    except csv.Error as error:
        yield Rejected(source, f"{key} line {reader.line_num}", f"not CSV: {error}", "export it again")


def text_of(data: Mapping[str, Any], key: str) -> str:
    """A text, or "" where there is none. Raises RecordError."""
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RecordError(f'"{key}" must be a text, found {type(value).__name__}')
    return tidy(value)


def id_of(data: Mapping[str, Any], key: str = "id") -> str:
    """An id as text. Raises RecordError when it is missing."""
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise RecordError(f'"{key}" must be a number or text, found {value!r}')
    return str(value).strip()


def objects(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """A list of objects, empty where there is none. Raises RecordError."""
    value = data.get(key) or []
    if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
        raise RecordError(f'"{key}" must be a list of objects')
    return value


def tidy(text: str) -> str:
    """Unix line ends, no white space around, and no lone surrogates, which cannot be written as UTF-8."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return text.encode("utf-8", "replace").decode("utf-8")
