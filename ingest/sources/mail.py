"""`mail`: mbox files and single mails (.eml), one Document a thread (see docs/sources.md).

Files are told apart by their first line, not by their name. The whole source is one item, because threads cross
files. It is read in two passes: headers and places first, then thread by thread the bodies, so that a mailbox of many
gigabytes never stands in memory.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote

from copilot.core.ports import Item
from copilot.core.types import Document, Part, Rejected
from ingest.sources._base import SourceOptions, find_files, key_of, revision_of
from ingest.sources._mbox import Slice, slices
from ingest.sources._mime import Body, decode_header, parse_body, parse_headers, too_much
from ingest.sources._threads import Header, threads

_ID = re.compile(r"<([^<>]{1,990})>")
_BARE_ID = re.compile(r"[^\s<>@]{1,500}@[^\s<>@]{1,490}")
_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]@]{1,250}@[\w.-]{1,250}")
_AUTHOR = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^"<>]*))\s*<([^<>]*)>')
# Public archives write "jan at example.org (Jan)".
_SPELLED = re.compile(r"^(\S{1,250}) at ([\w-]{1,60}(?:\.[\w-]{1,60}){1,5})(?=$|\s)")
_UNREADABLE = "open the mail in a mail program and save it again as .eml, or leave it out"


class Options(SourceOptions):
    """`path`: an mbox file, a folder of .eml and mbox files at any depth, or a glob."""


@dataclass(frozen=True, slots=True)
class _Mail:
    """What the first pass keeps of a mail: its headers and where it stands."""

    header: Header
    author: str
    at: str
    file: Path
    slice: Slice
    where: str
    """Its name in reports."""


class MailSource:
    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        yield Item("mailbox", revision_of(find_files(self._options)))

    def read(self, item: Item) -> Iterator[Document | Rejected]:  # noqa: ARG002 - there is only one item
        mails: dict[str, _Mail] = {}
        for file in find_files(self._options):
            for found in self._headers(file):
                if isinstance(found, Rejected):
                    yield found
                else:
                    mails.setdefault(found.header.id, found)
        for thread in threads([mail.header for mail in mails.values()]):
            yield from self._document([mails[header.id] for header in thread])

    def _headers(self, file: Path) -> Iterator[_Mail | Rejected]:
        key = key_of(self._options, file)
        try:
            yield from self._mails_of(file, key)
        except OSError as error:
            yield self._rejected(key, f"cannot be read: {error.strerror}", "check the file's permissions")

    def _mails_of(self, file: Path, key: str) -> Iterator[_Mail | Rejected]:
        number = 0
        for number, found in enumerate(slices(file), 1):
            where = f"{key} message {number}" if found.in_mbox else key
            if found.raw is None or (fault := too_much(found.raw)):
                reason = "larger than 50 MB" if found.raw is None else fault
                yield self._rejected(where, reason, "split the mail or remove its attachments, or leave it out")
            else:
                yield _first_pass(found, file, where)
        if not number and not file.stat().st_size:
            yield self._rejected(key, "the file is empty", "export it again, or remove it")
        elif not number:
            fix = "export it as mbox or .eml, or move it out of the folder"
            yield self._rejected(key, "neither an mbox file nor a mail: it does not start with headers", fix)

    def _document(self, mails: list[_Mail]) -> Iterator[Document | Rejected]:
        read: list[_Mail] = []
        parts: list[Part] = []
        for mail in mails:
            body = self._body(mail)
            if isinstance(body, Rejected):
                yield body
                continue
            if not body.complete:
                fix = "export the mailbox again; what is there has been taken in"
                yield self._rejected(mail.where, "the mail breaks off: its end is missing", fix)
                if not body.text and not body.attachments:
                    continue
            read.append(mail)
            parts += _parts(mail, body)
        if read:
            dates = [mail.at for mail in read if mail.at]
            yield Document(
                source=self._options.name,
                external_id=read[0].header.id,
                kind="mail",
                title=read[0].header.subject,
                parts=tuple(parts),
                uri=_uri(read[0].header.id),
                created_at=dates[0] if dates else "",
                updated_at=dates[-1] if dates else "",
                audience=self._options.audience,
            )

    def _body(self, mail: _Mail) -> Body | Rejected:
        try:
            body = parse_body(mail.slice.load(mail.file))
        except OSError as error:
            return self._rejected(mail.where, f"cannot be read: {error.strerror}", "check the file's permissions")
        except (RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:
            # What the standard library's parser raises on malformed mails; the next mail is not to suffer for it.
            return self._rejected(mail.where, f"no MIME parser can read it: {error!r}", _UNREADABLE)
        return Body(body.text, body.attachments, body.complete and not mail.slice.cut)

    def _rejected(self, where: str, reason: str, fix: str) -> Rejected:
        return Rejected(self._options.name, where, reason, fix)


def build(options: Options) -> MailSource:
    return MailSource(options)


def _first_pass(found: Slice, file: Path, where: str) -> _Mail:
    raw = found.raw or b""
    headers = parse_headers(raw)
    ids = _ids(headers, "message-id")
    date = _date(_value(headers, "date"))
    header = Header(
        id=ids[0] if ids else "sha256:" + hashlib.sha256(raw).hexdigest()[:16],
        references=tuple(dict.fromkeys(_ids(headers, "references") + _ids(headers, "in-reply-to"))),
        subject=decode_header(_value(headers, "subject")),
        people=frozenset(
            address.lower() for name in ("from", "to", "cc") for address in _ADDRESS.findall(_value(headers, name))
        ),
        date=date,
        mailing_list=_value(headers, "list-id").strip(),
    )
    return _Mail(header, _author(headers), date.isoformat() if date else "", file, found.without_raw(), where)


def _parts(mail: _Mail, body: Body) -> Iterator[Part]:
    id_, uri = mail.header.id, _uri(mail.header.id)
    yield Part("message", body.text, mail.author, mail.at, ref=id_, uri=uri)
    seen: dict[str, int] = {}
    for attachment in body.attachments:
        count = seen[attachment.name] = seen.get(attachment.name, 0) + 1
        ref = f"{id_}#{attachment.name}" + (f"#{count}" if count > 1 else "")
        yield Part("attachment", attachment.text, mail.author, mail.at, attachment.name, ref, uri)


def _uri(id_: str) -> str:
    """RFC 2392; "" for a mail that has no Message-ID to link to."""
    return "" if id_.startswith("sha256:") else "mid:" + quote(id_, safe="@!$&'()*+,;=:")


def _value(headers: Message, name: str) -> str:
    return str(headers.get(name, ""))


def _ids(headers: Message, name: str) -> list[str]:
    """Message-IDs in a header, without brackets; In-Reply-To may hold prose around them."""
    value = decode_header(_value(headers, name))
    found = [compact for raw in _ID.findall(value) if (compact := "".join(raw.split()))]
    return found or _BARE_ID.findall(value)


def _author(headers: Message) -> str:
    """Name <address>, of From, else Sender; just the address when no name is given."""
    value = " ".join((_value(headers, "from") or _value(headers, "sender")).split())[:2_000]
    value = _SPELLED.sub(r"\1@\2", value)
    if match := _AUTHOR.match(value):
        name = decode_header((match[1] or match[2] or "").replace("\\", "")).strip(" \"'")
        address = decode_header(match[3]).strip()
        return f"{name} <{address}>" if name and name != address else address
    if address_match := _ADDRESS.search(value):
        name = decode_header(value[address_match.end() :]).strip(' ()"')
        return f"{name} <{address_match[0]}>" if name else address_match[0]
    return decode_header(value)


def _date(value: str) -> datetime | None:
    """A Date header with its zone (UTC when it names none); None when it is no date."""
    try:
        date = parsedate_to_datetime(decode_header(value))
        date.utctimetuple()  # a date that leaves the calendar in UTC cannot be compared
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
