"""Rebuilds mail threads from headers: Message-ID, In-Reply-To and References; the subject only as a last resort.

Mails that name each other, or name the same third mail (present or not), or carry the same mark of an Outlook
conversation, are one thread. That is a partition, so cycles and the order of the mails do not matter.
A reply that names no mail we have joins the latest earlier mail with the same subject when they share a correspondent
other than the mailbox itself. Two customers who write under one subject stay apart.
On a mailing list subjects are shared by strangers, and old threads are taken up again for something new. There a reply
joins by its subject only when it names no mail at all, within two weeks; and what is written after two weeks of
silence is a thread of its own. Between people a thread never ends: a late reply belongs to its question.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_SILENCE = timedelta(days=14)
_MAX_CANDIDATES = 200
"""Mails of one subject that are tried for one reply: keeps a mailbox with a single subject linear."""

_REPLY = re.compile(
    r"(?:re|antw|antwoord|betreft|aw|sv|vs|res|ref|odp|rép|回复|回覆|答复|返信)\s*(?:\[\d+\]|\(\d+\))?\s*[:\uff1a]\s*",
    re.IGNORECASE,
)
_FORWARD = re.compile(r"(?:fwd?|wg|tr|doorst|rv|enc|vb|i|转发|轉寄)\s*[:\uff1a]\s*", re.IGNORECASE)
_TAG = re.compile(r"\[[^\]\d]{1,40}\]\s*")


@dataclass(frozen=True, slots=True)
class Header:
    """What threading needs of a mail."""

    id: str
    """Message-ID without brackets; unique in the mailbox."""
    references: tuple[str, ...]
    """Ids in References and In-Reply-To."""
    subject: str
    people: tuple[str, ...]
    """Addresses in From, To and Cc, lower case."""
    date: datetime | None
    mailing_list: str = ""
    """Name of the list it came over, or "" for a mail between people."""
    conversation: str = ""
    """Outlook's mark of the conversation, or ""."""


def bare_subject(subject: str) -> tuple[str, bool]:
    """(subject without reply and forward prefixes and list tags, lower case; whether it marks a reply)."""
    rest, is_reply = subject[:2_000].strip(), False
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
        if header.conversation:
            groups.join(header.id, f"conversation {header.conversation}")
    for reply, answered in _by_subject(headers):
        groups.join(reply.id, answered.id)
    members: dict[str, list[Header]] = defaultdict(list)
    for header in headers:
        members[groups.find(header.id)].append(header)
    return [part for thread in members.values() for part in _without_silence(_in_order(thread))]


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
    replies = [(subject, header) for header in headers if (subject := _asks_for_subject(header, known))]
    wanted = {subject for subject, _ in replies}
    dated: dict[str, list[tuple[datetime, str, Header]]] = defaultdict(list)
    for header in headers:
        if header.date and (subject := bare_subject(header.subject)[0]) in wanted:
            dated[subject].append((header.date, header.id, header))
    for same in dated.values():
        same.sort(key=lambda entry: entry[:2])
    hub = _hub(headers) if replies else ""
    for subject, header in replies:
        assert header.date is not None
        same = dated[subject]
        end = bisect_left(same, (header.date, header.id), key=lambda entry: entry[:2])
        people = set(header.people) - {hub}
        for date, _, other in reversed(same[max(0, end - _MAX_CANDIDATES) : end]):
            if header.mailing_list:
                fits = header.mailing_list == other.mailing_list and header.date - date <= _SILENCE
            else:
                fits = not people.isdisjoint(other.people)
            if fits:
                yield header, other
                break


def _asks_for_subject(header: Header, known: set[str]) -> str:
    """The bare subject of a reply whose headers lead nowhere, else ""."""
    if header.date is None or (header.references and header.mailing_list) or not known.isdisjoint(header.references):
        return ""
    subject, is_reply = bare_subject(header.subject)
    return subject if is_reply else ""


def _hub(headers: Sequence[Header]) -> str:
    """The mailbox's own address: the most frequent one, if it is on more than half of the mails; else ""."""
    counts = Counter(address for header in headers for address in header.people).most_common(2)
    if not counts or counts[0][1] * 2 <= len(headers) or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return ""
    return counts[0][0]


def _in_order(thread: list[Header]) -> list[Header]:
    first = min((header.date for header in thread if header.date), default=None)
    if first is None or len(thread) == 1:
        return thread
    keyed, last = [], first
    for position, header in enumerate(thread):
        last = header.date or last
        keyed.append((last, position, header))
    return [header for _, _, header in sorted(keyed, key=lambda entry: entry[:2])]


def _without_silence(thread: list[Header]) -> list[list[Header]]:
    """A thread cut where a list was silent on it for two weeks. Mails without a date stay with the first."""
    parts, last = [[thread[0]]], thread[0].date
    for header in thread[1:]:
        if header.date is None:
            parts[0].append(header)
            continue
        if header.mailing_list and last and header.date - last > _SILENCE:
            parts.append([])
        parts[-1].append(header)
        last = header.date
    return parts
