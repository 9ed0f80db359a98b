"""answer_contains: 1 when the gold answer stands in the given answer as whole words, else 0.

Both are compared as words: [n] markers, markup and punctuation off, lower case ("has answer" of Chen et al. 2017).
Whole words, so that "5 jaar" does not stand in "15 jaar". A refusal is a miss.
Not applicable to an unanswerable case or one without a gold answer.
"""

from __future__ import annotations

from copilot.core.registry import Options as Base
from eval.metrics import MISS, CaseMetric, Outcome, Score
from eval.metrics._text import comparable, tokens


class Options(Base):
    """No options."""


class AnswerContains:
    def score(self, outcome: Outcome) -> Score | None:
        if (pair := comparable(outcome)) is None:
            return None
        gold, given = (f" {' '.join(tokens(text))} " for text in pair)
        return Score(1.0) if gold in given else MISS


def build(_: Options) -> CaseMetric:
    return AnswerContains()
