"""`chat_instagram`: direct messages of Instagram or Messenger, exported in Meta's Accounts Centre with *Your
information and permissions > Export your information*, format JSON: a folder a chat with message_1.json and so on.

A talk's id is `<chat>/<ref>` of its first message; a `ref` is the time of a message in milliseconds since 1970, with ~2
behind it for the second message at that time. A photo or file is written as its name in brackets; a message that was
taken back is a Part with an empty text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected, Removed
from ingest.chat.conversations import Said
from ingest.chat.exports import Refs, message, unique_names, with_removed
from ingest.export.base import SourceOptions, find_files, item, key_of
from ingest.export.dates import from_epoch
from ingest.export.records import UNFIT, RecordError, objects, reason_of, records, text_of, tidy

DELETED = "chat: deleted message"
_FILES = ("photos", "videos", "audio_files", "files", "gifs")
_FIX = "export the chat again, with JSON as the format"


class Options(SourceOptions):
    """`path`: the unpacked export, the folder of one chat, a .json file, or a glob."""


class InstagramSource:
    """One Item is one chat, all message_*.json of its folder; its talks become Documents."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        self._files: dict[str, list[Path]] = defaultdict(list)
        for file in find_files(self._options, (".json",)):
            key = key_of(self._options, file)
            paged = file.stem.startswith("message_") and "/" in key
            self._files[key.rpartition("/")[0] if paged else key].append(file)
        self._names = unique_names(self._files, lambda key: PurePosixPath(key.removesuffix(".json")).name)
        for key, files in self._files.items():
            # Another chat of the same name changes the name that its ids carry.
            yield item(key, files, f" {self._names[key]}")

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        name = self._options.name
        entries: list[tuple[int, str, Mapping[str, Any]]] = []
        title = ""
        for file in self._files[item.key]:
            key = key_of(self._options, file)
            for record in records(name, key, file):
                if isinstance(record, Rejected):
                    yield record
                    continue
                where, data = f"{key} {record[0]}".strip(), record[1]
                try:
                    if not isinstance(data, Mapping) or "messages" not in data:
                        raise RecordError('expected an object with "messages"')
                    title = title or _text(data, "title")
                    messages = data["messages"]
                    if not isinstance(messages, list):
                        raise RecordError(f'"messages" must be a list, found {type(messages).__name__}')
                except UNFIT as error:
                    yield Rejected(name, where, reason_of(error), _FIX)
                    continue
                for number, entry in enumerate(messages, 1):
                    stamp = entry.get("timestamp_ms") if isinstance(entry, Mapping) else None
                    try:
                        if not isinstance(stamp, int) or isinstance(stamp, bool):
                            raise ValueError
                        from_epoch(stamp / 1000)
                        entries.append((stamp, f"{where} message {number}", entry))
                    except (ValueError, OverflowError):
                        reason = f'"timestamp_ms" must be a time in milliseconds, found {str(stamp)[:60]!r}'
                        yield Rejected(name, f"{where} message {number}", reason, _FIX)
        yield from self._documents(item.key, title, entries)

    def _documents(
        self, key: str, title: str, entries: list[tuple[int, str, Mapping[str, Any]]]
    ) -> Iterator[Document | Rejected]:
        said: list[Said] = []
        removed: list[tuple[str, Removed]] = []
        refs = Refs()
        entries.reverse()  # The export has the newest first, also of those at one millisecond.
        for stamp, where, entry in sorted(entries, key=lambda entry: entry[0]):
            try:
                author, text = _text(entry, "sender_name"), _shown(entry)
            except UNFIT as error:
                yield Rejected(self._options.name, where, reason_of(error), _FIX)
                continue
            ref = refs.of(str(stamp))
            if entry.get("is_unsent") is True:
                removed.append((ref, Removed(DELETED, text, 0)))
                text = ""
            said.append(Said(message(text, author, from_epoch(stamp / 1000), ref), stamp / 1000, author))
        yield from with_removed(self._options, self._names[key], said, removed, title)


def _shown(entry: Mapping[str, Any]) -> str:
    """What was said, what it shares, and names of files."""
    pieces = [_text(entry, "content")]
    share = entry.get("share")
    if isinstance(share, Mapping):
        pieces += [_text(share, "share_text"), _text(share, "link")]
    for key in _FILES:
        pieces += [f"[{PurePosixPath(uri).name}]" for file in objects(entry, key) if (uri := text_of(file, "uri"))]
    return tidy("\n".join(dict.fromkeys(piece for piece in pieces if piece)))


def _text(data: Mapping[str, Any], key: str) -> str:
    """A text. Meta writes each byte of its UTF-8 as a character of its own."""
    value = data.get(key)
    if isinstance(value, str):
        try:
            return tidy(value.encode("latin-1").decode("utf-8"))
        except UnicodeError:
            pass  # It is as it should be.
    return text_of(data, key)


def build(options: Options) -> InstagramSource:
    return InstagramSource(options)
