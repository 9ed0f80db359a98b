"""Each sentence against the passages it cites: what is not supported is not shown.

What stands in a passage word for word is supported. Of anything else, facts, denials, bounds and conditions must agree
with the very sentences that carry it, and its words must be theirs or say the same. Links, addresses, codes and markup
must stand in the passage letter for letter. Between Dutch and English its words must be theirs translated, and its
meaning that of one of the sentences. Only what all this leaves open is put to the judge, if there is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from copilot.core import text as txt
from copilot.core.deadline import NONE, Deadline
from copilot.core.ports import Claim, Judge, Passage
from copilot.verification.across import carrying, places
from copilot.verification.comparison import Comparison, compare
from copilot.verification.guard import intruders
from copilot.verification.parts import parts
from copilot.verification.reading import Reading, read
from copilot.verification.sentences import Piece, content, pieces, windows

_WINDOWS = 4
"""Places of a passage that a sentence is compared with."""
_COVERAGE = 0.6
"""Share of a sentence's words that must stand where it is said to come from."""
_HELD = 0.75
"""Share from which rules decide for a sentence."""
_ADDED = 0.2
"""Share of a sentence's words that may be the writer's own, as long as they replace none."""
_LIKELY = 0.5
"""Probability from which a judge's word counts as yes."""

