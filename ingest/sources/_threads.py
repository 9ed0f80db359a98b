"""Rebuilds mail threads from headers: Message-ID, In-Reply-To and References; the subject only as a last resort.

Mails that name each other, or name the same third mail (present or not), are one thread. That is a partition, so
cycles and the order of the mails do not matter. A reply that names no mail we have joins the latest earlier mail with
the same subject when they share a correspondent other than the mailbox itself; one that names no mail at all also
when both came over the same mailing list within 30 days. Two customers who write under one subject stay apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_NEAR = timedelta(days=30)
_MAX_CANDIDATES = 200
"""Mails of one subject that are tried for one reply: keeps a mailbox with a single subject linear."""

_REPLY = re.compile(r"(?:re|antw|antwoord|betreft|aw|sv|vs|res|ref|odp)\s*(?:\[\d+\]|\(\d+\))?\s*:\s*", re.IGNORECASE)
_FORWARD = re.compile(r"(?:fwd?|wg|tr|doorst|rv|enc|vb|i)\s*:\s*", re.IGNORECASE)
_TAG = re.compile(r"\[[^\]\d]{1,40}\]\s*")


@dataclass(frozen=True, slots=True)
class Header:
    """What threading needs of a mail."""

    id: str
    """Message-ID without brackets; unique in the mailbox."""
    references: tuple[str, ...]
    """Ids in References and In-Reply-To."""
    subject: str
    people: frozenset[str]
    """Addresses in From, To and Cc, lower case."""
    date: datetime | None
    mailing_list: str = ""
    """List-Id, or "" for a mail between people."""


def bare_subject(subject: str) -> tuple[str, bool]:
    """(subject without reply and forward prefixes and list tags, lower case; whether it marks a reply)."""
    rest, is_reply = subject.strip(), False
    while True:
        if match := _REPLY.match(rest):
            is_reply = True
        else:
            match = _FORWARD.match(rest) or _TAG.match(rest)
        if not match:
            return " ".join(rest.split()).casefold(), is_reply
        rest = rest[match.end() :]


def threads(headers: Sequence[Header]) -> list[list[Header]]:
    """The threads of a mailbox, each in the order of its dates; threads in order of their first appearance.

    A mail without a date stands after the one that precedes it in `headers`.
    """
    groups = _Groups()
    for header in headers:
        for reference in header.references:
            groups.join(header.id, reference)
    for reply, answered in _by_subject(headers):
        groups.join(reply.id, answered.id)
    members: dict[str, list[Header]] = defaultdict(list)
    for header in headers:
        members[groups.find(header.id)].append(header)
    return [_in_order(thread) for thread in members.values()]


class _Groups:
    """Disjoint sets of ids (union-find with path halving)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        parent = self._parent
        while (up := parent.setdefault(item, item)) != item:
            parent[item] = parent[up]
            item = up
        return item

    def join(self, one: str, other: str) -> None:
        self._parent[self.find(one)] = self.find(other)


def _by_subject(headers: Sequence[Header]) -> Iterable[tuple[Header, Header]]:
    """(reply that names no known mail, the mail that it most probably answers)."""
    known = {header.id for header in headers}
    hub = _hub(headers)
    bare = {header.id: bare_subject(header.subject) for header in headers}
    dated: dict[str, list[tuple[datetime, str, Header]]] = defaultdict(list)
    for header in headers:
        if header.date and bare[header.id][0]:
            dated[bare[header.id][0]].append((header.date, header.id, header))
    for same in dated.values():
        same.sort(key=lambda entry: entry[:2])
    for header in headers:
        subject, is_reply = bare[header.id]
        if not is_reply or not subject or header.date is None or known.intersection(header.references):
            continue
        same = dated[subject]
        end = bisect_left(same, (header.date, header.id), key=lambda entry: entry[:2])
        for date, _, other in reversed(same[max(0, end - _MAX_CANDIDATES) : end]):
            shared = (header.people & other.people) - hub
            same_list = not header.references and header.mailing_list and header.mailing_list == other.mailing_list
            if shared or (same_list and header.date - date <= _NEAR):
                yield header, other
                break


def _hub(headers: Sequence[Header]) -> frozenset[str]:
    """The mailbox's own address: the most frequent one, if it is on more than half of the mails; else none."""
    counts = Counter(address for header in headers for address in header.people).most_common(2)
    if not counts or counts[0][1] * 2 <= len(headers) or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return frozenset()
    return frozenset({counts[0][0]})


def _in_order(thread: list[Header]) -> list[Header]:
    first = min((header.date for header in thread if header.date), default=None)
    if first is None:
        return thread
    keyed, last = [], first
    for position, header in enumerate(thread):
        last = header.date or last
        keyed.append((last, position, header))
    return [header for _, _, header in sorted(keyed, key=lambda entry: entry[:2])]
