"""The sentences of a passage as statements: what they are about, which facts they give and whether they deny."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from copilot.conflict.concept import concepts
from copilot.conflict.condition import Conditions, conditions
from copilot.conflict.value import Value, values
from copilot.core import text as txt
from copilot.core.types import Hit

_PAST = re.compile(
    r"\b(?:vroeger|voorheen|eerder\s+(?:stond|gold|was)|destijds|toen\b|was\s+het|gold(?:en)?\b|stond(?:en)?\s+(?:hier|er|op)\b|oude\s+"
    r"(?:regel|regeling|pagina|tarief|prijs)|vervallen|previously|formerly|used\s+to|in\s+the\s+past|older|was|were"
    r"|waren|oude)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"\b(?:bijvoorbeeld|bijv|bv|stel|voorbeeld|rekenvoorbeeld|for\s+example|for\s+instance|e\.g|suppose|say\s+you)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:bijgewerkt|gepubliceerd|geplaatst|laatst\s+gewijzigd|uitgave|versie|updated|published|posted|version|revised"
    r"|edition|copyright|©)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:klant\s+(?:zegt|zei|belt|wil|denkt|heeft)|zegt\s+ze|zegt\s+hij|customer\s+(?:says|thinks|claims|wants)|volgens\s+de\s+klant"
    r"|las\s+ik|lees\s+ik|ik\s+(?:heb|had|kreeg|wil|moet|betaal|betaalde|ben)|i\s+(?:have|had|got|paid|want|was))\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:als|indien|wanneer|if|when|voor\s+wie|for\s+those)\b[^,;:.]*", re.IGNORECASE)
_MEASURED = ("date", "duration", "number", "amount", "percentage")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, eq=False)
class Statement:
    """hit.document.text[start:end]."""

    hit: Hit
    start: int
    end: int
    text: str
    before: str
    """What stands directly in front of it in the same passage."""
    language: str

    @cached_property
    def core(self) -> frozenset[str]:
        """What the sentence itself is about."""
        return concepts(self.text, self.language)

    @cached_property
    def around(self) -> frozenset[str]:
        """What its page, its heading and the sentence in front of it are about."""
        return concepts(self._heads, self.language) | concepts(self.before, self.language)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        return values(self.text, self.language)

    @cached_property
    def conditions(self) -> Conditions:
        return conditions(self.text)

    @cached_property
    def surroundings(self) -> Conditions:
        """Of its page, as far as it does not say itself."""
        named = {group for group, _ in self.conditions}
        return frozenset(pair for pair in conditions(self._heads) if pair[0] not in named)

    @cached_property
    def circumstances(self) -> tuple[Value, ...]:
        """Values that say when it holds and of what: the ages of an "if", the years and models of its page."""
        asides = " . ".join(match[0] for match in _IF.finditer(self.text))
        stated = [value for value in self.values if value.kind == "date" and _YEAR.fullmatch(value.value)]
        beside = (*values(asides, self.language), *values(self._heads, self.language))
        models = (v for v in (*self.values, *beside) if v.kind == "code" and v.value[:1].isalpha())
        return (*(value for value in beside if value.kind in _MEASURED), *stated, *models)

    @cached_property
    def _heads(self) -> str:
        return f"{self.hit.document.title} . {self.hit.chunk.heading}"

    @property
    def is_rule(self) -> bool:
        """Whether it says how things are: no question, table row, example, past, publication or somebody's story."""
        return not (
            self.text.rstrip("\"'”’)* ").endswith("?")
            or self.text.count(" | ") > 1
            or _PAST.search(self.text)
            or _EXAMPLE.search(self.text)
            or _PUBLISHED.search(self.text)
            or (self.hit.document.kind != "wiki" and _REPORTED.search(self.text))
        )


def statements(hit: Hit, start: int, end: int) -> Iterator[Statement]:
    """Of hit.document.text[start:end], in order."""
    text = hit.document.text
    language = hit.chunk.language or hit.document.language
    before = ""
    for first, last in txt.sentences(text, start, end):
        yield Statement(hit, first, last, text[first:last], before, language)
        before = text[first:last]
