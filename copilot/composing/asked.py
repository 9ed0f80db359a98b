"""What a question asks of a passage: its words with how much each tells, and the kind of fact that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from copilot.core.snapshot.lexical import LANGUAGES, Term
from copilot.fact import Kind

_AMOUNT: tuple[Kind, ...] = ("amount", "percentage", "number")
_KINDS: tuple[tuple[re.Pattern[str], tuple[Kind, ...]], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), kinds)
    for pattern, kinds in (
        (
            r"hoe ?lang|hoe lange|hoe snel|hoe vaak|tot wanneer|\w*termijn|hoeveel (?:uur|dagen|weken|maanden|jaar)"
            r"|how (?:long|soon|fast|quickly|often)|how many (?:hours|days|weeks|months|years)",
            ("duration", "date", "time"),
        ),
        (r"wanneer|hoe laat|welke (?:datum|dag)|when|what (?:date|day|time)", ("date", "time", "duration")),
        (r"hoe oud|vanaf welke leeftijd|how old|what age", ("duration", "number")),
        (r"hoeveel|hoe (?:hoog|groot|veel)|how (?:much|many|high|big)|what percentage", _AMOUNT),
        (r"kost|kosten|\w*tarief|prijs|bedrag|costs?|price|fees?|charges?|amount", _AMOUNT),
        (r"telefoonnummer|adres|e-?mailadres|website|phone number|address|e-?mail", ("address", "number", "code")),
        (r"wie|who|whom", ("name",)),
        (r"(?:welke|which|what) \w*code", ("code",)),
    )
)

_CODE = 3
"""How much more a code tells than a word that is as rare: who names one asks about it."""


@dataclass(frozen=True, eq=False)
class Asked:
    """What passages are chosen for."""

    text: str
    """The question, as it was searched for."""
    terms: Mapping[Term, float]
    """Its words as the index has them -> weight times inverse document frequency, among what the asker may see."""

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """Kinds of fact of which one must be in the answer; empty when the question asks for none."""
        return frozenset(kind for pattern, kinds in _KINDS if pattern.search(self.text) for kind in kinds)

    @cached_property
    def _telling(self) -> Mapping[str, Mapping[str, float]]:
        """Language -> word -> weight; codes are words of every language."""
        codes = {term.word: _CODE * value for term, value in self.terms.items() if term.is_code}
        languages = {term.language for term in self.terms if not term.is_code} or LANGUAGES
        return {
            language: {term.word: value for term, value in self.terms.items() if term.language == language} | codes
            for language in languages
        }

    def coverage(self, words: Iterable[str], language: str) -> float:
        """Share of what the question's words tell that is among these, in [0, 1]. words: each once."""
        telling = self._telling.get(language, {})
        return sum(telling.get(word, 0.0) for word in words) / (sum(telling.values()) or 1.0)
