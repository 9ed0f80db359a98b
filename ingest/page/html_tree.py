"""Small operations on a tree of HTML that keep the text around an element in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree

LINE_BREAK = "\ue000"
"""Stands for <br> on the way through the parser, which folds all white space to one space."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def text(element: Any) -> str:
    """Everything that an element says, on one line."""
    return " ".join("".join(element.itertext()).split())


def spaced(element: Any) -> str:
    """The same with a space between its pieces, for what is only shown to people."""
    return " ".join(" ".join(element.itertext()).split())


def level_above(element: Any) -> int:
    """The level of the heading that an element stands below, not counting headings inside its neighbours; else 1."""
    for holder in (element, *element.iterancestors()):
        above = next(holder.itersiblings(*HEADINGS, preceding=True), None)
        if above is not None:
            return HEADINGS[above.tag]
    return 1


def put_before(element: Any, content: str) -> None:
    """Text in front of an element."""
    if not content:
        return
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + content
    elif (parent := element.getparent()) is not None:
        parent.text = (parent.text or "") + content


def drop(element: Any) -> None:
    """Takes an element out; what follows it stays."""
    put_before(element, element.tail or "")
    element.tail = None
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def drop_all(tree: Any, elements: Iterable[Any]) -> None:
    """Takes elements out in one go, which for thousands in one paragraph is what takes no time."""
    _at_once(tree, elements, etree.strip_elements, with_tail=False)


def unwrap_all(tree: Any, elements: Iterable[Any]) -> None:
    """Replaces elements by their content."""
    _at_once(tree, elements, etree.strip_tags)


def surround(element: Any, before: str, after: str) -> None:
    """Text at the beginning and at the end of what an element holds."""
    element.text = before + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + after
    else:
        element.text += after


def _at_once(tree: Any, elements: Iterable[Any], strip: Callable[..., None], **options: Any) -> None:
    marked = False
    for element in elements:
        element.tag, marked = "marked", True
    if marked:
        strip(tree, "marked", **options)
