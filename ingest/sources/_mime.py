"""One mail: raw bytes to headers, text and attachments, whatever state the mail is in.

The headers are taken raw (policy compat32 without its Header objects) and decoded here, because the modern policy of
the standard library parses addresses recursively and fails on hostile ones. Nothing in here raises on a wrong
charset, a broken encoded word or a missing boundary.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32

from ingest.sources._mail_html import html_to_text

MAX_BYTES = 50 * 1024 * 1024
MAX_PARTS = 1_000
MAX_DEPTH = 50
_MAX_CONTENT_HEADER = 10_000

_BOUNDARY = re.compile(rb"boundary\*?\s*=\s*(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
# A boundary written in pieces or percent-encoded (RFC 2231): then every line that starts with "--" is counted.
_SPLIT_BOUNDARY = re.compile(rb"boundary\*", re.IGNORECASE)
_DELIMITER = re.compile(rb"[\r\n](?:--([^\r\n]*)|(?i:content-type)[ \t]*:\s*(?i:message/))")
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")

_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "unicode-1-1-utf-7": "utf-7",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
}
# Mailers write these names over UTF-8 and windows-1252 alike, so they prove nothing.
_WEAK = {
    "",
    "ascii",
    "us-ascii",
    "iso-8859-1",
    "iso8859-1",
    "latin1",
    "latin-1",
    "windows-1252",
    "cp1252",
    "utf-8",
    "utf8",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the message itself; `text` is "" for all but text and attached mails."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """What a mail says. `complete` is False when its closing MIME boundary is missing."""

    text: str
    attachments: tuple[Attachment, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """One stretch of body text; `hidden` holds what the HTML hid from its reader."""

    text: str
    is_html: bool
    hidden: tuple[str, ...] = ()


class _RawHeaders(Compat32):
    """Header values as they came. The standard library splits parameters in quadratic time: hence the limit."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value[:_MAX_CONTENT_HEADER] if name.lower().startswith("content-") else value


_PARSER = BytesParser(policy=_RawHeaders())


def too_much(raw: bytes) -> str:
    """Why a mail must not be parsed ("" when it may), found by one scan over its delimiter lines."""
    if len(raw) > MAX_BYTES:
        return f"larger than {MAX_BYTES // 1024**2} MB"
    declared = {(quoted or bare).rstrip() for quoted, bare in _BOUNDARY.findall(raw)}
    split_names = _SPLIT_BOUNDARY.search(raw) is not None
    parts, messages = 1, [0]
    stack: list[bytes] = []
    for match in _DELIMITER.finditer(raw):
        line = match[1]
        if line is None:
            messages[-1] += 1
        else:
            name = line.rstrip()
            closes = name not in declared and name.endswith(b"--")
            name = name[:-2] if closes else name
            if name not in declared:
                parts += split_names
                if parts > MAX_PARTS:
                    return f"more than {MAX_PARTS} MIME parts"
                continue
            if name in stack:
                while stack[-1] != name:
                    stack.pop()
                    messages.pop()
                messages[-1] = 0
            elif not closes:
                stack.append(name)
                messages.append(0)
            if closes and stack and stack[-1] == name:
                stack.pop()
                messages.pop()
            parts += not closes
        if parts > MAX_PARTS:
            return f"more than {MAX_PARTS} MIME parts"
        if len(stack) + sum(messages) > MAX_DEPTH:
            return f"MIME parts nested more than {MAX_DEPTH} deep"
    return ""


def parse_headers(raw: bytes) -> Message:
    """The headers of a mail; values are raw texts for `decode_header`."""
    end = re.search(rb"\r?\n\r?\n|\r\r", raw)
    return _PARSER.parsebytes(raw[: end.end()] if end else raw, headersonly=True)


def parse_body(raw: bytes) -> Body:
    """Text and attachments of a mail that `too_much` let through."""
    mail = _PARSER.parsebytes(raw)
    files: list[Attachment] = []
    text = _join(_pieces(mail, files))
    cut = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
    complete = not any(isinstance(defect, cut) for part in mail.walk() for defect in part.defects)
    return Body(text, tuple(files), complete)


