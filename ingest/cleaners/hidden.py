"""`hidden`: what a person does not see, a language model must not read.

As a cleaner (all kinds): zero-width and bidirectional controls, Unicode tag characters and other control characters
are removed and reported (soft hyphens and plain control characters are removed only), line ends become "\\n", and text
is brought to NFC. The zero-width non-joiner stays between letters of scripts that write with it (Arabic, Indic).
`drop_hidden` does the part that needs the HTML, for the sources that read HTML: elements that are not displayed, lie
outside the page or are clipped, text without size, text in the colour of its background, comments.
Not covered: an image or another element laid over the text, and style sheets that are not in the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from copilot.core.registry import Options as BaseOptions
from copilot.core.types import Document, Part, Removed
from ingest.cleaners._looks import comments, drop_hidden

__all__ = ["HiddenCleaner", "Options", "build", "comments", "drop_hidden", "visible_text"]

_MAX_REPORTED = 20
"""Places per rule and part that are reported one by one."""
_AROUND = 60
_LONGEST = 200

_INVISIBLE = (
    ("", ((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0xFFF9, 0xFFFB))),
    ("hidden: bidirectional control", ((0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))),
    (
        "hidden: zero-width",
        ((0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200B), (0x2060, 0x2065), (0x206A, 0x206F),
         (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0)),
    ),
    ("hidden: tag characters", ((0xE0000, 0xE0FFF),)),
)  # fmt: skip


def _class(ranges: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)


# The joiner and the variation selector hold emoji together, and scripts that write with them; elsewhere they only hide.
_WRITES_JOINED = "\u0600-\u06ff\u0900-\u0dff\u1780-\u17ff"
_LOOSE_JOINER = (
    f"(?<![\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff\ufe0f{_WRITES_JOINED}])\u200d|\u200d(?=[\x00-\u024f]|$)"
)
_LOOSE_NON_JOINER = f"\u200c(?![{_WRITES_JOINED}])|(?<![{_WRITES_JOINED}])\u200c"
# England, Scotland and Wales have flags that are spelled in tag characters.
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f"
_FIND = re.compile(
    "|".join(f"(?P<r{number}>[{_class(ranges)}]+)" for number, (_, ranges) in enumerate(_INVISIBLE))
    + f"|(?P<flag>{_FLAG})|(?P<joiner>{_LOOSE_JOINER}|{_LOOSE_NON_JOINER})"
)
_RULE_OF = {f"r{number}": rule for number, (rule, _) in enumerate(_INVISIBLE)} | {"joiner": "hidden: zero-width"}
_LINE_END = re.compile("\r\n?|[\u2028\u2029\x85]")
_TAG = 0xE0000


class Options(BaseOptions):
    """No options: what is hidden is never knowledge."""


class HiddenCleaner:
    def clean(self, document: Document) -> Document:
        removed: list[Removed] = []
        title = _visible(document.title, removed, None)
        parts = [_visible_part(part, removed, position) for position, part in enumerate(document.parts)]
        if title == document.title and all(new is old for new, old in zip(parts, document.parts, strict=True)):
            return document
        return replace(document, title=title, parts=tuple(parts), removed=(*document.removed, *removed))


def build(options: Options) -> HiddenCleaner:  # noqa: ARG001 - every cleaner is built from its options
    return HiddenCleaner()


def visible_text(text: str) -> str:
    """The text without characters that have no picture, in NFC, lines ended by "\\n"."""
    return _visible(text, [], None)


def _visible_part(part: Part, removed: list[Removed], position: int) -> Part:
    text, heading, author = (_visible(value, removed, position) for value in (part.text, part.heading, part.author))
    if (text, heading, author) == (part.text, part.heading, part.author):
        return part
    return replace(part, text=text, heading=heading, author=author)


def _visible(text: str, removed: list[Removed], position: int | None) -> str:
    if "\r" in text or not text.isascii():
        text = _LINE_END.sub("\n", text)
    while found := _finds(text):
        removed += _reports(text, found, position)
        text = _without(text, found)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _finds(text: str) -> list[re.Match[str]]:
    if text.isascii() and (text.isprintable() or not _ASCII_CONTROL.search(text)):
        return []
    return [match for match in _FIND.finditer(text) if match.lastgroup != "flag"]


_ASCII_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _without(text: str, found: list[re.Match[str]]) -> str:
    pieces, at = [], 0
    for match in found:
        pieces.append(text[at : match.start()])
        at = match.end()
    return "".join([*pieces, text[at:]])


def _reports(text: str, found: list[re.Match[str]], position: int | None) -> Iterator[Removed]:
    """One report per place, tag characters spelled out; what exceeds a page's worth only by its number."""
    counts: dict[str, int] = {}
    for match in found:
        rule = _RULE_OF[match.lastgroup or ""]
        # A byte order mark at the beginning is a way of saving files.
        if not rule or (match.start() == 0 and match[0] == "\ufeff"):
            continue
        counts[rule] = counts.get(rule, 0) + 1
        if counts[rule] <= _MAX_REPORTED:
            yield Removed(rule, _told(text, match, rule), position)
    for rule, count in counts.items():
        if count > _MAX_REPORTED:
            yield Removed(rule, f"and {count - _MAX_REPORTED} more places", position)


def _told(text: str, match: re.Match[str], rule: str) -> str:
    """What was hidden, in words: the code points with the text around, or the letters that tag characters spell."""
    if rule == "hidden: tag characters":
        spelled = "".join(chr(ord(char) - _TAG) for char in match[0] if 0x20 <= ord(char) - _TAG < 0x7F)
        if spelled:
            return spelled if len(spelled) <= 2_000 else spelled[:2_000] + "…"
    codes = "".join(f"[U+{ord(char):04X}]" for char in match[0][:8]) + ("…" if len(match[0]) > 8 else "")
    before = _escaped(text[max(0, match.start() - _AROUND) : match.start()])
    after = _escaped(text[match.end() : match.end() + _AROUND])
    return f"{before[-_AROUND:]}{codes}{after[:_AROUND]}"[:_LONGEST]


def _escaped(text: str) -> str:
    """On one line, invisible characters as code points."""
    shown = _FIND.sub(lambda match: "".join(f"[U+{ord(char):04X}]" for char in match[0][:8]), text)
    return " ".join(shown.split(" ")).replace("\n", " ")
