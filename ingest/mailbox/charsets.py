"""Bytes of a mail to text, whatever charset they are in, declared or not. Nothing in here raises on bad input."""

from __future__ import annotations

import binascii
import codecs
import quopri
import re

_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")

_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso-8859-8-i": "iso-8859-8",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
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
    "x-unknown",
    "unknown-8bit",
    "binary",
}
# Python knows these as text encodings, and no mail is written in them; some take quadratic time.
_NO_CHARSETS = {"punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "charmap"}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GUESSED = ["big5", "gb18030", "cp932", "euc_jp", "cp949", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256"]
"""Charsets of scripts with hardly an ASCII letter; Western ones cannot be told from windows-1252 by their bytes."""
_HIGH_RUN = re.compile(rb"[\x80-\xff]{2,}")
_ISO_2022 = ((b"\x1b$)C", "iso-2022-kr"), (b"\x1b$", "iso-2022-jp-2"), (b"\x1b(J", "iso-2022-jp-2"))
_SAMPLE = 20_000


def decode_bytes(data: bytes, charset: str = "") -> str:
    """Text of bytes in a declared charset that may be missing, unknown or wrong."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return data.decode(codec, "replace").removeprefix("\ufeff")
    name = charset.strip().strip("\"'").lower()
    name = "" if name.replace("-", "_") in _NO_CHARSETS else _ALIASES.get(name, name)
    for codec in _first_codecs(data, name):
        try:
            text = _decoded(data, codec, "strict").removeprefix("\ufeff")
        except (LookupError, ValueError):
            continue  # an unknown or a wrong name: the next candidate decides
        return _undone(text, name) if codec == "utf-8" and name not in _WEAK and not data.isascii() else text
    # One damaged character must not turn all the others into mojibake.
    damaged = data.decode("utf-8", "replace")
    foreign = sum(char > "\x7f" for char in damaged)
    if damaged.count("\ufffd") * 4 < foreign:
        return damaged.removeprefix("\ufeff")
    if name not in _WEAK:
        try:
            text = _decoded(data, name, "replace")
            if text.count("\ufffd") * 10 <= foreign:
                return text
        except (LookupError, ValueError):
            pass  # no codec, or one that is not for text
    return data.decode(_guess(data) or "windows-1252", "replace")


def decode_header(value: str, charset: str = "") -> str:
    """A raw header value as one line of text: unfolded, 8-bit bytes and encoded words decoded.

    charset: of 8-bit bytes, where the mail declares one for its body.
    """
    if value.isascii() and "=?" not in value:
        return " ".join(value.split())
    if not value.isascii():
        value = decode_bytes(value.encode("utf-8", "surrogateescape"), charset)
    pieces: list[tuple[str, bytes]] = []
    position = 0
    for word in _ENCODED_WORD.finditer(value):
        between = value[position : word.start()]
        name = word[1].split("*")[0].lower()
        content = _word_bytes(word[2].lower(), word[3])
        if content is None:
            name, content = "utf-8", word[0].encode()
        if pieces and not between.strip():
            # A character may be split over two words, so equal charsets are joined before they are decoded.
            if pieces[-1][0] == name:
                content = pieces.pop()[1] + content
        elif between:
            pieces.append(("", between.encode("utf-8", "replace")))
        pieces.append((name, content))
        position = word.end()
    pieces.append(("", value[position:].encode("utf-8", "replace")))
    return " ".join("".join(decode_bytes(content, name) for name, content in pieces).split())


def of_code_page(number: int) -> str:
    """The charset of a Windows code page; "" when it is not known."""
    if 28591 <= number <= 28605:
        return f"iso-8859-{number - 28590}"
    named = {65001: "utf-8", 1200: "utf-16-le", 20127: "ascii", 20866: "koi8-r", 21866: "koi8-u", 54936: "gb18030"}
    named |= {936: "gb18030", 932: "cp932", 50220: "iso-2022-jp", 51932: "euc-jp", 51949: "cp949", 10000: "mac-roman"}
    name = named.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _decoded(data: bytes, codec: str, errors: str) -> str:
    """Raises LookupError and ValueError, also for halves of characters, which UTF-7 lets pass."""
    text = data.decode(codec, errors)
    text.encode()
    return text


def _undone(text: str, name: str) -> str:
    """Text as it was before a program took its bytes for Latin-1 and wrote them as UTF-8, if one did."""
    try:
        was = text.encode("latin-1").decode(name, "replace")
    except (LookupError, ValueError):
        return text
    return was if was.count("\ufffd") * 10 <= sum(char > "\x7f" for char in was) else text


def _first_codecs(data: bytes, name: str) -> list[str]:
    if name not in _WEAK:
        return [name, "utf-8"]
    # Japanese mail is ASCII with escapes, and often says nothing about itself.
    return [codec for mark, codec in _ISO_2022 if mark in data] + ["utf-8"]


def _guess(data: bytes) -> str:
    """The charset of bytes that are mostly letters beyond ASCII; "" for text in Latin script."""
    sample = data[:_SAMPLE]
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if high < 6 or sum(map(len, _HIGH_RUN.findall(sample))) < 0.7 * high:
        return ""
    # Imported where it is needed: almost no mail gets here.
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_GUESSED).best()
    return "" if best is None else best.encoding


def _word_bytes(encoding: str, text: str) -> bytes | None:
    """The bytes of an encoded word; None when it is not valid."""
    raw = text.encode("utf-8", "replace")
    if encoding == "q":
        return quopri.decodestring(raw, header=True)
    try:
        return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return None
