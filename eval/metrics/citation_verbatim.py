"""citation_verbatim: share of an answer's citations that quote their document to the letter.

    |citations with document.text[start:end] == quote| / |citations|, in [0, 1]; anything below 1 is a defect

Not applicable where nothing is cited.
"""

from __future__ import annotations

from copilot.core.registry import Options as Base
from eval.metrics import CaseMetric, Outcome, Score


class Options(Base):
    """No options."""


class CitationVerbatim:
    def score(self, outcome: Outcome) -> Score | None:
        if outcome.answer is None or not outcome.answer.citations:
            return None
        citations = outcome.answer.citations
        wrong = [f"[{c.n}] {c.document.id}" for c in citations if c.document.text[c.start : c.end] != c.quote]
        return Score(1 - len(wrong) / len(citations), f"not verbatim: {', '.join(wrong)}" if wrong else "")


def build(_: Options) -> CaseMetric:
    return CitationVerbatim()
