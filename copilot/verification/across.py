"""A claim beside sentences in the other language, Dutch or English.

Its words must be theirs, translated; facts, denials, bounds and conditions must agree; and its meaning must be nearer
to the sentence that carries it than to the others of the passage. A cosine alone says little: those of unrelated
sentences of one page lie between 0.75 and 0.86.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from copilot.fact import Fact
from copilot.verification.agreement import faults
from copilot.verification.alignment import align, stated
from copilot.verification.reading import Reading, Token, read
from copilot.verification.senses import compound, of, senses
from copilot.verification.sentences import Piece, groups, words_of
from copilot.verification.words import related

_NEAR = 0.86
"""Cosine from which sentences with the same words say the same (bundled model)."""
_MISSING = 0.35
"""What it loses if all words of the claim have other translations than the sentence's words."""
_UNKNOWN = 0.2
"""What it loses if no word of the claim has a translation."""
_COMPARED = 4
"""Places of a passage whose meaning is compared: each takes tens of milliseconds."""
_OTHER = {"nl": "en", "en": "nl"}

_EXTRAS = (
    "either once anything something everything takes effect way eenmaal hele heel ziet terug weer mee zeer vooral "
    "erbij ervan erop erin eruit hierover daarover hierop daarop hieraan wilt wil want wants both beide allebei gaat "
    "kom komt precies sinds since inderdaad indeed particularly especially very simply anyone anybody someone iemand "
    "totdat nadat lasts"
)
_EMPTY = frozenset(_EXTRAS.split())
"""Words that the other language often has none for."""
_ALIKE = [
    (re.compile(spelling, re.IGNORECASE), said)
    for spelling, said in (
        (r"\b(\w+er) (?:is|zijn|duurt|duren|was|wordt|worden) dan\b", r"\1 dan"),
        (r"\bbigger than\b", "larger than"),
        (r"\bhooguit\b", "hoogstens"),
        (r"\bat the latest\b", "at most"),
        (r"\b(?:every|each|elke?|iedere?)\b", "all"),
        (r"\bat any (?:time|moment)\b|\bop elk moment\b", "always"),
        (r"\bpas (?=na|als|wanneer|op|om|vanaf|nadat|zodra)|\bmaar (?=[eé]{2}n|een|twee|\d)", "alleen "),
        (r"\bjust (?=once|one|two|\d)", "only "),
        (r"\bwhile (?=we|you|your|the)\b", "as long as "),
        (r"^(?=(?!als|indien|wanneer|mits|tenzij|zodra|zolang)\w+ [^,.!?]{8,}, dan\b)", "als "),
        (r"\b(?:may|must|can|should|does|do|will) not exceed\b", "not exceeding"),
        (r"\b(?:before(?:hand)?|prior to|in advance|ahead(?: of)?|earlier)\b", "for"),
        (r"\b(?:voordat|alvorens|van tevoren|vooraf|eerder)\b|\bv[oó]{2}r\b", "bij"),
        (r"\be-(?=mail)", "e"),
        (r"\bback-up", "backup"),
        (r"\bvanaf\b|\bas (?:of|from)\b|\bstarting from\b", "from"),
        (r"(?<=days of )(?=\w+ing\b|receipt|purchase|delivery)", "after "),
        (r"(?:^|(?<=[.!?] ))First(?=,? )|\beerst\b", ""),
        (r"\b(one|two|three|four|five|six|seven|eight|nine|ten)-(?=(?!one|two|three)[a-z]{4})", r"\1 "),
    )
]
"""What turns a sentence in one language and not in the other ("before", "voor"), or is written otherwise."""
_UNTIL = re.compile(r"\b(?:tot|up to|until|till)\b", re.IGNORECASE)
"""Sets an upper bound in one language and none in the other."""
_WITHOUT = re.compile(r"zonder|without", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rendering:
    """A claim as far as the words of a source say it."""

    faults: tuple[str, ...]
    """What contradicts, in words."""
    held: int
    """Words and facts of the claim that the source has in its own language."""
    missing: tuple[str, ...]
    """Words of the claim that the source does not have."""
    lacking: float
    """What that takes from the nearness of their meanings."""

    @property
    def coverage(self) -> float:
        """Share of the claim's words that the source has, in [0, 1]."""
        return self.held / max(1, self.held + len(self.missing))


@dataclass(frozen=True, slots=True)
class Place:
    """Sentences of a passage that are read together, beside the claim."""

    group: tuple[int, ...]
    """Their indexes."""
    text: str
    rendering: Rendering


def places(claim: str, language: str, found: Sequence[Piece], other: str) -> list[Place]:
    """Where a passage may carry the claim, the likeliest first; nowhere unless the languages are Dutch and English.

    language, other: of the claim and the passage, ISO 639-1.
    """
    if _OTHER.get(language) != other:
        return []
    mine = _read(claim, language)
    alone = [render(mine, _read(piece.text, other), language) for piece in found]
    best = dict[int, Place]()
    for group in groups(found):
        text, own = " ".join(found[i].text for i in group), alone[group[-1]]
        said = own if len(group) == 1 else render(mine, _read(text, other), language)
        # What stands before a sentence may explain it, but it excuses nothing.
        place = Place(group, text, replace(said, faults=said.faults or own.faults))
        last = best.setdefault(group[-1], place).rendering
        if place.rendering.held > last.held and bool(place.rendering.faults) <= bool(last.faults):
            best[group[-1]] = place
    return sorted((place for place in best.values() if place.rendering.held), key=lambda place: -place.rendering.held)


def carrying(claim: str, found: Sequence[Place], similarity: Callable[[str, str], float]) -> Place | None:
    """The place that says what the claim says. found: as `places` gives them."""
    likely = found[:_COMPARED]
    nearness = {place.group: similarity(claim, place.text) for place in likely}
    for place in likely:
        near = nearness[place.group]
        is_nearest = all(near >= nearness[other.group] for other in likely if _is_rival(other, place))
        if not place.rendering.faults and is_nearest and near - place.rendering.lacking >= _NEAR:
            return place
    return None


def _is_rival(other: Place, place: Place) -> bool:
    """Whether it is another place that says something else."""
    says_it_too = not other.rendering.faults and other.rendering.coverage == 1
    return other.group[-1] not in place.group and place.group[-1] not in other.group and not says_it_too


def _read(text: str, language: str) -> Reading:
    for pattern, said in _ALIKE:
        text = pattern.sub(said, text)
    return read(text, language)


def render(claim: Reading, source: Reading, language: str) -> Rendering:
    """The claim in the source's words, compared with the source. language: of the claim, nl or en."""
    theirs = senses(source.text, _OTHER[language])
    for word in theirs:
        theirs[word] |= frozenset[str]().union(*(of(part, "nl") for part in compound(word, _OTHER[language])))
    mine, stand = senses(claim.text, language), [token.fact for token in source.tokens if token.fact]
    tokens, missing, unknown = list[Token](), list[Token](), list[Token]()
    for token in _tokens(claim, stand):
        options = mine.get(token.word) or of(token.word, language)
        if token.fact:
            said = token.word if any(stated(token.fact, fact) for fact in stand) else ""
        else:
            said = _said(token.word, options, theirs, source, language)
        tokens.append(replace(token, word=said) if said else token)
        if not said:
            (missing if options or compound(token.word, language) else unknown).append(token)
    translated = replace(claim, tokens=tuple(tokens))
    if _UNTIL.search(claim.text) or _UNTIL.search(source.text):
        translated, source = _unbounded(translated), _unbounded(source)
    aligned = align(translated, source)
    free = (token for n, token in enumerate(source.tokens) if not token.fact and n not in aligned.used)
    unread = sum(not theirs.get(token.word) for token in free)
    return Rendering(
        (*faults(translated, source, aligned), *_denials(claim, source)),
        len(tokens) - len(missing) - len(unknown),
        tuple(token.word for token in (*missing, *unknown)),
        max(_lacking(tokens, missing, unknown, unread), _lacking(_conditional(tokens), _conditional(missing), (), 0)),
    )


def _lacking(tokens: Sequence[Token], missing: Sequence[Token], unknown: Sequence[Token], unread: int) -> float:
    """unread: words of the source that nobody knows: each may translate one that seems to be missing."""
    excused = min(unread, len(missing))
    lost = _MISSING * (len(missing) - excused) + _UNKNOWN * (len(unknown) + excused)
    return lost / max(1, len(tokens))


def _conditional(tokens: Sequence[Token]) -> list[Token]:
    """A condition is lost in a long sentence, and decides what it says."""
    return [token for token in tokens if token.condition >= 0]


def _tokens(claim: Reading, stand: Sequence[Fact]) -> Iterator[Token]:
    """The claim's, without those that languages add; "one" is an article in the other ("één punt").

    "A year" is a word where the source has it as one ("per jaar"). stand: the source's facts.
    """
    for token in claim.tokens:
        if (fact := token.fact) and fact.value == "1":
            continue
        if fact and fact.value.startswith("1 ") and not any(stated(fact, other) for other in stand):
            yield replace(token, word=words_of(token.word)[-1], fact=None)
        elif token.word not in _EMPTY:
            yield token


def _said(word: str, options: frozenset[str], theirs: dict[str, frozenset[str]], source: Reading, language: str) -> str:
    """The source's word for a word of the claim; "" where it has none. options, theirs: what each may stand for."""
    found = [other for other, known in theirs.items() if related(word, other) or not options.isdisjoint(known)]
    if not found and not options:
        parts = [
            [o for o, known in theirs.items() if not of(p, language).isdisjoint(known)]
            for p in compound(word, language)
        ]
        found = parts[-1] if parts and all(parts) else []
    return next((token.word for token in source.tokens if token.word in found), found[0] if found else "")


def _unbounded(reading: Reading) -> Reading:
    return replace(reading, operators=tuple(found for found in reading.operators if found.turn != "down"))


def _denials(claim: Reading, source: Reading) -> Iterator[str]:
    """More of them than the source has; "without" denies what stands behind it, and "not" the sentence."""
    for is_without in (True, False):
        mine, theirs = (
            sum(bool(_WITHOUT.match(reading.text, o.start)) == is_without for o in reading.operators if o.turn == "not")
            for reading in (claim, source)
        )
        if mine > theirs:
            yield "the passage has fewer denials"
