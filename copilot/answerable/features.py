"""What one search tells of whether it found the answer: numbers that are cheap to have, most of them in [0, 1]."""

from __future__ import annotations

import math
import re
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
"""Words with which a page or a section says what it is about."""
_CHUNKS = 32
"""Of a document, that are looked at."""
_FOREIGN = 0.05
"""By how much the cosine of a document on another subject is lower (bundled model)."""
_COLLECTION = 1000
"""Chunks from which on it tells something that a word is rare."""
_TIDY = re.compile(r"\s*[^\W\da-z](?:(?![.!?;]\s|\n).)*\?\s*")


@dataclass(frozen=True, slots=True)
class Features:
    """Cosines are those of the question; "best" is the document of the first hit."""

    nearest: float
    """Cosine of the nearest hit."""
    section: float
    """Greatest cosine of a chunk with which a section of the best document begins: what that is about."""
    whole: float
    """Cosine of the mean of its chunks."""
    around: float
    """Mean cosine of the five nearest documents: where it is nearly as high, nothing stands out."""
    covered: float
    """Share of the question's words, by how telling they are, in the hits of the best document."""
    begun: float
    """The greatest share of them with which one of its sections begins, its title included."""
    length: float
    """Logarithm of one more than the question's words with content."""
    abroad: float
    """1 where the best document is in another language, so that few words can be the same."""
    unnamed: float
    """Share of the names and codes in the question that stand in none of the first passages."""
    missing: float
    """1 where a kind of fact is asked that none of them holds."""
    apart: float
    """1 where one is held, but not beside what the question names."""
    stated: float
    """1 where one is held beside what the question names."""
    tidy: float
    """1 for one well-formed question: it is worded as its page is; a note jotted down during a call is not."""
    talk: float
    """1 for a mail, a chat or a ticket: what they begin with is not what they are about."""

    def row(self) -> NDArray[np.float64]:
        return np.array([getattr(self, name) for name in NAMES])


NAMES = tuple(field.name for field in fields(Features))
COSINES = frozenset({"nearest", "section", "whole", "around"})
"""Comparable only within one embedder."""


def features(
    question: str, vector: NDArray[np.float32], hits: Sequence[Hit], snapshot: Snapshot, scope: Scope
) -> Features:
    """question: as it was searched for. vector: what it was embedded to. hits: at least one, best first, of `scope`."""
    best, language = hits[0].document, txt.language(question)
    near: dict[str, float] = {}
    for hit in hits:
        near[hit.document.id] = max(near.get(hit.document.id, -1.0), _known(hit.dense))
    nearest = sorted(near.values(), reverse=True)[:_LOOKED_AT]
    page = _Page.of(best.id, snapshot)
    abroad = bool(best.language) and best.language != language
    shares = _Shares.of(txt.content_words(question), best.language, snapshot, scope)
    passages = [(hit.chunk.context, hit.chunk.text) for hit in hits[:_LOOKED_AT]]
    sought = asked(question, language)
    fact = stands(sought, passages, best.language)
    return Features(
        nearest=nearest[0],
        section=float((page.vectors[page.sections] @ vector).max()),
        whole=_cosine(page.vectors.mean(axis=0), vector),
        around=_around(nearest),
        covered=shares.among("\n".join(hit.chunk.passage for hit in hits if hit.document.id == best.id)),
        begun=max(shares.among(f"{best.title}\n{opening}") for opening in page.openings),
        length=math.log1p(len(set(txt.content_words(question)))),
        abroad=float(abroad),
        unnamed=unnamed(sought, ["\n".join(passage) for passage in passages]),
        missing=float(fact == "missing"),
        apart=float(fact == "apart"),
        stated=float(fact == "stated"),
        tidy=float(bool(_TIDY.fullmatch(question))),
        talk=float(best.kind != "wiki"),
    )


@dataclass(frozen=True, eq=False, slots=True)
class _Page:
    """The first chunks of a document, and where its sections begin."""

    vectors: NDArray[np.float32]
    sections: NDArray[np.int64]
    """Positions of the chunks with which one begins; the first of the document always does."""
    openings: Sequence[str]
    """Their headings and first words."""

    @classmethod
    def of(cls, document_id: str, snapshot: Snapshot) -> _Page:
        row = snapshot.records.directory.row(document_id)
        if row is None:  # the hit is of this very snapshot
            raise KeyError(document_id)
        rows = snapshot.chunks_of(row)[:_CHUNKS]
        chunks = [chunk for chunk, _ in snapshot.records.chunks(rows)]
        starts = [at for at, chunk in enumerate(chunks) if not at or chunk.heading != chunks[at - 1].heading]
        openings = [" ".join((chunks[at].heading, *chunks[at].text.split()[:_OPENING])) for at in starts]
        return cls(snapshot.vectors_of(rows), np.array(starts), openings)


@dataclass(frozen=True, slots=True)
class _Shares:
    """The question's words and how telling each is."""

    words: Sequence[str]
    telling: NDArray[np.float64]

    @classmethod
    def of(cls, words: Sequence[str], language: str, snapshot: Snapshot, scope: Scope) -> _Shares:
        wanted = list(dict.fromkeys(words))
        return cls(wanted, _telling(wanted, language, snapshot, scope))

    def among(self, text: str) -> float:
        """The share of them that a text has; 0 of none."""
        if not self.words:
            return 0.0
        held = np.array(likeness.nearest(self.words, set(txt.content_words(text))))
        return float(held @ self.telling / self.telling.sum())


def _around(nearest: Sequence[float]) -> float:
    """Mean of the nearest documents; in a collection of fewer, the others are as far as foreign ones are."""
    foreign = [nearest[0] - _FOREIGN] * (_LOOKED_AT - len(nearest))
    return sum((*nearest, *foreign)) / _LOOKED_AT


def _cosine(mean: NDArray[np.float32], vector: NDArray[np.float32]) -> float:
    return float(mean @ vector / (np.linalg.norm(mean) or 1.0))


def _known(cosine: float) -> float:
    return 0.0 if math.isnan(cosine) else cosine


def _telling(words: Sequence[str], language: str, snapshot: Snapshot, scope: Scope) -> NDArray[np.float64]:
    """Shape (words,): how rare each is in what the asker may see, in (0, 1]; 1 where it is in no chunk."""
    language = language if language in LANGUAGES else "en"
    index = snapshot.words
    chunks = max(index.statistics(scope).chunks, _COLLECTION)
    most, found = math.log1p(2 * chunks + 1), []
    for word in words:
        number = index.vocabulary.number(Term(stem(word, language), language).key("text"))
        frequency = index.frequency(number, scope) if number is not None else 0
        found.append(math.log1p((chunks - frequency + 0.5) / (frequency + 0.5)) / most)
    return np.array(found)
