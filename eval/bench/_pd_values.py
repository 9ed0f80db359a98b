"""Invented identifiers and look-alikes, in the many ways in which people write them. All by a seeded generator."""

from __future__ import annotations

import html
import random
import string
from collections.abc import Callable

CUSTOMER_NUMBERS = (r"WL-?\d{7}", r"KL\d{2}\.\d{5}")
"""Patterns of customer numbers that the bench configures."""

_BANKS = ("ABNA", "INGB", "RABO", "TRIO", "SNSB", "ASNB", "KNAB", "BUNQ", "REVO", "HAND")
_LOCALS = (
    "jan",
    "m.devries",
    "fatima.elidrissi",
    "p_bakker",
    "j.j.de-wit",
    "sanne+balie",
    "kees1962",
    "info",
    "t.o'neil",
)
_DOMAINS = (
    "voorbeeld.nl",
    "mail.example.com",
    "example.org",
    "bakkerij-smit.nl",
    "gmail.com",
    "hotmail.com",
    "uni.ac.uk",
)
_STREETS = ("Kerkstraat", "Lange Nieuwstraat", "Dorpsweg", "Burg. van Dijklaan", "Plein 1944", "'t Hofje", "Oosterkade")
_CITIES = ("Groningen", "Utrecht", "Den Haag", "Bergen op Zoom", "Assen", "Ede")
_PLATE_LETTERS = "BDFGHJKLNPRSTVXZ"
_SIDECODES = (
    "LL-99-99", "99-99-LL", "99-LL-99", "LL-99-LL", "LL-LL-99", "99-LL-LL", "99-LLL-9", "9-LLL-99", "LL-999-L",
    "L-999-LL",
    "LLL-99-L", "L-99-LLL", "9-LL-999", "999-LL-9",
)  # fmt: skip
_AREAS = ("010", "020", "030", "050", "070", "085", "088", "0113", "0229", "0318", "0492", "0512", "0598")
_ABROAD = ("+32 475 {3} {3}", "+49 171 {7}", "+44 20 {4} {4}", "+1 (415) {3}-{4}", "+33 6 {2} {2} {2} {2}",
"0032 475 {6}",
           "+49 (0)30 {7}", "+48 {3} {3} {3}", "+34{9}", "+90 532 {3} {2} {2}", "(+44) 7{3} {6}",
           "00 49 171 {7}")  # fmt: skip


