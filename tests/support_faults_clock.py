"""A clock that is put wrong, for what is imported of Balie."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, tzinfo
from unittest.mock import patch


@contextmanager
def clock_at(moment: str) -> Iterator[None]:
    """moment: ISO 8601 in UTC; from there the clock goes on as usual."""
    shift = datetime.fromisoformat(moment) - datetime.now(UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + shift

    with ExitStack() as patches:
        for name, module in list(sys.modules.items()):
            if name.startswith(("copilot", "ingest")) and getattr(module, "datetime", None) is datetime:
                patches.enter_context(patch.object(module, "datetime", Clock))
        yield
