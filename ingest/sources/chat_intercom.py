"""`chat_intercom`: Intercom conversations as its API answers them (`/conversations/<id>`, which holds every part; lists
and JSON lines of those), and as its data export writes them as JSON.

Notes of teammates become a second document `<id>#internal`. Contacts and admins in files beside the conversations
(`contacts.json`, `admins.json`) give names where a part has only an id.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from copilot.core.ports import Item
from copilot.core.types import INTERNAL_SUFFIX, Document, Part, Rejected, Removed
from ingest.chat.conversations import conversation
from ingest.chat.json_pages import Exports, Page, moment, plain
from ingest.chat.streams import DELETED, HIDDEN, SYSTEM
from ingest.export.base import SourceOptions
from ingest.export.dates import from_epoch
from ingest.export.records import UNFIT, RecordError, id_of, objects, reason_of, text_of

_FIX = "export each conversation with /conversations/<id>"
_PEOPLE = ("contacts", "users", "leads", "admins", "teams")
_SAID = ("comment", "quick_reply", "note")
"""How the types of parts begin that are messages even without a text; other types are events."""


class Options(SourceOptions):
    """`path`: .json or .jsonl files, in a folder or as a glob."""

    workspace: str = ""
    """Address such as https://app.intercom.com/a/inbox/<workspace id>, for links; without it there are none."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One part of a conversation. hidden: text that its HTML hides."""

    part: Part
    seconds: float
    private: bool
    removed: tuple[tuple[str, str], ...]
    """(rule, text)"""


class IntercomSource:
    """One Item is a file of conversations."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._exports = Exports(options, (".json", ".jsonl", ".ndjson"), together=False, beside=_PEOPLE)
        self._people: dict[str, str] = {}
        """Names by id, of the files beside the item read last."""
        self._met: Sequence[Page | Rejected] | None = None

    def items(self) -> Iterator[Item]:
        return self._exports.items()

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        yield from self._meet_everybody(item)
        people: ChainMap[str, str] = ChainMap({}, self._people)
        name = self._options.name
        for page in self._exports.pages(item):
            if isinstance(page, Rejected):
                yield page
                continue
            entries = _entries(page.data)
            if not entries:
                yield Rejected(name, page.where, "the export holds no conversations", _FIX)
            for number, entry in enumerate(entries, 1):
                where = f"{page.where} entry {number}" if entries != [page.data] else page.where
                try:
                    if _is_conversation(entry):
                        yield from self._documents(where, entry, people)
                    else:
                        _meet(people, entry)
                except UNFIT as error:
                    yield Rejected(name, where, reason_of(error), _FIX)

    def _meet_everybody(self, item: Item) -> Iterator[Rejected]:
        """Reads who is who in the files beside the item, unless the item before had the same ones."""
        pages = self._exports.beside(item)
        if pages is self._met:
            return
        self._met, self._people = pages, {}
        for page in pages:
            if isinstance(page, Rejected):
                yield page
                continue
            for entry in _entries(page.data):
                try:
                    _meet(self._people, entry)
                except UNFIT as error:
                    yield Rejected(self._options.name, page.where, reason_of(error), _FIX)

    def _documents(
        self, where: str, data: Mapping[str, Any], people: Mapping[str, str]
    ) -> Iterator[Document | Rejected]:
        key = id_of(data)
        page = text_of(data, "link") or text_of(data, "url")
        if self._options.workspace:
            page = f"{self._options.workspace.rstrip('/')}/inbox/conversation/{key}"
        inner = data.get("conversation_parts")
        parts = (
            objects(inner, "conversation_parts") if isinstance(inner, Mapping) else objects(data, "conversation_parts")
        )
        said, events = [], []
        for part in (*_first(data), *parts):
            body, hidden = plain(text_of(part, "body"))
            kind, author = text_of(part, "part_type"), _author(part, people)
            if not body and kind and not kind.startswith(_SAID) and not part.get("attachments"):
                events.append(" ".join(word for word in (kind, author, _name(part.get("assigned_to"), people)) if word))
                continue
            said.append(_message(part, page, key, author, body, hidden))
        if not said:
            raise RecordError("a conversation without any message")
        said.sort(key=lambda message: message.seconds)
        title = plain(text_of(data, "title") or text_of(_first(data)[0] if _first(data) else {}, "subject"))[0]
        lines = [(SYSTEM, event) for event in events]
        for private in (False, True):
            messages = [message for message in said if message.private is private]
            if messages:
                yield self._document(data, key, messages, title, page, lines)
                lines = []  # Events stand once, with what everybody may see.
        total = inner.get("total_count") if isinstance(inner, Mapping) else _count(data)
        if isinstance(total, int) and total > len(parts):
            reason = f"holds {len(parts)} of the {total} parts of conversation {key}"
            yield Rejected(self._options.name, where, reason, _FIX)

    def _document(
        self,
        data: Mapping[str, Any],
        key: str,
        messages: Sequence[_Said],
        title: str,
        page: str,
        lines: list[tuple[str, str]],
    ) -> Document:
        private = messages[0].private
        document = conversation(
            self._options,
            key + INTERNAL_SUFFIX * private,
            [message.part for message in messages],
            title=title,
            uri=page,
            metadata=_metadata(data),
        )
        inside = [Removed(rule, text, n) for n, message in enumerate(messages) for rule, text in message.removed]
        return replace(
            document,
            audience=self._options.internal_audience if private else self._options.audience,
            created_at=_at(data, "created_at") or document.created_at,
            updated_at=_at(data, "updated_at") or document.updated_at,
            removed=(*inside, *(Removed(rule, text) for rule, text in lines)),
        )


def _entries(data: Any) -> list[Any]:
    """The records of an answer, of a bare list, or the one there is."""
    if isinstance(data, Mapping) and not _is_conversation(data):
        for key in ("conversations", "data", *_PEOPLE):
            if isinstance(found := data.get(key), list):
                return found
    return data if isinstance(data, list) else [data]


def _is_conversation(entry: Any) -> bool:
    return isinstance(entry, Mapping) and ("conversation_parts" in entry or bool(_first(entry)))


def _first(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What the conversation began with: `source`, before version 2 of the API `conversation_message`."""
    found = data.get("source") or data.get("conversation_message")
    if not isinstance(found, Mapping) or not ({"body", "author", "subject"} & found.keys()):
        return []
    return [{"created_at": data.get("created_at"), **found}]


