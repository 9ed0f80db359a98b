"""`signatures`: removes what closes a mail and is no knowledge.

Removed from mails, and from the comments of tickets, which may have come as mails: everything below "-- "; a sign-off,
or the author's own name, with the short lines below it (function, telephone); "Sent from my iPhone" and its kin;
footers of mailing lists; confidentiality notices. In the languages of `_closings`, `_devices` and `_notices`: Dutch,
English, German, French and some thirty others.

Kept: a postscript and any sentence below the sign-off; lines that name a customer, an order, a contract or a code that
looks like one; thanks, alone or with a first name below ("Thanks," says something, "Kind regards," does not); a
greeting of two words on one line; the only line of the closing below a mail of one word; and a mail that would have no
word left, with its signature.
"""

from __future__ import annotations

import re
from itertools import islice

from copilot.core.registry import Options as BaseOptions
from copilot.core.types import Document
from ingest.cleaners import _closings, _notices
from ingest.cleaners._devices import is_device_line
from ingest.cleaners._marked import MAILED, Cuts, Marked, cleaned

_REACH = 80
"""Lines from the end in which a closing may begin: keeps a long mail linear."""

_DELIMITER = re.compile(r"(?:--|—|__|- -)\s*")
_RULE = re.compile(r"\s*[_-]{20,}\s*")
_WORD = re.compile(r"\w+")

SIGN_OFF = "signatures: sign-off"
DELIMITED = 'signatures: below "-- "'
DEVICE = "signatures: device line"
DISCLAIMER = "signatures: disclaimer"
LIST = "signatures: footer of a mailing list"


class Options(BaseOptions):
    """No options."""


class SignaturesCleaner:
    def clean(self, document: Document) -> Document:
        roles = MAILED.get(document.kind)
        if roles is None:
            return document
        return cleaned(
            document,
            [split_signature(part.text, part.author) if part.role in roles else None for part in document.parts],
        )


def build(options: Options) -> SignaturesCleaner:  # noqa: ARG001 - every cleaner is built from its options
    return SignaturesCleaner()


def without_signature(text: str, author: str = "") -> str:
    """The message without its closing; unchanged when nothing else would be left. author: "Name <address>"."""
    return split_signature(text, author)[0]


def split_signature(text: str, author: str = "") -> tuple[str, Cuts]:
    """(the message without its closing, what was removed)."""
    mail = _Closing(text, author)
    mail.remove_notices()
    mail.remove_devices()
    while mail.remove_delimited() or mail.remove_sign_off():
        pass  # below one closing there may stand another: of the person, then of the program
    return mail.result()


class _Closing:
    """One mail whose closing is being taken off, from its end."""

    def __init__(self, text: str, author: str) -> None:
        self._text = text
        self._marked = Marked(text)
        self._lines = self._marked.lines
        self._first = max(1, len(self._lines) - _REACH)
        name = re.split(r"[<(|]", author, maxsplit=1)[0].strip(" \"'").casefold()
        self._names = {name, name.split()[0]} if name else set()

    def result(self) -> tuple[str, Cuts]:
        marked = self._marked
        if not any(marked.rules):
            return self._text, ()
        words = len(list(islice(_WORD.finditer(self._left()), 2)))
        if words < 2:
            closing = (SIGN_OFF, DELIMITED, DEVICE)
            lines = [line for line, rule in zip(self._lines, marked.rules, strict=True) if rule in closing]
            if words == 0 or sum(bool(line.strip()) for line in lines) == 1:
                marked.rules[:] = ["" if rule in closing else rule for rule in marked.rules]
            if words == 0 and not _WORD.search(self._left()):
                return self._text, ()
        return marked.kept(), marked.cuts()

    def remove_notices(self) -> None:
        for start, end in _notices.disclaimers(self._lines):
            self._marked.remove(DISCLAIMER, start, end)
        if (at := _notices.list_footer(self._lines, self._first)) is not None:
            self._marked.remove(LIST, at, len(self._lines))

    def remove_devices(self) -> None:
        for at in range(self._first, len(self._lines)):
            if is_device_line(self._lines[at]):
                self._marked.remove(DEVICE, at)

    def remove_delimited(self) -> bool:
        lines = self._live()
        for at in range(self._first, len(lines)):
            if not lines[at].lstrip().startswith(("-", "—", "_")):
                continue
            dashes = _DELIMITER.fullmatch(lines[at]) is not None
            if dashes or _RULE.fullmatch(lines[at]):
                below = lines[at + 1 :]
                length = _closings.delimited_length(below) if dashes else _closings.closing_length(below)
                if length >= 0 and (dashes or _closings.are_contacts(below[:length]) or not any(map(str.strip, below))):
                    return self._remove(DELIMITED, at, at + 1 + length)
        return False

    def remove_sign_off(self) -> bool:
        """Cuts at the last sign-off, or the author's name, that only a signature follows."""
        lines = self._live()
        filled = [at for at in range(self._first, len(lines)) if lines[at].strip()]
        if filled and _closings.is_slashed_name(lines[filled[-1]]) and not lines[filled[-1] - 1].strip():
            return self._remove(SIGN_OFF, filled[-1], filled[-1] + 1)
        for at in reversed(filled):
            thanks, is_name = _closings.is_thanks(lines[at]), self._is_name(lines, at)
            if thanks or is_name or _closings.is_sign_off(lines[at]):
                length = _closings.closing_length(lines[at + 1 :])
                below = [line.strip() for line in lines[at + 1 : at + 1 + length] if line.strip()]
                if length < 0:
                    continue
                if thanks and (not below or (len(below) == 1 and below[0].isalpha())):
                    return False
                if not below and not is_name and _closings.is_two_words(lines[at]):
                    return False
                return self._remove(SIGN_OFF, at, at + 1 + length)
        return False

    def _is_name(self, lines: list[str], at: int) -> bool:
        return lines[at].strip(" -–—~/*_,.").casefold() in self._names and not lines[at - 1].strip()

    def _remove(self, rule: str, start: int, end: int) -> bool:
        """Whether anything was there to remove: lines that hold a number stay."""
        before = self._marked.rules[start:end]
        for at in range(start, end):
            if not _closings.holds_number(self._lines[at]):
                self._marked.remove(rule, at)
        return self._marked.rules[start:end] != before

    def _live(self) -> list[str]:
        """The lines, blank where they are removed."""
        return ["" if rule else line for line, rule in zip(self._lines, self._marked.rules, strict=True)]

    def _left(self) -> str:
        return "\n".join(self._live())
