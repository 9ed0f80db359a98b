"""The cases of a suite with what one search tells of each: the values that the model is fitted on."""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copilot import compose
from copilot.answerable.features import NAMES, features
from copilot.core import settings
from copilot.core.types import Filters
from copilot.pipeline import Copilot
from eval.calibrate.corpora import digest
from eval.cases import EvalCase, Suite
from eval.run import asker_of
from ingest.progress import bar

_DEPTH = 30


@dataclass(frozen=True, eq=False, slots=True)
class Searched:
    """A suite, its columns of shape (cases,); cases for which nothing at all was found are left out."""

    name: str
    copilot: Copilot
    cases: tuple[EvalCase, ...]
    values: NDArray[np.float64]
    """Shape (cases, features), in the order of NAMES."""
    answerable: NDArray[np.bool_]
    fitted_on: NDArray[np.bool_]
    """Whether a case may be fitted on: an even hash of its page's id, or of its own where it has none."""

    @property
    def embedder(self) -> str:
        return self.copilot.snapshot.embedder.name


def searched(suite: Suite) -> Searched:
    """Asks all questions of a suite, without answering them."""
    config = settings.load(suite.config or settings.config_path(None, os.environ))
    copilot = Copilot.open(config)
    rows, cases = [], []
    with bar(suite.name, len(suite.cases)) as step:
        for case in suite.cases:
            asker = asker_of(case)
            result = copilot.search(asker, case.question, _DEPTH, Filters(), case.conversation)
            if hits := compose.usable(result.hits, config.today()):
                scope = copilot.snapshot.scope(asker, Filters())
                rows.append(features(result.asked, result.vector, hits, copilot.snapshot, scope).row())
                cases.append(case)
            step(1)
    values = np.stack(rows) if rows else np.empty((0, len(NAMES)))
    answerable = np.array([case.answerable for case in cases], dtype=bool)
    fitted_on = np.array([digest(key_of(case)) % 2 == 0 for case in cases], dtype=bool)
    return Searched(suite.name, copilot, tuple(cases), values, answerable, fitted_on)


def key_of(case: EvalCase) -> str:
    """Questions about one page are all fitted on or all reported on, with or without that page."""
    return case.relevant[0] if case.relevant else case.id
