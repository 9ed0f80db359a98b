"""What members that read messenger exports share: the text of a file, refs of messages without id, what was removed."""

from __future__ import annotations

import codecs
import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path

from copilot.core.types import Document, Part, Rejected, Removed
from ingest.chat.conversations import Said, talks
from ingest.chat.stamps import MARKS, Entry, entries
from ingest.export.archives import Archive, ArchiveError
from ingest.export.base import SourceOptions
from ingest.export.dates import from_epoch

MAX_BYTES = 200_000_000
"""A text of more is no chat: some two million messages."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def text_of_file(source: str, key: str, file: Path) -> str | Rejected:
    """The text of a .txt file, or of the chat in a .zip."""
    try:
        if file.suffix.lower() == ".zip":
            data = _unzipped(source, key, file)
            if isinstance(data, Rejected):
                return data
        else:
            if file.stat().st_size > MAX_BYTES:
                return Rejected(source, key, f"larger than {MAX_BYTES // 1_000_000} MB", "export the chat in pieces")
            data = file.read_bytes()
    except OSError as error:
        return Rejected(source, key, f"cannot be read: {error.strerror}", "check the file and its permissions")
    if not data.strip():
        return Rejected(source, key, "the file is empty", "export the chat again, or remove the file")
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = "UTF-16" if encoding == "utf-16" else "UTF-8"
        return Rejected(source, key, f"not {what} at byte {error.start}", "export the chat again, or save it as UTF-8")


def _unzipped(source: str, key: str, file: Path) -> bytes | Rejected:
    """The one chat in a .zip, beside which media and attached text files may lie."""
    try:
        archive = Archive(file)
        texts = [name for name in archive.names() if name.lower().endswith(".txt")]
        if len(texts) > 1:
            # iOS calls the chat _chat.txt, Android names the app; what else lies there was attached.
            texts = [name for name in texts if name == "_chat.txt" or "whatsapp" in name.lower()] or texts
        if len(texts) != 1:
            reason = f"{len(texts) or 'no'} text files in the archive, expected one chat"
            return Rejected(source, key, reason, "export the chat again, or unpack the archive")
        return archive.read(texts[0], MAX_BYTES)
    except ArchiveError as error:
        return Rejected(source, key, error.reason, error.fix)


class Refs:
    """Ids for messages whose export has none: their time, and "~2" for the second one at that time, and so on.

    They stay the same when later messages are added to the export.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, time: str) -> str:
        self._seen[time] += 1
        return time if self._seen[time] == 1 else f"{time}~{self._seen[time]}"


def in_utc(local: dt.datetime, zone: dt.tzinfo) -> tuple[float, str]:
    """(seconds since 1970, ISO 8601) of a time; zone: of one that names none. Raises ValueError outside 1 to 9999."""
    try:
        seconds = (local if local.tzinfo else local.replace(tzinfo=zone)).timestamp()
    except OverflowError as error:
        raise ValueError(f"not a time: {local}") from error
    return seconds, from_epoch(seconds)


def entries_of_file(source: str, key: str, file: Path, stamp: str) -> Generator[Rejected, None, list[Entry]]:
    """Returns the messages of a chat as text; stamp: for people, what each begins with. Other lines are Rejected."""
    text = text_of_file(source, key, file)
    if isinstance(text, Rejected):
        yield text
        return []
    before, found = entries(text)
    if not found:
        reason = f"no line begins with {stamp}"
        yield Rejected(source, key, reason, "export the chat again, or move other files out of `path`")
        return []
    for number, line in enumerate(before, 1):
        if MARKS.sub("", line).strip():
            reason = f"text before the first message: {line[:200]}"
            yield Rejected(source, f"{key} line {number}", reason, "remove the line, or export the chat again")
    return found


def with_removed(
    options: SourceOptions, channel: str, said: Sequence[Said], removed: Iterable[tuple[str, Removed]], label: str = ""
) -> Iterator[Document]:
    """The talks of a channel; each keeps what was removed from it.

    removed: (ref of a message, what was removed). With `part` not None it is of that very message, whatever the
    number; with None of the talk in which the message is. No ref: what came before the first message.
    """
    beside: dict[str, list[Removed]] = defaultdict(list)
    for ref, entry in removed:
        beside[ref].append(entry)
    for talk in talks(options, channel, said, label):
        found = beside.pop("", []) + [
            dataclasses.replace(entry, part=None if entry.part is None else position)
            for position, part in enumerate(talk.parts)
            for entry in beside.get(part.ref, ())
        ]
        yield dataclasses.replace(talk, removed=(*talk.removed, *found)) if found else talk


def unique_names(keys: Iterable[str], name: Callable[[str], str]) -> dict[str, str]:
    """{key: name of the chat}; where two keys have one name, each is called by its key without the suffix."""
    names = {key: name(key) for key in keys}
    count = Counter(names.values())
    return {key: name if count[name] == 1 else key.rpartition(".")[0] or key for key, name in names.items()}


def message(text: str, author: str, at: str, ref: str, uri: str = "") -> Part:
    return Part("message", text, author=author, at=at, ref=ref, uri=uri)
