"""A generated desk of many small audiences, and questions to it: for tests of who finds what."""

from __future__ import annotations

import random
from typing import Any

from copilot.core.types import Asker, Filters

Json = dict[str, object]

_DUTCH = (
    "abonnement adres afsluitdatum antwoord apparaat bedrag bestelling betaling bezorger bijlage borg contract dienst "
    "eindnota factuur formulier garantie gebruiker handleiding herstelling huurder incasso installatie kabel kantoor "
    "keuring klacht klant korting levering lening locatie machtiging medewerker melding meter modem monteur nota "
    "nummer onderhoud opdracht opzegging order overstap pakket pas portaal procedure rekening reparatie router sleutel "
    "storing tarief teller termijn toestel toegang update uitval verhuizing verlenging verzekering voorraad "
    "voorwaarde waarborg wachtwoord warmtepomp werkorder winkel zaak zending"
)
_ENGLISH = (
    "account address agreement appliance balance branch bill booking cable cancellation charge claim contract courier "
    "customer damage delivery deposit device discount dispute engineer failure firewall form guarantee heater invoice "
    "item key landlord lease licence manual meter modem mortgage notice number office order outage package parcel "
    "password payment permit policy portal price printer reading receipt refund renewal repair reset router schedule "
    "server shipment stock subscription supplier tenant ticket tracking transfer upgrade voucher warranty"
)
_NL, _EN = _DUTCH.split(), _ENGLISH.split()
_SAID = {
    "nl": (
        "De {0} van de {1} moet naar de {2}.",
        "Wie de {0} zoekt, vraagt de {1} om een {2}.",
        "Let op: {0} {1} {2}.",
    ),
    "en": ("The {0} of the {1} goes to the {2}.", "Ask the {1} for a {0} and a {2}.", "Mind the {0}, {1}, {2}."),
    "fr": ("Le {0} de la {1} va chez le {2}.", "Demandez le {0} et la {1} pour {2}.", "Attention : {0}, {1}, {2}."),
}
_ASKED = {
    "nl": ("hoe krijg ik de {0} voor mijn {1}", "{0} {1}", "waar staat de {0} als de {1} niet werkt?"),
    "en": ("how do I get the {0} for my {1}", "{0} {1}", "where is the {0} when the {1} does not work?"),
}
_TAGS = ("wifi", "borg", "Intern", "spoed", "post", "kassa", "thuis")
_SYLLABLES = ("ora", "ime", "ulo", "eka", "ani", "opu", "ise", "ato", "une", "ibo", "aru", "ove", "ilu", "ema", "odi")
_ROLES = {"mail": "message", "chat": "message", "wiki": "section", "ticket": "problem"}
_FILLERS = ("gewoon", "altijd", "even", "ook", "dus", "graag")


def askers() -> dict[str, Asker]:
    """By the share of the documents that exist for each, in %; they see more and more of the same."""
    agent = frozenset({"agent"})
    return {
        "0": Asker("nobody", agent, frozenset({"elsewhere"})),
        "1": Asker("one", agent, frozenset({"one"})),
        "2": Asker("two", agent, frozenset({"one", "two"})),
        "10": Asker("ten", agent, frozenset({"one", "two", "ten"})),
        "50": Asker("half", agent, frozenset({"one", "two", "ten", "half"})),
        "100": Asker("all", agent | {"admin"}, frozenset({"one", "two", "ten", "half", "rest"})),
    }


def documents(seed: int, count: int) -> list[Json]:
    """So many documents of all kinds; every ninth holds what another holds, which is often of another audience."""
    source = random.Random(seed)
    made: list[Json] = []
    for n in range(count):
        document = _document(source, n)
        made.append(document | _content(source.choice(made)) if n % 9 == 4 else document)
    return made


def near_copies(seed: int, count: int) -> list[Json]:
    """The same, with a word or two more in two of three documents than in the one that they are like."""
    source = random.Random(seed)
    made: list[Json] = []
    for n in range(count):
        document = _document(source, n)
        if n % 3:
            content = _content(source.choice(made))
            parts: Any = content["parts"]
            content["parts"] = [part | {"text": _longer(source, part["text"])} for part in parts]
            document |= content
        made.append(document)
    return made


def _content(document: Json) -> Json:
    return {key: document[key] for key in ("kind", "title", "parts", "language")}


