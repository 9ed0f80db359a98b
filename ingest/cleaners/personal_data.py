"""`personal_data`: replaces what identifies a person by a typed mask that stays the same within a document.

What was replaced is reported as it was, and what earlier cleaners removed is left alone: both are kept for a preview
only. Covered, in titles, texts and the address part of authors: Dutch citizen numbers (BSN), IBANs, payment cards, mail
addresses, telephone numbers, Dutch postcodes with a house number. Never touched: id, ref, uri.
Not covered: names of persons in the text, dates of birth, addresses abroad, customer numbers, addresses spelled out
("jan at example dot nl"), anything inside an attachment that is not text, what a form or checksum cannot tell. Whoever
promises anonymity must read along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal

from copilot.core.registry import Options as BaseOptions
from copilot.core.types import Document, Removed
from ingest.cleaners._identifiers import Match, addresses, bsns, cards, emails, ibans, phones

# In order of certainty: where two overlap the first wins.
_FINDERS: tuple[tuple[str, Callable[[str], Iterator[Match]]], ...] = (
    ("E-MAIL", emails),
    ("IBAN", ibans),
    ("BSN", bsns),
    ("KAART", cards),
    ("TELEFOON", phones),
    ("ADRES", addresses),
)
_MASK = re.compile(r"\[(E-MAIL|IBAN|BSN|KAART|TELEFOON|ADRES) (\d{1,6})\]")


class Options(BaseOptions):
    mode: Literal["keep", "mask", "drop"] = "mask"
    """keep: change nothing; mask: "[IBAN 1]"; drop: leave out."""
    company_domains: tuple[str, ...] = ()
    """Mail domains of the company itself, subdomains included; addresses there are kept."""
    company_values: tuple[str, ...] = ()
    """The company's own telephone numbers and IBANs, in any way of writing; kept."""


class PersonalDataCleaner:
    def __init__(self, options: Options) -> None:
        self._options = options
        self._domains = tuple(domain.lower().lstrip("@.") for domain in options.company_domains)
        self._own = {
            value for text in options.company_values for find in (ibans, phones) for _, _, value in find(text.strip())
        }

    def clean(self, document: Document) -> Document:
        if self._options.mode == "keep":
            return document
        masks = _Masks(document) if self._options.mode == "mask" else None
        removed: list[Removed] = []
        title = self._replaced(document.title, masks, removed, None)
        parts = tuple(
            replace(
                part,
                author=self._replaced(part.author, masks, removed, position),
                text=self._replaced(part.text, masks, removed, position),
            )
            for position, part in enumerate(document.parts)
        )
        if not removed:
            return document
        return replace(document, title=title, parts=parts, removed=(*document.removed, *removed))

    def _replaced(self, text: str, masks: _Masks | None, removed: list[Removed], part: int | None) -> str:
        """Repeats until nothing is found: a mask is shorter than what it hides, so context can come into reach."""
        while found := self._found(text):
            pieces, position = [], 0
            for start, end, kind, value in found:
                pieces += [text[position:start], masks.of(kind, value) if masks else ""]
                removed.append(Removed(f"personal_data: {kind}", text[start:end], part))
                position = end
            text = "".join([*pieces, text[position:]])
        return text

    def _found(self, text: str) -> list[tuple[int, int, str, str]]:
        """(start, end, kind, value) that do not overlap, in the order of the text."""
        if not any(char.isdigit() or char == "@" for char in text):
            return []
        found: list[tuple[int, int, str, str]] = []
        taken = bytearray(len(text))
        for match in _MASK.finditer(text):
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        for kind, find in _FINDERS:
            for start, end, value in find(text):
                if not any(taken[start:end]) and not self._is_own(value):
                    taken[start:end] = b"\1" * (end - start)
                    found.append((start, end, kind, value))
        return sorted(found)

    def _is_own(self, value: str) -> bool:
        domain = value.rpartition("@")[2] if "@" in value else ""
        return value in self._own or any(domain == own or domain.endswith("." + own) for own in self._domains)


class _Masks:
    """Numbers the values of one document per kind, after the masks that already stand in it."""

    def __init__(self, document: Document) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = {}
        for text in (document.title, *(text for part in document.parts for text in (part.author, part.text))):
            for kind, number in _MASK.findall(text):
                self._last[kind] = max(self._last.get(kind, 0), int(number))

    def of(self, kind: str, value: str) -> str:
        key = (kind, value)
        if key not in self._known:
            self._last[kind] = self._last.get(kind, 0) + 1
            self._known[key] = f"[{kind} {self._last[kind]}]"
        return self._known[key]


def build(options: Options) -> PersonalDataCleaner:
    return PersonalDataCleaner(options)
