"""A claim beside sentences in the other language, Dutch or English.

Its words must be theirs, translated; facts, denials, bounds and conditions must agree; and its meaning must be nearer
to the sentence that carries it than to the others of the passage. A cosine alone says little: those of unrelated
sentences of one page lie between 0.75 and 0.86.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from copilot.verification.agreement import faults
from copilot.verification.alignment import align, stated
from copilot.verification.reading import Reading, Token, read
from copilot.verification.sentences import Piece, groups, words_of
from copilot.verification.translations import PAIRS
from copilot.verification.words import PARTICLES, keys, related, stem

_NEAR = 0.86
"""Cosine from which sentences with the same words say the same (bundled model)."""
_LEAD = 0.4
"""What a lead over the next sentence's cosine adds to that."""
_MISSING = 0.4
"""What it loses if all words of the claim have other translations than the sentence's words."""
_UNKNOWN = 0.16
"""What it loses if no word of the claim has a translation."""
_UNLIKE = 0.83
"""Cosine of sentences of one page that say different things."""
_COMPARED = 4
"""Places of a passage whose meaning is compared: each takes tens of milliseconds."""
_SHORTEST = 3
"""Letters of a part of a compound."""
_LINKS = ("", "s", "en", "e", "n")
"""Between the parts of a compound."""
_PARTICLE = frozenset(PARTICLES.split("|"))
_EXTRAS = "either once anything something everything takes effect way eenmaal hele heel ziet"
_EMPTY = frozenset(_EXTRAS.split())
"""Words that the other language often has none for."""
_SAID_ALIKE = [
    (re.compile(spelling, re.IGNORECASE), said)
    for spelling, said in (
        (r"\bniet (\w+) (?:is|zijn|duurt|duren|was) dan\b", r"niet \1 dan"),
        (r"\b(?:may|must|can|should|does|do|will) not exceed\b", "not exceeding"),
        (r"\bup to\b", "until"),
        (r"\be-(?=mail)", "e"),
        (r"\bback-up", "backup"),
        (r"\bvanaf\b|\bas (?:of|from)\b|\bstarting from\b", "from"),
        (r"(?<=days of )(?=\w+ing\b|receipt|purchase|delivery)", "after "),
        (r"(?:^|(?<=[.!?] ))First(?=,? )|\beerst\b", ""),
        (r"\b(one|two|three|four|five|six|seven|eight|nine|ten)-(?=(?!one|two|three)[a-z]{4})", r"\1 "),
    )
]
"""What one language says with a bound and the other without, or in another order."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A claim as far as the words of the source say it."""

    faults: tuple[str, ...]
    """What contradicts, in words."""
    held: int
    """Words and facts of the claim that the source has in its own language."""
    missing: tuple[str, ...]
    """Words of the claim whose translation is known, and is not there."""
    unknown: tuple[str, ...]
    """Words of the claim of which no translation is known, and that do not stand there as they are."""

    @property
    def coverage(self) -> float:
        """Share of the claim's words that the source has, in [0, 1]."""
        return self.held / self.size

    @property
    def size(self) -> int:
        return max(1, self.held + len(self.missing) + len(self.unknown))


@dataclass(frozen=True, slots=True)
class Place:
    """Sentences of a passage that are read together, beside the claim."""

    group: tuple[int, ...]
    """Their indexes."""
    text: str
    rendering: Rendering


def places(claim: str, language: str, found: Sequence[Piece], other: str) -> list[Place]:
    """Where a passage may carry the claim, the likeliest first. language, other: of claim and passage, ISO 639-1."""
    read_claim = read(_alike(claim), language)
    alone = [render(read_claim, read(_alike(piece.text), other), language) for piece in found]
    made = dict[int, Place]()
    for group in groups(found):
        text, own = " ".join(found[i].text for i in group), alone[group[-1]]
        rendering = own if len(group) == 1 else render(read_claim, read(_alike(text), other), language)
        # What stands before a sentence may explain it, but it excuses nothing.
        place = Place(group, text, replace(rendering, faults=rendering.faults or own.faults))
        last = made.setdefault(group[-1], place)
        if place.rendering.held > last.rendering.held and not (place.rendering.faults and not last.rendering.faults):
            made[group[-1]] = place
    return sorted((place for place in made.values() if place.rendering.held), key=lambda place: -place.rendering.held)


def carrying(claim: str, found: Sequence[Place], similarity: Callable[[str, str], float]) -> Place | None:
    """The place that says what the claim says. found: as `places` gives them."""
    nearness = {place.group: similarity(claim, place.text) for place in found[:_COMPARED]}
    for place in sorted(found[:_COMPARED], key=lambda place: -nearness[place.group]):
        said, near = place.rendering, nearness[place.group]
        rivals = (nearness[other.group] for other in found[:_COMPARED] if _is_rival(other, place))
        lead = near - max(rivals, default=_UNLIKE)
        lacking = (_MISSING * len(said.missing) + _UNKNOWN * len(said.unknown)) / said.size
        if not said.faults and near + _LEAD * lead - lacking >= _NEAR:
            return place
    return None


