"""What wiki pages have in common: their Parts, and the anchors of their sections."""

from __future__ import annotations

from collections.abc import Iterable

from copilot.core.types import Part
from ingest.page.elements import Element
from ingest.page.sections import sections

SAFE = "/:;,.!~*'()@$-_"
"""What stands in the path of a wiki's address as it is."""


def page_parts(elements: Iterable[Element], title: str, uri: str) -> tuple[Part, ...]:
    """The sections of a page, each with its own link; none for a page that says nothing."""
    page = tuple(elements)
    return tuple(sections(page, title, uri)) if page else ()


class Anchors:
    """Numbers the anchors of headings that occur twice, as the wiki does."""

    def __init__(self, joined_by: str, first: int = 1) -> None:
        self._joined_by, self._first = joined_by, first
        self._seen: dict[str, int] = {}

    def of(self, anchor: str) -> str:
        count = self._seen.get(anchor.casefold(), -1) + 1
        self._seen[anchor.casefold()] = count
        return f"{anchor}{self._joined_by}{count - 1 + self._first}" if count else anchor
