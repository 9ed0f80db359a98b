"""winmail.dat (TNEF, [MS-OXTNEF]): the mail as Outlook packs it for other Outlooks, with its attachments.

What can be read is kept when the file breaks off: attributes stand one after the other, each with its length.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ingest.mailbox.charsets import of_code_page
from ingest.mailbox.files import TNEF
from ingest.mailbox.mapi import BODY, CLASS, DATA, HTML, SUBJECT, Attached, Message, Properties

_MESSAGE_LEVEL = 1
_FROM, _SUBJECT, _CLASS, _BODY = 0x8000, 0x8004, 0x8008, 0x800C
_FILE_DATA, _FILE_TITLE, _NEW_FILE, _FILE_NAME = 0x800F, 0x8010, 0x9002, 0x9001
_MESSAGE_PROPERTIES, _FILE_PROPERTIES, _CODE_PAGE, _RECIPIENTS = 0x9003, 0x9005, 0x9007, 0x9004
_PLAIN = {_SUBJECT: SUBJECT, _BODY: BODY, _CLASS: CLASS}
_MAX_ATTRIBUTES = 20_000
_MAX_DEPTH = 20
_EMBEDDED = b"\x07\x03\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
_SIZES = {0x0002: 2, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 2, 0x0014: 8}
_SIZES |= {0x0040: 8, 0x0048: 16}
_SIGNED = {2: "<h", 4: "<i", 8: "<q"}
_STRING8, _UNICODE, _OBJECT, _BINARY = 0x001E, 0x001F, 0x000D, 0x0102
_LONG_NAME, _MAPI_CODE_PAGE, _MAPI_SENDER, _MAPI_SENDER_ADDRESS = 0x3707, 0x3FFD, 0x0C1A, 0x0C1F


class TnefError(Exception):
    """A file that is no readable winmail.dat. Its message says what was found."""


@dataclass(frozen=True, slots=True)
class Tnef:
    message: Message
    complete: bool
    """False when it breaks off."""


def parse(data: bytes, depth: int = 0) -> Tnef:
    """The mail in a winmail.dat. Raises TnefError when nothing of it can be read."""
    if not data.startswith(TNEF):
        raise TnefError("it does not begin as winmail.dat does")
    if depth > _MAX_DEPTH:
        raise TnefError(f"mails attached to mails more than {_MAX_DEPTH} deep")
    values: dict[int, bytes | str | int] = {}
    files: list[dict[int, bytes | str | int]] = []
    recipients: tuple[Properties, ...] = ()
    at, number, complete = 6, 0, True
    while len(data) - at >= 11:
        level, id_, _, size = struct.unpack_from("<BHHI", data, at)
        content = data[at + 9 : at + 9 + size]
        if level not in (1, 2) or (number := number + 1) > _MAX_ATTRIBUTES:
            break  # garbage after the end, as some mail servers leave it
        if len(content) < size:
            complete = False
        at += size + 11
        if id_ == _NEW_FILE:
            files.append({})
        elif id_ == _MESSAGE_PROPERTIES:
            values |= _mapi(content)[0]
        elif id_ == _RECIPIENTS:
            recipients = _rows(content)
        elif level == _MESSAGE_LEVEL:
            _message_attribute(values, id_, content)
        elif files:
            _file_attribute(files[-1], id_, content)
    if not values and not files:
        raise TnefError("nothing in it can be read: it is damaged")
    page = values.get(_MAPI_CODE_PAGE, 1252)
    attached = tuple(_attached(file, page, depth) for file in files)
    return Tnef(Message(Properties(values), recipients, attached), complete)


def _message_attribute(values: dict[int, bytes | str | int], id_: int, content: bytes) -> None:
    if id_ == _CODE_PAGE and len(content) >= 4:
        (page,) = struct.unpack_from("<I", content)
        if of_code_page(page):
            values.setdefault(_MAPI_CODE_PAGE, page)
    elif id_ in _PLAIN:
        values.setdefault(_PLAIN[id_], content.rstrip(b"\0"))
    elif id_ == _FROM and len(content) >= 8:
        # Two lengths, a name and "SMTP:address", each ended by NUL.
        _, _, name_size, _ = struct.unpack_from("<4H", content)
        values.setdefault(_MAPI_SENDER, content[8 : 8 + name_size].rstrip(b"\0"))
        values.setdefault(_MAPI_SENDER_ADDRESS, content[8 + name_size :].split(b"\0")[0].rpartition(b":")[2])


def _file_attribute(file: dict[int, bytes | str | int], id_: int, content: bytes) -> None:
    if id_ == _FILE_PROPERTIES:
        found = _mapi(content)[0]
        name = found.pop(_LONG_NAME, b"") or file.get(_LONG_NAME, b"")
        file |= found
        file[_LONG_NAME] = name
    elif id_ == _FILE_DATA:
        file[DATA] = content
    elif id_ in (_FILE_TITLE, _FILE_NAME):
        file[_LONG_NAME] = file.get(_LONG_NAME, b"") or content.rstrip(b"\0")


def _attached(file: dict[int, bytes | str | int], page: bytes | str | int, depth: int) -> Attached:
    file.setdefault(_MAPI_CODE_PAGE, page)
    data = file.get(DATA)
    if isinstance(data, bytes) and data.startswith(_EMBEDDED):
        try:
            return Attached(Properties(file), parse(data[len(_EMBEDDED) :], depth + 1).message)
        except TnefError:
            pass  # its name is kept; that nothing of it can be read is seen where it is read
    return Attached(Properties(file))


def _rows(content: bytes) -> tuple[Properties, ...]:
    if len(content) < 4:
        return ()
    (count,), at = struct.unpack_from("<I", content), 4
    rows: list[Properties] = []
    while len(rows) < min(count, 1_000) and at < len(content):
        values, at = _mapi(content, at)
        rows.append(Properties(values))
    return tuple(rows)


def _mapi(data: bytes, at: int = 0) -> tuple[dict[int, bytes | str | int], int]:
    """(property values by id, where they end); what stands before the damage when they are damaged."""
    values: dict[int, bytes | str | int] = {}
    try:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
        for _ in range(min(count, _MAX_ATTRIBUTES)):
            kind, id_ = struct.unpack_from("<HH", data, at)
            at = _named_end(data, at + 4) if id_ >= 0x8000 else at + 4
            many, kind = kind & 0x1000, kind & ~0x1000
            value: bytes | str | int = b""
            number = 1
            if many or kind not in _SIZES:
                (number,) = struct.unpack_from("<I", data, at)
                at += 4
            if number > len(data):
                break
            for _ in range(number):
                if kind in _SIZES:
                    size = _SIZES[kind]
                    form = _SIGNED.get(size)
                    value = struct.unpack_from(form, data, at)[0] if form else data[at : at + size]
                    at += size
                else:
                    (size,) = struct.unpack_from("<I", data, at)
                    value = data[at + 4 : at + 4 + size]
                    at += 4 + size + -size % 4
            at += -at % 4 if kind in _SIZES else 0
            if kind == _UNICODE:
                value = value.decode("utf-16-le", "replace").rstrip("\0") if isinstance(value, bytes) else value
            elif kind == _STRING8:
                value = value.rstrip(b"\0") if isinstance(value, bytes) else value
            if id_ not in values or id_ == HTML:
                values[id_] = value
    except struct.error:
        pass  # it breaks off: what was read before is kept
    return values, at


def _named_end(data: bytes, at: int) -> int:
    """Where the name of a named property ends: a GUID, then a number or a text."""
    (kind,) = struct.unpack_from("<I", data, at + 16)
    if kind == 0:
        return at + 24
    size: int = struct.unpack_from("<I", data, at + 20)[0]
    return at + 24 + size + -size % 4
