"""`chat_signal`: chats of Signal as text, made with a tool such as signal-export from the files of Signal Desktop: one
.txt or .md file a chat, in which a message begins with its date, time and author: `[2026-02-03 09:00] Ilse: hoi`.

Such files name no zone: set `timezone` to that of the computer. A talk's id is `<chat>/<ref>` of its first message; a
`ref` is the local time of its message, with ~2 behind it for the second message at that time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from copilot.core.ports import Item
from copilot.core.types import Document, Rejected, Removed
from ingest.chat.conversations import Said
from ingest.chat.exports import (
    Refs,
    entries_of_file,
    in_utc,
    message,
    unique_names,
    with_removed,
)
from ingest.export.base import LocalTimeOptions, find_files, item, key_of, readable

SYSTEM, REACTIONS = "chat: system line", "chat: reactions"
_BY = re.compile(r"([^\n]{1,100}?):(?=\s|\Z)")
_PLAIN_NAMES = {"chat", "index"}
_MEDIA = re.compile(r"!?\[[^\[\]\n]{0,200}\]\(\.?/?media/([^()\n]{1,240})\)")
_REACTIONS = re.compile(r"\n?\(- [^\n]{1,500} -\)\s*\Z")


class Options(LocalTimeOptions):
    """`path`: a .txt or .md file, a folder of them, or a glob."""


class SignalSource:
    """One Item is one exported chat; its talks become Documents."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        self._files = {key_of(self._options, file): file for file in find_files(self._options, (".txt", ".md"))}
        self._names = unique_names(self._files, lambda key: _name(self._files[key]))
        for key, file in self._files.items():
            # Another chat of the same name changes the name that its ids carry.
            yield item(key, [file], f" {self._names[key]}")

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        source = self._options.name
        stamp = "a date and a time in brackets, as messages do"
        found = yield from entries_of_file(source, item.key, self._files[item.key], stamp)
        if not found:
            return
        said: list[Said] = []
        removed: list[tuple[str, Removed]] = []
        refs = Refs()
        for entry in found:
            by = _BY.match(entry.text)
            if not entry.at:
                reason = f"no such date or time before: {entry.text[:200]}"
                yield Rejected(source, f"{item.key} line {entry.line}", reason, "correct the line, or export again")
            elif not by:
                removed.append((said[-1].part.ref if said else "", Removed(SYSTEM, entry.text.strip())))
            else:
                author, body = by[1].strip(), entry.text[by.end() :]
                seconds, at = in_utc(entry.at, self._options.timezone)
                ref = refs.of(entry.at.isoformat())
                if reactions := _REACTIONS.search(body):
                    removed.append((ref, Removed(REACTIONS, reactions[0].strip(), 0)))
                    body = body[: reactions.start()]
                shown = _MEDIA.sub(lambda file: f"[{file[1]}]", body).strip()
                said.append(Said(message(shown, author, at, ref), seconds, author))
        if not said:
            yield Rejected(source, item.key, "no message with an author", "export a chat in which something was said")
        yield from with_removed(self._options, self._names[item.key], said, removed)


def _name(file: Path) -> str:
    """Tools write <chat>/chat.md, <chat>/index.md or <chat>.txt."""
    return readable(file.parent.name if file.stem in _PLAIN_NAMES and file.parent.name else file.stem)


def build(options: Options) -> SignalSource:
    return SignalSource(options)
