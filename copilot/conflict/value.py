"""The values that a statement gives, and whether those of two statements can both be true."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copilot.conflict.concept import concepts
from copilot.fact import Fact, Kind, facts

_LEAST = re.compile(
    r"(?:\b(?:minimaal|minstens|ten\s?minste|min\.?|minimum(?:\s+van)?|ondergrens(?:\s+van)?|vanaf|meer\s+dan|boven|ouder\s+dan"
    r"|niet\s+minder\s+dan|nooit\s+minder\s+dan|at\s+least|minimum(?:\s+of)?|from|more\s+than|over|above|no\s+less\s+than"
    r"|not\s+less\s+than)|[>≥])\s*(?:de\s+|the\s+|een\s+|a\s+)?(?:€\s*)?$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?:\b(?:maximaal|maximum(?:\s+van)?|max\.?|hoogstens|hooguit|ten\s+hoogste|tot(?:\s+en\s+met)?|t/m|bovengrens(?:\s+van)?"
    r"|minder\s+dan|onder|nooit\s+meer\s+dan|niet\s+meer\s+dan|jonger\s+dan|at\s+most|up\s+to|maximum(?:\s+of)?|no\s+more\s+than"
    r"|not\s+more\s+than|never\s+more\s+than|less\s+than|under|below|until)|[<≤])\s*(?:de\s+|the\s+|een\s+|a\s+)?(?:\w+\s+(?:van|of)\s+)?(?:€\s*)?$",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:gratis|kosteloos|kosteloze|kost(?:en)?\s+(?:je\s+|u\s+)?niets|zonder\s+(?:extra\s+)?kosten|geen\s+(?:extra\s+)?kosten"
    r"|niets\s+(?:te\s+)?betalen|betaal(?:t)?\s+(?:je|u)\s+niets|free(?:\s+of\s+charge)?|no\s+(?:extra\s+)?(?:charge|cost|fee)s?"
    r"|costs?\s+nothing|at\s+no\s+cost|pay\s+nothing|without\s+(?:charge|fee|costs?))\b",
    re.IGNORECASE,
)
_DAYS = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "workday": 1.4,
    "week": 7.0,
    "month": 365 / 12,
    "quarter": 365 / 4,
    "year": 365.0,
}
_ROUGH = 0.09
"""Share by which two terms in different units may differ and still be the same: four weeks and a month."""
_RANGE = re.compile(r"\s*(?:-|–|—|tot(?: en met)?|t/m|à|to|en|and|up to)\s*(?:€\s*)?", re.IGNORECASE)
_NOUN = re.compile(r"\s*[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Value:
    """start, end: where the statement's text says it."""

    kind: Kind
    value: str
    unit: str
    """What is counted: of two values with different units neither contradicts the other."""
    role: str
    """ "least", "most" or ""."""
    start: int
    end: int
    is_end: bool = False
    """Whether it is one of the two ends of a range."""


def values(text: str, language: str) -> tuple[Value, ...]:
    """Of a sentence, in order. "free" is an amount of 0."""
    known = facts(text, language)
    ends = {n: "most" for n in range(1, len(known)) if _is_range(text, known[n - 1], known[n])}
    ends = {n - 1: "least" for n in ends} | ends
    found = [_value(fact, text, language, ends.get(n, "")) for n, fact in enumerate(known)]
    free = _FREE.search(text)
    if free and not any(value.kind == "amount" for value in found):
        found.append(Value("amount", "eur 0", "eur", "", *free.span()))
    return tuple(found)


def _is_range(text: str, before: Fact, after: Fact) -> bool:
    return before.kind == after.kind and bool(_RANGE.fullmatch(text, before.end, after.start))


