"""The HTML of a mail to text: fast, one pass, and only what its reader could see.

Paragraph-like elements end lines, quoted blocks become "> " lines as in a plain-text mail, list items begin with "- "
or their number, the cells of a row are joined by " | ", and a link is followed by its address: text (address).
Tables that only lay out the page, as newsletters have them, are read cell by cell.
"""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import parse_qs, urlsplit

from lxml import etree, html

from ingest.cleaners.hidden import comments, drop_hidden
from ingest.mailbox.body import TooMuch

_SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre"}
_BLOCKS = _SPACED | {
    "address", "article", "aside", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "header", "hr", "li", "main", "nav", "section", "tbody", "tfoot", "thead", "tr",
}  # fmt: skip
_IN_CELL = tuple(sorted(_BLOCKS | {"br"}))
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_CELL = "\x1f"
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_CONTROL_ENTITY = re.compile(
    r"&#(?:x0{0,6}(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f])|0{0,6}(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d));?",
    re.IGNORECASE,
)
_MAX_LINK = 300
"""Longer addresses are counters of clicks, not places to go."""
_MAX_NESTED = 6
"""Tables inside tables deeper than this lay out the page."""
_PRUDENT = re.compile(r"[a-z0-9.-]*\.safelinks\.protection\.outlook\.com", re.IGNORECASE)


def html_to_text(source: str) -> tuple[str, tuple[str, ...]]:
    """(visible text, the stretches of text that were hidden) of a page or a fragment. Raises TooMuch."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    # Bytes, because lxml refuses a str that carries an encoding declaration; NUL would end the input, and other
    # controls cannot be put back into the tree.
    data = _CONTROL_ENTITY.sub("", source.translate(_CONTROLS)).encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return "", ()  # lxml's word for a page without any element
    # What lies deeper is dropped by the parser, and only its log says so.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooMuch("HTML elements more than 2,000 deep")
    hidden = (*comments(root), *drop_hidden(root))
    lines = _Lines()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            lines.open(tag, element)
            if element.text:
                lines.add(element.text)
        else:
            if tag:
                lines.close(tag)  # a comment has no tag and ends nothing
            if element.tail:
                lines.add(element.tail)
    return lines.text(), hidden


def fragment_to_text(source: str) -> tuple[str, tuple[str, ...]]:
    """The same of a field of a record, all of which counts as hidden where its elements are nested too deeply."""
    try:
        return html_to_text(source)
    except TooMuch:
        return "", (source,)


class _Lines:
    """Text under construction: the lines that are done and the one being written."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._current: list[str] = []
        self._quotes = 0
        self._pre = 0
        self._rows: list[bool] = []
        """For each open row, whether it is one line."""
        self._lists: list[int] = []
        """For each open list, the number of its next item; 0 when it has bullets."""
        self._bullet = ""
        """Begins the next line: the mark of an item of which nothing is written yet."""
        self._link = ""
        self._linked: list[str] = []

    def open(self, tag: str, element: etree._Element) -> None:
        if tag in _BLOCKS:
            if tag == "tr":
                self._end_block(False)
                self._rows.append(_is_one_line(element, len(self._rows)))
            elif not self._in_row:
                self._end_block(tag in _SPACED)
            else:
                self._current.append(" ")
        if tag == "br":
            self._end_line()
        elif tag == "a":
            self._link, self._linked = _address(element.get("href") or ""), []
        elif tag == "li":
            self._bullet = self._next_bullet()
        elif tag in ("ul", "ol"):
            self._lists.append(_number(element.get("start")) if tag == "ol" else 0)
        elif tag in ("td", "th"):
            self._current.append(_CELL if self._in_row else " ")
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._pre += 1

    def close(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
            return
        if tag in ("td", "th") and not self._in_row and self._rows:
            self._end_block(False)
        if tag not in _BLOCKS:
            return
        if tag == "tr":
            self._end_block(False)
            if self._rows:
                self._rows.pop()
        elif self._in_row:
            return
        self._end_block(False)
        if tag == "li":
            self._bullet = ""
        elif tag == "blockquote":
            self._quotes -= 1
        elif tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _SPACED:
            self._end_block(True)

    def add(self, text: str) -> None:
        if self._link:
            self._linked.append(text)
        if self._pre:
            first, *rest = text.split("\n")
            self._current.append(first)
            for line in rest:
                self._end_line()
                self._current.append(line)
        else:
            self._current.append(_SPACE.sub(" ", text))

    def text(self) -> str:
        self._end_block(False)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._done)).strip("\n")

    @property
    def _in_row(self) -> bool:
        return bool(self._rows) and self._rows[-1]

    def _next_bullet(self) -> str:
        indent = "  " * min(len(self._lists) - 1, 8)
        if self._lists and self._lists[-1]:
            self._lists[-1] += 1
            return f"{indent}{self._lists[-1] - 1}. "
        return f"{indent}- "

    def _end_link(self) -> None:
        shown = "".join(self._linked).strip()
        bare = self._link.partition("://")[2].removeprefix("www.").rstrip("/")
        if self._link and shown and bare not in shown:
            self._current.append(f" ({self._link})")
        self._link, self._linked = "", []

    def _end_block(self, spaced: bool) -> None:
        if "".join(self._current).strip(f" {_CELL}"):
            self._end_line()
        self._current.clear()
        # The paragraphs of a list stand together.
        if spaced and not self._lists and self._done and self._done[-1].strip("> "):
            self._end_line()

    def _end_line(self) -> None:
        joined = "".join(self._current)
        line = joined.rstrip() if self._pre else _SPACE.sub(" ", joined).strip()
        if _CELL in line:
            cells = [cell.strip() for cell in line.strip(_CELL).split(_CELL)]
            line = " | ".join(cells) if sum(map(bool, cells)) > 1 else "".join(cells)
        if self._bullet and line:
            line, self._bullet = self._bullet + line, ""
        self._done.append(f"{'>' * self._quotes} {line}".rstrip() if self._quotes else line)
        self._current.clear()


def _is_one_line(row: etree._Element, nested: int) -> bool:
    """Whether a row is data: two cells or more with text, none with more than one paragraph in it."""
    if nested >= _MAX_NESTED:
        return False
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) > 1 and all(_is_short(cell) for cell in cells)


def _is_short(cell: etree._Element) -> bool:
    inside = list(islice(cell.iter(*_IN_CELL), 2))
    return not inside or (len(inside) == 1 and inside[0].tag in ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6"))


def _address(link: str) -> str:
    """Where a link leads, "" when that is no page or nothing to read; Outlook's Safe Links are undone."""
    link = link.strip()
    if not link[:8].lower().startswith(("http://", "https://")):
        return ""
    try:
        split = urlsplit(link)
        if split.hostname and _PRUDENT.fullmatch(split.hostname):
            link = parse_qs(split.query, max_num_fields=20).get("url", [link])[0]
    except ValueError:
        return ""
    return "" if len(link) > _MAX_LINK or any(char.isspace() for char in link) else link


def _number(start: str | None) -> int:
    return int(start) if start and start.isascii() and start.isdigit() and len(start) < 6 else 1