_MARK = re.compile(r"^(?:[-*•#>|]+|\d+[.)])\s*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences of a passage that carry a claim: document.text[start:end]."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    evidence: tuple[Evidence, ...]
    """Empty: not supported."""
    reasons: tuple[str, ...] = ()
    """Why not, in words for logs and reports."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A claim beside one place of a passage."""

    evidence: Evidence
    text: str
    faults: tuple[str, ...]
    missing: tuple[str, ...] = ()
    """Words that are not there."""
    coverage: float = 1.0
    is_supported: bool = False


class Verifier:
    def __init__(self, similarity: Callable[[str, str], float], judge: Judge) -> None:
        """similarity: cosine between a sentence and a passage, in [-1, 1]."""
        self._similarity, self._judge = similarity, judge

    def check(self, claim: Claim, passages: Sequence[Passage], language: str, deadline: Deadline = NONE) -> Verdict:
        """Which sentences of which passages carry the claim; none when they do not.

        A claim without a citation is tried against every passage: models forget markers more often than they invent.
        Raises ModelError when the judge's model fails.
        """
        if not content(claim.text):
            return Verdict((), ("it says nothing that can be checked",))
        known = {passage.n: passage for passage in passages}
        given = [known[n] for n in claim.passages if n in known]
        cited = given or list(passages)
        if literal := [found for passage in cited if (found := _literal(claim.text, passage))]:
            return Verdict(tuple(literal if given else literal[:1]))
        supported, failed = list[Evidence](), list[_Attempt]()
        for passage in cited:
            found = self._carried(claim.text, passage, language, deadline, failed)
            if found:
                supported.append(found)
                if not given:
                    break
        if not supported and len(given) > 1:
            supported = self._together(claim.text, given, language)
        return Verdict(tuple(supported), () if supported else _reasons(failed))

    def _carried(
        self, sentence: str, passage: Passage, language: str, deadline: Deadline, failed: list[_Attempt]
    ) -> Evidence | None:
        """The place of the passage that carries the sentence. failed: gets what was tried in vain."""
        title = f"{passage.hit.document.title}\n{passage.hit.chunk.heading}"
        if strange := tuple(intruders(sentence, f"{title}\n{passage.text}")):
            failed.append(_Attempt(Evidence(passage.n, passage.start, passage.end), passage.text, strange))
            return None
        source = _Source(passage, pieces(passage.text), title)
        sentence = source.without_heading(sentence)
        attempts = source.attempts(sentence, language)
        for attempt in attempts:
            if attempt.is_supported:
                return attempt.evidence
        if joined := source.joined(sentence, language):
            return joined
        if source.language and language and source.language != language:
            return self._translated(sentence, source, language, failed)
        failed += attempts
        return self._judged(sentence, attempts, deadline)

    def _translated(self, sentence: str, source: _Source, language: str, failed: list[_Attempt]) -> Evidence | None:
        """The place in the other language that carries the sentence. failed: gets what was tried in vain."""
        found = places(sentence, language, source.pieces, source.language)
        if place := carrying(sentence, found, self._similarity):
            return source.evidence(place.group)
        failed += [
            _Attempt(source.evidence(place.group), place.text, said.faults, said.missing, said.coverage)
            for place in found
            for said in [place.rendering]
        ]
        return None

    def _judged(self, sentence: str, attempts: Sequence[_Attempt], deadline: Deadline) -> Evidence | None:
        """What no rule decides: most of its words are there, nothing contradicts, some words are the writer's own."""
        open_ = [attempt for attempt in attempts if not attempt.faults and attempt.coverage >= _COVERAGE]
        if not open_:
            return None
        likely = self._judge.supports([(open_[0].text, sentence)], deadline)[0]
        return open_[0].evidence if likely is not None and likely >= _LIKELY else None

    def _together(self, sentence: str, passages: Sequence[Passage], language: str) -> list[Evidence]:
        """Two passages may carry one sentence together, as when a model compares them."""
        best = [
            attempt
            for passage in passages
            if (
                found := list(
                    _Source(passage, pieces(passage.text), passage.hit.document.title).attempts(sentence, language)
                )
            )
            and (attempt := max(found, key=lambda one: one.coverage))
        ]
        text = "\n".join(attempt.text for attempt in best)
        if len(best) < 2 or list(intruders(sentence, text)):
            return []
        comparison = compare(read(sentence, language), read(text, language), frozenset(), frozenset())
        return [attempt.evidence for attempt in best] if _supports(comparison) else []


class _Source:
    """A passage cut into sentences."""

    def __init__(self, passage: Passage, cut: Sequence[Piece], title: str) -> None:
        self._passage, self.pieces = passage, cut
        self._title = content(title)
        self._known = frozenset[str]().union(*(piece.keys for piece in cut))
        self._read = dict[tuple[int, ...], Reading]()
        self.language = passage.hit.document.language

    def without_heading(self, sentence: str) -> str:
        """The sentence, where it begins with a line of the passage and a colon, without those."""
        head, colon, rest = sentence.partition(": ")
        is_heading = any(piece.text.rstrip(": ").casefold() == head.casefold() for piece in self.pieces)
        return rest if colon and is_heading and content(rest) else sentence

    def attempts(self, sentence: str, language: str) -> list[_Attempt]:
        """The claim beside each place that may carry it, the likeliest first."""
        claim = read(sentence, language)
        wanted = [content(claim.text[t.start : t.end]) for t in claim.tokens]
        found = [
            (group, self._compared(claim, group, language))
            for group in windows(self.pieces, sentence, wanted)[:_WINDOWS]
        ]
        most = max((one.held for _, one in found), default=0)
        return [self._attempt(claim, group, one, most, language) for group, one in found]

    def _compared(self, claim: Reading, group: Sequence[int], language: str) -> Comparison:
        if tuple(group) not in self._read:
            self._read[tuple(group)] = read(self._text(group), self.language or language)
        return compare(claim, self._read[tuple(group)], self._title, self._known)

    def _attempt(self, claim: Reading, group: Sequence[int], found: Comparison, most: int, language: str) -> _Attempt:
        """most: words that the claim shares with any place: another one that has fewer is beside the point."""
        replaced, faults = found.replaced, found.faults
        if len(group) > 1:
            # What stands before a sentence may explain it, but it neither replaces a word nor lends a denial.
            own = self._compared(claim, group[-1:], language)
            replaced = replaced or (own.replaced if own.coverage >= _COVERAGE else ())
            faults = faults or (own.faults if own.coverage >= _HELD else ())
        return _Attempt(
            self.evidence(group),
            self._text(group),
            faults,
            (*found.added, *(word for word, _ in replaced)),
            found.coverage,
            found.held == most and not replaced and not faults and _supports(found),
        )

    def _text(self, group: Sequence[int]) -> str:
        return " ".join(self.pieces[i].text for i in group)

    def joined(self, sentence: str, language: str) -> Evidence | None:
        """Neighbouring sentences that carry the two halves of the claim."""
        for halves in parts(sentence):
            places = [
                next((a.evidence for a in self.attempts(half, language) if a.is_supported), None) for half in halves
            ]
            # What one sentence does not carry as a whole, it does not carry in halves.
            if places[0] and places[1] and places[0] != places[1]:
                start, end = min(p.start for p in places if p), max(p.end for p in places if p)
                return Evidence(self._passage.n, start, end)
        return None

    def evidence(self, group: Sequence[int]) -> Evidence:
        start, end = self.pieces[group[0]].start, self.pieces[group[-1]].end
        return Evidence(self._passage.n, self._passage.start + start, self._passage.start + end)


def _supports(found: Comparison) -> bool:
    """Whether rules decide for the claim: nothing contradicts or is replaced, hardly a word is the writer's own."""
    total = found.held + found.elsewhere + len(found.added) + len(found.replaced)
    is_near = found.held >= _HELD * total and len(found.added) <= _ADDED * total
    return not found.faults and not found.replaced and found.held > 0 and is_near and not found.is_patchy


def _literal(sentence: str, passage: Passage) -> Evidence | None:
    """Whole sentences of the passage that are the claim word for word."""
    wanted = _spaced(sentence)
    if not wanted or wanted not in _spaced(passage.text):
        return None
    spans = txt.sentences(passage.text)
    texts = [_spaced(passage.text[start:end]) for start, end in spans]
    for first, text in enumerate(texts):
        if not wanted.startswith(text) and wanted != _MARK.sub("", text):
            continue
        whole, last = _MARK.sub("", text) if wanted != text and not wanted.startswith(text) else text, first
        while len(whole) < len(wanted) and last + 1 < len(texts):
            last += 1
            whole = f"{whole} {texts[last]}"
        if whole == wanted:
            return Evidence(passage.n, passage.start + spans[first][0], passage.start + spans[last][1])
    return None


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _reasons(failed: Sequence[_Attempt]) -> tuple[str, ...]:
    """Of the place that came nearest."""
    if not failed:
        return ("none of its words are in the passage",)
    nearest = max(failed, key=lambda attempt: (attempt.coverage, -len(attempt.faults)))
    missing = (f"not in the passage: {', '.join(nearest.missing)}",) if nearest.missing else ()
    return (*nearest.faults, *missing)
