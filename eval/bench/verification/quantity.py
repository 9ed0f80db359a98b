"""Numbers, units and dates as the bench writes them, by rules of its own: it must not share the verifier's mistakes."""

from __future__ import annotations

import re

WORDS = {
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien twintig",
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty",
}
NAMED = {language: dict(enumerate(names.split(), 2)) for language, names in WORDS.items()}
"""Language -> number -> its name, 2 to 20."""
VALUE = {language: {name: n for n, name in names.items()} for language, names in NAMED.items()}
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_WEEKDAYS = {
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
MONTHS = {language: names.split() for language, names in _MONTHS.items()}
WEEKDAYS = {language: names.split() for language, names in _WEEKDAYS.items()}
UNITS = {
    "nl": (
        ("jaar", "maanden", "weken", "dagen", "uur", "minuten"),
        ("maand", "week", "dag"),
        ("werkdagen", "weken", "maanden"),
        ("euro", "procent"),
        ("kWh", "m3"),
        ("kilometer", "meter"),
        ("volt", "ampère"),
    ),
    "en": (
        ("years", "months", "weeks", "days", "hours", "minutes", "seconds"),
        ("year", "month", "week", "day", "hour", "minute"),
        ("GB", "MB", "KB"),
        ("euros", "percent"),
        ("dollars", "percent"),
        ("pixels", "percent"),
        ("kWh", "m3"),
    ),
}
"""Units of which one can stand for another in a sentence, but never means the same."""

_NAMES = "|".join(name for names in VALUE.values() for name in names)
NUMBER = re.compile(rf"(?<![\w.,:/#+-])(?:\d+(?:[.,]\d+)*(?![\w:/-]|[.,]\d)|(?:{_NAMES})(?![\w-]))")
"""A number that stands alone, in digits or as a word."""
YEAR = re.compile(r"(?<![\w.,:/#€$£+-])(?:19[5-9]|20[0-4])\d(?![\w:/-]|[.,]\d| ?(?:euro|uur|kWh|%))")
_MONTH = "|".join(name for names in MONTHS.values() for name in names)
DATE = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}}) (?P<month>{_MONTH})\b(?: (?P<year>\d{{4}})\b)?"
    rf"|\b(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:, (?P<year2>\d{{4}}))?\b(?![.,:]?\d)"
    rf"|\b(?P<month3>{_MONTH}) (?P<year3>\d{{4}})\b"
)


_SHORT_MONTH = re.compile(r" (?:jan|feb|mrt|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dec)\b", re.IGNORECASE)


def values(text: str, language: str) -> set[str]:
    """All numbers of a text, words and dates among them, as digits without separators of thousands."""
    found = {_plain(match[0], language) for match in re.finditer(r"\d+(?:[.,]\d+)*", text)}
    found |= {piece for match in re.finditer(r"\d+", text) for piece in (match[0].lstrip("0"),)}
    return found | {str(VALUE[lang][w]) for w in re.findall(r"\w+", text.lower()) for lang in VALUE if w in VALUE[lang]}


def _plain(number: str, language: str) -> str:
    thousands = "." if language == "nl" else ","
    return re.sub(rf"{re.escape(thousands)}(?=\d{{3}}(?!\d))", "", number).replace(",", ".")


def dates(text: str) -> list[re.Match[str]]:
    """Days with their month, and months with their year."""
    return list(DATE.finditer(text))


def numbers(text: str) -> list[re.Match[str]]:
    """Numbers that count something: no dates, years, or ordinals before a full stop at the beginning."""
    taken = [match.span() for match in (*DATE.finditer(text), *YEAR.finditer(text))]
    return [
        match
        for match in NUMBER.finditer(text)
        if match.start() > 0
        and not _SHORT_MONTH.match(text, match.end())
        and not any(start <= match.start() < end for start, end in taken)
    ]
