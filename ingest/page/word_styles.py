"""The styles of a Word document: what level of heading a paragraph is, and whether its text is seen at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHADES = (f"{_W}shd", f"{_W}highlight", f"{_W}tblStyle")


class Styles:
    """By their ids; styles are based on each other."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            style.get(f"{_W}styleId"): style for style in document.styles.element.iterchildren(f"{_W}style")
        }
        self.default = next((key for key, style in self._styles.items() if _is_default(style)), "")
        self._dark = document.element.find(f"{_W}background") is not None

    def chain(self, style: str) -> Iterator[Any]:
        """A style and those that it is based on."""
        for _ in range(12):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = value_of(found.find(f"{_W}basedOn")) or ""

    def names(self, style: str) -> list[str]:
        """In lower case; a style's own first. They are English in every language of Word."""
        return [(value_of(found.find(f"{_W}name")) or "").lower() for found in self.chain(style)]

    def level(self, paragraph: Any, style: str) -> int:
        """Of a heading from 1, by its style's name or its outline level; 0 for other text."""
        for name in self.names(style):
            if name == "title":
                return 1
            if name.startswith("heading ") and name[8:].strip().isdecimal():
                return min(int(name[8:]), 6)
        outlines = [paragraph.find(f"{_W}pPr/{_W}outlineLvl")]
        outlines += [found.find(f"{_W}pPr/{_W}outlineLvl") for found in self.chain(style)]
        found = next((value_of(outline) for outline in outlines if outline is not None), "9") or "9"
        return min(int(found) + 1, 6) if found.isdecimal() and int(found) < 9 else 0

    def is_hidden(self, run: Any) -> bool:
        """Whether a run is marked as hidden, white on nothing, or of a point at most."""
        properties = run.find(f"{_W}rPr")
        styled = value_of(properties.find(f"{_W}rStyle")) if properties is not None else None
        owners = [properties, *(found.find(f"{_W}rPr") for found in self.chain(styled or ""))]
        owners = [owner for owner in owners if owner is not None]
        for owner in owners:
            if (vanish := owner.find(f"{_W}vanish")) is not None:
                return is_on(vanish)
        size = next((value_of(found) for owner in owners if (found := owner.find(f"{_W}sz")) is not None), None)
        colour = next((value_of(found) for owner in owners if (found := owner.find(f"{_W}color")) is not None), None)
        if (colour or "").lower() in ("ffffff", "white") and not self._dark:
            # Behind white text in a box or a shaded cell is a colour.
            around = (run, *run.iterancestors(f"{_W}p", f"{_W}tc", f"{_W}tbl"))
            boxed = any(True for _ in run.iterancestors(f"{_W}txbxContent"))
            return not boxed and not any(True for one in around for _ in one.iter(*_SHADES))
        return bool(size and size.isdecimal() and int(size) <= 2)


def _is_default(style: Any) -> bool:
    return (style.get(f"{_W}type"), style.get(f"{_W}default")) == ("paragraph", "1")


def value_of(element: Any) -> str | None:
    return None if element is None else element.get(f"{_W}val")


def is_on(element: Any) -> bool:
    return element is not None and str(value_of(element) or "1").lower() not in ("0", "false", "off")
