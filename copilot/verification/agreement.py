"""What may not differ between a claim and the sentences that carry it: facts, what turns them, and conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from copilot.verification.alignment import Alignment, says, stated
from copilot.verification.operators import Operator, Turn
from copilot.verification.reading import Reading, Token
from copilot.verification.sentences import words_of

_REACH = 2
"""Words on each side of an operator that it turns."""
_CONTEXT = 3
"""Words on each side of a fact that say what it is the fact of."""
_LITERAL = frozenset({"code", "address"})
"""Kinds of facts that name something rather than say how much of it."""
_BINDING: tuple[Turn, ...] = ("not", "up", "down", "before", "after", "only")
"""What a claim may neither add nor leave out."""
_SAID = {
    "not": "a denial",
    "up": "a lower bound",
    "down": "an upper bound",
    "before": "a before",
    "after": "an after",
    "only": "an only",
    "all": "an all",
}


def faults(claim: Reading, source: Reading, aligned: Alignment) -> Iterator[str]:
    """Why the source does not say what the claim says, in words; nothing where it may."""
    yield from _missing_facts(claim, aligned)
    yield from _misplaced_facts(claim, source, aligned)
    yield from _turns(claim, source, aligned)
    yield from _slipped_denials(claim, source)
    yield from _modals(claim, source, aligned)
    yield from _conditions(claim, source, aligned)


def _missing_facts(claim: Reading, aligned: Alignment) -> Iterator[str]:
    for token, at in zip(claim.tokens, aligned.of, strict=True):
        if token.fact and at < 0:
            yield f"{token.fact.kind} {claim.text[token.start : token.end]!r} is not in the passage's sentence"


def _misplaced_facts(claim: Reading, source: Reading, aligned: Alignment) -> Iterator[str]:
    """Two facts of one kind in each other's place: the words around tell which is which."""
    for index, token in enumerate(claim.tokens):
        if token.fact is None or token.fact.kind in _LITERAL or aligned.of[index] < 0:
            continue
        rivals = {
            i: other.fact for i, other in enumerate(source.tokens) if other.fact and other.fact.kind == token.fact.kind
        }
        if len(rivals) < 2:
            continue
        words = [
            aligned.of[i] for i in _around(claim.tokens, index) if aligned.of[i] >= 0 and aligned.of[i] not in rivals
        ]
        if not words:
            continue
        nearness = {i: sum(1 / (1 + abs(i - word)) for word in words) for i in rivals}
        same = max((nearness[i] for i in rivals if stated(token.fact, rivals[i])), default=1.0)
        other = max((n for i, n in nearness.items() if not stated(token.fact, rivals[i])), default=0.0)
        if other > same * 1.35:
            yield f"{token.fact.kind} {claim.text[token.start : token.end]!r} stands elsewhere in the passage"


def _around(tokens: Sequence[Token], index: int) -> list[int]:
    """Indexes of the words next to a fact, up to the next fact, in its clause where that has any."""
    found: list[int] = []
    for step in (-1, 1):
        for at in range(index + step, index + step * (_CONTEXT + 1), step):
            if not 0 <= at < len(tokens) or tokens[at].fact:
                break
            found.append(at)
    return [i for i in found if tokens[i].clause == tokens[index].clause] or found


def _turns(claim: Reading, source: Reading, aligned: Alignment) -> Iterator[str]:
    mine = [*claim.operators, *aligned.claim_denials]
    theirs = [*source.operators, *aligned.source_denials]
    for turn in _BINDING:
        said = [operator for operator in mine if operator.turn == turn]
        there = [operator for operator in theirs if operator.turn == turn]
        for operator in said:
            places = {aligned.of[i] for i in claim.near(operator, _REACH)} - {-1}
            if not any(_touches(source, other, places) for other in there):
                yield f"the passage does not have {_SAID[turn]} there ({claim.text[operator.start : operator.end]})"
        for operator in there:
            near = source.near(operator, _REACH) if turn in ("not", "only") else _operand(source, operator)
            used = [i for i in near if i in aligned.used]
            if not used or 2 * len(used) < len(near):
                continue
            if not any(_touches(claim, other, {i for i, at in enumerate(aligned.of) if at in used}) for other in said):
                missed = source.text[operator.start : operator.end]
                yield f"the passage has {_SAID[turn]} that the sentence lacks ({missed})"
    if any(o.turn == "all" for o in mine) and not any(o.turn == "all" for o in theirs):
        yield "the passage does not say it of all"


