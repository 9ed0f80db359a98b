"""Pairs of a claim and the passage that supports it, or no longer does: the same for the same corpora and seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copilot.core.ports import Passage
from copilot.core.types import Document
from eval.bench.verification import alter, paraphrase
from eval.bench.verification.corpus import LANGUAGES, Place, places
from eval.bench.verification.vocabulary import Vocabulary

HALVES = {"dev": 0, "report": 1}
SEED = 11
MOST = 80
"""Pairs of one kind and language; of altered ones half from literal sentences, half from paraphrased ones."""
_OF_DOCUMENT = 3
"""Of one kind."""


@dataclass(frozen=True, slots=True)
class Pair:
    kind: str
    base: str
    """Kind of paraphrase that was altered; "" for supported pairs."""
    supported: bool
    language: str
    claim: str
    original: str
    """The sentence as it stands in the passage."""
    passage: Passage


def pairs(documents: Sequence[Document], half: str, seed: int = SEED) -> list[Pair]:
    """Of all kinds, supported ones first. half: "dev" or "report"."""
    found = places(documents, HALVES[half])
    made: list[Pair] = []
    for language in LANGUAGES:
        own = [place for place in found if place.language == language]
        vocabulary = Vocabulary(documents, language)
        for kind in paraphrase.KINDS:
            made += _some(_supported(kind, _shuffled(own, f"{seed} {kind}"), seed), MOST)
        for kind in alter.KINDS:
            for literal in (True, False):
                order = _shuffled(own, f"{seed} {kind} {literal}")
                made += _some(_altered(kind, order, vocabulary, literal, seed), MOST // 2)
    return sorted(made, key=lambda pair: not pair.supported)


def _shuffled(found: Sequence[Place], seed: str) -> list[Place]:
    return random.Random(seed).sample(found, len(found))  # noqa: S311 - nothing secret


def _some(made: Iterator[Pair], most: int) -> Iterator[Pair]:
    """The first ones, few of one document, none twice."""
    of_document, seen = Counter[str](), set[str]()
    for pair in made:
        name = pair.passage.hit.document.id
        if of_document[name] < _OF_DOCUMENT and pair.claim not in seen:
            seen.add(pair.claim)
            of_document[name] += 1
            yield pair
            if len(seen) == most:
                return


def _supported(kind: str, order: Sequence[Place], seed: int) -> Iterator[Pair]:
    for place in order:
        claim = paraphrase.KINDS[kind](place, _random(seed, kind, place))
        if claim and (kind == "literal" or claim not in place.passage):
            yield Pair(kind, "", True, place.language, claim, place.text, place.as_passage())


def _altered(kind: str, order: Sequence[Place], vocabulary: Vocabulary, literal: bool, seed: int) -> Iterator[Pair]:
    others = [name for name in paraphrase.KINDS if name not in ("literal", "markup")]
    for place in order:
        rng = _random(seed, kind, place)
        for base in ("literal",) if literal else rng.sample(others, len(others)):
            told = paraphrase.KINDS[base](place, rng)
            claim = told and (literal or told not in place.passage) and alter.KINDS[kind](told, place, vocabulary, rng)
            if claim and _is_altered(claim, told, place, base):
                yield Pair(kind, base, False, place.language, claim, place.text, place.as_passage())
                break


def _is_altered(claim: str, told: str, place: Place, base: str) -> bool:
    """Whether it says something else than was told, in what it says and not in the heading before it."""
    same_heading = base != "listed" or claim.split(":")[0] == told.split(":")[0]
    return same_heading and _plain(claim) not in _plain(place.known) and _plain(claim) != _plain(told)


def _random(seed: int, kind: str, place: Place) -> random.Random:
    """One of its own for each sentence, so that a change of one kind leaves the others as they were."""
    return random.Random(f"{seed} {kind} {place.document.id} {place.spans[place.index][0]}")  # noqa: S311


def _plain(text: str) -> str:
    return " ".join(text.lower().rstrip(".").split())
