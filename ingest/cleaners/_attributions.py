"""Finds the lines by which a mail program introduces a quote: "On <date> <name> wrote:", in any order and language.

A program's line holds a moment, a name or an address, and mostly a word for writing, and ends in a colon; it may be
wrapped over several lines. Sure ones introduce a quote by themselves; the others only when quoted lines follow.
Found from their ends, so that the time grows with the length of the text only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from ingest.cleaners._languages import (
    ADDRESS,
    DATE,
    EDGE,
    OWN_WORDS,
    QUOTING,
    START,
    TIME,
    UNSPACED_VERB,
    VERB,
    VERB_ENDS,
    WEAK_VERBS,
)

_MAX_LENGTH = 400
_MAX_LINES = 6
_MAX_NAME_WORDS = 7
_MAX_SHARED = 3
"""Places of one line where an introduction is tried."""
_COLONS = (":", "：")
_INDENT = ("    ", "\t")
"""Before a text that the author himself cites."""
_CONTINUES = ("<", "[", "mailto:", ">")
"""How the next line of a wrapped introduction begins where a blank line stands before it."""

_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[\"'(<\[]{0,2}[^\W\d_a-zß-öø-ÿ]|(?:via|van|von|de|der|den|di|da|la|from|d['’]\w+)\b|[-–|/&]$")
_ASIDE = re.compile(r"<[^<>]{0,200}>?|\([^()]{0,200}\)|\[[^\[\]]{0,200}\]|\"[^\"]{0,80}\"")
_BRACKETED = re.compile(r"[<(\[]\s*(?:mailto:)?[^\s<>]{1,80}@[^<>]{1,120}[>)\]]\s*[:：]$")
_LOOSE_ADDRESS = re.compile(r"\S*@\S*")
_DATED = re.compile(r"\d[\d/.-]{5,9}\s[^<>\n]{1,80}<[^<>\s]{1,100}>")
"""What some program writes for all introduction: "2026/3/3 Anouk <anouk@example.nl>"."""
_TAIL = re.compile(r"[\s:：().,;<>\[\]\"'*_–—-]*(?:\(a\)|/a|/la)?[\s:：().,;<>\[\]\"'*_–—-]*")
_SHARED = re.compile(
    r"[.!?)]?((?:\s?[-–—_]{2,}\s?|\s))"
    r"(?=(?:On|Op|Am|Le|El|Il|Em|Den|På|Dnia|W dniu|Dne|In data)\s(?:\w{1,12}[.,]{0,2}\s){0,3}\d)"
)

_Kind = Literal["sure", "likely", ""]


class Attribution(NamedTuple):
    start: int
    end: int
    """The lines [start, end)."""
    sure: bool
    """Whether it introduces a quote even when no quoted line follows."""


def attributions(lines: Sequence[str]) -> list[Attribution]:
    """All introductions outside quoted lines, in order."""
    found: list[Attribution] = []
    free = 0
    for at, line in enumerate(lines):
        if len(line) <= _MAX_LENGTH and _may_end(lines, at) and (one := _ending_at(lines, at, free)):
            free = one.end
            if not lines[one.start].startswith(_INDENT):
                found.append(one)
    return found


def shared_line(line: str) -> int:
    """The column at which a line is to be broken in two; 0 when it is not.

    There an introduction begins behind the author's own words, or a quote behind its introduction.
    """
    if (colon := line.find(":>")) > 20 and kind_of(line[: colon + 1]) == "sure":
        return colon + 1
    may_be = 40 <= len(line) <= 2 * _MAX_LENGTH and "@" in line and not line.lstrip().startswith((">", "|"))
    if not may_be or not line.rstrip(EDGE).endswith(_COLONS):
        return 0
    for match in list(_SHARED.finditer(line))[-_MAX_SHARED:]:
        if line[: match.start()].strip(EDGE) and kind_of(line[match.end() :]) == "sure":
            return match.start(1)
    return 0


@lru_cache(maxsize=1024)
def kind_of(text: str) -> _Kind:
    """Whether a text on one line is an introduction; a "likely" one needs a quote below it."""
    dashed = text.startswith("--") and text.rstrip().endswith("--")
    text = text.strip(EDGE)
    if not 8 <= len(text) <= _MAX_LENGTH:
        return ""
    colon = text.endswith(_COLONS)
    has_address = "@" in text and ADDRESS.search(text) is not None
    has_date, has_time = DATE.search(text) is not None, TIME.search(text) is not None
    if colon and has_address and QUOTING.match(text):
        return "sure"
    verb = _last_verb(text) if has_address or has_date or has_time or _ends_in_verb(text) else None
    if verb is None:
        if not colon and has_date and has_address and _DATED.fullmatch(text):
            return "likely"
        if not (colon and has_date and has_time):
            return ""
        starts = START.match(text) is not None
        bracketed = has_address and _BRACKETED.search(text) is not None
        return "sure" if starts and bracketed else "likely" if starts or bracketed else ""
    before, after = text[: verb.start()], text[verb.end() :]
    closed = _TAIL.fullmatch(after) is not None
    if not closed and not (colon and (_is_name(after) or _is_moment(after))):
        return "likely" if colon and has_date and has_time and START.match(text) else ""
    starts, named = START.match(text) is not None, _is_name(before)
    moment = has_date or has_time
    if not (starts or named or (has_address and has_date and has_time and closed)):
        return ""
    near = _LOOSE_ADDRESS.sub("", f"{before[-16:]} {after[:12]}") if has_address else text
    is_prose = OWN_WORDS.search(near) is not None
    if is_prose or (verb[0].lower() in WEAK_VERBS and not has_address):
        return "likely" if moment or (named and closed and colon) else ""
    if (has_address and (moment or named)) or (has_date and has_time and (starts or _is_moment(after))):
        return "sure"
    if dashed and closed and named:
        return "sure"
    return "likely" if moment or has_address or (closed and colon) else ""


def _may_end(lines: Sequence[str], at: int) -> bool:
    """Whether an introduction can end here: with a colon or a word for writing, and not in a quoted line."""
    line = lines[at]
    # Some program breaks "<address> wrote:" before its closing bracket.
    if line.startswith((">", "|")) and not (len(line) < 40 and lines[at - 1].lstrip().startswith(_CONTINUES[:3])):
        return False
    if line[-1:].isalnum():
        return _ends_in_verb(line)
    bare = line.rstrip(EDGE)
    return bool(bare) and (bare.endswith(_COLONS) or _ends_in_verb(bare) or (bare[0].isdigit() and bare[-1] == ">"))


def _ends_in_verb(text: str) -> bool:
    last = text[text.rfind(" ", -24) + 1 :].rstrip(":：.,;").lower()
    return last.partition("(")[0] in VERB_ENDS or (not last.isascii() and UNSPACED_VERB.search(last) is not None)


def _ending_at(lines: Sequence[str], end: int, free: int) -> Attribution | None:
    """The introduction whose last line is `end`; its first line is not before `free`."""
    joined = ""
    best: Attribution | None = None
    for at in range(end, max(free, end - _MAX_LINES + 1) - 1, -1):
        line = lines[at].strip()
        if not line:
            if lines[at + 1].strip().startswith(_CONTINUES):
                continue
            break
        if at < end and (line.startswith(">") or line.endswith((*_COLONS, "!", "?")) or _is_sentence(line)):
            break
        if len(joined) + len(line) > _MAX_LENGTH or (best and not _begins_above(line, lines[best.start].strip())):
            break
        joined = f"{line} {joined}".strip()
        kind = kind_of(joined)
        if kind and (best is None or START.match(line.strip(EDGE))):
            best = Attribution(at, end + 1, kind == "sure")
        elif best:
            break
    return best


def _is_sentence(line: str) -> bool:
    return line.endswith(".") and not any(char.isdigit() for char in line)


def _begins_above(above: str, first: str) -> bool:
    """Whether an introduction found to begin with the line `first` may in truth begin with the line above it."""
    begins = START.match(above.strip(EDGE)) is not None and any(char.isdigit() for char in above)
    return begins and (first[:1].isdigit() or START.match(first.strip(EDGE)) is None)


def _last_verb(text: str) -> re.Match[str] | None:
    found = list(VERB.finditer(text))
    return found[-1] if found else None


def _is_name(text: str) -> bool:
    """Whether this can be who wrote: a few capitalised words, with or without an address."""
    words = _ASIDE.sub(" ", text).strip(" ,:：<>").split()
    return (
        len(words) <= _MAX_NAME_WORDS
        and all(_NAME.match(word) or "@" in word for word in words)
        and bool(_WORD.search(text))
    )


def _is_moment(text: str) -> bool:
    """Whether this is the rest of an introduction whose word for writing stands in front: a moment, an address."""
    return len(text) <= 250 and ("@" in text or DATE.search(text) is not None or TIME.search(text) is not None)
