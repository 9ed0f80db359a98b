"""Finds quoted lines (">"), also where a mail program broke them, and tells quotes from commands and menus."""

from __future__ import annotations

import re
from collections.abc import Sequence

QUOTED = re.compile(r"[ \t\u00a0]{0,3}(?:>|&gt;|[A-Z]{1,3}[ ]?>(?=[ >]|$)|\|(?:[ \t>|]*$|[ \t](?![^\n]*\|[ \t]*$)))")
""" ">", as a character or as the HTML entity that some program left; with the author's initials ("JD> "); and "| ",
unless it is a row of a table."""
_MARKS = re.compile(r"(?:[A-Z]{1,3} ?(?=>)|[>| \t\u00a0]|&gt;)+")
_PROMPT = re.compile(
    r"(?:[$#%]\s|[A-Za-z]:\\|(?:sudo|npm|npx|pip3?|git|docker|cd|ls|ping|curl|wget|apt(?:-get)?|yum|brew|java|python3?"
    r"|node|ssh|net|ipconfig|ifconfig|tracert|traceroute|nslookup|select|library|summary|str|head|cat|rm|cp|mv)\b"
    r"|[\w.$]{1,40}(?:\(|\[|\s?(?:<-|:?=)\s?)|\[?\d{4}-\d\d-\d\d[ T]|\[?\d\d:\d\d:\d\d|\[\d+\]\s)"
)


def quoted(lines: Sequence[str]) -> list[bool]:
    """For each line whether it is quoted, or is the broken-off end of the quoted line above it."""
    found = [QUOTED.match(line) is not None for line in lines]
    for at in range(1, len(lines) - 1):
        if found[at - 1] and not found[at] and found[at + 1] and _is_broken_off(lines[at - 1], lines[at]):
            found[at] = True
    return found


def unquoted(line: str) -> str:
    """The line without its marks."""
    match = _MARKS.match(line)
    return line[match.end() :] if match and match[0].strip() else line


def is_typed(lines: Sequence[str]) -> bool:
    """Whether these lines with ">" are what someone types or reads on a screen: commands, a menu path, a log."""
    bare = [text for line in lines if (text := unquoted(line).strip())]
    typed = sum(_PROMPT.match(text) is not None for text in bare)
    return typed * 2 > len(bare)


def _is_broken_off(above: str, line: str) -> bool:
    """Whether `line` goes on in the middle of the sentence, or the link, of the quoted line above it."""
    above, bare = above.rstrip(), line.strip()
    if not bare:
        return False
    opens = above.rfind("(") > above.rfind(")") or above.rfind("<") > above.rfind(">")
    if len(bare.split()) == 1:
        return len(above) > 30 or opens
    return len(above) > 60 and not line[:1].isupper() and not above.endswith((".", "?", "!", ":"))
