"""Codes, names and addresses: what must stand in a source letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.core import text as txt
from copilot.fact.fact import Fact

ADDRESS = re.compile(
    r"\w+://\S+"
    r"|(?:javascript|vbscript|data|mailto|tel):\S+"
    r"|[^\s@]+@[^\s@]+"
    r"|(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}(?:[/:?#]\S*)?"  # evil.example/path
    r"|\]\(\S*"  # the target of a Markdown link or image
    r"|<[/!a-z][^>]*",  # an HTML tag
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[:@.<]|\]\(")
"""Without one there is no address."""
_PHONE = re.compile(r"(?<![\w.,])(?:\+\d{1,3}[\s-]?(?:\(0\)[\s-]?)?|\(?0)\d(?:[\s()-]{0,2}\d){6,10}(?!\w)")
_POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?!\w)")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_CODE = re.compile(
    r"(?<![\w.])(?=\w*[^\W\d_])(?=[\w./-]*\d)\w+(?:[./-]\w+)*|(?<!\w)(?=[\d_-]*[A-Z])[A-Z0-9]+(?:[-_][A-Z0-9]+)+(?!\w)|\b\d+(?:\.\d+){2,}\b"
)
_QUANTITY = re.compile(
    r"\d+(?:[.,]\d+)*(?:e|de|ste|st|nd|rd|th|x|u|h|uur|uurs|am|pm|s|sec|min|cm|mm|km|m|m2|m3|kg|g|gr|l|ml|k?wh?|v|kv|a|gb|mb|tb|kb|"
    r"mbps|jarige?|daags|-?\w*dagen|-?\w*weken|-?\w*maanden|-[^\W\d]{4,}|euro|eur|ct)|\d{1,2}[uh]\d{2}|[ckd]?m[23]|[^\W\d_]+-\d{4}",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[^\W\d_][\w'’&-]*")
_ENDS = ".!?:;…\"'“”‘’(•*#|>-\n\t"


def addresses(text: str) -> Iterator[Fact]:
    """Links, mail addresses, domain names and markup without the punctuation behind them; then telephone numbers."""
    for match in ADDRESS.finditer(text) if _SIGN.search(text) else ():
        value = match[0].lower().rstrip(".,:;!?)]}>\"'’”")
        yield Fact("address", value, "", match.start(), match.start() + len(value))
    for pattern in (_IBAN, _PHONE, _POSTCODE) if _DIGIT.search(text) else ():
        for match in pattern.finditer(text):
            yield Fact("code", "".join(c for c in match[0].lower() if c.isalnum()), "", *match.span())


def codes(text: str) -> Iterator[Fact]:
    """E-17, INC-DUB, 0x80070005, v1.8.1."""
    for match in _CODE.finditer(text):
        if not _QUANTITY.fullmatch(match[0]) and match[0] != "E-MAIL":
            yield Fact("code", match[0].lower(), "", *match.span())


def names(text: str, language: str) -> Iterator[Fact]:
    """Runs of words with a capital that no sentence begins with; in German, where all nouns have one, none."""
    if language == "de":
        return
    run: list[re.Match[str]] = []
    for match in _CAPITAL.finditer(text):
        if not (match[0][0].isupper() or (len(match[0]) > 2 and match[0][1:2].isupper())):
            continue
        if run and text[run[-1].end() : match.start()] != " ":
            yield from _name(text, run)
            run = []
        run.append(match)
    yield from _name(text, run)


def _name(text: str, run: list[re.Match[str]]) -> Iterator[Fact]:
    """A first word that begins a sentence counts only when another name, or capitals inside it, make it one."""
    if run and _begins(text, run[0].start()):
        first = run[0][0]
        has_capitals = any(c.isupper() for c in first[1:])
        if txt.fold(first) in txt.STOPWORDS or not (has_capitals or len(run) > 1):
            run = run[1:]
    if run and (len(run) > 1 or (len(run[0][0]) > 1 and txt.fold(run[0][0]) not in txt.STOPWORDS)):
        start, end = run[0].start(), run[-1].end()
        yield Fact("name", txt.fold(text[start:end]), "", start, end)


def _begins(text: str, position: int) -> bool:
    before = text[max(0, position - 3) : position].rstrip(" ")
    return not before or before[-1] in _ENDS or before[-1].isdigit()
