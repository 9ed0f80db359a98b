"""What Word writes before a numbered paragraph: "3.", "2.1", "b)"; a bullet is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ingest.page.counting import letters, roman

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """Counts as Word does, over the paragraphs in their order."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, list[_Level]] = {}
        self._list_of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int]] = {}
        self._styles: dict[str, str] = {}
        if root is None:
            return
        linked: dict[str, str] = {}
        for found in root.findall(f"{_W}abstractNum"):
            key = found.get(f"{_W}abstractNumId", "")
            self._levels[key] = self._read_levels(found)
            if (link := _value(found, "styleLink")) is not None:
                linked[link] = key
        for found in root.findall(f"{_W}abstractNum"):
            if (link := _value(found, "numStyleLink")) in linked:
                self._levels[found.get(f"{_W}abstractNumId", "")] = self._levels[linked[link]]
        for found in root.findall(f"{_W}num"):
            key = found.get(f"{_W}numId", "")
            self._list_of[key] = _value(found, "abstractNumId") or ""
            self._starts[key] = {
                _integer(change.get(f"{_W}ilvl"), 0): _integer(_value(change, "startOverride"), 1)
                for change in found.findall(f"{_W}lvlOverride")
                if _value(change, "startOverride")
            }

    def label(self, number: str, level: int) -> tuple[int, str] | None:
        """(level from 0, what is written) of the next paragraph of a list; None for a list that is none."""
        key = self._list_of.get(number)
        levels = self._levels.get(key or "")
        if key is None or not levels:
            return None
        level = min(max(level, 0), len(levels) - 1)
        counts = self._counts.setdefault(key, [0] * _LEVELS)
        for place, start in self._starts.pop(number, {}).items():
            if place < _LEVELS:
                counts[place : place + 1] = [start - 1]
                counts[place + 1 :] = [0] * (_LEVELS - place - 1)
        for place in range(level + 1):
            if counts[place] == 0:
                counts[place] = levels[place].start - (place == level)
        counts[level] += 1
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if levels[level].form in ("bullet", "none"):
            return level, ""

        def said(match: re.Match[str]) -> str:
            place = min(int(match[1]) - 1, len(levels) - 1)
            return _FORMS.get(levels[place].form, str)(counts[place])

        return level, re.sub(r"%([1-9])", said, levels[level].text).strip()

    def level_of(self, style: str) -> str:
        """The level from 0 that is meant for a style of paragraphs."""
        return self._styles.get(style, "0")

    def _read_levels(self, found: Any) -> list[_Level]:
        levels: list[_Level] = []
        for element in found.findall(f"{_W}lvl")[:_LEVELS]:
            if (style := _value(element, "pStyle")) is not None:
                self._styles[style] = element.get(f"{_W}ilvl", "0")
            start = _integer(_value(element, "start"), 1)
            levels.append(_Level(_value(element, "numFmt") or "decimal", _value(element, "lvlText") or "", start))
        return levels


def _value(holder: Any, name: str) -> str | None:
    found = holder.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val")


def _integer(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,6}", value) else default
