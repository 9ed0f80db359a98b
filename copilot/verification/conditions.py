"""Which part of a sentence is the condition under which the rest holds."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_IF = (
    r"alleen als|als|indien|wanneer|mits|zodra|zolang|zo lang|op voorwaarde dat|onder de voorwaarde dat"
    r"|in het geval dat|ingeval|stel dat"
    r"|only if|if|when|whenever|once|as soon as|as long as|provided(?: that)?|providing"
    r"|on condition that|in case|assuming"
)
_UNLESS = (
    r"tenzij|behalve(?: als| wanneer| indien)?|uitgezonderd|met uitzondering van|unless|except(?: if| when| for| that)?"
    r"|with the exception of|behoudens|but not (?:if|when)|maar niet (?:als|wanneer|indien)"
)
_MARKER = re.compile(rf"(?<!\w)(?:(?P<unless>{_UNLESS})|(?P<if>{_IF}))(?!\w)", re.IGNORECASE)
_PRONOUN = r"u|je|jij|men|we|wij|ze|zij|hij|het|er|dit|dat|de|een|uw|jouw|you|he|she|they|it|the|a|your"
_NO_VERB = (
    r"dat|die|wat|waar\w*|als|of|en|voor|bij|met|naar|van|aan|dan|om|hoe|wie|door|op|over|tussen|zoals|omdat|wanneer"
    r"|indien|zodra|mits|tenzij|tot|uit|want|maar|terwijl|nadat|voordat"
)
_MAIN = re.compile(
    rf"[,;:]|(?<!\w)(?:dan|then)(?!\w)|[–—(]|(?<!\w)(?!(?:{_NO_VERB}) )[^\W\d_]{{2,}} (?:u|je|jij|we|wij)(?!\w)"
    rf"|(?<!\w)(?:moet|moeten|kan|kunnen|mag|mogen|heeft|wordt|worden|is|zijn|geldt|krijgt) (?:{_PRONOUN})(?!\w)"
    r"|(?<!\w)(?:you|we|they|he|she|it|i) (?:must|can|may|will|should|have to|has to|need to|cannot|do not"
    r"|don['’]t)(?!\w)",
    re.IGNORECASE,
)
_END = re.compile(r"[,;:)]|(?<!\w)(?:maar|but|dan|then)(?!\w)|[–—]", re.IGNORECASE)
_FIRST = re.compile(r"\s*\w+\s+")
_ASKED = re.compile(r"[^.!?]*\?")
_INVERTED = re.compile(
    r"(?:^|(?<=[.!?] ))(?P<condition>[^\W\d_]+ (?:u|je|jij|men|uw|you)(?!\w)[^,.!?]*), ?(?:dan |then )?", re.IGNORECASE
)
_COMPARING = re.compile(
    r"(?:zowel|net|zo|even|evenveel|hetzelfde|dezelfde|same|zoals)\W+(?:\w+\W+){0,3}$", re.IGNORECASE
)
"""What makes a following "als" compare: "zowel huurders als kopers"."""


class Condition(NamedTuple):
    """text[start:end] is the condition, its marker left out."""

    kind: Literal["if", "unless"]
    start: int
    end: int


def conditions(text: str) -> tuple[Condition, ...]:
    """In order: clauses behind "als", "unless" and their like, and questions that stand for one."""
    found: list[Condition] = []
    for match in _MARKER.finditer(text):
        if found and match.start() < found[-1].end and found[-1].kind == "if" and match["if"]:
            continue
        if match[0].lower() == "als" and _COMPARING.search(text, 0, match.start()):
            continue
        if found and found[-1].end > match.start():
            found[-1] = found[-1]._replace(end=match.start())
        begins = not text[: match.start()].strip(" -•*") or text[: match.start()].rstrip()[-1:] in ".!?:;,"
        end = (_MAIN if begins and _rest(text, match.end()) else _END).search(text, _inside(text, match.end()))
        stop = end.start() if end else len(text)
        found.append(Condition("unless" if match["unless"] else "if", match.end(), stop))
    for pattern in (_ASKED, _INVERTED):
        for match in pattern.finditer(text):
            span = match.span("condition") if pattern is _INVERTED else match.span()
            if not any(span[0] < c.end and c.start < span[1] for c in found) and span[1] < len(text.rstrip()):
                found.append(Condition("if", *span))
    return tuple(sorted(found, key=lambda condition: condition.start))


def _inside(text: str, start: int) -> int:
    """Where the second word of a condition begins: its own subject and verb are none of the main clause."""
    found = _FIRST.match(text, start)
    return found.end() if found else start


def _rest(text: str, start: int) -> bool:
    """Whether words are left for a main clause."""
    return bool(text[start:].strip())