def _message(part: Mapping[str, Any], page: str, key: str, author: str, body: str, hidden: tuple[str, ...]) -> _Said:
    """Raises RecordError."""
    ref = id_of(part) if part.get("id") else ""
    seconds = moment(part.get("created_at"), "created_at")
    files = [f"[{name}]" for file in objects(part, "attachments") if (name := text_of(file, "name"))]
    text, removed = "\n".join(piece for piece in (body, *files) if piece), tuple((HIDDEN, line) for line in hidden)
    if part.get("redacted") is True:
        text, removed = "", ((DELETED, text),) if text else ()
    link = f"{page}#part_id=comment-{key}-{ref}" if page and ref and "part_type" in part else page
    said = Part("message", text, author, from_epoch(seconds), ref=ref, uri=link)
    return _Said(said, seconds, text_of(part, "part_type").startswith("note"), removed)


def _meet(people: MutableMapping[str, str], entry: Any) -> None:
    """Remembers a contact, admin or team. Raises RecordError."""
    if not isinstance(entry, Mapping) or not ({"name", "email"} & entry.keys()):
        found = ", ".join(sorted(entry)[:5]) or "no keys" if isinstance(entry, Mapping) else type(entry).__name__
        raise RecordError(f'expected a conversation with "source" and "conversation_parts", found {found}')
    people[id_of(entry)] = text_of(entry, "name") or text_of(entry, "email")


def _author(part: Mapping[str, Any], people: Mapping[str, str]) -> str:
    return _name(part.get("author"), people)


def _name(person: Any, people: Mapping[str, str]) -> str:
    if not isinstance(person, Mapping):
        return ""
    key = str(person.get("id") or "")
    return text_of(person, "name") or people.get(key) or text_of(person, "email") or key


def _metadata(data: Mapping[str, Any]) -> dict[str, Any]:
    tags = data.get("tags")
    named = objects(tags, "tags") if isinstance(tags, Mapping) else objects(data, "tags")
    rating = data.get("conversation_rating")
    rating = rating if isinstance(rating, Mapping) else {}
    found = {
        "state": data.get("state"),
        "priority": data.get("priority"),
        "tags": [name for tag in named if (name := text_of(tag, "name"))],
        "rating": rating.get("rating"),
        "remark": rating.get("remark"),
        "attributes": data.get("custom_attributes"),
    }
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}


def _count(data: Mapping[str, Any]) -> Any:
    statistics = data.get("statistics")
    return statistics.get("count_conversation_parts") if isinstance(statistics, Mapping) else None


def _at(data: Mapping[str, Any], key: str) -> str:
    return from_epoch(moment(data[key], key)) if data.get(key) else ""


def build(options: Options) -> IntercomSource:
    return IntercomSource(options)
