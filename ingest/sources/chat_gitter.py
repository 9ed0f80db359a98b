"""`chat_gitter`: Gitter rooms as its API answered them (`/v1/rooms/<id>/chatMessages`, pages of JSON with or without a
suffix) and as its data export wrote them (JSON lines), with the list of rooms (`/v1/rooms`) beside them.

Messages do not name their room: it is the one after which their file or folder is named (its id or address), the only
one in the list, or `room`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.chat.conversations import Said
from ingest.chat.json_pages import Exports, Page, moment, plain
from ingest.chat.streams import HIDDEN, Gone, Place, Streams, message
from ingest.export.base import SourceOptions
from ingest.export.records import UNFIT, RecordError, id_of, objects, reason_of, text_of

_FIX = "save the answers of /v1/rooms/<room id>/chatMessages, or the data export, again"


class Options(SourceOptions):
    """`path`: files with messages, in a folder or as a glob."""

    room: str = ""
    """Address of the room, such as organisation/community, of messages that do not show theirs."""


class GitterSource:
    """One Item is a folder of answers, or a single file."""

    def __init__(self, options: Options) -> None:
        self._options = options
        suffixes = ("", ".json", ".jsonl", ".ndjson")
        self._exports = Exports(options, suffixes, together=True, beside=("rooms?", "users?"))

    def items(self) -> Iterator[Item]:
        return self._exports.items()

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        export = _Export(self._options)
        yield from self._exports.feed(item, export.take, _FIX)
        streams = export.streams()
        if export.has_pages and not streams:
            yield Rejected(self._options.name, item.key, "the export holds no messages", _FIX)
        yield from streams.documents(self._options, export.place)


class _Export:
    """What has been read of one Item."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._messages: list[tuple[PurePosixPath, str, float, Said, tuple[str, ...]]] = []
        """(file, room where it is told, version, message, hidden text)"""
        self._rooms: dict[str, Mapping[str, str]] = {}
        """By id and by address, in lower case."""
        self.has_pages = False

    def take(self, page: Page) -> Iterator[Rejected]:
        data = page.data
        self.has_pages |= data == []
        for number, entry in enumerate(data if isinstance(data, list) else [data], 1):
            where = f"{page.where} entry {number}" if isinstance(data, list) else page.where
            try:
                self._entry(page, entry)
            except UNFIT as error:
                yield Rejected(self._options.name, where, reason_of(error), _FIX)

    def _entry(self, page: Page, entry: Any) -> None:
        """Raises RecordError."""
        if not isinstance(entry, Mapping):
            raise RecordError(f"expected a message or room, found {type(entry).__name__}")
        if "sent" in entry and ("text" in entry or "html" in entry):
            if not page.beside:
                self.has_pages = True
                self._message(page, entry)
        elif "uri" in entry or ("name" in entry and "id" in entry) or "oneToOne" in entry:
            address = text_of(entry, "uri") or text_of(entry, "url").strip("/")
            known = {"id": id_of(entry), "address": address, "name": text_of(entry, "name")}
            for name in filter(None, known.values()):
                self._rooms[name.lower()] = {**known, "topic": text_of(entry, "topic")}
        elif "username" not in entry:  # A list of people says nothing that the messages do not.
            keys = ", ".join(sorted(entry)[:5]) or "no keys"
            raise RecordError(f"expected messages or rooms as Gitter answers, found {keys}")

    def _message(self, page: Page, entry: Mapping[str, Any]) -> None:
        key, seconds = id_of(entry), moment(entry.get("sent"), "sent")
        text, hidden = text_of(entry, "text"), tuple[str, ...]()
        if "text" not in entry:
            text, hidden = plain(text_of(entry, "html"))
        user = _object(entry.get("fromUser"))
        mentioned = (mention.get("userId") for mention in objects(entry, "mentions"))
        said = message(
            seconds,
            text,
            key,
            author=text_of(user, "displayName") or text_of(user, "username"),
            person=text_of(user, "id") or text_of(user, "username"),
            thread=text_of(entry, "parentId"),
            mentions=frozenset(who for who in mentioned if isinstance(who, str)),
        )
        edited = entry.get("editedAt")
        version = moment(edited, "editedAt") if edited else seconds
        self._messages.append((page.path, text_of(entry, "roomId"), version, said, hidden))

    def streams(self) -> Streams:
        """The messages in their rooms, which are known when every file has been read."""
        streams = Streams()
        rooms = {path: self._room(path) for path in {path for path, *_ in self._messages}}
        for path, told, version, said, hidden in self._messages:
            room = told or rooms[path]
            streams.say(room, said, version)
            streams.drop(room, *(Gone(HIDDEN, stretch, said.seconds, said.part.ref) for stretch in hidden))
        return streams

    def _room(self, path: PurePosixPath) -> str:
        """The id of the room of a file, else a name for what its folder holds."""
        name, stem, folder, above = path.name, path.stem, path.parent.name, path.parent.parent.name
        names = (name, stem, f"{folder}/{stem}", f"{above}/{folder}", folder, self._options.room.strip("/"))
        found = next((self._rooms[n.lower()] for n in names if n.lower() in self._rooms), None)
        known = {room["id"]: room for room in self._rooms.values()}
        if found is None and len(known) == 1 and not self._options.room:
            found = next(iter(known.values()))
        return found["id"] if found else self._options.room.strip("/") or folder

    def place(self, room: str) -> Place:
        known = self._rooms.get(room.lower(), {})
        address = known.get("address") or self._options.room.strip("/")
        name = address or known.get("name") or room
        metadata = {"channel": name} | ({"topic": known["topic"]} if known.get("topic") else {})
        return Place(name, name, metadata, f"https://gitter.im/{quote(address)}?at=" if address else "")


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def build(options: Options) -> GitterSource:
    return GitterSource(options)
