"""A text as it is compared: canonical words without case, punctuation, quote markers, markup, masks and courtesies."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from copilot.core import text as txt
from copilot.core.types import Kind
from ingest.dedupe._facts import FACTS
from ingest.dedupe._notes import is_note

END = "."
"""Stands among the words where a sentence ends."""

_QUOTED = re.compile(r"^[ \t]*(?:[>|][ \t]?)+")
_TAG = re.compile(r"<(?!https?:)/?[a-zA-Z][^<>]{0,500}>|<!--|-->")
_LINK = re.compile(r"\]\([^()\s]{0,500}\)")
_MASK = re.compile(r"\[[A-Z][A-Z-]{1,20} \d{1,6}\]")
_ORNAMENT = re.compile(r"[*_`~#|]+")
_ITEM = re.compile(r"(?:(?<=\s)|^)(\d{1,2})[.)](?=\s)")
_HEADER = re.compile(
    r"[\s*]*(?:van|from|aan|to|cc|bcc|verzonden|sent|datum|date|onderwerp|subject|reply-to|antwoord aan)[ *]*:",
    re.IGNORECASE,
)
_SENDER = re.compile(r"[\s*]*(?:van|from)[ *]*:[ *]*[^\W\d]+\s[^\d]*$", re.IGNORECASE)
_ATTRIBUTION = re.compile(r"\b(?:schreef|schrijft|geschreven|wrote|writes|schrieb|a écrit)\b[^\n]{0,120}:\s*$", re.I)
_OPENS_ATTRIBUTION = re.compile(r"\s*(?:op|on|am|le)\s.{0,200}\d", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"[\W_]{0,40}(?:begin )?(?:original message|oorspronkelijk bericht|forwarded (?:message|by)|"
    r"doorgestuurd bericht)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s*(?:beste|geachte|lieve|dear|hallo|hoi|hi|hello|hey|goede(?:morgen|middag|navond)|good (?:morning|afternoon))\b"
    r"(?:[ ]+[^\W\d_][\w.'-]{0,30}){0,4}[ ]{0,3}(?:[,!:.]+|$)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\s*(?:(?:met )?vriendelijke groet(?:en)?|mvg|groet(?:en|jes)?|hartelijke groet(?:en)?|kind regards|best regards|"
    r"regards|best wishes|cheers|many thanks|thanks|yours sincerely|bij voorbaat dank|alvast bedankt)\b(?=[,.!]|\s|$)",
    re.IGNORECASE,
)
_LAST = re.compile(r"\s(?:met vriendelijke groet(?:en)?|kind regards|best regards)\b[^\n]{0,60}$", re.IGNORECASE)
_DUTCH_TEN = re.compile(
    r"\bten (?=minste|slotte|opzichte|aanzien|laatste|hoogste|eerste|gunste|behoeve|gevolge|onrechte|name|tijde)"
)
_ACCENT = re.compile("[\u0300-\u036f]+")
_TOKEN = re.compile(
    r"https?://[^\s<>()\"']+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}|[€$£%]"
    r"|(?:(?<![\w.)])-(?=\d))?\w+(?:[.,:'’/&-]\w+)*|[.!?](?=\s|$)"
)
_DIGIT = re.compile(r"\d")
_EMPTY_CENTS = re.compile(r"\.(?:00|0)$")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z]\w{2,40}|\b[A-Z]{2,8}\b")
_ENDS = frozenset(".!?")
_NOTE_CHARACTERS = 1000
_CLOSING_WORDS = 8
_SIGNED_WORDS = 4
_HEADERS = 3


def words(text: str, kind: Kind = "wiki") -> list[str]:
    """Canonical words of a text, in order, without marks of sentence ends."""
    return [word for word in marked(text, kind) if word != END]


def marked(text: str, kind: Kind = "wiki") -> list[str]:
    """Canonical words of a text, in order, with END where a sentence ends.

    A harmless note above what is clearly quoted or forwarded is left out, except on a page, where it is its author's.
    """
    lines = _plain(text).split("\n")
    kept, quote = _kept(lines)
    if kind != "wiki" and quote:
        note = [word for word in _tokens("\n".join(kept[:quote])[:_NOTE_CHARACTERS]) if word != END]
        core = sum(len(line.split()) for line in kept[quote:])
        if is_note(note, core, references=True):
            kept = kept[quote:]
    return _tokens("\n".join(kept))


def _tokens(text: str) -> list[str]:
    text = _without_items(text)
    cut = _LAST.search(text, max(0, len(text) - 160))
    text = _ORNAMENT.sub(" ", text[: cut.start()] if cut else text).lower()
    text = _DUTCH_TEN.sub("te ", text)
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text.replace("’", "'")))
    return [_canonical(token) for token in _TOKEN.findall(text)]


def names(text: str) -> frozenset[str]:
    """Folded words that are written with a capital inside a sentence; none where everything is in capitals."""
    if sum(c.isupper() for c in text) * 3 > sum(c.isalpha() for c in text):
        return frozenset()
    return frozenset(_canonical(txt.fold(name)) for name in _NAME.findall(text))


def _plain(text: str) -> str:
    """Without markup and masks."""
    text = _MASK.sub(" ", text.replace("\r\n", "\n"))
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return _LINK.sub("]", text)


def _kept(lines: list[str]) -> tuple[list[str], int]:
    """Lines without quote markers and what mail programs and manners put around; where the quote begins among them."""
    bare = [_QUOTED.sub("", line) for line in lines]
    dropped = _header_blocks(bare) | _attributions(bare)
    dropped.update(n for n, line in enumerate(bare) if len(line) < 200 and _SEPARATOR.match(line))
    begins = min(dropped, default=_quoted_to_the_end(lines))
    kept: list[str] = []
    signed, quote = False, 0
    for number, line in enumerate(bare):
        if number == begins:
            quote, signed = len(kept), False
        if number in dropped:
            continue
        if signed and line.strip():
            signed = False
            if len(line.split()) <= _SIGNED_WORDS and line.rstrip()[-1:] not in ".!?:":
                continue
        if len(line) < 120 and _CLOSING.match(line) and len(line.split()) <= _CLOSING_WORDS:
            signed = True
            continue
        greeting = _GREETING.match(line)
        kept.append(line[greeting.end() :] if greeting else line)
    return kept, quote


def _quoted_to_the_end(lines: list[str]) -> int:
    """Number of the line from which all are quoted, -1 for none."""
    begins = -1
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].lstrip()[:1] == ">":
            begins = number
        elif lines[number].strip():
            break
    return begins


def _header_blocks(lines: list[str]) -> set[int]:
    """Numbers of the lines of a From, Sent, To, Subject block."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate([*lines, "end"]):
        if _HEADER.match(line[:60]):
            run.append(number)
            continue
        if len(run) >= _HEADERS or (len(run) > 1 and any(_SENDER.match(lines[n][:80]) for n in run)):
            found.update(run)
        run = []
    return found


