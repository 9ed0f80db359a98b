"""What a bench of personal data is made of: documents with the spans in them that must be masked."""

from __future__ import annotations

from dataclasses import dataclass

from copilot.core.types import Document

TITLE = -1
"""Part index of a span in the title."""


def author_of(part: int) -> int:
    """Part index of a span in the author of a part."""
    return -2 - part


@dataclass(frozen=True, slots=True)
class Case:
    """One document. A look-alike has no spans: whatever is masked in it is a false alarm."""

    kind: str
    """Kind of mask that is due, such as "IBAN", or the name of the look-alike, such as "order number"."""
    document: Document
    spans: tuple[tuple[int, int, int], ...]
    """(part index, start, end) in code points: a Part's text by its position, TITLE, or `author_of` a part."""
    also: tuple[tuple[int, int, int], ...] = ()
    """Spans of other kinds: counted neither as found nor as false alarms."""


def place(document: Document, index: int) -> str:
    """The text in which a span of this part index lies."""
    if index == TITLE:
        return document.title
    return document.parts[index].text if index >= 0 else document.parts[-2 - index].author
