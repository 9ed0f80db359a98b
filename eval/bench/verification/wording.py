"""Our own short lists of what means the same in Dutch and in English, and spellings of one date or amount."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eval.bench.verification import quantity

SYNONYMS: dict[str, tuple[tuple[str, str], ...]] = {
    "nl": (
        ("minimaal", "minstens"),
        ("minstens", "ten minste"),
        ("ten minste", "minimaal"),
        ("maximaal", "hoogstens"),
        ("direct", "meteen"),
        ("meteen", "direct"),
        ("Daarom", "Om die reden"),
        ("omdat", "aangezien"),
        ("vaak", "dikwijls"),
        ("gratis", "kosteloos"),
        ("jaarlijks", "elk jaar"),
        ("maandelijks", "elke maand"),
        ("elk jaar", "ieder jaar"),
        ("elke", "iedere"),
        ("iedere", "elke"),
        ("website", "site"),
        ("Daarnaast", "Bovendien"),
        ("Bovendien", "Daarnaast"),
        ("vanwege", "wegens"),
        ("wegens", "vanwege"),
        ("op dit moment", "momenteel"),
        ("voldoende", "genoeg"),
        ("Als u", "Indien u"),
        ("Als je", "Wanneer je"),
        ("als u", "indien u"),
        ("verschillende", "diverse"),
        ("ongeveer", "circa"),
        ("tot en met", "t/m"),
        ("ontvangt u", "krijgt u"),
        ("U ontvangt", "U krijgt"),
        ("U krijgt(?! te )", "U ontvangt"),
        ("krijgt u(?! (?:hier |daar |dan )?te )", "ontvangt u"),
        ("begint", "start"),
        ("hierdoor", "daardoor"),
        ("Hierdoor", "Daardoor"),
        ("e-mail", "mail"),
        ("gebruikmaken van", "gebruiken"),
        ("ook", "eveneens"),
        ("soms", "af en toe"),
        ("Soms", "Af en toe"),
        ("snel", "vlug"),
        ("bijna", "haast"),
        ("Ook", "Eveneens"),
    ),
    "en": (
        ("e-mail", "email"),
        ("email", "e-mail"),
        ("at least", "a minimum of"),
        ("approximately", "about"),
        ("roughly", "about"),
        ("receive", "get"),
        ("purchase", "buy"),
        ("for example", "for instance"),
        ("For example", "For instance"),
        ("currently", "at the moment"),
        ("immediately", "right away"),
        ("you need to", "you have to"),
        ("You need to", "You have to"),
        ("want to", "wish to"),
        ("lots of", "many"),
        ("every", "each"),
        ("entire", "whole"),
        ("whole", "entire"),
        ("yearly", "annual"),
        ("big", "large"),
        ("large", "big"),
        ("choose", "pick"),
        ("Choose", "Pick"),
        ("select", "choose"),
        ("Select", "Choose"),
        ("via", "through"),
        ("because(?! of)", "since"),
        ("you must", "you have to"),
        ("You must", "You have to"),
        ("might", "may"),
        ("allows you to", "lets you"),
        ("allow you to", "let you"),
        ("In addition", "Additionally"),
        ("begin", "start"),
        ("begins", "starts"),
        ("as well as", "and also"),
        ("a lot of", "plenty of"),
        ("Once", "As soon as"),
        ("require", "need"),
        ("requires", "needs"),
        ("multiple", "several"),
        ("several", "multiple"),
        ("in order to", "to"),
        ("delete", "remove"),
        ("show(?! up)", "display"),
        ("shows(?! up)", "displays"),
        ("contains", "holds"),
        ("correct", "right"),
        ("click on", "click"),
        ("Click on", "Click"),
        ("ensure", "make sure"),
        ("make sure", "ensure"),
        ("Make sure", "Ensure"),
    ),
}
"""From left to right only: the right one may mean other things as well."""

_U_VERB = re.compile(r"\b(?P<verb>[A-Za-z][a-z]+) u\b(?! (?:zelf )?(?:de|het|een) u)")
_KNOWN = {
    "heeft": "heb", "hebt": "heb", "bent": "ben", "kunt": "kun", "wilt": "wil", "mag": "mag", "moet": "moet",
    "gaat": "ga", "staat": "sta", "doet": "doe", "ziet": "zie", "zit": "zit", "weet": "weet", "laat": "laat",
    "was": "was", "zult": "zul", "had": "had", "zou": "zou", "kon": "kon", "moest": "moest",
}  # fmt: skip
_OTHERS = (
    "als dat die of en wat waar wie hoe voor bij met van aan naar door om omdat dan waarmee wanneer zodat indien over "
    "tegen op uit tot tussen zonder waarvan waarin waarop totdat terwijl maar zodra nadat voordat welke hoeveel waarom "
    "hoelang waaraan waarvoor tenzij mits behalve ook helpt geeft vraagt stuurt adviseert"
)
_NO_VERB = frozenset(_OTHERS.split())
"""Words before "u" that are no verb of which it is the subject."""
_FULL = (
    ("cannot", "can't"), ("do not", "don't"), ("does not", "doesn't"), ("is not", "isn't"), ("are not", "aren't"),
    ("will not", "won't"), ("did not", "didn't"), ("it is", "it's"), ("you are", "you're"), ("You will", "You'll"),
    ("you will", "you'll"), ("has not", "hasn't"), ("have not", "haven't"), ("I am", "I'm"), ("that is", "that's"),
    ("I have", "I've"), ("you have", "you've"), ("There is", "There's"), ("It is", "It's"), ("should not", "shouldn't"),
)  # fmt: skip
_NOT_BARE = re.compile(
    r"(?:it|that|there) is[.,)]|(?:I|you) have (?:a|an|the|to|any|some|your|my|no|two|more|many|one|\w+s)\b", re.I
)


def informal(text: str) -> str:
    """u -> je with its verb; "" where there is no u, or its verb is not sure."""
    if not re.search(r"\b(?:u|U|uw|Uw)\b", text) or re.search(r"\bzich\b", text):
        return ""

    def verb(match: re.Match[str]) -> str:
        word = match["verb"]
        low = word.lower()
        keeps = low in _NO_VERB or not low.endswith("t")
        made = _KNOWN.get(low, low if keeps else low[:-1])
        return f"{made.capitalize() if word[0].isupper() else made} je"

    result = _U_VERB.sub(verb, text)
    result = re.sub(
        r"\b([Uu]) (heeft|is)\b",
        lambda m: f"{'Je' if m[1] == 'U' else 'je'} {'hebt' if m[2] == 'heeft' else 'bent'}",
        result,
    )
    result = re.sub(r"\bu heeft\b", "je hebt", result)
    result = re.sub(r"\bU\b", "Je", result)
    result = re.sub(r"\bu\b", "je", result)
    result = re.sub(r"\bUw\b", "Je", result)
    result = re.sub(r"\buw\b", "je", result)
    # "je" has another form of this verb, which is not looked for so far away.
    return "" if re.search(r"\bje\b[^,.;]* heeft\b", result, re.IGNORECASE) else result


def contracted(text: str) -> str:
    """cannot <-> can't and the like; "" where there is none."""
    result = text
    for full, short in _FULL:
        if re.search(rf"\b{full}\b", result) and not _NOT_BARE.search(result):
            result = re.sub(rf"\b{full}\b", short, result)
        elif re.search(rf"\b{short}\b", result) and "n't" in short:
            result = re.sub(rf"\b{short}\b", full, result)
    return result if result != text else ""


