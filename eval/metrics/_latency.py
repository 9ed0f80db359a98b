"""What the latency metrics share: a percentile over the cases that did not fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.metrics import Outcome


@dataclass(frozen=True)
class LatencyPercentile:
    """The p-th percentile, linear between the two nearest observations (Hyndman and Fan 1996, type 7)."""

    p: float

    def applies(self, outcome: Outcome) -> bool:
        return outcome.status != "failed"

    def value(self, outcomes: Sequence[Outcome]) -> float:
        return float(np.percentile([o.latency_ms for o in outcomes], self.p))
