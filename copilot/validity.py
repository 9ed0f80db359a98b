"""Whether a source still holds: its own last day, and how long its texts are taken to hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from copilot.core.types import Document


def is_outdated(document: Document, today: date) -> bool:
    """Whether its `valid_until` has passed."""
    return bool(document.valid_until) and datetime.fromisoformat(document.valid_until).date() < today


def old_since(document: Document, today: date, old_after_days: Mapping[str, int]) -> str:
    """The day of its last change when that is longer ago than its source allows; "" when it is not, or unknown.

    old_after_days: by source; 0 or none is never. A last day of its own, still to come, says more than a policy.
    """
    days = old_after_days.get(document.source, 0)
    changed = document.updated_at or document.created_at
    if not days or not changed or document.valid_until:
        return ""
    last = datetime.fromisoformat(changed).date()
    return last.isoformat() if today - last > timedelta(days=days) else ""
