"""A text in the smallest pieces that are quoted whole: sentences, steps and points of lists, rows of tables.

Knows what cannot stand alone: a heading without its text, a point without the line that opens its list, a row without
the head of its table; and what is no answer at all: salutations and closings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from copilot.core import text as txt

Kind = Literal["sentence", "step", "point", "row", "heading", "courtesy"]

_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_STEP = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)][ \t]+\S")
_POINT = re.compile(r"[-*•–][ \t]+\S")
_RULE = re.compile(r"[\s|:+=_*-]+")
"""What divides the head of a table from its rows, or two parts of a mail."""
_ROW = " | "
_ITEMS = ("step", "point", "row")
_SALUTATION = re.compile(
    r"(?:beste|geachte|lieve|dear|hallo|hoi|hi|hello|hey|dag|goede?(?:morgen|middag|navond|ndag)|morgen"
    r"|good (?:morning|afternoon|evening)|sehr geehrte[rs]?|guten (?:tag|morgen)|bonjour)"
    # Names, not the rest of a sentence: "Morgen bezorgen kan tot 22 uur." is an answer.
    r"(?:\.|(?:[ ,]+(?:\[[^\]]+\]|[^\W\d_][\w'-]*\.?)){0,6}(?<!\.)[ ,!:]*)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:met (?:vriendelijke|hartelijke|zonnige) groet(?:en)?|(?:hartelijke |vriendelijke )?groet(?:en|jes)?|mvg|hgr"
    r"|(?:kind|best|warm) regards|regards|cheers|sincerely|yours (?:sincerely|truly|faithfully)|many thanks"
    r"|(?:alvast )?(?:hartelijk |heel erg )?bedankt|dank(?:je|jewel| je(?: wel)?| u(?: wel)?)?|thanks(?: a lot)?"
    r"|thank you|mit freundlichen grüßen|cordialement)\b.{0,40}",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"(?:(?:ik|wij|we) (?:hoop|hopen|vertrouw|vertrouwen)\b.{0,30}\b(?:geïnformeerd|geholpen|voldoende)"
    r"|(?:heb|hebt|heeft) (?:u|je|jij) (?:nog|verder|hierover|verdere) .{0,30}vra(?:ag|gen)\b"
    r"|(?:mocht|als) (?:u|je) nog vragen|laat (?:het )?(?:me|mij|ons) (?:het )?(?:gerust |even )?weten"
    r"|(?:i|we) hope this (?:helps|answers|is)|(?:please )?(?:do not|don't) hesitate|let (?:me|us) know if"
    r"|(?:if|should) you have any (?:other |further |more )?questions|fijne (?:dag|avond)|have a (?:nice|good|great))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """[start, end) of a text, without blank space at its ends."""

    start: int
    end: int
    kind: Kind
    words: int
    paragraph: int
    """Which of the text, counted from 0; blank lines and headings divide them."""
    section: int
    """Which, divided by headings and by what is between two spans; no passage crosses from one to another."""
    list: int = -1
    """Number of the list or table that it belongs to, its opening line included; -1 outside of any."""


def units(text: str, spans: Sequence[tuple[int, int]]) -> list[Unit]:
    """Of the given [start, end) spans of a text, in their order; a span is a section or begins one."""
    made: list[Unit] = []
    section = paragraph = -1
    for start, end in spans:
        section += 1
        paragraph += 1
        before = start
        for first, last, kind in _pieces(text, start, end):
            if kind == "heading":
                section, paragraph = section + 1, paragraph + 1
            elif text.count("\n", before, first) > 1:
                paragraph += 1
            words = len(text[first:last].split())
            made.append(Unit(first, last, kind, words, paragraph, section))
            before = last
    return list(_listed(text, made))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, Kind]]:
    """Sentences, those of one step, point or row joined."""
    item: tuple[int, int, Kind] | None = None
    for first, last in txt.sentences(text, start, end):
        begins_line = first == start or not text[text.rfind("\n", start, first) + 1 : first].strip()
        if item and not begins_line:
            item = item[0], last, item[2]
            continue
        if item:
            yield item
        ends_line = not text[last : end if (line := text.find("\n", last, end)) < 0 else line].strip()
        kind = _kind(text, first, last, alone=begins_line and ends_line)
        item = (first, last, kind) if kind in _ITEMS else None
        if not item and not _RULE.fullmatch(text, first, last):
            yield first, last, kind
    if item:
        yield item


def _kind(text: str, start: int, end: int, *, alone: bool) -> Kind:
    """alone: whether nothing else stands on its lines; a question that does is the heading of its answer."""
    if _HEADING.match(text, start, end) or (alone and text[end - 1] == "?"):
        return "heading"
    if _ROW in text[start:end] and not _RULE.fullmatch(text, start, end):
        return "row"
    if _STEP.match(text, start, end):
        return "step"
    if _POINT.match(text, start, end):
        return "point"
    courteous = _SALUTATION.fullmatch(text, start, end) or any(p.match(text, start, end) for p in (_CLOSING, _OFFER))
    return "courtesy" if courteous else "sentence"


def _listed(text: str, made: Sequence[Unit]) -> Iterator[Unit]:
    """Numbers the lists; the line that opens one ends with a colon."""
    number = -1
    for at, unit in enumerate(made):
        before = made[at - 1] if at else None
        follows = made[at + 1] if at + 1 < len(made) else None
        if unit.kind in _ITEMS:
            goes_on = before is not None and before.section == unit.section and before.kind == unit.kind
            opened = before is not None and before.section == unit.section and _opens(text, before, unit)
            number += not (goes_on or opened)
            yield replace(unit, list=number)
        elif follows is not None and follows.section == unit.section and _opens(text, unit, follows):
            number += 1
            yield replace(unit, list=number)
        else:
            yield unit


def _opens(text: str, line: Unit, item: Unit) -> bool:
    return line.kind == "sentence" and item.kind in _ITEMS and text[line.end - 1] == ":"
