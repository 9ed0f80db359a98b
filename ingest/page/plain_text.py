"""Text without mark-up: its encoding, the lines that only a page's width broke, and what its lines are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.page.elements import Element, Page, ParseError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""(?:<meta[^>]{0,200}charset|^<\?xml[^>]{0,80}encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_BULLET = re.compile(r"([-*•·▪◦‣–●○■]|o(?=\s{2}|\t))\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3}[.)]|[a-zA-Z]\))\s+(?=\S)")
_RULE = re.compile(r"([=\-~^\"'`#*+_])\1{2,}")
_WRAPPED = 50
"""A line at least this long was broken by the width of the page, not by its writer."""
_MAX_INDENTS = 6


@dataclass(slots=True)
class _Line:
    text: str
    indent: int
    apart: bool
    """A blank line stands above it."""
    underlined: bool = False


def decoded(data: bytes) -> str:
    """Text of a file; raises ParseError when it is none."""
    text = decode(data)
    if "\0" in text:
        raise ParseError("not a text: it holds NUL bytes", "export it again as text")
    return text


def decode(data: bytes) -> str:
    """Text by its byte order mark, else its <meta charset>, else UTF-8 or UTF-16, else Windows-1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    if encoding := _utf16(data[:2000]):
        return data.decode(encoding, "replace")
    declared = _CHARSET.search(data[:4096])
    encoding = declared[1].decode("ascii", "ignore").lower() if declared else "utf-8"
    # Browsers read Latin-1 as Windows-1252, and so do the people who typed a euro sign in it.
    encoding = "cp1252" if encoding in ("iso-8859-1", "latin1", "us-ascii", "ascii") else encoding
    # A declaration of two bytes a character that could be read here, a byte a character, is wrong.
    for candidate in ("utf-8" if encoding.startswith("utf-16") else encoding, "utf-8"):
        try:
            return data.decode(candidate)
        except (LookupError, UnicodeDecodeError):
            continue  # The declaration is missing or wrong: the bytes themselves say what they are.
    lenient = data.decode("utf-8", "replace")
    # One character cut in two, in the middle of many that are whole.
    if 5 * lenient.count("\ufffd") < sum(map(lenient.count, "éëïöüèçàâêîôûáíóúñäß€‘’“”–—…")):
        return lenient
    return data.decode("cp1252", "replace")


def _utf16(start: bytes) -> str:
    """UTF-16 without a byte order mark: every other byte of Western text is zero."""
    half = len(start) // 2
    if half < 2 or b"\0" not in start:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else ""


def parse(data: bytes) -> Page:
    """A plain text file."""
    return Page(tuple(elements_of(decoded(data))))


def elements_of(text: str, headings: bool = True) -> Iterator[Element]:
    """Elements of text without mark-up. A heading is a short line without an end, with a text below it.

    headings False: none are looked for.
    """
    lines = _unwrap(text)
    indents: list[int] = []
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        bullet, number = _BULLET.match(line.text), _NUMBER.match(line.text)
        if (
            headings
            and following is not None
            and (line.underlined or (line.apart and not bullet and _is_heading(line, following)))
        ):
            yield Element("title", line.text, 1 if place == 0 else 2)
            indents = []
        elif bullet or number:
            indents = [*(above for above in indents if above < line.indent), line.indent][-_MAX_INDENTS:]
            yield Element("list_item", line.text[bullet.end() :] if bullet else line.text, len(indents))
        else:
            yield Element("text", line.text)
            indents = []


def _unwrap(text: str) -> list[_Line]:
    """Paragraphs on one line each: lines that only the page's width broke are joined again."""
    lines: list[_Line] = []
    last, apart = "", True
    parts: list[str] = []

    def close() -> None:
        if parts:
            lines[-1].text = join(parts)
            parts.clear()

    for line in text.replace("\f", "\n\n").splitlines():
        content = line.strip()
        if not content:
            last, apart = "", True
            continue
        if _RULE.fullmatch(content):
            if lines and last and len(parts) == 1 and content[0] in "=-~^\"'" and len(content) >= len(last.strip()) - 2:
                lines[-1].underlined = True
            last, apart = "", True
            continue
        goes_on = len(last.strip()) >= _WRAPPED or (last and content[:1].islower())
        if parts and goes_on and not _BULLET.match(content) and not _NUMBER.match(content):
            parts.append(content)
        else:
            close()
            lines.append(_Line("", len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()), apart))
            parts.append(content)
        last, apart = line, False
    close()
    return lines


def join(lines: list[str]) -> str:
    """Lines of one paragraph on one line; a word that was broken by a hyphen is whole again."""
    pieces = [lines[0]]
    for line in lines[1:]:
        before = pieces[-1]
        broken = re.search(r"[^\W\d_]{3}-$", before[-4:]) and before[-2].islower() and line[:1].islower()
        if broken or before.endswith("\u00ad"):
            pieces[-1] = before[:-1]
        elif not before.endswith(("-", "/")) or before.endswith((" -", " /")):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def _is_heading(line: _Line, following: _Line) -> bool:
    """Whether a line of its own may be a heading: short, with a capital, without the end of a sentence."""
    said = line.text
    fits = (
        len(said) <= 70
        and (said[0].isupper() or said[0].isdigit())
        and said[-1] not in ".:;,!"
        and len(said.split()) <= 9
    )
    letters = sum(map(str.isalpha, said))
    more = following.apart or len(following.text) > len(said) or bool(_BULLET.match(following.text))
    return fits and more and letters > len(said) / 2
