"""`identity`: leaves the fused order as it is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from copilot.core.candidates import Candidates, SearchQuery
from copilot.core.registry import Options as Base
from copilot.core.settings import Settings
from copilot.core.snapshot import Snapshot


class Options(Base):
    """None."""


class IdentityReranker:
    def scores(self, query: SearchQuery, candidates: Candidates, snapshot: Snapshot) -> NDArray[np.float32]:  # noqa: ARG002 the port names them
        return candidates.fused


def build(_options: Options, _settings: Settings) -> IdentityReranker:
    return IdentityReranker()
