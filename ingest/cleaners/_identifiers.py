"""Finds what identifies a person in a text by its form and checksum: the eyes of `personal_data`.

Every finder yields (start, end, canonical value); the canonical value is equal for two ways of writing the same thing.
All patterns are bounded, so that the time grows with the length of the text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Match = tuple[int, int, str]

_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}+@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")

_IBAN_START = re.compile(r"(?<![^\W_])([A-Za-z]{2})[ \u00a0]?\d\d")
_IBAN_LENGTH = {
    country: int(length)
    for country, length in re.findall(
        r"([A-Z]{2})(\d\d)",
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 "
        "FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 "
        "LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 "
        "SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20",
    )
}
_IBAN_GAP = " .-\u00a0"

_BSN = re.compile(r"(?<![\w-])\d(?:[ .-]?\d){7,8}(?!\d|[.,-]\d)")
_BSN_WORD = re.compile(r"\b(?:bsn|burger ?service|sofi-?(?:nummer|nr)|citizen service number)", re.IGNORECASE)

_CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?!\d|[ -]\d)")
_CARD_FORM = re.compile(r"\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5}")
_CARD_PREFIX = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[68]\d)\d{11}|35\d{14}|6(?:011|5\d\d|4[4-9]\d)\d{12}"
)
_CARD_WORD = re.compile(r"card|kaart|visa|maestro|amex|american express|karte|carte", re.IGNORECASE)

_DUTCH = r"(?:06|0[1-57]\d{1,2}|08[58]|097)"
_GAP = r"[ \u00a0./-]{0,3}"
_PHONE = re.compile(
    r"(?<![\w+.,/-])(?:"
    rf"(?:\+|00)[1-9]\d{{0,2}}{_GAP}(?:\(0\){_GAP})?(?:\(\d{{1,4}}\){_GAP})?\d(?:{_GAP}\d){{5,12}}"
    rf"|\(0\d{{1,4}}\){_GAP}\d(?:{_GAP}\d){{5,8}}"
    rf"|0\d(?:{_GAP}\d){{7,10}}"
    r"|(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}"
    r")(?!\d|[.,]\d)"
)
_DUTCH_AREA = re.compile(_DUTCH + r"[ \u00a0)./-]|06")
_PHONE_WORD = re.compile(
    r"\b(?:tel|telefoon\w*|bel\w{0,3}|mobiel\w*|mob|gsm|nummer|phone|call|mobile|cell|fax|whatsapp|ring|rufnummer"
    r"|anrufen|handy|t|m)\b[^\n\d]{0,25}$",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?:order|bestel|ticket|zaak|case|meter|klant|contract|factuur|invoice|ean|kenmerk|referentie|reference|dossier"
    r"|artikel|article|serie|serial|polis|storing|rekening|account|customer|aansluiting|pakket|track)[^\W\d_]{0,14}"
    r"[\s:#=.-]{0,4}(?:(?:is|nr|no|number|nummer|code)\b)?[\s:#=.-]{0,4}$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d\d[-/.]\d\d[-/.](?:19|20)\d\d")
_NEVER_PERSONAL = re.compile(r"(?:0|31)(?:800|900|906|909)")

_NUMBER = r"\d{1,5}(?:[ -]?[A-Za-z]{1,2}\b|[ -]?bis\b|-\d{1,4})?"
# "IN 2026 EN 30 DAGEN" is a year and a word.
_CODE = r"(?!(?:19|20)\d\d (?:EN|OP|IN|OF|OM|TE|IS|AT|ON|TO|OR|T)\b)[1-9]\d{3} ?(?!S[ADS])[A-Z]{2}"
_ADDRESSES = (
    # Kerkstraat 12, 9712 AB
    re.compile(rf"(?:\b[^\W\d_][\w'.’-]{{1,30}}[ ]){{1,4}}({_NUMBER})\s{{0,3}}[,;]?\s{{0,3}}\b({_CODE})\b"),
    # 9712 AB 12 · 9712AB, huisnummer 12
    re.compile(
        rf"\b({_CODE})\b[ ,;:/-]{{0,3}}(?:(?:huis)?(?:nummer|nr)\.?:? ?|number |no\.? )?({_NUMBER})(?![\w.,]*\d)"
    ),
    # 9712ab 12: in lower case only when written together, because "2026 en 30" is no address
    re.compile(
        rf"\b([1-9]\d{{3}}[a-z]{{2}})\b[ ,;:/-]{{1,3}}(?:(?:huis)?(?:nummer|nr)\.?:? ?)?({_NUMBER})(?![\w.,]*\d)"
    ),
)


def emails(text: str) -> Iterator[Match]:
    for match in _EMAIL.finditer(text):
        yield match.start(), match.end(), match[0].lower()


def ibans(text: str) -> Iterator[Match]:
    """IBANs of the right length and checksum; lower case, and grouped by single spaces, dots or hyphens."""
    for match in _IBAN_START.finditer(text):
        wanted = _IBAN_LENGTH.get(match[1].upper(), 0)
        value, at = "", match.start()
        while at < len(text) and len(value) < wanted:
            char = text[at]
            if char.isascii() and char.isalnum():
                value += char.upper()
            elif char not in _IBAN_GAP or text[at - 1] in _IBAN_GAP:
                break
            at += 1
        ends = at == len(text) or not text[at].isalnum()
        if len(value) == wanted > 0 and ends and int("".join(str(int(c, 36)) for c in value[4:] + value[:4])) % 97 == 1:
            yield match.start(), at, value


def bsns(text: str) -> Iterator[Match]:
    """Dutch citizen numbers: the 11-proef, which 1 in 11 numbers passes by chance, and a word for it near by."""
    for match in _BSN.finditer(text):
        digits = _digits(match[0]).zfill(9)
        total = sum(int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
        around = text[max(0, match.start() - 40) : match.end() + 40]
        if total % 11 == 0 and int(digits) and _BSN_WORD.search(around):
            yield match.start(), match.end(), digits


def cards(text: str) -> Iterator[Match]:
    """Payment cards: Luhn, the prefix and length of a known brand, and printed in groups or near a word for it."""
    for match in _CARD.finditer(text):
        digits = _digits(match[0])
        around = text[max(0, match.start() - 40) : match.end() + 20]
        is_meant = _CARD_FORM.fullmatch(match[0]) or _CARD_WORD.search(around)
        if _CARD_PREFIX.fullmatch(digits) and _luhn(digits) and is_meant:
            yield match.start(), match.end(), digits


def phones(text: str) -> Iterator[Match]:
    """Telephone numbers: international, Dutch, and other national ones after a word such as "tel".

    Not: service numbers (0800, 0900), and a number that the text calls an order, a meter, a customer and so on.
    """
    for match in _PHONE.finditer(text):
        written, before = match[0], text[max(0, match.start() - 40) : match.start()]
        digits = _digits(written.replace("(0)", ""))
        is_foreign = written.startswith(("+", "00"))
        national = "0" + digits.removeprefix("00").removeprefix("31") if _is_dutch_abroad(written) else digits
        called = _PHONE_WORD.search(before)
        if (
            _NEVER_PERSONAL.match(national)
            or _DATE.match(written)
            or (_OTHER_NUMBER.search(before) and not written.startswith("+") and not called)
        ):
            continue
        is_dutch = len(national) == 10 and bool(_DUTCH_AREA.match(written.lstrip("(")))
        is_plain = written.startswith("00") and written.isdigit() and not _is_dutch_abroad(written)
        american = not written.startswith(("0", "(0", "+"))
        if (is_foreign and 9 <= len(digits) <= 17 and not (is_plain and not called)) or is_dutch or american or called:
            yield match.start(), match.end(), national


def addresses(text: str) -> Iterator[Match]:
    """A Dutch postcode with a house number, before or after it; the street with them where it stands before."""
    for pattern in _ADDRESSES:
        for match in pattern.finditer(text):
            yield (
                match.start(),
                match.end(),
                "".join(sorted(re.sub(r"[\s-]", "", group).upper() for group in match.groups())),
            )


def _is_dutch_abroad(written: str) -> bool:
    return _digits(written).removeprefix("00").startswith("31") and written.startswith(("+", "00"))


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
