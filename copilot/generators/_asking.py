"""What a chat model is asked: the prompts of prompts/, filled with what others wrote, within the model's window.

The question always goes in whole. Of the rest the conversation gives way first to the passages, its oldest words
before its newest; passages give way from the last. Both are cut between sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from copilot.core import prompts, tokens
from copilot.core import text as txt
from copilot.core.errors import ModelError, SettingsError
from copilot.core.ports import Passage
from copilot.core.types import Turn
from copilot.generators import _data
from copilot.generators._model import Messages
from copilot.generators._reply import NOT_FOUND

_LANGUAGES = {
    "nl": {"nl": "Nederlands"},
    "en": {"nl": "Dutch", "en": "English", "de": "German", "fr": "French"},
}
"""Language of the prompt -> code -> the language's name in it."""
_ROLES = {"nl": {"customer": "klant", "agent": "medewerker"}, "en": {"customer": "customer", "agent": "agent"}}
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TALK_SHARE = 0.25
"""Share of the room for what others wrote that the conversation may take."""
_LEAST = 1024
"""Tokens that rules, question and a few passages need."""
_FRAME = 40
"""Tokens that a chat template puts around the messages."""
_MARGIN = 30
"""Tokens around one passage."""


@dataclass(frozen=True)
class Asking:
    rules: prompts.Translated
    request: prompts.Translated
    rewriting: prompts.Translated
    room: int
    """Tokens that the messages of one request may hold together."""

    @classmethod
    def of(cls, folder: Path, room: int) -> Asking:
        """Raises SettingsError when a prompt is not whole or the room is too small to be of use."""
        names = ("answer_rules", "answer_request", "standalone_question")
        rules, request, rewriting = (prompts.translated(folder, name) for name in names)
        if room < _LEAST:
            raise SettingsError(
                f"context_tokens leaves {room} tokens beside max_tokens, expected at least {_LEAST}",
                "raise context_tokens or lower max_tokens in [generator]",
            )
        return cls(rules, request, rewriting, room)

    @property
    def version(self) -> str:
        return f"{self.rules.version} {self.request.version} {self.rewriting.version}"

    def answer(
        self, question: str, conversation: Sequence[Turn], passages: Sequence[Passage], language: str
    ) -> Messages:
        """Raises ModelError when the question leaves no room for a passage."""
        mark, named = _data.mark(), _named(language)
        rules = self.rules.of(language).render(language=named, not_found=NOT_FOUND)

        def request(talk: str, sources: str) -> str:
            return self.request.of(language).render(
                mark=mark, passages=sources, conversation=talk, question=_data.plain(question), language=named
            )

        room = self._left(rules, request("", ""))
        talk = _talk(conversation, language, int(room * _TALK_SHARE))
        sources = _sources(passages, mark, room - tokens.count(talk))
        if passages and not sources:
            raise self._too_long()
        return [("system", rules), ("human", request(talk or "-", "\n".join(sources) or "-"))]

    def standalone(self, question: str, conversation: Sequence[Turn], language: str) -> Messages:
        """Raises ModelError when the question leaves no room for the conversation."""
        mark = _data.mark()

        def request(talk: str) -> str:
            return self.rewriting.of(language).render(
                mark=mark, conversation=talk, question=_data.plain(question), language=_named(language)
            )

        talk = _talk(conversation, language, self._left(request("")))
        if not talk:
            raise self._too_long()
        return [("human", request(talk))]

    def _left(self, *texts: str) -> int:
        return self.room - _FRAME - sum(map(tokens.count, texts))

    def _too_long(self) -> ModelError:
        return ModelError(
            f"the question and the rules leave nothing of the {self.room} tokens that a request may hold",
            "raise context_tokens in [generator] if the model has a larger window",
        )


def _named(language: str) -> str:
    names = _LANGUAGES["nl" if language == "nl" else "en"]
    return names.get(language, "the language of the question")


def _talk(conversation: Sequence[Turn], language: str, room: int) -> str:
    """The newest turns, a line each, so that no turn can pretend to hold another; the oldest may lose its beginning."""
    roles, kept = _ROLES["nl" if language == "nl" else "en"], list[str]()
    for turn in reversed(conversation):
        role, said = f"{roles[turn.role]}: ", _data.line(turn.text)
        ending = _ending(said, room - tokens.count(role) - 1)
        if ending:
            kept.append(f"{role}{ending}")
            room -= tokens.count(kept[-1]) + 1
        if ending != said:
            break
    return "\n".join(reversed(kept))


def _sources(passages: Sequence[Passage], mark: str, room: int) -> list[str]:
    """Blocks of the first passages; the last of them may lose its end."""
    kept = list[str]()
    for passage in passages:
        document = passage.hit.document
        title = _data.line(document.title)
        text = _beginning(passage.text, room - _MARGIN - tokens.count(title))
        if text:
            date = _DATE.match(document.updated_at)
            about = f' n="{passage.n}" kind="{document.kind}"' + (f' date="{date.group()}"' if date else "")
            kept.append(_data.block("passage", mark, [title, text], about))
            room -= tokens.count(kept[-1])
        if text != passage.text:
            break
    return kept


def _beginning(text: str, room: int) -> str:
    """The whole text, or the sentences from its beginning that take at most `room` tokens."""
    if tokens.count(text) <= room:
        return text
    end = 0
    for start, stop in txt.sentences(text):
        room -= tokens.count(text[start:stop]) + 1
        if room < 0:
            break
        end = stop
    return text[:end]


def _ending(text: str, room: int) -> str:
    """The whole text, or the sentences at its end that take at most `room` tokens."""
    if tokens.count(text) <= room:
        return text
    begin = len(text)
    for start, stop in reversed(txt.sentences(text)):
        room -= tokens.count(text[start:stop]) + 1
        if room < 0:
            break
        begin = start
    return text[begin:]
