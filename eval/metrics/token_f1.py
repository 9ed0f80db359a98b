"""token_f1: overlap in words between the given and the gold answer (Rajpurkar et al. 2016).

    P = |given ∩ gold| / |given|,  R = |given ∩ gold| / |gold|,  F1 = 2 P R / (P + R), in [0, 1]

Bags of words after the same normalisation as answer_contains; articles stay, since the texts are of several languages.
A whole paragraph against a gold answer of three words scores low by design: read it as a measure of brevity.
A refusal is a miss. Not applicable to an unanswerable case or one without a gold answer.
"""

from __future__ import annotations

from collections import Counter

from copilot.core.registry import Options as Base
from eval.metrics import MISS, CaseMetric, Outcome, Score
from eval.metrics._text import comparable, tokens


class Options(Base):
    """No options."""


class TokenF1:
    def score(self, outcome: Outcome) -> Score | None:
        if (pair := comparable(outcome)) is None:
            return None
        gold, given = (Counter(tokens(text)) for text in pair)
        common = (gold & given).total()
        # 2PR / (P + R) with P = common / |given| and R = common / |gold|.
        return Score(2 * common / (gold.total() + given.total())) if common else MISS


def build(_: Options) -> CaseMetric:
    return TokenF1()
