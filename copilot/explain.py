"""Why was this not found? Follows one document through a search and says where it was lost, with ranks and scores."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from copilot.core.deadline import NONE, Deadline
from copilot.core.snapshot import Snapshot
from copilot.core.types import Asker, Filters
from copilot.rerankers import features
from copilot.search import Searcher, Stages

_CHUNK_ID = re.compile(r"(?P<document>.+)@(?P<start>\d+)-(?P<end>\d+)")


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of the search did with the document, by its best passage there."""

    name: str
    """ingested | access | filters | copies | words | vectors | candidates | fused | reranked | limit"""
    passed: bool
    detail: str
    rank: int | None = None
    """From 1, among all passages that exist for the asker."""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps in order, up to the one that lost the document."""

    document_id: str
    title: str = ""
    rank: int | None = None
    """Among the hits; None when it is not one."""
    steps: tuple[Step, ...] = ()
    weighed: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """By feature: what it adds to this document's score, and to that of the last hit that is shown."""

    @property
    def lost_at(self) -> str:
        """Name of the step that lost it; "" when it is shown. What one search misses the other may bring."""
        lost = (step.name for step in self.steps if not step.passed and step.name not in ("words", "vectors"))
        return next(lost, "")


def explain(
    searcher: Searcher,
    snapshot: Snapshot,
    asker: Asker,
    question: str,
    wanted: Wanted,
    k: int,
    filters: Filters,
    today: date,
    deadline: Deadline = NONE,
) -> Explanation:
    """wanted: from `find`. Whether the asker may learn of it at all is for `Copilot.explain` to say."""
    document_id, row, chunks = wanted.document_id, wanted.row, wanted.chunks
    if row is None or not chunks:
        return Explanation(document_id, steps=(Step("ingested", False, _why_not_ingested(snapshot, document_id)),))
    title = snapshot.records.document(row).title
    steps = [Step("ingested", True, f"in {snapshot.name} with {len(chunks)} passages{_masked(snapshot, row)}")]
    steps += _existing(snapshot, asker, filters, row)
    if not steps[-1].passed:
        return Explanation(document_id, title, steps=tuple(steps))
    made = searcher.stages(snapshot, asker, question, k, filters, deadline)
    steps += _retrieved(snapshot, made, chunks)
    found = np.flatnonzero(np.isin(made.candidates.rows, chunks))
    if not len(found):
        steps.append(Step("candidates", False, "neither search has it among its best"))
        return Explanation(document_id, title, steps=tuple(steps))
    fused, reranked, spread = (
        _place(order, found)
        for order in (np.lexsort((made.candidates.rows, -made.candidates.fused)), made.ranked, made.spread)
    )
    top = float(made.scores[made.ranked[reranked - 1]])
    count = len(made.candidates)
    steps += [
        Step("candidates", True, f"one of {count}"),
        Step("fused", min(fused, reranked, spread) <= k, f"{fused} of {count}", fused),
        Step(
            "reranked", min(reranked, spread) <= k, f"{reranked} of {count}, {_moved(fused, reranked)}", reranked, top
        ),
        Step("limit", spread <= max(k, reranked), _limited(reranked, spread), spread),
    ]
    weighed = _weighed(snapshot, made, int(made.ranked[reranked - 1]), k, searcher, today)
    return Explanation(document_id, title, spread if spread <= k else None, tuple(steps), weighed)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for."""

    document_id: str
    row: int | None = None
    """Of the document; None when it is not in the snapshot."""
    chunks: tuple[int, ...] = ()
    """Rows of all its chunks, or of the one that was named."""


def find(snapshot: Snapshot, wanted: str) -> Wanted:
    """wanted: id of a document, or of one of its chunks."""
    directory = snapshot.records.directory
    if (row := directory.row(wanted)) is not None:
        return Wanted(wanted, row, tuple(directory.chunks(row)))
    match = _CHUNK_ID.fullmatch(wanted)
    if match and (row := directory.row(match["document"])) is not None:
        rows = directory.chunks(row)
        chunks = zip(rows, snapshot.records.chunks(rows), strict=True)
        return Wanted(match["document"], row, tuple(place for place, (chunk, _) in chunks if chunk.id == wanted))
    return Wanted(wanted)


def _why_not_ingested(snapshot: Snapshot, document_id: str) -> str:
    for (source, item), refusals in snapshot.records.ledger().refused.items():
        for refusal in refusals:
            if document_id in (f"{source}:{refusal.rejected.item}", f"{source}:{item}"):
                return (
                    f"quarantined: {refusal.rejected.reason}; {refusal.rejected.fix or 'see python -m ingest status'}"
                )
    return f"{snapshot.name} holds no such document: check the id with python -m ingest status, then sync its source"


def _masked(snapshot: Snapshot, row: int) -> str:
    masked = snapshot.records.facts_of(row).masked
    return "; masked in it: " + ", ".join(f"{kind} {n}" for kind, n in sorted(masked.items())) if masked else ""


def _existing(snapshot: Snapshot, asker: Asker, filters: Filters, row: int) -> list[Step]:
    """Whether it exists for the asker, passes the filters, and stands for itself."""
    everything, scope = snapshot.scope(asker, Filters()), snapshot.scope(asker, filters)
    audience = ", ".join(snapshot.records.document(row).audience) or "nobody but administrators"
    if not everything.visible[row]:
        return [Step("access", False, f"its audience is {audience}, or it was removed since: not for this asker")]
    steps = [Step("access", True, f"its audience is {audience}")]
    if not scope.visible[row]:
        return [*steps, Step("filters", False, "the filters of this search leave it out")]
    steps.append(Step("filters", True, "no filter leaves it out"))
    if not scope.documents[row]:
        group = snapshot.columns.members(int(snapshot.columns.group_of_document[row]))
        shown = next(int(other) for other in group if scope.documents[other])
        other = snapshot.records.directory.id(shown)
        return [*steps, Step("copies", False, f"{other} holds the same and stands for it; it is named there as a copy")]
    return [*steps, Step("copies", True, "no other document stands for it")]


def _retrieved(snapshot: Snapshot, made: Stages, chunks: tuple[int, ...]) -> list[Step]:
    """How far both searches are from bringing it: by ranks among all passages of the scope."""
    rows = np.array(chunks, dtype=np.int64)
    words, inside = made.query.words, made.scope.chunks
    total = snapshot.chunks if inside is None else int(inside.sum())
    all_rows = np.arange(snapshot.chunks) if inside is None else np.flatnonzero(inside)
    scores, cosines = words.scores(rows), snapshot.cosines(made.query.vector, rows)
    best, nearest = int(scores.argmax()), int(cosines.argmax())
    ranked = words.best(total)[0]
    by_words = int(np.flatnonzero(ranked == rows[best])[0]) + 1 if scores[best] > 0 else None
    by_vectors = int((snapshot.cosines(made.query.vector, all_rows) > cosines[nearest]).sum()) + 1
    holds: list[bool] = (words.evidence("text", rows).max(axis=-1) > 0).tolist()
    held = [term.word for term, has in zip(words.terms, holds, strict=True) if has]
    own = [term for term in words.terms if term.weight == 1 and term.language in (made.query.language, "code")]
    lacking = [term.word for term in own if term.word not in held]
    told = f"holds {', '.join(dict.fromkeys(held)) or 'no word of the question'}"
    told += f"; lacks {', '.join(dict.fromkeys(lacking))}" if lacking else ""
    brought = np.concatenate([found for found, _ in made.dense])
    near = f"{by_vectors} of {total} by cosine"
    return [
        Step("words", bool(np.isin(rows, made.lexical[0][0]).any()), told, by_words, float(scores[best])),
        Step("vectors", bool(np.isin(rows, brought).any()), near, by_vectors, float(cosines[nearest])),
    ]


def _place(order: NDArray[np.int64], found: NDArray[np.int64]) -> int:
    """From 1: the first place in the order that is one of those."""
    return int(np.flatnonzero(np.isin(order, found))[0]) + 1


def _moved(before: int, after: int) -> str:
    return "where it was" if before == after else f"{'up' if after < before else 'down'} from {before}"


def _limited(before: int, after: int) -> str:
    return "not held back" if after <= before else f"held back to {after}: others of its document stand before it"


def _weighed(
    snapshot: Snapshot, made: Stages, place: int, k: int, searcher: Searcher, today: date
) -> dict[str, tuple[float, float]]:
    """What every feature adds to a candidate and to the last one that is shown; nothing for another reranker."""
    if not isinstance(searcher.reranker, features.FeatureReranker):
        return {}
    last = int(made.spread[:k][-1])
    values = features.features(made.query, made.candidates, snapshot, searcher.reranker.authority, today)
    weights = {**features.LEARNT, **features.GIVEN}
    return {n: (float(w * values[n][place]), float(w * values[n][last])) for n, w in weights.items()}
