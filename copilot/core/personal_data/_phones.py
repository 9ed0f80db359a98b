"""Telephone numbers: international, Dutch, and other national ones where the text calls them so.

Not: service numbers (0800, 0900), and a number that the text calls an order, a meter, a customer and so on.
Area codes are those of the Dutch numbering plan for telephone services.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.core.personal_data import _labels
from copilot.core.personal_data._accounts import digits_of
from copilot.core.personal_data.view import View

Match = tuple[int, int, str]

_GAP = r"(?:[ ./-]{0,3}| ?-?\n[> ]{0,4})"
_GAP_ABROAD = r"(?:[ ./-]{0,3}| ?-?\n[> ]{0,4}(?=\d{3})(?!\d{4}-\d\d))"
_LETTER = r"[0-9A-Za-zÀ-ɏ_]"
"""Writing without spaces, such as Chinese, sets a number right beside its words."""
_START = rf"(?<![+])(?<!{_LETTER})(?<!\d[.,:-])(?<![^\W_]-)(?<!\d/)"
_END = rf"(?!{_LETTER}|\.\d|,\d{{1,2}}\b|-\d|:\w)"

_ABROAD = re.compile(
    rf"(?<![\w+])(?<!\d[.-])\(?(?:\+|00 ?)[1-9]\d{{0,2}}+\)?(?:{_GAP}\(0\d{{0,3}}\))?(?:{_GAP}\(\d{{1,4}}\))?"
    rf"(?:{_GAP_ABROAD}\d{{1,12}}+){{1,7}}+"
)
_FROM_NL = re.compile(
    rf"(?<![\w+])(?<!\d[.-])\(?(?:\+ ?|00 ?)31\)?{_GAP}(?:\(0\){_GAP}|0(?=[1-9]))?"
    rf"(\(?[1-9]\)?(?:{_GAP}\)?\d){{8}}){_END}"
)
_NATIONAL = re.compile(rf"{_START}\(?0(?:\)?{_GAP}\(?\d){{9}}{_END}")
_BARE_MOBILE = re.compile(rf"{_START}(?:31{_GAP})?6[ -]?[1-9](?:{_GAP}\d){{7}}{_END}")
_NAMED = re.compile(rf"{_START}\(?\d(?:\)?{_GAP}\d){{5,11}}{_END}")
_NO_NUMBER = re.compile(r"20\d\d(?:0\d|1[0-2])[0-3]\d|\d{1,3}\.\d{1,3}\.\d+")
"""A date or a version, where a line that speaks of a telephone goes on with one."""
_AMERICAN = re.compile(rf"{_START}(?:\([2-9]\d\d\)|[2-9]\d\d(?=[ .-])) ?[.-]? ?[2-9]\d\d ?[.-] ?\d{{4}}{_END}")
_BELGIAN_MOBILE = re.compile(rf"{_START}04[5-9]\d[ ./-]{{1,3}}\d{{2,3}}[ .]?\d{{2,3}}(?:[ .]?\d{{2}})?{_END}")

_AREA = re.compile(
    r"06[1-9]|0(?:1[0358]|2[0346]|3[03568]|4[0356]|5[0358]|7\d)|08[4578]|088|091|097"
    r"|01(?:1[13-8]|6[1-8]|72|74|8[0-467])|02(?:2[2-9]|5[125]|9[479])|03(?:1[3-8]|2[01]|4[1-8])"
    r"|04(?:1[12368]|7[58]|8[15-8]|9[23579])|05(?:1[1-9]|2[1-57-9]|4[13-8]|6[126]|7[0-3578]|9[1-9])"
)
_SERVICE = re.compile(r"(?:0|31)(?:800|900|906|909)")
_DATE = re.compile(r"\d\d([-/.])\d\d\1(?:19|20)\d\d|\d\d([-/.])\d\d\2\d\d {1,2}\d\d\.?\d\d$")
_UNIT = re.compile(r":\d|,\d|%|\s?(?:uur|euro|eur|stuks|st\.|x\b|kwh|m3)\b", re.IGNORECASE)
_IN_URL = re.compile(r"(?:wa\.me/|(?:tel|phone|mobile|number|nummer|gsm|msisdn)[=:/]{1,3})$", re.IGNORECASE)
_OF_HEX = re.compile(r"[ :][0-9a-f]{2}\b", re.IGNORECASE)


def phones(view: View) -> Iterator[Match]:
    for start, end, national in _candidates(view):
        if _is_kept(view, start, end, national):
            yield start, end, national


def _candidates(view: View) -> Iterator[Match]:
    """(start, end, national number) of what has the form of a telephone number."""
    for span in view.numbers:
        yield from _within(view, *span)


def _within(view: View, first: int, last: int) -> Iterator[Match]:
    text = view.text
    for match in _FROM_NL.finditer(text, first, last):
        yield *match.span(), "0" + digits_of(match[1])
    for match in _ABROAD.finditer(text, first, last):
        if end := _end_abroad(view, match):
            yield match.start(), end, digits_of(text[match.start() : end]).removeprefix("00")
    for match in _NATIONAL.finditer(text, first, last):
        if _is_dutch(view, match):
            yield *match.span(), digits_of(match[0])
    for match in _BARE_MOBILE.finditer(text, first, last):
        if match[0].startswith("31") or _labels.is_called_phone(view, match.start()):
            yield *match.span(), "0" + digits_of(match[0]).removeprefix("31")
    for match in (*_AMERICAN.finditer(text, first, last), *_BELGIAN_MOBILE.finditer(text, first, last)):
        if len(digits_of(match[0])) == 10:
            yield *match.span(), digits_of(match[0])
    for match in _NAMED.finditer(text, first, last):
        is_number = not _UNIT.match(text, match.end()) and not _NO_NUMBER.match(match[0])
        if is_number and _labels.is_called_phone(view, match.start()):
            yield *match.span(), digits_of(match[0])


def _is_kept(view: View, start: int, end: int, national: str) -> bool:
    """Whether it is no service number, no date, no part of an address on the web, and not called something else."""
    written = view.text[start:end]
    if _SERVICE.match(national) or _DATE.match(written):
        return False
    if view.is_in_url(start):
        return bool(_IN_URL.search(view.before(start, 12)))
    if written.lstrip("( ").startswith("+") or not _labels.is_other(view, start, end):
        return True
    is_said = _labels.is_phone(view, start) and not written.isdigit()
    return is_said or _labels.is_phone_noun(view, start)


def _is_dutch(view: View, match: re.Match[str]) -> bool:
    """Whether ten digits begin with an area code of the plan, and the first gap, if any, stands after it."""
    written = match[0].lstrip("(")
    area = _AREA.match(digits_of(written))
    if not area:
        return _labels.is_phone(view, match.start())
    first = re.match(r"\d+", written)
    length = 2 if area[0].startswith("06") else len(area[0])
    is_grouped = first is not None and len(first[0]) in ((2, 3, 4, 10) if area[0].startswith("06") else (length, 10))
    is_dump = re.fullmatch(r"\d\d(?: \d\d){4}", written) and (
        _OF_HEX.match(view.text, match.end()) or _OF_HEX.search(view.before(match.start(), 4))
    )
    return (is_grouped and not is_dump) or _labels.is_phone(view, match.start())


def _end_abroad(view: View, match: re.Match[str]) -> int:
    """Where a number with a country code ends: at most 15 digits (E.164), no time or amount behind it; 0 if none."""
    written, start = match[0], match.start()
    is_plus = written.lstrip("(").startswith("+")
    groups = [group.end() for group in re.finditer(r"\d+\)?", written)]
    while groups:
        end = start + groups[-1]
        count = len(digits_of(view.text[start:end])) - (0 if is_plus else 2)
        ahead = view.after(end, 8)
        if count < 8:
            return 0
        if count > 15 or _UNIT.match(ahead) or (ahead[:1].isalnum()):
            groups.pop()
            continue
        if re.fullmatch(r"\d\d(?: \d\d){5,}", view.text[start:end]) and not _labels.is_phone(view, start):
            return 0
        # "0049" and digits without a gap is a number of any kind, unless it is called a telephone's.
        is_plain = not is_plus and view.text[start:end].isdigit()
        return end if is_plus or _labels.is_phone(view, start) or (count >= 9 and not is_plain) else 0
    return 0
