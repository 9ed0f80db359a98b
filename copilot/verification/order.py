"""Two words that changed places while all around them stayed: who does what to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from copilot.core import text as txt
from copilot.verification.words import is_glue, related

_TOKEN = re.compile(r"\w+(?:[.:'’/-]\w+)*|[,;:]")
_LONGEST = 5
"""Words of what changes places."""
_LEVEL = frozenset(
    {"en", "and", "of", "or", ",", "is", "zijn", "are", "was", "noch", "nor", "plus", "evenals", "dan", "als"}
)
"""Between two that may change places."""
_BEFORE_NOUNS = (
    "aan van naar uit door bij op tot voor met tegen onder boven to from by for with of into onto at on in over via "
    "tussen between namens behalve zonder without"
)
_PREPOSITIONS = frozenset(_BEFORE_NOUNS.split())


def tokens(text: str) -> list[str]:
    return [txt.fold(token) for token in _TOKEN.findall(text)]


def exchanged(claim: Sequence[str], source: Sequence[str]) -> tuple[str, str] | None:
    """The two phrases of the claim that stand in each other's place in the source; None where there are none."""
    edits = [op for op in Levenshtein.opcodes(source, claim) if op.tag != "equal"]
    for n, first in enumerate(edits):
        for second in edits[n + 1 :]:
            left, right = source[first.src_start : first.src_end], source[second.src_start : second.src_end]
            here, there = claim[first.dest_start : first.dest_end], claim[second.dest_start : second.dest_end]
            between = source[first.src_end : second.src_start]
            is_exchange = _is_phrase(left) and _is_phrase(right) and _same(left, there) and _same(right, here)
            if is_exchange and not (between and _LEVEL.issuperset(between)):
                return " ".join(here), " ".join(there)
    return None


def _is_phrase(phrase: Sequence[str]) -> bool:
    """Few words with meaning that no preposition takes along."""
    return (
        0 < len(phrase) <= _LONGEST
        and phrase[0] not in _PREPOSITIONS
        and any(not is_glue(word) and word not in ",;:" for word in phrase)
    )


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    mine = [word for word in one if not is_glue(word)]
    theirs = [word for word in other if not is_glue(word)]
    return len(mine) == len(theirs) and all(related(a, b) for a, b in zip(mine, theirs, strict=True))
