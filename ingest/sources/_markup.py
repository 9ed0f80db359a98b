"""Jira's wiki mark-up as readable text."""

from __future__ import annotations

import re

_VERBATIM = re.compile(r"\{(code|noformat)(?::[^}\n]*)?\}\n?(.*?)\n?\{\1\}", re.S)
_HOLD = "\ue000{}\ue001"
_HELD = re.compile(r"\ue000(\d+)\ue001")
_DROPPED = re.compile(r"\{(?:color|quote|panel|code|noformat|anchor)(?::[^}\n]*)?\}")
_LINK = re.compile(r"\[([^\]|\n]+)\|([^\]|\n]+)(?:\|[^\]\n]*)?\]")
_BARE_LINK = re.compile(r"\[((?:https?|ftp|mailto):[^\]|\s]+)\]")
_USER = re.compile(r"\[~(?:accountid:)?([^\]\n]+)\]")
_IMAGE = re.compile(r"!([^!\s|][^!\n|]*\.\w{2,5})(?:\|[^!\n]*)?!")
_EMPHASIS = re.compile(r"(?<![\w*_+])(\*|_|\+|\?\?)(?=\S)([^\n]{1,500}?)(?<=\S)\1(?![\w*_+])")
_MONOSPACE = re.compile(r"\{\{(.+?)\}\}")
_HEADING = re.compile(r"^\s*h[1-6]\.\s*", re.M)
_BLOCK_QUOTE = re.compile(r"^\s*bq\.\s*", re.M)
_RULE = re.compile(r"^-{4,}\s*$", re.M)
_ITEM = re.compile(r"^[ \t]*([*#-]{1,6})[ \t]+(?=\S)", re.M)
_ROW = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$", re.M)


def from_jira(text: str) -> str:
    """Code and links kept as text, list items as "- x", table rows as cells joined by " | "; line ends are \\n."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[2])
        return _HOLD.format(len(held) - 1)

    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ue000", "").replace("\ue001", "")
    text = _VERBATIM.sub(hold, text)
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


def _row(found: re.Match[str]) -> str:
    return " | ".join(cell.strip() for cell in re.split(r"\|\|?", found[1].strip("|")))
