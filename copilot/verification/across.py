"""A claim beside sentences in another language: its words in theirs, and what its own are called there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from copilot.verification.agreement import faults
from copilot.verification.alignment import align
from copilot.verification.reading import Reading, Token
from copilot.verification.sentences import words_of
from copilot.verification.translations import PAIRS
from copilot.verification.words import PARTICLES, is_glue, keys, related, stem

_SHORTEST = 3
"""Letters of a part of a compound."""
_LINKS = ("", "s", "en", "e", "n")
"""Between the parts of a compound."""
_PARTICLE = frozenset(PARTICLES.split("|"))


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


def render(claim: Reading, source: Reading, language: str) -> Rendering:
    """language: of the claim, ISO 639-1; the source is in the other one."""
    words = _senses(source.text, "en" if language == "nl" else "nl")
    mine = _senses(claim.text, language)
    tokens, held, missing, unknown = list[Token](), 0, list[str](), list[str]()
    there = dict[str, str]()
    for word, senses in words.items():
        for sense in senses:
            there.setdefault(sense, word)
    for token in claim.tokens:
        if token.fact:
            tokens.append(token)
            continue
        options = mine.get(token.word) or _of(token.word, language)
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
    held += sum(at >= 0 for token, at in zip(claim.tokens, aligned.of, strict=True) if token.fact)
    return Rendering(tuple(faults(bridged, source, aligned)), held, tuple(missing), tuple(unknown))


def _senses(text: str, language: str) -> dict[str, frozenset[str]]:
    """Each word of a text with what it may stand for; a verb also with the particle that stands apart from it."""
    words = words_of(text)
    apart = [word for word in words if word in _PARTICLE] if language == "nl" else []
    found = {}
    for word in words:
        senses = set(_of(word, language))
        for particle in apart:
            senses |= _of(particle + word, language)
        for part in _cut(word, language):
            senses |= _of(part, language)
        found[word] = frozenset(senses)
    return found


@lru_cache(maxsize=16384)
def _of(word: str, language: str) -> frozenset[str]:
    """What a folded word stands for in both languages: numbers of entries, and groups of the lexicon."""
    forms = keys(word)
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
