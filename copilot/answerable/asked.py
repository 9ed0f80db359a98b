"""What kind of fact a question asks for, and whether passages hold one: an amount, a term, a number to call.

Only what can be told from the question's words without doubt: "wanneer" often asks for a condition, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from copilot.core import text as txt
from copilot.fact import Kind, facts
from copilot.understanding.codes import codes

_QUESTIONS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (r"hoeveel procent|what percentage|how many per ?cent|welk percentage", ("percentage",)),
    (
        r"telefoonnummer|(?:phone|telephone|whatsapp)[ -]?(?:number|nummer)|iban|"
        r"(?:bank|account|rekening)[ -]?(?:number|nummer)|e-?mail(?:adres| address)|nummer van|"
        r"number of (?:the )?(?:customer|help|support)",
        ("number", "code", "address"),
    ),
    (
        r"hoe ?lang|how long|hoeveel (?:uur|dagen|weken|maanden|jaar|tijd)|"
        r"how many (?:hours|days|weeks|months|years)",
        ("duration", "date", "time"),
    ),
    (
        r"(?:wat|hoeveel) (?:kost|kosten|reken\w*|betaal\w*|bedraagt)|hoe duur|welk bedrag|hoeveel euro|"
        r"how expensive|"
        r"(?:hoe hoog|wat) (?:is|zijn|wordt) (?:de|het|mijn) [\w-]*(?:prijs|kosten|tarief|bedrag|boete|toeslag)|"
        r"how much (?:do|does|did|is|are|will|would)|what (?:does|do|is|are) .{0,60}(?:cost|price|fee|charge)|"
        r"[$€£] (?:value|amount)|(?:amount|sum) (?:paid|due|charged)",
        ("amount", "percentage"),
    ),
    (r"hoeveel|how many", ("number", "amount", "percentage", "duration")),
)
_ASKED = tuple(
    (re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), frozenset(kinds)) for words, kinds in _QUESTIONS
)
"""The first that is found counts."""


@dataclass(frozen=True, slots=True)
class Asked:
    kinds: frozenset[Kind]
    """Of which a fact answers; empty where the question does not say."""
    names: tuple[frozenset[str], ...]
    """Folded words of each name and code that it speaks of."""


def asked(question: str, language: str) -> Asked:
    kinds = next((kinds for pattern, kinds in _ASKED if pattern.search(question)), frozenset[Kind]())
    named = [question[fact.start : fact.end] for fact in facts(question, language) if fact.kind in ("name", "code")]
    words = [frozenset(map(txt.fold, txt.words(name))) for name in dict.fromkeys((*named, *codes(question)))]
    return Asked(kinds, tuple(name for name in words if name))


def unnamed(wanted: Asked, texts: Sequence[str]) -> float:
    """Share of the names that stand in none of the texts; 0 where none is asked about."""
    if not wanted.names:
        return 0.0
    there = {word for text in texts for word in _folded(text)}
    return sum(not name <= there for name in wanted.names) / len(wanted.names)


_APART = re.compile(r"[\W_]+")
Standing = Literal["", "missing", "apart", "held", "stated"]


def stands(wanted: Asked, passages: Sequence[tuple[str, str]], language: str) -> Standing:
    """Whether passages hold a fact of the kind that is asked, and beside a name that is asked about.

    passages: (title and heading, text) of each: a name in the title is named in every sentence. "" where no kind is
    asked; "held" where one is there and the question names nothing.
    """
    if not wanted.kinds:
        return ""
    standing: Standing = "missing"
    for title, said in passages:
        text = f"{title}\n{said}"
        for fact in facts(text, language):
            if fact.kind not in wanted.kinds:
                continue
            if not wanted.names:
                return "held"
            standing = "apart"
            around = _folded(f"{title}\n{_sentence(text, fact.start, fact.end)}")
            if any(name <= around for name in wanted.names):
                return "stated"
    return standing


def _folded(text: str) -> set[str]:
    """Its words, and the parts of addresses and codes: "ACME.COM/X" names Acme."""
    words = {txt.fold(word) for word in txt.words(text)}
    return words.union(*(_APART.split(word) for word in words))


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence, or more of them, in which a span lies."""
    spans = [(first, last) for first, last in txt.sentences(text) if first < end and last > start]
    return text[spans[0][0] : spans[-1][1]] if spans else text[start:end]
