"""`chat_rocketchat`: Rocket.Chat messages as its API answers them (`channels.messages`, `groups.messages`,
`im.messages` …), as `mongoexport` writes its collections, as "Export messages" of a room writes JSON, and as the zip or
folder of CSV files that its importer takes.

Rooms and users in the same folder give names. A room of the livechat is one conversation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.chat.json_pages import Exports, Page, moment
from ingest.chat.streams import DELETED, EARLIER, SYSTEM, Gone, Place, Streams, message
from ingest.export.base import SourceOptions
from ingest.export.records import UNFIT, RecordError, id_of, objects, reason_of, text_of, tidy

_FIX = "export the room again: its messages as JSON, or /api/v1/channels.messages"
_ONE = ("channel", "group", "room", "user", "message")
_MANY = ("messages", "channels", "groups", "ims", "rooms", "update", "users", "members")
"""Keys of an answer under which its records stand."""
_ROOMS = {"c": "channel", "p": "group", "d": "direct", "l": "livechat"}
"""Types of room, and how their addresses begin."""
_ENCRYPTED = "chat: encrypted message"
_QUOTE_MARK = re.compile(r"\[ ?\]\(https?://[^()\s]{1,2000}[?&]msg=[^()\s]{1,100}\)[ \t]*\n?")
"""The invisible link by which a message quotes another."""


class Options(SourceOptions):
    """`path`: .json, .jsonl, .csv or .zip files, in a folder or as a glob."""

    server: str = ""
    """Address such as https://chat.example.org, for links to messages; without it there are none."""


class RocketChatSource:
    """One Item is a folder of answers, a single file, or a zip."""

    def __init__(self, options: Options) -> None:
        self._options = options
        beside = ("users?", "rooms?", "channels?", "groups?", "members")
        self._exports = Exports(options, (".json", ".jsonl", ".ndjson", ".csv", ".zip"), together=True, beside=beside)

    def items(self) -> Iterator[Item]:
        return self._exports.items()

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        export = _Export(self._options)
        yield from self._exports.feed(item, export.take, _FIX)
        if export.has_pages and not export.streams:
            yield Rejected(self._options.name, item.key, "the export holds no messages", _FIX)
        yield from export.streams.documents(self._options, export.place, export.people, export.ids)


