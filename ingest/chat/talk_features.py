"""What a pair of messages of a channel tells about whether they belong to the same talk."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

NEAR = 1500.0
"""Seconds. What was said longer ago counts as long ago, however long."""
_CHARS = 5000
"""How much of a message is looked at; a log file pasted into a channel tells nothing more after its beginning."""
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
_QUESTION_MARK = re.compile(r"\?(?=\s|$|[)\"'*_])")
"""Not the one inside an address, nor at the end of a name in a program."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ASKS = _words("""
    who what when where why which how whose anyone anybody someone somebody
    wie wat wanneer waar waarom welk welke hoe iemand
    wer wann warum welche welcher welches jemand quand pourquoi comment quelqu
""")
_GREETS = _words("""
    hi hey hello hoi hallo goedemorgen goeiemorgen goedemiddag goeiemiddag goedenavond moin servus bonjour salut
""")
_THANKS = _words("thank thanks thx bedankt dank dankje dankjewel dankuwel danke merci")
_WORD = re.compile(r"(?<!@)\b\w+")
_LONG = 5
"""Letters. Shorter words are mostly those that every message has, in every language."""
_NAMED = re.compile(r"@(\w[\w.-]*)|\A\s*(\w[\w.-]*)[:,]")
"""A name somewhere behind an @, or at the beginning before a colon or comma."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a channel, as far as cutting needs it."""

    seconds: float
    author: str
    text: str
    mentions: frozenset[str] = frozenset()
    """Authors it addresses."""
    name: str = ""
    """The author's name for people, by which others may address them."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with what its words tell."""

    seconds: float
    author: str
    addressed: frozenset[str]
    words: frozenset[str]
    asks: bool
    opens: bool
    """It greets and asks, as newcomers do with a matter of their own."""
    thanks: bool


def names_of(messages: Iterable[Message]) -> Mapping[str, str]:
    """Author by what others call them: the author's id, name and first name, in lower case."""
    names: dict[str, str] = {}
    for author, name in {(message.author, message.name): None for message in messages}:
        for called in (author, name, name.partition(" ")[0]):
            if called:
                names.setdefault(called.lower(), author)
    return names


def hear(message: Message, names: Mapping[str, str]) -> Heard:
    """names: as `names_of` gives them. Whoever is mentioned by id is not looked for by name."""
    text = message.text[:_CHARS]
    prose = _CODE.sub(" ", text) if "`" in text else text
    addressed = message.mentions
    if not addressed and ("@" in prose or ":" in prose or "," in prose):
        called = ((at or first).rstrip(".-").lower() for at, first in _NAMED.findall(prose))
        addressed = frozenset(names[name] for name in called if name in names)
    words = frozenset(_WORD.findall(text.lower()))
    asks = bool(_QUESTION_MARK.search(prose)) or not _ASKS.isdisjoint(words)
    return Heard(
        message.seconds,
        message.author,
        addressed,
        frozenset(word for word in words if len(word) >= _LONG),
        asks,
        asks and not _GREETS.isdisjoint(words),
        not _THANKS.isdisjoint(words),
    )


FEATURES = (
    "always",
    "ln(1 + seconds between), until NEAR",
    "longer ago than NEAR",
    "same author",
    "one mentions the other",
    "the later asks",
    "and greets, and was not heard lately",
    "the earlier gives thanks",
    "a word or name of 5 letters in common",
)


def weighed(now: Heard, earlier: Iterable[Heard], weights: Sequence[float]) -> Iterator[float]:
    """The weighed sum of the FEATURES of `now` with each earlier message; a weight of 1 alone gives one of them."""
    always, between, long_ago, same_author, mentions, asks, opens, thanks, word = weights
    own = always + asks * now.asks + opens * now.opens
    longest = between * math.log1p(NEAR) + long_ago
    for other in earlier:
        seconds = now.seconds - other.seconds
        score = own + (between * math.log1p(seconds) if seconds < NEAR else longest)
        if now.author == other.author:
            score += same_author
        if other.author in now.addressed or now.author in other.addressed:
            score += mentions
        if other.thanks:
            score += thanks
        if not now.words.isdisjoint(other.words):
            score += word
        yield score
