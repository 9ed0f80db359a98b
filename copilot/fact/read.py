"""Reads the facts of a text: each place of it belongs to the most telling reading only."""

from __future__ import annotations

from itertools import chain

from copilot.fact.fact import Fact
from copilot.fact.moments import dates, times
from copilot.fact.names import addresses, codes, names
from copilot.fact.quantities import quantities


def facts(text: str, language: str) -> tuple[Fact, ...]:
    """In order of position, none overlapping. language: ISO 639-1, decides how 3/4/2024 and capitals are read."""
    taken = bytearray(len(text))
    found = [
        fact
        for fact in chain(
            addresses(text), dates(text, language), times(text), codes(text), quantities(text), names(text, language)
        )
        if _take(taken, fact)
    ]
    return tuple(sorted(found, key=lambda fact: fact.start))


def _take(taken: bytearray, fact: Fact) -> bool:
    """Whether nobody had the fact's place; it is taken then."""
    if any(taken[fact.start : fact.end]):
        return False
    taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    return True


def same(one: Fact, other: Fact) -> bool:
    """Whether both say the same, in whatever unit: 0.5 year and 6 month, a year as a date and as a number."""
    return _sizes(one) == _sizes(other)


_IN_BASE = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def _sizes(fact: Fact) -> tuple[str, str | float]:
    if fact.kind == "duration":
        size = float(fact.value.split()[0])
        if fact.unit in _IN_BASE:
            return "seconds", size * _IN_BASE[fact.unit]
        if fact.unit in _IN_MONTHS:
            return "months", size * _IN_MONTHS[fact.unit]
    if fact.unit == "time":
        return "plain", fact.value.removesuffix(" time")
    if fact.kind in ("number", "date") and not fact.unit:
        return "plain", fact.value
    return fact.kind, fact.value