def is_name(word: str, passage: str) -> bool:
    """Whether a word has its capital also where no sentence begins."""
    return (
        word == "I"
        or (len(word) > 1 and word.isupper())
        or bool(re.search(rf"(?<=[a-z,] ){re.escape(word)}\b", passage))
    )


def reformatted(text: str, language: str) -> Iterator[str]:
    """The text with one date, amount or percentage written another way; all possible ones."""
    months = quantity.MONTHS[language]
    for match in quantity.dates(text):
        month = match["month"] or match["month2"]
        if month not in months:
            continue
        number, day, year = months.index(month) + 1, int(match["day"] or match["day2"]), match["year"] or match["year2"]
        for other in _dates(day, month, number, year, language):
            if other != match[0]:
                yield text[: match.start()] + other + text[match.end() :]
    for pattern, made in _AMOUNTS[language]:
        for found in re.finditer(pattern, text):
            yield text[: found.start()] + found.expand(made) + text[found.end() :]


def _dates(day: int, month: str, number: int, year: str | None, language: str) -> Iterator[str]:
    if language == "nl":
        yield f"{day} {month[:3] if month != 'maart' else 'mrt'}{' ' + year if year else ''}"
        if year:
            yield f"{day:02}-{number:02}-{year}"
            yield f"{day}-{number}-{year}"
    else:
        yield f"{month} {day}{', ' + year if year else ''}"
        yield f"{day} {month}{' ' + year if year else ''}"
        yield f"{month[:3]} {day}{', ' + year if year else ''}"
    if year:
        yield f"{year}-{number:02}-{day:02}"


_AMOUNTS = {
    "nl": (
        (r"€ ?(\d+(?:[.,]\d+)*)(?![\d.,]*\d| ?(?:miljoen|miljard|mln))", r"\1 euro"),
        (r"(?<![\d.,])(\d+(?:[.,]\d+)*) euro\b(?! ?cent)", r"€ \1"),
        (r"(?<![\d.,])(\d+(?:[.,]\d+)*) ?%(?!\w)", r"\1 procent"),
        (r"(?<![\d.,])(\d+(?:[.,]\d+)*) procent\b", r"\1%"),
        (r"(?<![\d.,])(\d{1,3})\.(\d{3})(?![\d.,]*\d)", r"\1\2"),
    ),
    "en": (
        (r"\$ ?(\d+(?:[.,]\d+)*)(?![\d.,]*\d| ?(?:million|billion|[kKmM]\b))", r"\1 dollars"),
        (r"€ ?(\d+(?:[.,]\d+)*)(?![\d.,]*\d)", r"\1 euros"),
        (r"(?<![\d.,])(\d+(?:[.,]\d+)*) ?%(?!\w)", r"\1 percent"),
        (r"(?<![\d.,])(\d+(?:[.,]\d+)*) percent\b", r"\1%"),
        (r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d.,]*\d)", r"\1\2"),
    ),
}
