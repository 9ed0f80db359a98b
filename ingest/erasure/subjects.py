"""What to erase: the values that describe one person, in every canonical form in which they can stand in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from copilot.core.errors import RequestError
from copilot.core.personal_data.identifiers import Match, addresses, bsns, cards, emails, ibans, phones
from copilot.core.text import STOPWORDS
from ingest.erasure._names import PARTICLES, Name, part_rule
from ingest.erasure.forms import Form, runs

MASK = "[VERWIJDERD]"
"""What stands in a text where a person was."""
PSEUDONYM = "verwijderd-"
"""What an id, link or path gets there, followed by twelve hexadecimal digits."""

_DATE = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}")
_POSTCODE = re.compile(r"(?<!\d)([1-9]\d{3})\s?([A-Za-z]{2})(?![A-Za-z])")
_ROLE = re.compile(r"(?:info|support|hulp|help|service|klanten\w*|sales|contact|admin|no-?reply|post|mail)$")
_EVERYDAY_WORDS = (
    "beste geachte goede goeden morgen middag avond dag hallo hoi dear hello good morning afternoon evening met "
    "vriendelijke groet groeten kind regards best klant klanten customer service team support help desk helpdesk "
    "afdeling medewerker collega order bestelling ticket factuur invoice nummer number mail e-mail email telefoon "
    "phone bericht message onderwerp subject antwoord answer verwijderd removed onbekend unknown anoniem "
    "anonymous mevrouw meneer heer dame test naam name achternaam voornaam nieuwe oude van aan"
)
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
"""Words of every second message; two of them are no name."""
_COUNTRIES_WORDS = (
    "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 "
    "84 86 90 91 92 93 94 95 98"
)
_COUNTRIES = frozenset(_COUNTRIES_WORDS.split())
"""Country calling codes of one and two digits (ITU-T E.164); all others have three."""


@dataclass(frozen=True)
class Subject:
    """One person. Holds the plain values, so it lives in memory only; the register keeps keyed hashes of the forms."""

    values: tuple[str, ...] = field(repr=False)
    kinds: Mapping[str, int]
    """How many values of which kind: mail, iban, address, phone, bsn, card, number, name, code."""
    forms: frozenset[Form] = field(repr=False)

    @classmethod
    def of(cls, values: Iterable[str]) -> Subject:
        """Raises RequestError for a value that describes more than one person, with what to type instead."""
        forms: set[Form] = set()
        kinds: dict[str, int] = {}
        kept = tuple(dict.fromkeys(unicodedata.normalize("NFKC", value).strip() for value in values))
        if not kept:
            raise RequestError("nobody is named", 'run: python -m ingest erase --subject "NAME" MAIL PHONE ...')
        for value in kept:
            kind, found = classify(value)
            kinds[kind] = kinds.get(kind, 0) + 1
            forms |= set(found)
        return cls(kept, kinds, frozenset(forms))

    @cached_property
    def full(self) -> frozenset[str]:
        """The canonical texts that name this person on their own."""
        return frozenset(form.text for form in self.forms if form.rule not in ("part", "capital"))


def classify(value: str) -> tuple[str, list[Form]]:
    """(kind, forms) of one value. Raises RequestError for one that is too common to erase."""
    value = re.sub(r"^(?:mailto:|tel:)", "", value.strip(), flags=re.IGNORECASE)
    for kind, find, prefix, make in _FINDERS:
        end = len(prefix + value)
        found = {canonical for start, stop, canonical in find(prefix + value) if start <= len(prefix) and stop == end}
        if found:
            return kind, [form for canonical in sorted(found) for form in make(value, canonical)]
    compact = "".join(runs(value))
    if len(compact) < 4:
        raise _refused(value, "is shorter than 4 letters and digits", "give a longer value, such as the full name")
    if compact.isdigit():
        if len(compact) < 5:
            raise _refused(value, "has fewer than 5 digits", "give it with what stands before it, such as KL-1234")
        if _DATE.fullmatch(value):
            raise _refused(value, "is a date", "dates are shared by many; give the name, mail address or number")
        return "number", [_number(compact)]
    if _POSTCODE.fullmatch(value):
        raise _refused(value, "is the postcode of a whole street", f'give the house number too: "{value} 12"')
    if any(char.isdigit() for char in compact):
        return "code", [Form("code", compact)]
    if value.startswith("@") and compact not in _EVERYDAY | STOPWORDS:
        return "code", [Form("code", compact)]
    return "name", list(_name(value))


def _name(value: str) -> Iterator[Form]:
    name, words = Name(value), runs(value)
    if not name.last:
        raise _refused(
            value, "is a single word, which others can share", "give first name and surname, or @word for a user name"
        )
    telling = [word for word in words if word not in PARTICLES]
    if all(word in STOPWORDS or word in _EVERYDAY for word in telling):
        raise _refused(value, "is made of everyday words", "give first name and surname")
    if len(words) > 10:
        raise _refused(value, "is longer than a name", "give first name and surname, and other values one by one")
    if all(len(word) < 2 for word in telling):
        raise _refused(value, "is initials only", "give first name and surname")
    return name.forms()


def _mail(_value: str, canonical: str) -> Iterator[Form]:
    local, _, domain = canonical.rpartition("@")
    local = local.partition("+")[0] or local
    before, after = runs(local), runs(domain)
    yield Form("mail", " ".join([*before, *after]))
    for dot in ("dot", "punt"):
        yield Form("mail", " ".join([*f" {dot} ".join(before).split(), "at", *f" {dot} ".join(after).split()]))
        yield Form("mail", " ".join([*before, "at", *f" {dot} ".join(after).split()]))
    yield Form("mail", " ".join([*before, "at", *after]))
    user = " ".join(before)
    if len(user) >= 5 and not _ROLE.match(local) and any(char.isalpha() for char in user):
        yield Form(part_rule(user), user)


def _iban(_value: str, canonical: str) -> Iterator[Form]:
    yield Form("number", canonical.lower())


def _digits(value: str, canonical: str) -> Iterator[Form]:
    """A leading zero gets lost in spreadsheets."""
    yield from {_number(canonical), _number(canonical.lstrip("0") or canonical), _number("".join(runs(value)))}


def _phone(value: str, canonical: str) -> Iterator[Form]:
    """0612345678, 612345678, +31612345678, 0031 ..., +31 (0)6 ...; the same with another country's code."""
    digits = "".join(char for char in value.replace("(0)", "") if char.isdigit())
    country = "31"
    if canonical.startswith("0") and not canonical.startswith("00"):
        rest = canonical[1:]
    elif value.startswith(("+", "00")):
        foreign = digits.removeprefix("00")
        country = next((foreign[:size] for size in (1, 2) if foreign[:size] in _COUNTRIES), foreign[:3])
        rest = foreign[len(country) :].removeprefix("0")
    else:
        yield _number(canonical)
        return
    for before in ("", "0", country, f"{country}0", f"00{country}", f"00{country}0"):
        yield _number(before + rest)


def _address(value: str, canonical: str) -> Iterator[Form]:
    for match in _POSTCODE.finditer(value):
        code = (match[1] + match[2]).lower()
        yield Form("postcode", code, canonical.lower())


def _number(digits: str) -> Form:
    return Form("number" if len(digits) >= 8 else "short", digits)


_Make = Callable[[str, str], Iterable[Form]]
_FINDERS: tuple[tuple[str, Callable[[str], Iterator[Match]], str, _Make], ...] = (
    ("mail", emails, "", _mail),
    ("iban", ibans, "", _iban),
    ("address", addresses, "", _address),
    ("phone", phones, "", _phone),
    ("bsn", bsns, "BSN ", _digits),
    ("card", cards, "card ", _digits),
)


def _refused(value: str, why: str, fix: str) -> RequestError:
    return RequestError(f"{value!r} {why}: erasing it would damage what is about others", fix)
