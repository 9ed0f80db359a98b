"""What every chat has in common: messages become Parts, and the stream of a channel its separate talks."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copilot.core.types import Document, Part
from ingest.chat.talks import Message, cut
from ingest.export.base import SourceOptions

_TITLE_CHARS = 80


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a channel, with what tells which talk it belongs to."""

    part: Part
    """`ref` must be set: the first message's makes the id of the talk."""
    seconds: float
    """Moment in UTC, seconds since 1970."""
    person: str
    """Id of the author."""
    mentions: frozenset[str] = frozenset()
    """Ids of authors it addresses."""
    thread: str = ""
    """Messages with the same thread are one talk, whatever their times."""


def talks(options: SourceOptions, channel: str, said: Iterable[Said], label: str = "") -> Iterator[Document]:
    """One Document a thread, and one for each talk among the messages outside threads, in the order of time.

    channel: first half of the ids. label: the channel's name for people, when it is another.
    """
    ordered = sorted(said, key=lambda message: message.seconds)
    loose = [message for message in ordered if not message.thread]
    numbers = cut(Message(m.seconds, m.person, m.part.text, m.mentions, m.part.author) for m in loose)
    together: dict[tuple[str, int], list[Part]] = defaultdict(list)
    for message in ordered:
        if message.thread:
            together[message.thread, -1].append(message.part)
    for number, message in zip(numbers, loose, strict=True):
        together["", number].append(message.part)
    for parts in sorted(together.values(), key=lambda parts: parts[0].at):
        yield conversation(options, f"{channel}/{parts[0].ref}", parts, label or channel)


def conversation(
    options: SourceOptions,
    external_id: str,
    parts: Sequence[Part],
    channel: str = "",
    title: str = "",
    uri: str = "",
    metadata: Mapping[str, Any] | None = None,
) -> Document:
    """Messages in the order of time as one Document. Without a title its first words are one."""
    words = textwrap.shorten(next((part.text for part in parts if part.text), ""), _TITLE_CHARS, placeholder="…")
    title = title or (f"{channel}: {words}" if channel and words else channel or words or external_id)
    dates = [part.at for part in parts if part.at]
    return Document(
        source=options.name,
        external_id=external_id,
        kind="chat",
        title=title,
        parts=tuple(parts),
        uri=uri or parts[0].uri,
        created_at=min(dates, default=""),
        updated_at=max(dates, default=""),
        audience=options.audience,
        metadata=metadata or {},
    )
