"""A claim beside the sentences that may carry it: what contradicts, and which of its words are not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copilot.verification.agreement import faults
from copilot.verification.alignment import Alignment, align
from copilot.verification.glue import FRAME
from copilot.verification.order import exchanged, tokens
from copilot.verification.reading import Reading
from copilot.verification.words import keys


@dataclass(frozen=True, slots=True)
class Comparison:
    faults: tuple[str, ...]
    """What contradicts, in words."""
    held: int
    """Words and facts of the claim that the source has."""
    added: tuple[str, ...]
    """Words of the claim that the source does not have."""
    elsewhere: int
    """Words of the claim that only other sentences of the passage have."""
    replaced: tuple[tuple[str, str], ...]
    """Words of the claim, each with the word that stands in its place in the source."""
    is_patchy: bool
    """Whether a clause of the claim is mostly not in the source."""

    @property
    def coverage(self) -> float:
        """Share of the claim's words that are in the source, in [0, 1]."""
        total = self.held + self.elsewhere + len(self.added) + len(self.replaced)
        return self.held / total if total else 0.0


def compare(claim: Reading, source: Reading, title: frozenset[str], known: frozenset[str]) -> Comparison:
    """title, known: what the words of the source's title, and of its other sentences, may stand for."""
    aligned = align(claim, source)
    found = list(faults(claim, source, aligned))
    swap = exchanged(tokens(claim.text), tokens(source.text))
    if swap:
        found.append(f"{swap[0]!r} and {swap[1]!r} stand in each other's place")
    found += _other_units(claim, source, aligned)
    added, replaced, elsewhere = [], [], 0
    for index, token in enumerate(claim.tokens):
        if token.fact or (aligned.of[index] >= 0 and index not in aligned.repeated):
            continue
        place = _in_its_place(index, aligned, source)
        if place >= 0:
            replaced.append((token.word, source.tokens[place].word))
        elif aligned.of[index] < 0 and token.word not in FRAME and keys(token.word).isdisjoint(title):
            if keys(token.word).isdisjoint(known):
                added.append(token.word)
            else:
                elsewhere += 1
    held = sum(at >= 0 for at in aligned.of)
    return Comparison(tuple(found), held, tuple(added), elsewhere, tuple(replaced), _is_patchy(claim, aligned))


def _is_patchy(claim: Reading, aligned: Alignment) -> bool:
    clauses: dict[int, list[bool]] = {}
    for token, at in zip(claim.tokens, aligned.of, strict=True):
        clauses.setdefault(token.clause, []).append(at >= 0)
    return any(len(held) > 1 and 2 * sum(held) < len(held) for held in clauses.values())


def _other_units(claim: Reading, source: Reading, aligned: Alignment) -> Iterator[str]:
    """A bare number with a word behind it that the source does not have, where the source has a unit."""
    for index, (token, at) in enumerate(zip(claim.tokens[:-1], aligned.of, strict=False)):
        fact, behind = token.fact, claim.tokens[index + 1]
        theirs = source.tokens[at].fact if at >= 0 else None
        has_lost = fact and theirs and not fact.unit and theirs.unit and aligned.of[index + 1] < 0
        if has_lost and behind.start - token.end <= 1 and not behind.fact:
            yield f"the passage counts something else than {behind.word!r}"


def _in_its_place(index: int, aligned: Alignment, source: Reading) -> int:
    """The source's word between the neighbours of a word that it does not have; -1 where there is none."""
    placed = [at if i not in aligned.repeated else -1 for i, at in enumerate(aligned.of)]
    before = next((placed[i] for i in range(index - 1, -1, -1) if placed[i] >= 0), -1)
    after = next((placed[i] for i in range(index + 1, len(placed)) if placed[i] >= 0), len(source.tokens))
    near = [after - 1, after - 2] if before < 0 else [before + 1, before + 2]
    if before >= 0 and after < len(source.tokens):
        near += [after - 1, after - 2]
    free = (i for i in near if 0 <= i < len(source.tokens) and i not in aligned.used)
    return next(free, -1)
