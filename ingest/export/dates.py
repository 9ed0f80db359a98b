"""Dates as exports write them, as ISO 8601."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_MONTHS = ["jan|ene", "feb|fev", "mar|mrt|maa|mrz", "apr|avr|abr", "may|mei|mai", "jun|juin", "jul|juil", "aug|aou|ago"]
_MONTHS += ["sep|set", "oct|okt", "nov", "dec|dez|dic"]
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_ZONES = {"utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "met": 1, "mest": 2, "mez": 1}
_ZONES |= {"mesz": 2, "eet": 2, "eest": 3, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
"""Hours east of Greenwich of the zone names that mean one thing only."""
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(.*)", re.S)
_NUMERIC = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})(?!\d)(.*)", re.S)
_WEEKDAY = re.compile(r"\A[^\W\d_]{2,12}\.?,? (?=\d)")
_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?[-./ ]+([^\W\d_]{3,12})\.?[-./ ,]+(\d{4}|\d{2})(?!\d)(.*)", re.I | re.S
)
_MONTH_DAY = re.compile(
    r"(?:[^\W\d_]{2,12},? )?([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)(.*)", re.I | re.S
)
_CLOCK = re.compile(
    r"(?:[ ,T]|at |om |um |à )*(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(?: ?([ap])\.?m\.?)?"
    r" *(?:\(?(z|[a-z]{3,4})\)?)? ?([+-]\d{2}:?\d{2}|[+-]\d{1,2})?",
    re.I,
)


def iso(value: object, zone: dt.tzinfo = dt.UTC, *, month_first: bool = False) -> str:
    """ISO 8601: a bare date as YYYY-MM-DD, a moment in UTC; "" for what is no date.

    Days stand before months in 28-02-2026, as in Dutch, unless month_first. zone: of a moment that names none.
    """
    if isinstance(value, dt.datetime):
        return _utc(value, zone)
    if isinstance(value, dt.date):
        return value.isoformat()
    text = " ".join(value.split()) if isinstance(value, str) and len(value) < 100 else ""
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return _with_clock(int(found[1]), int(found[3]), int(found[4]), found[5], zone)
        if found := _NUMERIC.fullmatch(text):
            day, month = (found[2], found[1]) if month_first else (found[1], found[2])
            return _with_clock(int(found[3]), int(month), int(day), found[4], zone)
        if (found := _NAMED.fullmatch(_WEEKDAY.sub("", text, count=1))) and (month_number := _month(found[2])):
            year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
            return _with_clock(year, month_number, int(found[1]), found[4], zone)
        if (found := _MONTH_DAY.fullmatch(text)) and (month_number := _month(found[1])):
            return _with_clock(int(found[3]), month_number, int(found[2]), found[4], zone)
        if re.match(r"\d{8}T", text):
            return _utc(dt.datetime.fromisoformat(text), zone)
    except (ValueError, OverflowError):
        pass  # Looks like a date and is none, such as 31-02-2026.
    return ""


def moment(value: object, zone: dt.tzinfo = dt.UTC, *, month_first: bool = False) -> str:
    """Like iso, and a number of 9 to 13 digits, as such or as text, counts (milli)seconds from 1970."""
    if isinstance(value, str) and re.fullmatch(r"\d{9,13}(\.\d{1,9})?", value.strip()):
        value = float(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return from_epoch(value / 1000 if value > 1e11 else value) if value > 0 else ""
        except (ValueError, OverflowError):
            return ""  # Further away than calendars go.
    return iso(value, zone, month_first=month_first)


def from_epoch(seconds: float) -> str:
    """A moment in UTC, to the second. Raises ValueError for a moment outside the years 1 to 9999."""
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError) as error:
        raise ValueError(f"not a time: {seconds}") from error


def _month(name: str) -> int:
    """1 to 12, or 0 for what is no month in English, Dutch, German, French or Spanish."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return _MONTH.get(plain[:4]) or _MONTH.get(plain[:3], 0)


def _utc(moment: dt.datetime, zone: dt.tzinfo) -> str:
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return zoned.astimezone(dt.UTC).isoformat(timespec="seconds")


def _with_clock(year: int, month: int, day: int, rest: str, zone: dt.tzinfo) -> str:
    found = _CLOCK.match(rest)
    if not found:
        return dt.date(year, month, day).isoformat()
    hour = int(found[1]) % 12 + (12 if found[4].lower() == "p" else 0) if found[4] else int(found[1])
    return _utc(dt.datetime(year, month, day, hour, int(found[2]), int(found[3] or 0)), _zone(found[5], found[6], zone))


def _zone(name: str | None, offset: str | None, zone: dt.tzinfo) -> dt.tzinfo:
    hours = {"z": 0, **_ZONES}.get((name or "").lower())
    if offset:
        digits = offset[1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
        return dt.timezone(dt.timedelta(minutes=-minutes if offset[0] == "-" else minutes))
    return zone if hours is None else dt.timezone(dt.timedelta(hours=hours))
