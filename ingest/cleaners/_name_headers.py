"""The names in written out headers of mails, and in the lines that introduce a quote: "On ... Jan de Vries wrote:"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cleaners._attributions import attributions
from ingest.cleaners._header_blocks import field_of, header_at
from ingest.cleaners._languages import ROLE_OF, VERB, VERB_ENDS
from ingest.cleaners._name_fields import display
from ingest.cleaners._name_forms import Name, moved, name_at
from ingest.cleaners._name_lines import Lines

_INNER = re.compile(r"(?:^|[\s*_>])([^\W\d_]{1,12})[*_]{0,2}\s?[:：]")
_PERSONAL = ("from", "to", "cc")
_CLOCK = re.compile(
    r"^(?:[ \t,]|(?:[ap]\.?m\.?|uur|uhr|utc|gmt|cet|cest|pst|pdt|est|edt|quoting|citeren|zitat von"
    r"|het volgende|the following|" + VERB.pattern + r")(?!\w))+",
    re.IGNORECASE,
)
_BEFORE_ADDRESS = re.compile(r"([^<>:\d\[\]()]{2,80})\s?(?:<|\[mailto:|\[E-MAIL|\()")
_NEXT_TO_VERB = re.compile(rf"[\"']?,?\s{{0,2}}(?:\([^()]{{0,60}}\)\s)?(?:{VERB.pattern})", re.IGNORECASE)
_WORD_START = re.compile(r"(?<![\w@.<])[^\W\d_]")
_QUOTED = re.compile(r"(?m)^[ \t]{0,4}[>|][>| \t]{0,40}")
_LONGEST = 160

Found = tuple[Name, str]
"""A name, and its address or ""."""


def _people(text: str, start: int, end: int) -> Iterator[Found]:
    """The persons of the value of a From, To or Cc, with their addresses or ""."""
    value = text[start:end]
    if ";" in value:
        cuts = [match.end() for match in re.finditer(";", value)]
    elif "@" in value or "[E-MAIL" in value:
        cuts = [match.end() for match in re.finditer(r"(?<=[>\])])\s{0,2},|@[\w.-]{1,80},", value)]
    else:
        whole = display(value) if value.count(",") == 1 else ()
        is_one = len(whole) == 1 and whole[0].end == len(value.rstrip())
        cuts = [] if is_one else [match.end() for match in re.finditer(",", value)]
    for first, last in zip([0, *cuts], [*cuts, len(value)], strict=True):
        piece = value[first:last].rstrip(",; ")
        for name in display(piece):
            yield moved(name, start + first), piece


def headers(whole: Lines) -> Iterator[Found]:
    text, lines, starts = whole.text, whole.lines, whole.starts
    free = 0
    for at in whole.labelled:
        if at < free:
            continue
        header = header_at(lines, at)
        role = ROLE_OF.get((field_of(lines[at]) or ("", ""))[0], "")
        end = header.end if header else at + 1 if role in _PERSONAL and "@" in lines[at] else at
        role = ""
        for number in range(at, min(end, at + 40)):
            line = lines[number][:2_000]
            fields = list(_INNER.finditer(line))
            fields = [m for m in fields if m is fields[0] or ROLE_OF.get(m[1].casefold())]
            first = field_of(line)
            if first is not None:
                role = ROLE_OF.get(first[0], "other")
            begins = line.find(":") + 1 if first else 0
            begins = begins or (line.find("：") + 1 if first else 0)
            for place, match in enumerate(fields or [None]):
                if match is not None and place:
                    role, begins = ROLE_OF.get(match[1].casefold(), "other"), match.end()
                stop = fields[place + 1].start() if place + 1 < len(fields) else len(line)
                if role in _PERSONAL:
                    yield from _people(text, starts[number] + begins, starts[number] + max(begins, stop))
        free = end


def introductions(whole: Lines) -> Iterator[Found]:
    """Who wrote what is quoted: before an address, or next to the word for writing."""
    text, starts = whole.text, whole.starts
    marked = any(line.startswith((">", "|", " >")) for line in whole.lines)
    lines = [line.lstrip(" \t>|") for line in whole.lines] if marked else whole.lines
    done = -1
    for one in attributions(lines):
        done = one.end - 1
        yield from _introduced(text, starts[one.start], starts[one.end] - 1, one.sure)
    for at in whole.labelled:
        line = lines[at].rstrip(" *_")
        if at > done and len(line) <= _LONGEST and line.endswith(":") and _last_word(line) in VERB_ENDS:
            yield from _introduced(text, starts[at], whole.end(at), False)


def _introduced(text: str, start: int, end: int, sure: bool) -> Iterator[Found]:
    region = _QUOTED.sub(lambda match: " " * len(match[0]), text[start:end]).replace("\n", " ")
    found = False
    for match in _BEFORE_ADDRESS.finditer(region):
        first = match.start(1)
        clock = _CLOCK.match(region[first : match.end(1)])
        first += clock.end() if clock else 0
        piece = region[first : match.end(1)]
        if verb_in := VERB.search(piece):
            piece = piece[: verb_in.start()]
        if "," in piece and not piece.strip().startswith('"') and not _is_turned(piece):
            cut = piece.rstrip(", ").rfind(",") + 1
            first, piece = first + cut, piece[cut:]
        address = region[match.end(1) : match.end(1) + 100]
        for name in display(piece, address):
            found = True
            yield moved(name, start + first), address
    if found:
        return
    verb = next(iter(list(VERB.finditer(region))[-1:]), None)
    for match in _WORD_START.finditer(region):
        who = name_at(region, match.start(), len(region))
        if (
            who is None
            or region[who.start - 2 : who.start].strip()[-1:].isdigit()
            or region[who.end : who.end + 2].strip()[:1].isdigit()
        ):
            continue
        before = _NEXT_TO_VERB.match(region, who.end)
        after = verb is not None and region[verb.end() : who.start].strip(" \"'") == ""
        if (before or after) and (sure or who.is_sure or who.surname):
            yield moved(who, start), ""
            return


def _last_word(line: str) -> str:
    return line.rstrip(":：., )").rpartition(" ")[2].partition("(")[0].lower()


def _is_turned(piece: str) -> bool:
    """Whether all of this is one name, surname first."""
    found = display(piece)
    return len(found) == 1 and "," in piece[found[0].start : found[0].end]
