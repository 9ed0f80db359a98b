"""A Dutch postcode with a house number, before or after it; the street with them where it stands before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.core.personal_data import _labels
from copilot.core.personal_data.view import View, merged

Match = tuple[int, int, str]

_MORE = r"(?:[ -]?[A-Za-z]\b|[A-Za-z]{2}\b|[ -](?:[A-Z]{2}|bis|hs|huis|III)\b|[ -]\d{1,4}(?:e|hoog)?\b(?![.:,-]\d))?"
_NUMBER = rf"[1-9]\d{{0,4}}{_MORE}"
_CALLED = (
    r"(?:(?:met )?(?:huis ?)?(?:nummer|numer|nr|num)\b\.?(?: is)?[ :]{0,2}|number |no\.? ?|# ?|\+ ?"
    r"|en (?:huis ?)?(?:nummer|nr) )"
)
_CODE = r"[1-9]\d{3} ?(?!S[ADSads]\b)[A-Za-z]{2}"
_BETWEEN = r"[ ,;:/()|-]{0,3}\n?[ >]{0,2}"

# One word in any case, or several that begin with a capital: "Lange Kerkstraat", "Burg. van der Laanweg".
_NAME = (
    r"(?:\b[A-Z][\w'.’-]{0,30} (?:(?:van|de|der|den|het|ter|ten|aan|op|en|['’]t|[A-Z][\w'.’-]{0,30}) ){0,3}"
    r"|['’][a-z][ -])?(?<!\d )\b[^\W\d_][\w'.’-]{0,30} "
)
_STREET = re.compile(
    rf"{_NAME}(?:[12]\d{{3}} )?"
    rf"({_NUMBER})[\s,;|()-]{{1,4}}({_CODE})\b"
)
_CITY_BETWEEN = re.compile(
    rf"{_NAME}({_NUMBER}),? (?:te )?(?:'[st][ -])?[A-Z'][^\W\d_'-]{{2,25}}(?:[ -][^\W\d_]{{2,25}}){{0,3}}"
    rf"[ ,]{{1,2}}\(?({_CODE})\b(?!-)\)?"
)
_AFTER = re.compile(rf"(?<![\w.,/-])({_CODE})\b{_BETWEEN}{_CALLED}?({_NUMBER})(?![\w.,:/-]*\d|[^\W_])")
_FIRST = re.compile(rf"(?<![\w.,/-])({_NUMBER})[ ,;:/|-]{{1,3}}(?:in |te |postcode:? |pc:? )?({_CODE})\b(?!-)")
_TURNED = re.compile(
    rf"(?<![\w.,/-])({_CODE})\b[ ,]{{1,2}}[A-Z'][^\W\d_'-]{{2,25}}(?:[ -][^\W\d_]{{2,25}}){{0,3}}"
    rf"[ ,\n]{{1,3}}(?:['’][a-z][ -])?"
    rf"(?:[^\W\d_][\w'.’-]{{1,30}} ){{1,4}}(?:1\d{{3}} )?({_NUMBER})(?![\w.,]*\d|[^\W_])"
)
_SPLIT = re.compile(
    rf"(?<![\w.,/-])({_CODE})\b[^\n\d]{{1,40}}?\b(?:huis ?(?:nummer|nr)|house number)"
    rf"[^\n\d]{{0,8}}({_NUMBER})(?![\w.,]*\d)",
    re.I,
)
_SPLIT_FIRST = re.compile(rf"\bhuis ?(?:nummer|nr)\.?[ :]{{0,3}}(?:is )?({_NUMBER})[^\n\d]{{1,30}}?\b({_CODE})\b", re.I)
_GLUED = re.compile(r"(?<![\w.,/-])([1-9]\d{3}[A-Za-z]{2})(\d{1,4}[A-Za-z]?)\b(?!-)")

_FORMS = (_STREET, _AFTER, _TURNED, _SPLIT, _SPLIT_FIRST, _FIRST, _CITY_BETWEEN, _GLUED)
_HINT = re.compile(r"[1-9](?<![\w.][1-9])\d{3} ?(?!S[ADSads]\b)[A-Za-z]{2}(?![^\W\d])")
_REACH = 420
"""Around every postcode the forms are looked for: what belongs to one stands within so many characters of it."""

_STREET_WORD = re.compile(r"(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|pad|dreef|steeg|markt)\b", re.I)
_NUMBERED = re.compile(r"\b(?:nr|nummer)\b")
_WORD = re.compile(
    r"post ?code|\badres|address|huis ?(?:nummer|nr)|\bpc\b|\b(?:ik )?wo(?:on|nen|nend)\b|straat|laan\b|weg\b|plein\b|"
    r"verhui|moved?\b|\blive at|bezorg|afleveren|deliver|zip|woning|aansluiting op|locatie"
)
# After a year these are words, and after other numbers words and units, not the letters of a postcode.
_AFTER_YEAR = re.compile(r"(?:19|20)\d\d (?:EN|OP|IN|OF|OM|TE|IS|AT|ON|TO|OR|AS|BY|NA|DE)", re.IGNORECASE)
_WORDS = frozenset(
    re.findall(
        r"\w+",
        "en op in of om te is at on to or an al de er ik je me na nu ze zo we wo do ma di za vr am pm up by as it no "
        "so if my he us be go vs ca uw ok ac dc va ah ex iv ii vi xl xs ls lg id nr tm ev eu ft",
    )
)
_UNITS = frozenset(
    ("km", "kg", "cm", "mm", "ml", "cc", "kb", "mb", "gb", "tb", "kw", "ma", "pk", "hz", "px", "wp", "kv")
)


def addresses(view: View) -> Iterator[Match]:
    hints = [hint.span() for hint in _HINT.finditer(view.text) if not _is_never(hint[0])]
    if not hints:
        return
    spans = merged([(start - _REACH, end + _REACH) for start, end in hints])
    found = {form: [match for span in spans for match in form.finditer(view.text, *span)] for form in _FORMS}
    for match in found[_STREET]:
        yield from _kept(view, match, 2, 1, has_street=True)
    for pattern, code, number in (
        (_AFTER, 1, 2),
        (_TURNED, 1, 2),
        (_SPLIT, 1, 2),
        (_SPLIT_FIRST, 2, 1),
        (_FIRST, 2, 1),
    ):
        for match in found[pattern]:
            yield from _kept(view, match, code, number, has_street=pattern in (_TURNED, _SPLIT, _SPLIT_FIRST))
    for match in found[_CITY_BETWEEN]:
        if _STREET_WORD.search(match[0]) or view.has_near(_WORD, match.start(), match.end(), 60, -1):
            yield from _kept(view, match, 2, 1, has_street=True)
    for match in found[_GLUED]:
        if view.has_near(_WORD, match.start(), match.end(), 60, -1) or _is_clear(view, match):
            yield from _kept(view, match, 1, 2, has_street=True)


def _is_clear(view: View, match: re.Match[str]) -> bool:
    """Whether "8011xk12" is no year, no measure, no hexadecimal number and not called something else."""
    letters = match[1][-2:].lower()
    is_other = letters in _UNITS | _WORDS or match[1].startswith(("19", "20")) or not set(letters) - set("abcdef")
    return not is_other and not _labels.is_other(view, *match.span())


def _is_never(code: str) -> bool:
    """Whether it is a year or an amount and a word, such as "2010 at": no postcode, whatever stands near by."""
    letters = code[-2:].lower()
    is_word = letters in _UNITS or (letters in _WORDS and " " in code)
    return (is_word and " " in code and code[-2:].islower()) or _AFTER_YEAR.fullmatch(code) is not None


def _kept(view: View, match: re.Match[str], code: int, number: int, has_street: bool) -> Iterator[Match]:
    """The match, unless its letters are a word or a unit and nothing near by speaks of an address."""
    letters, start = match[code][-2:], match.start(min(code, number))
    is_named = (
        view.has_near(_WORD, match.start(), match.end(), 60, -1)
        or _WORD.search(match[0].lower())
        or _NUMBERED.search(match[0])
    )
    is_word = letters.lower() in _UNITS or (letters.lower() in _WORDS and " " in match[code])
    is_loose = letters.islower() and " " in match[code]
    if _is_never(match[code]) or view.is_in_url(start):
        return
    # Words stand in capitals only where all does.
    around = view.before(match.start(), 20) + view.after(match.end(), 20)
    is_placed = has_street or (letters.lower() not in _UNITS and around.upper() != around)
    if not is_named and (is_loose or letters.istitle() or (is_word and not is_placed)):
        return
    if not is_named and _labels.is_part(view, start):
        return
    parts = sorted(re.sub(r"[\s-]", "", match[group]).upper() for group in (code, number))
    yield match.start(), match.end(), "".join(parts)
