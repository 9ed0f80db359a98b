"""What the citation metrics share: which cited documents are relevant."""

from __future__ import annotations

from eval.metrics import Outcome


def cited(outcome: Outcome) -> dict[str, bool]:
    """Every cited document once -> whether it, or a document with the same content, is relevant."""
    if outcome.answer is None:
        return {}
    return {
        c.document.id: any(wanted & {c.document.id, *c.also_in} for wanted in outcome.relevant)
        for c in outcome.answer.citations
    }
