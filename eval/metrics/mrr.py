"""mrr@k: mean reciprocal rank of the first relevant document (Voorhees 1999).

    RR@k = 1 / rank of the first relevant document, 0 when there is none among the first k; MRR is its mean over cases

Not applicable to a case without relevant documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from copilot.core.registry import Options as Base
from eval.metrics import MISS, CaseMetric, Outcome, Score
from eval.metrics._ranking import judged


class Options(Base):
    k: int = Field(ge=1)


@dataclass(frozen=True)
class ReciprocalRank:
    k: int

    def score(self, outcome: Outcome) -> Score | None:
        if (judgement := judged(outcome)) is None:
            return None
        gains = judgement[0][: self.k]
        return Score(1 / (gains.index(True) + 1)) if any(gains) else MISS


def build(options: Options) -> CaseMetric:
    return ReciprocalRank(options.k)
