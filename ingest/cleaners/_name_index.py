"""Finds many names in a text in one pass: the time grows with the text, not with how many names there are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ingest.cleaners._name_folding import folded

_WORD = re.compile(r"[^\W\d_]+")
_FEW = 40
"""As many words are looked for one by one; for more, every word of the text is looked up."""
_BETWEEN = r"[ \t\u00a0]{0,2}\n?[ \t>]{0,3}"
_SPACE = rf"(?:[.,]{_BETWEEN}|[ \t\u00a0]{{1,2}}\n?[ \t>]{{0,3}}|\n[ \t>]{{0,3}}|[._-])"


class Form(NamedTuple):
    """One way to call a person."""

    words: tuple[str, ...]
    """Folded."""
    canonical: str
    alone: bool
    """Whether it is a single name, which may be another word."""


class Index:
    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms: dict[str, list[Form]] = defaultdict(list)
        for form in forms:
            first = _WORD.match(form.words[0])
            if first is not None:
                self._forms[first[0]].append(form)
        for found in self._forms.values():
            found.sort(key=lambda form: -len(" ".join(form.words)))

    def __bool__(self) -> bool:
        return bool(self._forms)

    def find(self, text: str) -> Iterator[tuple[int, int, Form]]:
        """[start, end) of every name, the longest that fits at each place."""
        if not self._forms:
            return
        low = folded(text)
        end = 0
        for start, first in self._firsts(low):
            if start < end or low[start - 1 : start].isalpha():
                continue
            for form in self._forms[first]:
                match = _pattern(form.words).match(low, start)
                if match is not None and _is_apart(low, start, match.end()) and _is_written(text, match, form):
                    yield start, match.end(), form
                    end = match.end()
                    break

    def _firsts(self, low: str) -> Iterable[tuple[int, str]]:
        """Where the first words of names stand, in order."""
        if len(self._forms) > _FEW:
            return ((match.start(), match[0]) for match in _WORD.finditer(low) if match[0] in self._forms)
        found: list[tuple[int, str]] = []
        for first in self._forms:
            at = low.find(first)
            while at >= 0:
                found.append((at, first))
                at = low.find(first, at + len(first))
        return sorted(found)


@lru_cache(maxsize=4096)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """These words in a row; an initial with or without its dot."""
    return re.compile(
        _SPACE.join(re.escape(word.rstrip(".")) for word in words) + (r"\.?" if words[-1].endswith(".") else "")
    )


def _is_apart(low: str, start: int, end: int) -> bool:
    """Whether this is no piece of a longer word, of an address or of a path."""
    before, after = low[start - 1 : start], low[end : end + 1]
    return not (
        before.isalnum()
        or before in ("_", "-")
        or after.isalnum()
        or after in ("_", "@")
        or (after == "-" and low[end + 1 : end + 2].isalpha())
    )


def _is_written(text: str, match: re.Match[str], form: Form) -> bool:
    """A full name in lower case counts too, unless it begins with a mere initial: "j. bakker" but not "a bos"."""
    if form.alone or len(form.words[0].rstrip(".")) > 1:
        return True
    return text[match.start()].isupper() and any(char.isupper() for char in text[match.start() + 1 : match.end()])
