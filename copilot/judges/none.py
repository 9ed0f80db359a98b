"""`none`: knows nothing, so that rules and vectors decide alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from copilot.core.deadline import NONE, Deadline
from copilot.core.registry import Options as Base


class Options(Base):
    """None."""


class NoJudge:
    def supports(self, pairs: Sequence[tuple[str, str]], deadline: Deadline = NONE) -> Sequence[float | None]:  # noqa: ARG002
        return [None] * len(pairs)


def build(_options: Options, _prompts: Path) -> NoJudge:
    return NoJudge()
