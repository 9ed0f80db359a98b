"""A text as the finders of personal data read it: every way to write a digit, a dash or an "@" is the plain one.

Digits of other scripts, wide letters, dashes, spaces, HTML entities and URL escapes become ASCII, invisible characters
go, and masks that stand already are blanked, so that no finder sees them. Positions lead back to the text as it was.
"""

from __future__ import annotations

import bisect
import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

MASK = re.compile(r"\[(E-MAIL|IBAN|BSN|KAART|TELEFOON|ADRES|KENTEKEN|KLANTNUMMER|NAAM) (\d{1,6})\]")
"""A mask: kind and number."""

_CODED = re.compile(r"&(?:#\d{2,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});|%[2-7][0-9A-Fa-f]|[^\x00-\x7f]|\r")
_URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"\0]{1,2000}", re.IGNORECASE)
_BARRIER = "\n\n"
_CHAIN = re.compile(r"[0-9](?:[^0-9A-Za-z]{0,10}[0-9]){5,}+")
"""Digits as one number may be written, however it is grouped; six at least."""
_BEFORE_CHAIN, _BEHIND_CHAIN = 4, 16
"""What can belong to a number besides, and what a finder looks at behind it, in characters."""
_ANY_WORD = re.compile(r"[a-z]+")
_BLOCK, _LONGEST_WORD = 256, 64


class View:
    """`text` is what to search; `context` is what was said just before it, in the title or the part before.

    Patterns of words are matched against lower case. They are looked for only where a finder asks, block by block,
    because they cost more than all else.
    """

    def __init__(self, text: str, context: str = "") -> None:
        self.text, self._starts, self._shifts = _plain(_blanked(text))
        self._context = _blanked(context) + _BARRIER if context else ""
        self._blocks: dict[tuple[re.Pattern[str], int], list[tuple[int, int]]] = {}

    @cached_property
    def numbers(self) -> list[tuple[int, int]]:
        """[start, end) around everything that has six digits or more with no letters between them."""
        return merged(
            [(match.start() - _BEFORE_CHAIN, match.end() + _BEHIND_CHAIN) for match in _CHAIN.finditer(self.text)]
        )

    def says(self, cues: tuple[str, ...], words: frozenset[str] = frozenset()) -> bool:
        """Whether one of these cues or words, in lower case, stands anywhere in the text or in what was said before."""
        return any(cue in self._low for cue in cues) or not words.isdisjoint(self._vocabulary if words else ())

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(_ANY_WORD.findall(self._low))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where [start, end) of this text lies in the text as it was; invisible characters at its end belong to it."""
        return self._origin(start), self._origin(end)

    def before(self, position: int, reach: int) -> str:
        """The last `reach` characters before a position, with what was said before this text."""
        kept = self.text[max(0, position - reach) : position]
        lacking = reach - len(kept)
        return self._context[-lacking:] + kept if lacking > 0 else kept

    def after(self, position: int, reach: int) -> str:
        return self.text[position : position + reach]

    def words_before(self, words: re.Pattern[str], position: int, reach: int) -> Iterator[tuple[str, str]]:
        """(match, what stands behind it) of `words` that end within reach before a position, nearest first."""
        for start, end in reversed(self._found(words, position - reach - _LONGEST_WORD, position)):
            if position - reach <= end <= position:
                yield self._cut(start, end), self._cut(end, position)

    def has_near(self, words: re.Pattern[str], start: int, end: int, before: int, after: int) -> bool:
        """Whether a match of `words` lies at most so many characters before `start` or after `end`."""
        return any(
            (start - before <= last <= start) or (end <= first <= end + after)
            for first, last in self._found(words, start - before - _LONGEST_WORD, end + after)
        )

    def windows(self, words: re.Pattern[str], before: int, after: int) -> Iterator[tuple[int, int]]:
        """[start, end) around every match of `words`, from so many characters before it to so many after it; merged."""
        begin = stop = 0
        for start, end in self._found(words, -len(self._context), len(self.text)):
            if start - before > stop:
                if stop > begin:
                    yield begin, stop
                begin = max(0, start - before)
            stop = max(0, end + after)
        if stop > begin:
            yield begin, min(stop, len(self.text))

    def is_in_url(self, position: int) -> bool:
        place = bisect.bisect_right(self._urls[0], position)
        return place > 0 and position < self._urls[1][place - 1]

    @cached_property
    def _urls(self) -> tuple[list[int], list[int]]:
        found = [match.span() for match in _URL.finditer(self.text)]
        return [start for start, _ in found], [end for _, end in found]

    @cached_property
    def _low(self) -> str:
        """What was said before and the text, in lower case, character by character."""
        whole = self._context + self.text
        low = whole.lower()
        return low if len(low) == len(whole) else "".join(char.lower()[:1] for char in whole)

    def _found(self, words: re.Pattern[str], first: int, last: int) -> list[tuple[int, int]]:
        """(start, end) of the matches that begin in [first, last]; those in what was said before are negative."""
        shift = len(self._context)
        low, high = max(0, first + shift) // _BLOCK, min(len(self._low), max(0, last + shift)) // _BLOCK
        if low == high:
            return self._block(words, low)
        return [span for block in range(low, high + 1) for span in self._block(words, block)]

    def _block(self, words: re.Pattern[str], block: int) -> list[tuple[int, int]]:
        key = (words, block)
        if key not in self._blocks:
            start, end, shift = block * _BLOCK, (block + 1) * _BLOCK, len(self._context)
            around = words.finditer(self._low, max(0, start - _LONGEST_WORD), end + _LONGEST_WORD)
            self._blocks[key] = [
                (match.start() - shift, match.end() - shift) for match in around if start <= match.start() < end
            ]
        return self._blocks[key]

    def _cut(self, start: int, end: int) -> str:
        """[start, end) of the text, with what was said before it at negative positions."""
        before = self._context[start : end if end < 0 else None] if start < 0 else ""
        return before + self.text[max(0, start) : max(0, end)]

    def _origin(self, position: int) -> int:
        place = bisect.bisect_right(self._starts, position)
        return position + (self._shifts[place - 1] if place else 0)


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order of their beginnings, those that touch made one, none before 0."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((max(0, start), end))
    return found


def _blanked(text: str) -> str:
    return MASK.sub(lambda mask: "\0" * len(mask[0]), text)


def _plain(text: str) -> tuple[str, list[int], list[int]]:
    """The plain text; the positions in it from which on it is shifted against the original; by how much there."""
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    position = length = 0
    for match in _CODED.finditer(text):
        char = _decoded(match[0])
        if char == match[0]:
            continue
        pieces += [text[position : match.start()], char]
        length += match.start() - position + len(char)
        position = match.end()
        if len(char) != len(match[0]):
            starts.append(length)
            shifts.append(position - length)
    if not pieces:
        return text, starts, shifts
    pieces.append(text[position:])
    return "".join(pieces), starts, shifts


def _decoded(written: str) -> str:
    """One plain character, "" for an invisible one, or what was written."""
    char = written
    if written[0] == "&":
        char = html.unescape(written)
    elif written[0] == "%":
        char = chr(int(written[1:], 16))
    if len(char) != 1:
        return written
    if char.isascii():
        return " " if char == "\r" else char
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Zs":
        return " "
    if category == "Pd" or char == "−":
        return "-"
    if category == "Cf":
        return ""
    if unicodedata.decomposition(char).startswith(("<wide>", "<font>")):
        return unicodedata.normalize("NFKC", char)[:1]
    return char
