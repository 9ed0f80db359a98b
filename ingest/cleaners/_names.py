"""The names of persons in one document: who they are, and every place at which the document calls them so.

A name is learned where the form of a message tells it: the author, the header of a quoted mail, a salutation, a
sign-off, a title ("mevrouw Jansen"), a form ("Naam: ..."). From then on the full name counts as a name anywhere in
the document; a given name or surname alone only with a capital, and when it may be a word or a product as well
("Mark", "Bos") only inside a sentence with no other capitals beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from copilot.core.types import Document
from ingest.cleaners import _metadata
from ingest.cleaners import _name_places as at_places
from ingest.cleaners._name_alone import Alone
from ingest.cleaners._name_fields import display
from ingest.cleaners._name_forms import Name
from ingest.cleaners._name_index import Form, Index
from ingest.cleaners._name_words import PARTICLES

_ADDRESS = re.compile(r"@([\w.-]{1,255})")
_MAX_AUTHOR = 1_000
_MAX_PERSONS = 2_000
"""Persons of one document that are looked for outside the places that tell them."""

Where = Literal["title", "author", "text"]


class _Person(NamedTuple):
    given: tuple[str, ...]
    surname: tuple[str, ...]

    @property
    def key(self) -> str:
        return " ".join((*self.given, *self.surname))


class Names:
    """Finds the names in one document."""

    def __init__(self, document: Document, own_domains: tuple[str, ...]) -> None:
        """own_domains: mail domains of the company, subdomains included; who writes from there keeps his name."""
        self._domains = tuple(domain.lower().lstrip("@.") for domain in own_domains)
        self._own_words = {label for domain in self._domains for label in domain.split(".")[:-1] if len(label) > 3}
        """What the company is called, by its domains: "Beste Wadlicht," greets nobody."""
        self._is_chat = document.kind == "chat"
        self._added: set[tuple[_Person, bool]] = set()
        self._called: dict[_Person, str | None] = {}
        self._places: dict[str, list[at_places.Place]] = {}
        self._customers: dict[str, _Person] = {}
        self._staff: dict[str, _Person] = {}
        self._learn(document)
        self._index = Index(self._forms())
        texts = [part.text for part in document.parts]
        self._alone = Alone(texts if self._index else ())

    def find(self, text: str, where: Where) -> Iterator[tuple[int, int, str]]:
        """(start, end, canonical) of each name in a title, an author field or a text; in order, none overlaps another.

        canonical is equal for all ways in which the document calls one person: the full name in lower case.
        """
        if where == "author":
            text = text[:_MAX_AUTHOR]
        found = list(self._authors(text) if where == "author" else self._told(text, where))
        found += self._known(text)
        end = 0
        for start, stop, canonical in sorted(found, key=lambda one: (one[0], -one[1])):
            if start >= end:
                yield start, stop, canonical
                end = stop

    def _learn(self, document: Document) -> None:
        for part in document.parts:
            for name in self._people(part.author):
                self._add(name, self._is_own(part.author))
        for said in (document.owner, *_metadata.persons(document.metadata)):
            for name in self._people(said[:_MAX_AUTHOR]):
                self._add(name, self._is_own(said))
        known = self._given()
        told = []
        for part in document.parts:
            self._places[part.text] = found = self._read(part.text, known)
            told += [(place, self._is_own(part.author)) for place in found]
        told.sort(key=lambda one: (one[0].kind != "header", -len(one[0].name.words)))
        quoted = {id(place) for found in self._places.values() for place in _below_header(found)}
        for place, own_part in told:
            name = place.name
            if place.kind == "header":
                self._add(name, self._is_own(place.address))
            elif own_part and place.kind == "sign-off" and id(place) not in quoted:
                self._add(name, True)
            elif name.surname or name.is_sure or name.key in known:
                self._add(name, False)

    def _read(self, text: str, known: frozenset[str]) -> list[at_places.Place]:
        found = at_places.places(text, known, mentions=self._is_chat)
        return [place for place in found if self._own_words.isdisjoint(place.name.words)]

    def _people(self, author: str) -> list[Name]:
        return [name for name in display(author) if self._own_words.isdisjoint(name.words)]

    def _add(self, name: Name, own: bool) -> None:
        persons = self._staff if own else self._customers
        person = _Person(name.given, name.surname)
        if (person, own) in self._added:
            return
        self._added.add((person, own))
        if not own and self._named_by(person, self._staff) and not self._named_by(person, self._customers):
            return  # the customer's salutation calls a colleague by a part of his name
        if len(persons) < _MAX_PERSONS and not self._named_by(person, persons):
            persons[person.key] = person

    def _given(self) -> frozenset[str]:
        persons = (*self._customers.values(), *self._staff.values())
        return frozenset({person.key for person in persons} | {person.given[0] for person in persons if person.given})

    @staticmethod
    def _named_by(person: _Person, persons: dict[str, _Person]) -> _Person | None:
        """The one of these persons of whom this is a name or a part of it; None when it is nobody's or of several."""
        if person.key in persons:
            return persons[person.key]
        those = [one for one in persons.values() if _is_part(person, one)] if len(persons) < 300 else []
        return those[0] if len(those) == 1 else None

    def _canonical(self, person: _Person) -> str | None:
        """None: a colleague, who keeps his name."""
        if person not in self._called:
            self._called[person] = self._whom(person)
        return self._called[person]

    def _whom(self, person: _Person) -> str | None:
        if (customer := self._named_by(person, self._customers)) is not None:
            return customer.key
        is_shared = any(_is_part(person, one) for one in self._customers.values())
        if not is_shared and any(_is_part(person, one) for one in self._staff.values()):
            return None
        return person.key

    def _authors(self, text: str) -> Iterator[tuple[int, int, str]]:
        if self._is_own(text):
            return
        for name in self._people(text):
            canonical = self._canonical(_Person(name.given, name.surname))
            if canonical is not None:
                yield name.start, name.end, canonical

    def _told(self, text: str, where: Where) -> Iterator[tuple[int, int, str]]:
        found = self._places.get(text) if where == "text" else at_places.of_title(text)
        for place in self._read(text, self._given()) if found is None else found:
            own = place.kind == "header" and self._is_own(place.address)
            canonical = None if own else self._canonical(_Person(place.name.given, place.name.surname))
            if canonical is not None:
                yield place.name.start, place.name.end, canonical

    def _known(self, text: str) -> Iterator[tuple[int, int, str]]:
        for start, end, form in self._index.find(text):
            if form.alone and not self._alone.is_name(text, start, end):
                continue
            yield start, end, form.canonical

    def _forms(self) -> Iterable[Form]:
        """The ways in which a text can call these persons; what colleagues are called stays."""
        forms: dict[tuple[tuple[str, ...], bool], set[str]] = defaultdict(set)
        for person in self._customers.values():
            for words, alone in _ways(person):
                forms[words, alone].add(person.key)
        of_staff = {words for person in self._staff.values() for words, _ in _ways(person)}
        for (words, alone), keys in forms.items():
            if words not in of_staff or " ".join(words) in self._customers:
                yield Form(words, next(iter(keys)) if len(keys) == 1 else " ".join(words), alone)

    def _is_own(self, text: str) -> bool:
        for match in _ADDRESS.finditer(text[-1_000:]):
            domain = match[1].lower().rstrip(".")
            if any(domain == own or domain.endswith("." + own) for own in self._domains):
                return True
        return False


