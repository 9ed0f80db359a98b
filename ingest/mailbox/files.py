"""The files of a mail source, and what each of them is: told by looking at its first bytes, not at its name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from copilot.core.errors import SourceError
from ingest.export.base import SourceOptions, find_files, without_outward_links
from ingest.mailbox import mbox
from ingest.mailbox.headers import MAX_HEADER, Fields, read_fields

MAX_BYTES = 50 * 1024 * 1024
"""Larger mails are refused before they are read."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TNEF = b"\x78\x9f\x3e\x22"

Kind = Literal["mbox", "mail", "msg", "tnef"]

_HEAD = 16_384
_SEPARATOR = re.compile(rb"From (?![ \t]*:)")
_FIRST_FIELD = re.compile(rb"(?:>?From |[!-9;-~]{1,100}[ \t]*:)")
_APPLE_LENGTH = re.compile(rb"\s*(\d{1,10})\s*\n(?=[!-9;-~]{1,100}[ \t]*:)")
# What mail programs keep beside their mailboxes: indexes, filters, caches.
_BESIDE = re.compile(
    r".*\.(?:msf|lock|idx|toc)|msgFilterRules\.dat|popstate\.dat|filterlog\.html|table_of_contents|\.?DS_Store|Thumbs\.db"
    r"|panacea\.dat|desktop\.ini",
    re.IGNORECASE,
)
_NO_MAIL = (
    (b"PK\x03\x04", "a ZIP archive", "unpack it beside the other files"),
    (b"\x1f\x8b", "a gzip archive", "unpack it beside the other files"),
    (b"!BDN", "an Outlook data file (.pst, .ost)", "open it in Outlook and save the mails as .msg, or convert to mbox"),
    (b"\xff\xfe", "text saved as UTF-16", "export it again, or save it as UTF-8"),
    (b"\xfe\xff", "text saved as UTF-16", "export it again, or save it as UTF-8"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail stands."""

    file: Path
    kind: Kind
    start: int
    end: int
    number: int = 0
    """Position in its mbox from 1; 0 for a file of its own."""
    cut: bool = False
    """Whether the file ends in the middle of it: the last mail of an mbox without a line end."""

    def load(self) -> bytes:
        """The mail's bytes. Raises OSError."""
        with self.file.open("rb") as stream:
            stream.seek(self.start)
            raw = stream.read(self.end - self.start)
        return mbox.unescaped(raw) if self.kind == "mbox" else raw


@dataclass(frozen=True, slots=True)
class Fault:
    """A file, or a mail in it, that cannot be read."""

    reason: str
    fix: str
    number: int = 0


def mail_files(options: SourceOptions) -> list[Path]:
    """Files that may hold mail, sorted: of a Maildir what is in `cur` and `new`, also of its hidden sub-folders.

    Raises SourceError when there are none.
    """
    root = options.path
    if not root.is_dir():
        return [file for file in find_files(options) if not _is_beside(file)]
    found: list[Path] = []
    try:
        for folder, folders, names in os.walk(root, onerror=_raise):
            here = Path(folder)
            if _is_maildir(folders):
                # The names of its sub-folders begin with a dot (Maildir++); its other files are indexes.
                folders[:] = [name for name in folders if name != "tmp" and _is_open(here / name)]
                continue
            folders[:] = [name for name in folders if _is_open(here / name)]
            found += [here / name for name in names if not name.startswith(".") and not _BESIDE.fullmatch(name)]
    except OSError as error:
        raise SourceError(
            f"source {options.name!r}: {error.filename} cannot be listed: {error.strerror}", "check the permissions"
        ) from error
    except RecursionError:
        raise SourceError(f"source {options.name!r}: its folders are nested too deeply", "move the mail up") from None
    if not found:
        raise SourceError(
            f"source {options.name!r}: no mail below {root}", "correct `path` in [[sources]], or export again"
        )
    return sorted(without_outward_links(options, (file for file in found if file.is_file())))


def places(file: Path) -> Iterator[tuple[Place, Fields] | Fault]:
    """The mails of a file in order, each with the fields of its header (none for Outlook's formats).

    Raises OSError.
    """
    with file.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(0)
        head = stream.read(_HEAD)
        if not head:
            yield Fault("the file is empty", "export it again, or remove it")
            return
        lead = len(head) - len(head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
        in_maildir = file.parent.name in ("cur", "new")
        if head.startswith((OLE, TNEF)):
            found = Place(file, "msg" if head.startswith(OLE) else "tnef", 0, size)
            yield Fault(*_TOO_LARGE) if size > MAX_BYTES else (found, {})
        elif _SEPARATOR.match(head, lead) and not in_maildir:
            numbered = enumerate(mbox.mails(stream, lead), 1)
            number = 0
            with file.open("rb", buffering=0) as headers:
                for number, (start, end) in numbered:
                    if end - start > MAX_BYTES:
                        yield Fault(*_TOO_LARGE, number)
                        continue
                    fields = _fields(headers, start, end)
                    if fields:
                        cut = end == size and not _ends_with_line_end(headers, size)
                        yield Place(file, "mbox", start, end, number, cut), fields
                    else:
                        yield Fault("no mail: it has no header", "export the mailbox again", number)
            if not number:
                yield _not_mail(head)
        elif _FIRST_FIELD.match(head, lead) or _APPLE_LENGTH.match(head):
            if length := _APPLE_LENGTH.match(head):
                lead, size = length.end(), min(size, length.end() + int(length[1]))
            fields = _fields(stream, lead, size)
            if size > MAX_BYTES:
                yield Fault(*_TOO_LARGE)
            elif fields:
                yield Place(file, "mail", lead, size), fields
            else:
                yield _not_mail(head)
        else:
            yield _not_mail(head)


_TOO_LARGE = ("larger than 50 MB", "split the mail or remove its attachments, or leave it out")


def _fields(stream: BinaryIO, start: int, end: int) -> Fields:
    """The fields of the header that starts there, read in two steps: most headers are short."""
    for length in (_HEAD, MAX_HEADER):
        stream.seek(start)
        raw = stream.read(min(length, end - start))
        fields, body = read_fields(raw)
        if body < len(raw) or len(raw) == end - start:
            break
    return fields


def _ends_with_line_end(stream: BinaryIO, size: int) -> bool:
    stream.seek(size - 1)
    return stream.read(1) in b"\r\n"


def _not_mail(head: bytes) -> Fault:
    for mark, what, fix in _NO_MAIL:
        if head.startswith(mark):
            return Fault(f"not a mail but {what}", fix)
    return Fault(
        "neither an mbox file nor a mail: it does not start with headers",
        "export it as mbox, .eml or .msg, or move it out of the folder",
    )


def _is_maildir(names: list[str]) -> bool:
    # Archives leave out empty folders, so not all three have to be there.
    return len({"cur", "new", "tmp"}.intersection(names)) > 1


def _is_beside(file: Path) -> bool:
    return bool(_BESIDE.fullmatch(file.name))


def _is_open(folder: Path) -> bool:
    """Whether a folder is looked into: hidden ones only when they are folders of a Maildir."""
    return not folder.name.startswith(".") or "cur" in os.listdir(folder)


def _raise(error: OSError) -> None:
    raise error
