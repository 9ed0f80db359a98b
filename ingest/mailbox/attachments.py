"""What came with a mail, to text: documents, tables, texts, attached mails. Of pictures and the like only the name.

Text files keep their lines, since logs and tables live by them; an attached mail begins with the lines that a mail
program shows above it. What cannot be read stays as a name, with a note.
"""

from __future__ import annotations

import io
import mimetypes
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ingest import parse
from ingest.mailbox import mapi, mime, outlook, tnef
from ingest.mailbox.body import Body, File, Limits, Note, TooMuch
from ingest.mailbox.charsets import decode_bytes
from ingest.mailbox.files import OLE, TNEF
from ingest.mailbox.headers import Fields, lines_for_reading, read_fields, subject
from ingest.mailbox.html import html_to_text
from ingest.mailbox.rtf import RtfError, from_rtf

MAX_CHARACTERS = 1_000_000
"""Text that is taken of the attachments of one mail."""

_TEXT = {".txt", ".csv", ".tsv", ".md", ".markdown", ".log", ".json", ".xml", ".yaml", ".yml", ".ini", ".conf", ".sql"}
_TEXT |= {".patch", ".diff", ".sh", ".bat", ".ps1", ".py", ".rst", ".adoc"}
_HTML = {".html", ".htm"}
_READ = _TEXT | _HTML | {".rtf", ".zip"}
_MAIL_NAME = re.compile(r".*\.(?:eml|mht)", re.IGNORECASE)
_SUFFIXES = {
    "application/octet-stream": "",
    "application/rtf": ".rtf",
    "application/x-pdf": ".pdf",
    "text/x-log": ".log",
    "message/rfc822": ".eml",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file by its name; `text` is "" when there is nothing in it to read."""

    name: str
    text: str
    hidden: tuple[str, ...] = ()


def read(body: Body, limits: Limits) -> tuple[Body, list[Attachment], list[Note]]:
    """(the body, with the text of a winmail.dat when the mail had none itself; its attachments; what was not read).

    Attached mails are followed by their own attachments. Raises TooMuch.
    """
    reader = _Reader(limits)
    found: list[Attachment] = []
    for file in body.files:
        if _is_tnef(file):
            inner = reader.tnef(file)
            if inner is not None and not body.text.strip():
                body = replace(body, text=inner.text, hidden=inner.hidden)
            found += reader.files_of(inner, 1)
        else:
            found += reader.read(file, 1)
    return body, found, [*body.notes, *reader.notes]


def _is_tnef(file: File) -> bool:
    return file.data.startswith(TNEF) or (
        file.message is None and (file.kind == "application/ms-tnef" or file.name.lower() == "winmail.dat")
    )


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = MAX_CHARACTERS
        self.notes: list[Note] = []

    def files_of(self, body: Body | None, depth: int) -> Iterator[Attachment]:
        for file in body.files if body else ():
            yield from self.read(file, depth)

    def tnef(self, file: File, depth: int = 0) -> Body | None:
        """The mail in a winmail.dat; None, with a note, when it cannot be read."""
        try:
            inner = tnef.parse(file.data)
        except tnef.TnefError as error:
            self._note(file.name or "winmail.dat", str(error), "ask the sender for the files in another form")
            return None
        if not inner.complete:
            self._note(file.name or "winmail.dat", "it breaks off", "export the mail again")
        return mapi.body_of(inner.message, self._limits, depth)

    def read(self, file: File, depth: int) -> Iterator[Attachment]:
        self._limits.take(depth)
        mail = self._mail(file, depth)
        if mail is not None:
            fields, body = mail
            name = file.name or subject(fields)
            yield Attachment(name, self._within(name, f"{lines_for_reading(fields)}\n\n{body.text}"), body.hidden)
            self.notes += body.notes
            yield from self.files_of(body, depth + 1)
        elif _is_tnef(file):
            yield from self.files_of(self.tnef(file, depth), depth + 1)
        else:
            name = file.name or f"attachment{_suffix(file)}"
            text, hidden = self._text(file, name)
            yield Attachment(name, self._within(name, text), hidden)

    def _mail(self, file: File, depth: int) -> tuple[Fields, Body] | None:
        if isinstance(file.message, mapi.Message):
            return mapi.fields_of(file.message), mapi.body_of(file.message, self._limits, depth)
        if file.data.startswith(OLE) and file.name.lower().endswith(".msg"):
            try:
                message = outlook.parse(file.data)
            except outlook.OutlookError as error:
                self._note(file.name, str(error), "ask the sender for the mail in another form")
                return None
            return mapi.fields_of(message), mapi.body_of(message, self._limits, depth)
        if file.kind in ("message/rfc822", "message/global") or _MAIL_NAME.fullmatch(file.name):
            fields, _ = read_fields(file.data)
            return (fields, mime.body_of(file.data, self._limits, depth)) if fields else None
        return None

    def _text(self, file: File, name: str) -> tuple[str, tuple[str, ...]]:
        """(text, what is hidden in it) of a file that is no mail; a note when it should have text and has none."""
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in parse.PARSERS and suffix not in _READ:
            suffix = _suffix(file) or suffix
        data = file.data
        if not data.strip():
            return "", ()
        if not suffix and file.kind in ("", "application/octet-stream") and _is_text(data):
            suffix = ".txt"
        if suffix in _HTML:
            try:
                return html_to_text(decode_bytes(data, file.charset))
            except TooMuch as error:
                self._note(name, str(error), "open it and save it as text")
        elif suffix == ".rtf":
            try:
                return from_rtf(data).text, ()
            except (RtfError, TooMuch) as error:
                self._note(name, str(error), "open it and save it again")
        elif suffix in _TEXT or file.kind.startswith("text/"):
            if b"\0" not in data[:1_000] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
                return decode_bytes(data, file.charset).replace("\r\n", "\n").replace("\r", "\n").strip("\n"), ()
        elif suffix in parse.PARSERS:
            try:
                page = parse.parse(data, f"attachment{suffix}")
                return parse.body(page.elements), tuple(gone.text for gone in page.removed)
            except parse.ParseError as error:
                self._note(name, error.reason, error.fix)
        elif suffix == ".zip" and _is_locked(data):
            self._note(name, "the ZIP is protected by a password", "add what is in it to a source of its own")
        return "", ()

    def _within(self, name: str, text: str) -> str:
        """The text, as far as the mail may still hold."""
        if len(text) > self._left:
            note = f"only its first {self._left:,} of {len(text):,} characters are read" if self._left else "not read"
            self._note(name, f"{note}: a mail may hold {MAX_CHARACTERS:,}", "add the file to a source of its own")
        kept = text[: self._left]
        self._left -= len(kept)
        return kept

    def _note(self, name: str, reason: str, fix: str) -> None:
        self.notes.append(Note(f"attachment {name!r}: {reason}", fix))


def _suffix(file: File) -> str:
    """What a name would end in, by the MIME type."""
    known = _SUFFIXES.get(file.kind)
    return (mimetypes.guess_extension(file.kind, strict=False) or "") if known is None else known


def _is_text(data: bytes) -> bool:
    """Whether a file without a suffix, such as README, is text."""
    try:
        return all(char.isprintable() or char in "\r\n\t\f" for char in data[:MAX_CHARACTERS].decode())
    except UnicodeDecodeError:
        return False


def _is_locked(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(info.flag_bits & 1 for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, LookupError):
        return False  # damaged: its name is all there is
