"""The messages of many channels, as they come page by page, and the Documents that they make together."""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any

from copilot.core.types import Document, Part, Removed
from ingest.chat.conversations import Said, talks
from ingest.export.base import SourceOptions
from ingest.export.dates import from_epoch
from ingest.export.records import tidy

_TITLE_CHARS = 80
SYSTEM, DELETED, EARLIER, HIDDEN = "chat: system line", "chat: deleted message", "chat: earlier version", "hidden: html"
"""Rules of what is removed."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Text of a channel that is not ingested."""

    rule: str
    text: str
    seconds: float
    ref: str = ""
    """The message that it belonged to, where that is kept."""


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as people know it."""

    name: str
    """First half of the ids of its talks."""
    label: str = ""
    """What titles begin with; "" where nobody knows it by a name."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""
    """The address of a message up to its id, where messages have no address of their own."""
    whole: bool = False
    """Whether it is one conversation, which is not cut."""


class Streams:
    """Messages by channel, each once."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, tuple[float, Said]]] = defaultdict(dict)
        self._gone: dict[str, dict[Gone, None]] = defaultdict(dict)

    def __bool__(self) -> bool:
        return any(self._said.values())

    def say(self, channel: str, said: Said, version: float = 0.0) -> None:
        """Adds a message, or a later version of one. An empty author is filled in from the person's name."""
        messages, ref = self._said[channel], said.part.ref
        if ref not in messages or messages[ref][0] <= version:
            messages[ref] = (version, said)

    def drop(self, channel: str, *gone: Gone) -> None:
        for line in gone:
            self._gone[channel][replace(line, text=tidy(line.text))] = None

    def persons(self) -> set[str]:
        """Those who said something and have no name yet."""
        return {said.person for m in self._said.values() for _, said in m.values() if not said.part.author} - {""}

    def documents(
        self,
        options: SourceOptions,
        place: Callable[[str], Place],
        names: Mapping[str, str] | None = None,
        ids: Mapping[str, str] | None = None,
    ) -> Iterator[Document]:
        """names: of persons by id. ids: of persons by what mentions call them."""
        for channel, messages in self._said.items():
            here = place(channel)
            heads = {message.thread for _, message in messages.values()}
            said = [_finished(m, here, heads, names or {}, ids or {}) for _, m in messages.values()]
            found = list(talks(options, here.name, said))
            removed = _removed(found, list(self._gone[channel]))
            for document, gone in zip(found, removed, strict=True):
                yield replace(document, title=_title(document, here), metadata=dict(here.metadata), removed=gone)


def message(
    seconds: float,
    text: str,
    ref: str,
    *,
    author: str = "",
    person: str = "",
    uri: str = "",
    thread: str = "",
    mentions: frozenset[str] = frozenset(),
) -> Said:
    """A message of a stream; `seconds` as `moment` gives them."""
    part = Part("message", text, tidy(author), from_epoch(seconds), ref=ref, uri=uri)
    return Said(part, seconds, person or author, mentions, thread)


def _finished(said: Said, place: Place, heads: Set[str], names: Mapping[str, str], ids: Mapping[str, str]) -> Said:
    """A message with what is only known when everything is read. heads: messages that have replies."""
    part = said.part
    if not part.author and said.person:
        part = replace(part, author=names.get(said.person, said.person))
    if not part.uri and place.link:
        part = replace(part, uri=place.link + part.ref)
    thread = "whole" if place.whole else said.thread or (part.ref if part.ref in heads else "")
    return replace(said, part=part, thread=thread, mentions=frozenset(ids.get(name, name) for name in said.mentions))


def _title(document: Document, place: Place) -> str:
    """The channel's name and the first words that are nobody else's."""
    own = (" ".join(line for line in part.text.splitlines() if line[:1] != ">") for part in document.parts)
    words = textwrap.shorten(next((text for text in own if text), ""), _TITLE_CHARS, placeholder="…")
    return ": ".join(piece for piece in (place.label, words) if piece) or document.title


def _removed(documents: list[Document], gone: list[Gone]) -> list[tuple[Removed, ...]]:
    """What is gone, for each document: with its message, else with the talk in which it fell."""
    found: list[list[Removed]] = [[] for _ in documents]
    if documents and gone:
        parts = {part.ref: (d, p) for d, document in enumerate(documents) for p, part in enumerate(document.parts)}
        starts = [document.created_at for document in documents]
        for line in sorted(gone, key=lambda line: line.seconds):
            number, part = parts.get(line.ref, (-1, None))
            if part is None:
                number = max(bisect_right(starts, from_epoch(line.seconds)) - 1, 0)
            found[number].append(Removed(line.rule, line.text, part))
    return [tuple(lines) for lines in found]
