"""Atlassian Document Format, in which Jira Cloud's REST API v3 has texts, as readable text.

Paragraphs and headings are lines, lists keep their numbers and depth, tasks show whether they are done, rows of tables
are cells joined by " | ", code keeps its lines, links have their address behind them; of pictures and files the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.export.dates import moment
from ingest.ticket.markup import Rendered

VERSION = 1
"""The only version of the format so far."""
_MAX_DEPTH = 60
"""Nodes inside each other; of what lies deeper the words are kept, not the shape."""
_MAX_NODES = 200_000
_INLINE = {"text", "hardBreak", "mention", "emoji", "inlineCard", "date", "status", "mediaInline", "placeholder"} | {
    "inlineExtension"
}
_LISTS = {"bulletList", "orderedList", "taskList", "decisionList"}
_NAMES = ("alt", "title", "fileName", "__fileName", "url")


def is_adf(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("type") == "doc"


def render_adf(document: Mapping[str, Any]) -> Rendered:
    """Text of a document; what is no node is passed over."""
    return Rendered(_Reader(True).text(document), _Reader(False).text(document))


class _Reader:
    def __init__(self, everything: bool) -> None:
        self._everything = everything
        """Also code and quotations."""
        self._left = _MAX_NODES

    def text(self, document: Mapping[str, Any]) -> str:
        return "\n\n".join(block for block in self._blocks(document, 0) if block.strip()).strip()

    def _blocks(self, node: Mapping[str, Any], depth: int) -> list[str]:
        """The paragraphs of a node; inline nodes that stand side by side are one."""
        blocks: list[str] = []
        inline = ""
        for child in _children(node):
            self._left -= 1
            if self._left < 0:
                break
            if child.get("type") in _INLINE:
                inline += self._inline(child)
                continue
            blocks += [inline] if inline else []
            inline = ""
            block = self._block(child, depth + 1)
            blocks += [block] if block.strip() else []
        return [*blocks, inline] if inline else blocks

    def _block(self, node: Mapping[str, Any], depth: int) -> str:
        kind, attributes = node.get("type"), _attributes(node)
        if depth > _MAX_DEPTH:
            return " ".join(_words(node))
        if kind in _LISTS:
            return self._list(node, depth)
        if kind == "codeBlock":
            return "".join(self._inline(child) for child in _children(node)).strip("\n") if self._everything else ""
        if kind == "blockquote" and not self._everything:
            return ""
        if kind == "table":
            rows = (self._row(row, depth) for row in _children(node) if row.get("type") == "tableRow")
            return "\n".join(row for row in rows if row.strip(" |"))
        if kind == "rule":
            return ""
        if kind in ("media", "image"):
            name = next((attributes[key] for key in _NAMES if isinstance(attributes.get(key), str)), "")
            return f"[{name}]" if name else ""
        if kind in ("blockCard", "embedCard"):
            return _text(attributes, "url")
        title = _text(attributes, "title") if kind in ("expand", "nestedExpand", "panel") else ""
        inner = self._blocks(node, depth)
        if not inner and kind in ("extension", "bodiedExtension"):
            return _text(attributes, "text")
        return "\n".join([*([title] if title else []), ("\n" if kind == "mediaGroup" else "\n\n").join(inner)]).rstrip()

    def _list(self, node: Mapping[str, Any], depth: int) -> str:
        lines: list[str] = []
        ordered = node.get("type") == "orderedList"
        first = _attributes(node).get("order")
        number = first if isinstance(first, int) and not isinstance(first, bool) else 1
        for child in _children(node):
            if child.get("type") in _LISTS:  # Lists of tasks stand inside each other without an item between.
                lines.append(_indented(self._block(child, depth + 1), "  "))
                continue
            sign = f"{number}. " if ordered else "- "
            if child.get("type") == "taskItem":
                sign = "[x] " if _attributes(child).get("state") == "DONE" else "[ ] "
            text = "\n".join(self._blocks(child, depth + 1))
            lines.append(sign + _indented(text, "  ").lstrip(" "))
            number += 1
        return "\n".join(lines)

    def _row(self, row: Mapping[str, Any], depth: int) -> str:
        cells = ("\n".join(self._blocks(cell, depth + 2)) for cell in _children(row))
        return " | ".join(" ".join(cell.split()) for cell in cells)

    def _inline(self, node: Mapping[str, Any]) -> str:
        kind, attributes = node.get("type"), _attributes(node)
        if kind == "text":
            text, address = _text(node, "text"), _address(node)
            return f"{text} ({address})" if address and address not in (text, f"mailto:{text}") else text
        if kind == "hardBreak":
            return "\n"
        if kind == "mention":
            name = _text(attributes, "text") or _text(attributes, "id")
            return f"@{name.removeprefix('@')}"
        if kind == "emoji":
            return _text(attributes, "text") or _text(attributes, "shortName")
        if kind == "inlineCard":
            return _text(attributes, "url")
        if kind == "date":
            return moment(attributes.get("timestamp"))[:10] or _text(attributes, "timestamp")
        if kind == "mediaInline":
            name = next((attributes[key] for key in _NAMES if isinstance(attributes.get(key), str)), "")
            return f"[{name}]" if name else ""
        return _text(attributes, "text")


def _children(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    content = node.get("content")
    return [child for child in content if isinstance(child, Mapping)] if isinstance(content, list) else []


def _attributes(node: Mapping[str, Any]) -> Mapping[str, Any]:
    attributes = node.get("attrs")
    return attributes if isinstance(attributes, Mapping) else {}


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _address(node: Mapping[str, Any]) -> str:
    marks = node.get("marks")
    for mark in marks if isinstance(marks, list) else []:
        if isinstance(mark, Mapping) and mark.get("type") == "link":
            return _text(_attributes(mark), "href")
    return ""


def _words(node: Mapping[str, Any]) -> Iterator[str]:
    """The texts below a node in their order, however deep it is."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if text := _text(current, "text") or _text(_attributes(current), "text"):
            yield text
        waiting += reversed(_children(current))


def _indented(text: str, by: str) -> str:
    return "\n".join(by + line if line else line for line in text.split("\n"))
