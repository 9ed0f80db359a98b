"""Exports of records, of any kind: JSON, JSON lines, CSV and XML files into records, and fields out of a record."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from copilot.core.types import Rejected
from ingest.export.base import lines_of
from ingest.export.xml_records import XmlError, xml_value

MAX_BYTES = 1_000_000_000
"""Larger exports are refused, since all but JSON lines are read whole."""
TABLES = (".csv", ".tsv")
LINES = (".jsonl", ".ndjson")
_DELIMITERS = ",;\t|"
_AGAIN = "export it again"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
csv.field_size_limit(10_000_000)


class RecordError(ValueError):
    """One record is not what the export format promises; the message says which key and why."""


UNFIT = (RecordError, AttributeError, TypeError, LookupError, ArithmeticError, ValueError, RecursionError)
"""A value of another kind than its format promises shows wherever it happens to be used, as one of these."""


def reason_of(error: Exception) -> str:
    """Why a record cannot be used, for people; what the value was is never told."""
    if isinstance(error, RecordError):
        return str(error)
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return f"a value in it is of another kind than this export has ({type(error).__name__})"


def records(source: str, key: str, file: Path) -> Iterator[tuple[str, Any] | Rejected]:
    """("line 3" or "" for the whole file, value) of a .json, .jsonl or .xml file; CSV: ("row 3", {column: cells}).

    Names of columns are in lower case; see `table` for their own spelling.
    """
    try:
        if file.suffix.lower() in LINES and _is_object(next((line for _, line in lines_of(file)), b"")):
            yield from _lines(source, key, file)
            return
    except OSError as error:
        yield _unreadable(source, key, error)
        return
    for found in _text(source, key, file):
        if isinstance(found, Rejected):
            yield found
        elif file.suffix.lower() in TABLES:
            for row in _rows(source, key, found):
                yield row if isinstance(row, Rejected) else (row[0], _lower(row[1]))
        elif file.suffix.lower() == ".xml" or found.lstrip().startswith("<?xml"):
            yield from _xml(source, key, found)
        else:
            yield from _values(source, key, found)


def table(source: str, key: str, file: Path) -> Iterator[tuple[str, dict[str, list[str]]] | Rejected]:
    """("row 3", {column: cells}) of a CSV file, columns as they are spelled; a repeated column has several cells."""
    for found in _text(source, key, file):
        if isinstance(found, Rejected):
            yield found
        else:
            yield from _rows(source, key, found)


def _text(source: str, key: str, file: Path) -> Iterator[str | Rejected]:
    """The text of a file, after a note where its encoding had to be guessed; or why there is none."""
    try:
        if file.stat().st_size > MAX_BYTES:
            fix = "export fewer records a file, or as JSON lines"
            yield Rejected(source, key, f"larger than {MAX_BYTES // 1_000_000} MB", fix)
            return
        data = file.read_bytes()
    except OSError as error:
        yield _unreadable(source, key, error)
        return
    if data.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        yield Rejected(source, key, "an archive, not the export itself", "unpack it, and remove the archive")
        return
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text, where = "", f"not {encoding.removesuffix('-sig').upper()} at byte {error.start}"
        if error.reason == "unexpected end of data":
            text = data.decode(encoding, "ignore")  # Cut in the middle of a character; what follows tells the rest.
        elif file.suffix.lower() in TABLES:
            try:
                text = data.decode("cp1252")
                yield Rejected(source, key, f"{where}; read as Windows-1252", "save it as UTF-8 to be sure of accents")
            except UnicodeDecodeError:
                text = ""  # Neither; said below.
        if not text:
            yield Rejected(source, key, where, "save the file as UTF-8")
            return
    head = text[:1000].lstrip().lower()
    if not head and not text.strip():
        yield Rejected(source, key, "the file is empty", "export it again, or remove it")
    elif head.startswith(("<!doctype html", "<html")):
        title = re.search(r"<title[^>]{0,100}>([^<]{1,100})", text[:20_000], re.I)
        name = f" ({' '.join(title[1].split())})" if title else ""
        yield Rejected(
            source, key, f"a web page{name}, not an export", "sign in, or use an API token, and export it again"
        )
    elif "\0" in text[:10_000] and file.suffix.lower() != ".xml":
        yield Rejected(source, key, "not a text: it holds NUL bytes", _AGAIN)
    else:
        yield text


def _unreadable(source: str, key: str, error: OSError) -> Rejected:
    return Rejected(source, key, f"cannot be read: {error.strerror}", "check the file and its permissions")


def _values(source: str, key: str, text: str) -> Iterator[tuple[str, Any] | Rejected]:
    try:
        yield "", _loaded(text)
        return
    except json.JSONDecodeError as error:
        whole = error
    except (ValueError, RecursionError) as error:  # A number of thousands of digits, or nested too deeply.
        yield Rejected(source, key, f"not usable JSON: {error}", _AGAIN)
        return
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    # Exports name one object a line ".json" too; a file whose first line is no object of its own is damaged JSON.
    if not _is_object(lines[0][1]) and (len(lines) < 2 or not _is_object(lines[1][1])):
        reason = f"not JSON: {whole.msg} at line {whole.lineno} column {whole.colno}"
        if whole.pos >= len(text.rstrip()) or "Unterminated string" in whole.msg:
            reason += "; the file ends in the middle"
        yield Rejected(source, key, reason, _AGAIN)
        return
    for number, line in lines:
        yield _line(source, key, number, line)


def _lines(source: str, key: str, file: Path) -> Iterator[tuple[str, Any] | Rejected]:
    """JSON lines of any number, one at a time."""
    for number, line in lines_of(file):
        yield _line(source, key, number, line)


def _line(source: str, key: str, number: int, line: str | bytes) -> tuple[str, Any] | Rejected:
    where = f"{key} line {number}"
    try:
        return f"line {number}", _loaded(line.decode("utf-8-sig") if isinstance(line, bytes) else line)
    except UnicodeDecodeError as error:
        return Rejected(source, where, f"not UTF-8 at byte {error.start}", "save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return Rejected(source, where, f"not JSON: {error}", "write one JSON object a line")


def _loaded(text: str) -> Any:
    """A value without lone surrogates, which JSON can spell and UTF-8 cannot. Raises ValueError, RecursionError."""
    value = json.loads(text)
    if _SURROGATE.search(text):
        value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    return value


def _is_object(line: str | bytes) -> bool:
    try:
        return isinstance(json.loads(line.decode("utf-8-sig") if isinstance(line, bytes) else line), dict)
    except (ValueError, RecursionError):
        return False  # The question is only whether it is one.


def _xml(source: str, key: str, text: str) -> Iterator[tuple[str, Any] | Rejected]:
    try:
        legal = _CONTROLS.sub("", text)
        if legal != text:
            yield Rejected(source, key, "control characters, which XML forbids; read without them", "nothing to do")
        yield "", xml_value(legal)
    except XmlError as error:
        yield Rejected(source, key, str(error), _AGAIN)


def _rows(source: str, key: str, text: str) -> Iterator[tuple[str, dict[str, list[str]]] | Rejected]:
    """Cells by column name; separated by the one of , ; | and tab that the header holds most of."""
    first, _, rest = text.partition("\n")
    if re.fullmatch(r"sep=.\s*", first, re.I):  # What Excel writes for itself.
        first, text = rest.partition("\n")[0], rest
    unquoted = re.sub(r'"[^"]*"', "", first)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=unquoted.count))
    try:
        columns = [name.strip() for name in next(reader)]
        empty = True
        for number, row in enumerate(reader, 2):
            if not any(cell.strip() for cell in row):
                continue
            empty = False
            if len(row) > len(columns) and not any(cell.strip() for cell in row[len(columns) :]):
                row = row[: len(columns)]
            if len(row) != len(columns):
                reason = f"{len(row)} cells, the header has {len(columns)}"
                yield Rejected(source, f"{key} row {number}", reason, f"{_AGAIN}, with quotes around texts")
                continue
            cells: dict[str, list[str]] = {}
            for column, cell in zip(columns, row, strict=True):
                cells.setdefault(column, []).append(cell)
            yield f"row {number}", cells
        if empty:
            yield Rejected(source, key, "the table has a header and no rows", "export it again, or remove the file")
    except csv.Error as error:
        yield Rejected(source, f"{key} line {reader.line_num}", f"not CSV: {error}", _AGAIN)


def _lower(cells: Mapping[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for column, values in cells.items():
        found.setdefault(column.lower(), []).extend(values)
    return found


def refusal(data: Any) -> str:
    """What an API says in place of the records that were asked for; "" when it is no such answer."""
    if not isinstance(data, Mapping) or "id" in data or any(_holds_objects(value) for value in data.values()):
        return ""
    said = [data[key] for key in ("error", "errors", "errorMessages", "error_message", "error_info") if data.get(key)]
    if (
        not said
        and isinstance(data.get("message"), str)
        and data.keys() <= {"message", "code", "status", "documentation_url"}
    ):
        said = [data["message"]]
    if not said:
        return ""
    detail = next((data[key] for key in ("message", "description") if isinstance(data.get(key), str)), "")
    texts = [entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False) for entry in (*said, detail)]
    return ": ".join(dict.fromkeys(text for text in texts if text))[:300]


def _holds_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(entry, Mapping) and "id" in entry for entry in value)


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
