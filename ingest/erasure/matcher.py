"""Finds erased persons in a text, knowing only keyed hashes of the ways in which their values are written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.erasure import _views
from ingest.erasure._stream import Lengths, Piece, Stream, Word
from ingest.erasure.forms import JOINED, PARTIAL, RUN, Form, Rule, atoms, runs

PREFIX = 3
"""Characters of a form that are looked up first; no form is shorter."""
GAP = 10
"""Characters between two words of one name, group of one number: "Femke\\n> > Oosterwolde"."""
_SHORT_GAP = 3
_DEPTH = 2
"""How deep base64 inside base64 is read."""
_REMEMBERED = 100_000
"""Words whose look-up is remembered."""
_LONGEST = 64
"""Characters of a word that is remembered."""
_HOUSE_ATOMS = 3
"""Atoms of a house number: 12, 12b, 12-b-3."""
_HOUSE_WORDS = frozenset(("huisnummer", "huisnr", "nummer", "nr", "number", "no"))
_STREET = re.compile(r"(?:[^\W\d_][\w'.’-]{1,30} ){1,3}\Z")
_STREET_LENGTH = 64

_TAGGED = re.compile(r"(?<![\w.+'-])([\w.'-]{1,64}+)\+[\w.+=-]{0,64}(?=@)@((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24})")
_JOINER = frozenset(".+'-_")


@dataclass(frozen=True, slots=True)
class Hashed:
    """A form as the register keeps it."""

    rule: Rule
    length: int
    """Characters of the compact form."""
    prefix: int
    """32 bits of a keyed hash of its first PREFIX characters."""
    digest: bytes
    """16 bytes of a keyed hash of the form."""
    house: bytes = b""
    """postcode: that of postcode and house number together."""

    @classmethod
    def of(cls, form: Form, key: bytes) -> Hashed:
        return cls(
            form.rule,
            len(form.compact),
            prefix(form.compact, key),
            digest(form.text, key, form.rule in JOINED),
            digest(form.house, key, True) if form.house else b"",
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """[start, end) of a text that names a subject, by its number; partial: only if something else names it too."""

    start: int
    end: int
    subject: int
    partial: bool


def digest(text: str, key: bytes, joined: bool) -> bytes:
    return hashlib.blake2b(text.encode(), key=key, digest_size=16, person=b"joined" if joined else b"runs").digest()


def prefix(compact: str, key: bytes) -> int:
    start = compact[:PREFIX].encode()
    return int.from_bytes(hashlib.blake2b(start, key=key, digest_size=4, person=b"prefix").digest(), "big")


class Matcher:
    """Looks for the forms of several subjects at once. Time is linear in the text."""

    def __init__(self, key: bytes, subjects: Sequence[Sequence[Hashed]]) -> None:
        self._key = key
        self._lengths: dict[int, Lengths] = {}
        self._forms: dict[bytes, tuple[tuple[int, Hashed], ...]] = {}
        for number, forms in enumerate(subjects):
            for form in forms:
                known = self._lengths.get(form.prefix, ())
                self._lengths[form.prefix] = tuple(sorted({*known, form.length}))
                self._forms[form.digest] = (*self._forms.get(form.digest, ()), (number, form))
        self._has_mail = any(form.rule == "mail" for forms in subjects for form in forms)
        self._forget()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if not name.startswith("_known")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._forget()

    def hits(self, text: str, depth: int = 0) -> list[Hit]:
        """Everything that names a subject, in any writing; hits can overlap."""
        if not self._forms or len(text) < PREFIX:
            return []
        if len(self._known_runs) > _REMEMBERED or len(self._known_base64) > _REMEMBERED:
            self._forget()
        found: list[Hit] = []
        for view in _views.views(text):
            for hit in self._read(view.text):
                found.append(Hit(*view.span(hit.start, hit.end), hit.subject, hit.partial))
            # Most words could be base64, and most were seen before to say nothing.
            if depth < _DEPTH and any(self._known_base64.get(run, True) for run in _views.BASE64.findall(view.text)):
                for start, end, run in _views.base64_runs(view.text):
                    for subject, partial in self._encoded(run, depth):
                        found.append(Hit(*view.span(start, end), subject, partial))
        return found

    def _forget(self) -> None:
        self._known_runs = _Words(self._of_prefix)
        self._known_prefixes: dict[str, Lengths] = {}
        self._known_base64: dict[str, frozenset[tuple[int, bool]]] = {}

    def _encoded(self, run: str, depth: int) -> frozenset[tuple[int, bool]]:
        known = self._known_base64.get(run)
        if known is None:
            known = frozenset(
                (hit.subject, hit.partial) for said in _views.readings(run) for hit in self.hits(said, depth + 1)
            )
            if len(run) <= _LONGEST:
                self._known_base64[run] = known
        return known

    def _read(self, text: str) -> list[Hit]:
        """In two steps, because most texts have no word with which a form begins."""
        words = list(map(self._known_runs.__getitem__, RUN.findall(text)))
        found: list[Hit] = []
        if any(word.begins or (word.tails and self._can_begin(words, at)) for at, word in enumerate(words)):
            found += self._candidates(Stream(text, words))
        if self._has_mail and "+" in text and "@" in text:
            found += self._tagged(text)
        return found

    def _can_begin(self, words: Sequence[Word], at: int) -> bool:
        """Whether a form can begin at the end of a word and go on in the next ones."""
        following = "".join(word.folded for word in words[at + 1 : at + PREFIX])
        return any(self._of_prefix(tail + following) for tail in words[at].tails)

    def _of_prefix(self, start: str) -> Lengths:
        """The lengths of forms that can begin like this; () for what is too short to tell."""
        start = start[:PREFIX]
        if len(start) < PREFIX:
            return ()
        known = self._known_prefixes.get(start)
        if known is None:
            known = self._known_prefixes[start] = self._lengths.get(prefix(start, self._key), ())
        return known

    def _candidates(self, stream: Stream) -> Iterator[Hit]:
        compact, places = stream.compact, stream.places
        for first, lengths in stream.promising(self._of_prefix, PREFIX):
            at = places[first]
            for length in lengths:
                last = stream.ending(at + length)
                if last is None:
                    continue
                for joined in (True, False):
                    text = compact[at : at + length] if joined else stream.spelled(first, last)
                    for subject, form in self._forms.get(digest(text, self._key, joined), ()):
                        if (form.rule in JOINED) == joined and form.length == length:
                            yield from self._hit(stream, first, last, subject, form)

    def _hit(self, stream: Stream, first: int, last: int, subject: int, form: Hashed) -> Iterator[Hit]:
        start, end, rule = stream.starts[first], stream.ends[last], form.rule
        whole = stream.is_whole(first, last)
        gap = stream.gap(first, last)
        fits = {
            "name": gap <= GAP,
            "glued": first != last and gap == 0,
            "mail": whole and gap <= GAP and not _goes_before(stream.text, start, end),
            "number": gap <= GAP,
            "short": whole and first == last,
            "code": whole and gap <= _SHORT_GAP,
            "postcode": whole and gap <= _SHORT_GAP,
            "part": stream.is_word(first, last) and gap <= GAP,
            "capital": stream.is_word(first, last) and gap <= GAP and stream.text[start].isupper(),
        }[rule]
        if not fits:
            return
        if rule != "postcode":
            yield Hit(start, end, subject, rule in PARTIAL)
            return
        if edge := self._house(stream, first, last, form.house):
            begin, stop = min(start, stream.starts[edge[0]]), max(end, stream.ends[edge[1]])
            if stop == end and (street := _STREET.search(stream.text, max(0, begin - _STREET_LENGTH), begin)):
                begin = street.start()
            yield Hit(begin, stop, subject, False)

    def _house(self, stream: Stream, first: int, last: int, wanted: bytes) -> tuple[int, int] | None:
        """The first and last atom of the house number before or after a postcode, where it is the wanted one."""
        code = stream.compact[stream.places[first] : stream.places[last + 1]]
        following = last + 1
        if following < len(stream.starts) and stream.folded[following] in _HOUSE_WORDS:
            following += 1
        for size in range(1, _HOUSE_ATOMS + 1):
            for low, high in ((following, following + size - 1), (first - size, first - 1)):
                if low < 0 or high >= len(stream.starts) or not stream.is_whole(low, high):
                    continue
                if stream.gap(min(low, last), max(high, first)) > _SHORT_GAP:
                    continue
                number = stream.compact[stream.places[low] : stream.places[high + 1]]
                if digest("".join(sorted((code, number))), self._key, True) == wanted:
                    return low, high
        return None

    def _tagged(self, text: str) -> Iterator[Hit]:
        """femke+winkel@example.org, which is the address without what follows the plus."""
        for match in _TAGGED.finditer(text):
            spelled = " ".join(runs(f"{match[1]} {match[2]}"))
            for subject, form in self._forms.get(digest(spelled, self._key, False), ()):
                if form.rule == "mail":
                    yield Hit(match.start(), match.end(), subject, False)


class _Words(dict[str, Word]):
    """Runs that were seen before, and what can begin in them."""

    def __init__(self, of_prefix: Callable[[str], Lengths]) -> None:
        super().__init__()
        self._of_prefix = of_prefix

    def __missing__(self, run: str) -> Word:
        pieces: list[Piece] = []
        tails = []
        found = atoms(run)
        whole, place = "".join(piece for _, _, piece in found), 0
        for start, end, piece in found:
            beginning = whole[place : place + PREFIX]
            is_open = len(beginning) < PREFIX
            pieces.append((start, end, piece, None if is_open else self._of_prefix(beginning)))
            tails += [beginning] * is_open
            place += len(piece)
        word = Word(whole, tuple(pieces), any(piece[3] for piece in pieces), tuple(tails))
        if len(run) <= _LONGEST:
            self[run] = word
        return word


def _goes_before(text: str, start: int, end: int) -> bool:
    """Whether an address goes on to the left: "x.femke@example.org" is somebody else's."""
    if "@" not in text[start:end] or start < 2:
        return False
    return text[start - 1] in _JOINER and text[start - 2].isalnum()
