"""How much a source counts in a disagreement: the agent decides, but should know which side to look at first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from copilot.core.types import Hit
from copilot.validity import is_outdated

_FORMAL = ("wiki", "ticket")
"""Kinds whose text was written to be relied on; mails and chats are talk."""

Standing = tuple[bool, float, bool, str]


def standing(today: date, authority: Mapping[str, float]) -> Callable[[Hit], Standing]:
    """The more, the greater: what holds before what is outdated, then authority, then what is not talk, then the newer.

    authority: of each source, where it has one.
    """

    def of(hit: Hit) -> Standing:
        document = hit.document
        holds = not hit.superseded_by and not is_outdated(document, today)
        since = document.updated_at or document.created_at
        return holds, authority.get(document.source, 0.0), document.kind in _FORMAL, since[:10]

    return of
