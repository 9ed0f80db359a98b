"""How people go on about something, leave it, point back at it: the words, as data, in Dutch and English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from copilot.core import text as txt
from copilot.understanding.asking import COURTEOUS

_ATTRIBUTES = """
    kost kosten prijs prijzen bedrag bedragen tarief duur duurt duren lang lange langer snel sneller termijn datum
    moment dag dagen week weken maand maanden jaar jaren uur uren voorwaarde voorwaarden regels betekent betekenen
    reden manier stap stappen nodig gebeurt gebeuren werk werkt werken lukt lukte geldt gelden regelen vragen
    aanvragen terug precies eigenlijk ongeveer maximaal minimaal hoogstens minstens eerste tweede derde laatste nieuw
    nieuwe ander andere oud oude zelfde hetzelfde steeds weer opnieuw echt altijd nooit soms vaak vaker keer meestal
    goedkoper duurder minder hoger lager later eerder alleen allebei beide verschil mogelijk gratis zeker nou nu zoveel
    per binnen sinds nodig eentje dus gewoon best weg
    cost costs price prices amount rate duration take takes longer soon sooner time date day days week weeks month
    months year years hour hours condition conditions rules mean means reason way step steps needed happen happens
    work works apply applies arrange request exactly actually maximum minimum first second third last new other
    another old same again still also too really always never often times once twice more less higher lower later
    earlier only both difference possible free cheaper back now per within since either else already each every yet
    direct meteen straks hoog laag boete optie keuze knop
    gedaan gelukt geprobeerd begrepen sturen stuur opsturen meesturen invullen tekenen ondertekenen betalen betaal
    annuleren stoppen wijzigen aanpassen veranderen melden doorgeven inleveren regel ontvangen
    immediately high low fee penalty option choice button
    done tried understood send fill sign pay cancel stop change report hand receive
    going go come comes came say said tell ja nee nope yep sure right
