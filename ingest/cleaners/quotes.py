"""`quotes`: removes from each mail of a thread what it repeats of earlier mails.

Removed: lines that start with ">", the line that introduces them ("Op ... schreef ...:", "On ... wrote:"), and what
follows an introduction, an Outlook header block or "-----Original Message-----" to the end of the mail. Kept: answers
between quoted lines, a message that would have nothing left without being a quote, and a forwarded mail unless that
mail is itself in the thread.
Languages: Dutch, English, German, French; the commonest forms of the Scandinavian languages, Polish, Spanish, Italian.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copilot.core.registry import Options as BaseOptions
from copilot.core.types import Document

_MAX_ATTRIBUTION = 400
_MAX_ATTRIBUTION_LINES = 5

_QUOTED = re.compile(r"\s{0,3}>")
_EDGE = " \t*_-–—=\u00a0"
_START = re.compile(
    r"(?:On|Op|Am|Le|Den|På|El|Il|Em|Dnia|W dniu|Vào|Pada)\s|\d"
    r"|(?:ma|di|wo|do|vr|za|zo|mo|mi|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|tue|wed|thu|sun|mån|tis|ons|tor|lör|sön)"
    r"[^\W\d]{0,7}\.?,?\s\d",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:wrote|writes|sent|schreef|schreven|geschreven|schrieb|geschrieben|a écrit|écrit|skrev|escribió|ha scritto"
    r"|escreveu|napisał|đã viết)\b",
    re.IGNORECASE,
)
# "Op 3 mei om 14:00 schreef ik u al:" is the customer's own sentence.
_OWN_WORDS = re.compile(
    r"\b(?:I (?:already )?wrote|schreef (?:ik|u|je|jij|jullie)|schrieb (?:ich|Sie)|schrieben Sie|you wrote|we wrote"
    r"|j'ai écrit|vous avez écrit)\b",
    re.IGNORECASE,
)
_NAME_FIRST = re.compile(r"\b(?:wrote on|schreef op|schrieb am|a écrit le)\s[^\n]{0,20}\d[^\n]{3,30}:$", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,80}@[\w.-]{2,80}")
_MOMENT = re.compile(r"\d{1,2}[:.h]\d\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\b(?:19|20)\d\d\b")

_FIELDS = {
    "from": "from van von de från fra od da",
    "sent": "sent date verzonden datum gesendet envoyé envoyée skickat sendt dato wysłano data enviado",
    "to": "to aan an à till til do a para",
    "cc": "cc kopie kopia",
    "subject": "subject onderwerp betreft betreff objet ämne emne temat oggetto asunto assunto",
}
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}
_FIELD = re.compile(r"[\s*_>]{0,8}([^\W\d]{1,10})\s?[*_]{0,2}\s?:")

_DASHES = r"[-_=\s>*]{0,60}"
_ORIGINAL = re.compile(
    _DASHES + r"(?:original message|oorspronkelijk bericht|origineel bericht|oorspronkelijke bericht"
    r"|urspr(?:ü|ue)ngliche nachricht|original-?nachricht|message d['’]origine|message original"
    r"|ursprungligt meddelande|oprindelig (?:meddelelse|besked)|opprinnelig melding|wiadomość oryginalna"
    r"|mensaje original|messaggio originale)" + _DASHES,
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    _DASHES + r"(?:(?:begin )?forwarded message|forwarded by .{1,80}|(?:begin )?doorgestuurd bericht"
    r"|(?:anfang der )?weitergeleiteten? nachricht|(?:début du )?message (?:transféré|réexpédié))\s?:?" + _DASHES,
    re.IGNORECASE,
)
_FORWARD_TITLE = re.compile(r"\s*(?:fwd?|doorst|wg|tr)\s*:", re.IGNORECASE)


class Options(BaseOptions):
    """No options."""


class QuotesCleaner:
    def clean(self, document: Document) -> Document:
        if document.kind != "mail":
            return document
        parts = []
        for position, part in enumerate(document.parts):
            if part.role == "message":
                others = [other.text for at, other in enumerate(document.parts) if at != position]
                forwards = position == 0 and bool(_FORWARD_TITLE.match(document.title))
                part = replace(part, text=without_quotes(part.text, others, forwards))
            parts.append(part)
        return replace(document, parts=tuple(parts))


def build(options: Options) -> QuotesCleaner:  # noqa: ARG001 - every cleaner is built from its options
    return QuotesCleaner()


def without_quotes(text: str, others: Sequence[str] = (), forwards: bool = False) -> str:
    """What the author of one mail wrote.

    others: the texts of the other mails of the thread. forwards: the subject says that this mail passes one on.
    """
    lines = text.split("\n")
    end, forwarded = _own_end(lines, forwards)
    own = _trimmed(_without_quoted_lines(lines[:end], [_flat(text) for text in others]))
    tail = "" if forwarded is None else "\n".join(lines[forwarded:]).strip("\n")
    if tail and not _is_known(tail, others):
        return "\n\n".join(filter(None, (own, tail)))
    return own


def _own_end(lines: list[str], forwards: bool) -> tuple[int, int | None]:
    """(line where the author's own text ends, line where a forwarded mail begins or None)."""
    empty = True
    for at, line in enumerate(lines):
        bare = line.strip()
        if bare and not _QUOTED.match(line):
            if _FORWARDED.fullmatch(bare):
                return at, at
            if (not empty or forwards) and (_ORIGINAL.fullmatch(bare) or _is_header_block(lines, at)):
                return at, at if forwards else None
            length = _attribution_length(lines, at)
            if length and not empty and not _is_followed_by_quote(lines, at + length):
                return at, None
            empty = empty and (bool(length) or not bare.strip(_EDGE) or bool(_field(line)))
    return len(lines), None


def _is_header_block(lines: list[str], at: int) -> bool:
    """Whether a mail's header is written out here: a first field and at least one more of other kinds below."""
    first = _field(lines[at])
    if first not in ("from", "sent"):
        return False
    found = {first} | {field for line in lines[at + 1 : at + 8] if (field := _field(line))}
    return len(found) >= 3 or found in ({"from", "sent"}, {"sent", "to"})


def _field(line: str) -> str:
    match = _FIELD.match(line[:40])
    return _FIELD_OF.get(match[1].lower(), "") if match else ""


def _attribution_length(lines: list[str], at: int) -> int:
    """How many lines from `at` introduce a quote; 0 when none does."""
    if not _START.match(lines[at].strip(_EDGE)):
        return int(_is_attribution(lines[at]))
    joined = ""
    for length in range(1, _MAX_ATTRIBUTION_LINES + 1):
        if at + length > len(lines) or len(joined) > _MAX_ATTRIBUTION:
            break
        joined += " " + lines[at + length - 1].lstrip("> ")
        if _is_attribution(joined):
            # Prose that happens to start like one must not swallow the real one below it.
            inner = (n for n in range(at + 1, at + length) if _START.match(lines[n]) and not _ADDRESS.match(lines[n]))
            return 0 if any(_is_attribution(" ".join(lines[n : at + length])) for n in inner) else length
    return 0


def _is_attribution(line: str) -> bool:
    line = line.strip(_EDGE)
    if not 8 <= len(line) <= _MAX_ATTRIBUTION or _OWN_WORDS.search(line):
        return False
    has_address, has_moment = _ADDRESS.search(line) is not None, _MOMENT.search(line) is not None
    verb = _VERB.search(line)
    if verb is None:
        return line.endswith(">:") and has_address and has_moment
    if not line.endswith(":") and line[verb.end() :].strip(_EDGE + "(a)"):
        return False
    return has_address or (has_moment and bool(_START.match(line) or _NAME_FIRST.search(line)))


def _is_followed_by_quote(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at : at + 4] if line.strip()), "")
    return _QUOTED.match(following) is not None


