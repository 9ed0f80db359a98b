"""Cuts the stream of a channel into the separate talks that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

INSIDER_GAP = 1800.0
"""Seconds of silence after which even those who took part are taken to begin something new."""
NEWCOMER_GAP = 900.0
ASKER_GAP = 360.0
"""The same for somebody who did not take part yet, and for one who comes with a question."""
_QUESTION = re.compile(
    r"\?|^(hi|hello|hey|is there|does any|any(one|body)|how|hoi|hallo|goedem\w+|goedena\w+|weet iemand|iemand|heeft)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a channel, as far as cutting needs it."""

    seconds: float
    author: str
    text: str
    mentions: frozenset[str] = frozenset()
    """Authors it addresses."""


def cut(messages: Iterable[Message]) -> list[int]:
    """The number of the talk, from 0, that each message belongs to. Messages come in the order of time.

    A talk ends with a silence. How long it must be depends on who speaks next: long for people who took part, were
    addressed or address someone who did; shorter for a newcomer; shortest for a newcomer with a question.
    """
    numbers: list[int] = []
    people: set[str] = set()
    last = float("-inf")
    for message in messages:
        if message.author in people or message.mentions & people:
            gap = INSIDER_GAP
        elif not message.mentions and _QUESTION.search(message.text):
            gap = ASKER_GAP
        else:
            gap = NEWCOMER_GAP
        if message.seconds - last > gap:
            people = set()
            numbers.append(numbers[-1] + 1 if numbers else 0)
        else:
            numbers.append(numbers[-1])
        people |= {message.author, *message.mentions}
        last = message.seconds
    return numbers
