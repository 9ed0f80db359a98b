"""One request under /v1 on its way: its id, its time, and what is noted about it for the log. No text of anyone."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request
from starlette.types import Scope

from copilot.core.deadline import Deadline

_ID = re.compile(rb"[A-Za-z0-9-]{8,64}")


@dataclass(eq=False, slots=True)
class Visit:
    id: str
    deadline: Deadline
    who: str = ""
    """Name of the key; empty without [auth]."""
    queued: float = 0.0
    """Seconds in the queue."""
    stages: Mapping[str, float] = field(default_factory=dict)
    """Milliseconds."""
    status: int = 0
    """Of the response; 0 before it has begun."""
    complete: bool = False
    """Whether the end of the response has been sent."""
    _began: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        """Since it came in."""
        return time.perf_counter() - self._began

    @property
    def noted(self) -> dict[str, Any]:
        """What the log tells of it."""
        noted = {
            "id": self.id,
            "ms": round(self.seconds * 1000, 1),
            "queue_ms": round(self.queued * 1000, 1),
            "seconds": {stage: round(ms / 1000, 4) for stage, ms in self.stages.items()},
        }
        return noted | ({"who": self.who} if self.who else {})


def begin(scope: Scope, seconds: float) -> Visit:
    """A visit with the id that the client gave, if that is one, else with a new one. seconds: its deadline."""
    given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
    name = given.decode("ascii") if _ID.fullmatch(given) else secrets.token_hex(8)
    visit = scope["visit"] = Visit(name, Deadline(seconds))
    return visit


async def of(request: Request) -> Visit:
    """FastAPI dependency."""
    found: Visit = request.scope["visit"]
    return found
