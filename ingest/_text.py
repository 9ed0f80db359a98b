"""Text before it is parsed: its encoding, lists as Markdown wants them, lines broken by a page's width."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_ITEM = re.compile(r"\s*([-*•·o–]|\d{1,2}[.)])\s+\S")
_WRAPPED = 50
"""A line at least this long was broken by the width of the page, not by its writer."""


def decode(data: bytes) -> str:
    """Text by its byte order mark, else its <meta charset>, else UTF-8, else Windows-1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    declared = _CHARSET.search(data[:4096])
    encoding = declared[1].decode("ascii", "ignore").lower() if declared else "utf-8"
    # Browsers read Latin-1 as Windows-1252, and so do the people who typed a euro sign in it.
    encoding = "cp1252" if encoding in ("iso-8859-1", "latin1", "us-ascii", "ascii") else encoding
    for candidate in (encoding, "utf-8"):
        try:
            return data.decode(candidate)
        except (LookupError, UnicodeDecodeError):
            continue  # The declaration is missing or wrong: the bytes themselves say what they are.
    return data.decode("cp1252", "replace")


def regular_lists(lines: list[str]) -> Iterator[str]:
    """Lists as the renderer wants them: a blank line before, four spaces a level. People write it in many ways."""
    indents: list[int] = []
    fence = ""
    blank = True
    for line in lines:
        mark = re.match(r"\s*(```+|~~~+)", line)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        item = None if fence else re.match(r"([ \t]*)([-*+]|\d{1,9}[.)])[ \t]+(.*)", line)
        if item and not re.fullmatch(r"\s*([-*] *){3,}", line):
            indent = len(item[1].expandtabs(4))
            if not indents and not blank:
                yield ""
            while indents and indent < indents[-1]:
                indents.pop()
            if not indents or indent > indents[-1] + 1:
                indents.append(indent)
            yield " " * 4 * (len(indents) - 1) + f"{item[2].replace(')', '.')} {item[3]}"
        elif indents and not fence and line.strip() and line[0] in " \t":
            yield " " * 4 * len(indents) + line.strip()
        else:
            if (line.strip() and blank) or line.startswith("#"):
                indents = []
            yield line
        blank = not line.strip()


def unwrap(text: str) -> list[str]:
    """Paragraphs on one line each: lines that only the page's width broke are joined again."""
    lines: list[str] = []
    last = ""
    for line in text.replace("\f", "\n\n").splitlines():
        content = line.strip()
        goes_on = len(last.strip()) >= _WRAPPED or (last.strip() and content[:1].islower())
        if lines and content and goes_on and not _ITEM.match(line):
            lines[-1] += " " + content
        elif content:
            lines.append(content)
        last = line
    return lines


def is_heading(line: str) -> bool:
    """Whether a line of its own may be a heading: short, with a capital, without the end of a sentence."""
    return len(line) <= 70 and line[0].isupper() and line[-1] not in ".:;,!" and len(line.split()) <= 9
