"""Where the mails of an mbox file begin and end (mboxrd). It is read in blocks, so that a mailbox of any size fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

_BLOCK = 4 << 20
_MARGIN = 2_048
"""Bytes that must lie around a separator to judge it: the line before, the line itself, the line after."""
_LONGEST = 400

_WEEKDAY = re.compile(rb"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|\d{4}-\d\d-\d\d")
_TIME = re.compile(rb"\d:\d\d")
_YEAR = re.compile(rb"\b(?:19|20)\d\d\b")
_HEADER = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_BLANK_BEFORE = re.compile(rb"\n[ \t\r]{0,80}\Z")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def mails(stream: BinaryIO, start: int) -> Iterator[tuple[int, int]]:
    """[start, end) of each mail, without its separator line; `start`: where the first separator stands.

    Separators stand at the start of the file or after a blank line and carry a date. A dated one that headers follow
    also counts without the blank line: exports that broke off leave none.
    """
    begin = -1
    end = start
    for separator, after in _separators(stream, start):
        if begin >= 0:
            yield begin, separator
        begin = after
    end = stream.seek(0, 2)
    if begin >= 0:
        yield begin, end


def unescaped(raw: bytes) -> bytes:
    """A mail as it was before it was put in an mbox, without the blank line that ends it there."""
    if raw.endswith(b"\n\n"):
        raw = raw[:-1]
    elif raw.endswith(b"\r\n\r\n"):
        raw = raw[:-2]
    elif raw in (b"\n", b"\r\n"):
        raw = b""
    return _ESCAPED.sub(rb"\1", raw) if b"\n>" in raw or raw.startswith(b">") else raw


def _separators(stream: BinaryIO, start: int) -> Iterator[tuple[int, int]]:
    """(start of a separator line, start of the line after it)."""
    stream.seek(start)
    # A line end before the file makes its first line one like the others.
    buffer, base, at = b"\n", start - 1, 0
    while True:
        block = stream.read(_BLOCK)
        buffer += block
        limit = len(buffer) - _MARGIN if block else len(buffer)
        while 0 <= (at := buffer.find(b"\nFrom ", at)) < limit:
            line_end = buffer.find(b"\n", at + 1, at + _LONGEST)
            if line_end < 0 and not block and len(buffer) - at < _LONGEST:
                line_end = len(buffer) - 1
            if line_end > 0 and (base + at + 1 == start or _is_separator(buffer, at + 1, line_end + 1)):
                yield base + at + 1, base + line_end + 1
            at += 1
        if not block:
            return
        at = max(0, limit) if at < 0 or at > limit else at
        keep = max(0, at - _LONGEST)
        buffer, base, at = buffer[keep:], base + keep, at - keep


def _is_separator(buffer: bytes, start: int, end: int) -> bool:
    line = buffer[start:end]
    dated = all(pattern.search(line) for pattern in (_WEEKDAY, _TIME, _YEAR))
    return dated and bool(_BLANK_BEFORE.search(buffer[max(0, start - 100) : start - 1]) or _HEADER.match(buffer, end))
