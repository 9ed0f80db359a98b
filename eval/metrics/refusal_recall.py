"""refusal_recall: share of the unanswerable cases that were refused.

    |refused ∩ unanswerable| / |unanswerable|, in [0, 1]

Scored per unanswerable case (1 when refused, else 0), so that the mean over the set is this share.
Not applicable to an answerable case.
"""

from __future__ import annotations

from copilot.core.registry import Options as Base
from eval.metrics import CaseMetric, Outcome, Score


class Options(Base):
    """No options."""


class RefusalRecall:
    def score(self, outcome: Outcome) -> Score | None:
        if outcome.case.answerable or outcome.status == "not_asked":
            return None
        return Score(float(outcome.status == "refused"))


def build(_: Options) -> CaseMetric:
    return RefusalRecall()
