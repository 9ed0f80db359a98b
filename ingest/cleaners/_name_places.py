"""The places of a text that hold a name: salutations, sign-offs, headers, introductions of quotes, titles, forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from ingest.cleaners import _salutations as words
from ingest.cleaners._name_fields import display
from ingest.cleaners._name_folding import folded
from ingest.cleaners._name_forms import Name, given_of, moved, name_at
from ingest.cleaners._name_headers import headers, introductions
from ingest.cleaners._name_lines import Lines
from ingest.cleaners._name_signed import signed
from ingest.cleaners._name_words import ORDINARY

Kind = Literal["header", "salutation", "sign-off", "title", "said"]

_ENDS = re.compile(r"[ \t\u00a0]{0,3}(?:$|[,!:;.?)\]–—|\r]|-\s|[^\w\s'’&/+<@\-])", re.MULTILINE)
_VALUE_ENDS = re.compile(r"[ \t\u00a0*_]{0,4}(?:$|[,;|<(\[\r]|\s[-–—]\s|  )", re.MULTILINE)
_ONE_NAME = re.compile(r"voor|achter|first|last|sur|vor|nach|pré|apell|-by", re.IGNORECASE)
_MENTION = re.compile(r"@([^\W\d_][\w.'’\-]{0,38}\w)")
_LABEL = re.compile(r"[ \t]{0,2}:[ \t]*[^\sA-Z]")
_LETTERS = re.compile(r"[^\W\d_]{2,20}")
_CALLED = re.compile(r"[\w.\-]{2,40}")
_NO_CALL = re.compile(r"(?:ing|ion|ed|ly|ment|ness|ards?|ally)$")
_OPENING = re.compile(r"[ \t]{0,3}([,!:–—-]|$)", re.MULTILINE)


class Place(NamedTuple):
    """One name at one place; its address where the header has one."""

    name: Name
    kind: Kind
    address: str = ""


def places(text: str, known: frozenset[str] = frozenset(), *, mentions: bool = False) -> list[Place]:
    """All names that the form of the text tells, in no order; some may be found twice.

    known: given names and handles, folded, of which the document's headers speak. mentions: whether "@Name" is how
    this text calls people, whatever the name.
    """
    whole = Lines(text)
    found = [Place(name, "header", address) for name, address in (*headers(whole), *introductions(whole))]
    found += [*_salutations(whole, known), *_opening(whole, known), *titled(text), *_said(whole, known)]
    found += [Place(name, "sign-off") for name in signed(whole, known)]
    found += _mentions(text, mentions) if "@" in text else ()
    return found


def _salutations(whole: Lines, known: frozenset[str]) -> Iterator[Place]:
    text = whole.text
    for number, head in enumerate(whole.heads):
        if head not in words.GREETING_WORDS and (head.isascii() or not head):
            continue
        match = words.SALUTATION.match(text, whole.starts[number], whole.end(number))
        if match is None:
            continue
        line_end = min(whole.end(number), match.end() + 200)
        at = match.end() + (text[match.end()] == "@")
        titled = match["title"] is not None
        pause = match["gap"].strip() != ""
        lower = titled or not match["greeting"][:1].isupper() or _is_known(text, at, known)
        first = True
        while name := name_at(text, at, line_end, lower=lower or _is_given(text, at)):
            sure = titled or name.is_sure or name.words[0] in known or name.key in known
            ends = _ENDS.match(text, name.end) is not None
            companion = words.COMPANION.match(text, name.end, line_end)
            small = text[name.start].islower() and not titled and text[name.start : name.end].islower()
            if not (ends or companion or sure) or (pause and not (sure and ends)):
                break
            if not sure and _LABEL.match(text, name.end, line_end):
                break  # "hoi Login: werkt niet"
            if small and not sure and not (ends and len(name.words) == 1 and 3 <= len(name.key) <= 10):
                break
            if small and not ends and not companion and name.key not in known and not name.is_sure:
                break
            is_list = companion is not None and "," in companion[0]
            yield Place(_as_surname(name) if titled and first else name, "salutation")
            first = False
            if companion is None or (
                is_list and not _is_given(text, companion.end()) and not _is_known(text, companion.end(), known)
            ):
                break
            at, lower, pause = companion.end(), False, False


def _opening(whole: Lines, known: frozenset[str]) -> Iterator[Place]:
    """Whom a message addresses without a greeting: "Anna,"; "Thanks Anna for ..."."""
    first = next((at for at, line in enumerate(whole.lines[:6]) if line.strip()), -1)
    head = whole.heads[first] if first >= 0 else ""
    if not head or not whole.lines[first].lstrip()[:1].isalpha() or head in words.GREETING_WORDS:
        return
    at, end = whole.starts[first] + len(whole.lines[first]) - len(whole.lines[first].lstrip()), whole.end(first)
    thanked = words.THANKS_TO.match(whole.text, at, end)
    at = thanked.end() if thanked else at
    name = name_at(whole.text, at, end, lower=thanked is not None and _is_given(whole.text, at))
    if name is None or len(name.words) > 3:
        return
    sure = name.is_sure or name.words[0] in known
    if thanked:
        closed = words.THANKS_FOR.match(whole.text, name.end, end) is not None or not whole.text[name.end : end].strip()
        if closed if whole.text[name.start].islower() else sure or closed:
            yield Place(name, "salutation")
        return
    mark = _OPENING.match(whole.text, name.end, end)
    if mark is None or mark.end() > end:
        return
    alone = mark.end() >= end and (end == len(whole.text) or first + 1 < len(whole.lines))
    spaced = first + 1 < len(whole.lines) and not whole.lines[first + 1].strip()
    ordinary = not name.surname and name.key in ORDINARY
    if (sure and not ordinary and (mark[1] in (",", "!") or (alone and spaced))) or (
        alone and mark[1] == "," and not name.surname and not _NO_CALL.search(name.key)
    ):
        yield Place(name, "salutation")


def titled(text: str) -> Iterator[Place]:
    """Names behind a title: "dhr. De Vries"."""
    for match in words.TITLED.finditer(text):
        if match[0].strip().lower() not in words.TITLE_WORDS or text[match.start() - 1 : match.start()].isalnum():
            continue
        name = name_at(text, match.end(), min(len(text), match.end() + 80))
        if name is not None:
            yield Place(_as_surname(name), "title")


def of_title(text: str) -> list[Place]:
    """The names in a title."""
    return [*titled(text), *introduced(text, folded(text))]


def introduced(text: str, low: str) -> Iterator[Place]:
    """Known given names behind what may introduce a person; low: the text, folded."""
    if any(cue in low for cue in words.CUES_IF_SURE):
        for found in words.INTRODUCED_IF_SURE.finditer(low):
            name = name_at(text, found.end(), min(len(text), found.end() + 80))
            if name is not None and name.is_sure and (name.surname or name.key not in ORDINARY):
                yield Place(name, "said")


def _said(whole: Lines, known: frozenset[str]) -> Iterator[Place]:
    """What people say their name is, fields of forms, and the speakers of a chat that was pasted."""
    text, low = whole.text, folded(whole.text)
    yield from introduced(text, low)
    if any(cue in low for cue in words.INTRODUCTION_CUES):
        for found in words.INTRODUCED.finditer(text):
            name = name_at(text, found.end(), min(len(text), found.end() + 80))
            if name is not None:
                yield Place(name, "said")
    for number in whole.labelled:
        match: re.Match[str] | None
        if (match := words.NAME_FIELD.match(text, whole.starts[number], whole.end(number))) is not None:
            name = name_at(text, match.end(), whole.end(number))
            if name is None or not _VALUE_ENDS.match(text, name.end):
                continue
            if name.surname or name.is_sure or name.key in known or _ONE_NAME.search(match[0]):
                yield Place(name, "said")
        elif (match := words.SPOKEN.match(text, whole.starts[number], whole.end(number))) is not None:
            name = name_at(text, match.end(), whole.end(number), lower=True)
            if name is not None and text[name.end : name.end + 3].lstrip("*> ")[:1] == ":":
                bracketed = words.BRACKETED_TIME.match(text, whole.starts[number]) and text[name.start].isupper()
                if bracketed or name.is_sure or name.key in known or name.words[0] in known:
                    yield Place(name, "header")


def _mentions(text: str, all_of_them: bool) -> Iterator[Place]:
    """ "@Anna" and "@anna.bakker"; elsewhere than in a chat only known names, because "@Override" is code."""
    for match in _MENTION.finditer(text):
        word = match[1]
        if match.start() and not text[match.start() - 1].isspace() and text[match.start() - 1] not in "(,;:>\"'":
            continue
        handle = display(word) if "." in word else ()
        if handle and handle[0].is_sure:
            yield Place(moved(handle[0], match.start(1)), "header")
        elif word[0].isupper() and not word.isupper() and text[match.end() : match.end() + 1] not in ("(", "{", "["):
            name = name_at(text, match.start(1), match.end())
            opens = text[match.start() - 1 : match.start()] in ("", "\n") and text[match.end() : match.end() + 1] in (
                ",",
                ":",
            )
            if name is not None and (name.is_sure or all_of_them or opens):
                yield Place(name, "header")


def _is_given(text: str, at: int) -> bool:
    """Whether the word here is a given name, in whatever case."""
    match = _LETTERS.match(text, at)
    return match is not None and given_of(folded(match[0])) in words.GIVEN_IN_LOWER


def _is_known(text: str, at: int, known: frozenset[str]) -> bool:
    match = _CALLED.match(text, at)
    return match is not None and folded(match[0]).rstrip(".-") in known


def _as_surname(name: Name) -> Name:
    """What stands behind a title: a surname, unless a given name or initials stand before it."""
    if name.surname or not name.given or len(name.given) > 1:
        return name
    return replace(name, given=(), surname=name.given)
