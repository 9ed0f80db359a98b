"""The HTML of a mail to text: fast, one pass, and only what its reader could see.

Paragraph-like elements end lines, quoted blocks become "> " lines as in a plain-text mail, a link keeps its text.
"""

from __future__ import annotations

import re

from lxml import etree, html

from ingest.cleaners.hidden import drop_hidden

_SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre"}
_BLOCKS = _SPACED | {
    "address", "article", "aside", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "header", "hr", "li", "main", "nav", "section", "tbody", "tfoot", "thead", "tr",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")


def html_to_text(source: str) -> tuple[str, tuple[str, ...]]:
    """(visible text, the stretches of text that were hidden) of a page or a fragment; never raises."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    # Bytes, because lxml refuses a str that carries an encoding declaration; NUL would end the input.
    data = source.replace("\0", "").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return "", ()  # lxml's word for a page without any element
    hidden = drop_hidden(root)
    lines = _Lines()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            lines.open(tag)
            lines.add(element.text or "")
        else:
            lines.close(tag)  # a comment has no tag and ends nothing
            lines.add(element.tail or "")
    return lines.text(), hidden


class _Lines:
    """Text under construction: the lines that are done and the one being written."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._current: list[str] = []
        self._quotes = 0
        self._pre = 0

    def open(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_block(tag in _SPACED)
        if tag == "br":
            self._end_line()
        elif tag == "li":
            self._current.append("- ")
        elif tag in ("td", "th"):
            self._current.append(" ")
        self._quotes += tag == "blockquote"
        self._pre += tag == "pre"

    def close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_block(False)
        self._quotes -= tag == "blockquote"
        self._pre -= tag == "pre"
        if tag in _SPACED:
            self._end_block(True)

    def add(self, text: str) -> None:
        if self._pre:
            first, *rest = text.split("\n")
            self._current.append(first)
            for line in rest:
                self._end_line()
                self._current.append(line)
        elif text:
            self._current.append(_SPACE.sub(" ", text))

    def text(self) -> str:
        self._end_block(False)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._done)).strip("\n")

    def _end_block(self, spaced: bool) -> None:
        if "".join(self._current).strip():
            self._end_line()
        self._current.clear()
        if spaced and self._done and self._done[-1].strip("> "):
            self._end_line()

    def _end_line(self) -> None:
        joined = "".join(self._current)
        line = joined.rstrip() if self._pre else _SPACE.sub(" ", joined).strip()
        self._done.append(f"{'>' * self._quotes} {line}".rstrip() if self._quotes else line)
        self._current.clear()
