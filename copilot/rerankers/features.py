"""`features`: a linear model over what both searches, the words, the document and its state say of a candidate.

The weights are those of a listwise softmax (Cao et al. 2007, ListNet's top-one probability), learnt on the questions of
several corpora at once, so that none of them is a habit of one corpus, and bounded to the sign that people expect:
`python -m eval.bench.tune_ranking` learns them, cross-validates them and shows what each is worth. Every value depends
on nothing but the question and documents that exist for the asker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time

import numpy as np
from numpy.typing import NDArray

from copilot.core.candidates import Candidates, SearchQuery
from copilot.core.registry import Options as Base
from copilot.core.settings import Settings
from copilot.core.snapshot import Snapshot
from copilot.core.snapshot.lexical import LANGUAGES, Field, Matches
from copilot.core.snapshot.scope import UNDATED

Column = NDArray[np.float32]
"""One value a candidate."""

LEARNT: Mapping[str, float] = {
    "dense": 4.65,
    "beyond_title": 3.54,
    "codes": 0.44,
    "document_dense": 1.33,
    "document_lexical": 2.48,
    "document_coverage": 0.96,
    "unresolved": -1.46,
    "position": -0.78,
}
GIVEN: Mapping[str, float] = {"phrases": 50.0, "authority": 1.0, "age": -0.1}
"""Weights of what there is nothing to learn from. A quoted phrase is an order: what holds it stands first. Age decides
between passages that fit alike; learnt, it would say which corpus is the older one."""

_COSINE = 20.0
"""Cosines of candidates lie within a few hundredths of the best: stretched to the size of the other values."""
_CENTROIDS = 60
"""Documents, the best by fused score, whose chunks are all looked at, the first _CENTROID_CHUNKS of each."""
_CENTROID_CHUNKS = 32
_OLDEST = 20.0
"""Years beyond which age does not count further."""
_UNDATED_YEARS = 5.0
_YEAR = 365.25 * 86_400


class Options(Base):
    """None."""


class FeatureReranker:
    def __init__(self, authority: Mapping[str, float], today: Callable[[], date]) -> None:
        """authority: of sources that do not have 0, by name."""
        self.authority, self._today = authority, today

    def scores(self, query: SearchQuery, candidates: Candidates, snapshot: Snapshot) -> Column:
        if not len(candidates):
            return candidates.fused
        columns = features(query, candidates, snapshot, self.authority, self._today())
        total = np.zeros(len(candidates), dtype=np.float32)
        for name, weight in {**LEARNT, **GIVEN}.items():
            total += np.float32(weight) * columns[name]
        return total


def features(
    query: SearchQuery, candidates: Candidates, snapshot: Snapshot, authority: Mapping[str, float], today: date
) -> dict[str, Column]:
    """The values of at least one candidate, by name; about 0 to 1, dense values below 0.

    dense: cosine, below the best.
    beyond_title: share of the question's words (by how telling they are) that it holds and its title and heading do
    not: titles tell pages on a subject from others, but hardly from one another. codes: share of its codes.
    document_*: of its document as a whole: the cosine of the mean of its vectors, the best BM25 of its candidates as a
    share of the best of all, the share of the question's words that its candidates hold together.
    unresolved: a ticket that was never solved. age: in tens of years. position: of the chunk in its document.
    """
    documents = snapshot.columns.document_of_chunk[candidates.rows]
    # Candidates stand in the order of their rows, so those of a document stand together.
    groups = _Groups(documents)
    words = query.words
    held, titled = (_held(words, field, candidates.rows) for field in ("text", "title"))
    is_code = np.array([term.is_code for term in words.terms], dtype=bool)
    languages = np.array([term.language for term in words.terms], dtype=np.str_)
    weights = [words.telling("text") * (is_code | (languages == one)) for one in LANGUAGES]
    lexical = _share(candidates.lexical)
    named = {
        "dense": _COSINE * (candidates.dense - candidates.dense.max()),
        "beyond_title": _coverage(held, weights) - _coverage(titled, weights),
        "codes": held[is_code].mean(axis=0) if is_code.any() else np.zeros(len(candidates)),
        "document_dense": _COSINE * groups.spread(_document_dense(query, candidates, snapshot, groups)),
        "document_lexical": groups.spread(groups.highest(lexical)),
        "document_coverage": groups.spread(_coverage(groups.highest(held), weights)),
        "unresolved": snapshot.columns.resolved_of_document[documents] == 0,
        "age": _years(snapshot.columns.updated_of_document[documents], today) / 10,
        "position": np.log1p(candidates.rows - snapshot.first_rows(documents)),
        "phrases": candidates.phrases,
        "authority": snapshot.of_source(documents, authority),
    }
    return {name: np.asarray(values, dtype=np.float32) for name, values in named.items()}


class _Groups:
    """Candidates by document: runs of equal values."""

    def __init__(self, documents: NDArray[np.int32]) -> None:
        self.starts = np.flatnonzero(np.r_[True, documents[1:] != documents[:-1]])
        self.documents = documents[self.starts]
        self._sizes = np.diff(np.r_[self.starts, len(documents)])

    def highest(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Per document the highest value of its candidates; values: shape (candidates,) or (terms, candidates)."""
        return np.maximum.reduceat(values, self.starts, axis=-1)

    def spread(self, of_documents: NDArray[np.float32]) -> NDArray[np.float32]:
        """A document's value for each of its candidates."""
        return np.repeat(of_documents, self._sizes)


def _held(words: Matches, field: Field, rows: NDArray[np.int64]) -> NDArray[np.float32]:
    """Shape (terms, rows): 1 where the field of a chunk holds a term."""
    return (words.evidence(field, rows) > 0).astype(np.float32)


def _coverage(held: NDArray[np.float32], weights: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Share of the question that is held, in the language in which more of it is.

    held: (terms, any). weights: per language how telling each term is.
    """
    best = np.zeros(held.shape[1], dtype=np.float32)
    for weight in weights:
        if total := weight.sum():
            best = np.maximum(best, np.einsum("tn,t->n", held, weight) / total)
    return best


def _document_dense(
    query: SearchQuery, candidates: Candidates, snapshot: Snapshot, groups: _Groups
) -> NDArray[np.float32]:
    """Cosine of the mean of a document's vectors, below the best; documents that stand far down get the lowest."""
    best = np.lexsort((groups.documents, -groups.highest(candidates.fused)))[:_CENTROIDS]
    rows = [snapshot.chunks_of(int(document))[:_CENTROID_CHUNKS] for document in groups.documents[best]]
    starts = np.cumsum([0, *map(len, rows[:-1])])
    means = np.add.reduceat(snapshot.vectors_of(np.concatenate(rows)), starts, axis=0)
    # Not the product of matrices, whose last bits depend on how many documents there are.
    cosines = np.einsum("ij,j->i", means, query.vector) / np.sqrt(np.einsum("ij,ij->i", means, means))
    found = np.full(len(groups.documents), cosines.min(), dtype=np.float32)
    found[best] = cosines
    return np.asarray(found - found.max())


def _share(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(values / (values.max() or 1), dtype=np.float32)


def _years(updated: NDArray[np.int64], today: date) -> NDArray[np.float64]:
    now = datetime.combine(today, time.max, UTC).timestamp()
    years = np.clip((now - updated) / _YEAR, 0, _OLDEST)
    return np.where(updated == UNDATED, _UNDATED_YEARS, years)


def build(_options: Options, settings: Settings) -> FeatureReranker:
    return FeatureReranker({s.name: s.authority for s in settings.sources if s.authority}, settings.today)
