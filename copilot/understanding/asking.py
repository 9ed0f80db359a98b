"""How sentences ask, tell what is wrong, and are courteous, in Dutch and English: the words, as data, and who has them.

Words are folded ones of one sentence, in order.
"""

from __future__ import annotations

from collections.abc import Sequence

_ASKING = """
    mijn/de/een vraag | vraag is | vraag/vragen/vroeg me/mij/ons af | wil/willen/zou/zouden weten/vragen/graag
    graag weten/vragen/horen | graag/gaarne hoor/weet/wil/zou/ontvang/verneem | hoor/verneem graag
    kunt/kun/wilt/zou/zouden/mag u/je/jullie | is het mogelijk/toegestaan | weet u/je/jullie/iemand | niet hoe
    klopt het/dat/dit | my question | wondering | like/want to know/ask | is it possible | is there a/an/any
    could/can/would/will you/someone/anyone | do/should/must/may/can/could i/we | how do/can/to/does/should
    please advise/explain/tell | let me know | does/has anyone/anybody
"""
_ASK_FIRST = """
    hoe wat waar waarom wanneer welk welke wie hoeveel kan kunnen mag mogen moet moeten krijg krijgen klopt how
    what where why when which who can could should does
"""
_OPENING = frozenset(_ASK_FIRST.split())
"""First words of sentences that ask."""

_TROUBLE = """
    melding defect kapot stuk lek geweigerd weigert geblokkeerd blokkeert probleem problemen vastgelopen onjuist
    onjuiste verkeerd verkeerde kwijt gebroken afgebroken cannot unable broken damaged stuck denied refused
    rejected blocked missing wrong problem problems issue issues bug bugs hangs
"""
_WRONG = frozenset(_TROUBLE.split())
_WRONG_BEGIN = ("fout", "storing", "mislukt", "dubbel", "beschadigd", "fail", "crash", "error", "exception")
_NEGATIONS = """
    niet geen nooit niets niks not never
"""
_NOT = frozenset(_NEGATIONS.split())
_VERBS = """
    werk werkt werken lukt doet kan kon kunnen krijg kreeg zie gaat komt start opent laadt klopt reageert ontvang
    ontvangt ontvangen gebeurt past does did do is are was were will would can could has have
"""
_DO = frozenset(_VERBS.split())
"""Verbs that tell trouble when a negation follows."""
_REACH = 8
"""Words within which it does."""

_COURTEOUS = """
    help helpen geholpen hulp vraag vragen question questions weten laten horen reactie antwoord answer reply bedankt
    dank dankjewel thanks thank graag hoop hope alvast advance voorbaat vriendelijke groet groeten groetjes regards kind
    best hallo hoi beste geachte hello hi dear goedemorgen goedemiddag goedenavond goedendag morning afternoon mail
    mails email bericht message belletje bellen call oppakken oplossen bekijken kijken kijk look handle check checken
    doorsturen hiernaar hierover onderstaande below see zie fyi please svp aub alsjeblieft alstublieft moment ogenblik
    fijne dag day weekend nice good goed well hopelijk mogelijk spoedig snel soon asap forward hearing from looking
    verder further informatie information know let advise advice advies tegemoet vernemen contact opnemen ok oke okay
    ja nee yes hartelijk snelle moeite alles
"""
COURTEOUS = frozenset(_COURTEOUS.split())
"""A sentence of nothing but these and function words asks nothing."""

_Phrase = tuple[frozenset[str], ...]


def _by_first_word(phrases: str) -> dict[str, list[_Phrase]]:
    """ "is het | was/were there" -> {"is": [({"het"},)], "was": [({"there"},)], "were": [({"there"},)]}."""
    found: dict[str, list[_Phrase]] = {}
    for line in phrases.strip().splitlines():
        for phrase in line.split("|"):
            first, *rest = (frozenset(word.split("/")) for word in phrase.split())
            for word in first:
                found.setdefault(word, []).append(tuple(rest))
    return found


_PHRASES = _by_first_word(_ASKING)


def asks(words: Sequence[str]) -> bool:
    """Whether a sentence asks, also without a question mark."""
    if words and words[0] in _OPENING:
        return True
    return any(
        all(at + n < len(words) and words[at + n] in options for n, options in enumerate(phrase, 1))
        for at, word in enumerate(words)
        for phrase in _PHRASES.get(word, ())
    )


def tells_trouble(words: Sequence[str]) -> bool:
    """Whether a sentence says that something does not work."""
    verb = -_REACH
    for at, word in enumerate(words):
        if word in _WRONG or word.startswith(_WRONG_BEGIN) or word.endswith(("n't", "n’t")):
            return True
        if word in _NOT and at - verb < _REACH:
            return True
        if word in _DO:
            verb = at
    return "no longer" in " ".join(words)
