"""citation_recall: share of the answerable cases whose answer cites at least one relevant document.

    1 when |cited ∩ relevant| > 0, else 0; its mean over cases is the figure

The relevant documents of a case are alternatives that each hold the answer, so one of them suffices.
A refusal or an error is a miss. Not applicable to a case without relevant documents.
"""

from __future__ import annotations

from copilot.core.registry import Options as Base
from eval.metrics import CaseMetric, Outcome, Score
from eval.metrics._citations import cited


class Options(Base):
    """No options."""


class CitationRecall:
    def score(self, outcome: Outcome) -> Score | None:
        if not outcome.case.answerable or not outcome.relevant or outcome.status == "not_asked":
            return None
        return Score(float(any(cited(outcome).values())))


def build(_: Options) -> CaseMetric:
    return CitationRecall()
