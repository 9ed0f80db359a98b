"""Markdown as Notion writes it, as elements, in time that grows with the page's length.

The renderer of the Markdown package needs minutes for a page of a hundred thousand brackets.
"""

from __future__ import annotations

import html
import re

from copilot.core.types import Removed
from ingest.page import tables
from ingest.page.elements import HIDDEN, Element
from ingest.wiki import hidden_html

_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,}|\$\$)(.*)")
_HEADING = re.compile(r"[ \t]*(#{1,6})[ \t]+(\S.*?)[ \t#]*")
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])(?:[ \t]+(.*))?")
_RULE = re.compile(r"[ \t]*(?:-[ \t]*){3,}|[ \t]*(?:\*[ \t]*){3,}|[ \t]*(?:_[ \t]*){3,}")
_RULED_ROW = re.compile(r"[\s|:-]{3,}")
_BAR = re.compile(r"(?<!\\)\|")
_TAG = re.compile(
    r"</?(?:aside|details|summary|u|span|div|p|b|i|em|strong|sub|sup|kbd|mark|figure|figcaption|center|small|a|img|video|"
    r"audio|iframe|del|s|ul|ol|li|table|tr|td|th|tbody|thead|blockquote|code|pre|font|mention-\w{1,20}|page|database|"
    r"callout|columns|column|empty-block|table_of_contents)\b[^<>]{0,1000}>",
    re.I,
)
_BREAK = re.compile(r"<br\s{0,3}/?>", re.I)
_SPAN = re.compile(r"(`{1,2})(?=[^`])([^`\n]{1,2000})\1(?!`)")
_LINK = re.compile(
    r"(!?)\[((?:[^\[\]\n\\]|\\.){0,1000})\]"
    r"\((<[^<>\n]{1,2000}>|[^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?)(?:\s+\"[^\"\n]{0,300}\")?\)"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>")
_STRONG = re.compile(r"\*\*|~~|(?<!\w)__|__(?!\w)")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=\S)([^*\n]{1,1000})(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_\n]{1,1000})(?<=\S)_(?!\w)"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HELD = re.compile("\ue100(\\d{1,7})\ue101")
_NO_CAPTION = re.compile(r"\S{0,200}\.\w{2,5}|untitled|image|naamloos|unbenannt|sans titre", re.I)


class Markdown:
    """One page's elements, the links to other files, and what was hidden."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.links: list[str] = []
        self.removed: list[Removed] = []
        self._paragraph: list[str] = []
        self._rows: list[str] = []
        self._code: list[str] = []
        self._fence = ""
        self._margin = 0
        self._indents: list[int] = []
        self._item_at = -1
        self._held: list[str] = []

    def read(self, text: str) -> Markdown:
        for line in self._visible(text).split("\n"):
            self._line(line)
        self._end_code()
        self._end()
        return self

    def _visible(self, text: str) -> str:
        pieces = text.replace("\ue100", "").replace("\ue101", "").split("<!--")
        shown = pieces[:1]
        for piece in pieces[1:]:
            comment, end, after = piece.partition("-->")
            if end:
                self.removed += [Removed("hidden: comment", comment.strip())] if comment.strip() else []
                shown.append(after)
            else:
                shown.append("<!--" + piece)
        text, unseen = hidden_html.split("".join(shown))
        self.removed += [Removed(HIDDEN, hidden) for hidden in unseen]
        return text

    def _line(self, line: str) -> None:
        fence = _FENCE.fullmatch(line)
        if self._fence:
            if fence and fence[2].startswith(self._fence) and not fence[3].strip():
                self._end_code()
            else:
                self._code.append(line[min(self._margin, len(line) - len(line.lstrip())) :])
            return
        if fence and not (fence[2] == "$$" and fence[3].rstrip().endswith("$$")):
            self._end()
            self._fence, self._margin = fence[2], len(fence[1])
            return
        content = line.strip()
        if not content:
            self._end()
            return
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        item = None if _RULE.fullmatch(line) else _ITEM.fullmatch(line)
        if item:
            self._end()
            self._item(indent, item[2], item[3] or "")
        elif heading := _HEADING.fullmatch(line):
            self._end()
            self._indents.clear()
            if text := self._inline(heading[2]).replace("\n", " "):
                self.elements.append(Element("title", text, len(heading[1])))
        elif _RULE.fullmatch(line):
            self._end()
        elif content.startswith("|"):
            if not self._rows:
                self._end()
            self._rows.append(content)
        else:
            if self._rows:
                self._end()
            if not self._paragraph and indent < 2:
                self._indents.clear()
            self._paragraph.append(content.lstrip("> ") if content[0] == ">" else content)

    def _item(self, indent: int, mark: str, text: str) -> None:
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1] + 1:
            self._indents.append(indent)
        shown = self._inline(text)
        if mark[0].isdigit():
            shown = f"{mark[:-1]}. {shown}"
        if shown:
            self.elements.append(Element("list_item", shown, min(len(self._indents), 20)))
            self._item_at = len(self.elements) - 1

    def _end(self) -> None:
        if self._rows:
            rows = [
                [self._inline(cell).replace("\n", " ") for cell in _cells(row)] for row in self._rows if not _ruled(row)
            ]
            headed = len(self._rows) > 1 and _ruled(self._rows[1])
            self.elements += [Element("table", piece) for piece in tables.text_of(rows, headed)]
            self._rows.clear()
        if self._paragraph:
            text = self._inline("\n".join(self._paragraph))
            self._paragraph.clear()
            if text and self._indents and self._item_at == len(self.elements) - 1:
                # What is indented below an item, such as a folded text, is part of it.
                last = self.elements[-1]
                self.elements[-1] = Element("list_item", f"{last.text}\n{text}", last.depth)
            elif text:
                self.elements.append(Element("text", text))

    def _end_code(self) -> None:
        if text := "\n".join(self._code).strip("\n").rstrip():
            self.elements.append(Element("code", text))
        self._code.clear()
        self._fence = ""

    def _inline(self, text: str) -> str:
        text = _SPAN.sub(lambda found: self._hold(found[2].strip()), text) if "`" in text else text
        text = _ESCAPE.sub(lambda found: self._hold(found[1]), text) if "\\" in text else text
        if "](" in text:
            # Twice: a picture may stand in a link.
            text = _LINK.sub(self._link, _LINK.sub(self._link, text))
        if "<" in text:
            text = _TAG.sub("", _AUTOLINK.sub(r"\1", _BREAK.sub("\n", text)))
        text = _EMPHASIS.sub(lambda found: found[1] or found[2], _STRONG.sub("", text))
        text = html.unescape(_HELD.sub(lambda found: self._held[int(found[1])], text))
        rows = (" ".join(row.split()) for row in text.split("\n"))
        return "\n".join(row for row in rows if row)

    def _hold(self, text: str) -> str:
        self._held.append(text)
        return f"\ue100{len(self._held) - 1}\ue101"

    def _link(self, found: re.Match[str]) -> str:
        label, target = found[2].strip(), found[3].strip("<>")
        if found[1]:
            return "" if _NO_CAPTION.fullmatch(label) or "](" in label else label
        if "://" not in target and not target.startswith("mailto:"):
            self.links.append(target)
            return label
        bare = target.removeprefix("mailto:")
        return label if bare.rstrip("/") in label else f"{label} ({bare})".strip()


def _cells(row: str) -> list[str]:
    return [cell.replace("\\|", "|").strip() for cell in _BAR.split(row.strip().removeprefix("|").removesuffix("|"))]


def _ruled(row: str) -> bool:
    return bool(_RULED_ROW.fullmatch(row)) and "-" in row
