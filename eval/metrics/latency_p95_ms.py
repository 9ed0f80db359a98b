"""latency_p95_ms: 19 of 20 questions are answered within this time, in milliseconds of wall clock.

Measured around the whole answer in this process; around the search when only retrieval is measured.
"""

from __future__ import annotations

from copilot.core.registry import Options as Base
from eval.metrics import SetMetric
from eval.metrics._latency import LatencyPercentile


class Options(Base):
    """No options."""


def build(_: Options) -> SetMetric:
    return LatencyPercentile(95)
