"""recall@k: share of the relevant documents that stand among the first k (Manning, Raghavan and Schütze 2008, ch. 8).

    recall@k = |relevant documents at ranks 1..k| / R, in [0, 1]

R: number of relevant documents of the case; with R > k the best reachable value is k / R.
Not applicable to a case without relevant documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from copilot.core.registry import Options as Base
from eval.metrics import CaseMetric, Outcome, Score
from eval.metrics._ranking import explain, judged


class Options(Base):
    k: int = Field(ge=1)


@dataclass(frozen=True)
class Recall:
    k: int

    def score(self, outcome: Outcome) -> Score | None:
        if (judgement := judged(outcome)) is None:
            return None
        gains, total = judgement
        return Score(sum(gains[: self.k]) / total, explain(gains, total, self.k))


def build(options: Options) -> CaseMetric:
    return Recall(options.k)
