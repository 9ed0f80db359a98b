"""What others wrote, as data in a prompt: it cannot begin or end a block, nor take a role, whatever it says.

A block is closed by a mark that is drawn for each request, so that no source can know it; nothing in it can be read
as a tag, as a control token of a chat template (<|im_start|>, [INST], <s>) or as invisible text; and no line of it
begins at the left margin.
"""

from __future__ import annotations

import re
import secrets
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Categories of what is not seen: controls, format characters such as zero-width ones, private and unassigned ones."""
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors are seen as nothing and can spell out hidden text."""
_OPENING = str.maketrans({"<": "‹", "＜": "‹", "﹤": "‹"})
_BRACKETED = re.compile(r"\[(\s*/?\s*(?:INST|SYS|IMG|[A-Z]+_[A-Z_]+)\s*)\]")
"""Control words of some chat templates: [INST], [/INST], [SYSTEM_PROMPT]."""
_MARGIN = "  "


def mark() -> str:
    """What no source can know, for one request: nine digits, which take the same number of tokens whatever they are."""
    return f"{secrets.randbelow(10**9):09d}"


def visible(text: str) -> str:
    """Without characters that are not seen; every line end is a line feed."""
    text = _SELECTORS.sub("", _LINE_ENDS.sub("\n", text))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _HIDDEN)


def plain(text: str) -> str:
    """Visible text that holds no tag and no control token, and begins no line of its own at the margin."""
    harmless = _BRACKETED.sub(r"(\1)", visible(text).translate(_OPENING))
    return harmless.strip().replace("\n", f"\n{_MARGIN}")


def line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain(text).split())


def block(name: str, secret: str, texts: list[str], attributes: str = "") -> str:
    """The texts, one below the other, between tags that hold the mark of the request."""
    inside = "\n".join(f"{_MARGIN}{plain(text)}" for text in texts if text.strip())
    return f"<{name}-{secret}{attributes}>\n{inside}\n</{name}-{secret}>"