def _longer(source: random.Random, text: str) -> str:
    words = text.split()
    for _ in range(1 + len(words) // 14):
        words.insert(source.randrange(len(words)), source.choice(_FILLERS))
    return " ".join(words)


def _document(source: random.Random, n: int) -> Json:
    group = _group(n)
    language = "fr" if group == "rest" and n % 7 == 0 else source.choice(["nl", "nl", "en"])
    kind = ("wiki", "ticket", "mail", "chat")[n % 4]
    words = [*source.sample(_EN if language == "en" else _NL, 12), _rare(n)]
    parts = [
        {"role": _ROLES[kind], "author": "Sanne", "text": _text(source, language, words)}
        for _ in range(source.choice([1, 1, 2, 3, 9]))
    ]
    if kind == "ticket":
        parts.append({"role": "resolution", "author": "Piet", "text": _text(source, language, words)})
    found: Json = {
        "id": f"d{n:04}",
        "kind": kind,
        "title": " ".join(source.sample(words, 3)).capitalize(),
        "language": language,
        "audience": [group] if group else [],
        "parts": parts,
        "updated_at": source.choice(["", "2024-05-01", "2025-11-03", "2026-02-01"]),
        "tags": source.sample(_TAGS, source.randint(0, 2)),
    }
    if kind == "ticket":
        found["resolved"] = source.random() < 0.5
    return found


def _group(n: int) -> str:
    """Of every hundred 1, 1, 8, 40 and 48 in a group, and 2 that only admins see; spread over all rows."""
    bounds = ((1, "one"), (2, "two"), (10, "ten"), (50, "half"), (98, "rest"), (100, ""))
    return next(group for bound, group in bounds if n * 37 % 100 < bound)


def _rare(n: int) -> str:
    """A word that stands in one document, and in what is like it."""
    syllables = [_SYLLABLES[n // 15**place % 15] for place in range(3)]
    return f"b{''.join(syllables)}dossier"


def _text(source: random.Random, language: str, words: list[str]) -> str:
    said = []
    for _ in range(source.randint(1, 5)):
        sentence = source.choice(_SAID[language]).format(*source.sample(words, 3))
        if source.random() < 0.2:
            sentence += f" Code {source.choice('EFK')}-{source.randint(1, 40)}."
        said.append(sentence)
    return " ".join(said)


def questions(seed: int, count: int, about: list[Json]) -> list[tuple[str, Filters]]:
    """In the words of any of the documents, with what people do to words; one of eight with a filter."""
    source = random.Random(seed)
    return [(_question(source, source.choice(about)), _filters(source)) for _ in range(count)]


def _question(source: random.Random, document: Json) -> str:
    parts = document["parts"]
    assert isinstance(parts, list)
    text = source.choice(parts)["text"]
    words = [word.strip(".,:") for word in text.split() if len(word) > 4]
    language = "en" if source.random() < 0.3 else "nl"
    picked = [_mistyped(source, word) for word in source.sample(words, min(3, len(words)))]
    made = source.random()
    if made < 0.08:
        start = source.randrange(max(1, len(text.split()) - 4))
        return f'waar staat "{" ".join(text.split()[start : start + 4])}"?'
    if made < 0.16:
        return f"wat betekent {source.choice('EFK')}-{source.randint(1, 40)} bij {picked[0]}"
    if made < 0.24:
        return f"{picked[0]}{picked[-1]} {source.choice(_NL)}"
    if made < 0.30:
        return f"{text} {text} {document['title']}?"
    return source.choice(_ASKED[language]).format(picked[0], picked[-1])


def _mistyped(source: random.Random, word: str) -> str:
    """Half of the words as they are; letters swapped, doubled or left out; a blank in the middle."""
    at = source.randrange(len(word) - 1)
    return source.choice(
        [
            word,
            word,
            word,
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1 :],
            f"{word[:5]} {word[5:]}",
        ]
    )


def _filters(source: random.Random) -> Filters:
    if source.random() > 0.125:
        return Filters()
    return source.choice(
        [
            Filters(kind=("wiki", "ticket")),
            Filters(language=("nl",)),
            Filters(language=("en", "fr")),
            Filters(tags=tuple(source.sample(_TAGS, 2))),
            Filters(updated_after="2025-01-01"),
            Filters(kind=("mail",), tags=("INTERN",)),
        ]
    )
