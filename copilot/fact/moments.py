"""Dates and times of day: 1 maart 2024, 1-3-2024, March 1st, 2024, maart 2024, maandag, 14.30 uur, 2:30 pm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.fact.fact import Fact

_MONTHS = (
    "januari january jan|februari february feb|maart march mrt mar|april apr|mei may|juni june jun|juli july jul"
    "|augustus august aug|september sept sep|oktober october okt oct|november nov|december dec"
)
_MONTH = {name: n for n, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAYS = (
    "maandag maandags monday mondays|dinsdag dinsdags tuesday tuesdays|woensdag woensdags wednesday wednesdays"
    "|donderdag donderdags thursday thursdays|vrijdag vrijdags friday fridays|zaterdag zaterdags saturday saturdays"
    "|zondag zondags sunday sundays"
)
_DAY = {name: names.split()[2] for names in _DAYS.split("|") for name in names.split()}

_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")

_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?!\d)")
_FIGURES = re.compile(r"(?<![\d.,/-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?![\d]|[./-]\d)")
_DAY_FIRST = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?\s+(?:of\s+)?({_NAMES})\b\.?(?:,?\s+(\d{{4}})\b)?", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b({_NAMES})\b\.?\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,:]\d)(?:,?\s+(\d{{4}})\b)?", re.IGNORECASE
)
_MONTH_YEAR = re.compile(rf"\b({_NAMES})\b\.?\s+(?:of\s+)?(\d{{4}})\b", re.IGNORECASE)
_LONE_MONTH = re.compile(rf"\b({'|'.join(name for name in _MONTH if len(name) > 3 or name == 'mei')})\b", re.IGNORECASE)
_DAY_NAME = re.compile(rf"\b({'|'.join(sorted(_DAY, key=len, reverse=True))})\b", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?:in|sinds|vanaf|tot|t/m|since|from|until|till|eind|begin|jaar|year|per|voor|na|after|before|van|of|over)"
    r"\s+(?:and\s+with\s+|en\s+met\s+|het\s+jaar\s+|the\s+year\s+)?((?:19|20)\d\d)\b(?![.,]?\d|\s*(?:[€$£%]|eur))",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d.,:])(\d{1,2}):(\d\d)(?::\d\d)?(?!\d)(?:\s*(?:uur|u|h)\b)?(?:\s*([ap])\.?m\b\.?)?"
    r"|(?<![\d.,:])(\d{1,2})[.h](\d\d)\s*(?:uur|u|hrs|h)\b"
    r"|(?<![\d.,:])(\d{1,2})[uh](\d\d)\b"
    r"|(?<![\d.,:])(\d{1,2})(?:\.(\d\d))?\s*([ap])\.?m\b\.?",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"\b(?:om|rond|tot|vanaf|v[óo]{1,2}r|na|van|tussen|t/m|at|by|from|until|till|between|after|before)\s+(\d{1,2})"
    r"(?:\s*(?:uur|u|o'clock|o’clock)\b)",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(?:van|tussen|from|between)\s+(\d{1,2})\s*(?:tot|en|to|and|-|–)\s*(\d{1,2})\s*(?:uur|u)\b", re.IGNORECASE
)


def dates(text: str, language: str) -> Iterator[Fact]:
    """The most telling reading first: who takes them in this order may skip what overlaps."""
    # Most texts have neither: looking for a pattern costs more than looking whether it can be there.
    words = set(_LETTERS.findall(text.lower()))
    has_month = not words.isdisjoint(_MONTH)
    if _DIGIT.search(text):
        yield from _in_figures(text, language)
        if has_month:
            yield from _with_month(text)
        for match in _YEAR.finditer(text):
            yield Fact("date", match[1], "", *match.span(1))
    if not words.isdisjoint(_DAY):
        for match in _DAY_NAME.finditer(text):
            yield Fact("date", _DAY[match[1].lower()], "", *match.span())
    if has_month:
        for match in _LONE_MONTH.finditer(text):
            name = match[1].lower()
            # "may" and "march" are verbs as often as months.
            if name not in ("may", "march") or match[1][0].isupper():
                yield Fact("date", f"month {_MONTH[name]:02}", "", *match.span())


def _in_figures(text: str, language: str) -> Iterator[Fact]:
    for match in _ISO.finditer(text):
        yield from _date(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _FIGURES.finditer(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if month > 12 or (language == "en" and match[2] == "/" and day <= 12):
            day, month = month, day
        yield from _date(match, year + 2000 if year < 100 else year, month, day)


def _with_month(text: str) -> Iterator[Fact]:
    for match in _DAY_FIRST.finditer(text):
        yield from _date(match, int(match[3] or 0), _MONTH[match[2].lower()], int(match[1]))
    for match in _MONTH_FIRST.finditer(text):
        yield from _date(match, int(match[3] or 0), _MONTH[match[1].lower()], int(match[2]))
    for match in _MONTH_YEAR.finditer(text):
        yield Fact("date", f"{match[2]}-{_MONTH[match[1].lower()]:02}", "", *match.span())


def _date(match: re.Match[str], year: int, month: int, day: int) -> Iterator[Fact]:
    """year 0: not given."""
    if 1 <= month <= 12 and 1 <= day <= 31:
        yield Fact("date", f"{year:04}-{month:02}-{day:02}" if year else f"{month:02}-{day:02}", "", *match.span())


def times(text: str) -> Iterator[Fact]:
    """Times of day as "14:30"."""
    if not _DIGIT.search(text):
        return
    for match in _CLOCK.finditer(text):
        hour = int(match[1] or match[4] or match[6] or match[8])
        minute = int(match[2] or match[5] or match[7] or match[9] or 0)
        half = (match[3] or match[10] or "").lower()
        yield from _time(hour % 12 + 12 * (half == "p") if half else hour, minute, *match.span())
    for match in _HOURS.finditer(text):
        for group in (1, 2):
            yield from _time(int(match[group]), 0, *match.span(group))
    for match in _HOUR.finditer(text):
        yield from _time(int(match[1]), 0, match.start(1), match.end())


def _time(hour: int, minute: int, start: int, end: int) -> Iterator[Fact]:
    if hour <= 24 and minute < 60:
        yield Fact("time", f"{hour:02}:{minute:02}", "", start, end)
