"""Whether a request can be understood by itself, by its words alone.

A request leans on the talk when it opens as if it went on, points at what it does not name, or names nothing at all.
Against that stands what it names itself: the more it does, the more must point back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.conversation.words import opened, topics
from copilot.core import text as txt

_CLAUSE = re.compile(r"[,;:.!?\n]+\s+|\s(?=(?:en|and|maar|but|want|because|omdat|als|if|zodra|nadat)\s)", re.IGNORECASE)

_OPENING = re.compile(
    r"(?:en|maar|dus|of|and|but|so|or|ook|also|idem|what about|how about|hoe zit (?:dat|het)|same)\b", re.IGNORECASE
)
_ANOTHER_CASE = re.compile(
    r"(?:(?:en|and|maar|but|of|or|wat|what|ook|also|even|zelfs)\s+)*(?:als|if|indien|stel|suppose|niet|not)\b|"
    r"(?:en|and|maar|but|of|or|ook|also|even|zelfs|geldt dat|what about|how about)\s+"
    r"(?:voor|bij|for|met|with|zonder|without|tot|until|vanaf|in|op|on|naar|to)\b",
    re.IGNORECASE,
)
"""Opens on another case of what was asked: "wat als", "not in winter", "and for"."""
_ASKS = re.compile(r"\b(?:wat|hoe|wie|waar|welke?|hoeveel|what|how|who|where|which)\b", re.IGNORECASE)
_STRONG = re.compile(
    r"\b(?:daar\w*|(?:hier|er)(?:mee|voor|bij|van|op|aan|in|over|na|tegen|uit|onder)|hem|ie|hij|diegene|zoiets|zo'n|"
    r"(?P<that>dat|die|that)|dit|deze|this|these|those|it|its|they|them|their|he|him|eentje|ones?|such|toen)\b",
    re.IGNORECASE,
)
"""Points at something by a word that stands for it."""
_WEAK = re.compile(
    r"\b(?:dan|then|ook|too|also|instead|else|nog|still|weer|again|toch|anders|otherwise|er|there|hier|het(?=\s*(?:[?.!,]|$)))"
    r"(?!\s+(?:is|are|zijn)\b)(?!\w)",
    re.IGNORECASE,
)
"""Often goes on about something, and often not."""
_SUBORDINATE = re.compile(
    r"\s+(?:ik|je|jij|u|we|wij|jullie|ze|zij|er|de|het|een|mijn|onze|uw|i|you|we|they|she|the|a|an|my|our|your)\b",
    re.IGNORECASE,
)
"""Behind "dat", "die" and "that" when these only join two clauses."""
_JOINED = re.compile(
    r"\b(?:iemand|mensen|klanten?|degenen?|persoon|someone|people|customers?|anyone|alles)\s+$", re.IGNORECASE
)
_EXPLETIVE = re.compile(r"(?:\s+\S+){1,5}?\s+(?:to|that|before|until|if|for)\b", re.IGNORECASE)
"""Behind an "it" that stands for what follows."""

_WITH_VERBS = """
    ik je jij jullie u we wij ze zij i you they he she men iemand someone
    is zijn was waren wordt worden word ben bent kan kun kunt kunnen mag mogen moet moeten wil wilt willen zal zullen
    zou heb hebt heeft hebben had doe doet doen ga gaat gaan kom komt komen krijg krijgt krijgen kost kosten duurt
    duren werkt werken betekent geldt staat staan zit geef geven vind vraag vragen hoef hoeft
    bedraagt bedragen hoort loopt levert leveren bestaat bestaan telt verkoopt verkopen heet helpt gebruik gebruikt
    am are were be been can could may might must shall should will would do does did have has had get gets go goes
    come comes cost costs take takes work works mean means apply applies need needs sell offer use exist help called
    i'm it's what's isn't don't
"""
_VERBAL = frozenset(_WITH_VERBS.split())
"""Subjects and verbs: one of these stands in nearly every sentence that is whole."""
_FRAGMENT = 6
"""Words that one without a verb has at most."""


def leans(request: str) -> bool:
    """Whether the words of a request need what was said before it."""
    request = opened(request)
    named = topics(request)
    return not named or _pull(request, len(named)) >= len(named)


def _pull(request: str, named: int) -> int:
    """How strongly the request points outside itself, in the measure of things named."""
    another = _ANOTHER_CASE.match(request)
    asked_under_it = topics(request.partition(",")[2])
    goes_on = another is not None and not asked_under_it and not _ASKS.search(request, another.end())
    pull = 3 if goes_on or _is_fragment(request, named) else 2 if _OPENING.match(request) else 0
    for clause in _unresolved(request):
        pull += 3 * _points(clause) + min(len(_WEAK.findall(clause)), 2)
    return pull


def _unresolved(request: str) -> Iterator[str]:
    """The clauses whose pointers find nothing named in the clauses before them."""
    for clause in _CLAUSE.split(request):
        yield clause
        if topics(clause):
            return


def _points(clause: str) -> bool:
    """Whether the clause has a word that stands for something said before."""
    for match in _STRONG.finditer(clause):
        behind = clause[match.end() :]
        joins = match["that"] and (_SUBORDINATE.match(behind) or _JOINED.search(clause, 0, match.start()))
        if not joins and not (match[0].lower() == "it" and _EXPLETIVE.match(behind)):
            return True
    return False


def _is_fragment(request: str, named: int) -> bool:
    """Whether it is a piece of a sentence, without a verb: "voor zakelijk?", "12 months"."""
    words = [txt.fold(word) for word in txt.words(request)]
    is_short = len(words) <= _FRAGMENT if "?" in request else len(words) <= _FRAGMENT / 2 and named <= 1
    return is_short and _VERBAL.isdisjoint(words)
