"""A parsed page as Parts: one for each heading that has text of its own, or nothing below it at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from urllib.parse import quote

from copilot.core.types import Part
from ingest import parse

_LONG = 1_500
"""Characters of a section from which it is cut where a page ends, so that its link leads to the right page."""


def sections(elements: tuple[parse.Element, ...], title: str, uri: str = "") -> Iterator[Part]:
    """Each Part has the headings above it as its heading path, without the page's own title.

    uri: of the page; a Part's leads to its heading, or to its page or slide, where the file names such a place.
    """
    path: list[parse.Element] = []
    held: list[parse.Element] = []
    for element, following in zip_longest(elements, elements[1:]):
        if element.kind != "title":
            held.append(element)
            continue
        yield from _section(path, held, uri)
        held = []
        path = [above for above in path if above.depth < element.depth]
        # The page's title is not repeated in every path, but its place in the tree counts.
        if same(element.text, title) and not path:
            element = replace(element, text="")
        ends = following is None or (following.kind == "title" and following.depth <= element.depth)
        if ends and element.text:
            yield from _section(path, [replace(element, kind="text")], uri)
        path.append(element)
    yield from _section(path, held, uri)


def same(one: str, other: str) -> bool:
    """Whether two headings are equal but for capitals and white space."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _section(path: list[parse.Element], held: list[parse.Element], uri: str) -> Iterator[Part]:
    heading = " > ".join(step.text for step in path if step.text)
    for run in _runs(held):
        anchors = [run[0].anchor, *(step.anchor for step in reversed(path))]
        anchor = next(filter(None, anchors), "")
        link = f"{uri.partition('#')[0]}#{quote(anchor, safe='%!$&()*+,;=:@/?._~-')}" if uri and anchor else ""
        yield Part("section", parse.body(run), heading=heading, uri=link)


def _runs(held: list[parse.Element]) -> Iterator[list[parse.Element]]:
    """The elements of a section together, or a run for each of its pages where it is long."""
    run: list[parse.Element] = []
    size = 0
    for element in held:
        if run and element.anchor != run[-1].anchor and size > _LONG:
            yield run
            run, size = [], 0
        run.append(element)
        size += len(element.text)
    yield from [run] if run else []
