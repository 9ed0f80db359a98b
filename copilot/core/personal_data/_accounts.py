"""Numbers with a checksum: IBANs, payment cards, Dutch citizen numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.core.personal_data import _labels
from copilot.core.personal_data.view import View

Match = tuple[int, int, str]

_GAP = r"(?:[ .-]{0,2}| ?\n[> ]{0,4})"

_IBAN_CHARACTERS = {"n": r"\d", "a": "[A-Z]", "c": r"[A-Z\d]"}
_IBAN_CHECK = re.compile(r"\d(?:(?<=[A-Za-z]{2}\d)(?<![^\W_].{2}\d)|(?<=[A-Za-z]{2}[ .-]\d)(?<![^\W_].{3}\d)) ?\d")
"""Check digits behind the letters of a country; begins with a digit to be quick."""
_IBAN_FORM = {
    country: re.sub(r"(\d+)([nac])", lambda part: f"{_IBAN_CHARACTERS[part[2]]}{{{part[1]}}}", form)
    for country, form in re.findall(
        r"([A-Z]{2}) ((?:\d+[nac])+)",
        "AD 8n12c AE 19n AL 8n16c AT 16n AZ 4a20c BA 16n BE 12n BG 4a6n8c BH 4a14c BR 23n1a1c BY 4c4n16c CH 5n12c CR "
        "18n CY 8n16c CZ 20n DE 18n DK 14n DO 4c20n EE 16n EG 25n ES 20n FI 14n FO 14n FR 10n11c2n GB 4a14n GE 2a16n "
        "GI 4a15c GL 14n GR 7n16c GT 24c HR 17n HU 24n IE 4a14n IL 19n IQ 4a15n IS 22n IT 1a10n12c JO 4a4n18c KW "
        "4a22c KZ 3n13c LB 4n20c LC 4a24c LI 5n12c LT 16n LU 3n13c LV 4a13c LY 21n MC 10n11c2n MD 20c ME 18n MK "
        "3n10c2n MR 23n MT 4a5n18c MU 4a19n3a NL 4a10n NO 11n PK 4a16c PL 24n PS 4a21c PT 21n QA 4a21c RO 4a16c RS "
        "18n SA 2n18c SC 4a20n3a SE 20n SI 15n SK 20n SM 1a10n12c ST 21n SV 4a20n TL 19n TN 20n TR 6n16c UA 6n19c VA "
        "18n VG 4a16n XK 16n",
    )
}
"""Country → what follows its two check digits, by the SWIFT registry of IBANs: n digits, a letters, c both."""
_IBAN_LENGTH = {
    country: 4 + sum(int(size) for size in re.findall(r"\{(\d+)\}", form)) for country, form in _IBAN_FORM.items()
}
_IBAN_GAPS = re.compile(r"[ \t]?\n[> ]{0,4}|[ .\t/-]{0,3}")
_DUTCH_IBAN = re.compile(r"NL\d\d[A-Z]{4}\d{10}")
_IBAN_WORD = re.compile(r"\biban|rekening|bank|account|konto")

_BSN_START = r"(?:(?<![\w-])|(?<=bsn)|(?<=BSN)|(?<=bsn-)|(?<=BSN-))"
_BSN_FORMS = tuple(re.compile(rf"{_BSN_START}\d(?:(?:{_GAP}|/)\d){{{more}}}(?![^\W_]|[.,-]\d)") for more in (8, 7))
_BSN_WORD = re.compile(
    r"\bb\.?s\.?n\b|\bbsn|burge\w{0,2} ?se\w{2,8}|\bsofi[ -]?(?:nummer|nr|num)|citizen service|social security|\bssn\b"
    r"|\bpersoonsnummer"
)
_BSN_CUES = ("bsn", "b.sn", "bs.n", "b.s.n", "burge", "sofi", "citizen service", "social security", "ssn", "persoonsn")
"""One of these stands in every text that `_BSN_WORD` matches."""
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)

_CARD = re.compile(rf"(?<![\w])(?<!\d[.,-])\d(?:{_GAP}\d){{12,18}}+")
_CARD_FORM = re.compile(r"\d{4}([ .-]{1,2})\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ .-]{1,2})\d{6}\2\d{4,5}")
_CARD_WHOLE = re.compile(r"\d{16}|(?:\d{4}[ .-]?){1,3}\n[> ]{0,4}(?:\d{4}[ .-]?){1,3}")
_CARD_PREFIX = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[68]\d)\d{11}|35\d{14}|6(?:011|5\d\d|4[4-9]\d)\d{12}|6(?:7|39|0[^1])\d{11,17}|50\d{14}"
)
_GOES_ON = re.compile(r"[^\W_]|-[^\W_]")
_CARD_WORD = re.compile(
    r"card|(?<!post)(?<!cadeau)kaart|\bvisa\b|maestro|amex|american express|karte|carte|\bpas(?:nummer)?\b"
)


def ibans(view: View) -> Iterator[Match]:
    """IBANs of the right length and checksum in any grouping; a Dutch one with a wrong digit where it is called one."""
    text = view.text
    for match in _IBAN_CHECK.finditer(text):
        start = match.start() - (2 if text[match.start() - 1].isalpha() else 3)
        wanted = _IBAN_LENGTH.get(text[start : start + 2].upper(), 0)
        value, at = "", start
        while wanted and at < len(text) and len(value) < wanted:
            if not (text[at].isascii() and text[at].isalnum()):
                gap = _IBAN_GAPS.match(text, at)
                if not gap or not gap[0]:
                    break
                at = gap.end()
            else:
                value += text[at].upper()
                at += 1
        if len(value) != wanted or not wanted or (at < len(text) and text[at].isalnum()):
            continue
        if not re.fullmatch(_IBAN_FORM[value[:2]], value[4:]):
            continue
        is_valid = int("".join(str(int(char, 36)) for char in value[4:] + value[:4])) % 97 == 1
        if is_valid or (_DUTCH_IBAN.fullmatch(value) and view.has_near(_IBAN_WORD, start, at, 40, 0)):
            yield start, at, value


def bsns(view: View) -> Iterator[Match]:
    """Dutch citizen numbers: the 11-proef, which 1 in 11 numbers passes by chance, and a word for it near by."""
    if not view.numbers or not view.says(_BSN_CUES):
        return
    for form in _BSN_FORMS:
        for match in (match for span in view.numbers for match in form.finditer(view.text, *span)):
            digits = digits_of(match[0]).zfill(9)
            total = sum(int(digit) * weight for digit, weight in zip(digits, _BSN_WEIGHTS, strict=True))
            if total % 11 or not int(digits):
                continue
            start, end = match.span()
            is_named = view.has_near(_BSN_WORD, start, end, 90, 40)
            if is_named and not _labels.is_other(view, start, end, _labels.WHOSE) and not _labels.is_phone(view, start):
                yield start, end, digits


def cards(view: View) -> Iterator[Match]:
    """Payment cards: Luhn, prefix and length of a known brand, and no other name for the number.

    Printed in groups or near a word for it a card is one even where the line speaks of an order.
    """
    for match in (match for span in view.numbers for match in _CARD.finditer(view.text, *span)):
        start = match.start()
        for length in (19, 16, 15, 14, 13):
            end = _end_of(view.text, start, match.end(), length)
            if not end:
                continue
            digits = digits_of(view.text[start:end])
            if not (_CARD_PREFIX.fullmatch(digits) and _luhn(digits)):
                continue
            is_grouped = bool(_CARD_FORM.fullmatch(view.text[start:end]))
            is_whole = is_grouped or (length == 16 and _CARD_WHOLE.fullmatch(view.text[start:end]))
            if view.has_near(_CARD_WORD, start, end, 60, 30) or (is_whole and not _labels.is_other(view, start, end)):
                if not view.is_in_url(start):
                    yield start, end, digits
                break


def _end_of(text: str, start: int, limit: int, digits: int) -> int:
    """Where so many digits end, when neither a digit nor a letter follows them; else 0."""
    seen = 0
    for at in range(start, limit):
        seen += text[at].isdigit()
        if seen == digits:
            return 0 if _GOES_ON.match(text, at + 1) else at + 1
    return 0


def digits_of(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