def _value(fact: Fact, text: str, language: str, end: str) -> Value:
    before = text[max(0, fact.start - 40) : fact.start]
    role = end or ("least" if _LEAST.search(before) else "most" if _MOST.search(before) else "")
    unit = fact.unit
    if fact.kind == "number" and unit == "th" and text[fact.start].isdigit():
        return Value("date", fact.value, unit, "", fact.start, fact.end)
    if fact.kind == "number" and unit in ("", "time"):
        noun = _NOUN.match(text, fact.end)
        unit = f"{unit} " + " ".join(sorted(concepts(noun[0], language))) if noun else unit
    return Value(fact.kind, fact.value, unit, "" if fact.kind == "date" else role, fact.start, fact.end, bool(end))


def are_comparable(one: Value, other: Value) -> bool:
    """Whether they measure the same: kind, unit, and the same end of a range."""
    if one.kind != other.kind or (one.kind == "number" and one.unit != other.unit):
        return False
    if one.kind == "amount" and one.unit != other.unit:
        return False
    if one.kind == "date":
        return _shape(one.value) == _shape(other.value) or (_has_year(one.value) and _has_year(other.value))
    return True


def _has_year(value: str) -> bool:
    return value[:4].isdigit()


def _shape(value: str) -> str:
    return re.sub(r"\d", "0", re.sub(r"[a-z]+", "a", value))


def agree(one: Value, other: Value) -> bool:
    """Whether comparable values say the same, in whatever unit."""
    if one.value == other.value:
        return True
    if one.kind == "duration":
        first, second = _days(one), _days(other)
        if one.unit == other.unit:
            return first == second
        if {one.unit, other.unit} == {"day", "workday"}:
            return one.value.split()[0] == other.value.split()[0] or abs(first - second) <= 0.5
        return abs(first - second) <= _ROUGH * max(first, second)
    if one.kind == "date":
        # 30 November and 30 November 2026, 2027 and 1 January 2027.
        return (
            one.value.endswith(other.value)
            or other.value.endswith(one.value)
            or one.value.startswith(other.value)
            or other.value.startswith(one.value)
        )
    if one.kind in ("number", "percentage", "amount"):
        return _number(one.value) == _number(other.value)
    return False


def _days(value: Value) -> float:
    return float(value.value.split()[0]) * _DAYS[value.unit]


def _number(value: str) -> str:
    return next((part for part in value.split() if part[0].isdigit()), value)


def disagree(one: Sequence[Value], other: Sequence[Value]) -> tuple[Value, Value] | None:
    """The first two values that cannot both be true: of one kind, and none of that kind said by both.

    A least is compared with a least and a most with a most; what lies within a range agrees with it.
    """
    for value in one:
        mine = [v for v in one if are_comparable(value, v)]
        theirs = [v for v in other if are_comparable(value, v)]
        rivals = [v for v in theirs if v.role == value.role]
        if not rivals and len(mine) == len(theirs) == 1 and "" in (value.role, theirs[0].role):
            # "within 14 days" and "14 days", "up to 600 euro" and "600 euro".
            rivals = theirs
        own = [v for v in mine if v.role == value.role]
        if (
            rivals
            and not any(agree(a, b) for a in own for b in theirs)
            and not any(agree(a, b) for a in mine for b in rivals)
        ) and not (_within(value, theirs) or _within(rivals[0], mine)):
            return value, rivals[0]
    return None


def are_apart(one: Sequence[Value], other: Sequence[Value]) -> bool:
    """Whether values of one kind stand on both sides and none is the same."""
    for value in one:
        rivals = [v for v in other if are_comparable(value, v)]
        if rivals and not any(agree(a, b) for a in one if are_comparable(a, value) for b in rivals):
            return True
    return False


def _within(value: Value, ends: Sequence[Value]) -> bool:
    """Whether two ends of a range, in its unit, have the value between them."""
    ranged = [float(_number(end.value)) for end in ends if end.is_end and end.unit == value.unit]
    return (
        len(ranged) > 1
        and not value.role
        and value.kind != "date"
        and min(ranged) <= float(_number(value.value)) <= max(ranged)
    )
