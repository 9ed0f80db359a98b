"""The forms of a person's name: how a name looks, and its parts, in a text and in the author field of a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.cleaners._given_names import GIVEN
from ingest.cleaners._name_folding import folded
from ingest.cleaners._name_words import (
    COMPANIES,
    FUNCTION,
    LEADING,
    NO_NAMES,
    ORGANISATION,
    PARTICLES,
    PREPOSITIONS,
    ROLES,
    TIMES,
)

MAX_WORDS = 6
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`´.\-\u2010\u2011](?=[^\W\d_])){0,39}\.?|['’][st](?=\s)")
_GAP = re.compile(r"[ \t\u00a0]{1,2}|(?<=\.)")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+|[^\W\d_]")
_CAMEL_NAME = re.compile(r"(?:Mc|Mac|De|Di|Da|Du|Van|Von|Le|La|Lo|St|Fitz|O)[A-Z]|[^\W\d_]+-")
_LONG_SURNAME = 13
"""From this length a surname may be two that were written together, with a capital inside."""


@dataclass(frozen=True, slots=True)
class Name:
    """Where a name stands, and its words, folded: given names or initials, then the surname with its particles."""

    start: int
    end: int
    given: tuple[str, ...]
    surname: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.given, *self.surname)

    @property
    def key(self) -> str:
        return " ".join(self.words)

    @property
    def is_sure(self) -> bool:
        """Whether a given name that is known speaks for it."""
        return any(given_of(word) in GIVEN for word in self.given)


def given_of(word: str) -> str:
    """The first part of a given name such as "anne-marie"."""
    return word if word in GIVEN else word.partition("-")[0]


def words_at(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """[start, end) of the words that follow each other from `at`, with no more than a blank between them."""
    for _ in range(MAX_WORDS + 2):
        match = _WORD.match(text, at, end)
        if match is None:
            return
        stop = match.end()
        if stop - match.start() > 3 and text[stop - 2] in "'’" and text[stop - 1] in "sS":
            yield match.start(), stop - 2
            return
        if (
            text[stop - 1] == "."
            and not _INITIALS.fullmatch(match[0])
            and folded(match[0]) not in ("st.", "jr.", "vd.")
        ):
            yield match.start(), stop - 1
            return
        yield match.start(), stop
        gap = _GAP.match(text, stop, end)
        if gap is None:
            return
        at = gap.end()


def name_at(text: str, at: int, end: int, *, lower: bool = False) -> Name | None:
    """The name that begins at `at`; None when these words are none.

    lower: whether its words may be in lower case, as after "geachte heer".
    """
    run: list[tuple[int, int, str]] = []
    for start, stop in words_at(text, at, end):
        word = folded(text[start:stop]).rstrip(".")
        is_particle = _is_particle(text[start:stop])
        if run and lower and text[start:stop].islower() and not is_particle and _stands_apart(run):
            break
        if not (text[start].isupper() or is_particle or lower or not text[start].islower()):
            break
        if word in PREPOSITIONS and text[start].islower() and not _goes_on(text, stop, end):
            break
        behind_particle = bool(run) and _is_particle(run[-1][2]) and text[start].isupper()
        is_free = is_particle or behind_particle or (text[start].isupper() and (word in GIVEN or len(word) == 1))
        if word in FUNCTION and not is_free:
            break
        if len(run) == MAX_WORDS:
            break
        if is_particle and not run and (word not in LEADING or not (lower or _begins_surname(text, stop, end))):
            return None
        if run and _is_common(text, start, run):
            return None
        run.append((start, stop, text[start:stop]))
    while run and _is_particle(run[-1][2]) and not (len(run) == 1 and folded(run[0][2]) in GIVEN):
        run.pop()
    run = _without_role(run)
    if not run or not _can_be(run):
        return None
    return _parted(run, text)


def moved(name: Name, by: int) -> Name:
    """The same name, where its text begins `by` further on."""
    return replace(name, start=name.start + by, end=name.end + by)


def _is_common(text: str, start: int, run: list[tuple[int, int, str]]) -> bool:
    """Whether a small word stands behind "De" or "Het" with a capital: "Het bestuur"."""
    begins = run[0][2]
    return (
        len(run) == 1
        and begins[0].isupper()
        and _is_particle(begins)
        and not (text[start].isupper() or folded(text[start : start + 3]).rstrip() in PARTICLES)
    )


def _stands_apart(run: list[tuple[int, int, str]]) -> bool:
    """Whether a small word behind these is none of theirs: "Foto volgt", but "Jan de vries"."""
    last = run[-1][2]
    return last[0].isupper() or (_is_particle(last) and len(run) == 1 and last[0].isupper())


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether another particle follows: "in 't Veld", but not "in Assen"."""
    following = next(words_at(text, at + 1, end), None)
    return following is not None and _is_particle(text[slice(*following)])


