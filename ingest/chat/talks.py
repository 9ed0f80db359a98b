"""Untangles the stream of a channel: which messages belong to the same talk.

Every earlier message that is recent votes for or against its talk, by a logistic model of the pair; a message joins the
talk with the most votes, or begins a new one when none has more votes for than against. This is the scheme of Elsner
and Charniak ("You talking to me?", 2008), with few features, none of which needs to know the channel's subject.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.chat.talk_features import NEAR, Heard, Message, hear, names_of, weighed

__all__ = ["Message", "cut"]

WEIGHTS = (4.46, -0.65, -0.43, 1.87, 3.16, -0.32, -3.02, -0.44, 0.49)
"""Of the features, in their order. Made by `python -m eval.bench.fit_talks`, which also measures them."""
_FEW = 5
"""So many last messages vote however long ago they are."""
_MOST = 50
"""No more than so many do, which bounds the work."""
_FORGOTTEN = 16 * 3600.0
"""Seconds after which a message no longer votes: as long as from closing time to the next morning."""
_PAUSE = 8 * 3600.0
"""Seconds of silence that end a talk of two. Between two people nothing tangles, and answers may take hours."""


def cut(messages: Iterable[Message]) -> list[int]:
    """The number of the talk, from 0, that each message belongs to. Messages come in the order of time."""
    messages = list(messages)
    if len({message.author for message in messages}) <= 2:
        return _by_silence(messages)
    numbers: list[int] = []
    talks = 0
    for message, earlier in with_earlier(messages):
        theirs = numbers[-1 : -1 - len(earlier) : -1]
        votes = dict.fromkeys(theirs, 0.0)
        for talk, score in zip(theirs, weighed(message, earlier, WEIGHTS), strict=True):
            votes[talk] += vote(score)
        if message.addressed:
            # Who is spoken to decides, if they spoke: a large talk nearby would outvote the question that is answered.
            by_author = list(zip(theirs, (other.author for other in earlier), strict=True))
            spoken_to = {talk for talk, author in by_author if author in message.addressed}
            shared = {talk for talk, author in by_author if author == message.author} & spoken_to
            votes = {talk: votes[talk] for talk in shared or spoken_to or votes}
        best = max(votes, key=votes.__getitem__, default=-1)
        if best >= 0 and votes[best] > 0:
            numbers.append(best)
        else:
            numbers.append(talks)
            talks += 1
    return numbers


def vote(score: float) -> float:
    """From -0.5 (surely another talk) to 0.5 (surely the same): the logistic function, less a half."""
    return math.tanh(score / 2) / 2


def with_earlier(messages: list[Message]) -> Iterator[tuple[Heard, list[Heard]]]:
    """Each message with those just before it that vote on it, the newest first."""
    names = names_of(messages)
    heard: list[Heard] = []
    first = 0
    """The earliest that votes. Time only goes on, so that who no longer votes never does again."""
    for position, message in enumerate(messages):
        now = hear(message, names)
        first = max(first, position - _MOST)
        while first < position:
            between = now.seconds - heard[first].seconds
            if between <= _FORGOTTEN and (between < NEAR or position - first <= _FEW):
                break
            first += 1
        earlier = heard[first:][::-1]
        if now.opens and any(other.author == now.author for other in earlier):
            now = replace(now, opens=False)
        yield now, earlier
        heard.append(now)


def _by_silence(messages: list[Message]) -> list[int]:
    numbers: list[int] = []
    for position, message in enumerate(messages):
        if not position:
            numbers.append(0)
        else:
            numbers.append(numbers[-1] + (message.seconds - messages[position - 1].seconds > _PAUSE))
    return numbers
