"""Whether the sources can answer a question at all, how sure that is, and why not: decided from the search alone."""

from copilot.answerable.features import Features
from copilot.answerable.judge import Judgement, confidence, judge, judged

__all__ = ["Features", "Judgement", "confidence", "judge", "judged"]