def _is_rival(other: Place, place: Place) -> bool:
    """Whether it says something else."""
    is_told_twice = not other.rendering.faults and other.rendering.coverage == 1
    return other.group[-1] not in place.group and place.group[-1] not in other.group and not is_told_twice


def _alike(text: str) -> str:
    """The text with its bounds as the other language would have them."""
    for pattern, said in _SAID_ALIKE:
        text = pattern.sub(said, text)
    return text


def render(claim: Reading, source: Reading, language: str) -> Rendering:
    """language: of the claim, ISO 639-1; the source is in the other one."""
    words = _senses(source.text, "en" if language == "nl" else "nl")
    apart = _apart(claim.text, language)
    tokens, held, missing, unknown = list[Token](), 0, list[str](), list[str]()
    there = dict[str, str]()
    for word, senses in words.items():
        for sense in senses:
            there.setdefault(sense, word)
    said = [other.fact for other in source.tokens if other.fact]
    for token in claim.tokens:
        is_single = token.fact and token.fact.kind == "duration" and token.fact.value.startswith("1 ")
        if is_single and not any(stated(token.fact, fact) for fact in said):
            # "once a year" has a duration, and "één keer per jaar" has none.
            token = replace(token, word=words_of(token.word)[-1], fact=None)
        if token.word in _EMPTY:
            continue
        if token.fact:
            tokens.append(token)
            continue
        options = _of(token.word, language).union(*(_of(particle + token.word, language) for particle in apart))
        own = next((word for word in words if related(token.word, word)), "")
        found = [there[sense] for sense in options if sense in there]
        if own or found:
            held += 1
            place = next((t.word for t in source.tokens if t.word == own or t.word in found), own or found[0])
            tokens.append(replace(token, word=place))
        elif cut := _cut(token.word, language):
            inside = [[there[sense] for sense in _of(part, language) if sense in there] for part in cut]
            held += all(inside)
            if not all(inside):
                missing.append(token.word)
            last = inside[-1] or inside[0]
            tokens.append(replace(token, word=last[0]) if last else token)
        else:
            (missing if options else unknown).append(token.word)
            tokens.append(token)
    bridged = replace(claim, tokens=tuple(tokens))
    aligned = align(bridged, source)
    held += sum(at >= 0 for token, at in zip(tokens, aligned.of, strict=True) if token.fact)
    return Rendering(tuple(faults(bridged, source, aligned)), held, tuple(missing), tuple(unknown))


def _senses(text: str, language: str) -> dict[str, frozenset[str]]:
    """Each word of a text with what it may stand for: itself, its parts, and a verb with the particle of the text."""
    apart = _apart(text, language)
    return {
        word: _of(word, language).union(
            *(_of(particle + word, language) for particle in apart),
            *(_of(part, language) for part in _cut(word, language)),
        )
        for word in words_of(text)
    }


def _apart(text: str, language: str) -> list[str]:
    """What may belong to a Dutch verb elsewhere in the text: "schrijven we het bedrag af"."""
    return [word for word in words_of(text) if word in _PARTICLE] if language == "nl" else []


@lru_cache(maxsize=16384)
def _of(word: str, language: str) -> frozenset[str]:
    """What a folded word stands for in both languages: numbers of entries, and groups of the lexicon."""
    forms = keys(word) | (keys(word[:-1]) if language == "nl" and word[-1:] == "t" and len(word) > 3 else frozenset())
    senses = frozenset[str]().union(*(_entries(language).get(form, frozenset()) for form in (word, *forms)))
    return senses | {form for form in forms if form[0] == "="}


@lru_cache(maxsize=16384)
def _cut(word: str, language: str) -> tuple[str, ...]:
    """The two known parts of a Dutch compound that is not known as a whole."""
    if language != "nl" or _of(word, language) or len(word) < 2 * _SHORTEST:
        return ()
    for at in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        last = word[at:]
        if not _of(last, language):
            continue
        for link in _LINKS:
            first = word[: at - len(link)] if word[:at].endswith(link) else ""
            if len(first) >= _SHORTEST and _of(first, language):
                return first, last
    return ()


@cache
def _entries(language: str) -> dict[str, frozenset[str]]:
    """Words and their stems -> the entries that they stand in."""
    found: dict[str, frozenset[str]] = {}
    for number, entry in enumerate(re.split(r"[|\n]", PAIRS.strip())):
        dutch, _, english = entry.partition("=")
        for word in (dutch if language == "nl" else english).split():
            for form in {word, stem(word)}:
                found[form] = found.get(form, frozenset()) | {f"~{number}"}
    return found
