"""Hits into the passages that an answer may be made of: where answers stand, in documents that count as answers.

Measured on pages of FAQ kind: the opening of a page holds the answer in about nine of ten cases, single sentences near
the question in half of them. So a page gives its opening and the passage that was found; a ticket its resolution; a
conversation what was said in reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from copilot.core import text as txt
from copilot.core.ports import Passage
from copilot.core.types import Document, Hit
from copilot.validity import is_outdated

_LEAD_SHARE = 0.62
"""Share of an answer that the opening of a page gets when another passage of it was found."""
_MIN_WORDS = 8
"""A passage is not begun for fewer words than this."""
_STALE = 0.2
"""Score that a page loses once its `valid_until` has passed: it yields to its like, not to what is beside the point."""
_WORD = re.compile(r"\S+")
_SALUTATION = re.compile(
    r"(?:beste|geachte|lieve|dear|hallo|hoi|hi|hello|hey|dag|goede?(?:morgen|middag|navond)|morgen|good morning)"
    # Names, not the rest of a sentence: "Morgen bezorgen kan tot 22 uur." is an answer.
    r"(?:\.|(?:[ ,]+[^\W\d_][\w'-]*\.?){0,6}(?<!\.)[ ,!:]*)",
    re.IGNORECASE,
)
_FAR = 0.03
"""Cosine by which the found passage must beat the opening for the opening to be left out."""


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


@dataclass(frozen=True, slots=True)
class Lead:
    """The opening chunk of a page and its cosine with the question."""

    start: int
    end: int
    score: float


def passages(hits: Sequence[Hit], max_words: int, limit: int, leads: Mapping[str, Lead]) -> list[Passage]:
    """At most `limit` passages, the best document's first, never overlapping within a document.

    hits: usable ones, best first. max_words: what the passages of one document may hold together.
    leads: document id -> its opening, for pages.
    """
    by_document: dict[str, list[Hit]] = {}
    for hit in hits:
        by_document.setdefault(hit.document.id, []).append(hit)
    found = [
        (of_document[0], start, end)
        for document_id, of_document in by_document.items()
        for start, end in _fill(of_document, max_words, leads.get(document_id))
    ]
    return [Passage(n, hit, start, end) for n, (hit, start, end) in enumerate(found[:limit], 1)]


def _fill(hits: Sequence[Hit], max_words: int, lead: Lead | None) -> Iterator[tuple[int, int]]:
    """Spans of one document, most telling first, until `max_words` are reached."""
    document, left, taken = hits[0].document, max_words, list[tuple[int, int]]()
    found = hits[0].chunk.start
    for start, end in _answering(hits, lead):
        if left < _MIN_WORDS or any(first <= start < last for first, last in taken):
            continue
        end = min([end, *(first for first, _ in taken if first > start)])
        # An opening leaves room for the passage that was found, if that is another one.
        is_opening = not taken and start < found
        span = _opening(document, start, end, int(left * _LEAD_SHARE) if is_opening else left, cut=not taken)
        text = document.text[span[0] : span[1]]
        # The first row of a table without the others says nothing.
        is_bare_row = bool(taken) and " | " in text and "\n" not in text
        if text and not is_bare_row:
            taken.append(span)
            left -= len(text.split())
            yield span


def _answering(hits: Sequence[Hit], lead: Lead | None) -> Iterator[tuple[int, int]]:
    """Where the answer may stand in one document, best place first."""
    if hits[0].document.kind == "ticket":
        yield from _solution(hits)
    elif hits[0].document.kind in ("mail", "chat"):
        yield _reply(hits[0])
    else:
        if lead and hits[0].dense - lead.score <= _FAR:
            yield lead.start, lead.end
        yield from ((hit.chunk.start, hit.chunk.end) for hit in hits)


def _solution(hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """The resolution from its beginning, and what else staff wrote; an attempt first when that is what was found."""
    document, found = hits[0].document, hits[0].chunk
    asker = document.parts[0].author if document.parts[0].role == "problem" else None
    written = [
        (hit.chunk.start, hit.chunk.end)
        for hit in hits
        if hit.chunk.role != "problem" and _author_at(document, hit.chunk.start) != asker
    ]
    resolution = [
        span
        for part, span in zip(document.parts, document.spans, strict=True)
        if part.role == "resolution" and part.text.strip()
    ]
    attempt_first = found.role == "attempt" and (found.start, found.end) in written
    yield from (written + resolution if attempt_first else resolution + written) or [(found.start, found.end)]


def _author_at(document: Document, position: int) -> str:
    for part, (start, end) in zip(document.parts, document.spans, strict=True):
        if start <= position < end:
            return part.author
    return ""


def _reply(hit: Hit) -> tuple[int, int]:
    """What was said in reply, when the chunk that was found holds only the first author's own words."""
    document, chunk = hit.document, hit.chunk
    asker = document.parts[0].author
    replies = [
        (start, end)
        for part, (start, end) in zip(document.parts, document.spans, strict=True)
        if part.role == "message" and part.author != asker and part.text.strip() and end > chunk.start
    ]
    if not replies:
        return chunk.start, chunk.end
    start, end = replies[0]
    return (max(start, chunk.start), max(end, chunk.end)) if start < chunk.end else (start, end)


def _opening(document: Document, start: int, end: int, max_words: int, *, cut: bool) -> tuple[int, int]:
    """The span of the whole sentences from `start` that fit, without a salutation.

    cut: whether a first sentence that alone is too long is cut at a word; the span is empty otherwise.
    """
    sentences = txt.sentences(document.text, start, end)
    while len(sentences) > 1 and _SALUTATION.fullmatch(document.text, *sentences[0]):
        sentences = sentences[1:]
    start = sentences[0][0] if sentences else start
    left, stop = max_words, start
    for first, last in sentences:
        left -= len(document.text[first:last].split())
        if left < 0:
            break
        stop = last
    if stop == start and cut:
        words = list(islice(_WORD.finditer(document.text, start, end), max_words))
        stop = words[-1].end() if words else end
    return start, stop
