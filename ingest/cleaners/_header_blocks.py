"""Finds where the header of a quoted or forwarded mail is written out: From, Sent, To, Subject, in any language.

The fields must play the parts of a mail's header: a sender, a moment, a recipient, a subject. A form, a list of
settings or the technical headers that someone pasted for the helpdesk are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.cleaners._languages import DATE, EDGE, ROLE_OF, TIME
from ingest.cleaners._separators import FORWARDED, ORIGINAL

_MAX_LINES = 24
_MAX_LENGTH = 1_000
_ENOUGH = 4
"""Points for a header; a rule above it gives one."""
_FEWEST_FOREIGN = 3
_FIELD = re.compile(r"[\s*_>|\u00a0]{0,12}([^\W\d_][^\n:：*_<>@]{0,24}?)[\s*_]{0,4}[:：][*_]{0,3}[ \t\u00a0]*")
_INNER = re.compile(r"(?:^|\s)[*_]{0,2}([^\W\d_]{1,12})[*_]{0,2}\s?[:：]")
_TECHNICAL = re.compile(
    r"\s*(?:received|return-path|message-id|mime-version|content-type|dkim-signature|x-[\w-]{2,40}|delivered-to"
    r"|authentication-results)\s?:",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*[-_=*―—–]{5,}\s*")
_TITLED_RULE = re.compile(
    r"\s*(?:-{3,}|={3,}|_{3,}|—{2,}|\*{3,})\s?[^\W\d_][^\n]{2,58}?\s?(?:-{2,}|={2,}|_{2,}|—{1,}|\*{2,})\s*:?\s*"
)
_FORWARDED_BY = re.compile(
    r"(?:forwarded by|doorgestuurd door|weitergeleitet von|transféré par|réexpédié par)\s.{1,120}"
)


class Header(NamedTuple):
    start: int
    end: int
    """The lines [start, end) of the header, from its first field to its last."""


def header_at(lines: Sequence[str], at: int) -> Header | None:
    """The mail header whose first field stands on line `at`; None when none begins there."""
    first = field_of(lines[at])
    if first is None:
        return None
    begins_alone = ROLE_OF.get(first[0]) not in (None, "cc", "other")
    if not begins_alone and not any(char.isdigit() or char == "@" for char in first[1]):
        return None
    if (flat := _on_one_line(lines, at)) is not None:
        return flat
    roles: dict[str, str] = {}
    unknown: list[str] = []
    end, misses, blanks = at, 0, 0
    for position in range(at, min(len(lines), at + _MAX_LINES)):
        line = lines[position]
        if _TECHNICAL.match(line[:80]):
            return None
        if not line.strip(" \t>*"):
            blanks += 1
            if blanks > 1:
                break
            continue
        found = field_of(line)
        if found is None:
            # A value that was wrapped, and not the first words of the mail below a blank line.
            misses += 1
            if blanks or misses > 2:
                break
            if end == position - 1 and roles and _is_rest(line):
                end = position
            continue
        name, value = found
        role = ROLE_OF.get(name, "")
        if role and role != "other" and role in roles:
            break
        value = value or _below(lines, position)
        if role:
            roles[role] = value
        else:
            unknown.append(value)
            if len(unknown) > 4:
                break
        end, misses, blanks = position, 0, 0
    if len(roles) + len(unknown) < 2:
        return None
    score = _score(roles) if begins_alone else 0
    values = [*roles.values(), *unknown]
    if score < _ENOUGH - 1 and len(values) < _FEWEST_FOREIGN:
        return None
    after_rule = _after_rule(lines, at)
    if (score and score + after_rule >= _ENOUGH) or _is_foreign(values, after_rule):
        return Header(at, end + 1)
    return None


@lru_cache(maxsize=1024)
def field_of(line: str) -> tuple[str, str] | None:
    """(name in lower case, value) of a line "Name: value"."""
    match = _FIELD.match(line[:60])
    if match is None:
        return None
    return " ".join(match[1].strip().casefold().split()), line[match.end() :].strip(EDGE)


def is_original(line: str) -> bool:
    """ "-----Original Message-----" and its translations."""
    return len(line) <= 120 and line.strip(EDGE + "[]:：>").casefold() in ORIGINAL and _is_marked(line)


def is_forwarded(line: str) -> bool:
    """ "---------- Forwarded message ---------", "Begin forwarded message:" and their translations."""
    if len(line) > 160:
        return False
    bare = line.strip(EDGE + "[]:：>").casefold()
    return bare in FORWARDED or (_FORWARDED_BY.fullmatch(bare) is not None and _is_marked(line))


def is_titled_rule(lines: Sequence[str], at: int) -> bool:
    """Whether a rule with words in it, in whatever language, stands above the header of a mail."""
    if len(lines[at]) > 120 or _TITLED_RULE.fullmatch(lines[at]) is None:
        return False
    below = next((n for n in range(at + 1, min(len(lines), at + 3)) if lines[n].strip()), 0)
    return bool(below) and header_at(lines, below) is not None


def is_rule(line: str) -> bool:
    """A line of dashes or underscores."""
    return _RULE.fullmatch(line[:200]) is not None


def _is_marked(line: str) -> bool:
    """Whether the phrase stands between dashes or closes with a colon, as no sentence does."""
    bare = line.strip()
    return bare.endswith((":", "：", "]")) or any(mark in bare for mark in ("--", "==", "__", "—", "**", "- ", " -"))


def _is_rest(line: str) -> bool:
    return line[:1].isspace() or line.lstrip().startswith(("<", "[", '"')) or "@" in line or len(line) < 60


def _below(lines: Sequence[str], at: int) -> str:
    """The value of a field that stands alone: on the next line."""
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    return "" if field_of(below) else below


def _after_rule(lines: Sequence[str], at: int) -> bool:
    above = next((lines[n] for n in range(at - 1, max(-1, at - 4), -1) if lines[n].strip()), "")
    return (
        is_rule(above) or is_original(above) or is_forwarded(above) or _TITLED_RULE.fullmatch(above[:120]) is not None
    )


def _score(roles: dict[str, str]) -> int:
    """How surely these fields are the header of a mail: a point for each part played, an address, a time of day."""
    values = [value for value in roles.values() if value]
    parts = len(roles.keys() - {"other"})
    has_address = any("@" in value for value in values)
    moment = roles.get("sent", "")
    is_moment = DATE.search(moment) is not None or TIME.search(moment) is not None
    if parts < 2 or not roles.keys() & {"from", "sent"} or (not has_address and "subject" not in roles):
        return 0
    if "sent" in roles and moment and not any(char.isdigit() for char in moment):
        return 0
    return parts + has_address + is_moment


def _is_foreign(values: Sequence[str], after_rule: bool) -> bool:
    """Whether fields of unknown names hold what a header holds: below a rule, or with two addresses, a full moment."""
    addresses = sum("@" in value for value in values)
    moments = sum(DATE.search(value) is not None and TIME.search(value) is not None for value in values)
    return len(values) >= _FEWEST_FOREIGN and moments == 1 and addresses >= (1 if after_rule else 2)


def _on_one_line(lines: Sequence[str], at: int) -> Header | None:
    """A header that lost its line ends: "From: A Sent: Monday 9:12 To: B Subject: C"."""
    line = lines[at]
    if not 40 <= len(line) <= _MAX_LENGTH or line.count(":") + line.count("：") < 4:
        return None
    roles = [ROLE_OF.get(name.casefold(), "") for name in _INNER.findall(line)]
    is_header = roles[:1] == ["from"] and {"sent", "to"} <= set(roles) and "subject" in roles
    return Header(at, at + 1) if is_header and TIME.search(line) else None
