"""The header of a mail, read leniently and fast: only the fields that are used, as they came until one is asked for."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ingest.mailbox.charsets import decode_header
from ingest.mailbox.threads import Header, bare_subject

MAX_HEADER = 1 << 20
"""Bytes that are searched for the end of a header; what stands after them is taken for text."""
_MAX_VALUE = 100_000
_MAX_SHORT = 10_000
_MAX_REFERENCES = 500

Fields = Mapping[str, str]
"""Raw values by name in lower case, 8-bit bytes as surrogates; the first of a repeated field."""

_NAMES = {
    name.encode(): name
    for name in (
        "message-id", "in-reply-to", "references", "thread-index", "thread-topic", "subject", "from", "sender", "to",
        "cc", "date", "received", "list-id", "list-post", "mailing-list", "x-mailing-list", "x-beenthere",
        "content-type", "content-transfer-encoding", "content-disposition", "content-id", "content-location",
        "x-mozilla-status",
    )
}  # fmt: skip
_REPEATED = {"references"}
_FIELD_OR_FOLD = re.compile(rb"[!-9;-~]{1,200}[ \t]*:|[ \t]+\S")

_ID = re.compile(r"<([^<>]{1,990})>")
_BARE_ID = re.compile(r"(?<![^\s<>])[^\s<>@]{1,500}@[^\s<>@]{1,490}")
_BETWEEN_ADDRESSES = re.compile(r"[\s<>\"',;:()\[\]]+")
_ADDRESS = re.compile(r"(?<![^\s<>\"',;:()\[\]@])[^\s<>\"',;:()\[\]@]{1,250}@[\w.-]{1,250}")
_AUTHOR = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^"<>]*))\s*<([^<>]*)>')
# Public archives write "jan at example.org (Jan)".
_SPELLED = re.compile(r"^(\S{1,250}) at ([\w-]{1,60}(?:\.[\w-]{1,60}){1,5})(?=$|\s)")
_COMMENT = re.compile(r"\([^()]*\)")
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]{1,60})", re.IGNORECASE)


def read_fields(raw: bytes) -> tuple[Fields, int]:
    """(the fields of a mail or of a part, where its text begins).

    A stray line between two fields is passed over; other text where a field should be ends the header.
    """
    end, body = _header_end(raw)
    lines = raw[:end].split(b"\n")
    found: dict[str, list[bytes]] = {}
    values: list[bytes] | None = None
    at = 0
    for number, line in enumerate(lines, 1):
        if line[:1] in (b" ", b"\t"):
            if values is not None:
                values.append(line)
        elif line not in (b"", b"\r"):
            name, colon, value = line.partition(b":")
            name = name.rstrip()
            values = None
            if not colon or not name or b" " in name or len(name) > 200:
                if number == len(lines) or not _FIELD_OR_FOLD.match(lines[number]):
                    body = at
                    break
            elif (known := _NAMES.get(name.lower())) and (known not in found or known in _REPEATED):
                values = found.setdefault(known, [])
                values.append(value)
        at += len(line) + 1
    return {
        name: b"\n".join(values)[:_MAX_VALUE].decode("utf-8", "surrogateescape") for name, values in found.items()
    }, body


def is_endless(raw: bytes) -> bool:
    """Whether the header is longer than MAX_HEADER."""
    return len(raw) > MAX_HEADER and raw.find(b"\n\n", 0, MAX_HEADER) < 0 and raw.find(b"\n\r\n", 0, MAX_HEADER) < 0


def _header_end(raw: bytes) -> tuple[int, int]:
    """(where the last field ends, where the text begins): the first blank line lies between them."""
    if raw.startswith((b"\n", b"\r\n")):
        return 0, raw.index(b"\n") + 1
    unix = raw.find(b"\n\n", 0, MAX_HEADER)
    windows = raw.find(b"\n\r\n", 0, MAX_HEADER if unix < 0 else unix)
    if windows >= 0:
        return windows, windows + 3
    return (unix, unix + 2) if unix >= 0 else (min(len(raw), MAX_HEADER),) * 2


def threading_header(fields: Fields, id_: str) -> Header:
    """What threading needs of a mail; `id_`: its Message-ID, or what stands for it."""
    topic = subject(fields)
    references = (_ids(fields, "references")[-_MAX_REFERENCES:] + _ids(fields, "in-reply-to"))[:_MAX_REFERENCES]
    conversation = _conversation(fields.get("thread-index", ""), decode_header(fields.get("thread-topic", "")) or topic)
    return Header(
        id=id_,
        references=tuple(dict.fromkeys(references)),
        subject=topic,
        people=tuple(sorted({person for name in ("from", "to", "cc") for person in _people(fields.get(name, ""))})),
        date=sent_at(fields),
        mailing_list=_mailing_list(fields),
        conversation=conversation,
    )


def message_id(fields: Fields) -> str:
    """Without brackets; "" when there is none."""
    ids = _ids(fields, "message-id")
    return ids[0] if ids else ""


def subject(fields: Fields) -> str:
    return decode_header(fields.get("subject", "")[:_MAX_SHORT], charset(fields))


def charset(fields: Fields) -> str:
    """The charset that the mail declares for its body, "" when it declares none."""
    found = _CHARSET.search(fields.get("content-type", "")[:_MAX_SHORT])
    return found[1] if found else ""


def author(fields: Fields) -> str:
    """Name <address>, of From, else Sender; just the address when no name is given."""
    value = " ".join((fields.get("from", "").strip() or fields.get("sender", "")).split())[:2_000]
    value, declared = _SPELLED.sub(r"\1@\2", value), charset(fields)
    if match := _AUTHOR.match(value):
        shown = match[1] or _without_comments(match[2] or "")
        name = decode_header(shown.replace("\\", ""), declared).strip(" \"'")
        address = decode_header(_without_comments(match[3]), declared).strip()
        return f"{name} <{address}>" if name and name != address else address
    if address_match := _ADDRESS.search(value):
        name = decode_header(value[address_match.end() :], declared).strip(' ()"')
        address = decode_header(address_match[0], declared)
        return f"{name} <{address}>" if name else address
    return decode_header(value, declared)


def sent_at(fields: Fields) -> datetime | None:
    """When it was sent, with its zone (UTC when it names none); without a readable Date, when it was received."""
    return _date(fields.get("date", "")) or _date(fields.get("received", "")[:_MAX_SHORT].rpartition(";")[2])


def lines_for_reading(fields: Fields) -> str:
    """The lines that a mail program shows above an attached mail."""
    date, shown = sent_at(fields), [f"From: {author(fields)}"]
    shown += [f"Date: {date.isoformat(sep=' ')}"] if date else []
    for name in ("to", "cc"):
        shown += [f"{name.title()}: {decode_header(fields[name][:2_000])}"] if fields.get(name, "").strip() else []
    return "\n".join([*shown, f"Subject: {subject(fields)}"])


def _ids(fields: Fields, name: str) -> list[str]:
    """Message-IDs in a header, without brackets; In-Reply-To may hold prose around them."""
    value = fields.get(name, "")
    if not value:
        return []
    if "=?" in value or not value.isascii():
        value = decode_header(value)
    found = [compact for raw in _ID.findall(value) if (compact := "".join(raw.split()))]
    return found or _BARE_ID.findall(value)


def _people(value: str) -> list[str]:
    value = _SPELLED.sub(r"\1@\2", value.strip())
    return [word.lower() for word in _BETWEEN_ADDRESSES.split(value) if "@" in word[1:-1] and len(word) < 250]


def _mailing_list(fields: Fields) -> str:
    """The list that a mail came over, "" for a mail between people; a page of a web archive names none."""
    for name in ("list-id", "list-post", "x-mailing-list", "mailing-list", "x-beenthere"):
        if value := " ".join(fields.get(name, "").split())[:300]:
            return value
    return "archive" if _SPELLED.match(fields.get("from", "").strip()) else ""


def _conversation(index: str, topic: str) -> str:
    """Outlook's mark of a conversation: 16 bytes of its Thread-Index with its subject, which Outlook compares too."""
    try:
        raw = base64.b64decode("".join(index.split())[:400].encode("ascii", "ignore") + b"==")
    except binascii.Error:
        return ""
    bare = bare_subject(topic)[0]
    return f"{raw[6:22].hex()} {bare}" if len(raw) >= 22 and bare else ""


def _without_comments(value: str) -> str:
    """A structured value without its (comments), which may stand anywhere in it and inside each other."""
    for _ in range(3):
        value = _COMMENT.sub("", value)
    return value


def _date(value: str) -> datetime | None:
    if not value.strip():
        return None
    value = decode_header(value[:1_000])
    return _moment(value) or _moment(re.sub(r"\s?:\s?", ":", " ".join(_without_comments(value).split())))


def _moment(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
        date.utctimetuple()  # a date that leaves the calendar in UTC cannot be compared
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
