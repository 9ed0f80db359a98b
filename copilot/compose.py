"""Hits into the passages that an answer may be made of, in documents that count as answers.

Where in a document an answer stands is weighed, not assumed: its words, the nearness of its chunk, the kind of fact
that is asked for, and its place, for pages of FAQ kind answer in their opening (copilot/composing/evidence.py). Of a
ticket only what solved it is quoted, of a conversation what was said in reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from copilot.composing.asked import Asked
from copilot.composing.evidence import evidence
from copilot.composing.places import Place, places
from copilot.composing.runs import runs
from copilot.composing.units import units
from copilot.core.ports import Passage
from copilot.core.types import Hit
from copilot.validity import is_outdated

__all__ = ["Asked", "Place", "passages", "places", "usable"]

_STALE = 0.2
"""Score that a page loses once its `valid_until` has passed: it yields to its like, not to what is beside the point."""
_COST = 0.002
"""Evidence that each word of an answer to the point must bring."""
_BETWEEN = 200
"""Characters that a heading between two chunks may have."""
_WORD = re.compile(r"\S+")


def usable(hits: Sequence[Hit], today: date) -> list[Hit]:
    """Hits whose document may be cited, best first: a successor before what it replaces, an outdated page further down.

    Unsolved tickets are found, but they are no solution.
    """
    candidates = [hit for hit in hits if hit.document.resolved is not False and hit.chunk.text]
    documents = {hit.document.id: hit.document for hit in candidates}
    successor = {hit.document.id: hit.superseded_by for hit in candidates if hit.superseded_by}
    best = {hit.document.id: hit.score for hit in reversed(candidates)}
    lift = {
        found.id: max(best[i] for i in _line(found.id, successor)) - best[found.id] - _STALE * is_outdated(found, today)
        for found in documents.values()
    }
    # Rounded, so that a successor and what it replaces are equal and the last key decides.
    return sorted(candidates, key=lambda hit: (-round(hit.score + lift[hit.document.id], 9), bool(hit.superseded_by)))


def _line(document_id: str, successor: Mapping[str, str]) -> set[str]:
    """Ids of a document and of all that it replaces, directly or not. successor: of each that has one."""
    line, found = {document_id}, {document_id}
    while found := {older for older, newer in successor.items() if newer in found} - line:
        line |= found
    return line


def passages(
    hits: Sequence[Hit],
    max_words: int,
    limit: int,
    asked: Asked,
    near: Mapping[str, Sequence[Place]],
    *,
    to_the_point: bool = True,
) -> list[Passage]:
    """At most `limit` passages, the best document's first, never overlapping within a document.

    hits: usable ones, best first. max_words: what the passages of one document may hold together.
    near: as `places` gives them. to_the_point: whether the passages are the answer itself: of the best document alone,
    without what is beside the question; who writes the answer from them wants what stands around it, and others.
    """
    by_document: dict[str, list[Hit]] = {}
    for hit in hits:
        by_document.setdefault(hit.document.id, []).append(hit)
    found = (
        (of_document[0], start, end)
        for document_id, of_document in islice(by_document.items(), 1 if to_the_point else None)
        for start, end in _fill(of_document, max_words, asked, near.get(document_id, ()), _COST * to_the_point)
    )
    return [Passage(n, hit, start, end) for n, (hit, start, end) in enumerate(islice(found, limit), 1)]


def _fill(
    hits: Sequence[Hit], max_words: int, asked: Asked, near: Sequence[Place], cost: float
) -> Iterator[tuple[int, int]]:
    """Spans of one document, most telling first."""
    document, chunk = hits[0].document, hits[0].chunk
    near = near or [Place(hit.chunk.start, hit.chunk.end, 0.0) for hit in hits]
    found = units(document.text, _spans(hits, near))
    weights = evidence(asked, document, found, near)
    taken = runs(document.text, found, weights, max_words, cost)
    for first, last in taken:
        yield found[first].start, found[last - 1].end
    if not taken:
        yield _cut(document.text, chunk.start, chunk.end, max_words)


def _spans(hits: Sequence[Hit], near: Sequence[Place]) -> list[tuple[int, int]]:
    """Where the answer may stand in the document of these hits, as far as it is looked at."""
    document = hits[0].document
    answering = document.spans if document.kind == "wiki" else _replies(hits) or document.spans
    cut = [(max(s, first), min(e, last)) for s, e in answering for first, last in _joined(near)]
    return [(s, e) for s, e in cut if s < e] or list(answering)


def _replies(hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """What others than the one who asks wrote from what was found on; what solved a ticket, and attempts found."""
    document, asker = hits[0].document, hits[0].document.parts[0].author
    if document.kind == "chat" and "?" not in document.parts[0].text:
        # Who tells something is not answered.
        return []
    parts = [(p, s, e) for p, (s, e) in zip(document.parts, document.spans, strict=True) if p.text.strip()]
    if document.kind == "ticket":
        tried = [(s, e) for p, s, e in parts if p.role != "problem" and p.author != asker]
        solved = [(s, e) for p, s, e in parts if p.role == "resolution"]
        found = [(s, e) for s, e in tried if any(s < hit.chunk.end and hit.chunk.start < e for hit in hits)]
        return sorted({*solved, *found}) or tried
    written = [(s, e) for p, s, e in parts if p.author != asker]
    return [(s, e) for s, e in written if e > hits[0].chunk.start] or written


def _joined(near: Sequence[Place]) -> list[tuple[int, int]]:
    """Spans of neighbouring chunks, the headings between them included."""
    joined: list[tuple[int, int]] = []
    for place in near:
        if joined and place.start - joined[-1][1] <= _BETWEEN:
            joined[-1] = joined[-1][0], place.end
        else:
            joined.append((place.start, place.end))
    return joined


def _cut(text: str, start: int, end: int, max_words: int) -> tuple[int, int]:
    """The first words of a text that is one long sentence, or asks something itself."""
    words = list(islice(_WORD.finditer(text, start, end), max_words))
    return (words[0].start(), words[-1].end()) if words else (start, end)
