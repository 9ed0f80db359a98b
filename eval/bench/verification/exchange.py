"""A value of one sentence in the place of another's: both true in the passage, neither of the other."""

from __future__ import annotations

import random
import re

from copilot.core import text as txt
from eval.bench.verification import quantity
from eval.bench.verification.corpus import Place
from eval.bench.verification.vocabulary import Vocabulary

_NUMBER = (
    r"(?:\d+(?:[.,]\d+)*|twee|drie|vier|vijf|zes|acht|tien|twaalf|veertien|dertig|two|three|four|five|six|ten|thirty)"
)
_TIME = "jaar|maanden|maand|weken|werkdagen|dagen|uur|minuten|years|months|weeks|days|hours|minutes|seconds"
_QUANTITY = re.compile(
    rf"\b{_NUMBER} (?:(?P<time>{_TIME})|(?P<amount>euro|euros|dollars)|(?P<unit>kWh|GB|MB|users|people|characters))\b"
    r"|[$€] ?(?P<price>\d+(?:[.,]\d+)*)\b|\b\d+(?P<share>%| procent| percent)"
)


def facts_exchanged(claim: str, place: Place, vocabulary: Vocabulary, rng: random.Random) -> str:
    """A duration, amount, date, year or else a noun of a sentence that speaks of something else; "" without one."""
    others = [sentence for sentence in place.others if not _resembles(sentence, claim)]
    options = [
        (match.span(), other[0])
        for sentence in others
        for find in (quantity.DATE.finditer, quantity.YEAR.finditer, _QUANTITY.finditer)
        for other in find(sentence)
        for match in find(claim)
        if _kind(other) == _kind(match) and other[0].lower() not in claim.lower()
    ]
    if not options:
        return vocabulary.noun_of_passage(claim, others, place.document.source, rng)
    (start, end), new = rng.choice(options)
    return claim[:start] + new + claim[end:]


def _resembles(sentence: str, claim: str) -> bool:
    """Whether both speak of so much the same that the one's value may well be true in the other."""
    ours, theirs = ({word[:5] for word in txt.content_words(text) if word.isalpha()} for text in (claim, sentence))
    return len(ours & theirs) > 0.4 * min(len(ours), len(theirs))


def _kind(match: re.Match[str]) -> tuple[str, ...]:
    """The groups that matched tell what a value is: a day is not put in the place of a month."""
    named = (name.rstrip("23") for name, value in match.groupdict().items() if value and not name.startswith("year"))
    return tuple(sorted("amount" if name == "price" else name for name in named))
