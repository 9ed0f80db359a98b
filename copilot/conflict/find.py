"""Passages that disagree on the asked fact with what the answer says, from the hits alone: nothing is embedded.

Two statements contradict each other when they are about the same, under the same conditions, and give values that
cannot both be true, or when one denies what the other affirms. Whatever is not clearly about the same is no
contradiction: a false alarm costs more trust than a missed one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from copilot.conflict.asked import Asked, asked
from copilot.conflict.concept import concepts
from copilot.conflict.label import label
from copilot.conflict.likeness import answer_alike, is_same_act, is_same_subject, relevance
from copilot.conflict.stance import oppose, stance
from copilot.conflict.standing import standing
from copilot.conflict.statement import Statement, statements
from copilot.conflict.value import Value, agree, are_comparable, disagree, values
from copilot.core.ports import Passage
from copilot.core.types import Hit

_FAR = 0.08
"""Cosine by which a passage may be further from the question than the best of the answer's."""
_SIDES = 4
_HITS = 20
"""Hits that are read, the best first: sources that disagree on the asked fact are both near it."""
_RELEVANT = 0.3
"""Share of the question that a statement must be about."""
_TRIED = 4
"""Statements of the answer that are compared, the most relevant first."""


@dataclass(frozen=True, slots=True)
class FoundSide:
    """hit.document.text[start:end] is the sentence that says `value`, as the source writes it."""

    value: str
    hit: Hit
    start: int
    end: int
    key: str = ""
    """Equal for two sources that say the same."""


@dataclass(frozen=True, slots=True)
class Found:
    fact: str
    """What they disagree on, in the answer's language."""
    sides: tuple[FoundSide, ...]
    """The first is what the answer says; every other says something else."""
    proposed: int
    """Index of the side that is newer or more authoritative."""


def find(
    question: str,
    language: str,
    answered: Sequence[Passage],
    hits: Sequence[Hit],
    today: date,
    authority: Mapping[str, float],
) -> tuple[Found, ...]:
    """At most one disagreement: the one nearest to what is asked.

    answered: what the answer cites, most important first. hits: what was found, also what the answer does not cite.
    authority: of each source, where it has one.
    """
    wants = asked(question)
    wanted = concepts(question, language)
    said = _ranked(wanted, (s for passage in answered for s in statements(passage.hit, passage.start, passage.end)))
    nearest = max((p.hit.dense for p in answered if not math.isnan(p.hit.dense)), default=math.nan)
    others = [hit for hit in hits[:_HITS] if _may_contradict(hit, nearest)]
    rivals = _ranked(wanted, (s for hit in others for s in statements(hit, hit.chunk.start, hit.chunk.end)))
    rank = standing(today, authority)
    for own in islice(_telling(said, rivals, wants), _TRIED):
        if found := _sides(own, rivals, wants, wanted, rank)[:_SIDES]:
            best = max(range(len(found)), key=lambda at: (rank(found[at].hit), -at))
            return (Found(label(question, language, own), tuple(found), best),)
    return ()


def _may_contradict(hit: Hit, nearest: float) -> bool:
    """A problem is what a customer thinks, and an unsolved ticket says nothing."""
    if hit.document.resolved is False or hit.chunk.role == "problem":
        return False
    return math.isnan(hit.dense) or math.isnan(nearest) or hit.dense >= nearest - _FAR


def _telling(said: Sequence[Statement], rivals: Sequence[Statement], wants: Asked) -> Iterator[Statement]:
    """Statements that give what is asked: of the answer, or of the best hit where the answer gives none."""

    def tells(statement: Statement) -> bool:
        return wants.is_yes_no or any(value.kind in wants.kinds for value in statement.values)

    told = [own for own in said if tells(own)]
    yield from told or islice(filter(tells, rivals), 1)


def _ranked(wanted: frozenset[str], found: Iterable[Statement]) -> list[Statement]:
    """Rules that are about what is wanted, most relevant first."""
    scored = [(relevance(wanted, s), s) for s in found]
    kept = [(score, s) for score, s in scored if score >= _RELEVANT and s.is_rule]
    return [s for _, s in sorted(kept, key=lambda pair: -pair[0])]


def _sides(
    own: Statement, rivals: Sequence[Statement], wants: Asked, wanted: frozenset[str], rank: Callable[[Hit], Any]
) -> list[FoundSide]:
    """The answer's side, then for every other value the source that counts most; none where nothing differs."""
    mine, theirs = None, list[FoundSide]()
    for rival in rivals:
        if rival.hit.document.id == own.hit.document.id or not _is_rule_against(own, rival):
            continue
        if pair := _differ(own, rival, wants, wanted):
            mine, side = mine or pair[0], pair[1]
            known = next((at for at, other in enumerate(theirs) if other.key == side.key), None)
            if known is not None and _tells_more(side.hit, theirs[known].hit, own.hit, rank):
                theirs[known] = side
            elif known is None and all(other.hit.document.id != side.hit.document.id for other in theirs):
                theirs.append(side)
    return [mine, *theirs] if mine else []


def _tells_more(hit: Hit, known: Hit, own: Hit, rank: Callable[[Hit], Any]) -> bool:
    """Which of two sources that say the same to show: what the answer's page replaced, or else what counts more."""
    return (_replaces(own, hit), rank(hit)) > (_replaces(own, known), rank(known))


def _is_rule_against(own: Statement, rival: Statement) -> bool:
    """What was agreed with one customer does not contradict what was agreed with another."""
    return "wiki" in (own.hit.document.kind, rival.hit.document.kind)


def _differ(
    own: Statement, rival: Statement, wants: Asked, wanted: frozenset[str]
) -> tuple[FoundSide, FoundSide] | None:
    are_versions = _replaces(own.hit, rival.hit) or _replaces(rival.hit, own.hit)
    if not is_same_subject(own, rival, wanted, are_versions=are_versions):
        return None
    mine = [value for value in own.values if value.kind in wants.kinds]
    theirs = [value for value in rival.values if value.kind in wants.kinds]
    pair = disagree(mine, theirs)
    if pair and (are_versions or not _is_enumerated(own, rival, *pair)):
        mine_, theirs_ = pair
        return (
            _side(own, mine_.start, mine_.end, mine_.value),
            _side(rival, theirs_.start, theirs_.end, theirs_.value),
        )
    if wants.is_yes_no and answer_alike(own, rival, wanted):
        first, second = stance(own.text, wanted, own.language), stance(rival.text, wanted, rival.language)
        if first and second and oppose(first, second) and is_same_act(first.about, second.about):
            return (
                _side(own, first.start, first.end, str(first.denies)),
                _side(rival, second.start, second.end, str(second.denies)),
            )
    return None


def _is_enumerated(own: Statement, rival: Statement, mine: Value, theirs: Value) -> bool:
    """Whether a source gives both values, each for something else."""
    return _says(rival.hit, mine) or _says(own.hit, theirs)


def _replaces(newer: Hit, older: Hit) -> bool:
    return older.superseded_by == newer.document.id


def _says(hit: Hit, wanted: Value) -> bool:
    text, language = hit.chunk.text, hit.chunk.language or hit.document.language
    return any(are_comparable(value, wanted) and agree(value, wanted) for value in values(text, language))


def _side(statement: Statement, start: int, end: int, key: str) -> FoundSide:
    return FoundSide(statement.text[start:end].strip(), statement.hit, statement.start, statement.end, key)
