"""citation_precision: share of the cited documents that are relevant.

    |cited ∩ relevant| / |cited|, in [0, 1], each document counted once; one with the same content counts as it

Over answered cases that have relevant documents. A refusal cites nothing, so there is nothing to be precise about:
it is not applicable here, and a miss in citation_recall.
"""

from __future__ import annotations

from copilot.core.registry import Options as Base
from eval.metrics import CaseMetric, Outcome, Score
from eval.metrics._citations import cited


class Options(Base):
    """No options."""


class CitationPrecision:
    def score(self, outcome: Outcome) -> Score | None:
        documents = cited(outcome)
        if not outcome.case.answerable or not outcome.relevant or not documents:
            return None
        other = [document_id for document_id, relevant in documents.items() if not relevant]
        return Score(1 - len(other) / len(documents), f"not relevant: {', '.join(other)}" if other else "")


def build(_: Options) -> CaseMetric:
    return CitationPrecision()
