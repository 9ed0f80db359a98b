"""A mail as Outlook keeps it: numbered properties (MAPI). Shared by .msg files and winmail.dat."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from ingest.mailbox.body import Body, File, Limits, Note, Piece, best, join
from ingest.mailbox.charsets import decode_bytes, of_code_page
from ingest.mailbox.headers import Fields, read_fields
from ingest.mailbox.html import html_to_text
from ingest.mailbox.rtf import RtfError, from_compressed

HEADERS, SUBJECT, MESSAGE_ID, IN_REPLY_TO, REFERENCES = 0x007D, 0x0037, 0x1035, 0x1042, 0x1039
CONVERSATION_INDEX, CONVERSATION_TOPIC = 0x0071, 0x0070
BODY, HTML, RTF, CLASS = 0x1000, 0x1013, 0x1009, 0x001A
_SENT, _DELIVERED, _CREATED = 0x0039, 0x0E06, 0x3007
_SENDERS = ((0x0C1A, 0x5D01, 0x0C1F), (0x0042, 0x5D02, 0x0065))
"""(name, SMTP address, address) of who sent it, and of whom it was sent for."""
_INTERNET_CODE_PAGE, _CODE_PAGE = 0x3FDE, 0x3FFD
_RECIPIENT_KIND, _SMTP, _ADDRESS, _NAME = 0x0C15, 0x39FE, 0x3003, 0x3001
_LONG_NAME, _SHORT_NAME, _MIME, _CONTENT_ID, DATA, _HIDDEN = 0x3707, 0x3704, 0x370E, 0x3712, 0x3701, 0x7FFE
_FILETIME = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Properties:
    """Values by property id: bytes of binary and 8-bit text, str of Unicode text, int of all that is a number."""

    values: Mapping[int, bytes | str | int]

    def text(self, id_: int) -> str:
        value = self.values.get(id_, "")
        if isinstance(value, bytes):
            value = decode_bytes(value, self.charset(_CODE_PAGE) or self.charset(_INTERNET_CODE_PAGE))
        return value.rstrip("\0") if isinstance(value, str) else ""

    def bytes(self, id_: int) -> bytes:
        value = self.values.get(id_, b"")
        return value if isinstance(value, bytes) else b""

    def number(self, id_: int) -> int:
        value = self.values.get(id_, 0)
        return value if isinstance(value, int) else 0

    def charset(self, id_: int = _INTERNET_CODE_PAGE) -> str:
        return of_code_page(self.number(id_)) if id_ in self.values else ""

    def moment(self, *ids: int) -> datetime | None:
        """The first of these that is a moment; Outlook writes the end of time for "none"."""
        for id_ in ids:
            try:
                moment = _FILETIME + timedelta(microseconds=self.number(id_) // 10)
            except OverflowError:
                continue
            if 1980 < moment.year < 2200:
                return moment.replace(microsecond=0)
        return None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of an Outlook mail, or a mail that Outlook attached."""

    properties: Properties
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Message:
    properties: Properties
    recipients: tuple[Properties, ...] = ()
    files: tuple[Attached, ...] = field(default=())


def is_mail(message: Message) -> bool:
    """Whether it is a mail rather than a contact, a task, a note or a list of people."""
    kind = message.properties.text(CLASS).upper()
    return not kind.startswith(("IPM.CONTACT", "IPM.DISTLIST", "IPM.TASK", "IPM.STICKYNOTE", "IPM.ACTIVITY"))


def fields_of(message: Message) -> Fields:
    """The header of the mail: as it came over the internet, completed from the properties."""
    properties = message.properties
    raw = properties.text(HEADERS).replace("\r\n", "\n").encode("utf-8", "surrogateescape")
    found = dict(read_fields(raw)[0])
    # It describes the mail as it came, not the properties.
    found.pop("content-type", None)
    for name, id_ in (("message-id", MESSAGE_ID), ("in-reply-to", IN_REPLY_TO), ("references", REFERENCES)):
        found.setdefault(name, properties.text(id_))
    found.setdefault("thread-index", base64.b64encode(properties.bytes(CONVERSATION_INDEX)).decode())
    found.setdefault("thread-topic", properties.text(CONVERSATION_TOPIC))
    found.setdefault("from", _sender(properties))
    for name, kind in (("to", 1), ("cc", 2)):
        found.setdefault(
            name, ", ".join(_address(who) for who in message.recipients if who.number(_RECIPIENT_KIND) % 16 == kind)
        )
    found["subject"] = properties.text(SUBJECT) or found.get("subject", "")
    if "date" not in found and (moment := properties.moment(_SENT, _DELIVERED, _CREATED)):
        found["date"] = format_datetime(moment)
    return {name: value for name, value in found.items() if value}


def body_of(message: Message, limits: Limits, depth: int = 0) -> Body:
    """The text and files of the mail. Raises TooMuch."""
    limits.take(depth)
    properties, notes = message.properties, []
    versions = [[Piece(properties.text(BODY).replace("\r\n", "\n").replace("\r", "\n"), False)]]
    if html := _html(properties):
        visible, hidden = html_to_text(html)
        versions.append([Piece(visible, True, hidden)])
    elif rtf := properties.bytes(RTF):
        try:
            versions.append([from_compressed(rtf)])
        except RtfError as error:
            notes.append(Note(f"the text of the mail is not whole: {error}", "open it in Outlook and save it again"))
    pieces = best(versions) or max(versions, key=lambda version: len(join(version)))
    files = []
    for attached in message.files:
        limits.take(depth)
        if not _is_inline(attached.properties):
            files.append(_file(attached))
    hidden = tuple(text for piece in pieces for text in piece.hidden)
    return Body(join(pieces), hidden, tuple(files), tuple(notes))


def _html(properties: Properties) -> str:
    value = properties.values.get(HTML, b"")
    if isinstance(value, bytes):
        return decode_bytes(value, properties.charset() or properties.charset(_CODE_PAGE)) if value else ""
    return value if isinstance(value, str) else ""


def _sender(properties: Properties) -> str:
    for name_id, *address_ids in _SENDERS:
        name = properties.text(name_id).strip().replace('"', "'")
        # Inside Exchange people have addresses of another kind, which say nothing outside.
        address = next((text for id_ in address_ids if "@" in (text := properties.text(id_).strip())), "")
        if name or address:
            return f'"{name}" <{address}>' if name and address else name or address
    return ""


def _address(recipient: Properties) -> str:
    name = recipient.text(_NAME).strip().replace('"', "'")
    address = next((text for id_ in (_SMTP, _ADDRESS) if "@" in (text := recipient.text(id_).strip())), "")
    return f'"{name}" <{address}>' if name and address and name != address else address or name


def _is_inline(properties: Properties) -> bool:
    """A picture in the text, such as the logo of a signature."""
    is_picture = properties.text(_MIME).lower().startswith("image/")
    return bool(properties.number(_HIDDEN)) or (is_picture and bool(properties.text(_CONTENT_ID)))


def _file(attached: Attached) -> File:
    properties = attached.properties
    name = properties.text(_LONG_NAME) or properties.text(_SHORT_NAME) or properties.text(_NAME)
    name = name.replace("\\", "/").rpartition("/")[2].strip()[:255]
    return File(name, properties.text(_MIME).lower(), properties.bytes(DATA), message=attached.message)
