"""What the ranking metrics share: which ranks bring a relevant document."""

from __future__ import annotations

from eval.metrics import Outcome


def judged(outcome: Outcome) -> tuple[list[bool], int] | None:
    """(for every rank: does it bring a relevant document that no higher rank brought, number R of relevant documents).

    None when the case has no relevant documents or is unanswerable: there is no ranking to judge.
    Relevant documents that one hit shows to be the same content (`also_in`) are one of the R.
    """
    if not outcome.case.answerable or not outcome.relevant:
        return None
    open_, total, gains = set(outcome.relevant), len(set(outcome.relevant)), []
    for ranked in outcome.ranked:
        found = {wanted for wanted in open_ if wanted & ranked.ids}
        gains.append(bool(found))
        open_ -= found
        total -= max(len(found) - 1, 0)
    return gains, total


def explain(gains: list[bool], total: int, k: int) -> str:
    """Where the relevant documents stand."""
    ranks = [str(rank) for rank, gain in enumerate(gains, 1) if gain]
    where = f"at rank {', '.join(ranks)}" if ranks else f"not among the {len(gains)} documents found"
    return f"{sum(gains[:k])} of {total} relevant in the top {k}; {where}"
