"""The byte forms of a person's values, and a search for hundreds of them at once at some 100 MB a second."""

from __future__ import annotations

import base64
import binascii
import html
import json
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

import numpy as np

from ingest.erasure._names import Name
from ingest.erasure.forms import Form, runs
from ingest.erasure.subjects import classify

_SEPARATORS = (" ", "-", "_", ".", "+", "")
_MIX = np.uint32(2_654_435_761)
_BITS = 20
_ESCAPED = re.compile(rb"(?:%[0-9a-f]{2}|=[0-9a-f]{2}|\\[nrtbf]|\\u[0-9a-f]{4}|&#?\w{1,6};)\Z")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]*")
_URL_SAFE = bytes.maketrans(b"-_", b"+/")


@dataclass(frozen=True, slots=True)
class _Needle:
    raw: bytes
    value: bytes
    """The plain value in lower case."""
    kind: str
    width: int = 1
    """Bytes of a character."""
    is_big_endian: bool = False
    skipped: int = -1
    """base64: characters between the beginning of a group of four and the needle; -1: no base64."""


class Needles:
    """Every way in which some values can stand in a file."""

    def __init__(self, values: Iterable[str]) -> None:
        plain, encoded = set(), set()
        for value in values:
            kind, forms = classify(value)
            for written in set(_writings(value, kind, forms)):
                plain |= set(_plain(written, kind))
                encoded |= set(_encoded(written, kind))
        self._plain, self._encoded = _Search(plain), _Search(encoded)
        self.longest = max((len(needle.raw) for needle in plain | encoded), default=0) + 32
        """Bytes that two pieces of a file must share."""

    def stand_in(self, data: bytes) -> bool:
        lowered = data.lower()
        for at, needle in self._plain.found(lowered):
            if _stands_alone(lowered, at, needle):
                return True
        return any(_says(data, at, needle) for at, needle in self._encoded.found(data))


class _Search:
    """Looks up every four bytes of the data in a table, and compares only where some needle begins with them."""

    def __init__(self, needles: Iterable[_Needle]) -> None:
        self._by_start: dict[bytes, list[_Needle]] = {}
        for needle in needles:
            self._by_start.setdefault(needle.raw[:4], []).append(needle)
        self._table = np.zeros(1 << _BITS, dtype=bool)
        starts = np.frombuffer(b"".join(self._by_start), dtype="<u4")
        self._table[_mixed(starts)] = True

    def found(self, data: bytes) -> Iterator[tuple[int, _Needle]]:
        for shift in range(min(4, max(0, len(data) - 3))):
            words = np.frombuffer(data, dtype="<u4", offset=shift, count=(len(data) - shift) // 4)
            for at in (np.flatnonzero(self._table[_mixed(words)]) * 4 + shift).tolist():
                for needle in self._by_start.get(data[at : at + 4], ()):
                    if data.startswith(needle.raw, at):
                        yield at, needle


def _mixed(words: np.ndarray) -> np.ndarray:
    return (words * _MIX) >> np.uint32(32 - _BITS)


def _writings(value: str, kind: str, forms: Iterable[Form]) -> Iterator[str]:
    yield value
    if kind == "name":
        name = Name(value)
        first, last = " ".join(name.first), " ".join(runs(" ".join(name.last)))
        for text in (f"{first} {last}", f"{last} {first}"):
            for separator in _SEPARATORS:
                if separator or len(text.replace(" ", "")) >= 8:
                    yield text.replace(" ", separator)
        yield f"{' '.join(name.last)}, {first}"
    elif kind == "mail":
        return
    else:
        for form in forms:
            if form.rule == "postcode":
                continue
            yield form.text
            if kind == "iban":
                yield " ".join(form.text[at : at + 4] for at in range(0, len(form.text), 4))
            elif kind == "phone":
                yield from (f"+{form.text}", form.text[:2] + "-" + form.text[2:], form.text[:2] + " " + form.text[2:])


def _plain(value: str, kind: str) -> Iterator[_Needle]:
    for cased in {value, value.lower(), value.upper()}:
        lowered = cased.encode().lower()
        texts = {cased, quote(cased), quote(cased, safe=""), quote_plus(cased), html.escape(cased)}
        texts |= {json.dumps(cased)[1:-1], quopri.encodestring(cased.encode(), quotetabs=True).decode().rstrip("=\n")}
        texts |= {cased.replace("@", mark) for mark in ("%40", "=40", "&#64;", "&#x40;", "&commat;")}
        texts |= {"".join(f"&#{ord(char)};" if not char.isascii() else char for char in cased)}
        for text in texts:
            yield _Needle(text.encode().lower(), lowered, kind)
        yield _Needle(cased.encode("latin-1", "ignore").lower(), lowered, kind)
        for coding, width, is_big in (("utf-16-le", 2, False), ("utf-16-be", 2, True), ("utf-32-le", 4, False)):
            yield _Needle(cased.encode(coding).lower(), lowered, kind, width, is_big)


def _encoded(value: str, kind: str) -> Iterator[_Needle]:
    for cased in {value, value.lower(), value.upper()}:
        raw = cased.encode()
        for before, skipped in ((0, 0), (1, 2), (2, 3)):
            whole = base64.b64encode(b"\0" * before + raw)[skipped : (before + len(raw)) * 8 // 6]
            for core in {whole, whole.translate(bytes.maketrans(b"+/", b"-_"))}:
                if len(core) >= 4:
                    yield _Needle(core, raw.lower(), kind, skipped=skipped)


def _stands_alone(data: bytes, at: int, needle: _Needle) -> bool:
    """Whether it is not part of a longer word, number or address. data: in lower case."""
    end, width = at + len(needle.raw), needle.width
    before, earlier = _character(data, at - width, needle), _character(data, at - 2 * width, needle)
    after = _character(data, end, needle)
    if width == 1 and _ESCAPED.search(data[max(0, at - 8) : at]):
        before = b""
    if needle.kind == "name":
        return not before.isalpha() and not after.isalpha()
    digits = needle.value.isdigit() or needle.kind in ("phone", "iban", "bsn", "card")
    if digits and len(needle.value) >= 8:
        return not (before.isdigit() and needle.value[:1].isdigit()) and not after.isdigit()
    if needle.kind == "mail" and before in (b".", b"+", b"'", b"-", b"_"):
        return not earlier.isalnum()
    return not before.isalnum() and not after.isalnum()


def _character(data: bytes, at: int, needle: _Needle) -> bytes:
    """The ASCII character that stands there in the needle's coding; b"" for anything else."""
    unit = data[at : at + needle.width] if at >= 0 else b""
    character, rest = (unit[-1:], unit[:-1]) if needle.is_big_endian else (unit[:1], unit[1:])
    return b"" if any(rest) else character


def _says(data: bytes, at: int, needle: _Needle) -> bool:
    """Whether the base64 around a find says the value and no longer word."""
    start = at - needle.skipped
    if start < 0:
        return False
    if start >= 4 and _BASE64.fullmatch(data[start - 4 : start]):
        start -= 4
    run = data[start : at + len(needle.raw) + 8].translate(_URL_SAFE)
    run = run[: len(_BASE64.match(run)[0])]  # type: ignore[index]
    run = run[: len(run) - (len(run) % 4 == 1)]
    try:
        said = binascii.a2b_base64(run + b"=" * (-len(run) % 4)).lower()
    except binascii.Error:
        return False
    place = said.find(needle.value)
    return place >= 0 and _stands_alone(said, place, _Needle(needle.value, needle.value, needle.kind))
