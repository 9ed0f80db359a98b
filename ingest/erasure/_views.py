"""A text as it stands and with its escapes resolved, each character knowing where it came from."""

from __future__ import annotations

import binascii
import html
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

_UNSEEN = "\0\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
"""Characters without a shape of their own (Unicode's Default_Ignorable_Code_Point, the common ones)."""
_MARKED = re.compile(rf"[%&=\\{_UNSEEN}]")
_ESCAPE = re.compile(
    r"(?:%[0-9A-Fa-f]{2})+|&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});?|\\u[0-9A-Fa-f]{4}"
    rf"|\\x[0-9A-Fa-f]{{2}}|\\[nrt]|\\/|[{_UNSEEN}]+"
)
_SOFT_BREAK = re.compile(r"=[ \t]{0,8}\r?\n")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_ROUNDS = 3
"""How often escapes may have been escaped again: "%252540"."""
_ALPHABET = "A-Za-z0-9+/_-"
_LINE = 40
"""Characters of a line of base64 that goes on in the next; mail has 76, certificates have 64."""
BASE64 = re.compile(
    rf"(?<![{_ALPHABET}])(?:[{_ALPHABET}]{{{_LINE},}}+(?:\r?\n[{_ALPHABET}]++)++|[{_ALPHABET}]{{6,}}+)={{0,2}}"
)
"""What could be base64."""
_SEPARATOR = re.compile("[/_-]")
_PIECES = 64
"""Pieces of a path in which base64 is looked for."""
_TELLING = re.compile(rb"[A-Za-z0-9@._%+ -]{3}")
_URL_SAFE = str.maketrans("-_", "+/", "\r\n=")


@dataclass(frozen=True, slots=True)
class View:
    """origin: where each character of `text`, and its end, stands in the text looked at; None: at the same place."""

    text: str
    origin: array[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        return (start, end) if self.origin is None else (self.origin[start], self.origin[end])


def views(text: str) -> Iterator[View]:
    """The text itself, then what it says when URL and character escapes are resolved, then quoted-printable too."""
    plain = View(text)
    yield plain
    if not _MARKED.search(text):
        return
    resolved = _resolved(plain)
    if resolved is not plain:
        yield resolved
    if "=" in text:
        quoted = _decoded(_decoded(plain, _SOFT_BREAK), _QUOTED)
        if quoted is not plain:
            yield _resolved(quoted)


def base64_runs(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, run) of what could be base64, standard or URL-safe; lines of a longer one are taken together."""
    for match in BASE64.finditer(text):
        yield match.start(), match.end(), match[0]


def readings(run: str) -> list[str]:
    """What a base64 run can say, from each of the four places at which it can begin; nothing for a common word."""
    found = []
    for stretch in _stretches(run):
        for start in range(4):
            found += _said(stretch[start:].translate(_URL_SAFE))
    for piece in _SEPARATOR.split(run)[:_PIECES] if _SEPARATOR.search(run) else ():
        found += _said(piece.translate(_URL_SAFE))
    return found


def _stretches(run: str) -> set[str]:
    """A run, and without the lines that follow its first shorter line: they can be words."""
    lines = run.split("\n")
    size = next((number for number, line in enumerate(lines) if len(line) < len(lines[0])), len(lines))
    return {run, "\n".join(lines[: size + 1]), "\n".join(lines[:size])}


def _said(run: str) -> list[str]:
    run = run[: len(run) - (len(run) % 4 == 1)]
    try:
        raw = binascii.a2b_base64(run + "=" * (-len(run) % 4)).replace(b"\0", b"")
    except binascii.Error:
        return []
    if not _TELLING.search(raw):
        return []
    try:
        return [raw.decode()]
    except UnicodeDecodeError:
        return [raw.decode("utf-8", "replace"), raw.decode("latin-1")]


def _resolved(view: View) -> View:
    for _ in range(_ROUNDS):
        following = _decoded(view, _ESCAPE)
        if following is view:
            break
        view = following
    return view


def _decoded(view: View, pattern: re.Pattern[str]) -> View:
    text, pieces, position = view.text, [], 0
    places: array[int] = array("l")
    for match in pattern.finditer(text):
        characters = list(_characters(match[0]))
        if characters == [(match[0], len(match[0]))]:
            continue
        pieces.append(text[position : match.start()])
        places.extend(range(position, match.start()))
        at = match.start()
        for character, width in characters:
            pieces.append(character)
            places.extend([at] * len(character))
            at += width
        position = match.end()
    if not position:
        return view
    pieces.append(text[position:])
    places.extend(range(position, len(text) + 1))
    if view.origin is not None:
        places = array("l", map(view.origin.__getitem__, places))
    return View("".join(pieces), places)


def _characters(escape: str) -> Iterator[tuple[str, int]]:
    """(character, width of its escape) of each character that an escape stands for."""
    if escape[0] in "%=" and len(escape) > 2 and escape[1] not in " \t\r\n":
        raw = bytes.fromhex(escape.replace(escape[0], ""))
        try:
            for character in raw.decode():
                yield character, 3 * len(character.encode())
        except UnicodeDecodeError:
            for character in raw.decode("latin-1"):
                yield character, 3
    elif escape[0] == "&":
        yield html.unescape(escape), len(escape)
    elif escape[:2] in ("\\u", "\\x"):
        code = int(escape[2:], 16)
        yield chr(code) if not 0xD800 <= code < 0xE000 else " ", len(escape)
    elif escape[0] == "\\":
        yield {"n": "\n", "r": "\r", "t": "\t"}.get(escape[1], escape[1]), len(escape)
    else:
        yield "", len(escape)
