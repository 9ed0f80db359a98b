"""A number and what stands beside it: an amount of money, a percentage, a duration, so many of a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.fact.fact import Fact, plain
from copilot.fact.numerals import Numeral, fraction, numerals

_CURRENCIES = {
    "eur": "€|eur|euro|euros|euro's|euro’s",
    "usd": r"\$|usd|dollar|dollars",
    "gbp": "£|gbp|pond|pound|pounds",
}
_DURATIONS = {
    "second": "seconde|seconden|second|seconds|sec|secs",
    "minute": "minuut|minuten|minute|minutes|min|mins",
    "hour": "uur|uren|uurs|hour|hours|hr|hrs",
    "day": "dag|dagen|dgn|etmaal|etmalen|day|days|kalenderdag|kalenderdagen",
    "workday": "werkdag|werkdagen|workday|workdays|(?:working|business)[ -]days?",
    "week": "week|weken|weeks|wk|wkn",
    "month": "maand|maanden|mnd|month|months|kalendermaand|kalendermaanden",
    "quarter": "kwartaal|kwartalen|quarter|quarters",
    "year": "jaar|jaren|jarig|jarige|jr|year|years|yr|yrs|kalenderjaar|kalenderjaren",
}
_UNITS = {
    "kwh": "kwh|kilowattuur|kilowatturen|kilowatt-hours?",
    "kw": "kw|kilowatt",
    "w": "w|watt",
    "v": "v|volt",
    "a": "ampère|ampere|amps?",
    "km": "km|kilometers?|kilometres?",
    "m": "m|meters?|metres?",
    "cm": "cm|centimeters?|centimetres?",
    "mm": "mm|millimeters?|millimetres?",
    "m2": "m2|m²|vierkante meters?|square met(?:er|re)s?",
    "m3": "m3|m³|kubieke meters?|cubic met(?:er|re)s?",
    "kg": "kg|kilo|kilos|kilo's|kilograms?|kilogram",
    "g": "g|gr|gram|grams",
    "l": "l|liters?|litres?",
    "ml": "ml|milliliters?",
    "gb": "gb|gigabytes?",
    "mb": "mb|megabytes?",
    "kb": "kb|kilobytes?",
    "tb": "tb|terabytes?",
    "mbps": "mbps|mbit/s|mb/s|megabit per second[e]?",
    "°c": "°c|graden celsius|degrees celsius|graden|degrees|°",
    "mile": "mijl|miles?",
    "time": "keer|maal|times|x",
    "point": "procentpunt|procentpunten|percentage points?",
}
_PERCENT = r"%|(?:procent|percent|per cent|pct)(?!\w)"


_AFTER = re.compile(
    r"(?P<percent>{})|(?P<money>{})(?![\w])|(?P<cent>cents?|eurocents?|ct)\b|(?P<duration>{})(?!\w)|(?P<unit>{})(?!\w)".format(
        _PERCENT,
        "|".join(_CURRENCIES.values()),
        "|".join(_DURATIONS.values()),
        "|".join(_UNITS.values()),
    ),
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:(€|\beur|\beuro)|(\$|\busd)|(£|\bgbp))[\s ]*$", re.IGNORECASE)
_GAP = re.compile(r",-|,--|,—|-|\s?")
_RANGE = re.compile(r"\s*(?:-|–|—|tot(?: en met)?|t/m|à|a|of|or|to|en|and|up to)\s*", re.IGNORECASE)
_PATTERNS = [
    (re.compile(spellings, re.IGNORECASE), unit) for units in (_DURATIONS, _UNITS) for unit, spellings in units.items()
]
_ARTICLE = re.compile(
    r"\b(?:een|één|eén|a|an|one)\s+(?:dag|week|maand|jaar|uur|min|sec|kwartaal|etm|werkdag|kalender|d|w|m|y|h|q)",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:een|één|eén|a|an|one)\s+({})(?!\w)".format("|".join(f"{spellings}" for spellings in _DURATIONS.values())),
    re.IGNORECASE,
)
_AND_HALF = re.compile(r"\s+(?:en\s+een\s+half|and\s+a\s+half|½)", re.IGNORECASE)
_QUARTER_HOUR = re.compile(r"\b(?:een\s+)?kwartier\b|\bquarter of an hour\b", re.IGNORECASE)


def quantities(text: str) -> Iterator[Fact]:
    """Every number with its unit, in order; both ends of a range share the unit behind it."""
    found = list(numerals(text))
    read = [_read(text, number) for number in found]
    for at in range(len(read) - 1, 0, -1):
        before, after = read[at - 1], read[at]
        if (
            not before.unit
            and after.unit not in ("", "th", "time")
            and _RANGE.fullmatch(text, before.end, found[at].start)
        ):
            read[at - 1] = _fact(found[at - 1].value, after.unit, before.start, before.end)
    yield from sorted([*read, *_ones(text)], key=lambda fact: fact.start)


def _ones(text: str) -> Iterator[Fact]:
    """ "een maand", "a month", "een kwartier"; "een half jaar" was a number already."""
    if _ARTICLE.search(text):
        for match in _SINGLE.finditer(text):
            yield _fact(1.0, _unit_of(match[1]), *match.span())
    if "kwartier" in text or "quarter" in text:
        for match in _QUARTER_HOUR.finditer(text):
            yield _fact(15.0, "minute", *match.span())


def _read(text: str, number: Numeral) -> Fact:
    value, start, end = number.value, number.start, number.end
    if half := _AND_HALF.match(text, end):
        value, end = value + 0.5, half.end()
    elif fraction(text[end : end + 1]):
        value, end = value + fraction(text[end]), end + 1
    if number.is_ordinal:
        return _fact(value, "th", start, end)
    if money := _BEFORE.search(text, max(0, start - 6), start):
        currency = next(name for name, group in zip(("eur", "usd", "gbp"), money.groups(), strict=True) if group)
        dash = re.compile(r",-+").match(text, end)
        return _fact(value, currency, money.start(), dash.end() if dash else end)
    gap = _GAP.match(text, end)
    behind = gap.end() if gap else end
    if value == 0.5 and number.is_word:
        behind = _behind_half(text, end)
    unit = _AFTER.match(text, behind)
    if not unit:
        return _fact(value, "", start, end)
    if unit["percent"]:
        return _fact(value, "%", start, unit.end())
    if unit["cent"]:
        return _fact(value / 100, "eur", start, unit.end())
    if unit["money"]:
        return _fact(value, _currency(unit["money"]), start, unit.end())
    return _fact(value, _unit_of(unit[0]), start, unit.end())


def _behind_half(text: str, end: int) -> int:
    """Half an hour."""
    match = re.compile(r"\s*(?:an?\s+)?").match(text, end)
    return match.end() if match else end


def _currency(spelling: str) -> str:
    return next(name for name, spellings in _CURRENCIES.items() if re.fullmatch(spellings, spelling, re.IGNORECASE))


def _unit_of(spelling: str) -> str:
    return next(unit for pattern, unit in _PATTERNS if pattern.fullmatch(spelling))


def _fact(value: float, unit: str, start: int, end: int) -> Fact:
    if unit in _CURRENCIES:
        written = plain(value) if value == int(value) else f"{value:.2f}"
        return Fact("amount", f"{unit} {written}", unit, start, end)
    if unit == "%":
        return Fact("percentage", f"{plain(value)} %", unit, start, end)
    if unit in _DURATIONS:
        return Fact("duration", f"{plain(value)} {unit}", unit, start, end)
    return Fact("number", f"{plain(value)} {unit}".rstrip(), unit, start, end)
