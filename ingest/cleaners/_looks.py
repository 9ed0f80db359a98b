"""Empties the elements of an HTML tree that its reader cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from ingest.cleaners._styles import Named, Sheet, Style, named

_DROPPED = {"script", "style", "head", "title", "template", "noscript", "object", "svg", "select", "datalist"}
_WHITE, _CLEAR = (255, 255, 255), (-1, -1, -1)
_NAMED = {
    "white": _WHITE, "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245),
    "black": (0, 0, 0), "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0),
    "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192), "navy": (0, 0, 128),
    "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211), "orange": (255, 165, 0), "transparent": _CLEAR,
    "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240), "mintcream": (245, 255, 250),
    "azure": (240, 255, 255), "maroon": (128, 0, 0), "purple": (128, 0, 128), "teal": (0, 128, 128),
}  # fmt: skip
_NEAR = 16
"""Colours that differ by no more than this in each channel (0-255) cannot be told apart."""
_FAR = 900
"""Pixels to the left, or above the page, at which nothing can be read."""
_MANY = 20_000
"""Looks that are remembered for one page."""

_Colour = tuple[int, int, int]
_LENGTH = re.compile(r"(-?\d{0,9}\.?\d{1,9})\s{0,4}(px|pt|em|rem|ex|ch|vw|vh|in|cm|mm|%)?")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "vw": 10.0, "vh": 10.0}
_PIXELS |= {"%": 10.0, "in": 96.0, "cm": 37.8, "mm": 3.78}
_NOTHING = re.compile(
    r"rect\(\s{0,4}(?:0|1)(?:px|em)?[\s,]{1,4}(?:0|1)(?:px|em)?[\s,]{1,4}(?:0|1)(?:px|em)?[\s,]{1,4}(?:0|1)(?:px|em)?\s{0,4}\)"
    r"|inset\(\s{0,4}(?:100|[5-9]\d)%|circle\(\s{0,4}0|ellipse\(\s{0,4}0|polygon\(\s{0,4}(?:0(?:px|%)?[\s,]{0,4}){4,20}\)"
)
"""A clip, or a clip-path, of which nothing is left."""
_MOVED = re.compile(r"translate(?:x|y|3d)?\(\s{0,4}(-?\d{1,9})|scale(?:x|y|3d)?\(\s{0,4}(0(?:\.0\d{0,9})?)\s{0,4}[,)]")


@dataclass(frozen=True, slots=True)
class _Look:
    """How the text of an element appears; inherited by what is inside it."""

    colour: _Colour = (0, 0, 0)
    background: _Colour = _WHITE
    gone: bool = False
    """Not displayed, or out of sight, whatever its children say."""
    invisible: bool = False
    """visibility: hidden; a child may be visible again."""
    tiny: bool = False
    indented: bool = False
    """Its first line is pushed off the page; a child may have it back."""

    @property
    def hidden(self) -> bool:
        alike = max(abs(a - b) for a, b in zip(self.colour, self.background, strict=True)) <= _NEAR
        return self.gone or self.invisible or self.tiny or self.indented or alike or self.colour == _CLEAR


def drop_hidden(root: etree._Element) -> tuple[str, ...]:
    """Empties, in place, every stretch of text of an HTML tree that its reader cannot see, comments included.

    Returns the stretches that were dropped (without scripts, style sheets and comments), in document order.
    """
    sheet = Sheet()
    for style in root.iter("style"):
        sheet.add(style.text or "")
    dropped: list[str] = []
    looks = [(_Look(), False)]
    around: list[Named] = []
    known: dict[object, tuple[_Look, bool]] = {}
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            element.text = ""
            element.tail = _kept(element.tail, looks[-1][1], dropped)
        elif event == "start":
            tag = element.tag.lower() if isinstance(element.tag, str) else ""
            one = named(tag, element.get("class", ""), element.get("id", ""))
            key = (looks[-1][0], one, *map(element.get, _ATTRIBUTES))
            look = None if sheet.has_context else known.get(key)
            if look is None:
                found = _look(element, tag, sheet.style(one, around, element.get("style", "")), looks[-1][0])
                look = (found, found.hidden)
                if len(known) < _MANY:
                    known[key] = look
            looks.append(look)
            around.append(one)
            if tag in _DROPPED:
                element.text = None
            element.text = _kept(element.text, look[1], dropped)
        else:
            looks.pop()
            around.pop()
            element.tail = _kept(element.tail, looks[-1][1], dropped)
    return tuple(dropped)


_ATTRIBUTES = ("style", "bgcolor", "color", "hidden", "aria-hidden")


def _kept(text: str | None, hidden: bool, dropped: list[str]) -> str | None:
    if not hidden or not text or not text.strip():
        return text
    dropped.append(text)
    return None


def _look(element: etree._Element, tag: str, style: Style, around: _Look) -> _Look:
    background = style.get("background-color") or style.get("background") or element.get("bgcolor") or ""
    has_image = "url(" in style.get("background", "") + style.get("background-image", "") or "gradient" in background
    visibility, size, indent = style.get("visibility"), style.get("font-size"), style.get("text-indent")
    return _Look(
        colour=_colour(style.get("color") or element.get("color") or "", around.colour),
        # Behind text on a picture any colour may stand: then nothing is said to be invisible.
        background=(-999, -999, -999) if has_image else _colour(background, around.background, solid=True),
        gone=(
            around.gone
            or tag in _DROPPED
            or element.get("hidden") is not None
            or element.get("aria-hidden", "").strip().lower() == "true"
            or (bool(style) and _is_out_of_sight(style))
        ),
        invisible=around.invisible if visibility is None else visibility in ("hidden", "collapse"),
        tiny=around.tiny if size is None else _is_tiny(size, around.tiny),
        indented=around.indented if indent is None else abs(_pixels(indent)) >= _FAR,
    )


def _is_out_of_sight(style: Style) -> bool:
    if style.get("display") == "none" or style.get("mso-hide") == "all" or style.get("content-visibility") == "hidden":
        return True
    if (opacity := style.get("opacity")) is not None and _share(opacity) <= 0.02:
        return True
    if "opacity(0" in style.get("filter", "") and re.search(r"opacity\(0(?:%|\.0\d{0,6})?\)", style["filter"]):
        return True
    if ("hidden" in style.get("overflow", "") or "clip" in style.get("overflow", "")) and any(
        name in style and 0 <= _pixels(style[name], 99) <= 1 for name in ("max-height", "height", "max-width", "width")
    ):
        return True
    if style.get("position") in ("absolute", "fixed", "relative"):
        edges = [_pixels(style[name]) for name in ("left", "top", "right", "bottom") if name in style]
        if any(edge <= -_FAR or edge >= 10 * _FAR for edge in edges):
            return True
    if any(_pixels(style[name]) <= -_FAR for name in ("margin-left", "margin-top", "margin") if name in style):
        return True
    clip = style.get("clip", "") + " " + style.get("clip-path", "")
    if clip != " " and _NOTHING.search(clip):
        return True
    moved = _MOVED.search(style["transform"]) if "transform" in style else None
    return moved is not None and (moved[2] is not None or abs(int(moved[1])) >= _FAR)


def _is_tiny(value: str, inherited: bool) -> bool:
    match = _LENGTH.match(value)
    if match is None:
        return inherited and not value.startswith(("small", "medium", "large", "x-", "xx"))
    size = float(match[1])
    # Relative to what is around: half of nothing is nothing.
    if match[2] in ("em", "%"):
        return size <= {"em": 0.1, "%": 10}[match[2]] or inherited
    return size <= {"rem": 0.1}.get(match[2] or "px", 1)


def _share(value: str) -> float:
    match = _LENGTH.match(value)
    return 1.0 if match is None else float(match[1]) / (100 if match[2] == "%" else 1)


def _pixels(value: str, otherwise: float = 0) -> float:
    match = _LENGTH.match(value)
    return otherwise if match is None else float(match[1]) * _PIXELS[match[2] or ""]


@lru_cache(maxsize=4096)
def _colour(value: str, inherited: _Colour, solid: bool = False) -> _Colour:
    """RGB of a CSS colour, `inherited` when it says none that we know. solid: transparent shows what is behind."""
    value = value.strip().lower()[:100]
    found = inherited
    if match := re.match(r"#?([0-9a-f]{6}|[0-9a-f]{3})\b", value):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        found = (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
    elif match := re.match(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+))?", value):
        clear = match[4] is not None and match[4].strip("0.") == ""
        found = _CLEAR if clear else (int(match[1]), int(match[2]), int(match[3]))
    elif match := re.match(r"hsla?\(\s*[\d.]{1,9}(?:deg)?[\s,]+[\d.]{1,9}%[\s,]+([\d.]{1,9})%", value):
        light = float(match[1])
        found = _WHITE if light >= 99 else (0, 0, 0) if light <= 1 else inherited
    elif match := re.match(r"[a-z]+", value):
        found = _NAMED.get(match[0], inherited)
    return inherited if solid and found == _CLEAR else found


def comments(root: etree._Element) -> Iterator[str]:
    """The comments of a tree that say something: no conditions for old programs, no marks of editors, no code."""
    for comment in root.iter(etree.Comment):
        text = " ".join((comment.text or "").split())
        if len(text.split()) > 2 and not text.startswith("[") and "{" not in text:
            yield text
