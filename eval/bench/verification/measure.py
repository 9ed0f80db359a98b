"""Puts pairs to the verifier, and counts what it stopped and what it kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from copilot.core.ports import Claim
from eval.aggregate import wilson
from eval.bench.verification.pairs import Pair
from eval.bench.verification.verifier import verifier
from ingest.progress import bar

Check = Callable[[Pair], tuple[bool, tuple[str, ...]]]
"""Whether a verifier shows the claim, and why not."""


@dataclass(frozen=True, slots=True)
class Checked:
    pair: Pair
    shown: bool
    reasons: tuple[str, ...]
    seconds: float
    """Of processor time."""

    @property
    def right(self) -> bool:
        """Kept what is supported, stopped what was altered."""
        return self.shown == self.pair.supported


def product() -> Check:
    """The product's verification, without a judge."""
    verifying = verifier()

    def check(pair: Pair) -> tuple[bool, tuple[str, ...]]:
        verdict = verifying.check(Claim(pair.claim, (pair.passage.n,)), [pair.passage], pair.language)
        return bool(verdict.evidence), verdict.reasons

    return check


def checked(pairs: Sequence[Pair], check: Check) -> list[Checked]:
    done = []
    with bar("verifying", len(pairs)) as step:
        for pair in pairs:
            started = time.process_time()
            shown, reasons = check(pair)
            done.append(Checked(pair, shown, reasons, time.process_time() - started))
            step(1)
    return done


@dataclass(frozen=True, slots=True)
class Figure:
    right: int
    n: int

    @property
    def share(self) -> float:
        return self.right / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.share, self.n) if self.n else (0.0, 1.0)


def figure(done: Iterable[Checked]) -> Figure:
    rights = [one.right for one in done]
    return Figure(sum(rights), len(rights))
