"""Requests as they may come in, and the contract's JSON for what goes out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from copilot.core import interchange
from copilot.core.answer import Answer, Citation
from copilot.core.types import Document, Filters, Hit, Kind, Turn
from copilot.explain import Explanation
from copilot.pipeline import MAX_RESULTS, Question, SearchResult

_MAX_TURNS = 50


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FiltersIn(_Request):
    kind: list[Kind] = []
    source: list[str] = []
    language: list[str] = []
    tags: list[str] = []
    updated_after: str = ""
    updated_before: str = ""

    def value(self) -> Filters:
        return Filters(
            tuple(self.kind),
            tuple(self.source),
            tuple(self.language),
            tuple(self.tags),
            self.updated_after,
            self.updated_before,
        )


class TurnIn(_Request):
    role: Literal["customer", "agent"]
    text: str = Field(max_length=20_000)


class SearchIn(_Request):
    query: str
    k: int = Field(10, ge=1, le=MAX_RESULTS)
    filters: FiltersIn = FiltersIn()


class ExplainIn(SearchIn):
    document_id: str
    """Of a document, or of one of its chunks."""
    audiences: list[str] | None = None


class AskIn(_Request):
    question: str
    conversation: list[TurnIn] = Field(default=[], max_length=_MAX_TURNS)
    filters: FiltersIn = FiltersIn()
    language: str = Field("", pattern=r"^([a-z]{2})?$")
    for_: Literal["agent", "customer"] = Field("agent", alias="for")

    def value(self) -> Question:
        turns = tuple(Turn(turn.role, turn.text) for turn in self.conversation)
        return Question(self.question, turns, self.filters.value(), self.language, self.for_)


def hit(found: Hit) -> dict[str, Any]:
    document = found.document
    return {
        "rank": found.rank,
        "score": round(found.score, 6),
        "document_id": document.id,
        "source": document.source,
        "external_id": document.external_id,
        "chunk_id": found.chunk.id,
        "kind": document.kind,
        "title": document.title,
        "uri": document.uri,
        "text": found.chunk.text,
        "heading": found.chunk.heading,
        "updated_at": document.updated_at,
        "also_in": list(found.also_in),
    }


def search_result(result: SearchResult) -> dict[str, Any]:
    return {
        "hits": [hit(found) for found in result.hits],
        "snapshot": result.snapshot,
        "timings_ms": _rounded(result.timings_ms),
    }


def explanation(found: Explanation) -> dict[str, Any]:
    return {
        "document_id": found.document_id,
        "title": found.title,
        "rank": found.rank,
        "lost_at": found.lost_at,
        "steps": [
            {
                "name": step.name,
                "passed": step.passed,
                "rank": step.rank,
                "score": None if step.score is None else round(step.score, 6),
                "detail": step.detail,
            }
            for step in found.steps
        ],
        "weighed": {name: [round(value, 4) for value in values] for name, values in found.weighed.items()},
    }


def citation(cited: Citation) -> dict[str, Any]:
    document = cited.document
    return {
        "n": cited.n,
        "document_id": document.id,
        "source": document.source,
        "external_id": document.external_id,
        "chunk_id": cited.chunk_id,
        "kind": document.kind,
        "title": document.title,
        "uri": cited.uri,
        "updated_at": document.updated_at,
        "quote": cited.quote,
        "start": cited.start,
        "end": cited.end,
        "also_in": list(cited.also_in),
    }


def sentence(text: str, citations: Sequence[Citation]) -> dict[str, Any]:
    return {"text": text, "citations": [citation(cited) for cited in citations]}


def answer(made: Answer) -> dict[str, Any]:
    refusal = made.refusal
    return {
        "status": made.status,
        "refusal": refusal
        and {"reason": refusal.reason, "text": refusal.text, "nearest": [hit(found) for found in refusal.nearest]},
        "confidence": made.confidence,
        "safe_to_send": made.safe_to_send,
        "answer": made.text,
        "sentences": [{"text": s.text, "citations": list(s.citations)} for s in made.sentences],
        "citations": [citation(cited) for cited in made.citations],
        "conflicts": [
            {
                "fact": conflict.fact,
                "sides": [
                    {"value": side.value, "citation": side.citation, "date": side.date, "owner": side.owner}
                    for side in conflict.sides
                ],
                "proposed": conflict.proposed,
            }
            for conflict in made.conflicts
        ],
        "warnings": [{"code": w.code, "text": w.text, "citation": w.citation} for w in made.warnings],
        "provenance": dict(made.provenance),
        "timings_ms": _rounded(made.timings_ms),
    }


def document(shown: Document) -> dict[str, Any]:
    body = interchange.to_json(shown)
    parts = [
        {**part, "start": start, "end": end} for part, (start, end) in zip(body["parts"], shown.spans, strict=True)
    ]
    return {
        "id": shown.id,
        "source": shown.source,
        "external_id": shown.external_id,
        "kind": shown.kind,
        "title": shown.title,
        "uri": shown.uri,
        "language": shown.language,
        "text": shown.text,
        "parts": parts,
        "audience": list(shown.audience),
        "updated_at": shown.updated_at,
    }


def _rounded(timings: Mapping[str, float]) -> dict[str, float]:
    return {stage: round(value, 2) for stage, value in timings.items() if not math.isnan(value)}
