"""Mail: mbox files, Maildirs, folders of .eml, Outlook's .msg and winmail.dat; one Document a thread.

Mail programs export mailboxes as mbox or .eml (Thunderbird: ImportExportTools; Google: Takeout; Apple Mail: Export
Mailbox), Outlook by dragging mails to a folder as .msg. Files are told apart by their first bytes, not by their name,
and the same mail in two files is read once, by its Message-ID.

The whole source is one item, because threads cross files. It is read in two passes: headers and places first, then
the bodies in pieces of whole threads, which may be read side by side; a mailbox of many gigabytes never stands in
memory. Attachments follow their mail as Parts: documents, tables, texts and attached mails with their text, other
files with their name; the pictures of a signature are left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from copilot.core.ports import Item
from copilot.core.types import Document, Part, Rejected, Removed
from ingest.export.base import SourceOptions, item, key_of, read_pieces
from ingest.mailbox import attachments, mapi, mime, outlook, tnef
from ingest.mailbox.attachments import Attachment
from ingest.mailbox.body import Body, Limits, Note, TooMuch
from ingest.mailbox.files import Fault, Place, mail_files, places
from ingest.mailbox.headers import Fields, author, message_id, read_fields, sent_at, subject, threading_header
from ingest.mailbox.threads import Header, threads

_PIECE = 100
"""Mails of a piece, or more when one thread is longer."""
_DELETED = 0x0008
"""Thunderbird's mark of a mail that was deleted and stays in the file until the folder is compacted."""
_FIX = "open the mail in a mail program and save it again as .eml, or leave it out"


class Options(SourceOptions):
    """`path`: a file, a Maildir, a folder with any of these at any depth, or a glob."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some whole threads: the id and the place of each mail."""

    threads: tuple[tuple[tuple[str, Place], ...], ...]

    @property
    def size(self) -> int:
        return sum(place.end - place.start for thread in self.threads for _, place in thread)