def decode_bytes(data: bytes, charset: str = "") -> str:
    """Text of bytes in a declared charset that may be missing, unknown or wrong; never raises."""
    name = charset.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    for codec in ("utf-8", "") if name in _WEAK else (name, "utf-8"):
        if codec:
            try:
                return data.decode(codec).removeprefix("\ufeff")
            except (LookupError, ValueError):
                continue  # an unknown or a wrong name: the next candidate decides
    # One damaged character must not turn all the others into mojibake.
    damaged = data.decode("utf-8", "replace")
    foreign = sum(char > "\x7f" for char in damaged)
    if damaged.count("\ufffd") * 4 < foreign:
        return damaged.removeprefix("\ufeff")
    if name not in _WEAK:
        try:
            return data.decode(name, "replace")
        except (LookupError, ValueError):
            pass  # no codec, or one that is not for text
    return data.decode("windows-1252", "replace")


def decode_header(value: str) -> str:
    """A raw header value as one line of text: unfolded, 8-bit bytes and encoded words decoded."""
    if not value.isascii():
        value = decode_bytes(value.encode("utf-8", "surrogateescape"))
    pieces: list[tuple[str, bytes]] = []
    position = 0
    for word in _ENCODED_WORD.finditer(value):
        between = value[position : word.start()]
        charset = word[1].split("*")[0].lower()
        content = _word_bytes(word[2].lower(), word[3])
        if content is None:
            charset, content = "utf-8", word[0].encode()
        if pieces and not between.strip():
            # A character may be split over two words, so equal charsets are joined before they are decoded.
            if pieces[-1][0] == charset:
                content = pieces.pop()[1] + content
        elif between:
            pieces.append(("", between.encode()))
        pieces.append((charset, content))
        position = word.end()
    pieces.append(("", value[position:].encode()))
    return " ".join("".join(decode_bytes(content, charset) for charset, content in pieces).split())


def _word_bytes(encoding: str, text: str) -> bytes | None:
    """The bytes of an encoded word; None when it is not valid."""
    raw = text.encode("utf-8")
    if encoding == "q":
        return quopri.decodestring(raw, header=True)
    try:
        return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return None


def _join(pieces: Sequence[_Piece]) -> str:
    return "\n\n".join(text for piece in pieces if (text := piece.text.strip("\n")))


def _pieces(part: Message, files: list[Attachment]) -> list[_Piece]:
    """The body text below a part, in reading order; everything else goes to `files`."""
    kind = part.get_content_type()
    name = decode_header(part.get_filename() or "")
    attached = part.get_content_disposition() == "attachment" or bool(name)
    payload = part.get_payload() if part.is_multipart() else []
    children = [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []
    if kind == "message/rfc822" and children:
        inner: list[Attachment] = []
        text = _join(_pieces(children[0], inner))
        files += [Attachment(name or decode_header(str(children[0].get("subject", ""))), text), *inner]
    elif kind == "multipart/alternative":
        return _best([_pieces(child, files) for child in children])
    elif kind.startswith("multipart/"):
        return [piece for child in children for piece in _pieces(child, files)]
    elif kind in ("text/plain", "text/html", "text/csv") and not part.is_multipart():
        piece = _text(part, kind == "text/html")
        if not attached and kind != "text/csv":
            return [piece]
        files.append(Attachment(name, piece.text))
    elif name:
        files.append(Attachment(name, ""))
    return []


def _text(part: Message, is_html: bool) -> _Piece:
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    charset = part.get_param("charset") or ""
    text = (
        decode_bytes(raw, charset[2] if isinstance(charset, tuple) else str(charset))
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    if not is_html:
        return _Piece(text, False)
    visible, hidden = html_to_text(text)
    return _Piece(visible, True, hidden)


def _best(versions: list[list[_Piece]]) -> list[_Piece]:
    """Of the alternatives of one message: the plain text, unless only the HTML is what its reader saw.

    Plain text loses when it is empty, when it is a stub ("your program shows no HTML"), and when it spells out what
    the HTML hides.
    """
    plain = next((pieces for pieces in versions if _join(pieces) and not any(p.is_html for p in pieces)), [])
    rich = next((pieces for pieces in versions if _join(pieces) and any(p.is_html for p in pieces)), [])
    if not plain or not rich:
        return plain or rich
    words, rich_words = _join(plain).split(), _join(rich).split()
    if len(rich_words) > 30 and len(words) * 4 < len(rich_words):
        return rich
    flat, rich_flat = " ".join(words), " ".join(rich_words)
    hidden = [" ".join(text.split()) for piece in rich for text in piece.hidden]
    if any(len(text) >= 15 and text in flat and text not in rich_flat for text in hidden):
        return rich
    return plain
