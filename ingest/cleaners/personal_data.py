"""`personal_data`: replaces what identifies a person by a typed mask that stays the same within a document.

What was replaced is reported as it was, and what earlier cleaners removed is left alone: both are kept for a preview
only. Covered, in titles, texts and authors: Dutch citizen numbers (BSN), IBANs, payment cards, mail addresses, phone
numbers, Dutch postcodes with a house number, licence plates, customer numbers by the patterns of the configuration, and
names of persons where they stand as names. Never touched: id, ref, uri, metadata.
Not covered: dates of birth, addresses abroad, a street without a postcode, anything inside an attachment that is not
text, what a form, a checksum or the words around cannot tell. Whoever promises anonymity must read along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from pydantic import field_validator

from copilot.core.registry import Options as BaseOptions
from copilot.core.types import Document, Removed
from ingest.cleaners import _customer_numbers
from ingest.cleaners._identifiers import FINDERS, Match
from ingest.cleaners._names import Names
from ingest.cleaners._view import MASK, View

Mode = Literal["keep", "mask", "drop"]
Where = Literal["title", "author", "text"]

_CONTEXT = 160
"""Characters of what was said before that help to tell what a number is."""
_TELLING = re.compile(r"[\d@]|\bat\b|apenst|aapje", re.IGNORECASE)
"""Without any of these there is no identifier in a text."""
_AS_NAMED = "kenteken, rekening, tel: "
"""Before a value of the company, so that it is recognised in any way of writing."""


class Options(BaseOptions):
    mode: Mode = "mask"
    """keep: change nothing; mask: "[IBAN 1]"; drop: leave out."""
    modes: Mapping[str, Mode] = {}
    """Mode of single kinds, by the mask in lower case, such as "iban"."""
    company_domains: tuple[str, ...] = ()
    """Mail domains of the company itself, subdomains included; addresses there are kept."""
    company_values: tuple[str, ...] = ()
    """The company's own telephone numbers, IBANs and addresses, in any way of writing; kept."""
    customer_numbers: tuple[str, ...] = ()
    """Regular expressions of customer numbers."""

    @field_validator("customer_numbers")
    @classmethod
    def _bounded(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in value:
            _customer_numbers.compiled(pattern)
        return value

    def mode_of(self, kind: str) -> Mode:
        return self.modes.get(kind.lower(), self.mode)


class PersonalDataCleaner:
    def __init__(self, options: Options) -> None:
        self._options = options
        self._domains = tuple(domain.lower().lstrip("@.") for domain in options.company_domains)
        patterns = tuple(_customer_numbers.compiled(pattern) for pattern in options.customer_numbers)
        finders = (*FINDERS, ("KLANTNUMMER", _customer_numbers.finder(patterns)))
        self._finders = tuple((kind, find) for kind, find in finders if options.mode_of(kind) != "keep")
        self._own = {
            value
            for text in options.company_values
            for _, find in FINDERS
            for _, _, value in find(View(_AS_NAMED + text.strip()))
        }

    def clean(self, document: Document) -> Document:
        run = _Run(self, document)
        title = run.replaced(document.title, "title")
        parts, before = [], title
        for position, part in enumerate(document.parts):
            author = run.replaced(part.author, "author", part=position)
            before = run.replaced(part.text, "text", before[-_CONTEXT:], position)
            parts.append(replace(part, author=author, text=before))
        if not run.removed:
            return document
        return replace(document, title=title, parts=tuple(parts), removed=(*document.removed, *run.removed))

    def mode_of(self, kind: str) -> Mode:
        return self._options.mode_of(kind)

    def names(self, document: Document) -> Names | None:
        return None if self.mode_of("NAAM") == "keep" else Names(document, self._domains)

    def identifiers(self, view: View) -> Iterator[tuple[str, Match]]:
        """(kind, match) of all but names, the most certain first; what is the company's own is left out."""
        if _TELLING.search(view.text):
            for kind, find in self._finders:
                yield from ((kind, match) for match in find(view) if not self._is_own(match[2]))

    def _is_own(self, value: str) -> bool:
        domain = value.rpartition("@")[2] if "@" in value else ""
        return value in self._own or any(domain == own or domain.endswith("." + own) for own in self._domains)


class _Run:
    """One document on its way through the cleaner."""

    def __init__(self, cleaner: PersonalDataCleaner, document: Document) -> None:
        self._cleaner = cleaner
        self._masks = _Masks(document)
        self._names = cleaner.names(document)
        self.removed: list[Removed] = []

    def replaced(self, text: str, where: Where, context: str = "", part: int | None = None) -> str:
        """Repeats until nothing is found: a mask is shorter than what it hides, so context can come into reach."""
        while found := self._found(text, where, context):
            pieces, position = [], 0
            for start, end, kind, value in found:
                is_masked = self._cleaner.mode_of(kind) == "mask"
                pieces += [text[position:start], self._masks.of(kind, value) if is_masked else ""]
                self.removed.append(Removed(f"personal_data: {kind}", text[start:end], part))
                position = end
            text = "".join([*pieces, text[position:]])
        return text

    def _found(self, text: str, where: Where, context: str) -> list[tuple[int, int, str, str]]:
        """(start, end, kind, value) that do not overlap, in the order of the text."""
        found: list[tuple[int, int, str, str]] = []
        taken = bytearray(len(text))
        for mask in MASK.finditer(text):
            taken[mask.start() : mask.end()] = b"\1" * (mask.end() - mask.start())
        for start, end, kind, value in self._candidates(text, where, context):
            if start < end and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end, kind, value))
        return sorted(found)

    def _candidates(self, text: str, where: Where, context: str) -> Iterator[tuple[int, int, str, str]]:
        view = View(text, context)
        for kind, (start, end, value) in self._cleaner.identifiers(view):
            yield *view.span(start, end), kind, value
        if self._names:
            yield from ((start, end, "NAAM", name) for start, end, name in self._names.find(text, where))


class _Masks:
    """Numbers the values of one document per kind, after the masks that already stand in it."""

    def __init__(self, document: Document) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = {}
        for text in (document.title, *(text for part in document.parts for text in (part.author, part.text))):
            for kind, number in MASK.findall(text):
                self._last[kind] = max(self._last.get(kind, 0), int(number))

    def of(self, kind: str, value: str) -> str:
        key = (kind, value)
        if key not in self._known:
            self._last[kind] = self._last.get(kind, 0) + 1
            self._known[key] = f"[{kind} {self._last[kind]}]"
        return self._known[key]


def build(options: Options) -> PersonalDataCleaner:
    return PersonalDataCleaner(options)
