"""Conditions turned round without a change of meaning: "Als X, dan Y." and "Y als X."; simple clauses only."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PRONOUNS = "u|je|we|wij|hij|ze|er|het|dit|dat|iemand"
_FRONT_NL = re.compile(r"(?P<word>Als|Indien|Wanneer) (?P<condition>[^,;:()?]+), (?P<consequence>[^;:()?]+)\.")
_BACK_NL = re.compile(
    r"(?P<consequence>[A-Z][^,;:()?]+?),? (?P<word>als|indien|wanneer) "
    rf"(?P<condition>(?:{_PRONOUNS}|uw|de) [^,;:()?]+)\."
)
_INVERTED_NL = re.compile(r"(?:dan )?(?P<verb>[a-z]+) (?P<subject>u|je|we|wij|er)\b(?P<rest>.*)")
_STRAIGHT_NL = re.compile(
    r"(?:(?P<subject>u|je|we|wij|er)|(?P<thing>het|dit|dat|hij|ze|iemand)) "
    r"(?P<verb>(?(thing)(?:is|kan|mag|geldt|wordt|kost|hoeft|moet|zijn)|[a-z]+))\b(?P<rest>.*)",
    re.IGNORECASE,
)
_ASKED_NL = re.compile(
    r"(?P<verb>Bent|Is|Heeft|Heb|Ben|Hebt|Krijgt|Krijg|Woont|Woon|Werkt|Ontvangt|Verhuist|Verhuis|Betaalt|Overlijdt) "
    r"(?P<subject>u|je|uw [a-zà-ý]+|de [a-zà-ý]+|het [a-zà-ý]+|iemand|er) (?P<rest>[^,;:()?]+)\?"
)
_PARTICIPLE = re.compile(r"\b(?:ge|ver|be|ont)[a-z]{3,}(?:d|t|en)\b|\bingeschreven\b")
_ASIDE = re.compile(
    r"\b(?:en|of|maar|dat|die|want|omdat|voordat|nadat|zodat|zoals|wat|waar|om|and|or|but|so that|because)\b"
)
"""Begins another clause, to which a condition that is moved might be taken to belong."""
_POINTS_BACK = re.compile(r"\b(?:hij|ze|zij|hem|hun|hen|deze|it|they|them|he|she|him|this|that|so)\b", re.IGNORECASE)
"""What it means may stand in the other clause."""
_DANGLES = re.compile(r"\b(?:over|van|voor|op|in|bij|met|dat|wat|of|about|for|on|by|to|that|as|so|because|and)$")
_FRONT_EN = re.compile(r"(?P<word>If|When|Unless) (?P<condition>[^,;:()?]+), (?:then )?(?P<consequence>[^,;:()?]+)\.")
_BACK_EN = re.compile(
    r"(?P<consequence>[A-Z][^,;:()?]+) (?P<word>if|unless) "
    r"(?P<condition>(?:you|it|they|he|she|we|the|your|there) [^,;:()?]+)\."
)
_NO_CONDITION = re.compile(
    r"\b(?:know\w*|see\w*|ask\w*|check\w*|sure|wonder\w*|tell\w*|find out|determin\w*|verif\w*|confirm\w*|even|as|only|"
    r"just|test\w*|matter\w*|care|what|wait|especially|and|but|or|like|"
    r"alleen|ook|zelfs|behalve|vooral|pas|net|zo|en|of|maar|zowel)$",
    re.IGNORECASE,
)
"""Before "if" or "als": it begins no condition of its own sentence."""
_CONDITIONAL = re.compile(r"\b(?:als|if|when|wanneer|indien|unless|tenzij)\b", re.IGNORECASE)
_SUBJECT_EN = re.compile(r"(?:you|it|they|we|he|she|the|this|that|your|there|an?)\b", re.IGNORECASE)
_WITH_T = {
    "mag": "mag",
    "kan": "kan",
    "zal": "zal",
    "wil": "wilt",
    "is": "is",
    "zou": "zou",
    "had": "had",
    "kun": "kunt",
}
_WITHOUT_T = {"kunt": "kun", "wilt": "wil", "gaat": "ga", "staat": "sta", "doet": "doe", "ziet": "zie"} | {
    verb: verb for verb in ("moet", "weet", "laat", "zit", "zet", "sluit", "treft")
}
_MODAL = ("kunt", "kan", "moet", "mag", "wilt", "zult", "hoeft", "kun", "kunnen", "moeten", "mogen")
_FINITE = frozenset(
    (
        *_MODAL,
        *(
            "bent",
            "is",
            "zijn",
            "heeft",
            "hebt",
            "hebben",
            "krijgt",
            "krijg",
            "ontvangt",
            "verhuist",
            "betaalt",
            "woont",
        ),
        *(
            "werkt",
            "koopt",
            "draagt",
            "wordt",
            "gaat",
            "staat",
            "doet",
            "maakt",
            "stopt",
            "verandert",
            "overlijdt",
            "blijft",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Condition:
    """Both clauses as they would stand in the middle of a sentence, the consequence with its subject first."""

    language: str
    word: str
    condition: str
    consequence: str

    def front(self) -> str:
        """Condition first; "" where that is not simple."""
        if _ASIDE.search(self.consequence):
            return ""
        consequence = self.consequence if self.language == "en" else inverted(self.consequence)
        return f"{self.word.capitalize()} {self.condition}, {consequence}." if consequence else ""

    def back(self) -> str:
        """Consequence first; "" where that is not simple."""
        if _POINTS_BACK.search(self.consequence):
            return ""
        return f"{self.consequence[:1].upper()}{self.consequence[1:]} {self.word} {self.condition}."


def parse(sentence: str, language: str) -> Condition | None:
    """The two clauses of a sentence that is nothing but a condition and its consequence; None for any other."""
    if len(_CONDITIONAL.findall(sentence)) != 1:
        return None
    front, back = (_FRONT_NL, _BACK_NL) if language == "nl" else (_FRONT_EN, _BACK_EN)
    if match := front.fullmatch(sentence):
        consequence = match["consequence"] if language == "en" else straight(match["consequence"])
    elif (match := back.fullmatch(sentence)) and not _NO_CONDITION.search(match["consequence"]):
        consequence = _lower(match["consequence"])
        consequence = consequence if language == "en" or inverted(consequence) else ""
    else:
        return None
    consequence = consequence.strip()
    short = min(len(consequence.split()), len(match["condition"].split())) < 3
    if short or _DANGLES.search(consequence):
        return None
    return Condition(language, match["word"].lower(), match["condition"], consequence)


def is_front(sentence: str) -> bool:
    return bool(re.match(r"(?:Als|Indien|Wanneer|If|When|Unless)\b", sentence))


def straight(consequence: str) -> str:
    """ "moet u dit melden" -> "u moet dit melden"; "" where the subject is no pronoun."""
    match = _INVERTED_NL.fullmatch(consequence)
    if not match or match["verb"] in ("dat", "die", "wat", "hoe", "als", "om", "en", "of"):
        return ""
    verb = _with_t(match["verb"]) if match["subject"] == "je" else match["verb"]
    return f"{match['subject']} {verb}{match['rest']}"


def inverted(consequence: str) -> str:
    """The other way round; "" where the subject is no pronoun."""
    match = _STRAIGHT_NL.fullmatch(consequence)
    if not match or match["verb"] in ("die", "dat", "wat", "ook", "zelf", "en", "of"):
        return ""
    subject, verb = (match["subject"] or match["thing"]).lower(), match["verb"]
    return f"{_without_t(verb) if subject == 'je' else verb} {subject}{match['rest']}"


def asked(question: str, answer: str) -> str:
    """ "Bent u 18? Dan betaalt u." -> "Als u 18 bent, dan betaalt u."; "" where that is not simple."""
    match = _ASKED_NL.fullmatch(question)
    if not match or not answer.startswith("Dan ") or _ASIDE.search(match["rest"]):
        return ""
    if (participle := _PARTICIPLE.search(match["rest"])) and participle.end() < len(match["rest"]):
        return ""
    verb = match["verb"].lower()
    verb = _with_t(verb) if match["subject"] == "je" else verb
    return f"Als {match['subject']} {match['rest']} {verb}, dan {answer[4:]}"


def exchanged(clause: Condition) -> str:
    """Condition and consequence in each other's place; "" where the verbs cannot be placed."""
    if clause.language == "en":
        plain = _SUBJECT_EN.match(clause.consequence) and _SUBJECT_EN.match(clause.condition)
        return f"If {clause.consequence}, {clause.condition}." if plain else ""
    main, words = _STRAIGHT_NL.fullmatch(clause.consequence), clause.condition.split()
    places = [i for i in range(max(1, len(words) - 3), len(words)) if words[i] in _FINITE]
    if (
        not main
        or not places
        or words[0] not in _PRONOUNS.split("|")
        or _ASIDE.search(f"{clause.consequence} {clause.condition}")
    ):
        return ""
    finite = words.pop(places[-1])
    verb = _without_t(finite) if words[0] == "je" else finite
    condition, rest = (main["subject"] or main["thing"]).lower(), main["rest"].split()
    if main["verb"] in _MODAL and not (rest and rest[-1].endswith("en")):
        return ""
    rest.insert(len(rest) - (main["verb"] in _MODAL), main["verb"])
    return f"Als {condition} {' '.join(rest)}, {verb} {' '.join(words)}."


def _with_t(verb: str) -> str:
    """Form with "je" before it, of the form with "je" behind it."""
    return _WITH_T.get(verb, verb if verb.endswith("t") else f"{verb}t")


def _without_t(verb: str) -> str:
    """Form with "je" behind it, of the form with "je" before it."""
    return _WITHOUT_T.get(verb, verb.removesuffix("t"))


def _lower(text: str) -> str:
    first, _, rest = text.partition(" ")
    return text if first[1:] != first[1:].lower() else f"{first.lower()} {rest}"
