"""Outlook's .msg files ([MS-OXMSG]): properties in the storages of an OLE compound file."""

from __future__ import annotations

import io
import struct

from olefile import OleFileIO
from oxmsg.storage import Storage

from ingest.mailbox.mapi import DATA, Attached, Message, Properties

_NUMBERS = {0x0002: "<h", 0x0003: "<i", 0x000B: "<?", 0x0014: "<q", 0x0040: "<q"}
_STRING8, _UNICODE, _BINARY = 0x001E, 0x001F, 0x0102
_ROOT_HEADER, _EMBEDDED_HEADER, _OTHER_HEADER = 32, 24, 8
_PROPERTIES = "__properties_version1.0"
_MAX_DEPTH = 50


class OutlookError(Exception):
    """A file that is no readable .msg. Its message says what was found."""


def parse(data: bytes) -> Message:
    """The mail in a .msg file. Raises OutlookError."""
    try:
        with OleFileIO(io.BytesIO(data)) as ole:
            # Streams may share their bytes, so that a small file unpacks to any size.
            if sum(entry.size for entry in ole.direntries if entry and entry.entry_type == 2) > 2 * len(data):
                raise OutlookError("its streams are larger than the file")
            root = Storage.from_ole(ole)
    # The OLE library meets damage wherever it happens to be reading, and says so with whatever that raised.
    except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, OverflowError) as error:
        raise OutlookError(f"the OLE file is damaged: {str(error)[:200]}") from error
    except RecursionError:
        raise OutlookError("the OLE file is nested too deeply") from None
    if not any(stream.name == _PROPERTIES for stream in root.streams):
        raise OutlookError("an Office document or another OLE file, not a mail of Outlook")
    return _message(root, _ROOT_HEADER, 0)


def _message(storage: Storage, header: int, depth: int) -> Message:
    if depth > _MAX_DEPTH:
        raise OutlookError(f"mails attached to mails more than {_MAX_DEPTH} deep")
    recipients = tuple(_properties(found, _OTHER_HEADER) for found in storage.iter_recipient_storages())
    files = []
    for found in storage.iter_attachment_storages():
        inner = next((s for s in found.storages if s.name.upper() == f"__SUBSTG1.0_{DATA:04X}000D"), None)
        is_mail = inner is not None and any(stream.name == _PROPERTIES for stream in inner.streams)
        message = _message(inner, _EMBEDDED_HEADER, depth + 1) if inner is not None and is_mail else None
        files.append(Attached(_properties(found, _OTHER_HEADER), message))
    return Message(_properties(storage, header), recipients, tuple(files))


def _properties(storage: Storage, header: int) -> Properties:
    values: dict[int, bytes | str | int] = {}
    for stream in storage.streams:
        if stream.name == _PROPERTIES:
            for at in range(header, len(stream.bytes_) - 15, 16):
                kind, id_ = struct.unpack_from("<HH", stream.bytes_, at)
                if kind in _NUMBERS:
                    values.setdefault(id_, int(struct.unpack_from(_NUMBERS[kind], stream.bytes_, at + 8)[0]))
        elif stream.name.lower().startswith("__substg1.0_") and len(stream.name) == 20:
            try:
                id_, kind = int(stream.name[12:16], 16), int(stream.name[16:], 16)
            except ValueError:
                continue
            if kind == _UNICODE:
                values[id_] = stream.bytes_.decode("utf-16-le", "replace")
            elif kind in (_STRING8, _BINARY):
                values.setdefault(id_, stream.bytes_)
    return Properties(values)
