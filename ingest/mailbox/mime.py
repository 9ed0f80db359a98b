"""One mail in MIME: raw bytes to its text and its files, whatever state the mail is in.

Read by hand rather than with the standard library, which takes quadratic time or recursion on hostile mails, and loses
the text of those that only broke a rule. Nothing in here raises on a wrong charset, encoding or boundary.
"""

from __future__ import annotations

import binascii
import quopri
import re
from dataclasses import dataclass, field
from email.message import Message
from email.policy import Compat32

from ingest.mailbox.body import Body, File, Limits, Note, Piece, TooMuch, best, join
from ingest.mailbox.charsets import decode_bytes, decode_header
from ingest.mailbox.headers import Fields, is_endless, read_fields
from ingest.mailbox.html import html_to_text
from ingest.mailbox.plain_text import unflowed, uudecoded, without_uuencoded

_MAX_VALUE = 10_000
_FIRST_DELIMITER = re.compile(rb"^--([^\r\n]{6,200}?)[ \t]*\r?$", re.MULTILINE)
_NO_BASE64 = bytes(code for code in range(256) if not (chr(code).isalnum() and code < 128) and code not in b"+/")
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_IS_HTML = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
# What is left of a hard blank that was read as Latin-1; no word of any language ends so in small letters.
_STRAY = re.compile(r"(?<![A-ZÀ-Þ])Â(?=\s|\Z)")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_REPORTS = {"message/delivery-status": "delivery-status.txt", "text/rfc822-headers": "headers.txt"}
"""What a mail server says to machines about a mail that it could not deliver."""
_NEVER_SHOWN = {"text/calendar", "text/x-amp-html", "text/x-vcard", "text/vcard", "text/directory"}