class _Export:
    """What has been read of one Item."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.streams = Streams()
        self.people: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        """Of people, by username."""
        self._rooms: dict[str, Mapping[str, str]] = {}
        self._seen: dict[str, int] = {}
        """How often a made-up id was given out."""
        self.has_pages = False

    def take(self, page: Page) -> Iterator[Rejected]:
        data = page.data
        if page.path.suffix.lower() == ".csv":
            entries, named = [data], False
        elif isinstance(data, Mapping) and "_id" not in data and "ts" not in data:
            lists = [data[key] for key in _MANY if isinstance(data.get(key), list)]
            ones = [data[key] for key in _ONE if isinstance(data.get(key), Mapping)]
            entries, named = [entry for group in lists for entry in group] + ones, True
            self.has_pages |= data.get("messages") == []
            if not lists and not ones:
                entries, named = [data], False
        else:
            entries, named = (data, True) if isinstance(data, list) else ([data], False)
            self.has_pages |= data == []
        for number, entry in enumerate(entries, 1):
            where = f"{page.where} entry {number}" if named else page.where
            try:
                self._entry(page, entry)
            except UNFIT as error:
                yield Rejected(self._options.name, where, reason_of(error), _FIX)

    def _entry(self, page: Page, entry: Any) -> None:
        """Raises RecordError."""
        if isinstance(entry, list):
            self._row(page, [tidy(str(cell)) for cell in entry])
        elif not isinstance(entry, Mapping):
            raise RecordError(f"expected a message, room or user, found {type(entry).__name__}")
        elif "ts" in entry and ("msg" in entry or "rid" in entry):
            if not page.beside:
                self.has_pages = True
                self._message(page, entry)
        elif entry.get("t") in tuple(_ROOMS):
            names = entry.get("usernames")
            members = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
            known = {key: text_of(entry, key) for key in ("t", "name", "fname", "topic", "description")}
            self._rooms[id_of(entry, "_id")] = {**known, "members": ", ".join(sorted(members))}
        elif "username" in entry or "emails" in entry or "roles" in entry:
            key = id_of(entry, "_id")
            self.people[key] = text_of(entry, "name") or text_of(entry, "username")
            self.ids[text_of(entry, "username")] = key
        else:
            keys = ", ".join(sorted(entry)[:5]) or "no keys"
            raise RecordError(f"expected messages, rooms or users as Rocket.Chat answers, found {keys}")

    def _message(self, page: Page, entry: Mapping[str, Any]) -> None:
        seconds = moment(entry.get("ts"), "ts")
        user = _object(entry.get("u"))
        username = text_of(user, "username") or text_of(entry, "username")
        room = text_of(entry, "rid") or page.room
        key = id_of(entry, "_id") if "_id" in entry else self._made_up(room, seconds, username)
        kind, text = text_of(entry, "t") or text_of(entry, "type"), _text(entry)
        if entry.get("_hidden") is True:
            self.streams.drop(room, Gone(EARLIER, text, seconds, text_of(entry, "parent")))
            return
        if kind and kind not in ("rm", "e2e"):
            words = (kind, text, username)
            self.streams.drop(room, Gone(SYSTEM, " ".join(word for word in words if word), seconds))
            return
        if kind and text:
            self.streams.drop(room, Gone(DELETED if kind == "rm" else _ENCRYPTED, text, seconds, key))
        said = message(
            seconds,
            "" if kind else text,
            key,
            author=text_of(entry, "alias") or text_of(user, "name") or ("" if "_id" in user else username),
            person=text_of(user, "_id") or username,
            thread=text_of(entry, "tmid"),
            mentions=frozenset(_mentioned(entry)),
        )
        if username and text_of(user, "_id"):
            self.people.setdefault(text_of(user, "_id"), username)
        updated = entry.get("_updatedAt")
        self.streams.say(room, said, moment(updated, "_updatedAt") if updated else seconds)

    def _row(self, page: Page, cells: list[str]) -> None:
        """A row of the importer's CSV files. Raises RecordError."""
        name = page.path.stem.lower()
        if name == "users" and len(cells) >= 3:
            self.people[cells[0]] = cells[2] or cells[0]
        elif name == "directmessages" and len(cells) >= 4:
            self._cells(", ".join(sorted(cells[:2])), cells[0], cells[2], cells[3])
        elif name not in ("users", "channels", "directmessages") and len(cells) >= 3:
            self._cells(page.room, *cells[:3])
        elif name != "channels":
            raise RecordError(f"{len(cells)} cells, expected username, time and text")

    def _cells(self, room: str, username: str, time: str, text: str) -> None:
        self.has_pages = True
        if time.lower() in ("timestamp", "ts", "time", "date"):
            return  # The names of the columns.
        seconds = moment(time, "timestamp")
        key = self._made_up(room, seconds, username)
        self.streams.say(room, message(seconds, text, key, person=username), seconds)

    def _made_up(self, room: str, seconds: float, username: str) -> str:
        """An id for a message without one, of its time and author."""
        key = f"{round(seconds * 1000)}-{username}"
        self._seen[room + key] = times = self._seen.get(room + key, 0) + 1
        return f"{key}-{times}" if times > 1 else key

    def place(self, room: str) -> Place:
        known = self._rooms.get(room, {})
        kind, name = _ROOMS.get(known.get("t", ""), ""), known.get("name") or known.get("members", "")
        is_id = not known and len(room) >= 17 and room.isalnum()
        label = known.get("fname") or name or ("" if is_id else room)
        address = room if kind in ("direct", "livechat") else name
        server = self._options.server.rstrip("/")
        link = f"{server}/{kind}/{quote(address)}?msg=" if server and kind and address else ""
        metadata = {"channel": label} | {key: known[key] for key in ("topic", "description") if known.get(key)}
        return Place(name or room, label, metadata, link, whole=kind == "livechat")


def _text(entry: Mapping[str, Any]) -> str:
    """What it quotes, what was said, cards, and the names of files."""
    said = text_of(entry, "msg")
    before, after = [], []
    for card in objects(entry, "attachments"):
        shown = [text_of(card, "text") or text_of(card, "description")]
        if card.get("message_link"):
            lines = ": ".join(piece for piece in (text_of(card, "author_name"), *shown) if piece).splitlines()
            before += [f"> {line}".rstrip() for line in lines]
            continue
        title = text_of(card, "title")
        is_file = card.get("type") == "file" or any(str(key).endswith("_url") for key in card)
        fields = [f"{text_of(f, 'title')}: {text_of(f, 'value')}" for f in objects(card, "fields")]
        after += [f"[{title}]" if title and is_file else title, *shown, *fields]
    files = objects(entry, "files") or [_object(entry.get("file"))]
    named = "\n".join(after)
    after += [f"[{name}]" for file in files if (name := text_of(file, "name")) and name not in named]
    return "\n".join(
        piece for piece in (*before, _QUOTE_MARK.sub("", said).strip() if before else said, *after) if piece
    )


def _mentioned(entry: Mapping[str, Any]) -> Iterator[str]:
    found = entry.get("mentions")
    for mention in found if isinstance(found, list) else ():
        who = (mention.get("_id") or mention.get("username")) if isinstance(mention, Mapping) else mention
        if isinstance(who, str):
            yield who


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def build(options: Options) -> RocketChatSource:
    return RocketChatSource(options)