def _below_header(found: list[at_places.Place]) -> list[at_places.Place]:
    """What stands below the first header of a text: written by somebody else than the author of the part."""
    first = min((place.name.start for place in found if place.kind == "header"), default=None)
    return [place for place in found if first is not None and place.name.start > first]


def _is_part(part: _Person, whole: _Person) -> bool:
    """Whether `part` can be how somebody of the name `whole` is called: "Jan", "dhr. De Vries", "J. de Vries"."""
    if part.surname:
        is_tail = part.surname == whole.surname or (bool(whole.surname) and part.surname == _bare(whole.surname))
        if not is_tail:
            return part.key == whole.key or part.key.replace(" ", "") == re.sub(r"[\W_]", "", whole.key)
        if not part.given or not whole.given:
            return True
        first = part.given[0].replace(".", "")
        return whole.given[0].startswith(first) if len(first) <= 3 else whole.given[0] == first
    if not part.given:
        return False
    squashed = re.sub(r"[\W_\d]", "", part.key)
    return (
        part.given == whole.given
        or part.given[0] in (whole.given[:1] or whole.surname[-1:])[0:1]
        or (
            bool(whole.surname)
            and squashed in (re.sub(r"\W", "", whole.key), (whole.given[:1] or ("",))[0][:1] + "".join(whole.surname))
        )
    )


def _bare(surname: tuple[str, ...]) -> tuple[str, ...]:
    """The surname without the particles before it."""
    at = next((at for at, word in enumerate(surname) if word not in PARTICLES), 0)
    return surname[at:]


def _ways(person: _Person) -> Iterator[tuple[tuple[str, ...], bool]]:
    """(words, whether they need a look at what stands around them) of each way to call a person in a text."""
    given, surname = person.given, person.surname
    if given and surname:
        yield (*given, *surname), False
        if len(given[0].replace(".", "")) > 1:
            yield (given[0], *surname), False
            yield (given[0][0], *surname), False
        if len(given) == 1 and len(surname) > 1 and surname[0] not in PARTICLES:
            yield (*given, surname[-1]), False
        yield (*surname, *given), False
    if len(given) > 1 and not surname:
        yield given, False
    if given and len(given[0].replace(".", "")) > 1:
        yield given[:1], True
    if surname and len(surname[-1]) > 2:
        yield surname, True
