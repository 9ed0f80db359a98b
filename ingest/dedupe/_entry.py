"""What the grouping knows of a document without reading it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from copilot.core.types import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a document without its text. Dates are ISO 8601 or ""."""

    id: str
    """source:external name"""
    signature: bytes
    kind: Kind
    title: str
    source: str
    audience: tuple[str, ...] = ()
    created_at: str = ""
    updated_at: str = ""
    valid_until: str = ""
    supersedes: str = ""
    """Id, or external name in the same source, of what this one says it replaces."""
    resolved: bool | None = None
    """False: a ticket that was never solved; it represents nobody who is."""


def moment(entry: Entry) -> float:
    """Seconds since 1970 of the last change of an entry, 0 when nobody knows."""
    try:
        at = datetime.fromisoformat(entry.updated_at or entry.created_at)
    except ValueError:
        return 0.0
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