class MailSource:
    """Its one Item, `mailbox`, is all the mail below the path."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        yield item("mailbox", mail_files(self._options))

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        return read_pieces(self, item)

    def split(self, item: Item) -> Iterator[Piece | Rejected]:  # noqa: ARG002 - there is only one item
        headers: list[Header] = []
        found: dict[str, Place] = {}
        names: dict[str, str] = {}
        for file in mail_files(self._options):
            for mail in self._mails_of(file):
                if isinstance(mail, Rejected):
                    yield mail
                    continue
                header, place = mail
                if header.id not in found:
                    found[header.id] = place
                    headers.append(_shared(header, names))
        names.clear()
        batch: list[tuple[tuple[str, Place], ...]] = []
        size = 0
        for thread in threads(headers):
            if batch and size + len(thread) > _PIECE:
                yield Piece(tuple(batch))
                batch, size = [], 0
            batch.append(tuple((header.id, found[header.id]) for header in thread))
            size += len(thread)
        if batch:
            yield Piece(tuple(batch))

    def read_piece(self, piece: Piece) -> Iterator[Document | Rejected]:
        for thread in piece.threads:
            yield from self._document(thread)

    def divide(self, piece: Piece) -> Iterator[tuple[str, Piece]]:
        for thread in piece.threads:
            place = thread[0][1]
            yield _where(key_of(self._options, place.file), place.number), Piece((thread,))

    def _mails_of(self, file: Path) -> Iterator[tuple[Header, Place] | Rejected]:
        key, deleted = key_of(self._options, file), 0
        try:
            for found in places(file):
                if isinstance(found, Fault):
                    yield self._rejected(_where(key, found.number), found.reason, found.fix)
                    continue
                place, fields = found
                if _is_deleted(fields):
                    deleted += 1
                    continue
                try:
                    fields, id_ = _identified(place, fields)
                except _Unreadable as error:
                    yield self._rejected(_where(key, place.number), str(error), error.fix)
                    continue
                yield threading_header(fields, id_), place
        except OSError as error:
            yield self._rejected(key, f"cannot be read: {error.strerror}", "check the file's permissions")
        if deleted:
            reason = f"left out {deleted} mails that were deleted in Thunderbird"
            yield self._rejected(key, reason, "nothing to do; compact the folder to be rid of them")

    def _document(self, thread: tuple[tuple[str, Place], ...]) -> Iterator[Document | Rejected]:
        parts: list[Part] = []
        removed: list[Removed] = []
        title = external_id = ""
        for id_, place in thread:
            where = _where(key_of(self._options, place.file), place.number)
            try:
                fields, body, attachments, notes = _opened(place)
            except _Unreadable as error:
                yield self._rejected(where, str(error), error.fix)
                continue
            for note in notes:
                yield self._rejected(where, note.reason, note.fix)
            if place.cut or not body.complete:
                fix = "export the mailbox again; what is there has been taken in"
                yield self._rejected(where, "the mail breaks off: its end is missing", fix)
                if not body.text.strip() and not attachments and not subject(fields):
                    continue
            if not external_id:
                external_id, title = id_, subject(fields)
            hidden = [body.hidden, *(attachment.hidden for attachment in attachments)]
            for position, texts in enumerate(hidden, len(parts)):
                removed += [Removed("hidden: html", text, position) for text in texts]
            parts += _parts(id_, fields, body, attachments)
        if external_id:
            dates = [part.at for part in parts if part.at]
            yield Document(
                source=self._options.name,
                external_id=external_id,
                kind="mail",
                title=title,
                parts=tuple(parts),
                uri=_uri(external_id),
                created_at=dates[0] if dates else "",
                updated_at=dates[-1] if dates else "",
                audience=self._options.audience,
                removed=tuple(removed),
            )

    def _rejected(self, where: str, reason: str, fix: str) -> Rejected:
        return Rejected(self._options.name, where, reason, fix)


def build(options: Options) -> MailSource:
    return MailSource(options)


class _Unreadable(Exception):
    """A mail that cannot be read at all. Its message is the reason that the user is told."""

    def __init__(self, reason: str, fix: str = _FIX) -> None:
        super().__init__(reason)
        self.fix = fix


def _where(key: str, number: int) -> str:
    return f"{key} message {number}" if number else key


def _is_deleted(fields: Fields) -> bool:
    try:
        return bool(int(fields.get("x-mozilla-status", "0"), 16) & _DELETED)
    except ValueError:
        return False


def _identified(place: Place, fields: Fields) -> tuple[Fields, str]:
    """(its fields, its Message-ID or what stands for it). Raises _Unreadable, OSError."""
    if place.kind in ("msg", "tnef"):
        fields = mapi.fields_of(_message(place, place.load())[0])
    return fields, message_id(fields) or "sha256:" + hashlib.sha256(place.load()).hexdigest()[:16]


def _opened(place: Place) -> tuple[Fields, Body, list[Attachment], list[Note]]:
    """Everything there is to read of a mail. Raises _Unreadable."""
    limits = Limits()
    try:
        raw = place.load()
        if place.kind in ("msg", "tnef"):
            message, complete = _message(place, raw)
            fields, body = mapi.fields_of(message), replace(mapi.body_of(message, limits), complete=complete)
        else:
            fields, body = read_fields(raw)[0], mime.body_of(raw, limits)
        return fields, *attachments.read(body, limits)
    except TooMuch as error:
        raise _Unreadable(str(error), "split the mail or remove its attachments, or leave it out") from error
    except OSError as error:
        raise _Unreadable(f"cannot be read: {error.strerror}", "check the file's permissions") from error


def _message(place: Place, raw: bytes) -> tuple[mapi.Message, bool]:
    """(a mail in one of Outlook's own formats, whether it is whole). Raises _Unreadable."""
    complete = True
    try:
        if place.kind == "msg":
            message = outlook.parse(raw)
        else:
            found = tnef.parse(raw)
            message, complete = found.message, found.complete
    except (outlook.OutlookError, tnef.TnefError) as error:
        raise _Unreadable(str(error), "open it in Outlook and save it again, or leave it out") from error
    if not mapi.is_mail(message):
        raise _Unreadable("not a mail but a contact, a task or a list of people", "leave it out")
    return message, complete


def _shared(header: Header, names: dict[str, str]) -> Header:
    """The same header with one object for equal texts: mails of a thread repeat each other's ids and people."""

    def one(text: str) -> str:
        return names.setdefault(text, text)

    return Header(
        one(header.id),
        tuple(map(one, header.references)),
        one(header.subject),
        tuple(map(one, header.people)),
        header.date,
        one(header.mailing_list),
        one(header.conversation),
    )


def _parts(id_: str, fields: Fields, body: Body, attachments: list[Attachment]) -> Iterator[Part]:
    uri, by, date = _uri(id_), author(fields), sent_at(fields)
    at = date.isoformat() if date else ""
    yield Part("message", body.text, by, at, ref=id_, uri=uri)
    seen: dict[str, int] = {}
    for attachment in attachments:
        count = seen[attachment.name] = seen.get(attachment.name, 0) + 1
        ref = f"{id_}#{attachment.name}" + (f"#{count}" if count > 1 else "")
        yield Part("attachment", attachment.text, by, at, attachment.name, ref, uri)


def _uri(id_: str) -> str:
    """RFC 2392; "" for a mail that has no Message-ID to link to."""
    return "" if id_.startswith("sha256:") else "mid:" + quote(id_, safe="@!$&'()*+,;=:")
