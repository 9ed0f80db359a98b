"""The canonical ways in which one value can be written, and how words are brought to that form.

A text is read as *runs* of letters and digits, and a run as *atoms*: letters or digits, cut at the humps of
"FemkeOosterwolde". Everything between runs is a gap. A form is found where the atoms of a text, joined, spell it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Rule = Literal["name", "glued", "mail", "number", "short", "code", "postcode", "part", "capital"]
"""How a form must stand in a text.

name      whole atoms, at most GAP characters between them
glued     a short name written as one word: only with humps, as in "JanSmit" ("jansmit" could be any word)
mail      whole runs, and not the end of a longer address
number    eight digits or more, in whatever groups; an IBAN
short     fewer digits, in one piece and with nothing glued to it
code      letters with digits, an address, whatever else: whole runs with short gaps
postcode  a Dutch postcode; counts only with the form's house number before or after it
part      a piece of a name; counts only in a document that holds a full form of the same person
capital   the same, and it must begin with a capital, because it is short or an ordinary word
"""

JOINED: frozenset[Rule] = frozenset(("number", "short", "code", "postcode"))
"""Rules that do not look at where runs end: "NL91 ABNA" is "NL91ABNA"."""
PARTIAL: frozenset[Rule] = frozenset(("part", "capital"))

RUN = re.compile(r"(?:[^\W_]++[\u0300-\u036f]*+)++")
_HUMP = re.compile(r"(?<=[a-z\u00df-\u00f6\u00f8-\u00ff])(?=[A-Z\u00c0-\u00d6\u00d8-\u00de])|(?<=[A-Z])(?=[A-Z][a-z])")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Form:
    """A canonical text: folded runs joined by single spaces, or by nothing for the rules in JOINED."""

    rule: Rule
    text: str
    house: str = ""
    """postcode: the canonical value that `addresses` yields for postcode and number together."""

    @property
    def compact(self) -> str:
        return self.text.replace(" ", "")


def fold(text: str) -> str:
    """Compatibility forms, accents and case away: 'Zoë' -> 'zoe', 'Strauß' -> 'strauss'."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def runs(text: str) -> list[str]:
    """The folded runs of letters and digits."""
    return [fold(run) for run in RUN.findall(text)]


def atoms(run: str) -> list[tuple[int, int, str]]:
    """(start, end, folded) of the atoms of one run: letters up to a hump, or digits."""
    if run.isdigit() or (run.isalpha() and (run.islower() or run.isupper() or run[1:].islower())):
        return [(0, len(run), fold(run))]
    cuts = {0, len(run), *(match.start() for match in _HUMP.finditer(run))}
    for match in _DIGITS.finditer(run):
        cuts |= {match.start(), match.end()}
    edges = sorted(cuts)
    return [(start, end, fold(run[start:end])) for start, end in pairwise(edges)]
