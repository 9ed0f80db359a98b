"""Members of the metric family: one file, one metric. The spelling `name@k` finds the file and its k.

A metric never changes what it measures, and answers None where it does not apply: aggregate.py counts those as skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from copilot.core import registry
from copilot.core.answer import Answer
from copilot.core.errors import SettingsError
from eval.cases import EvalCase


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document of the ranking, counted once, by its best chunk."""

    document_id: str
    title: str
    score: float
    also_in: tuple[str, ...] = ()
    """Documents with the same content: finding this one is finding them."""

    @property
    def ids(self) -> frozenset[str]:
        return frozenset((self.document_id, *self.also_in))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the system did with one case."""

    case: EvalCase
    relevant: tuple[frozenset[str], ...] = ()
    """Document ids that satisfy each relevant id of the case: one, or several when sources share an external id."""
    missing: tuple[str, ...] = ()
    """Relevant ids that the snapshot does not hold. They stay in `relevant`, as documents that cannot be found."""
    ranked: tuple[Ranked, ...] = ()
    """Best first; position 0 is rank 1."""
    answer: Answer | None = None
    """None when only retrieval was measured, or when the case failed."""
    latency_ms: float = 0.0
    """Wall clock of the answer, or of the search when only retrieval was measured."""
    failure: str = ""
    """Why the product raised an error instead of answering; a failure is a miss."""

    @property
    def status(self) -> Literal["answered", "refused", "failed", "not_asked"]:
        if self.failure:
            return "failed"
        return self.answer.status if self.answer else "not_asked"


@dataclass(frozen=True, slots=True)
class Score:
    """What a metric says about one case."""

    value: float
    explanation: str = ""
    """One sentence for whoever reads the report; "" when the value speaks for itself."""


MISS = Score(0.0)


class CaseMetric(Protocol):
    """Scores one case; the figure of a set is the mean over the cases to which it applies."""

    def score(self, outcome: Outcome) -> Score | None:
        """None: the metric does not apply to this case."""


@runtime_checkable
class SetMetric(Protocol):
    """A figure that only a set of cases has, such as a percentile."""

    def applies(self, outcome: Outcome) -> bool: ...

    def value(self, outcomes: Sequence[Outcome]) -> float:
        """Over at least one outcome, to all of which it applies."""


Metric = CaseMetric | SetMetric


def load(spelling: str) -> Metric:
    """The metric of a spelling such as "ndcg@10". Raises SettingsError with the nearest known name."""
    name, at, k = spelling.partition("@")
    if at and not k.isdecimal():
        raise SettingsError(f"metric {spelling!r}: expected a whole number after @, found {k!r}", "write ndcg@10")
    metric: Metric = registry.build(__name__, name, {"k": int(k)} if at else {}, where=spelling)
    return metric
