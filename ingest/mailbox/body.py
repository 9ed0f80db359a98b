"""What a mail says, before its attachments are read; and which of its versions is the one that was meant.

Shared by everything that reads mails: MIME, Outlook's .msg and winmail.dat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

MAX_PARTS = 1_000
MAX_DEPTH = 50
_STUB = 100
"""Words of a plain text that may be no more than a remark that the mail is in HTML."""


class TooMuch(Exception):
    """A mail made of more, or of deeper, parts than a person ever wrote. Its message says which."""


@dataclass(slots=True)
class Limits:
    """What one mail may still hold, attached mails included."""

    parts: int = 0

    def take(self, depth: int) -> None:
        """Counts one part at a depth. Raises TooMuch."""
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise TooMuch(f"more than {MAX_PARTS} MIME parts")
        if depth > MAX_DEPTH:
            raise TooMuch(f"MIME parts more than {MAX_DEPTH} deep")


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of body text; `hidden` holds what its HTML hid from its reader."""

    text: str
    is_html: bool
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A part that is not the message itself, not yet read."""

    name: str
    kind: str
    """Its MIME type, lower case; "" when none is given."""
    data: bytes = b""
    charset: str = ""
    message: Any = None
    """A mail that Outlook attached: its properties, since it has no bytes of its own."""
    may_be_body: bool = False
    """A text that has a name but is not marked as an attachment: some programs name the message itself."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that could not be read of a mail that was."""

    reason: str
    fix: str


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a mail and the files that came with it."""

    text: str
    hidden: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    notes: tuple[Note, ...] = field(default=())
    complete: bool = True
    """False when its end is missing."""


def join(pieces: Sequence[Piece]) -> str:
    return "\n\n".join(text for piece in pieces if (text := piece.text.strip("\n")))


def best(versions: Sequence[list[Piece]]) -> list[Piece]:
    """Of the alternatives of one message: the plain text, unless only the HTML is what its reader saw.

    Plain text loses when it is empty, when it is much shorter, when it says something else ("your program shows no
    HTML"), and when it spells out what the HTML hides.
    """
    plain = next((pieces for pieces in versions if join(pieces).strip() and not any(p.is_html for p in pieces)), [])
    rich = next((pieces for pieces in versions if join(pieces).strip() and any(p.is_html for p in pieces)), [])
    if not plain or not rich:
        return plain or rich
    words, rich_words = join(plain).split(), join(rich).split()
    if len(rich_words) > 30 and len(words) * 4 < len(rich_words):
        return rich
    if len(words) <= _STUB and _overlap(words, rich_words) < 0.5:
        return rich
    flat, rich_flat = " ".join(words), " ".join(rich_words)
    hidden = [" ".join(text.split()) for piece in rich for text in piece.hidden]
    if any(len(text) >= 15 and text in flat and text not in rich_flat for text in hidden):
        return rich
    return plain


def _overlap(words: list[str], rich_words: list[str]) -> float:
    """The part of the words of the plain text that the HTML has too, by their letters only."""
    bare = {_letters(word) for word in words} - {""}
    return len(bare & {_letters(word) for word in rich_words}) / len(bare) if bare else 1.0


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()
