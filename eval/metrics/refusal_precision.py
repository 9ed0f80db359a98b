"""refusal_precision: share of the refused cases that were rightly refused.

    |refused ∩ unanswerable| / |refused|, in [0, 1]

Scored per refused case (1 when it is unanswerable, else 0), so that the mean over the set is this share.
Not applicable to a case that was not refused; a set without refusals has no precision.
"""

from __future__ import annotations

from copilot.core.registry import Options as Base
from eval.metrics import CaseMetric, Outcome, Score


class Options(Base):
    """No options."""


class RefusalPrecision:
    def score(self, outcome: Outcome) -> Score | None:
        if outcome.answer is None or outcome.answer.refusal is None:
            return None
        return Score(float(not outcome.case.answerable), f"refused: {outcome.answer.refusal.reason}")


def build(_: Options) -> CaseMetric:
    return RefusalPrecision()
