"""Tells whether a stretch of text also stands in another message of the same thread, however it was wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+")
_RUN = 4
"""Words that make a place recognisable; shorter lines are compared whole."""
_MAX_RUNS = 400
"""Places of one stretch that are looked up; the beginning and the end of a long one suffice."""
_SEVERAL = -2


class Known:
    """The runs of words of some messages, each with the message that holds it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._holder: dict[tuple[str, ...], int] = {}
        for number, text in enumerate(texts):
            for run in _runs(_WORD.findall(text.lower())):
                if self._holder.setdefault(run, number) != number:
                    self._holder[run] = _SEVERAL

    def holds(self, lines: Sequence[str], asking: int) -> bool:
        """Whether most of these lines stand in a message other than number `asking`; False for lines without words."""
        runs = list(_runs(_WORD.findall("\n".join(lines).lower())))
        if len(runs) > _MAX_RUNS:
            runs = runs[: _MAX_RUNS // 2] + runs[-_MAX_RUNS // 2 :]
        held = sum(self._holder.get(run, asking) != asking for run in runs)
        return bool(runs) and held * 10 >= len(runs) * 6


def _runs(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    if len(words) < _RUN:
        return [tuple(words)] if words else []
    return zip(*(words[offset:] for offset in range(_RUN)), strict=False)
