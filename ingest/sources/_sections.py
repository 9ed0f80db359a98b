"""A parsed page as Parts: one for each heading that has text of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from copilot.core.types import Part
from ingest import parse


def sections(elements: tuple[parse.Element, ...], title: str) -> Iterator[Part]:
    """Each Part has the headings above it as its heading path, without the page's own title."""
    path: list[parse.Element] = []
    held: list[parse.Element] = []
    for element in elements:
        if element.kind != "title":
            held.append(element)
            continue
        yield from _section(path, held)
        held = []
        path = [above for above in path if above.depth < element.depth]
        # The page's title is not repeated in every path, but its place in the tree counts.
        path.append(replace(element, text="") if same(element.text, title) and not path else element)
    yield from _section(path, held)


def same(one: str, other: str) -> bool:
    """Whether two headings are equal but for capitals and white space."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _section(path: list[parse.Element], held: list[parse.Element]) -> Iterator[Part]:
    if held:
        yield Part("section", parse.body(held), heading=" > ".join(step.text for step in path if step.text))