def _operand(reading: Reading, operator: Operator) -> list[int]:
    """What a bound bounds: the word behind it, of "or more" the one before it."""
    near = reading.near(operator, 1)
    is_behind = reading.text[operator.start : operator.start + 3].lower() in ("of ", "or ")
    return near[:1] if is_behind else near[-1:]


def _touches(reading: Reading, operator: Operator, places: set[int]) -> bool:
    """Whether an operator stands near one of these tokens; it always does near none."""
    return not places or bool(places.intersection(reading.near(operator, _REACH + 2)))


def _slipped_denials(claim: Reading, source: Reading) -> Iterator[str]:
    """Two words side by side on one side, with a denial between them on the other: "may be", "may not be"."""
    for one, other, said in ((claim, source, "does not have"), (source, claim, "has")):
        pairs = set(pairwise(words_of(other.text)))
        for operator in one.operators:
            if operator.turn == "not":
                before, after = words_of(one.text[: operator.start])[-1:], words_of(one.text[operator.end :])[:1]
                if before and after and (before[0], after[0]) in pairs and not _has(other, before[0]):
                    yield f"the passage {said} {one.text[operator.start : operator.end]!r} there"


def _has(reading: Reading, word: str) -> bool:
    """Whether a denial stands right behind the word."""
    return any(o.turn == "not" and words_of(reading.text[: o.start])[-1:] == (word,) for o in reading.operators)


def _modals(claim: Reading, source: Reading, aligned: Alignment) -> Iterator[str]:
    """Must for may, or the other way round."""
    said = [operator for operator in claim.operators if operator.turn in ("must", "may")]
    theirs = [operator for operator in source.operators if operator.turn in ("must", "may")]
    for operator in said:
        near = claim.near(operator, _REACH)
        places = {aligned.of[i] for i in near} - {-1}
        there = {other.turn for other in theirs if not places or places.intersection(source.near(other, _REACH))}
        here = {other.turn for other in said if set(near).intersection(claim.near(other, _REACH))} | {operator.turn}
        if there and here != there and not there <= here - {"may"}:
            yield f"{claim.text[operator.start : operator.end]!r} says something else than the passage"


def _conditions(claim: Reading, source: Reading, aligned: Alignment) -> Iterator[str]:
    pairs = [(token, source.tokens[at]) for token, at in zip(claim.tokens, aligned.of, strict=True) if at >= 0]
    if_tokens = [token for token in source.tokens if token.condition >= 0]
    for number, condition in enumerate(claim.conditions):
        inside = [there for token, there in pairs if token.condition == number]
        if not inside:
            continue
        own = [token for token, _ in pairs if token.condition == number]
        held = [c for token in own if (c := next((c for c in if_tokens if says(token, c)), None))]
        if source.conditions and 2 * len(held) < len(inside):
            yield "the condition is another one than the passage's"
        elif held and all(source.conditions[there.condition].kind != condition.kind for there in held):
            yield "the condition is turned round"
    kinds, theirs = {c.kind for c in claim.conditions}, {c.kind for c in source.conditions}
    if ("unless" in kinds and "unless" not in theirs) or (kinds == {"if"} and theirs == {"unless"}):
        yield "the condition is turned round"
    main = [there for token, there in pairs if token.condition < 0]
    conditional = [there for there in main if there.condition >= 0]
    if 2 * len(conditional) > len(main):
        yield "what the passage has as a condition is said as a fact"
    used = {there.condition for _, there in pairs}
    for number, condition in enumerate(source.conditions):
        if condition.kind == "unless" and number not in used and len(main) > len(conditional):
            yield "the passage's exception is left out"
