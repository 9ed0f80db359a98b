"""How likely each unit of a document holds what is asked: its words, its place, the nearness of its chunk, its facts.

A logistic model. Its weights were fitted to every other question of the demonstration (odd numbers) and to the FAQ
pages whose id has an even hash, as they are and as eval/bench/distracted.py makes them, so that the place of an answer
counts only as far as its words bear it out; docs/answers.md has the figures on the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from copilot.composing.asked import Asked
from copilot.composing.places import Place
from copilot.composing.units import Unit
from copilot.core.snapshot.lexical import LANGUAGES, terms_of, words_of
from copilot.core.types import Document
from copilot.fact import facts

_BESIDE = 0.2
"""Coverage and nearness by which a paragraph may be behind the best one and still be about the question."""
_COSINE = 8.0
"""What a cosine counts beside a share of words: those of one document differ by a few hundredths."""
_DEEP = 20
_EARLIER = 4

WEIGHTS: Mapping[str, float] = {
    "bias": -2.25,
    "words": 2.13,
    "nearness": 36.4,
    "opening": 0.5,
    "depth": -1.27,
    "reply": 0.27,
    "first": 0.92,
    "second": 0.7,
    "asks": -1.33,
    "fact": 0.79,
    "earlier": -4.55,
}


def evidence(asked: Asked, document: Document, units: Sequence[Unit], places: Sequence[Place]) -> NDArray[np.float64]:
    """Shape (units,): probability that each holds the answer. Arguments as of `features`."""
    scores = features(asked, document, units, places) @ np.array(list(WEIGHTS.values()))
    return np.asarray(1 / (1 + np.exp(-scores)))


def features(asked: Asked, document: Document, units: Sequence[Unit], places: Sequence[Place]) -> NDArray[np.float64]:
    """Shape (units, features), in the order of WEIGHTS.

    units: of the document. places: of its chunks.
    """
    text = document.text
    language = document.language if document.language in LANGUAGES else "en"
    words = [_words(text[unit.start : unit.end], language) for unit in units]
    coverage = [asked.coverage(one, language) for one in words]
    nearness = _nearness(units, places)
    about = _about(asked, language, units, words, nearness)
    paragraphs = sorted(about)
    before = dict(zip(paragraphs, accumulate((about[p] for p in paragraphs), initial=0), strict=False))
    has_fact = _holding(asked, document, units)
    is_page, settles = document.kind == "wiki", _settling(document, units)
    first_of: dict[int, int] = {}
    made = []
    for at, unit in enumerate(units):
        place = at - first_of.setdefault(unit.paragraph, at)
        made.append(
            {
                "bias": 1.0,
                "words": coverage[at],
                "nearness": nearness[at],
                "opening": is_page and at == 0,
                "depth": is_page * min(at, _DEEP) / _DEEP,
                "reply": settles[at],
                "first": place == 0,
                "second": place == 1,
                "asks": text[unit.end - 1] == "?",
                "fact": has_fact[at],
                "earlier": min(before[unit.paragraph], _EARLIER) / _EARLIER,
            }
        )
    return np.array([[float(one[name]) for name in WEIGHTS] for one in made]).reshape(len(units), len(WEIGHTS))


def _words(text: str, language: str) -> set[str]:
    """As the index has them; codes whole besides."""
    if not any(c.isdigit() for c in text):
        return {term.word for term in words_of(text, language)}
    return {term.word for term in terms_of(text) if term.is_code or term.language == language}


def _nearness(units: Sequence[Unit], places: Sequence[Place]) -> list[float]:
    """By how much the chunk of each unit is behind the nearest one that has a unit, at most 0.

    A question is nearest to the same question, and that part of a ticket or a mail answers nothing.
    """
    worst = min((place.nearness for place in places), default=0.0)
    near = [
        next((place.nearness for place in places if place.start <= unit.start < place.end), worst) for unit in units
    ]
    best = max(near, default=0.0)
    return [nearness - best for nearness in near]


def _about(
    asked: Asked, language: str, units: Sequence[Unit], words: Sequence[set[str]], nearness: Sequence[float]
) -> dict[int, bool]:
    """Whether each paragraph is about the question."""
    held: dict[int, set[str]] = {}
    near: dict[int, float] = {}
    for unit, one, behind in zip(units, words, nearness, strict=True):
        held.setdefault(unit.paragraph, set()).update(one)
        near[unit.paragraph] = max(behind, near.get(unit.paragraph, behind))
    scores = {p: asked.coverage(held[p], language) + _COSINE * near[p] for p in held}
    best = max(scores.values(), default=0.0)
    return {p: score >= best - _BESIDE for p, score in scores.items()}


def _holding(asked: Asked, document: Document, units: Sequence[Unit]) -> list[bool]:
    """Whether each unit holds a fact of a kind that is asked for."""
    if not asked.kinds:
        return [False] * len(units)
    return [
        any(fact.kind in asked.kinds for fact in facts(document.text[unit.start : unit.end], document.language))
        for unit in units
    ]


def _settling(document: Document, units: Sequence[Unit]) -> list[bool]:
    """Whether each unit is of what solved a ticket, or of the first reply in a conversation."""
    if document.kind == "wiki":
        return [False] * len(units)
    if document.kind != "ticket":
        return [unit.section == 0 for unit in units]
    solved = [s for part, s in zip(document.parts, document.spans, strict=True) if part.role == "resolution"]
    return [any(start <= unit.start < end for start, end in solved) for unit in units]
