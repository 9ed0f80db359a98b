"""What must not come back with an older generation: documents that were removed, and audiences that changed since."""

from __future__ import annotations

from collections.abc import Mapping

from copilot.core.errors import DamagedError
from copilot.core.snapshot import Generations, Overlay
from copilot.core.snapshot.generations import FORMAT
from copilot.core.snapshot.records import Records


def overlay(generations: Generations, written: str, today: Mapping[str, tuple[str, ...]]) -> Overlay:
    """What the generations on disk other than `written` must not show. today: audiences by document id."""
    removed: set[str] = set()
    audiences: dict[str, tuple[str, ...]] = {}
    for name in generations.names():
        for document_id, audience in _audiences_in(generations, name).items() if name != written else ():
            if document_id not in today:
                removed.add(document_id)
            elif today[document_id] != audience:
                audiences[document_id] = today[document_id]
    return Overlay(frozenset(removed), audiences)


def hides_too_much(hidden: Overlay, today: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether something is hidden that is there after all: a run was killed before it published."""
    return bool(hidden.removed & today.keys()) or any(today.get(i, a) != a for i, a in hidden.audiences.items())


def _audiences_in(generations: Generations, name: str) -> dict[str, tuple[str, ...]]:
    try:
        generations.verified(name)
        if generations.manifest(name)["format"] != FORMAT:
            return {}
    except DamagedError:
        return {}  # never served, so nothing of it has to be hidden
    records = Records(generations.path(name))
    try:
        return records.audiences()
    finally:
        records.close()
