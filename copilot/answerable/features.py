"""What one search tells of whether it found the answer: numbers that are cheap to have, most of them in [0, 1]."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from copilot.answerable import likeness
from copilot.answerable.asked import asked, stands, unnamed
from copilot.core import text as txt
from copilot.core.snapshot import Scope, Snapshot
from copilot.core.snapshot.lexical import LANGUAGES, Term, stem
from copilot.core.types import Hit

_LOOKED_AT = 5
"""Hits, the best first, among whose passages a fact or a name is looked for; documents that make up the background."""
_OPENING = 30
"""Words with which a page says what it is about."""
_CENTROID = 32
"""Chunks of a document that its mean is taken of."""


@dataclass(frozen=True, slots=True)
class Features:
    """Cosines are those of the question; "best" is the document of the first hit."""

    nearest: float
    """Cosine of the nearest hit."""
    opening: float
    """Cosine of the best document's first chunk: what it is about."""
    whole: float
    """Cosine of the mean of its chunks."""
    around: float
    """Mean cosine of the five nearest documents: where it is nearly as high, nothing stands out."""
    covered: float
    """Share of the question's words, by how telling they are, in the hits of the best document."""
    introduced: float
    """Share of them in its title and first words."""
    lacking: float
    """How telling the most telling word is that the hits do not hold."""
    length: float
    """Logarithm of one more than the question's words with content."""
    abroad: float
    """1 where the best document is in another language, so that its words tell nothing."""
    unnamed: float
    """Share of the names and codes in the question that stand in none of the first passages."""
    missing: float
    """1 where a kind of fact is asked that none of them holds."""
    apart: float
    """1 where one is held, but not beside what the question names."""
    stated: float
    """1 where one is held beside what the question names."""
    talk: float
    """1 for a mail, a chat or a ticket: what they begin with is not what they are about."""

    def row(self) -> NDArray[np.float64]:
        return np.array([getattr(self, name) for name in NAMES])


NAMES = tuple(field.name for field in fields(Features))
COSINES = frozenset({"nearest", "opening", "whole", "around"})
"""Comparable only within one embedder."""


def features(
    question: str, vector: NDArray[np.float32], hits: Sequence[Hit], snapshot: Snapshot, scope: Scope
) -> Features:
    """question: as it was searched for. vector: what it was embedded to. hits: at least one, best first, of `scope`."""
    best, language = hits[0].document, txt.language(question)
    wanted = list(dict.fromkeys(txt.content_words(question)))
    near: dict[str, float] = {}
    for hit in hits:
        near[hit.document.id] = max(near.get(hit.document.id, -1.0), _known(hit.dense))
    nearest = sorted(near.values(), reverse=True)
    opening, whole = _cosines(best.id, vector, snapshot)
    abroad = bool(best.language) and best.language != language
    texts = [f"{hit.chunk.context}\n{hit.chunk.text}" for hit in hits[:_LOOKED_AT]]
    held = "\n".join(hit.chunk.passage for hit in hits if hit.document.id == best.id)
    first = " ".join([best.title, *best.text[: 20 * _OPENING].split()[:_OPENING]])
    telling = _telling(wanted, best.language, snapshot, scope)
    shares = np.array(likeness.nearest(wanted, set(txt.content_words(held))))
    begun = np.array(likeness.nearest(wanted, set(txt.content_words(first))))
    told = telling.sum() if wanted and not abroad else 0.0
    sought = asked(question, language)
    fact = stands(sought, texts, best.language)
    talk = best.kind != "wiki"
    return Features(
        nearest=nearest[0],
        opening=_known(hits[0].dense) if talk else opening,
        whole=whole,
        around=sum(nearest[:_LOOKED_AT]) / len(nearest[:_LOOKED_AT]),
        covered=float(shares @ telling / told) if told else 0.0,
        introduced=float(begun @ telling / told) if told else 0.0,
        lacking=float(((1 - shares) * telling).max()) if told else 0.0,
        length=math.log1p(len(wanted)),
        abroad=float(abroad),
        unnamed=unnamed(sought, texts),
        missing=float(fact == "missing"),
        apart=float(fact == "apart"),
        stated=float(fact == "stated"),
        talk=float(talk),
    )


def _known(cosine: float) -> float:
    return 0.0 if math.isnan(cosine) else cosine


def _cosines(document_id: str, vector: NDArray[np.float32], snapshot: Snapshot) -> tuple[float, float]:
    """Of the document's first chunk, and of the mean of its chunks."""
    row = snapshot.records.directory.row(document_id)
    rows = snapshot.chunks_of(row)[:_CENTROID] if row is not None else range(0)
    if not rows:
        return 0.0, 0.0
    vectors = snapshot.vectors_of(rows)
    mean = vectors.mean(axis=0)
    return float(vectors[0] @ vector), float(mean @ vector / (np.linalg.norm(mean) or 1.0))


def _telling(words: Sequence[str], language: str, snapshot: Snapshot, scope: Scope) -> NDArray[np.float64]:
    """Shape (words,): how rare each is in what the asker may see, in (0, 1]; 1 where it is in no chunk."""
    language = language if language in LANGUAGES else "en"
    chunks, index = snapshot.words.statistics(scope).chunks, snapshot.words
    most, found = math.log1p(2 * chunks + 1), []
    for word in words:
        number = index.vocabulary.number(Term(stem(word, language), language).key("text"))
        frequency = index.frequency(number, scope) if number is not None else 0
        found.append(math.log1p((chunks - frequency + 0.5) / (frequency + 0.5)) / most)
    return np.array(found)
