"""`chat_zendesk`: Zendesk Chat (Zopim) as its API answers it (`/api/v2/chats`, its incremental export, or one chat a
file or line): chats with their `history`, and messages that visitors left while nobody was there.

Joins, ratings, tags and other events are removed, as are agents' notes on a visitor. Chats in which nobody wrote are
left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from copilot.core.ports import Item
from copilot.core.types import Document, Part, Rejected, Removed
from ingest.chat.conversations import conversation
from ingest.chat.json_pages import Exports, moment
from ingest.chat.streams import DELETED, SYSTEM
from ingest.export.base import SourceOptions
from ingest.export.dates import from_epoch
from ingest.export.records import UNFIT, RecordError, id_of, objects, reason_of, text_of

_FIX = "export the chats again with /api/v2/chats or /api/v2/incremental/chats?fields=chats(*)"
_SAID = frozenset(["chat.msg", "chat.file", "chat.triggermsg", "chat.triggered", "message", "msg", ""])
"""Types of events that are messages."""
_NOTES = "private: notes on the visitor"


class Options(SourceOptions):
    """`path`: .json or .jsonl files, in a folder or as a glob."""


class ZendeskChatSource:
    """One Item is a file of chats."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._exports = Exports(options, (".json", ".jsonl", ".ndjson"), together=False)

    def items(self) -> Iterator[Item]:
        return self._exports.items()

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        name = self._options.name
        silent: list[str] = []
        for page in self._exports.pages(item):
            if isinstance(page, Rejected):
                yield page
                continue
            entries = _entries(page.data)
            if not entries:
                yield Rejected(name, page.where, "the export holds no chats", _FIX)
            for number, entry in enumerate(entries, 1):
                where = f"{page.where} chat {number}" if entries != [page.data] else page.where
                try:
                    if not _is_other(entry):
                        found = self._document(entry)
                        silent += [] if found else [id_of(entry)]
                        yield from [found] if found else []
                except UNFIT as error:
                    yield Rejected(name, where, reason_of(error), _FIX)
        if silent:
            reason = f"chats in which nobody wrote are left out: {len(silent)}, such as {silent[0]}"
            yield Rejected(name, item.key, reason, "nothing to do")

    def _document(self, data: Any) -> Document | None:
        """None for a chat in which nobody wrote. Raises RecordError."""
        if not isinstance(data, Mapping):
            raise RecordError(f"expected a chat, found {type(data).__name__}")
        visitor = data.get("visitor")
        visitor = visitor if isinstance(visitor, Mapping) else {}
        key = id_of(data)
        parts: list[tuple[float, Part]] = []
        removed: list[tuple[str, str, Part | None]] = []
        if "history" in data or "messages" in data:
            for event in objects(data, "history") or objects(data, "messages"):
                part, seconds, gone = _event(event)
                if part:
                    parts.append((seconds, part))
                removed += [(rule, text, part) for rule, text in gone]
        elif "message" in data:
            seconds = moment(data.get("timestamp"), "timestamp")
            text = text_of(data, "message")
            parts.append((seconds, Part("message", text, text_of(visitor, "name"), from_epoch(seconds), ref=key)))
        else:
            keys = ", ".join(sorted(data)[:5])
            raise RecordError(f'expected a chat with "history", or a message left behind with "message", found {keys}')
        if notes := text_of(visitor, "notes"):
            removed.append((_NOTES, notes, None))
        if not parts:
            return None
        ordered = [part for _, part in sorted(parts, key=lambda entry: entry[0])]
        place = {id(part): number for number, part in enumerate(ordered)}
        document = conversation(
            self._options,
            key,
            ordered,
            title=text_of(data, "title") or text_of(data, "subject"),
            uri=text_of(data, "url"),
            metadata=_metadata(data),
        )
        lines = tuple(Removed(rule, text, place.get(id(part)) if part else None) for rule, text, part in removed)
        return replace(document, removed=lines)


def _entries(data: Any) -> list[Any]:
    """The chats of an answer, of a bare list, or the one there is."""
    if not isinstance(data, Mapping) or "history" in data:
        return data if isinstance(data, list) else [data]
    for key in ("chats", "docs", "results", "chat"):
        if key in data:
            inner = data[key]
            values = list(inner.values()) if isinstance(inner, Mapping) and key == "docs" else _entries(inner)
            return [value for value in values if value is not None]
    return [data]


def _is_other(entry: Any) -> bool:
    """Whether it is an agent, a department or a visitor, which hold no messages."""
    return isinstance(entry, Mapping) and any(
        keys <= entry.keys() for keys in ({"roles", "email"}, {"members", "name"}, {"phone", "notes", "name"})
    )


def _event(event: Mapping[str, Any]) -> tuple[Part | None, float, list[tuple[str, str]]]:
    """(the message or None, its moment, what is removed as (rule, text)). Raises RecordError."""
    kind = text_of(event, "type")
    name = next((text for key in ("name", "display_name", "sender", "nick") if (text := text_of(event, key))), "")
    text = _text(event)
    if kind not in _SAID or (kind == "chat.triggered" and not text):
        tags = event.get("new_tags")
        details = [text_of(event, key) for key in ("new_comment", "new_rating", "rating", "comment")]
        details += [", ".join(str(tag) for tag in tags)] if isinstance(tags, list) else []
        return None, 0.0, [(SYSTEM, " ".join(word for word in (kind, name, text, *details) if word))]
    time = next((key for key in ("timestamp", "created_at", "time_stamp") if event.get(key)), "timestamp")
    seconds = moment(event.get(time), time)
    gone = [(DELETED, text)] if event.get("deleted") is True and text else []
    ref = str(event.get("msg_id") or event.get("id") or event[time])
    return Part("message", "" if gone else text, name, from_epoch(seconds), ref=ref), seconds, gone


def _text(event: Mapping[str, Any]) -> str:
    """What was said, and the name of a file."""
    rich, file = event.get("structured_msg"), event.get("attachment")
    pieces = [next((text for key in ("msg", "message", "text") if (text := text_of(event, key))), "")]
    if isinstance(rich, Mapping) and not pieces[0]:
        pieces = [text_of(rich, "msg")]
    if text_of(event, "type") == "chat.file" or file:
        named = file if isinstance(file, Mapping) else event
        found = (
            text_of(named, "file_name") or (text_of(named, "name") if named is file else "") or text_of(named, "url")
        )
        pieces.append(f"[{found.rpartition('/')[2] or found}]" if found else "")
    return "\n".join(piece for piece in pieces if piece)


def _metadata(data: Mapping[str, Any]) -> dict[str, Any]:
    found = {
        "type": data.get("type"),
        "tags": data.get("tags"),
        "department": data.get("department_name"),
        "agents": data.get("agent_names"),
        "rating": data.get("rating"),
        "comment": data.get("comment"),
        "missed": data.get("missed") or None,
        "ticket": data.get("zendesk_ticket_id"),
    }
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def build(options: Options) -> ZendeskChatSource:
    return ZendeskChatSource(options)
