"""Which words are facts: what must agree before two texts say the same. Dutch and English."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBERS = (
    "twee two,drie three,vier four,vijf five,zes six,zeven seven,acht eight,negen nine,tien ten,elf eleven,"
    "twaalf twelve,dertien thirteen,veertien fourteen,vijftien fifteen,zestien sixteen,zeventien seventeen,"
    "achttien eighteen,negentien nineteen,twintig twenty"
)
_TENS = "30 dertig thirty,40 veertig forty,50 vijftig fifty,60 zestig sixty,90 negentig ninety,100 honderd hundred"
_DAYS = (
    "maandag monday,dinsdag tuesday,woensdag wednesday,donderdag thursday,vrijdag friday,zaterdag saturday,"
    "zondag sunday,januari january,februari february,maart march,april,mei,juni june,juli july,augustus august,"
    "september,oktober october,november,december,morgen tomorrow,gisteren yesterday"
)
_NEGATIONS = "niet geen not no cannot cant neither nor noch"
_SWITCHES = (
    "nooit never,zonder without,behalve except,niets nothing,niemand nobody,alleen only uitsluitend slechts,"
    "tweede second,derde third,vierde fourth,half halve,dubbel double"
)
_SIGNS = "€ euro eur euros,$ dollar dollars usd,£ pound pounds gbp,% procent percent"


def _table() -> dict[str, str]:
    table = {word: str(value) for value, words in enumerate(_NUMBERS.split(","), 2) for word in words.split()}
    table |= {word: tens.split()[0] for tens in _TENS.split(",") for word in tens.split()}
    for line in (*_DAYS.split(","), *_SWITCHES.split(","), *_SIGNS.split(",")):
        table |= dict.fromkeys(line.split(), line.split()[0])
    return table | dict.fromkeys(_NEGATIONS.split(), "niet")


def _with_slips(table: dict[str, str]) -> dict[str, str]:
    """With the commonest typos: letters that changed places or were doubled; in long words, one that was left out."""
    slips: dict[str, str] = {}
    for word, fact in table.items():
        if len(word) < 4 or not word.isalpha():
            continue
        for at in range(1, len(word)):
            slips.setdefault(word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :], fact)
            slips.setdefault(word[:at] + word[at - 1] + word[at:], fact)
            if len(word) >= _LONG and at < len(word) - 1:
                slips.setdefault(word[:at] + word[at + 1 :], fact)
    return {slip: fact for slip, fact in slips.items() if slip not in _NO_SLIPS} | table


_LONG = 6
_NO_SLIPS = frozenset("noting forth even note neven".split())  # noqa: SIM905
"""Words of their own."""

FACTS = _with_slips(_table())
"""Word -> how it is compared: "thirty" and "30" are one, and so are "geen", "niet" and "cannot"."""

_ANTONYMS = (
    "aan/uit aan/af aan/zonder op/af op/onder op/neer in/uit met/zonder voor/na voor/tegen altijd/nooit ja/nee "
    "meer/minder hoger/lager hoog/laag groter/kleiner langer/korter links/rechts boven/onder open/dicht "
    "geopend/gesloten openen/sluiten gratis/betaald verplicht/optioneel toegestaan/verboden binnen/buiten "
    "eerste/laatste eerste/tweede minimaal/maximaal minstens/hoogstens oud/nieuw oude/nieuwe zakelijk/particulier "
    "zakelijke/particuliere starten/stoppen start/stop toevoegen/verwijderen kopen/huren rood/groen rode/groene "
    "zwart/wit zwarte/witte warm/koud ochtend/middag ochtend/avond dag/nacht uur/dag dag/week dagen/weken week/maand "
    "weken/maanden maand/jaar maanden/jaren dag/maand dagen/maanden uur/minuten uren/dagen uur/dagen eerder/later "
    "vroeger/later on/off in/out with/without before/after always/never yes/no more/less more/fewer higher/lower "
    "high/low larger/smaller longer/shorter left/right above/below up/down open/closed opened/closed opening/closing "
    "open/close free/paid required/optional mandatory/optional allowed/forbidden inside/outside first/last "
    "first/second minimum/maximum old/new business/private start/stop add/remove buy/rent red/green black/white "
    "warm/cold hot/cold morning/afternoon morning/evening day/night hour/day day/week days/weeks week/month "
    "weeks/months month/year months/years day/month days/months hours/minutes hours/days earlier/later "
    "enable/disable enabled/disabled accept/decline large/small big/small groot/klein grote/kleine front/back "
    "voorkant/achterkant north/south east/west noord/zuid oost/west noorden/zuiden lost/kept kept/deleted "
    "wijzigen/verwijderen win/lose verhogen/verlagen increase/decrease inkomend/uitgaand incoming/outgoing "
    "buyer/seller koper/verkoper must/may moet/mag moeten/mogen upload/download import/export push/pull lock/unlock"
)
ANTONYMS: frozenset[frozenset[str]] = frozenset(frozenset(pair.split("/")) for pair in _ANTONYMS.split())
"""Pairs of words of which one in the place of the other makes another instruction. Units of time are among them."""

_TURNS = "in/uit aan/uit aan/af op/af op/onder over/onder ver/ont on/ un/ im/ in/ dis/ ont/"
PREFIXES: frozenset[frozenset[str]] = frozenset(frozenset(pair.split("/")) for pair in _TURNS.split())
"""Beginnings that turn a word into its opposite: inloggen and uitloggen, possible and impossible."""

_CORRECTIONS = (
    "verouderd vervallen gewijzigd veranderd aangepast achterhaald onjuist fout klopte voortaan echter maar alleen "
    "uitsluitend vanaf tenzij wijziging anders bovendien outdated obsolete changed updated wrong incorrect instead "
    "however but only unless longer anymore deprecated replaced differently"
)
CORRECTIONS = frozenset(_CORRECTIONS.split())
"""A note with one of these may say that what follows is not so: it does not stand for its copy."""

_COURTESY = (
    "vragen vraag hulp helpen help horen hoor contact gerust bedankt dank bedanken alvast groet groeten groetjes fijne "
    "prettige dag weekend succes hopelijk hoop hopen excuses service klantenservice questions question hear know "
    "glad happy thanks thank regards cheers best hope hopefully day support assistance reach hesitate sorry "
    "vriendelijke team"
)
COURTESY = frozenset(_COURTESY.split())
"""What greetings and closings are made of."""


_SYNONYMS = (
    "aanvraag verzoek,factuur rekening nota,klant afnemer cliënt,bedrijf onderneming,monteur technicus,"
    "toestel apparaat,fout storing probleem,medewerker collega werknemer,prijs tarief bedrag,toeslag meerprijs,"
    "website site,winkel filiaal,telefoon mobiel,auto wagen,formulier aanvraagformulier,wachtwoord password,"
    "bericht melding,koerier bezorger,handleiding gebruiksaanwijzing,pas pasje kaart,keuze optie,knop toets,"
    "scherm beeldscherm display,customer client,device unit appliance,issue problem fault error,bill invoice,"
    "phone telephone,mail email message,employee colleague,fee charge,supplement surcharge,application request,"
    "shop store,engineer technician mechanic,courier carrier,manual guide,screen display,button key,form application,"
    "password passcode,car vehicle"
)
SYNONYMS: tuple[frozenset[str], ...] = tuple(frozenset(line.split()) for line in _SYNONYMS.split(","))
"""Nouns of the desk that may stand for each other; any other noun in the place of a noun is another subject."""

_LEADING = (
    "de het een uw je jouw mijn ons onze hun zijn haar dit deze die dat elk elke iedere alle in op bij van voor met "
    "naar per door onder via tot the a an your our their his her its this that these those each every any all of by "
    "to from with at for under through"
)
LEADING = frozenset(_LEADING.split())
"""Words after which a noun, or what is said of it, comes: "per brief", "the lamp"."""


@lru_cache(1 << 16)
def is_fact(word: str) -> bool:
    """Whether a canonical word (see `_reading`) is a number, amount, date, code, address, negation or switch."""
    return word in _CANONICAL or _MARK_OF_FACT.search(word) is not None


_MARK_OF_FACT = re.compile(r"\d|@|://")
_CANONICAL = frozenset(FACTS.values())
