"""The ways in which a person's name is written, and the pieces of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from copilot.core.text import STOPWORDS
from ingest.erasure.forms import Form, Rule, fold, runs

_PARTICLES_WORDS = (
    "van de der den het t ten ter te von zu zum zur da das dos di du do del della la le les el al bin binti ibn "
    "op in aan onder over uit voor bij s d y e af av"
)
PARTICLES = frozenset(_PARTICLES_WORDS.split())
"""Words before a surname: the Dutch tussenvoegsels and their kin."""
_TITLES_WORDS = (
    "mevrouw mevr mw meneer mijnheer de heer dhr hr heer familie fam mr mrs ms miss sir dr drs ir ing prof bc msc "
    "bsc mba ba ma phd herr frau monsieur madame mme"
)
_TITLES = frozenset(_TITLES_WORDS.split())
_SPELLED = 5
"""Words up to which every way of gluing some of them together is a form."""
_DISTINCT = 8
"""Letters from which a name written as one lower-case word is no coincidence: Tom Aten, "tomaten"."""
_PLAIN = 5
"""Letters from which a piece of a name counts in lower case too."""


class Name:
    """First names and surname of "Femke Oosterwolde-van Dam" or "Oosterwolde-van Dam, Femke"."""

    def __init__(self, value: str) -> None:
        last, comma, first = value.partition(",")
        words = f"{first} {last}".split() if comma else value.split()
        while len(words) > 1 and fold(words[0]).rstrip(".") in _TITLES:
            words = words[1:]
        split = 1
        if not comma:
            while split < len(words) - 1 and fold(words[split]) not in PARTICLES and "-" not in words[split]:
                split += 1
        else:
            split = max(1, len(first.split()))
        self.first = runs(" ".join(words[:split]))
        self.last = words[split:]

    def forms(self) -> Iterator[Form]:
        """The whole name in its orders, its words apart or glued together, and then the pieces of it."""
        surname = runs(" ".join(self.last))
        core = surname[_leading(surname) :]
        particles = surname[: len(surname) - len(core)]
        orders = [self.first + surname, surname + self.first]
        if particles:
            orders += [core + self.first + particles, core + particles + self.first]
        for order in orders:
            for text in _glued(order):
                is_short = " " not in text and len(text) < _DISTINCT
                yield Form("glued" if is_short else "name", text)
        yield from self._parts(surname, core)

    def _parts(self, surname: list[str], core: list[str]) -> Iterator[Form]:
        initials = [word[0] for word in self.first]
        surnames = [surname, core]
        for piece in re.split("-", " ".join(self.last)):
            words = runs(piece)
            surnames += [words, words[_leading(words) :]]
        for words in surnames:
            if not words:
                continue
            for some in {tuple(initials), tuple(initials[:1]), ("".join(initials),)}:
                for order in ([*some, *words], [*words, *some]):
                    yield from (Form("part", text) for text in _glued(order) if len(text) >= _PLAIN)
            if len("".join(words)) > 3:
                yield from (Form(part_rule(text), text) for text in _glued(words))
        yield from (Form(part_rule(word), word) for word in self.first if len(word) > 2)


def part_rule(text: str) -> Rule:
    return "part" if len(text) >= _PLAIN and not set(text.split()) <= STOPWORDS else "capital"


def _leading(words: Sequence[str]) -> int:
    """How many particles stand before the surname proper; its last word is never one."""
    count = 0
    while count < len(words) - 1 and words[count] in PARTICLES:
        count += 1
    return count


def _glued(words: Sequence[str]) -> list[str]:
    """ "femke van dam", "femkevan dam", "femke vandam", "femkevandam"."""
    if len(words) > _SPELLED:
        return [" ".join(words), "".join(words), f"{words[0]} {''.join(words[1:])}"]
    gaps = product((" ", ""), repeat=len(words) - 1)
    return ["".join(map("".join, zip(words, (*gap, ""), strict=True))) for gap in gaps]
