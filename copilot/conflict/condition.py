"""For whom, when and per what a statement holds: statements under different conditions do not contradict.

Words of one group exclude each other: what holds for a company says nothing of a consumer. "*" ends a beginning.
"""

from __future__ import annotations

import re

_GROUPS = {
    "customer": (
        "particulier* consument* huishouden* consumer* household* private residential",
        "zakelijk* bedrijf bedrijven ondernemer* eenmanszaak eenmanszaken zzp* vve* business* company companies "
        "freelancer* entrepreneur*",
        "student* scholier* pupil*",
        "kind kinderen minderjarig* jongere* jeugd* child children minor* youth* baby*",
        "volwassene* adult*",
        "senior* gepensioneerd* 65+ ouderen pensioner* elderly",
        "verhuurder* huisbaas landlord*",
        "huurder* tenant*",
        "medewerker* werknemer* collega* personeel employee* staff",
    ),
    "standing": ("nieuwe_klant new_customer", "bestaande existing", "leden lid members member"),
    "per": (
        "per_maand maandelijks* p/m per_month monthly a_month",
        "per_jaar jaarlijks* per_year yearly annually annual a_year",
        "per_week wekelijks* weekly per_week a_week",
        "per_dag dagelijks* per_day daily a_day",
        "per_uur hourly per_hour an_hour",
        "per_kwartaal quarterly per_quarter",
        "per_keer eenmalig* per_beurt per_laadbeurt per_session per_transaction one-off each_time per_time",
        "per_stuk per_product per_item per_order per_bestelling",
        "per_kwh per_kilowattuur",
        "per_persoon per_person",
        "per_kilometer per_km per_mile",
    ),
    "place": (
        "nederland nederlands* binnenland* binnenlands* domestic dutch netherlands",
        "buitenland* foreign abroad international* internationaal* overseas",
        "europa europe* eu sepa",
        "belgië belgi* belgium",
        "duitsland duits* germany german*",
    ),
    "channel": (
        "online website app portaal webwinkel webshop portal",
        "telefonisch telefoon phone by_phone",
        "winkel balie store shop counter",
        "schriftelijk* brief post letter",
        "chat",
    ),
    "days": (
        "werkdag* doordeweeks* maandag dinsdag woensdag donderdag vrijdag weekday* monday tuesday wednesday thursday "
        "friday",
        "weekend* zaterdag* saturday* zondag* sunday* feestdag* holiday*",
    ),
    "season": ("zomer* summer*", "winter*", "voorjaar lente spring", "najaar herfst autumn"),
    "hour": ("overdag dag_tarief daluren off-peak", "nacht* night*", "spits* piekuren peak"),
    "order": (
        "eerste first 1e initial",
        "tweede second 2e",
        "derde third 3e",
        "vierde fourth",
        "laatste last",
        "vervolg* volgende following subsequent",
    ),
    "speed": ("spoed* express* urgent* priority prioriteit*", "standaard* standard normaal normale gewone regular"),
    "tier": ("basis* basic*", "premium* plus pro", "gold goud* zilver* silver*"),
    "size": ("klein* small*", "groot grote large*", "medium middelgroot*", "xl"),
    "supply": (
        "stroom* elektriciteit* electricity",
        "gas",
        "water",
        "warmte* heat*",
        "internet* wifi",
        "tv televisie*",
    ),
    "vehicle": ("auto auto's car cars", "motor* motorcycle*", "fiets* bicycle* bike*", "bus", "vrachtwagen* truck*"),
    "count": ("enkel enkele single", "dubbel* double"),
    "tax": ("incl inclusief including", "excl exclusief excluding"),
    "condition": ("nieuw_product", "tweedehands gebruikt* refurbished used second-hand"),
    "term": ("vast vaste fixed", "flex* variabel* variable onbepaald*"),
    "stage": ("proeftijd proefperiode trial probation*",),
    "age": ("vóór vooraf voorafgaand beforehand advance", "na achteraf after afterwards"),
}
_JOINED = re.compile(r"\b(per|a|an|by|each|nieuwe|new|dag|one)\s+(\w+(?:/\w+)?)", re.IGNORECASE)


def _reader(groups: dict[str, tuple[str, ...]]) -> tuple[dict[str, tuple[str, int]], list[tuple[str, tuple[str, int]]]]:
    whole, beginnings = {}, []
    for group, members in groups.items():
        for number, words in enumerate(members):
            for word in words.split():
                if word.endswith("*"):
                    beginnings.append((word[:-1], (group, number)))
                else:
                    whole[word] = (group, number)
    return whole, beginnings


_WHOLE, _BEGINNINGS = _reader(_GROUPS)
_BEGINS = re.compile(r"\b(" + "|".join(re.escape(beginning) for beginning, _ in _BEGINNINGS) + r")\w*", re.IGNORECASE)
_OF_BEGINNING = dict(_BEGINNINGS)
_WORDS = re.compile(r"[\w+'’/-]+")

Conditions = frozenset[tuple[str, int]]


def conditions(text: str) -> Conditions:
    """(group, member) of all that the text restricts itself to."""
    lowered = text.lower()
    words = set(_WORDS.findall(lowered)) | {"_".join(pair) for pair in _JOINED.findall(lowered)}
    found = {_WHOLE[word] for word in words if word in _WHOLE}
    found.update(_OF_BEGINNING[match[1]] for match in _BEGINS.finditer(lowered))
    return frozenset(found)


def exclude(one: Conditions, other: Conditions) -> bool:
    """Whether a group separates them: both name members of it, and none is the same."""
    for group in {group for group, _ in one} & {group for group, _ in other}:
        if not {m for g, m in one if g == group} & {m for g, m in other if g == group}:
            return True
    return False
