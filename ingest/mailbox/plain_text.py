"""Plain text of a mail as its writer typed it: paragraphs that were broken for the way, files written as text."""

from __future__ import annotations

import binascii
import re

_UU_BEGIN = re.compile(r"^begin [0-7]{3,4} ([^\n]{1,255})$", re.MULTILINE)
_UU_LINE = re.compile(r"[ -`]{1,80}")


def unflowed(text: str, delete_space: bool) -> str:
    """format=flowed (RFC 3676): a line that ends in a space goes on in the next, when both are quoted equally deep.

    delete_space: DelSp=yes, for scripts that put no space between words.
    """
    done: list[str] = []
    pieces: list[str] = []
    deep = 0
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        if pieces and (depth != deep or content == "-- "):
            done.append(_line(deep, pieces))
            pieces = []
        flows = content.endswith(" ") and content != "-- "
        pieces.append(content[:-1] if flows and delete_space else content)
        deep = depth
        if not flows:
            done.append(_line(deep, pieces))
            pieces = []
    if pieces:
        done.append(_line(deep, pieces))
    return "\n".join(done)


def _line(depth: int, pieces: list[str]) -> str:
    content = "".join(pieces)
    content = content if content == "-- " else content.rstrip()
    return f"{'>' * depth} {content}".rstrip() if depth else content


def without_uuencoded(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """(text without the files that are written into it as lines of "begin 644 name", their names and bytes)."""
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    at = 0
    while begin := _UU_BEGIN.search(text, at):
        data, end = _uu_block(text, begin.end() + 1)
        if end:
            kept.append(text[at : begin.start()])
            files.append((begin[1].strip(), data))
            at = end
        else:
            kept.append(text[at : begin.end()])
            at = begin.end()
    return "".join([*kept, text[at:]]), files


def _uu_block(text: str, at: int) -> tuple[bytes, int]:
    """(the bytes, where the line "end" ends); (b"", 0) when that is no such block."""
    pieces: list[bytes] = []
    while 0 <= at < len(text):
        line_end = text.find("\n", at, at + 200)
        line = text[at : len(text) if line_end < 0 else line_end].rstrip("\r")
        if line == "end" and pieces:
            return b"".join(pieces), at + 3
        if not _UU_LINE.fullmatch(line):
            break
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            break  # text that only began like a file
        at = line_end + 1 if line_end >= 0 else -1
    return b"", 0


def uudecoded(data: bytes) -> bytes:
    """The bytes of a part whose transfer encoding is uuencode."""
    _, files = without_uuencoded(data.decode("latin-1").replace("\r\n", "\n"))
    return files[0][1] if files else data