class _RawValues(Compat32):
    """Header values as they came, without the Header objects that the standard library makes of 8-bit ones."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the base class names it
        return value


_RAW = _RawValues()


def body_of(raw: bytes, limits: Limits, depth: int = 0) -> Body:
    """The text and files of a mail. Raises TooMuch."""
    fields, start = read_fields(raw)
    if is_endless(raw):
        raise TooMuch("a header of more than 1 MB")
    reader = _Reader(limits)
    entity = _Entity(fields, raw[start:])
    pieces = reader.read(entity, depth)
    if not join(pieces).strip():
        # Some programs name the message itself.
        for position, file in enumerate(reader.files):
            if file.may_be_body:
                pieces = reader.text(file.data, file.charset, file.kind == "text/html")
                del reader.files[position]
                break
    hidden = tuple(text for piece in pieces for text in piece.hidden)
    return Body(join(pieces), hidden, tuple(reader.files), tuple(reader.notes), reader.complete)


@dataclass(slots=True)
class _Entity:
    """A mail or a part of one: what its header says, and the bytes of its content as they came."""

    fields: Fields
    content: bytes
    default: str = "text/plain"
    message: Message = field(init=False)

    def __post_init__(self) -> None:
        # Only for the parameters of these fields, which come in many forms (RFC 2231).
        self.message = Message(policy=_RAW)
        for name in ("content-type", "content-disposition"):
            if name in self.fields:
                self.message[name] = self.fields[name][:_MAX_VALUE]

    @property
    def kind(self) -> str:
        value = self.fields.get("content-type", "")
        kind = value.partition(";")[0].strip().strip("\"'").lower()
        if kind in ("text", "plain", "text/text"):
            return "text/plain"
        return kind if kind.count("/") == 1 else self.default

    @property
    def disposition(self) -> str:
        return self.fields.get("content-disposition", "").partition(";")[0].strip().lower()

    @property
    def name(self) -> str:
        """The file name, without a folder; "" when it has none."""
        declared = self.charset
        name = self._parameter("filename", "content-disposition", declared)
        name = name or self._parameter("name", "content-type", declared)
        if not name and not self.kind.startswith(("text/", "multipart/", "message/")):
            location = decode_header(self.fields.get("content-location", "")[:_MAX_VALUE])
            name = "" if "://" in location else location.split("?")[0]
        return re.split(r"[\\/]", name)[-1].strip(" \"'")[:255]

    @property
    def charset(self) -> str:
        return self._parameter("charset", "content-type")

    def parameter(self, name: str) -> str:
        return self._parameter(name, "content-type").strip().lower()

    @property
    def boundary(self) -> bytes:
        return self._parameter("boundary", "content-type").rstrip().encode("utf-8", "surrogateescape")

    @property
    def encoding(self) -> str:
        return self.fields.get("content-transfer-encoding", "").partition(";")[0].strip().strip("\"'").lower()

    def data(self) -> bytes:
        if self.encoding == "base64":
            return _from_base64(self.content)
        if self.encoding in ("quoted-printable", "quoted printable", "quotedprintable", "qp"):
            return quopri.decodestring(self.content)
        if self.encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
            return uudecoded(self.content)
        return self.content

    @property
    def cut(self) -> bool:
        """Whether its end is missing, as far as its encoding tells."""
        if self.encoding == "base64":
            return len(self.content.translate(None, _NO_BASE64)) % 4 == 1 and b"=" not in self.content[-8:]
        return self.encoding == "quoted-printable" and self.content.rstrip(b"\r\n").endswith(b"=")

    def _parameter(self, name: str, header: str, charset: str = "") -> str:
        try:
            value = self.message.get_param(name, "", header)
        except (ValueError, TypeError, IndexError):
            return ""  # RFC 2231 pieces without numbers, and the like
        if isinstance(value, tuple):
            data = (value[2] or "").encode("latin-1", "replace")
            return decode_bytes(data, value[0] or "utf-8")
        return decode_header(str(value), charset)


class _Reader:
    """Collects the files of a mail while its text is put together."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.files: list[File] = []
        self.notes: list[Note] = []
        self.complete = True

    def read(self, entity: _Entity, depth: int, related: bool = False) -> list[Piece]:
        """The text of an entity and of what is in it, in reading order; everything else goes to `files`."""
        self._limits.take(depth)
        kind = entity.kind
        if kind.startswith("multipart/"):
            return self._multipart(entity, kind, depth)
        name = entity.name
        attached = entity.disposition == "attachment"
        if depth == 0:
            self.complete = not entity.cut
        if kind in _SIGNATURES or (kind == "application/pgp-encrypted"):
            return []
        if kind in ("message/rfc822", "message/global"):
            self.files.append(File(name, kind, entity.data()))
        elif kind in _REPORTS:
            self.files.append(File(name or _REPORTS[kind], "text/plain", entity.data(), entity.charset))
        elif kind.startswith("text/") and kind not in _NEVER_SHOWN and kind not in ("text/rtf", "text/csv"):
            if not attached and not name:
                return self.text(entity.data(), entity.charset, kind == "text/html", entity)
            self.files.append(File(name, kind, entity.data(), entity.charset, may_be_body=not attached))
        elif kind in _SEALED and entity.parameter("smime-type") != "signed-data":
            self._note_encrypted("S/MIME")
        elif name or attached or not _is_decoration(entity, kind, related):
            inline = kind.startswith("image/") and related and "content-id" in entity.fields and not attached
            if not inline:
                self.files.append(File(name, kind, entity.data(), entity.charset))
        return []

    def text(self, data: bytes, charset: str, is_html: bool, entity: _Entity | None = None) -> list[Piece]:
        """A stretch of text, with the files that it holds as lines (uuencode) moved to `files`."""
        if is_html and (meta := _META.search(data, 0, 4096)):
            charset = charset or meta[1].decode("ascii", "ignore")
        text = decode_bytes(data, charset).replace("\r\n", "\n").replace("\r", "\n")
        if is_html or _IS_HTML.match(text):
            visible, hidden = html_to_text(text)
            return [Piece(visible, True, hidden)]
        if len(_CONTROLS.findall(text, 0, 10_000)) > max(20, min(len(text), 10_000) // 20):
            self.notes.append(Note("its text is binary data", "open the mail in a mail program and save it again"))
            return []
        text = _STRAY.sub("", text)
        if entity is not None and entity.parameter("format") == "flowed":
            text = unflowed(text, entity.parameter("delsp") == "yes")
        if "\nbegin " in text or text.startswith("begin "):
            text, found = without_uuencoded(text)
            self.files += [File(name, "", content) for name, content in found]
        return [Piece(text, False)]

    def _multipart(self, entity: _Entity, kind: str, depth: int) -> list[Piece]:
        content = entity.content
        default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        parts, closed = _split(content, entity.boundary)
        if parts is None and (boundary := _guessed_boundary(content)):
            parts, closed = _split(content, boundary)
        if depth == 0:
            self.complete = closed
        if parts is None:
            # Text that only claims to have parts.
            return self.text(entity.data(), entity.charset, False) if content.strip() else []
        if kind == "multipart/encrypted":
            self._note_encrypted("PGP")
        if kind != "multipart/alternative":
            related = kind == "multipart/related"
            return [piece for part in parts for piece in self.read(_entity(part, default), depth + 1, related)]
        return best([self.read(_entity(part, default), depth + 1) for part in parts])

    def _note_encrypted(self, how: str) -> None:
        self.notes.append(Note(f"the mail is encrypted ({how})", "decrypt it in your mail program and export it again"))


def _entity(raw: bytes, default: str) -> _Entity:
    fields, start = read_fields(raw)
    return _Entity(fields, raw[start:], default)


def _is_decoration(entity: _Entity, kind: str, related: bool) -> bool:
    """Parts without a name that nobody attached: pictures in a signature, calendars beside an invitation, reports."""
    shown = kind.startswith(("image/", "text/", "message/")) or "content-id" in entity.fields
    return shown or related or not kind.startswith(("application/", "audio/", "video/"))


def _split(content: bytes, boundary: bytes) -> tuple[list[bytes] | None, bool]:
    """(the parts between the delimiter lines or None when there are none, whether the last one is closed)."""
    if not boundary:
        return None, False
    # It begins with what it looks for, so that the search for it is fast; the line end before it is looked at after.
    delimiter = re.compile(rb"--%s(--)?[ \t]*(?:\r?\n|\r|\Z)" % re.escape(boundary))
    parts: list[bytes] = []
    start = -1
    for match in delimiter.finditer(content):
        if match.start() and content[match.start() - 1] not in b"\r\n":
            continue
        if start >= 0:
            parts.append(_without_line_end(content[start : match.start()]))
        start = match.end()
        if match[1]:
            return parts or None, True
        if len(parts) > 2_000:
            break  # far more than a mail may have: the reader says so
    if start < 0:
        return None, False
    last = content[start:]
    line = last[last.rfind(b"\n") + 1 :]
    # It may break off in the middle of the delimiter that would have closed it.
    if len(line) > 2 and b"--%s--" % boundary != line and (b"--%s--" % boundary).startswith(line):
        last = last[: -len(line)]
    return [*parts, last], False


def _guessed_boundary(content: bytes) -> bytes:
    """The boundary that a mail uses when it is not the one it declares: a line of it comes first, and once closed."""
    first = _FIRST_DELIMITER.search(content, 0, 100_000)
    if first is None or not first[1].strip(b"-_= "):
        return b""
    return first[1] if b"--" + first[1] + b"--" in content[first.end() :] else b""


def _without_line_end(part: bytes) -> bytes:
    # The line end before a delimiter belongs to the delimiter.
    return part[:-2] if part.endswith(b"\r\n") else part[:-1] if part.endswith((b"\n", b"\r")) else part


def _from_base64(content: bytes) -> bytes:
    """Tolerant: what is not of the alphabet is passed over, an end that is missing too."""
    try:
        return binascii.a2b_base64(content)
    except binascii.Error:
        letters = content.translate(None, _NO_BASE64)
        return binascii.a2b_base64(letters[: len(letters) // 4 * 4])
