"""Long texts in which every piece could begin something: what makes searches and parsers of markup quadratic."""

# ruff: noqa: E501 - a table
from __future__ import annotations

import random

from support_hostile import MAIN, Hostile, content, filled, planted

PIECES = (
    "<div ", "<a href='", '<p class="', "<!-- ", "<![CDATA[", "<script>", "</", "<b>", "<ul><li>", "<table><tr><td>",
    "<span style='display:none'>", "<", "&", "&#", "&amp;", "*", "**a", "_", "`", "```\n", "~~", "[", "![", "[[", "](", "[a](b",
    "[^1]", "[1]: x\n", "> ", ">", "|", "|a|b|\n", "|-\n", "{|\n", "{{", "}}", "{{a|b=", "{{{", "[[File:", "<ref>",
    "<nowiki>", "\\", "{code}", "{quote}", "{noformat}", "{color:red}", "{panel}", "h1. ", "bq. ", "||", "''", "'''", "==", "= a =\n", "#",
    "# a\n", "- ", "- a\n", "  - a\n", "* a\n", "; a : b\n", "%%", "((", "//", "__", "<code>", "<file>", "<html>", "~~NO", "(", "((", ")", "<@U", ":a:", "@",
    "a@", "a.b@", "a@b.", "http://", "https://a.nl/(", "www.", "1", "1.", "1-", "1 ", "+31 6 ", "NL91ABNA", "9", "1234AB ", "aa-11-",
    "a", "A", "Aa ", "a b ", "ja. ", "é", "漢", "漢字。", "😀", "e\u0301", "\u200b", "\u202e", "\u00ad", "\ufeff", "\U000e0041", " ", "\u00a0", "\t", "\n", "\r", "\n\n",
    "\u2028", "\x85", " \n", "-- \n", "-- \nx\n", "____\n", "---\n", "-----Original Message-----\n", "> x\n", "From: a@b.nl\n",
    "From: a\nSent: b\nTo: c\n\n", "On 1 Jan 2026 Jan wrote:\n", "Op 1 jan. 2026 schreef Jan:\n", "Met vriendelijke groet,\nJan\n",
    "Sent from my iPhone\n", "begin 644 a\n", "[2026-02-04, 12:23] a: ", "\n1-1-26 1:1 - ", ": ", ":\n", "a: b\n", ",", ";", '"', '""', "'", "\\u", "\x0b", "\x1c", "\x00",
)  # fmt: skip

LONG = 10_000_000
_READ = 1_950_000
"""Characters, just below what a document may hold, so that everything after its source sees it too."""


def texts(scale: float, chance: random.Random) -> list[Hostile]:
    """At scale 1 each piece in each type; below it each piece in one type, and a line of 10 MB in each type."""
    types, found = list(MAIN), []
    size = int(_READ * scale)
    for number, piece in enumerate(dict.fromkeys(PIECES)):
        for source in types if scale >= 1 else [chance.choice(types)]:
            found.append(_case(source, f"text of {piece!r} {number}", piece, size))
    found += [_case(source, "line of 10 MB", "woord en ", LONG) for source in types]
    return found


def _case(source: str, name: str, piece: str, size: int) -> Hostile:
    merged = source.startswith("tickets")
    return content(source, name, lambda: planted(source, filled(piece, size)), told=not merged, again=merged)
