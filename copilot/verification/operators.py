"""Words that turn what a sentence says: negation, bounds, "only", "must" and "may", before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Turn = Literal["not", "up", "down", "before", "after", "only", "all", "some", "must", "may", "other"]

_SPELLINGS: dict[Turn, str] = {
    "up": (
        r"minstens|min\.|ten ?minste|op zijn minst|minimaal|minimum"
        r"|(?:niet|geen) (?:minder|korter|jonger|lager|eerder) dan"
        r"|(?:meer|langer|ouder|hoger|groter|later|verder) dan|of (?:meer|ouder|langer|hoger|later)"
        r"|boven de(?= (?:\d|leeftijd|\w+ (?:jaar|euro|dagen|procent)))|vanaf"
        r"|at least|a minimum of|(?:no|not) (?:less|fewer|shorter|younger|lower|earlier|sooner) than"
        r"|(?:more|longer|older|higher|greater|larger|later) than|or (?:more|older|longer|above|higher|over|later)"
        r"|(?:above|over)(?= [\d$€£])|upwards of|starting from|as of|as from|exceed(?:s|ing)?"
    ),
    "down": (
        r"hoogstens|max\.?|ten hoogste|op zijn hoogst|maximaal|maximum|uiterlijk|binnen|within|at most|up to"
        r"|a maximum of"
        r"|(?:niet|geen) (?:meer|langer|ouder|hoger|groter|later) dan"
        r"|(?:minder|korter|jonger|lager|kleiner|eerder) dan"
        r"|of (?:minder|jonger|korter|lager|eerder)"
        r"|onder de(?= (?:\d|leeftijd|\w+ (?:jaar|euro|dagen|procent)))|t/m|tot en met"
        r"|(?:no|not) (?:more|longer|older|higher|greater|later) than"
        r"|(?:less|fewer|shorter|younger|lower|smaller|earlier|sooner) than"
        r"|or (?:less|fewer|younger|under|below|earlier|shorter)|(?:below|under)(?= [\d$€£])|not exceeding"
    ),
    "before": (
        r"voordat|vóór|alvorens|voorafgaand(?: aan)?|van tevoren|vooraf|before|prior to|beforehand|in advance|eerder"
        r"|(?<=dagen )voor|(?<=weken )voor|(?<=maanden )voor|(?<=maand )voor|(?<=week )voor|(?<=uur )voor"
        r"|(?<=jaar )voor"
        r"|voor(?= (?:\d{1,2} (?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)|\d{1,2}[-/]\d))|earlier|ago"
    ),
    "after": (
        r"nadat|na(?: afloop(?: van)?)?|achteraf|daarna|after(?:wards)?|later|following(?= the)|subsequently|"
        r"over(?= \d+ (?:dag|week|weken|maand|jaar|uur))"
    ),
    "not": (
        r"niet|niets|niemand|nergens|geen|geenszins|nooit|nimmer|zonder|noch|evenmin|neither|nor|not|no|never"
        r"|nothing|nobody|none|cannot|without|nowhere|\w+n['’]t|cant|dont|wont|verbied(?:t|en)|verboden"
        r"|forbidden|prohibited|prohibits?|unable|impossible|onmogelijk|niet-\w+"
    ),
    "only": r"alleen(?: maar)?|enkel|uitsluitend|slechts|only|solely|exclusively|merely",
    "all": r"alle|allemaal|alles|iedereen|altijd|all|always|everyone|everything|everybody",
    "some": (
        r"sommige|soms|enkele|bepaalde|some|sometimes|certain|meestal|vaak|usually|often|doorgaans|zelden|rarely"
        r"|seldom|bijna|almost|nearly|nauwelijks|hardly"
    ),
    "must": (
        r"moet(?:en)?|moest(?:en)?|dien(?:t|en)|hoef(?:t|en)?|verplicht(?:e)?|verplichting|nodig|noodzakelijk|vereist"
        r"|must|have to|has to|had to|need(?:s|ed)?(?: to)?|required?|requires|obliged|obligatory|mandatory|necessary"
        r"|should|ought to|compulsory"
    ),
    "may": (
        r"mag|mogen|kan|kun(?:t|nen)?|toegestaan|mogelijk|in staat|can|could|may|might|allowed|permitted|able to"
        r"|possible|optional|optioneel"
    ),
    "other": r"andere?|anders|other|another|otherwise",
}
_ANY = re.compile(
    "(?<!\\w)(?:{})(?!['’]?\\w)".format("|".join(f"(?P<{turn}>{found})" for turn, found in _SPELLINGS.items())),
    re.IGNORECASE,
)
_DENIED_MODAL = {"can't", "can’t", "cannot", "cant", "couldn't", "couldn’t", "mustn't", "mustn’t", "mayn't", "unable"}
_FORBIDDEN = re.compile(r"verb|forb|proh|imposs|onmog|can|unab|could", re.IGNORECASE)
_MUST_NOT = re.compile(r"must|need|should", re.IGNORECASE)


class Operator(NamedTuple):
    """text[start:end] turns what stands near it."""

    turn: Turn
    start: int
    end: int


def operators(text: str) -> Iterator[Operator]:
    """In order. What forbids is a "not" and a "may"."""
    for match in _ANY.finditer(text):
        turn: Turn = match.lastgroup  # type: ignore[assignment]
        yield Operator(turn, *match.span())
        if turn == "not" and _FORBIDDEN.match(match[0]):
            yield Operator("may", *match.span())
        elif turn == "not" and _MUST_NOT.match(match[0]):
            yield Operator("must", *match.span())
