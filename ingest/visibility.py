"""What must not come back with an older generation: documents that were removed, and audiences that changed since."""

from __future__ import annotations

from collections.abc import Mapping

from copilot.core.errors import DamagedError
from copilot.core.snapshot import Generations, Overlay
from copilot.core.snapshot.directory import Directory
from copilot.core.snapshot.generations import FORMAT
from copilot.core.snapshot.scope import Columns


def overlay(generations: Generations, written: str, today: Mapping[str, tuple[str, ...]]) -> Overlay:
    """What the generations on disk other than `written` must not show. today: audiences by document id."""
    removed: set[str] = set()
    audiences: dict[str, tuple[str, ...]] = {}
    for name in generations.names():
        for document_id, audience in _audiences_in(generations, name).items() if name != written else ():
            if document_id not in today:
                removed.add(document_id)
            elif set(today[document_id]) != set(audience):
                audiences[document_id] = today[document_id]
    return Overlay(frozenset(removed), audiences)


def hides_too_much(hidden: Overlay, today: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether something is hidden that is there after all: a run was killed before it published."""
    return bool(hidden.removed & today.keys()) or any(today.get(i, a) != a for i, a in hidden.audiences.items())


def _audiences_in(generations: Generations, name: str) -> dict[str, tuple[str, ...]]:
    """Audiences by document id; none of a generation that is never served, since these files of it are damaged."""
    try:
        files, manifest = generations.opened(name)
        if manifest["format"] != FORMAT:
            return {}
        audiences = [tuple(audience) for *_, audience in manifest["facets"]]
        facets = Columns.read(files).facet_of_document.tolist()
        return {i: audiences[facet] for i, facet in zip(Directory.read(files), facets, strict=True)}
    except DamagedError:
        return {}
