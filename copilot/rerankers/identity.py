"""`identity`: leaves the fused order as it is."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.core.registry import Options as Base
from copilot.core.types import Hit


class Options(Base):
    """None."""


class IdentityReranker:
    def rerank(self, query: str, hits: Sequence[Hit]) -> list[Hit]:  # noqa: ARG002 the port names it
        return list(hits)


def build(_options: Options) -> IdentityReranker:
    return IdentityReranker()
