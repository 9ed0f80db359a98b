"""A sentence that says two things, in two: each may stand in a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.verification.conditions import conditions
from copilot.verification.sentences import content

_JOINT = re.compile(r"[.!?;]\s+|,\s+(?:en|and|maar|but)\s+|\s+(?:en|and|maar|but)\s+", re.IGNORECASE)
_FEWEST = 2
"""Words with meaning that a part must have to say anything."""

_INITIAL = 16
"""Characters before which a condition begins the sentence, so that what follows it is what it is for."""


def parts(sentence: str) -> Iterator[tuple[str, str]]:
    """Every way to cut the sentence where two may have been joined; never between a condition and what it is for."""
    set_ = conditions(sentence)
    for joint in _JOINT.finditer(sentence):
        first, second = sentence[: joint.start()], sentence[joint.end() :]
        is_cut = (
            any(c.start <= joint.start() < c.end + (c.start < _INITIAL) for c in set_) and joint[0][0] not in ".!?;"
        )
        if not is_cut and min(len(content(first)), len(content(second))) >= _FEWEST:
            yield first, second
