"""Members of the judge family: one file, one library or model that scores answers under its own metric names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copilot.core import registry
from eval.metrics import CaseMetric


@dataclass(frozen=True, slots=True)
class Judge:
    """metrics: the judge's own metric names -> scorers. unavailable: why every one of them is skipped, "" when not."""

    metrics: Mapping[str, CaseMetric]
    unavailable: str = ""


def load(name: str) -> Judge:
    """The judge of a file name. Raises SettingsError with the nearest known name."""
    judge: Judge = registry.build(__name__, name, {})
    return judge