class Values:
    """Draws values; the same seed draws the same."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def digits(self, count: int, first: str = string.digits) -> str:
        return self.rng.choice(first) + "".join(self.rng.choices(string.digits, k=count - 1))

    def letters(self, count: int, alphabet: str = string.ascii_uppercase) -> str:
        return "".join(self.rng.choices(alphabet, k=count))

    def filled(self, pattern: str) -> str:
        """ "+44 20 {4} {4}" with so many digits each."""
        for count in range(2, 10):
            while f"{{{count}}}" in pattern:
                pattern = pattern.replace(f"{{{count}}}", self.digits(count, "123456789"), 1)
        return pattern

    def one_of(self, *ways: Callable[[], str]) -> str:
        return self.rng.choice(ways)()

    # identifiers

    def iban(self) -> str:
        country, body = self.rng.choices(
            [
                ("NL", self.rng.choice(_BANKS) + self.digits(10)),
                ("DE", self.digits(18)),
                ("BE", self.digits(12)),
                ("GB", "NWBK" + self.digits(14)),
                ("FR", self.digits(23)),
            ],
            [8, 1, 1, 1, 1],
        )[0]
        number = "".join(str(int(char, 36)) for char in f"{body}{country}00")
        value = f"{country}{98 - int(number) % 97:02}{body}"
        grouped = " ".join(value[at : at + 4] for at in range(0, len(value), 4))
        cut = self.rng.randrange(2, len(grouped.split()) - 1)
        broken = " ".join(grouped.split()[:cut]) + "\n" + " ".join(grouped.split()[cut:])
        return self.one_of(
            lambda: value, lambda: value, lambda: grouped, lambda: grouped, lambda: grouped.replace(" ", "."),
            lambda: value.lower(), lambda: grouped.lower(), lambda: grouped.replace(" ", "\u00a0"), lambda: broken,
            lambda: grouped.replace(" ", "-"), lambda: _wide(value, self.rng), lambda: grouped.replace(" ", "&nbsp;"),
            lambda: grouped.replace(" ", "%20"), lambda: f"{value[:4]} {value[4:8]} {value[8:]}",
            lambda: grouped.replace(" ", "\u202f"), lambda: grouped.replace(" ", "  "),
        )  # fmt: skip

    def bsn(self) -> str:
        while True:
            digits = self.digits(8)
            rest = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True)) % 11
            if rest < 10:
                break
        value = f"{digits}{rest}"
        return self.one_of(
            lambda: value, lambda: value, lambda: value, lambda: f"{value[:3]} {value[3:6]} {value[6:]}",
            lambda: f"{value[:4]}.{value[4:6]}.{value[6:]}", lambda: f"{value[:3]}-{value[3:6]}-{value[6:]}",
            lambda: f"{value[:3]}.{value[3:6]}.{value[6:]}", lambda: _wide(value, self.rng),
            lambda: f"{value[:4]}\u00a0{value[4:6]}\u00a0{value[6:]}", lambda: f"{value[:5]}\n{value[5:]}",
            lambda: value.lstrip("0") if value.startswith("0") and value[1] != "0" else value,
        )  # fmt: skip

    def card(self) -> str:
        prefix, length = self.rng.choice([("4", 16), ("51", 16), ("55", 16), ("2230", 16), ("37", 15), ("6011", 16)])
        body = prefix + self.digits(length - 1 - len(prefix))
        value = body + str(-_luhn(body + "0") % 10)
        groups = [4, 6, 5] if length == 15 else [4, 4, 4, 4]
        parts, at = [], 0
        for size in groups:
            parts.append(value[at : at + size])
            at += size
        return self.one_of(
            lambda: value, lambda: " ".join(parts), lambda: " ".join(parts), lambda: "-".join(parts),
            lambda: ".".join(parts), lambda: "\u00a0".join(parts), lambda: "&nbsp;".join(parts),
            lambda: _wide(" ".join(parts), self.rng), lambda: " ".join(parts[:2]) + "\n" + " ".join(parts[2:]),
        )  # fmt: skip

    def email(self) -> str:
        local, domain = self.rng.choice(_LOCALS), self.rng.choice(_DOMAINS)
        if self.rng.random() < 0.5:
            local += self.digits(self.rng.choice((1, 2, 4)))
        value = f"{local}@{domain}"
        return self.one_of(
            lambda: value, lambda: value, lambda: value, lambda: value.upper(), lambda: value.title(),
            lambda: value.replace("@", "%40"), lambda: value.replace("@", "&#64;"), lambda: value.replace("@",
            "&commat;"),
            lambda: value.replace("@", " [at] "), lambda: value.replace("@", "(at)"), lambda: value.replace("@",
            "\uff20"),
            lambda: value.replace("@", "@\n"), lambda: value.replace("@", "&#x40;"),
            lambda: f"{local} at {domain.replace('.', ' dot ')}", lambda: value.replace("@", "@\u200b"),
        )  # fmt: skip

    def phone(self) -> str:
        eight, area = self.digits(8, "123458"), self.rng.choice(_AREAS)
        rest = self.digits(10 - len(area), "123456789")
        pairs = " ".join(eight[at : at + 2] for at in range(0, 8, 2))
        return self.one_of(
            lambda: f"06{eight}", lambda: f"06-{eight}", lambda: f"06 {eight}", lambda: f"06 {pairs}",
            lambda: f"06-{pairs}", lambda: f"+316{eight}", lambda: f"+31 6 {eight}", lambda: f"+31 (0)6 {pairs}",
            lambda: f"00316{eight}", lambda: f"0031 6 {eight[:4]} {eight[4:]}", lambda: f"316{eight}",
            lambda: f"06 - {eight}", lambda: f"06.{eight[:4]}.{eight[4:]}", lambda: f"06/{eight}",
            lambda: f"{area}-{rest}", lambda: f"{area} {rest[:3]} {rest[3:]}", lambda: f"({area}) {rest}",
            lambda: f"{area}{rest}", lambda: f"{area} - {rest}", lambda: f"+31 {area[1:]} {rest}",
            lambda: f"+31-{area[1:]}-{rest}", lambda: _wide(f"06 {eight}", self.rng), lambda: f"06\u2011{eight}",
            lambda: f"06\u00a0{pairs}".replace(" ", "\u00a0"), lambda: f"06-{eight[:4]}\n{eight[4:]}",
            lambda: f"06&nbsp;{eight}", lambda: f"+31%206%20{eight}", lambda: f"06\u2013{eight}",
            lambda: f"0\u200b6-{eight}", lambda: self.filled(self.rng.choice(_ABROAD)),
            lambda: self.filled(self.rng.choice(_ABROAD)), lambda: self.filled(self.rng.choice(_ABROAD)),
        )  # fmt: skip

    def address(self) -> str:
        letters = self.letters(2, "ABCDEGHJKLMNPRTVWXZ")
        letters = "BR" if letters in ("SA", "SD", "SS") or letters.lower() in _WORDS else letters
        code, number = self.digits(4, "123456789"), str(self.rng.randrange(1, 480))
        number += self.rng.choice(("", "", "", "", "a", " B", "-2", " bis", "-III"))
        street, city = self.rng.choice(_STREETS), self.rng.choice(_CITIES)
        return self.one_of(
            lambda: f"{code} {letters} {number}", lambda: f"{code}{letters} {number}",
            lambda: f"{code}{letters}, {number}",
            lambda: f"{number}, {code}{letters}", lambda: f"{street} {number}, {code} {letters}",
            lambda: f"{street} {number}\n{code} {letters}", lambda: f"{code}{letters.lower()} {number}",
            lambda: f"{code} {letters} nr {number}", lambda: f"{code}{letters} huisnummer {number}",
            lambda: f"{code}{letters} nummer {number}", lambda: f"{code}\u00a0{letters} {number}",
            lambda: f"{code}{letters}-{number}", lambda: f"{code} {letters} {city}, {street} {number}",
            lambda: f"{street} {number} {code}{letters}", lambda: f"huisnummer {number}, {code} {letters}",
            lambda: f"{code}{letters}\n{number}", lambda: _wide(f"{code}{letters} {number}", self.rng),
            lambda: f"{code}&nbsp;{letters} {number}", lambda: f"{code} {letters}, huisnr. {number}",
        )  # fmt: skip

    def plate(self) -> str:
        """In capitals with dashes."""
        form = self.rng.choice(_SIDECODES)
        return "".join(
            self.letters(1, _PLATE_LETTERS) if char == "L" else self.digits(1) if char == "9" else char for char in form
        )

    def loose_plate(self) -> str:
        """In other ways, which need a word near by; some of abroad."""
        value = self.plate()
        foreign = self.rng.choice(("1-{L3}-{3}", "{L2}-{3}-{L2}", "{L2}51 {L3}", "{L1}-{L2} {4}"))
        for count in (1, 2, 3):
            while f"{{L{count}}}" in foreign:
                foreign = foreign.replace(f"{{L{count}}}", self.letters(count, _PLATE_LETTERS), 1)
        return self.one_of(
            lambda: value.lower(), lambda: value.replace("-", ""), lambda: value.replace("-", "").lower(),
            lambda: value.replace("-", " "), lambda: value.replace("-", "\u2011"), lambda: value.replace("-", " - "),
            lambda: self.filled(foreign),
        )  # fmt: skip

    def customer(self) -> str:
        return self.one_of(
            lambda: f"WL-{self.digits(7)}",
            lambda: f"wl{self.digits(7)}",
            lambda: f"KL{self.digits(2)}.{self.digits(5)}",
        )


_WORDS = frozenset(
    ("en", "al", "de", "er", "je", "me", "na", "ze", "we", "te", "at", "an", "am", "pm", "as", "be", "go")
)


def _wide(value: str, rng: random.Random) -> str:
    """With digits of another script, wide characters, or as HTML entities."""
    way = rng.randrange(3)
    if way == 0:
        return "".join(chr(0xFEE0 + ord(char)) if "!" <= char <= "~" else char for char in value)
    if way == 1:
        return "".join(chr(0x0660 + int(char)) if char.isdigit() else char for char in value)
    return "".join(f"&#{ord(char)};" if char.isdigit() else html.escape(char) for char in value)


def _luhn(digits: str) -> int:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled)
