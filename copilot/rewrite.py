"""A follow-up into a question that can be searched on its own, without a language model."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.conversation import leaning, words
from copilot.conversation.language import answer_language
from copilot.conversation.request import Request, requests
from copilot.core import text as txt
from copilot.core.types import Turn
from copilot.understanding.asking import asks
from copilot.understanding.reduce import reduce

_WORDS, _LEAST = 38, 12
"""Of a follow-up with what it leaves out, and of that at least: a query of more than 40 words is reduced."""
_ROW = 70
"""Of the messages before a question, in a row with it."""
_REPLY = 15
"""Words of the agent's that count."""
_CHARACTERS = 400
_TURNS = 30
_BACK = 3
"""Requests that one after the other leaned on the one before."""

__all__ = ["answer_language", "leans", "standalone"]


def standalone(question: str, conversation: Sequence[Turn]) -> str:
    """The question, preceded by what it leaves out: the customer's messages before it, and the topic of the talk."""
    return "\n".join((*_needed(question, conversation), question))


def leans(question: str, conversation: Sequence[Turn]) -> bool:
    """Whether the question needs the talk to be understood."""
    return bool(_needed(question, conversation))


def _needed(question: str, conversation: Sequence[Turn]) -> list[str]:
    """What of the talk belongs to the question, in order."""
    *earlier, request = requests(conversation[-_TURNS:])
    asked = Request()
    asked.add(question)
    if asked.is_new:
        return []
    before = _shortened([request.text], _ROW)
    request.said += asked.said
    if earlier and not request.is_new and _goes_on(request, earlier[-1]):
        return [*_topic(request, earlier), *before]
    return before


def _goes_on(request: Request, last: Request) -> bool:
    """Whether a request cannot be understood without the one before it."""
    if not request.said or leaning.leans(request.text):
        return True
    return bool(last.asked_back) and not any(map(_is_question, request.said))


def _is_question(sentence: str) -> bool:
    return "?" in sentence or asks(txt.words(txt.fold(sentence)))


def _topic(request: Request, earlier: Sequence[Request]) -> list[str]:
    """What the earlier request is about on which this one leans: the latest, or the one of which it names something."""
    named = request.topics
    at = next(
        (at for at in reversed(range(len(earlier))) if words.related(named, earlier[at].topics)), len(earlier) - 1
    )
    chain = [earlier[at]]
    while at and len(chain) < _BACK and not earlier[at].is_new and _goes_on(earlier[at], earlier[at - 1]):
        at -= 1
        chain.insert(0, earlier[at])
    agreed = earlier[-1].asked_back if not request.said else ""  # "yes" says what the agent asked
    reply = agreed or chain[-1].answered
    room = max(_WORDS - len(" ".join(request.said).split()), _LEAST)
    return _shortened([*(one.text for one in chain), " ".join(reply.split()[:_REPLY])], room)


def _shortened(texts: Sequence[str], room: int) -> list[str]:
    """The sentences of these texts in so many words, in order; the last ones first of all."""
    kept: list[str] = []
    for text in reversed(texts):
        found = []
        for sentence in dict.fromkeys(reduce(text).split("\n")):
            cut = " ".join(sentence.split()[:room])[:_CHARACTERS]
            room -= len(cut.split())
            found += [cut] if cut else []
        kept = [*found, *kept]
    return kept
