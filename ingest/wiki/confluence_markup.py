"""Confluence's wiki mark-up, in which pages were kept until version 4, as elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.core.types import Removed
from ingest.page import tables
from ingest.page.elements import NAVIGATION, Element
from ingest.ticket.markup import from_jira

_VERBATIM = re.compile(r"\{(code|noformat|html|latex)(:[^}\n]{0,300})?\}")
_NAVIGATION = re.compile(
    r"\{(toc|toc-zone|children|pagetree|pagetreesearch|recently-updated|recently-updated-dashboard|blog-posts|contentbylabel|"
    r"attachments|gallery|livesearch|index|anchor|favpages|contributors|navmap|search|rss|spaces|include|excerpt-include|"
    r"junitreport|section|column|div|span|color|center|align|style|excerpt|table-plus|cloak|toggle-cloak|dynamictasklist)"
    r"(?::[^{}\n]{0,300})?\}"
)
_LAYOUT = {"section", "column", "div", "span", "color", "center", "align", "style", "excerpt", "table-plus", "cloak"}
_PANEL = re.compile(r"\{(?:info|note|tip|warning|panel|quote|expand|csv|chart)(?::([^{}\n]{0,300}))?\}")
_TITLE = re.compile(r"(?:^|\|)title=([^|}]{1,200})")
_HEADING = re.compile(r"[ \t]*h([1-6])\.[ \t]*(\S.*)")
_ITEM = re.compile(r"[ \t]*([*#-]{1,8})[ \t]+(\S.*)")
_QUOTE = re.compile(r"[ \t]*bq\.[ \t]*")
_ESCAPE = re.compile(r"\\([\[\]{}*_!|#-])")


def elements(text: str) -> tuple[list[Element], list[Removed]]:
    reader = _Reader()
    for piece, is_code in _pieces(text.replace("\r\n", "\n").replace("\r", "\n")):
        if is_code:
            reader.code(piece)
        else:
            reader.lines(piece)
    reader.end()
    return reader.found, reader.removed


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """(text, False) and (code, True), in order; a block of code that is never closed is text."""
    start = 0
    opening: re.Match[str] | None = None
    for mark in _VERBATIM.finditer(text):
        if opening is None:
            opening = mark
        elif mark[1] == opening[1]:
            yield text[start : opening.start()], False
            if title := _TITLE.search((opening[2] or "")[1:]):
                yield title[1], False
            yield text[opening.end() : mark.start()], True
            opening, start = None, mark.end()
    yield text[start:], False


class _Reader:
    def __init__(self) -> None:
        self.found: list[Element] = []
        self.removed: list[Removed] = []
        self._paragraph: list[str] = []
        self._rows: list[tuple[list[str], bool]] = []
        self._numbers: dict[str, int] = {}

    def code(self, text: str) -> None:
        self.end()
        if text.strip():
            self.found.append(Element("code", text.strip("\n").rstrip()))

    def lines(self, text: str) -> None:
        text = _PANEL.sub(_panel, _NAVIGATION.sub(self._navigation, text))
        for line in text.split("\n"):
            self._line(line)

    def end(self) -> None:
        if self._rows:
            head = self._rows[0][1]
            self.found += [Element("table", t) for t in tables.text_of((cells for cells, _ in self._rows), head)]
            self._rows.clear()
        if self._paragraph:
            if text := _inline("\n".join(self._paragraph)):
                self.found.append(Element("text", text))
            self._paragraph.clear()

    def _line(self, line: str) -> None:
        content = line.strip()
        item = _ITEM.fullmatch(line)
        if not item:
            self._numbers.clear()
        if heading := _HEADING.fullmatch(line):
            self.end()
            if text := _inline(heading[2]).replace("\n", " "):
                self.found.append(Element("title", text, int(heading[1])))
        elif not content or re.fullmatch(r"-{4,}", content):
            self.end()
        elif content.startswith("|") and len(content) > 1:
            if not self._rows:
                self.end()
            self._rows.append((_cells(content), content.startswith("||")))
        elif item:
            self.end()
            self._item(item[1], _inline(item[2]))
        else:
            if self._rows:
                self.end()
            self._paragraph.append(_QUOTE.sub("", line, count=1) if content.startswith("bq.") else line)

    def _item(self, marks: str, text: str) -> None:
        self._numbers = {above: n for above, n in self._numbers.items() if len(above) <= len(marks)}
        if marks.endswith("#"):
            self._numbers[marks] = self._numbers.get(marks, 0) + 1
            text = f"{self._numbers[marks]}. {text}"
        if text:
            self.found.append(Element("list_item", text, len(marks)))

    def _navigation(self, macro: re.Match[str]) -> str:
        if macro[1] not in _LAYOUT:
            self.removed.append(Removed(NAVIGATION, macro[0]))
        return ""


def _cells(line: str) -> list[str]:
    """Cells of a row; the bar inside a link ends none."""
    line = re.sub(r"(\[[^\[\]\n]{0,500})\|(?=[^\[\]\n]{0,2000}\])", "\\1\ue010", line.strip().strip("|"))
    return [_inline(cell.replace("\ue010", "|").strip()).replace("\n", " ") for cell in re.split(r"\|\|?", line)]


def _panel(macro: re.Match[str]) -> str:
    title = _TITLE.search(macro[1] or "")
    return f"\n\n{title[1]}\n\n" if title else "\n\n"


def _inline(text: str) -> str:
    return _ESCAPE.sub(r"\1", from_jira(text)).strip()
