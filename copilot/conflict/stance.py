"""Whether a statement affirms or denies: mag and mag niet, mogelijk and niet mogelijk, verplicht and niet nodig."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from copilot.conflict.concept import concepts, weigh

_I = re.IGNORECASE
_NOT = re.compile(
    r"\b(?:niet|geen|nooit|nee|niemand|nergens|noch|not|no|never|cannot|none|nor|nobody|neither)\b|\w+n[’']t\b", _I
)
_IMPOSSIBLE = re.compile(
    r"\b(?:onmogelijk|verboden|uitgesloten|geweigerd|impossible|forbidden|prohibited|excluded|unable|banned)\b", _I
)
_MAY = re.compile(
    r"\b(?:mag|mogen|kan|kun|kunt|kunnen|mogelijk|toegestaan|recht|prima|prima|onmogelijk|verboden|uitgesloten|may|can"
    r"|can't|cannot|allowed|possible|entitled|permitted|fine|impossible|forbidden|prohibited|excluded|unable|accepteren"
    r"|accept|accepts)\b",
    _I,
)
_MUST = re.compile(
    r"\b(?:moet|moeten|verplicht|nodig|hoef|hoeft|hoeven|vereist|must|required|need|needs|needed|mandatory|compulsory"
    r"|obligatory|have\s+to|has\s+to|needn't)\b",
    _I,
)
_UNLESS = re.compile(
    r"\b(?:tenzij|behalve|mits|alleen|slechts|soms|sometimes|vaak|meestal|usually|uitsluitend|als|indien|zolang|wanneer|zonder|unless|except|only|if|provided"
    r"|without|when|but|maar|although|hoewel)\b",
    _I,
)
_CLAUSE = re.compile(r"[,;:–—]\s+|\s+(?:maar|en|but|and|want|because|omdat|dus|so)\s+", _I)
Manner = Literal["may", "must", "is"]


@dataclass(frozen=True, slots=True)
class Stance:
    """start, end: of the clause within the statement's text."""

    manner: Manner
    denies: bool
    depends: bool
    """Whether it holds under a condition or with an exception."""
    about: frozenset[str]
    start: int
    end: int


def stance(text: str, wanted: frozenset[str], language: str) -> Stance | None:
    """Of the clause that is most about what is wanted; None where none is."""
    depends = bool(_UNLESS.search(text))
    best, best_weight = None, 0.0
    at = 0
    bounds = [(m.start(), m.end()) for m in _CLAUSE.finditer(text)] + [(len(text), len(text))]
    for end, following in bounds:
        clause = text[at:end]
        about = concepts(clause, language)
        weight = weigh(about & wanted)
        if weight > best_weight:
            manner: Manner = "must" if _MUST.search(clause) else "may" if _MAY.search(clause) else "is"
            denials = len(_NOT.findall(clause)) + len(_IMPOSSIBLE.findall(clause))
            best, best_weight = Stance(manner, denials % 2 == 1, depends, about, at, end), weight
        at = following
    return best


def oppose(one: Stance, other: Stance) -> bool:
    """Whether one affirms what the other denies flatly: "not if" leaves room for "yes", "not" leaves none for "if"."""
    denial, assent = (one, other) if one.denies else (other, one)
    if denial.depends or (assent.depends and assent.manner == "is"):
        return False
    return one.denies != other.denies and (one.manner == other.manner or "is" in (one.manner, other.manner))
