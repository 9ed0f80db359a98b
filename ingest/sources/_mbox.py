"""Cuts mail files into single mails: an mbox at its "From " lines (mboxrd), anything that starts with headers as one.

At most one mail (50 MB) stands in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.sources._mime import MAX_BYTES

_LONGEST_LINE = 1 << 20
_WEEKDAY = re.compile(rb"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|\d{4}-\d\d-\d\d")
_TIME = re.compile(rb"\d:\d\d")
_YEAR = re.compile(rb"\b(?:19|20)\d\d\b")
_HEADER = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Slice:
    """The bytes [start, end) of a file that are one mail."""

    start: int
    end: int
    in_mbox: bool
    cut: bool = False
    """Whether the file ends in the middle of it: the last mail of an mbox without a line end."""
    raw: bytes | None = None
    """The mail itself; None when it is larger than MAX_BYTES."""

    def load(self, file: Path) -> bytes:
        """Reads the mail again. Raises OSError."""
        with file.open("rb") as stream:
            stream.seek(self.start)
            return _unescaped(stream.read(self.end - self.start), self.in_mbox)

    def without_raw(self) -> Slice:
        return replace(self, raw=None)


def slices(file: Path) -> Iterator[Slice]:
    """The mails of a file in order; none when it is empty or does not look like mail. Raises OSError."""
    with file.open("rb") as stream:
        head = stream.read(4096)
    lead = len(head) - len(head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    first = head[lead:]
    if first.startswith(b"From "):
        yield from _mbox(file, lead)
    elif _HEADER.match(first):
        size = file.stat().st_size
        raw = None if size > MAX_BYTES else file.read_bytes()[lead:]
        yield Slice(lead, size, in_mbox=False, raw=raw)


def _mbox(file: Path, lead: int) -> Iterator[Slice]:
    """Separators stand at the start of the file or after a blank line and carry a date.

    A dated one that headers follow also counts without the blank line: exports that broke off leave none.
    """
    with file.open("rb") as stream:
        stream.seek(lead)
        position = start = lead
        lines: list[bytes] = []
        size = 0
        blank, last = True, b""
        line = stream.readline(_LONGEST_LINE)
        while line:
            following = stream.readline(_LONGEST_LINE)
            if position == lead or (_is_separator(line) and (blank or _HEADER.match(following))):
                if position > lead:
                    yield _slice(start, position, lines, size, False)
                start, lines, size = position + len(line), [], 0
            else:
                size += len(line)
                if size <= MAX_BYTES:
                    lines.append(line)
                else:
                    lines.clear()
            position += len(line)
            blank, last, line = not line.strip(), line, following
        yield _slice(start, position, lines, size, not last.endswith((b"\n", b"\r")))


def _slice(start: int, end: int, lines: list[bytes], size: int, cut: bool) -> Slice:
    # The blank line before the next separator belongs to the mailbox, not to the mail.
    if lines and lines[-1] in (b"\n", b"\r\n"):
        end -= len(lines.pop())
    raw = None if size > MAX_BYTES else _unescaped(b"".join(lines), True)
    return Slice(start, end, True, cut, raw)


def _is_separator(line: bytes) -> bool:
    return (
        line.startswith(b"From ")
        and len(line) <= 400
        and all(pattern.search(line) for pattern in (_WEEKDAY, _TIME, _YEAR))
    )


def _unescaped(raw: bytes, in_mbox: bool) -> bytes:
    return _ESCAPED.sub(rb"\1", raw) if in_mbox else raw
