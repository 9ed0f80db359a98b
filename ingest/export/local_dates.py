"""Dates as programs show them to people, in the language of whoever exported: found inside a phrase, as ISO 8601."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping

from ingest.export.dates import iso

_MONTHS = (
    "jan ene gen sty led янв tammi oca",
    "feb fev lut uno фев helmi sub",
    "mar mrt maa mrz brez bre мар maalis mart",
    "apr abr avr kwi dub апр huhti nis",
    "may mei mai mag maj kve мая маи touko",
    "jun juin giu cze cerven cvn июн kesa haz",
    "jul juil lug lip cervenec cvc июл heina tem",
    "aug aou ago sie srp авг elo agu",
    "sep set wrz zar сен syys eyl",
    "oct okt ott out paz rij окт loka eki",
    "nov lis ноя marras kas",
    "dec dez dic gru pro дек joulu ara",
)
_PREFIXES = sorted(
    ((prefix, number) for number, names in enumerate(_MONTHS, 1) for prefix in names.split()),
    key=lambda entry: -len(entry[0]),
)
_CLOCK = r"(?:[ ,T]{0,3}(?:at |um |om |à |kl\.? |a las )?(\d{1,2})[:.h](\d{2})(?::\d{2})?(?: ?([ap])\.? ?m\b)?)?"
_EAST = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]?" + _CLOCK)
_YEAR_FIRST = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b" + _CLOCK)
_NUMERIC = re.compile(r"\b(\d{1,2})([-/.]) ?(\d{1,2})[-/.] ?(\d{4}|\d{2})\b" + _CLOCK)
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er)?[. -]{1,2}(?:de )?([^\W\d_]{3,12})\.?[, -]{1,2}(?:de )?(\d{4})\b" + _CLOCK
)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b" + _CLOCK)


def found_date(phrase: str, zone: dt.tzinfo = dt.UTC) -> str:
    """The last date in a phrase: YYYY-MM-DD, or with a time of day a moment in UTC; "" when there is none.

    In 03/04/2026 the day stands first, as everywhere but in the United States, unless only the other way is a date.
    """
    plain = unicodedata.normalize("NFKD", " ".join(phrase[:1_000].casefold().split()))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    found = [
        (m.start(), *parts) for pattern in _READERS for m in pattern.finditer(plain) if (parts := _READERS[pattern](m))
    ]
    for _, year, month, day, hour, minute, half in sorted(found, reverse=True):
        try:
            if hour is None:
                return dt.date(year, month, day).isoformat()
            late = 12 if half == "p" else 0
            clock = int(hour) % 12 + late if half else int(hour)
            return iso(dt.datetime(year, month, day, clock, int(minute or 0)), zone)
        except (ValueError, OverflowError):
            continue  # Looks like a date and is none.
    return ""


_Parts = tuple[int, int, int, str | None, str | None, str]


def _in_order(m: re.Match[str]) -> _Parts:
    return int(m[1]), int(m[2]), int(m[3]), m[4], m[5], m[6] or ""


def _numeric(m: re.Match[str]) -> _Parts:
    first, second = int(m[1]), int(m[3])
    day, month = (second, first) if second > 12 >= first else (first, second)
    year = int(m[4]) + (2000 if len(m[4]) == 2 else 0)
    return year, month, day, m[5], m[6], m[7] or ""


def _named(m: re.Match[str], day: str, name: str) -> _Parts | None:
    month = next((number for prefix, number in _PREFIXES if name.startswith(prefix)), 0)
    return (int(m[3]), month, int(day), m[4], m[5], m[6] or "") if month else None


_READERS: Mapping[re.Pattern[str], Callable[[re.Match[str]], _Parts | None]] = {
    _EAST: _in_order,
    _YEAR_FIRST: _in_order,
    _NUMERIC: _numeric,
    _DAY_FIRST: lambda m: _named(m, m[1], m[2]),
    _MONTH_FIRST: lambda m: _named(m, m[2], m[1]),
}
