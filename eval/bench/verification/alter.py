"""Altered claims: one change after which the passage no longer says it. One function a kind."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from eval.bench.verification import clauses, quantity, wording_altered
from eval.bench.verification.corpus import Place
from eval.bench.verification.exchange import facts_exchanged
from eval.bench.verification.vocabulary import Vocabulary

Alteration = Callable[[str, Place, Vocabulary, random.Random], str]
"""(claim, where it was taken from, words of the corpus, random) -> altered claim; "" where it cannot be altered so."""


def number(claim: str, place: Place, vocabulary: Vocabulary, rng: random.Random) -> str:  # noqa: ARG001
    """Another number, that the passage does not hold."""
    found = quantity.numbers(claim)
    if not found:
        return ""
    match = rng.choice(found)
    known, old = quantity.values(place.known, place.language), match[0]
    named, value = quantity.NAMED[place.language], quantity.VALUE[place.language]
    if old in value:
        options = [name for n, name in named.items() if str(n) not in known]
    else:
        options = [new for new in _near(old, rng) if not quantity.values(new, place.language) & known]
    return _put(claim, match.span(), rng.choice(options)) if options else ""


def date(claim: str, place: Place, vocabulary: Vocabulary, rng: random.Random) -> str:  # noqa: ARG001
    """Another day, month, year or weekday, that the passage does not hold."""
    known = place.known.lower()
    options = []
    for names in (quantity.MONTHS[place.language], quantity.WEEKDAYS[place.language]):
        others = [name for name in names if name.lower() not in known]
        for match in re.finditer(rf"\b(?:{'|'.join(names)})\b", claim):
            # "May I", "March on": a month only beside a day or a year.
            if names is quantity.WEEKDAYS[place.language] or any(
                m.start() <= match.start() < m.end() for m in quantity.dates(claim)
            ):
                options += [(match.span(), other) for other in others]
    for match in quantity.YEAR.finditer(claim):
        options += [
            (match.span(), str(int(match[0]) + step))
            for step in (-3, -2, -1, 1, 2, 3)
            if str(int(match[0]) + step) not in known
        ]
    for match in quantity.dates(claim):
        group = "day" if match["day"] else "day2" if match["day2"] else ""
        if group:
            days = [d for d in range(1, 29) if not re.search(rf"\b0?{d}\b", known)]
            options += [(match.span(group), str(day)) for day in rng.sample(days, min(2, len(days)))]
    return _put(claim, *rng.choice(options)) if options else ""


def unit(claim: str, place: Place, vocabulary: Vocabulary, rng: random.Random) -> str:  # noqa: ARG001
    """Another unit behind the same number."""
    options = []
    for match in quantity.NUMBER.finditer(claim):
        for units in quantity.UNITS[place.language]:
            behind = re.match(rf" ({'|'.join(units)})\b", claim[match.end() :])
            if behind:
                options += [
                    ((match.end() + 1, match.end() + behind.end()), other)
                    for other in units
                    if other != behind[1] and f"{match[0]} {other}" not in place.known
                ]
    return _put(claim, *rng.choice(options)) if options else ""


def negation_added(claim: str, place: Place, vocabulary: Vocabulary, rng: random.Random) -> str:  # noqa: ARG001
    if wording_altered.DENIAL.search(claim):
        return ""
    return wording_altered.first(wording_altered.DENY[place.language], claim)


def negation_dropped(claim: str, place: Place, vocabulary: Vocabulary, rng: random.Random) -> str:  # noqa: ARG001
    if len(wording_altered.DENIAL.findall(claim)) != 1 or wording_altered.NO_DENIAL.search(claim):
        return ""
    return wording_altered.first(wording_altered.AFFIRM[place.language], claim)


def name(claim: str, place: Place, vocabulary: Vocabulary, rng: random.Random) -> str:
    """Another name: of a product, an organisation, a person, a country."""
    return vocabulary.other_name(claim, place.known, place.document.source, rng)


def noun(claim: str, place: Place, vocabulary: Vocabulary, rng: random.Random) -> str:
    """Another noun of the same corpus, in lower case."""
    return vocabulary.other_noun(claim, place.known, place.document.source, rng)


def connective(claim: str, place: Place, vocabulary: Vocabulary, rng: random.Random) -> str:  # noqa: ARG001
    """If becomes unless, or the other way round."""
    return wording_altered.first(wording_altered.CONNECTIVES[place.language], claim)


def exchanged(claim: str, place: Place, vocabulary: Vocabulary, rng: random.Random) -> str:  # noqa: ARG001
    """Condition and consequence in each other's place."""
    clause = clauses.parse(claim, place.language)
    return clauses.exchanged(clause) if clause else ""


def modality(claim: str, place: Place, vocabulary: Vocabulary, rng: random.Random) -> str:  # noqa: ARG001
    """At least becomes at most, before after, must must not."""
    options = list(wording_altered.each(wording_altered.BOUNDS[place.language], claim))
    options = [option for option in options if option not in place.known]
    return rng.choice(options) if options else ""


def _near(old: str, rng: random.Random) -> list[str]:
    """Numbers of the same size and spelling."""
    head = re.match(r"\d+", old)
    if head is None:
        return []
    n = int(head[0])
    near = (
        {n + step for step in range(-4, 10)} if n <= 30 else {n + n // 10 * step for step in (-4, -3, -2, 2, 3, 4, 5)}
    )
    numbers = [
        f"{new}{old[head.end() :]}" for new in sorted(near) if new > 1 and len(str(new)) <= len(str(n)) + 1 and new != n
    ]
    rng.shuffle(numbers)
    return numbers


def _put(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


KINDS: dict[str, Alteration] = {
    "number": number,
    "date": date,
    "unit": unit,
    "negation_added": negation_added,
    "negation_dropped": negation_dropped,
    "name": name,
    "noun": noun,
    "if_unless": connective,
    "clauses_exchanged": exchanged,
    "facts_exchanged": facts_exchanged,
    "modality": modality,
}
