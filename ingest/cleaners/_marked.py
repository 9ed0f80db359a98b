"""A text under cleaning: its lines, and for each line the rule that takes it away. Nothing vanishes unreported."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from copilot.core.types import Document, Part, Removed

MAILED = {"mail": {"message"}, "ticket": {"message", "problem", "attempt", "resolution"}}
"""Roles of the Parts that are mails, or came as mails, per kind of document."""

_WORD = re.compile(r"\w")

Cuts = tuple[tuple[str, str], ...]
"""(rule, text) of what was removed, in the order of the text."""


class Marked:
    """Lines of one text. A rule "" means that the line is kept."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.lines = text.split("\n")
        self.rules = [""] * len(self.lines)

    def remove(self, rule: str, start: int, end: int | None = None) -> None:
        """Marks the lines [start, end) that are still kept; without `end` the one line."""
        for at in range(start, start + 1 if end is None else end):
            self.rules[at] = self.rules[at] or rule

    def split(self, at: int, column: int) -> None:
        """Breaks one line in two before `column`."""
        line = self.lines[at]
        self.lines[at : at + 1] = [line[:column].rstrip(), line[column:]]
        self.rules[at : at + 1] = [self.rules[at]] * 2

    def has_words(self) -> bool:
        """Whether anything that is kept can be read."""
        return any(not rule and _WORD.search(line) for line, rule in zip(self.lines, self.rules, strict=True))

    def kept(self) -> str:
        """The text without what is marked; as it was when nothing is."""
        if not any(self.rules):
            return self._text
        kept: list[str] = []
        gap = False
        for line, rule in zip(self.lines, self.rules, strict=True):
            if rule:
                gap = True
            else:
                # What stood on both sides of a hole does not become one paragraph.
                if gap and kept and kept[-1].strip() and line.strip():
                    kept.append("")
                kept.append(line)
                gap = False
        return re.sub(r"\n[ \t]*\n[ \t]*\n\s*\n|\n{3,}", "\n\n", "\n".join(kept)).strip("\n").rstrip()

    def cuts(self) -> Cuts:
        runs = groupby(zip(self.rules, self.lines, strict=True), key=lambda pair: pair[0])
        found = ((rule, "\n".join(line for _, line in pairs).strip("\n")) for rule, pairs in runs if rule)
        return tuple((rule, text) for rule, text in found if text.strip())


def cleaned(document: Document, results: Iterable[tuple[str, Cuts] | None]) -> Document:
    """The document with the new text of each Part (None: as it is) and what was removed from it.

    The same object when nothing changed.
    """
    parts: list[Part] = []
    removed: list[Removed] = []
    for position, (part, result) in enumerate(zip(document.parts, results, strict=True)):
        text, cuts = result or (part.text, ())
        parts.append(part if text == part.text else replace(part, text=text))
        removed += [Removed(rule, cut, position) for rule, cut in cuts]
    if not removed and all(new is old for new, old in zip(parts, document.parts, strict=True)):
        return document
    return replace(document, parts=tuple(parts), removed=(*document.removed, *removed))