"""
_COURTESY = txt.STOPWORDS | COURTEOUS
_ASKED_ABOUT = frozenset(["weekend", "mail", "email", "bellen", "contact", "bericht", "reactie"])
"""Courteous words that mean what they say in a question."""
_GENERIC = _COURTESY | frozenset(_ATTRIBUTES.split())
"""Words that name no thing: function words, courtesy, and what is asked about things."""

_NUMBER = re.compile(r"[\d.,:/€%-]+")


def topics(text: str) -> list[str]:
    """Folded words that name what a text is about, in order."""
    return [word for word in map(txt.fold, txt.words(text)) if word not in _GENERIC and not _NUMBER.fullmatch(word)]


def related(these: Iterable[str], those: Iterable[str]) -> bool:
    """Whether one of these words is one of those, in another form or inside a compound: "pas" and "laadpas"."""
    others = [(word, _stem(word)) for word in those]
    return any(
        _stem(word) == stem or _ends(word, other) or _ends(other, word) for word in these for other, stem in others
    )


def _ends(part: str, whole: str) -> bool:
    return len(part) >= _PART and whole.endswith(part)


_PART = 3
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|en|es|ed|e|s|t)$")
_HARD = {"z": "s", "v": "f"}


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word)
    return stem[:-1] + _HARD.get(stem[-1], stem[-1])


_CHANGE = re.compile(
    r"(?:(?:en|and|maar|but|ik heb|i have|i also have)\s+)?(?:nu\s+|now\s+)?"
    r"(?:(?:(?:nog\s+)?(?:een\s+)?(?:heel |totaal )?(?:andere?|nieuwe|volgende) (?:vraag(?:je)?|onderwerp|kwestie)|"
    r"(?:an?\s+)?(?:completely |totally )?(?:different|new|next|unrelated|separate) "
    r"(?:question|topic|subject|matter|issue)|"
    r"on an? (?:different|another|other) (?:note|topic|subject|matter)|"
    r"chang(?:e|ing) (?:of |the )?(?:subject|topic))\b|"
    r"(?:(?:nog |heel )?iets (?:heel )?anders|los (?:daarvan|hiervan)|something (?:else|different)|unrelated(?:ly)?|"
    r"apart from (?:that|this))(?:\s+(?:entirely|nu|now|nog|though))?(?=\s*(?:[,:;.!?–-]|$)))[\s,:;.!?–-]*",
    re.IGNORECASE,
)
"""Says at the beginning of a sentence that what came before is done with."""

_LEAD_IN = re.compile(
    r"(?:(?:(?:beste|geachte|lieve|dear)\b[^,.!?\n]{0,40}[,!\n]|"
    r"(?:hoi+|hallo|hai|hey|hee|hi|hello|goede(?:morgen|middag|navond|ndag)|good (?:morning|afternoon|evening|day)|"
    r"(?:hartelijk |erg |heel erg )?(?:bedankt|dank(?:jewel|uwel| je(?: wel)?| u(?: wel)?)?)|"
    r"(?:many )?thank(?:s| you)(?: (?:so|very) much| a lot)?)(?![\w-])(?: (?:there|team|allemaal|all)\b)?|"
    r"(?:ok(?:é|ay|e)?|ja|jawel|nee|yes|yeah|yep|no|nope|top|prima|fijn|mooi|super|great|perfect|fine|sorry|hm+|oh|ah|"
    r"aha|duidelijk|helder|got it|i see|alright|right|well|nou|dag|trouwens|by the way|btw|overigens|"
    r"(?:ik heb |i have )?(?:nog een (?:laatste )?(?:vraag(?:je)?|ding)|nog (?:iets|wat)|"
    r"one (?:more|last) (?:thing|question)|another (?:thing|question)))(?=\s*[,.!:;–-]))"
    r"[\s,.!:;–-]*)+",
    re.IGNORECASE,
)
"""Greetings, thanks and small words before what somebody says."""

_IDENTIFIED = re.compile(
    r"(?:(?:mijn|ons|onze|het|my|our|the)\s+)?\b(?:klant|order|bestel|contract|factuur|dossier|ticket|zaak|relatie|"
    r"polis|debiteur(?:en)?|lid|customer|client|invoice|account|case|reference|contract|booking|member(?:ship)?)[\s-]?"
    r"(?:nummer|number|nr|no|id|code)\.?(?:\s+(?:is|was|=))?\s*[:#]?\s*[A-Za-z]{0,4}[\s-]?\d[\d\w./-]{2,}",
    re.IGNORECASE,
)
_ORDER_LINE = re.compile(r"\s*(?:[-*•]\s*)?\d{1,3}\s?[x×]\s.*(?:€|eur|\d[.,]\d\d)", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"(?:mijn naam is|ik heet|u spreekt met|je spreekt met|my name is|this is [A-Z]|postcode|geboortedatum|geboren op|"
    r"date of birth|born on)\b.{0,60}$",
    re.IGNORECASE,
)


def opened(text: str) -> str:
    """The text without the greetings, thanks and small words that it begins with."""
    return _LEAD_IN.sub("", text.strip(), count=1) if _LEAD_IN.match(text.strip()) else text.strip()


def sentences(text: str) -> Iterator[tuple[str, bool]]:
    """(sentence, whether it changes the topic) of a customer's message.

    Left out: greetings, thanks, customer and order numbers, order lines, who it is that writes.
    """
    text = opened(text)
    for start, end in txt.sentences(text):
        sentence = opened(text[start:end])
        change = _CHANGE.match(sentence)
        sentence = opened(_IDENTIFIED.sub("", sentence[change.end() :] if change else sentence))
        is_ours = not _ORDER_LINE.match(sentence) and not _INTRODUCED.match(sentence)
        polite = _COURTESY - _ASKED_ABOUT if sentence.endswith("?") else _COURTESY
        says = is_ours and any(word not in polite for word in map(txt.fold, txt.words(sentence)))
        if says or change:
            yield sentence if says else "", change is not None


def is_offer(text: str) -> bool:
    """Whether the agent only offers more help: "kan ik verder nog iets voor u doen?"."""
    return _OFFER.search(text) is not None


_OFFER = re.compile(
    r"\b(?:(?:verder|nog|ergens|ermee|anders)\b.{0,40}\b(?:help\w*|doen|vragen|dienst)|"
    r"(?:anything|something) (?:else|more)|(?:further|more|other) (?:help|questions?)|"
    r"how (?:can|may) i help|waar(?:mee)? kan ik .{0,20}help\w*)\b",
    re.IGNORECASE,
)
