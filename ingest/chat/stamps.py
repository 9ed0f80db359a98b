"""Chats exported as text: lines into entries with a moment, whatever the locale of the phone was.

An entry begins with a stamp: "[dd-mm-yyyy, hh:mm:ss] ", "m/d/yy, h:mm PM - ", "yyyy. m. d. 오후 h:mm - " or the like.
What the numbers of a stamp mean is decided over the whole file, because one stamp alone does not tell.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ingest.chat.calendars import ERAS, Stamp, half, letters, moments

MARK = "\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
"""Characters that are not seen, for use between [ and ] of a regular expression."""
MARKS = re.compile(f"[{MARK}]+")
_SPACES = " \t\u00a0\u2009\u202f\u200e\u200f"
_GAP = rf"[ \t\u00a0\u2009\u202f{MARK}]"
_HEAD = re.compile(
    rf"(?P<mark>[{MARK}]*)(?:\[(?P<boxed>[^\[\]\n]{{8,64}})\]{_GAP}?"
    rf"|(?P<bare>\d[^\n]{{7,56}}?)(?P<end>{_GAP}+[-–—]{_GAP}|:{_GAP}))(?P<rest>.*)",
    re.S,
)
_YEAR = r"([^\W\d_]{0,6}\.? ?)(\d{1,4})"
_DATE = re.compile(rf"{_YEAR} ?([./\-年년]) ?(\d{{1,2}}) ?(?:\3|月|월) ?{_YEAR}[日일.]?(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:[:.]| ?[h時点點시] ?)(\d{2})"
    r"(?:(?:[:.]| ?(?:min|[分분]) ?)(\d{2}))?(?: ?s\b|秒|초)?(?![\d:])"
)
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Entry:
    """One message or system line with the lines that continue it."""

    line: int
    """Number of its first line, from 1."""
    marked: bool
    """Whether an invisible mark stands before its stamp, as WhatsApp for iOS sets before media."""
    at: dt.datetime | None
    """Local time without a zone; None when there is no such day or hour."""
    lines: list[str] = field(default_factory=list)
    """The text behind the stamp."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def entries(text: str) -> tuple[list[str], list[Entry]]:
    """(lines before the first entry, entries). Stamps of another shape than the file's are text: something pasted."""
    lines = [line.removesuffix("\r") for line in text.replace("\r\n", "\n").split("\n")]
    found: dict[int, tuple[Stamp, bool, str]] = {}
    for number, line in enumerate(lines):
        if head := _HEAD.match(line):
            stamp = _stamp(head["boxed"] or head["bare"], (head["end"] or "]").strip(_SPACES))
            if stamp:
                found[number] = stamp, bool(head["mark"]), head["rest"]
    if not found:
        return lines, []
    usual = _usual([stamp for stamp, _, _ in found.values()])
    found = {number: head for number, head in found.items() if usual(head[0])}
    times = moments([stamp for stamp, _, _ in found.values()])
    before: list[str] = []
    result: list[Entry] = []
    for number, line in enumerate(lines):
        if number in found:
            _, marked, rest = found[number]
            result.append(Entry(number + 1, marked, times[len(result)], [rest]))
        elif result:
            result[-1].lines.append(line)
        else:
            before.append(line)
    for entry in result:
        while len(entry.lines) > 1 and not entry.lines[-1].strip():
            entry.lines.pop()
    return before, result


def _usual(stamps: Sequence[Stamp]) -> Callable[[Stamp], bool]:
    """Whether a stamp is like those of the export itself: its shape, and words that are frequent or tell AM and PM."""
    shapes = Counter(stamp.shape for stamp in stamps)
    shape = max(shapes, key=lambda shape: shapes[shape])
    words = Counter(stamp.words for stamp in stamps if stamp.shape == shape)
    most = max(words.values())
    often = {text for text, count in words.items() if 20 * count >= most}
    if len(often) < len(words) and any(half(text) is not None for text in often):
        often |= {text for text in words if half(text) is not None}
    return lambda stamp: stamp.shape == shape and stamp.words in often


def _stamp(text: str, end: str) -> Stamp | None:
    """The numbers of a date and a clock in either order; None when it is not these."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", MARKS.sub("", text)).strip()
    day = _DATE.search(text)
    if not day:
        return None
    clock = _CLOCK.search(text, day.end())
    date_first = clock is not None
    if not clock:
        clock = _CLOCK.search(text)
        day = _DATE.search(text, clock.end()) if clock else None
    if not clock or not day:
        return None
    first, last = (day, clock) if date_first else (clock, day)
    words = f"{text[: first.start()]} {text[first.end() : last.start()]} {text[last.end() :]}".strip(" ,،")
    if words and (len(words) > 24 or _DIGIT.search(words)):
        return None
    before, a, separator, b, between, c = day.groups()
    eras = letters(before), letters(between)
    return Stamp(
        (int(a), int(b), int(c)),
        eras,
        (len(a) > 2 or eras[0] in ERAS, len(c) > 2 or eras[1] in ERAS),
        a[0] == "0" or b[0] == "0",
        (int(clock[1]), int(clock[2]), int(clock[3] or 0)),
        words,
        separator,
        (end, separator, date_first, clock[3] is not None),
    )
