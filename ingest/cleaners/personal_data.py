"""`personal_data`: replaces what identifies a person by a typed mask that stays the same within a document.

What was replaced is reported as it was, and what earlier cleaners removed is left alone: both are kept for a preview
only. Covered, in titles, headings, texts, authors, owners and metadata: Dutch citizen numbers (BSN), IBANs, payment
cards, mail addresses, phone numbers, Dutch postcodes with a house number, licence plates, customer numbers by the
patterns of the configuration, and names of persons where they stand as names. Never touched: id, ref, uri, and what
points at things in the metadata.
Not covered: dates of birth, addresses abroad, a street without a postcode, anything inside an attachment that is not
text, what a form, a checksum or the words around cannot tell. Whoever promises anonymity must read along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Literal

from pydantic import field_validator

from copilot.core.personal_data import customer_numbers
from copilot.core.personal_data.identifiers import FINDERS, Match
from copilot.core.personal_data.own import Own
from copilot.core.personal_data.view import MASK, View, merged
from copilot.core.registry import Options as BaseOptions
from copilot.core.types import Document, Removed
from ingest.cleaners import _metadata
from ingest.cleaners._names import Names

Mode = Literal["keep", "mask", "drop"]
Where = Literal["title", "author", "text"]
Found = tuple[int, int, str, str]
"""Start, end, kind, canonical value."""

_CONTEXT = 160
"""Characters of what was said before that help to tell what a number is."""
_SHORT = 30
"""Up to so many characters an answer, such as "just a moment", leaves open what was asked."""
_TELLING = re.compile(r"[\d@]|\bat\b|apenst|aapje", re.IGNORECASE)
"""Without any of these there is no identifier in a text."""
_CODED = re.compile(r"[&%\u0080-\U0010ffff]")
"""Without any of these a text is what its View is, but for masks."""
_DIGIT = re.compile(r"[0-9]")
_WITHOUT_DIGITS = frozenset(("E-MAIL", "KLANTNUMMER"))


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
            customer_numbers.compiled(pattern)
        return value

    def mode_of(self, kind: str) -> Mode:
        return self.modes.get(kind.lower(), self.mode)


class PersonalDataCleaner:
    def __init__(self, options: Options) -> None:
        self._options = options
        self._own = Own(options.company_domains, options.company_values)
        patterns = tuple(customer_numbers.compiled(pattern) for pattern in options.customer_numbers)
        finders = (*FINDERS, ("KLANTNUMMER", customer_numbers.finder(patterns)))
        self._finders = tuple((kind, find) for kind, find in finders if options.mode_of(kind) != "keep")

    def clean(self, document: Document) -> Document:
        run = _Run(self, document)
        title = run.replaced(document.title, "title")
        parts, before = [], title
        for position, part in enumerate(document.parts):
            author = run.author(part.author, position)
            said = before[-_CONTEXT:]
            text = run.replaced(part.text, "text", said, position)
            before = text if len(text) > _SHORT else f"{said}\n\n{text}"
            heading = run.replaced(part.heading, "title", part=position) if part.heading else ""
            parts.append(replace(part, author=author, text=text, heading=heading))
        owner = run.replaced(document.owner, "author") if document.owner else ""
        metadata = _metadata.changed(document.metadata, run.replaced) if document.metadata else document.metadata
        if not run.removed:
            return document
        return replace(
            document,
            title=title,
            parts=tuple(parts),
            owner=owner,
            metadata=metadata,
            removed=(*document.removed, *run.removed),
        )

    def mode_of(self, kind: str) -> Mode:
        return self._options.mode_of(kind)

    def names(self, document: Document) -> Names | None:
        return None if self.mode_of("NAAM") == "keep" else Names(document, self._own.domains)

    def identifiers(self, view: View) -> Iterator[tuple[str, Match]]:
        """(kind, match) of all but names, the most certain first; what is the company's own is left out."""
        if not _TELLING.search(view.text):
            return
        has_digits = _DIGIT.search(view.text) is not None
        for kind, find in self._finders:
            if has_digits or kind in _WITHOUT_DIGITS:
                yield from ((kind, match) for match in find(view) if match[2] not in self._own)


class _Run:
    """One document on its way through the cleaner."""

    def __init__(self, cleaner: PersonalDataCleaner, document: Document) -> None:
        self._cleaner = cleaner
        self._masks = _Masks(document)
        self._names = cleaner.names(document)
        self.removed: list[Removed] = []
        self._authors: dict[str, tuple[str, tuple[Removed, ...]]] = {}

    def author(self, text: str, part: int) -> str:
        """An author of several parts is looked at once."""
        if text not in self._authors:
            known = len(self.removed)
            self._authors[text] = (self.replaced(text, "author", part=part), tuple(self.removed[known:]))
        else:
            self.removed += (replace(one, part=part) for one in self._authors[text][1])
        return self._authors[text][0]

    def replaced(self, text: str, where: Where, context: str = "", part: int | None = None) -> str:
        """Looks again until nothing is found, for numbers around the masks: they are shorter than what they hide, so
        that words can come into reach of a number, and a line into the place where names stand."""
        found = self._found(text, self._candidates(text, where, context))
        while found:
            pieces, position, length, masks = [], 0, 0, []
            for start, end, kind, value in found:
                mask = self._masks.of(kind, value) if self._cleaner.mode_of(kind) == "mask" else ""
                pieces += [text[position:start], mask]
                length += start - position
                masks.append((length - _CONTEXT, length + len(mask) + _CONTEXT))
                length += len(mask)
                self.removed.append(Removed(f"personal_data: {kind}", text[start:end], part))
                position = end
            text = "".join([*pieces, text[position:]])
            found = self._found(text, chain(self._near(text, merged(masks), context), self._named(text, where)))
        return text

    @staticmethod
    def _found(text: str, candidates: Iterator[Found]) -> list[Found]:
        """Those that do not overlap, in the order of the text."""
        found: list[Found] = []
        taken: bytearray | None = None
        for start, end, kind, value in candidates:
            if taken is None:
                taken = bytearray(len(text))
                for mask in MASK.finditer(text):
                    taken[mask.start() : mask.end()] = b"\1" * (mask.end() - mask.start())
            if start < end and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end, kind, value))
        return sorted(found)

    def _candidates(self, text: str, where: Where, context: str) -> Iterator[Found]:
        if _TELLING.search(text) or _CODED.search(text):
            view = View(text, context)
            for kind, (start, end, value) in self._cleaner.identifiers(view):
                yield *view.span(start, end), kind, value
        yield from self._named(text, where)

    def _named(self, text: str, where: Where) -> Iterator[Found]:
        if self._names:
            yield from ((start, end, "NAAM", name) for start, end, name in self._names.find(text, where))

    def _near(self, text: str, windows: list[tuple[int, int]], context: str) -> Iterator[Found]:
        """Identifiers inside these windows of a text that was searched before; what touches their ends is cut off."""
        for first, last in windows:
            said = text[max(0, first - _CONTEXT) : first]
            view = View(text[first:last], (context + said)[-_CONTEXT:] if first < _CONTEXT else said)
            for kind, match in self._cleaner.identifiers(view):
                start, end = view.span(*match[:2])
                if (start or not first) and (first + end < last or last >= len(text)):
                    yield first + start, first + end, kind, match[2]


class _Masks:
    """Numbers the values of one document per kind, after the masks that already stand in it."""

    def __init__(self, document: Document) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = {}
        texts = [document.title, document.owner, str(document.metadata) if document.metadata else ""]
        for text in (*texts, *(text for part in document.parts for text in (part.author, part.text, part.heading))):
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
