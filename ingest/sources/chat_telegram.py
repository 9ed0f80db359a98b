"""`chat_telegram`: chats of Telegram, exported in Telegram Desktop with *Export chat history* in the menu of a chat or
*Settings > Advanced > Export Telegram data*, as JSON (result.json) or HTML (messages.html); also the answers that a bot
got from `getUpdates`.

Times that name no zone (exports of 2021 and older) are taken in `timezone`. A talk's id is `<chat>/<id>` of its first
message. A file that is not part of the export leaves no trace in the text but its name in brackets, and not even that
where the export does not know it. For whom a forwarded message speaks is the heading of its Part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.chat.exports import Refs
from ingest.chat.streams import Gone, Place, Streams
from ingest.chat.telegram import LEFT_OUT, from_bot, from_export, left_out, left_out_by_bot, person_name
from ingest.chat.telegram_html import page
from ingest.export.base import LocalTimeOptions, find_files, item, key_of, readable
from ingest.export.records import UNFIT, RecordError, id_of, objects, reason_of, records, text_of

MAX_PAGE_BYTES = 100_000_000
"""Telegram Desktop begins a new page of HTML after a thousand messages."""
_UPDATES = ("message", "channel_post", "business_message")
_FIX = "export the chat again"
_BOT_SUPERGROUP = "-100"


class Options(LocalTimeOptions):
    """`path`: the folder of an export or many of them, a .json or .html file, or a glob."""


@dataclass
class _Reading:
    """What the files of one folder held so far."""

    streams: Streams
    places: dict[str, Place]
    refs: dict[str, Refs]


class TelegramSource:
    """One Item is the folder of an export; each talk in its chats becomes a Document."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        self._files: dict[str, list[Path]] = defaultdict(list)
        for file in find_files(self._options, (".json", ".jsonl", ".html", ".htm")):
            if file.suffix.lower() in (".json", ".jsonl") or file.stem.startswith("messages"):
                key = key_of(self._options, file)
                self._files[key.rpartition("/")[0] or "." if self._options.path.is_dir() else key].append(file)
        for key, files in self._files.items():
            if any(file.name == "result.json" for file in files):
                # Both formats of one export hold the same messages.
                files[:] = [file for file in files if file.suffix.lower() in (".json", ".jsonl")]
            files.sort(key=lambda file: (len(file.name), file.name))  # messages10.html after messages9.html.
            yield item(key, files)

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        reading = _Reading(Streams(), {}, defaultdict(Refs))
        for file in self._files[item.key]:
            key = key_of(self._options, file)
            if file.suffix.lower() in (".html", ".htm"):
                yield from self._html(key, file, reading)
                continue
            for record in records(self._options.name, key, file):
                if isinstance(record, Rejected):
                    yield record
                else:
                    yield from self._json(f"{key} {record[0]}".strip(), record[1], reading)
        names = Counter(place.name for place in reading.places.values())
        places = {
            channel: place if names[place.name] == 1 else Place(f"{place.name} {channel}", place.label, link=place.link)
            for channel, place in reading.places.items()
        }
        yield from reading.streams.documents(self._options, places.__getitem__)

    def _html(self, key: str, file: Path, reading: _Reading) -> Iterator[Rejected]:
        try:
            if file.stat().st_size > MAX_PAGE_BYTES:
                raise RecordError(f"larger than {MAX_PAGE_BYTES // 1_000_000} MB")
            name, messages = page(file.read_bytes())
        except UNFIT as error:
            yield Rejected(self._options.name, key, reason_of(error), _FIX)
        except OSError as error:
            yield Rejected(self._options.name, key, f"cannot be read: {error.strerror}", "check its permissions")
        else:
            yield from self._chat(key, {"name": name or readable(file.parent.name), "messages": messages}, reading)

    def _json(self, where: str, data: Any, reading: _Reading) -> Iterator[Rejected]:
        """Any of the shapes in which Telegram gives messages."""
        try:
            if isinstance(data, list):
                for number, entry in enumerate(data, 1):
                    yield from self._json(f"{where} entry {number}", entry, reading)
            elif not isinstance(data, Mapping):
                raise RecordError(f"expected an object, found {type(data).__name__}")
            elif "messages" in data:
                yield from self._chat(where, data, reading)
            elif isinstance(data.get("chats"), Mapping) or isinstance(data.get("left_chats"), Mapping):
                for group in ("chats", "left_chats"):
                    listed = data.get(group)
                    for chat in objects(listed, "list") if isinstance(listed, Mapping) else ():
                        yield from self._chat(f"{where} {group}", chat, reading)
            elif data.get("ok") is False:
                raise RecordError(f"the answer is an error: {text_of(data, 'description') or data.get('error_code')}")
            elif isinstance(data.get("result"), list):
                yield from self._json(where, data["result"], reading)
            elif "update_id" in data:
                for kind in _UPDATES:
                    for entry in (data.get(kind), data.get(f"edited_{kind}")):
                        if isinstance(entry, Mapping):
                            self._update(entry, reading)
            elif "message_id" in data and "chat" in data:
                self._update(data, reading)
            else:
                keys = ", ".join(sorted(map(str, data))[:8])
                raise RecordError(f"neither an export of Telegram Desktop nor updates of a bot; it has: {keys}")
        except RecursionError:
            yield Rejected(self._options.name, where, "nested too deeply", _FIX)
        except UNFIT as error:
            yield Rejected(self._options.name, where, reason_of(error), _FIX)

    def _chat(self, where: str, chat: Mapping[str, Any], reading: _Reading) -> Iterator[Rejected]:
        """A chat of Telegram Desktop."""
        messages = chat.get("messages")
        try:
            name, kind = text_of(chat, "name"), text_of(chat, "type")
            if not isinstance(messages, list):
                raise RecordError(f'"messages" must be a list, found {type(messages).__name__}')
        except UNFIT as error:
            yield Rejected(self._options.name, where, reason_of(error), _FIX)
            return
        name = name or kind.replace("_", " ") or Path(where).stem
        channel = str(chat.get("id") or name)
        link = f"https://t.me/c/{channel}/" if kind.endswith(("supergroup", "channel")) and channel.isdigit() else ""
        reading.places.setdefault(channel, Place(name, name, link=link))
        known = [entry for entry in messages if isinstance(entry, Mapping)]
        persons = {str(entry.get("id")): str(entry.get("from_id") or entry.get("from") or "") for entry in known}
        for number, entry in enumerate(messages, 1):
            try:
                if not isinstance(entry, Mapping):
                    raise RecordError(f"a message must be an object, found {type(entry).__name__}")
                self._say(channel, entry, persons, reading)
            except UNFIT as error:
                at = f"{where}: {name}, message {number}"
                yield Rejected(self._options.name, at, reason_of(error), _FIX)

    def _say(self, channel: str, entry: Mapping[str, Any], persons: Mapping[str, str], reading: _Reading) -> None:
        said = from_export(entry, reading.refs[channel], self._options.timezone, persons)
        if isinstance(said, Gone):
            reading.streams.drop(channel, said)
            return
        reading.streams.say(channel, said)
        if kind_of_media := left_out(entry):
            reading.streams.drop(channel, Gone(LEFT_OUT, kind_of_media, said.seconds, said.part.ref))

    def _update(self, entry: Mapping[str, Any], reading: _Reading) -> None:
        """A message that a bot got; a later version of it replaces the earlier one. Raises RecordError."""
        chat = entry.get("chat")
        if not isinstance(chat, Mapping):
            raise RecordError(f'"chat" must be an object, found {type(chat).__name__}')
        channel = id_of(chat)
        name, user = person_name(chat), text_of(chat, "username")
        inner = channel.removeprefix(_BOT_SUPERGROUP)
        link = f"https://t.me/c/{inner}/" if channel.startswith(_BOT_SUPERGROUP) else ""
        if user and chat.get("type") in ("supergroup", "channel"):
            link = f"https://t.me/{user}/"
        said = from_bot(entry)
        reading.places[channel] = Place(name, name, link=link)
        if isinstance(said, Gone):
            reading.streams.drop(channel, said)
            return
        edited = entry.get("edit_date")
        reading.streams.say(channel, said, float(edited) if isinstance(edited, int) else said.seconds)
        if kind_of_media := left_out_by_bot(entry):
            reading.streams.drop(channel, Gone(LEFT_OUT, kind_of_media, said.seconds, said.part.ref))


def build(options: Options) -> TelegramSource:
    return TelegramSource(options)
