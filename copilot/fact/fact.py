"""What can be checked without understanding: a number with what it counts, a date, a code, a name, an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "amount", "percentage", "date", "time", "duration", "code", "name", "address"]


@dataclass(frozen=True, slots=True)
class Fact:
    """text[start:end] says it. Two facts of one kind with the same value say the same, however they are written."""

    kind: Kind
    value: str
    """Canonical across languages and spellings: "7.50", "2026-11-30", "11-30", "2026-11", "30 day", "eur 50"."""
    unit: str
    """ "eur", "day", "kwh", "%", "th" for an ordinal; "" where there is none."""
    start: int
    end: int


def plain(value: float) -> str:
    """A number as facts write it: 7.5 -> "7.5", 1250.0 -> "1250"."""
    return f"{round(value, 6):.6f}".rstrip("0").rstrip(".")