def _is_particle(word: str) -> bool:
    """Whether this is such as "van"; a single letter only when it is small, because "S" is an initial."""
    return folded(word).rstrip(".") in PARTICLES and not (len(word.rstrip(".")) == 1 and word[0].isupper())


def _begins_surname(text: str, at: int, end: int) -> bool:
    """Whether behind a particle, and others, a capital follows."""
    for start, stop in list(words_at(text, at + 1, end))[:4]:
        if folded(text[start:stop]) not in PARTICLES:
            return text[start].isupper()
    return False


def _without_role(run: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """ "Sanne van Klantenservice" without the role, where a known name stands before it."""
    for position, (_, _, word) in enumerate(run):
        low = folded(word).rstrip(".")
        if low in COMPANIES:
            return []
        is_role = (
            low in NO_NAMES
            or (low[-1:] == "s" and low[:-1] in ROLES and len(low) > 5)
            or ("-" in low and not ROLES.isdisjoint(low.split("-")))
        )
        if not is_role or low in GIVEN or _is_particle(word) or (len(low) == 1 and word[0].isupper()):
            continue
        if position and _is_particle(run[position - 1][2]) and (low == "buren" or low not in ROLES | TIMES):
            continue  # "van Leeuwen", "van der Meer"
        if position == 0 or given_of(folded(run[0][2])) not in GIVEN:
            return []
        run = run[:position]
        while len(run) > 1 and _is_particle(run[-1][2]):
            run.pop()
        return run
    return run


def _can_be(run: list[tuple[int, int, str]]) -> bool:
    """Whether no word of these speaks against a person."""
    is_sure = given_of(folded(run[0][2])) in GIVEN
    in_capitals = all(word.isupper() for _, _, word in run)
    letters = sum(len(word) for _, _, word in run)
    for position, (_, _, word) in enumerate(run):
        low = folded(word).rstrip(".")
        if low in GIVEN or low in PARTICLES or _INITIALS.fullmatch(word):
            continue
        humps = any(a.islower() and b.isupper() for a, b in pairwise(word))
        if humps and not _CAMEL_NAME.match(word) and not (position and len(low) >= _LONG_SURNAME):
            return False
        if word.isupper() and (not in_capitals or len(run) == 1) and len(word) <= 4:
            return False
        if "." in word[:-1] or (ORGANISATION.fullmatch(low) and not is_sure):
            return False
    return letters >= 2 and len(set(folded(run[0][2]))) > 1 and not (len(run) == 1 and _INITIALS.fullmatch(run[0][2]))


def _parted(run: list[tuple[int, int, str]], text: str) -> Name:
    """Given names are the first word and any initial or given name behind it; the surname is the rest."""
    words = [folded(text[start:stop]).rstrip(".") for start, stop, _ in run]
    split = 0
    for position, word in enumerate(words):
        if _is_particle(run[position][2]) and not (
            position == 0 and word in GIVEN and len(words) > 1 and words[1] not in PARTICLES
        ):
            break
        if position and not (_INITIALS.fullmatch(run[position][2]) or (word in GIVEN and position < len(words) - 1)):
            break
        split = position + 1
    return Name(run[0][0], run[-1][1], tuple(words[:split]), tuple(words[split:]))
