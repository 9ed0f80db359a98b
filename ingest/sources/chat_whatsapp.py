"""`chat_whatsapp`: chats of WhatsApp as text, made on the phone with *More > Export chat* (Android) or *Export Chat*
in the contact's or group's info (iOS), with or without media: the .txt file, or the .zip in which it comes.

Every language of the phone is read: how dates and clocks are written is decided over the whole file. An export names
no zone: set `timezone` to that of the phone. A talk's id is `<chat>/<ref>` of its first message; a `ref` is the local
time of its message, such as 2026-08-18T09:16:00, with ~2 behind it for the second message at that time.

A photo, voice message or document is written as its name in brackets, such as [IMG-20260818-WA0001.jpg], with the
caption below it. Where the export does not name it, and where a message was deleted, the Part has an empty text. Lines
that WhatsApp wrote itself (encryption, who joined and left) are no messages.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
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
from ingest.chat.stamps import MARKS, Entry
from ingest.chat.whatsapp_words import habits, understand
from ingest.export.base import LocalTimeOptions, find_files, item, key_of, readable

SYSTEM = "chat: system line"
_NAMED = re.compile(
    r".*?whats\s?app.*?\s(?:-|–|with|met|mit|con|com|avec|med|cu|z|ze|s|so|контакт\w*|с|з|με|ile|dengan|với)"
    r"(?:\s(?:u[zž]ivatel\w*|контакт\w*|użytkowni\w*|kontakt\w*))?\s+(.+)",
    re.I,
)
_ATTACHED = re.compile(r"\d{8}-.+")
_MAX_NAME = 100
_OPEN_QUOTE = re.compile(r"(?:(?:^|\s)[\"“„«”]|[「『])[^\"“”»」』]*\Z")


class Options(LocalTimeOptions):
    """`path`: an exported .txt or .zip, a folder of them, or a glob."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One entry with its author; no author: WhatsApp itself."""

    entry: Entry
    author: str
    body: str


class WhatsAppSource:
    """One Item is one exported chat; its talks become Documents."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        files = {key_of(self._options, file): file for file in find_files(self._options, (".txt", ".zip"))}
        chats = {file.parent for file in files.values() if file.name == "_chat.txt"}
        # Beside an unpacked _chat.txt lie the text files that people attached.
        self._files = {
            key: file for key, file in files.items() if file.parent not in chats or not _ATTACHED.match(file.name)
        }
        self._names = unique_names(self._files, lambda key: _name(self._files[key]))
        for key, file in self._files.items():
            # Another chat of the same name changes the name that its ids carry.
            yield item(key, [file], f" {self._names[key]}")

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        stamp = "a date and a time, as the messages of a WhatsApp export do"
        found = yield from entries_of_file(self._options.name, item.key, self._files[item.key], stamp)
        if found:
            yield from self._documents(item.key, found)

    def _documents(self, key: str, found: list[Entry]) -> Iterator[Document | Rejected]:
        source, zone = self._options.name, self._options.timezone
        lines = _authors(found, self._names[key])
        usual = habits((line.author, line.body) for line in lines if line.author)
        said: list[Said] = []
        removed: list[tuple[str, Removed]] = []
        refs = Refs()
        for position, line in enumerate(lines):
            try:
                seconds, at = in_utc(line.entry.at, zone) if line.entry.at else (0.0, "")
            except ValueError:
                at = ""
            if not at or not line.entry.at:
                reason = f"no such date or time before: {line.entry.text[:200]}"
                yield Rejected(source, f"{key} line {line.entry.line}", reason, "correct the line, or export again")
                continue
            reading = (
                understand(line.author, line.body, line.entry.marked, position == 0, usual) if line.author else None
            )
            if not reading or reading.event:
                event = Removed(SYSTEM, MARKS.sub("", line.entry.text).strip())
                removed.append((said[-1].part.ref if said else "", event))
                continue
            ref = refs.of(line.entry.at.isoformat())
            removed += [(ref, Removed(rule, text, 0)) for rule, text in reading.dropped]
            said.append(Said(message(reading.text, line.author, at, ref), seconds, line.author))
        if not said:
            reason = "no message, only lines that WhatsApp wrote itself"
            yield Rejected(source, key, reason, "nothing, or export a chat in which something was said")
            return
        yield from with_removed(self._options, self._names[key], said, removed)


def _name(file: Path) -> str:
    """Name of the chat: of "WhatsApp-chat met Fietsclub.txt" it is Fietsclub."""
    stem = unicodedata.normalize("NFC", readable(file.stem))
    if stem == "_chat":
        stem = unicodedata.normalize("NFC", readable(file.parent.name)) or stem
    stem = MARKS.sub("", stem).strip() or stem
    named = _NAMED.fullmatch(stem.replace("_", " "))
    return named[1].strip() if named else stem


def _authors(found: list[Entry], chat: str) -> list[_Line]:
    """Who said what. A name may hold a colon, and so may a line of WhatsApp itself."""
    split = [_split(entry.text) for entry in found]
    times = Counter(author for author, _ in split)
    split = [("", "") if author and _is_event(author, times) else (author, body) for author, body in split]
    elsewhere = [chat, *(entry.text for entry, (author, _) in zip(found, split, strict=True) if not author)]
    longer = _names_with_colons(split, " ".join(map(_letters, elsewhere)))
    lines = []
    for entry, (author, body) in zip(found, split, strict=True):
        if rest := longer.get(author):
            author, body = f"{author}: {rest}", body[len(rest) + 1 :].removeprefix(" ")
        lines.append(_Line(entry, " ".join(MARKS.sub("", author).split()), body))
    return lines


def _split(text: str) -> tuple[str, str]:
    """(author, body); no author: ("", "")."""
    first, newline, rest = text.partition("\n")
    author, colon, body = first.partition(": ")
    if not colon:
        author, colon, body = first, first[-1:], ""
        if colon != ":" or not first[:-1]:
            return "", ""
        author = first[:-1]
    return (author, body + newline + rest) if 0 < len(author) <= _MAX_NAME and author.strip() else ("", "")


def _names_with_colons(split: list[tuple[str, str]], elsewhere: str) -> dict[str, str]:
    """{name up to its colon: the rest of the name}, as in "Balie: Joke: goedemorgen".

    All that this author said begins with that rest, and the whole name is also in the name of the chat or in a line
    of WhatsApp; otherwise it is a habit, such as "Ticket: Order: ".
    """
    rests: dict[str, set[str]] = {}
    for author, body in split:
        head, colon, _ = body.partition("\n")[0].partition(": ")
        rests.setdefault(author, set()).add(head if colon else "")
    return {
        author: rest
        for author, (rest, *others) in ((author, list(found)) for author, found in rests.items())
        if author and rest and not others and _letters(author + rest) in elsewhere
    }


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _is_event(author: str, times: Counter[str]) -> bool:
    """Whether what stands before the colon begins a line of WhatsApp.

    Either the colon stands inside quotes (`Ilse changed the subject to "Shop: news"`), or it belongs to the name of
    somebody to whom something was done (`Ilse added Balie: Joke`).
    """
    if author != author.rstrip() or _OPEN_QUOTE.search(author):
        return True
    words = author.split(" ")
    known = {end for end in range(1, len(words) - 1) if times[" ".join(words[:end])]}
    return bool(known) and any(times[" ".join(words[start:])] for start in range(min(known) + 1, len(words)))


def build(options: Options) -> WhatsAppSource:
    return WhatsAppSource(options)