def _attributions(lines: list[str]) -> set[int]:
    """Numbers of the lines "Op ... schreef ...:", also where they are broken in two."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if len(line) < 300 and line.rstrip().endswith(":") and _ATTRIBUTION.search(line):
            found.add(number)
            if number and not re.search(r"\d", line) and _OPENS_ATTRIBUTION.match(lines[number - 1][:250]):
                found.add(number - 1)
    for number, (line, after) in enumerate(pairwise(lines)):
        both = f"{line} {after}"
        if len(both) < 300 and _OPENS_ATTRIBUTION.match(line) and _ATTRIBUTION.search(both):
            found.update((number, number + 1))
    return found


def _without_items(text: str) -> str:
    """Without the numbers of a numbered list, also where its lines were joined: 1., 2., 3. in their order."""
    expected = 1

    def drop(match: re.Match[str]) -> str:
        nonlocal expected
        number = int(match.group(1))
        if number not in (1, expected):
            return match.group()
        expected = number + 1
        return " "

    return _ITEM.sub(drop, text)


@lru_cache(1 << 16)
def _canonical(token: str) -> str:
    if token in FACTS:
        return FACTS[token]
    if token in _ENDS:
        return END
    if "://" in token:
        return token.split("?")[0].rstrip("/.,;:!")
    if "@" in token:
        return token
    if _DIGIT.search(token):
        if any(c.isalpha() for c in token):
            return token.replace("-", "")
        return _EMPTY_CENTS.sub("", token.replace(",", ".").replace(":", ".")).lstrip("0") or "0"
    if "'" in token:
        if token.endswith("n't"):
            return FACTS["not"]
        token = token.replace("'", "")
    token = token.replace("-", "")
    return FACTS.get(token, token)
