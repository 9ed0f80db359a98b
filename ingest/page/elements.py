"""What every parser gives: elements in reading order, as a Page; and the error of a file that cannot be parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from copilot.core.types import Removed

Kind = Literal["title", "text", "list_item", "table", "code"]

NAVIGATION = "wiki: navigation"
"""Rule of what leads to other pages, or belongs to the site and not to the page."""
HIDDEN = "hidden: html"
"""Rule of what a visitor of the page does not see."""

_NUMBERED = re.compile(r"(\d{1,4}|[a-zA-Z]|[ivxIVX]{1,6})[.)](\d{1,3}[.)]?)*\s")


@dataclass(frozen=True, slots=True)
class Element:
    """A heading, paragraph, list item, table (a line per row, cells joined by " | ") or block of code."""

    kind: Kind
    text: str
    """A list item that is numbered begins with its number: "3. Druk op start."."""
    depth: int = 0
    """Headings: their level from 1. List items: how deep they are nested, from 1. Otherwise 0."""
    anchor: str = ""
    """Where it is in its file, as the fragment of a link: a heading's id, "page=3", "slide=3", "Blad1!A1"."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed file: its elements in reading order and what its head or properties say, names in lower case."""

    elements: tuple[Element, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()
    """Text of the file that is not among the elements, with the rule that left it out."""


class ParseError(Exception):
    """A file that cannot be parsed. reason: what was found; fix: what to do about it."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix


def properties(
    title: str | None, owner: str | None, language: str | None, updated: datetime | None, created: datetime | None
) -> dict[str, str]:
    """What the properties of an Office document say about its page, without those that are not filled in."""
    found = {"title": title, "owner": owner, "language": language}
    found |= {"updated": updated.isoformat() if updated else "", "created": created.isoformat() if created else ""}
    return {key: str(value) for key, value in found.items() if value}


def body(elements: Iterable[Element]) -> str:
    """Elements as text: paragraphs apart by a blank line, the items of one list on consecutive lines."""
    pieces: list[str] = []
    previous = None
    for element in elements:
        is_item = element.kind == "list_item"
        pieces += ["\n" if is_item and previous == "list_item" else "\n\n", _item(element) if is_item else element.text]
        previous = element.kind
    return "".join(pieces[1:])


def _item(element: Element) -> str:
    indent = "  " * (element.depth - 1)
    mark = "" if _NUMBERED.match(element.text) else "- "
    return indent + mark + element.text.replace("\n", f"\n{indent}  ")
