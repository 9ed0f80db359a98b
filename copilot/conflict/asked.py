"""What kind of fact a question asks for: an amount, a term, a date, a number of something, or yes or no."""

from __future__ import annotations

import re
from dataclasses import dataclass

from copilot.fact import Kind

_I = re.IGNORECASE
_KINDS: tuple[tuple[re.Pattern[str], tuple[Kind, ...]], ...] = (
    (
        re.compile(
            r"\b(?:hoeveel|welk)\s+(?:procent|percentage)|\bpercentage\b|\b(?:what|which)\s+percent|\bpercent\b", _I
        ),
        ("percentage",),
    ),
    (
        re.compile(
            r"\b(?:kost|kosten|prijs|tarief|boete|bedrag|euro|bonus|geld|gratis|duur|rekenen\s+we|kwijt)\b|€"
            r"|\w*(?:kosten|prijs|tarief|vergoeding|bedrag|bonus|korting|boete)\b|\bhoe\s+duur|\bbetaal|\bhoe\s+hoog"
            r"|\b(?:cost|costs|price|fee|fees|charge|charges|pay|penalty|amount|free|refund|expensive|discount)\b"
            r"|\bhow\s+much\b",
            _I,
        ),
        ("amount", "percentage"),
    ),
    (
        re.compile(
            r"\bhoe\s?lang\b|\bhoeveel\s+(?:\w+\s+)?(?:tijd|minuten|uur|dagen|werkdagen|weken|maanden|jaar|jaren)\b"
            r"|\w*termijn\b|\w*duur\b|\w*tijd\b|\bbinnen\s+(?:welke|hoeveel)|\bhoe\s+(?:snel|vaak|vroeg|ver|oud)\b"
            r"|\bwanneer\b|\bgarantie\b|\btot\s+hoe(?:ver|lang)\b"
            r"|\bhow\s+(?:long|soon|quickly|fast|often|early|old|far)\b|\bnotice\b|\bperiod\b|\bdeadline\b|\bwarranty\b"
            r"|\bhow\s+many\s+(?:\w+\s+)?(?:minutes|hours|days|weeks|months|years)\b|\bwhen\b",
            _I,
        ),
        ("duration",),
    ),
    (
        re.compile(
            r"\bwanneer\b|\bdatum\b|\bwelke\s+(?:dag|datum|maand)|\bvanaf\b|\btot\s+(?:wanneer|welke)|\bper\s+wanneer"
            r"|\bhoe\s?lang\b|\bin\s+welk\s+jaar|\b(?:19|20)\d\d\b"
            r"|\bwhen\b|\bdate\b|\b(?:which|what)\s+(?:day|date|month|year)\b|\buntil\b|\bdeadline\b|\bhow\s+long\b",
            _I,
        ),
        ("date",),
    ),
    (
        re.compile(
            r"\bhoe\s+laat\b|\bopen(?:ingstijden)?\b|\bwelke\s+uren\b|\bbereikbaar\b|\bwanneer\b"
            r"|\bwhat\s+time|\bopening\s+hours|\bopen\b|\bhours\b|\bwhen\b",
            _I,
        ),
        ("time",),
    ),
    (
        re.compile(
            r"\bhoe\s?veel\b|\baantal\b|\bmaximum\b|\bmaximaal\b|\bhoe\s+(?:vaak|groot|zwaar|hoog|ver|snel)\b"
            r"|\bhow\s+(?:many|much|often|big|heavy|large|far)\b|\bmaximum\b|\bnumber\s+of\b|\blimit\b",
            _I,
        ),
        ("number",),
    ),
    (
        re.compile(
            r"\b(?:telefoon)?nummer\b|\bwelke?\s+code\b|\bcode\b|\be-?mailadres\b|\bnaar\s+welk\s+adres"
            r"|\b(?:phone\s+)?number\b|\bwhich\s+code\b|\be-?mail\s+address\b",
            _I,
        ),
        ("code", "address"),
    ),
)
_YES_NO = re.compile(
    r"(?:^|[?.!:;,]\s+|\b(?:of|dat|whether|if)\s+(?:ik|je|we|wij|een|de|het|i|we|a|the)\s+.*?)"
    r"(?:mag|mogen|kan|kunnen|moet|moeten|is|zijn|krijg|krijgt|krijgen|heb|heeft|hebben|doen|doet|geldt|hoef|hoeft|wordt"
    r"|worden|klopt|kost|betaal|betaalt|vergoeden|accepteren|werkt|zit|can|could|may|must|should|do|does|did|is|are|am"
    r"|have|has|will)\b",
    _I,
)
_W = re.compile(r"\b(?:wat|wie|waar|waarom|wanneer|hoe|hoeveel|hoelang|welke?|what|who|where|why|when|how|which)\b", _I)


@dataclass(frozen=True, slots=True)
class Asked:
    kinds: frozenset[Kind]
    """Of the facts that answer it."""
    is_yes_no: bool


_ANY: frozenset[Kind] = frozenset({"amount", "percentage", "duration", "date", "time"})
"""What a question may be about that names no kind."""


def asked(question: str) -> Asked:
    kinds = frozenset(kind for pattern, found in _KINDS if pattern.search(question) for kind in found)
    is_yes_no = bool(_YES_NO.search(question)) and not _W.search(question)
    return Asked(kinds or _ANY, is_yes_no)