def _without_quoted_lines(lines: list[str], others: Sequence[str]) -> list[str]:
    """Drops quoted lines with their introductions.

    A single line with ">" and no introduction is a quote only when it stands in another mail of the thread (`others`).
    """
    kept: list[str] = []
    at, introduced = 0, False
    while at < len(lines):
        length = 0 if _QUOTED.match(lines[at]) or not lines[at].strip() else _attribution_length(lines, at)
        if length and _is_followed_by_quote(lines, at + length):
            at, introduced = at + length, True
            continue
        end = at
        while end < len(lines) and (_QUOTED.match(lines[end]) or _is_wrapped(lines, end)):
            end += 1
        if end - at >= 2 or (end > at and (introduced or _stands_in(lines[at], others))):
            if kept and kept[-1].strip():
                kept.append("")
            at, introduced = end, False
            continue
        introduced = introduced and not lines[at].strip()
        kept.append(lines[at])
        at += 1
    return kept


def _is_wrapped(lines: list[str], at: int) -> bool:
    """Whether a mail program broke this off from the quoted line above: it goes on in the middle of its sentence."""
    if not 0 < at < len(lines) - 1 or not _QUOTED.match(lines[at - 1]) or not _QUOTED.match(lines[at + 1]):
        return False
    above, line = lines[at - 1].rstrip(), lines[at]
    return (len(above) > 30 and len(line.split()) == 1) or (
        len(above) > 60 and line[:1].islower() and not above.endswith((".", "?", "!", ":"))
    )


def _trimmed(lines: list[str]) -> str:
    """Without the rules and blank lines that stood before a quote."""
    end = len(lines)
    while end and not lines[end - 1].strip(_EDGE):
        # "-- " alone opens a signature: that is for another cleaner, but with nothing below it says nothing.
        end -= 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines[:end])).strip("\n")


def _is_known(forwarded: str, others: Sequence[str]) -> bool:
    """Whether most of a forwarded mail stands in another mail of the thread."""
    lines = [line for line in map(_flat, forwarded.split("\n")) if len(line) >= 20]
    body = [line for line in lines if not _field(line) and not _FORWARDED.fullmatch(line)]
    flat_others = [_flat(text) for text in others]
    return bool(body) and sum(_stands_in(line, flat_others) for line in body) * 10 >= len(body) * 6


def _stands_in(line: str, others: Sequence[str]) -> bool:
    return any(_flat(line) in other for other in others)


def _flat(text: str) -> str:
    """One line without the marks of quoting."""
    return " ".join(text.strip("> \t").split())
