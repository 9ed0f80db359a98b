"""Today's verification of what a model wrote before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copilot.core.ports import Claim
from copilot.verify import Verdict, Verifier
from eval.bench.language_model.recording import Record


def verify(record: Record, verifier: Verifier) -> list[Verdict]:
    """One verdict a claim, in order."""
    passages = [given.passage() for given in record.passages]
    return [verifier.check(Claim(c.text, c.passages), passages, record.language) for c in record.claims]


def sentences(record: Record, verifier: Verifier) -> Iterator[dict[str, Any]]:
    """All sentences of a record as they are read and judged by people: {"id", "shown", "question", "text", "quotes",
    "sources"}.

    Quotes of one that is stopped are the passages that it names, or all when it names none.
    """
    for name, written, verdict in zip(record.ids(), record.claims, verify(record, verifier), strict=True):
        shown = bool(verdict.evidence)
        given = record.given([e.passage for e in verdict.evidence] if shown else written.passages)
        texts = {g.n: (g.start, g.text) for g in given}
        quotes = [
            texts[e.passage][1][e.start - texts[e.passage][0] : e.end - texts[e.passage][0]] for e in verdict.evidence
        ]
        yield {
            "id": name,
            "shown": shown,
            "question": record.question,
            "text": written.text,
            "quotes": quotes or [g.text for g in given],
            "sources": list(dict.fromkeys(g.document_id for g in given)),
        } | ({} if shown else {"reasons": list(verdict.reasons)})
