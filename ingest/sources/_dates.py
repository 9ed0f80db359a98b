"""Dates as exports write them, as ISO 8601."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = ["jan", "feb", "mar|mrt|maa", "apr", "may|mei", "jun", "jul", "aug", "sep", "oct|okt", "nov", "dec"]
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_NUMERIC = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})(.*)", re.S)
_NAMED = re.compile(r"(\d{1,2})[-./ ]([a-z]{3})[a-z]*\.?[-./ ,]+(\d{4}|\d{2})(.*)", re.I | re.S)
_CLOCK = re.compile(r"[ ,T]*(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?: ?([ap])\.?m\.?)?", re.I)


def iso(value: object, zone: dt.tzinfo = dt.UTC) -> str:
    """ISO 8601: a bare date as YYYY-MM-DD, a moment in UTC; "" for what is no date.

    Days stand before months in 28-02-2026, as in Dutch. zone: of a moment that names none.
    """
    if isinstance(value, dt.datetime):
        return _utc(value, zone)
    if isinstance(value, dt.date):
        return value.isoformat()
    text = value.strip() if isinstance(value, str) else ""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return dt.date.fromisoformat(text).isoformat()
        if re.match(r"\d{4}-\d{2}-\d{2}[T ]", text):
            return _utc(dt.datetime.fromisoformat(re.sub(r"\s*(UTC|GMT)$", "+00:00", text)), zone)
        if found := _NUMERIC.fullmatch(text):
            return _with_clock(int(found[3]), int(found[2]), int(found[1]), found[4], zone)
        if (found := _NAMED.fullmatch(text)) and (month := _MONTH.get(found[2].lower())):
            return _with_clock(
                int(found[3]) + (2000 if len(found[3]) == 2 else 0), month, int(found[1]), found[4], zone
            )
    except (ValueError, OverflowError):
        pass  # Looks like a date and is none, such as 31-02-2026.
    return ""


def from_epoch(seconds: float) -> str:
    """A moment in UTC, to the second. Raises ValueError for a moment outside the years 1 to 9999."""
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError) as error:
        raise ValueError(f"not a time: {seconds}") from error


def _utc(moment: dt.datetime, zone: dt.tzinfo) -> str:
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return zoned.astimezone(dt.UTC).isoformat(timespec="seconds")


def _with_clock(year: int, month: int, day: int, rest: str, zone: dt.tzinfo) -> str:
    found = _CLOCK.match(rest)
    if not found:
        return dt.date(year, month, day).isoformat()
    hour = int(found[1]) % 12 + (12 if found[4].lower() == "p" else 0) if found[4] else int(found[1])
    return _utc(dt.datetime(year, month, day, hour, int(found[2]), int(found[3] or 0)), zone)
