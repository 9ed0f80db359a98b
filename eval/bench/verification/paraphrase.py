"""Supported claims: what a passage says, in other words that are certainly still true. One function a kind."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from copilot.core import text as txt
from eval.bench.verification import clauses, quantity, wording
from eval.bench.verification.corpus import Place, is_usable

Paraphrase = Callable[[Place, random.Random], str]
"""Gives "" where a place does not allow it."""

_PARENTHESIS = re.compile(r" \([^()]{3,60}\)(?!\w)")
_LIMITS = re.compile(
    r"\b(?:niet|geen|behalve|uitzondering|tenzij|mits|alleen|als|vanaf|tot|of)\b|\d"
    r"|\b(?:without|not|no|except|unless|only|if|other|optional|or|least|most)\b",
    re.IGNORECASE,
)
"""In a parenthesis: it may be what makes the sentence true."""
_FILLER = {
    "nl": re.compile(r"(?<! maar)(?<! zowel) (?:ook|namelijk|natuurlijk|immers|echter|uiteraard|gerust)(?= [a-zà-ý])"),
    "en": re.compile(r"(?<! but)(?<! or) (?:also|just|simply|actually|really|basically|however|obviously)(?= [a-z])"),
}
_OPENER = {
    "nl": re.compile(r"(?:Let op: |Tip: |(?:Maar|En|Want) (?=(?:u|je|de|het|een|er|dit|dat|we|wij|uw) ))"),
    "en": re.compile(
        r"(?:Note that |However, |Also, |In addition, |Basically, |Unfortunately, |Additionally, |Actually, "
        r"|(?:And|But|So),? (?=(?:you|the|it|they|there|this|that|your|we|a) ))"
    ),
}
_NO_COUNT = re.compile(
    r"(?:[€$#/]|[A-Z]\w*|\b(?:artikel|regel|lid|nummer|stap|pagina|versie|bel|kies|toets|versions?|step|line|page|type|"
    r"option|level|number|item|model|build|letter)) ?$"
)
"""Before a number: it is a name or an amount, and stays in digits."""
_STARTS_ON = re.compile(
    r"(?:Maar|En|Want|Dus|Of|But|And|So|Or|Then|Dan|Zoals|Bijvoorbeeld|Denk|Also|Which|Who|Because|If|When|Als|However)\b"
)
_ITEM = re.compile(r"^[ \t]*(?:(?P<bullet>[-*•])|\d+[.)])[ \t]+(?P<text>[^\n]+?)[;,.]?$", re.MULTILINE)
_OWN_SENTENCE = re.compile(r"[:?!→]|\. ")
_INTRODUCES = re.compile(r":$|\b(?:below|following|onderstaande|volgende)\b")
_HEADS_NOTHING = re.compile(r"\?$|\b(?:niet|geen|not|no)\b", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<text>[^\n]+)$", re.MULTILINE)


def literal(place: Place, rng: random.Random) -> str:  # noqa: ARG001
    return place.text


def markup(place: Place, rng: random.Random) -> str:
    """Bold, line breaks, other blanks and quotes, as a model or a copy sets them."""
    words = place.text.split(" ")
    longer = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not longer:
        return ""
    i = rng.choice(longer)
    return rng.choice(
        (
            " ".join((*words[:i], f"**{words[i]}**", *words[i + 1 :])),
            " ".join((*words[:i], f"*{words[i]}*", *words[i + 1 :])),
            " ".join(words[:i]) + "\n" + " ".join(words[i:]) if i else f"- {place.text}",
            " ".join(words[: i + 1]) + "  " + " ".join(words[i + 1 :]),
            " ".join(words[: i + 1]) + "\u00a0" + " ".join(words[i + 1 :]),
            f"- {place.text}",
            place.text.removesuffix("."),
            f"“{place.text}”",
            place.text.replace("'", "’").replace('"', "”"),
        )
    )


def reordered(place: Place, rng: random.Random) -> str:  # noqa: ARG001
    """The condition behind what it leads to, or before it."""
    if place.language == "nl" and (whole := clauses.asked(place.previous, place.text)):
        return whole
    clause = clauses.parse(place.text, place.language)
    if clause is None:
        return ""
    return clause.back() if clauses.is_front(place.text) else clause.front()


def synonyms(place: Place, rng: random.Random) -> str:
    """One to three words replaced by others that mean the same."""
    return _substituted(place.text, wording.SYNONYMS[place.language], rng)


def you_form(place: Place, rng: random.Random) -> str:  # noqa: ARG001
    """Dutch u and uw become je; English is contracted or written out."""
    if place.language == "nl":
        return wording.informal(place.text)
    return wording.contracted(place.text)


def numerals(place: Place, rng: random.Random) -> str:
    """Digits become words, words digits."""
    named, value = quantity.NAMED[place.language], quantity.VALUE[place.language]
    options = [
        (match, named[int(match[0])] if match[0].isdigit() else str(value[match[0]]))
        for match in quantity.numbers(place.text)
        if (noun := re.match(r" ([a-zà-ý]{3,})", place.text[match.end() :]))
        and noun[1] not in txt.STOPWORDS
        and not _NO_COUNT.search(place.text[: match.start()])
        and (match[0] in value or (match[0].isdigit() and int(match[0]) in named))
    ]
    if not options:
        return ""
    match, other = rng.choice(options)
    return place.text[: match.start()] + other + place.text[match.end() :]


def formats(place: Place, rng: random.Random) -> str:
    """Dates, amounts and percentages written another way."""
    options = list(wording.reformatted(place.text, place.language))
    return rng.choice(options) if options else ""


def shortened(place: Place, rng: random.Random) -> str:
    """Without a parenthesis, an opening word, or a word that only joins sentences."""
    text = place.text
    options = [
        text[: match.start()] + text[match.end() :]
        for match in _PARENTHESIS.finditer(text)
        if not _LIMITS.search(match[0])
    ]
    if match := _OPENER[place.language].match(text):
        rest = text[match.end() :]
        options.append(rest[:1].upper() + rest[1:])
    if not re.search(r"\b(?:niet|geen|not|n't|no)\b|n't", text):
        options += [text[: m.start()] + text[m.end() :] for m in _FILLER[place.language].finditer(text)]
    return rng.choice(options) if options else ""


def merged(place: Place, rng: random.Random) -> str:  # noqa: ARG001
    """Two sentences that follow each other become one."""
    first, second = place.text, place.next
    if not (second and is_usable(second) and first.endswith(".")) or _STARTS_ON.match(second):
        return ""
    if place.previous.endswith("?") or len(first.split()) + len(second.split()) > 40 or " - " in first + second:
        return ""
    head, _, rest = second.partition(" ")
    lowered = (
        second
        if head == "I" or head != head.capitalize() or wording.is_name(head, place.passage)
        else f"{head.lower()} {rest}"
    )
    joint = "en" if place.language == "nl" else "and"
    return f"{first.removesuffix('.')}, {joint} {lowered}"


def listed(place: Place, rng: random.Random) -> str:
    """An item of a list with the line that introduces it; else a statement behind its section's heading."""
    if place.document.kind != "wiki":
        return ""
    passage = place.passage
    items = list(_ITEM.finditer(passage))
    options = []
    for item in items:
        before = passage[: item.start()].rstrip().splitlines()
        while before and (same := _ITEM.fullmatch(before[-1])) and same["bullet"] == item["bullet"]:
            before.pop()
        intro = before[-1].strip() if before else ""
        intro = re.sub(r"\*\*|^#+ *|^\d+[.)] *", "", intro)
        told = len(intro.split()), len(item["text"].split())
        if (
            _INTRODUCES.search(intro)
            and 2 <= told[0] <= 20
            and 1 <= told[1] <= 20
            and not _OWN_SENTENCE.search(item["text"])
        ):
            options.append(f"{intro.removesuffix(':')}: {item['text'].strip()}.")
    headings = [m for m in _HEADING.finditer(passage) if m.start() < place.spans[place.index][0] - place.start]
    if options and rng.random() < 0.5:
        return rng.choice(options)
    if headings and len(headings[-1]["text"].split()) <= 8 and not _HEADS_NOTHING.search(headings[-1]["text"]):
        return f"{headings[-1]['text'].strip()}: {place.text}"
    return rng.choice(options) if options else ""


def _substituted(text: str, pairs: tuple[tuple[str, str], ...], rng: random.Random) -> str:
    found = [(old, new) for old, new in pairs if re.search(rf"\b{old}\b", text)]
    rng.shuffle(found)
    result = text
    for old, new in found[:3]:
        result = re.sub(rf"\b{old}\b", new, result, count=1)
    return result if result != text else ""


KINDS: dict[str, Paraphrase] = {
    "literal": literal,
    "markup": markup,
    "reordered": reordered,
    "synonyms": synonyms,
    "you_form": you_form,
    "numerals": numerals,
    "formats": formats,
    "shortened": shortened,
    "merged": merged,
    "listed": listed,
}
