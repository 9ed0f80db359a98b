"""Licence plates: Dutch ones of every sidecode, and the usual foreign forms where the text speaks of a plate.

With dashes and in capitals a Dutch plate is found by its form, unless the text calls it a part or an order, or its
letters are none that a plate has; in lower case, with spaces or without dashes it needs a word such as "kenteken" or
"auto" near by.
Forms: the sidecodes 1 to 14 of the RDW, in groups of letters and digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.core.personal_data import _labels
from copilot.core.personal_data.view import View

Match = tuple[int, int, str]

_SIDECODES = re.findall(
    r"\S+",
    "LL-99-99 99-99-LL 99-LL-99 LL-99-LL LL-LL-99 99-LL-LL 99-LLL-9 9-LLL-99 LL-999-L L-999-LL LLL-99-L L-99-LLL "
    "9-LL-999 999-LL-9",
)
_OLD = frozenset(_SIDECODES[:3])
_GROUP = {"L": "[A-Za-z]", "9": r"\d"}


def _pattern(form: str, gap: str) -> str:
    groups = [f"{_GROUP[group[0]]}{{{len(group)}}}" for group in form.split("-")]
    return gap.join(groups)


_BEFORE, _AFTER = r"(?<![\w.+/&@#-])(?<!\d,)", r"(?![^\W_]|[-/@.]\w|_)"
_DASHED = re.compile(
    _BEFORE + r"(?=[^\W_]{1,3}-[^\W_]{1,3}-)(?:" + "|".join(_pattern(form, "-") for form in _SIDECODES) + ")" + _AFTER
)
_LOOSE = re.compile(
    _BEFORE
    + "(?=("
    + "|".join(_pattern(form, gap) for gap in ("", r"\s?-\s?", "[ .·]") for form in _SIDECODES)
    + ")"
    + _AFTER
    + ")"
)
"""Looks ahead, so that "is 12 AB" does not hide "12 AB CD"."""
_LETTERS = re.compile(r"[BDFGHJKLNPRSTVWXZM]+", re.IGNORECASE)

_FOREIGN = re.compile(
    _BEFORE
    + r"(?=((?:[1-9][ -]?[A-Z]{3}[ -]?\d{3}|[A-Z]{3}[ -]?\d{3,4}|[A-ZÄÖÜ]{1,3}[ -]{1,2}[A-Z]{1,2}[ -]?\d{1,4}[EH]?"
    r"|[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}|[A-Z]{2}\d{2} ?[A-Z]{3}|\d{4}[ -]?[A-Z]{3}|[A-Z]{2,3} ?\d{4,5}"
    r"|[A-Z]{2} ?\d\d ?\d{3}|[A-Z]{1,2}[ -]\d{3,5} ?[A-Z]{1,2}|[A-Z]{2,3} ?\d{2,3}[A-Z]{1,2})" + _AFTER + "))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(?:nr|nummer|number|no|code|id|ref)\b[.:]? {0,2}$", re.IGNORECASE)
_CLEAR_ABROAD = re.compile(
    r"[1-9]-[A-Z]{3}-\d{3}|[A-Z]{2}-\d{3}-[A-Z]{2}|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4}|[A-Z]{2}\d\d [A-Z]{3}"
)

_PLATE = (
    r"kente\w*|numme?r? ?p\w{0,3}t\w*|licen[cs]e (?:plate|number|no)\w*|number ?plates?|plates?"
    r"|reg(?:istration)?\.? ?(?:plate|number|no|nr)\b|nummernschild\w*|kennzeichen\w*|plaque d'immatriculation"
    r"|immatriculation|rdw"
)
_STRONG = re.compile(rf"\b(?:{_PLATE})")
_VEHICLE = re.compile(
    rf"\b(?:{_PLATE}|(?:lease|bedrijfs|huur|deel|vracht|bestel|personen|bezoekers?)?auto(?:'?s|otje)?|car|cars"
    rf"|voertuig\w*"
    r"|vehicles?|bus|busje|bestelbus\w*|scooter|brommer|snorfiets|motor|motorfiets|motorcycle|van with|aanhanger"
    r"|trailer|caravan|camper|truck|wagen|taxi|geparkeerd|parke(?:er|ren)\w*|parked|parking|inrijden|laadpaal"
    r"|laadpas|slagboom"
    r"|garage|bezoeker\w*|volvo|volkswagen|vw|golf|toyota|tesla|renault|peugeot|opel|ford|bmw|audi|kia|hyundai"
    r"|skoda|fiat)\b"
)
_CUES = (
    *("kente", "numm", "numberpl", "kennzeichen", "icense n", "icense p", "icence n", "icence p", "regn", "regp"),
    *("immatri", "voertuig", "bestelbus", "parke", "bezoeker", "van with"),
)
_CUE_WORDS = frozenset(
    re.findall(
        r"\w+",
        "plate plates reg registration rdw auto autos autootje leaseauto leaseautos bedrijfsauto bedrijfsautos "
        "huurauto huurautos deelauto deelautos vrachtauto vrachtautos bestelauto bestelautos personenauto "
        "personenautos car cars vehicle vehicles bus busje scooter brommer snorfiets motor motorfiets motorcycle "
        "aanhanger trailer caravan camper truck wagen taxi geparkeerd parked parking inrijden laadpaal laadpas "
        "slagboom garage volvo volkswagen vw golf toyota tesla renault peugeot opel ford bmw audi kia hyundai skoda "
        "fiat",
    )
)
"""A cue or one of these words stands in every text that `_VEHICLE` matches."""
_HINT = re.compile(r"-(?=[^\W_]{1,3}-)")
_DIGIT = re.compile(r"[0-9]")


def plates(view: View) -> Iterator[Match]:
    if not _DIGIT.search(view.text):
        return
    for match in _dashed(view.text):
        written, span = match[0], match.span()
        letters = "".join(char for char in written if char.isalpha())
        is_plausible = bool(_LETTERS.fullmatch(letters)) or _form(written) in _OLD
        is_clear = written.isupper() and is_plausible and not _NUMBERED.search(view.before(span[0], 12))
        is_named = is_clear or _is_near(_VEHICLE, view, span)
        if is_named and (_is_near(_STRONG, view, span) or not _labels.is_other(view, *span)):
            yield from _kept(view, span)
    if view.says(_CUES, _CUE_WORDS):
        windows = list(view.windows(_VEHICLE, 60, 90))
        yield from _near_words(view, windows)


def _near_words(view: View, windows: list[tuple[int, int]]) -> Iterator[Match]:
    """Plates in the forms that are believed near a word such as "auto" only."""
    for match in (match for window in windows for match in _LOOSE.finditer(view.text, *window)):
        span = match.span(1)
        if _is_near(_VEHICLE, view, span) and not _is_plain(match[1]) and not _labels.is_other(view, *span):
            yield from _kept(view, span)
    for match in (match for window in windows for match in _FOREIGN.finditer(view.text, *window)):
        written, span = match[1], match.span(1)
        words = _VEHICLE if _CLEAR_ABROAD.fullmatch(written) else _STRONG
        is_near = _is_near(words, view, span, 45 if written.isupper() else 18, 12)
        if is_near and not _is_plain(written) and not _labels.is_other(view, *span):
            yield from _kept(view, span)


def _dashed(text: str) -> Iterator[re.Match[str]]:
    for hint in _HINT.finditer(text):
        if match := _DASHED.search(text, max(0, hint.start() - 3), hint.start() + 12):
            yield match


def _kept(view: View, span: tuple[int, int]) -> Iterator[Match]:
    start, end = span
    if not view.is_in_url(start):
        yield start, end, re.sub(r"[\W_]", "", view.text[start:end]).upper()


def _is_near(words: re.Pattern[str], view: View, span: tuple[int, int], before: int = 60, after: int = 30) -> bool:
    return view.has_near(words, *span, before, after)


def _form(written: str) -> str:
    return "".join("L" if char.isalpha() else "9" if char.isdigit() else char for char in written)


def _is_plain(written: str) -> bool:
    """Whether it reads as words and numbers, "12 mei 5" or "op 12 05": lower case in groups set apart by spaces."""
    groups = re.split(r"[ .]", written)
    return len(groups) > 1 and any(group in _WORDS for group in groups)


_WORDS = frozenset(
    re.findall(
        r"\w+",
        "op om en of in te is de na we ik je ze zo nu km kg cm mm jr st uur min sec mei jan feb mrt apr jun jul aug "
        "sep okt nov dec day the and for per van met tot bij pas dan pm am at on to by ma di wo do vr za",
    )
)
