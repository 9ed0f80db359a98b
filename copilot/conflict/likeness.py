"""How much statements are about the question, and whether two of them are about the same."""

from __future__ import annotations

from copilot.conflict.concept import HEADS, translatable, weigh, weight
from copilot.conflict.condition import exclude
from copilot.conflict.statement import Statement
from copilot.conflict.value import are_apart

_AROUND = 0.6
"""What a word counts that stands in the title, the heading or the sentence in front, not in the sentence itself."""
_ALIKE = 0.5
"""Likeness from which two statements are about the same."""
_VERSIONS = 0.2
"""The same for a page and its successor, which are about the same anyway."""
_MISSING = 0.34
"""Share of what both the question and one statement name that the other may leave out."""
_MISSING_ACT = 0.25
"""The same of the question and the whole page, where one affirms and the other denies."""
_HELD = 0.3
"""Share of it that the other sentence itself must have."""
_PARALLEL = 2.5
"""Statements that differ in words of at most this weight on each side, as those of a list do."""
_ACT = 0.5
"""Share of the lesser clause's words that both must have."""


def relevance(wanted: frozenset[str], statement: Statement) -> float:
    """Share of what is wanted that the statement is about, in [0, 1]."""
    if not wanted:
        return 0.0
    around = weigh((wanted & statement.around) - statement.core)
    return (weigh(wanted & statement.core) + _AROUND * around) / weigh(wanted)


def is_same_subject(own: Statement, rival: Statement, wanted: frozenset[str], *, are_versions: bool) -> bool:
    """Whether both speak of the same thing that was asked about, under conditions that can hold together."""
    if are_versions:
        return likeness(own, rival) >= _VERSIONS
    if _leaves_out(wanted & own.core, own, rival) or likeness(own, rival) < _ALIKE or _are_parallel(own, rival, wanted):
        return False
    if HEADS & ((own.core - rival.core - rival.around) | (rival.core - own.core - own.around)):
        return False
    if exclude(own.conditions, rival.conditions) or exclude(own.conditions, rival.surroundings):
        return False
    return not exclude(own.surroundings, rival.conditions) and not are_apart(own.circumstances, rival.circumstances)


def answer_alike(own: Statement, rival: Statement, wanted: frozenset[str]) -> bool:
    """Whether the other is about all of the question that the one is about, its page included."""
    named = _comparable(wanted & (own.core | own.around), own, rival)
    return weigh(named - rival.core - rival.around) <= _MISSING_ACT * weigh(named)


def _leaves_out(named: frozenset[str], own: Statement, rival: Statement) -> bool:
    """Whether the other lacks too much of it, or has it only in its page's title or the sentence in front."""
    named = _comparable(named, own, rival)
    lacks = weigh(named - rival.core - rival.around) > _MISSING * weigh(named)
    return lacks or weigh(named & rival.core) < _HELD * weigh(named)


def likeness(own: Statement, rival: Statement) -> float:
    """Share of each sentence's words that the other has, in it or around it, in [0, 1]."""
    return (_share(own, rival) + _share(rival, own)) / 2


def _share(one: Statement, other: Statement) -> float:
    words = _comparable(one.core, one, other)
    if not words:
        return 0.0
    found = sum(weight(w) * (1.0 if w in other.core else _AROUND if w in other.around else 0.0) for w in words)
    return found / weigh(words)


def _comparable(words: frozenset[str], one: Statement, other: Statement) -> frozenset[str]:
    """Without what the other's language would say in a word that nobody knows."""
    return words if one.language == other.language else translatable(words) | (words & other.core)


def _are_parallel(own: Statement, rival: Statement, wanted: frozenset[str]) -> bool:
    """Whether each says of one thing what the other says of another: a dog in the garden, a dog in the restaurant."""
    if own.language != rival.language:
        return False
    mine, theirs = own.core - rival.core - rival.around, rival.core - own.core - own.around - wanted
    return 0 < weigh(mine) <= _PARALLEL and 1 <= weigh(theirs) <= _PARALLEL


def is_same_act(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two clauses affirm or deny the same."""
    lesser = min(weigh(one), weigh(other))
    return lesser > 0 and weigh(one & other) >= _ACT * lesser
