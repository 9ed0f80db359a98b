"""Which word of a source each word of a claim comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from copilot.fact import Fact, same
from copilot.fact.fact import plain
from copilot.verification.operators import Operator
from copilot.verification.reading import Reading, Token
from copilot.verification.words import denied, related


@dataclass(frozen=True, slots=True)
class Alignment:
    """of[i] is the source's token for the claim's token i; -1 where there is none."""

    of: tuple[int, ...]
    repeated: frozenset[int]
    """Words of the claim whose only place in the source is another word's already."""
    claim_denials: tuple[Operator, ...]
    """Of words that say "not" in themselves where the other side has the word without: ongeldig, geldig."""
    source_denials: tuple[Operator, ...]

    @property
    def used(self) -> frozenset[int]:
        return frozenset(index for index in self.of if index >= 0)


def align(claim: Reading, source: Reading) -> Alignment:
    """First what stands in the same order on both sides, then what moved, then words said once more."""
    first = [_first(token, source.tokens) for token in claim.tokens]
    classes = [_first(token, source.tokens) for token in source.tokens]
    # A word of the claim that the source does not have equals nothing.
    wanted = [at if at >= 0 else -1 - n for n, at in enumerate(first)]
    found = [-1] * len(wanted)
    for edit in Levenshtein.opcodes(classes, wanted):
        if edit.tag == "equal":
            found[edit.dest_start : edit.dest_end] = range(edit.src_start, edit.src_end)
    repeated = set[int]()
    for n, at in enumerate(first):
        if at < 0 or found[n] >= 0:
            continue
        near = found[n - 1] if n else -1
        places = [i for i, other in enumerate(classes) if other == classes[at]]
        free = [i for i in places if i not in found]
        if not free:
            repeated.add(n)
        found[n] = min(free or places, key=lambda i: abs(i - near - 1))
    mine, theirs = list[Operator](), list[Operator]()
    for n, token in enumerate(claim.tokens):
        if found[n] < 0 and token.fact is None:
            found[n], is_mine = _turned(token, source.tokens)
            if found[n] >= 0:
                place = token if is_mine else source.tokens[found[n]]
                (mine if is_mine else theirs).append(Operator("not", place.start, place.end))
    return Alignment(tuple(found), frozenset(repeated), tuple(mine), tuple(theirs))


def _first(token: Token, tokens: Sequence[Token]) -> int:
    """Index of the first token that says the same, word for word where there is one; -1 where there is none."""
    exact = next((i for i, other in enumerate(tokens) if other.fact is None and other.word == token.word), -1)
    if exact >= 0 and token.fact is None:
        return exact
    return next((i for i, other in enumerate(tokens) if says(token, other)), -1)


def says(claim: Token, source: Token) -> bool:
    """Whether a token of the source may say what one of the claim says."""
    if claim.fact and source.fact:
        return stated(claim.fact, source.fact)
    return not claim.fact and not source.fact and related(claim.word, source.word)


def stated(claim: Fact, source: Fact) -> bool:
    """Whether a source's fact says what the claim's does: the same, or a date more exactly."""
    if same(claim, source):
        return True
    if claim.kind == "number" and not claim.unit and source.unit not in ("", "th"):
        # "5 à 10": a bare number may leave out what it counts.
        return number_of(claim) == number_of(source)
    if claim.kind == source.kind == "date":
        return source.value.endswith(f"-{claim.value}") or source.value.startswith(f"{claim.value}-")
    return False


def number_of(fact: Fact) -> str:
    """The number of a fact without what it counts; "" where there is none."""
    return next((plain(float(part)) for part in fact.value.split() if part[0].isdigit() and part.count(".") <= 1), "")


def _turned(token: Token, source: Sequence[Token]) -> tuple[int, bool]:
    """Where the word stands without its "on-", or with one; and whether the claim has it."""
    base = denied(token.word)
    for index, other in enumerate(source):
        if other.fact is None:
            if base and related(base, other.word):
                return index, True
            if (theirs := denied(other.word)) and related(token.word, theirs):
                return index, False
    return -1, False
