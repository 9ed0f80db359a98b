"""The RTF body of an Outlook mail to text. Most are HTML in disguise ([MS-OXRTFEX]), which is taken out again."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from compressed_rtf import decompress
from striprtf.striprtf import rtf_to_text

from ingest.mailbox.body import Piece, TooMuch
from ingest.mailbox.charsets import decode_bytes, of_code_page
from ingest.mailbox.html import html_to_text

_MAX_COMPRESSED = 1_000_000
_MAX_RTF = 20_000_000
_FROM_HTML = re.compile(rb"\\fromhtml1\b")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_SPECIAL = {b"par": b"\n", b"line": b"\n", b"tab": b"\t"}
_NAMED = {b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"endash": "–"}
_NAMED |= {b"emdash": "—"}
_SYMBOLS = {b"~": b" ", b"_": b"-", b"-": b""}
"""Blank and hyphen that do not break, hyphen that shows only where a line breaks."""
_SKIPPED = {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"generator", b"listtable", b"themedata"}


class RtfError(Exception):
    """An RTF body that cannot be read. Its message says why."""


def from_compressed(data: bytes) -> Piece:
    """The text of PidTagRtfCompressed. Raises RtfError."""
    if len(data) > _MAX_COMPRESSED:
        raise RtfError(f"its RTF is larger than {_MAX_COMPRESSED / 1e6:.0f} MB")
    if len(data) < 16:
        raise RtfError("its RTF is cut off")
    (size,) = struct.unpack_from("<I", data)
    try:
        # Properties are padded, and what follows would not agree with the checksum.
        return from_rtf(decompress(data[: size + 4]))
    except (RtfError, TooMuch, MemoryError):
        raise
    except Exception as error:  # the library raises nothing more exact than this
        raise RtfError(f"its RTF is damaged: {error}") from error


def from_rtf(data: bytes) -> Piece:
    """The text of an RTF document. Raises RtfError."""
    if len(data) > _MAX_RTF:
        raise RtfError(f"its RTF is larger than {_MAX_RTF / 1e6:.0f} MB")
    if _FROM_HTML.search(data, 0, 1_000):
        visible, hidden = html_to_text(_html_of(data))
        return Piece(visible, True, hidden)
    # Its search for links goes on to the end of the line; in RTF a line end before a group means nothing.
    text = data.decode("latin-1").replace("{\\field", "\n{\\field")
    try:
        plain: str = rtf_to_text(text, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, OverflowError) as error:
        raise RtfError(f"its RTF is damaged: {error}") from error
    return Piece(plain.replace("|\n", "\n").strip("\n"), False)


@dataclass(slots=True)
class _Group:
    """What holds inside one pair of braces."""

    tag: bool = False
    """Inside `\\*\\htmltag`: HTML as it was."""
    skipped: bool = False
    rtf_only: bool = False
    """After `\\htmlrtf`: written for readers that know RTF only."""
    unicode_skip: int = 1


def _html_of(data: bytes) -> str:
    found = _CODE_PAGE.search(data, 0, 1_000)
    charset = of_code_page(int(found[1])) if found else ""
    pieces: list[str] = []
    pending = bytearray()
    groups = [_Group()]
    star, skip = False, 0

    def flush() -> None:
        if pending:
            pieces.append(decode_bytes(bytes(pending), charset or "windows-1252"))
            pending.clear()

    for match in _TOKEN.finditer(data):
        word, number, code, symbol, brace, text = match.groups()
        group = groups[-1]
        kept = not group.skipped and not group.rtf_only
        if brace == b"{":
            groups.append(_Group(group.tag, group.skipped, group.rtf_only, group.unicode_skip))
            star = False
        elif brace:
            if len(groups) > 1:
                groups.pop()
        elif symbol == b"*":
            star = True
        elif word == b"htmltag":
            group.tag, star = True, False
        elif word == b"htmlrtf":
            group.rtf_only = number != b"0"
        elif word is not None:
            if star or word in _SKIPPED:
                group.skipped, star = True, False
            elif word == b"uc":
                group.unicode_skip = int(number or 1)
            elif kept and word == b"u":
                flush()
                pieces.append(chr(int(number or 0) % 65_536))
                skip = group.unicode_skip
            elif kept and word in _SPECIAL:
                pending += _SPECIAL[word]
            elif kept and word in _NAMED:
                flush()
                pieces.append(_NAMED[word])
        elif kept and code:
            if skip:
                skip -= 1
            else:
                pending.append(int(code, 16))
        elif kept and symbol:
            pending += _SYMBOLS.get(symbol, symbol)
        elif kept and text:
            pending += text[skip:]
            skip = 0
    flush()
    # Characters beyond the first plane are written as two halves.
    return "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
