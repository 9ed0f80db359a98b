"""ndcg@k: normalised discounted cumulative gain with binary relevance (Järvelin and Kekäläinen 2002).

    DCG@k  = sum over ranks i = 1..k of rel_i / log2(i + 1)
    IDCG@k = the same for the best possible ranking: sum over i = 1..min(k, R) of 1 / log2(i + 1)
    nDCG@k = DCG@k / IDCG@k, in [0, 1]

rel_i: 1 when the document at rank i is relevant, else 0. R: number of relevant documents of the case.
Not applicable to a case without relevant documents.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import Field

from copilot.core.registry import Options as Base
from eval.metrics import CaseMetric, Outcome, Score
from eval.metrics._ranking import explain, judged


class Options(Base):
    k: int = Field(ge=1)


@dataclass(frozen=True)
class NDCG:
    k: int

    def score(self, outcome: Outcome) -> Score | None:
        if (judgement := judged(outcome)) is None:
            return None
        gains, total = judgement
        return Score(_dcg(gains[: self.k]) / _dcg([True] * min(self.k, total)), explain(gains, total, self.k))


def _dcg(gains: Iterable[bool]) -> float:
    return math.fsum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def build(options: Options) -> CaseMetric:
    return NDCG(options.k)
