"""`hidden`: what a person does not see, a language model must not read.

As a cleaner (all kinds): zero-width and bidirectional controls, Unicode tag characters and other control characters
are removed, line ends become "\\n", and text is brought to NFC.
`drop_hidden` does the part that needs the HTML, for the sources that read HTML: elements that are not displayed, text
without size, text in the colour of its background, comments.
Not covered: text hidden by position, by an image laid over it, or by rules that a style sheet gives for more than one
plain tag, class or id.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from lxml import etree

from copilot.core.registry import Options as BaseOptions
from copilot.core.types import Document

_CONTROLS = {
    code: None
    for first, last in (
        (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x061C, 0x061C), (0x115F, 0x1160),
        (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
        (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0xE0000, 0xE0FFF),
    )
    for code in range(first, last + 1)
}  # fmt: skip
# The joiner and the variation selector hold emoji together; elsewhere they only hide.
_LOOSE_JOINER = re.compile(
    "(?<![\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff\ufe0f])\u200d|\u200d(?=[\x00-\u024f]|$)"
)
_LINE_END = re.compile("\r\n?|[\u2028\u2029\x85]")

_DROPPED = {"script", "style", "head", "title", "template", "noscript", "object", "svg", "select", "datalist"}
_WHITE, _CLEAR = (255, 255, 255), (-1, -1, -1)
_NAMED = {
    "white": _WHITE, "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245),
    "black": (0, 0, 0), "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0),
    "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192), "navy": (0, 0, 128),
    "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211), "orange": (255, 165, 0), "transparent": _CLEAR,
}  # fmt: skip
_NEAR = 16
"""Colours that differ by no more than this in each channel (0-255) cannot be told apart."""

_Colour = tuple[int, int, int]
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SIMPLE_SELECTOR = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?[.#][\w-]+", re.IGNORECASE)
_LENGTH = re.compile(r"(\d*\.?\d+)\s*(px|pt|em|rem|%)?")


class Options(BaseOptions):
    """No options: what is hidden is never knowledge."""


class HiddenCleaner:
    def clean(self, document: Document) -> Document:
        return replace(
            document,
            title=visible_text(document.title),
            parts=tuple(
                replace(
                    part,
                    text=visible_text(part.text),
                    heading=visible_text(part.heading),
                    author=visible_text(part.author),
                )
                for part in document.parts
            ),
        )


def build(options: Options) -> HiddenCleaner:  # noqa: ARG001 - every cleaner is built from its options
    return HiddenCleaner()


def visible_text(text: str) -> str:
    """The text without characters that have no picture, in NFC, lines ended by "\\n"."""
    if text.isascii() and "\r" not in text and text.isprintable():
        return text
    text = _LINE_END.sub("\n", text).translate(_CONTROLS)
    return unicodedata.normalize("NFC", _LOOSE_JOINER.sub("", text))


@dataclass(frozen=True, slots=True)
class _Look:
    """How the text of an element appears; inherited by what is inside it."""

    colour: _Colour = (0, 0, 0)
    background: _Colour = _WHITE
    gone: bool = False
    """Not displayed, whatever its children say."""
    invisible: bool = False
    """visibility: hidden; a child may be visible again."""
    tiny: bool = False

    @property
    def hidden(self) -> bool:
        alike = max(abs(a - b) for a, b in zip(self.colour, self.background, strict=True)) <= _NEAR
        return self.gone or self.invisible or self.tiny or alike or self.colour == _CLEAR


@dataclass(slots=True)
class _Sheet:
    """The rules of <style> elements that name one tag, class or id; media queries say nothing about this reader."""

    rules: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, css: str) -> None:
        css = re.sub(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/", "", css.replace("<!--", "").replace("-->", ""))
        for selectors, declarations in _RULE.findall(_without_at_rules(css)):
            for selector in selectors.split(","):
                if _SIMPLE_SELECTOR.fullmatch(selector.strip()):
                    self.rules.setdefault(selector.strip().lower(), {}).update(_declarations(declarations))

    def style(self, element: etree._Element, tag: str) -> dict[str, str]:
        """The declarations that hold for an element, its own style attribute last."""
        found: dict[str, str] = {}
        if self.rules:
            names = [f".{name}" for name in element.get("class", "").lower().split()]
            names += [f"#{element.get('id', '').lower()}"]
            for selector in (tag, *names, *(tag + name for name in names)):
                found |= self.rules.get(selector, {})
        return found | _declarations(element.get("style", ""))


def drop_hidden(root: etree._Element) -> tuple[str, ...]:
    """Empties, in place, every stretch of text of an HTML tree that its reader cannot see, comments included.

    Returns the stretches that were dropped (without scripts and style sheets), in document order.
    """
    sheet = _Sheet()
    for style in root.iter("style"):
        sheet.add(style.text or "")
    dropped: list[str] = []
    looks = [_Look()]
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            element.text = ""
            element.tail = _kept(element.tail, looks[-1], dropped)
        elif event == "start":
            tag = element.tag.lower() if isinstance(element.tag, str) else ""
            looks.append(_look(element, tag, sheet, looks[-1]))
            if tag in _DROPPED:
                element.text = None
            element.text = _kept(element.text, looks[-1], dropped)
        else:
            looks.pop()
            element.tail = _kept(element.tail, looks[-1], dropped)
    return tuple(dropped)


def _kept(text: str | None, look: _Look, dropped: list[str]) -> str | None:
    if not text or not text.strip() or not look.hidden:
        return text
    dropped.append(text)
    return None


def _look(element: etree._Element, tag: str, sheet: _Sheet, around: _Look) -> _Look:
    style = sheet.style(element, tag)
    gone = (
        around.gone
        or tag in _DROPPED
        or element.get("hidden") is not None
        or element.get("aria-hidden", "").strip().lower() == "true"
        or style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or style.get("opacity", "1").strip("0.%") == ""
        or ("hidden" in style.get("overflow", "") and _is_zero(style, "max-height", "height", "max-width", "width"))
    )
    visibility = style.get("visibility")
    background = style.get("background-color") or style.get("background") or element.get("bgcolor") or ""
    has_image = "url(" in style.get("background", "") + style.get("background-image", "") or "gradient" in background
    size = _LENGTH.match(style.get("font-size", ""))
    return _Look(
        colour=_colour(style.get("color") or element.get("color") or "", around.colour),
        # Behind text on a picture any colour may stand: then nothing is said to be invisible.
        background=(-999, -999, -999) if has_image else _colour(background, around.background, solid=True),
        gone=gone,
        invisible=around.invisible if visibility is None else visibility in ("hidden", "collapse"),
        tiny=around.tiny if size is None else _is_tiny(float(size[1]), size[2] or "px"),
    )


def _is_tiny(size: float, unit: str) -> bool:
    return size <= {"em": 0.1, "rem": 0.1, "%": 10}.get(unit, 1)


def _is_zero(style: dict[str, str], *names: str) -> bool:
    return any((size := _LENGTH.match(style.get(name, ""))) is not None and float(size[1]) == 0 for name in names)


def _declarations(css: str) -> dict[str, str]:
    """{"color": "#fff"} of "color: #FFF !important"; names and values in lower case."""
    pairs = (declaration.partition(":") for declaration in css.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value}


def _colour(value: str, inherited: _Colour, solid: bool = False) -> _Colour:
    """RGB of a CSS colour, `inherited` when it says none that we know. solid: transparent shows what is behind."""
    value = value.strip().lower()
    found = inherited
    if match := re.match(r"#?([0-9a-f]{6}|[0-9a-f]{3})\b", value):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        found = (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
    elif match := re.match(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+))?", value):
        clear = match[4] is not None and match[4].strip("0.") == ""
        found = _CLEAR if clear else (int(match[1]), int(match[2]), int(match[3]))
    elif match := re.match(r"[a-z]+", value):
        found = _NAMED.get(match[0], inherited)
    return inherited if solid and found == _CLEAR else found


def _without_at_rules(css: str) -> str:
    """The style sheet without its @media and other @ blocks, whose braces nest."""
    kept, depth, inside_at, start = [], 0, False, 0
    for match in re.finditer(r"@|\{|\}|;", css):
        mark = match[0]
        if mark == "@" and depth == 0 and not inside_at:
            kept.append(css[start : match.start()])
            inside_at = True
        elif mark == "{":
            depth += 1
        elif (mark == "}" and depth) or (mark == ";" and depth == 0 and inside_at):
            depth -= mark == "}"
            if depth == 0 and inside_at:
                inside_at, start = False, match.end()
    return "".join(kept) + ("" if inside_at else css[start:])
