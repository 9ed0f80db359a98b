"""Notes above a forwarded text, and courtesies around one: when they leave the text what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.dedupe._facts import CORRECTIONS, COURTESY, is_fact

CORE = 0.6
"""Share of a mail that the text it quotes must have; below it the mail is more than its quote."""
STATEMENT = 6
"""Words in a row that only one side has: a sentence that the other does not say."""
_MAX_NOTE = 40
_MAX_COURTESY = 15
_REFERENCE = re.compile(r"(?=(?:.*\d){4})[\w.#-]{4,24}")
"""A customer's or ticket's number: it says whom a text was sent to, not what it says."""


def is_note(words: Sequence[str], core: int, references: bool = False) -> bool:
    """Whether words above a text of `core` words leave it what it is: short, without facts, and no correction.

    references: numbers of tickets and customers may be among them.
    """
    if len(words) > _MAX_NOTE or core < CORE * (core + len(words)):
        return False
    return not any(w in CORRECTIONS or (is_fact(w) and not (references and _REFERENCE.fullmatch(w))) for w in words)


def is_courtesy(words: Sequence[str]) -> bool:
    """Whether words say nothing but manners."""
    if any(is_fact(w) or w in CORRECTIONS for w in words) or len(words) > _MAX_COURTESY:
        return False
    return len(words) < STATEMENT or not COURTESY.isdisjoint(words)
