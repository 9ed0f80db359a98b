"""Jira's wiki mark-up as readable text."""

from __future__ import annotations

import re

# Every repetition that can start in many places is bounded, so that hostile text costs no more than honest text.
_VERBATIM = re.compile(r"\{(code|noformat)(?::[^}\n]{0,200})?\}")
_HOLD = "\ue000{}\ue001"
_HELD = re.compile(r"\ue000(\d+)\ue001")
_DROPPED = re.compile(r"\{(?:color|quote|panel|code|noformat|anchor)(?::[^}\n]{0,200})?\}")
_LINK = re.compile(r"\[([^\[\]|\n]{1,300})\|([^\[\]|\n]{1,2000})(?:\|[^\]\n]{0,100})?\]")
_BARE_LINK = re.compile(r"\[((?:https?|ftp|mailto):[^\]|\s]{1,2000})\]")
_USER = re.compile(r"\[~(?:accountid:)?([^\[\]\n]{1,100})\]")
_IMAGE = re.compile(r"!([^!\s|][^!\n|]{0,300}\.\w{2,5})(?:\|[^!\n]{0,200})?!")
_EMPHASIS = re.compile(r"(?<![\w*_+])(\*|_|\+|\?\?)(?=\S)([^\n]{1,200}?)(?<=\S)\1(?![\w*_+])")
_MONOSPACE = re.compile(r"\{\{([^{}\n]{1,500})\}\}")
_HEADING = re.compile(r"^[ \t]*h[1-6]\.[ \t]*", re.M)
_BLOCK_QUOTE = re.compile(r"^[ \t]*bq\.[ \t]*", re.M)
_RULE = re.compile(r"^-{4,}[ \t]*$", re.M)
_ITEM = re.compile(r"^[ \t]*([*#-]{1,6})[ \t]+(?=\S)", re.M)
_ROW = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$", re.M)


def from_jira(text: str) -> str:
    """Code and links kept as text, list items as "- x", table rows as cells joined by " | "; line ends are \\n."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ue000", "").replace("\ue001", "")
    text, held = _hold_verbatim(text)
    text = _DROPPED.sub("", text)
    text = _LINK.sub(r"\1 (\2)", text)
    text = _BARE_LINK.sub(r"\1", text)
    text = _USER.sub(r"@\1", text)
    text = _IMAGE.sub(r"[\1]", text)
    text = _ROW.sub(_row, text)
    text = _ITEM.sub(lambda found: "  " * (len(found[1]) - 1) + "- ", text)
    text = _HEADING.sub("", text)
    text = _BLOCK_QUOTE.sub("", text)
    text = _RULE.sub("", text)
    text = _EMPHASIS.sub(r"\2", text)
    text = _MONOSPACE.sub(r"\1", text)
    text = text.replace("\\\\\n", "\n")
    text = _HELD.sub(lambda found: held[int(found[1])], text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _hold_verbatim(text: str) -> tuple[str, list[str]]:
    """(text with a numbered mark for each block of code, the blocks); a block that is never closed is text."""
    pieces: list[str] = []
    held: list[str] = []
    done = 0
    opening: re.Match[str] | None = None
    for mark in _VERBATIM.finditer(text):
        if opening is None:
            opening = mark
        elif mark[1] == opening[1]:
            pieces += [text[done : opening.start()], _HOLD.format(len(held))]
            held.append(text[opening.end() : mark.start()].strip("\n"))
            opening, done = None, mark.end()
    return "".join([*pieces, text[done:]]), held


def _row(found: re.Match[str]) -> str:
    return " | ".join(cell.strip() for cell in re.split(r"\|\|?", found[1].strip("|")))
