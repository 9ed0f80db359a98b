"""`ragas_text`: ragas' text metrics that need no model, under ragas' own names. The one door to ragas.

non_llm_string_similarity: 1 - Levenshtein distance / length of the longer text. string_present: 1 when the gold answer
stands in the answer letter by letter. Both see the answer without its [n] markers, and nothing else is normalised.
A refusal is a miss. Not applicable to an unanswerable case or one without a gold answer; a NaN counts as skipped.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from typing import Any

from copilot.core.registry import Options as Base
from eval.judges import Judge
from eval.metrics import MISS, Outcome, Score
from eval.metrics._text import comparable, unmarked

_CLASSES = {"non_llm_string_similarity": "NonLLMStringSimilarity", "string_present": "StringPresence"}


class Options(Base):
    """No options."""


@dataclass(frozen=True)
class _RagasMetric:
    scorer: Any
    """A metric of ragas.metrics.collections that takes a reference and a response; None when ragas is missing."""

    def score(self, outcome: Outcome) -> Score | None:
        if self.scorer is None or (pair := comparable(outcome)) is None:
            return None
        gold, given = pair
        if not given:
            return MISS
        value = float(self.scorer.score(reference=gold, response=unmarked(given)).value)
        return None if math.isnan(value) else Score(value)


def build(_: Options) -> Judge:
    os.environ["RAGAS_DO_NOT_TRACK"] = "true"  # ragas reports usage to its makers unless told so before its import
    try:
        from ragas.metrics import collections

        return Judge({name: _RagasMetric(getattr(collections, made)()) for name, made in _CLASSES.items()})
    except ImportError as error:
        reason = f"{', '.join(_CLASSES)} are skipped: {error}; install with: pip install 'balie[eval]'"
        return Judge({name: _RagasMetric(None) for name in _CLASSES}, reason)
