"""A sentence as it is compared: its words, its facts, what turns it and the conditions it sets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from copilot.fact import Fact, facts
from copilot.verification.conditions import Condition, conditions
from copilot.verification.operators import Operator, operators
from copilot.verification.words import PARTICLES, fold, is_glue

_WORD = re.compile(r"\w+(?:[.,:'’/-]\w+)*")
_BREAK = re.compile(r"[,;:()–—]|[.!?](?=\s)|\n|(?<!\w)(?:maar|but|terwijl|while|whereas|omdat|because|zodat)(?!\w)")


_ENDING = re.compile(r"['’](?:s|m|re|ve|ll|d)?$")
_SEPARATED = re.compile(rf"(?<!\w)({PARTICLES}) te (?=[^\W\d_]{{3,}}en(?!\w))", re.IGNORECASE)
"""door te geven: doorgeven."""
_PHRASES = [
    (re.compile(rf"(?<!\w)(?:{spellings})(?!\w)", re.IGNORECASE), word)
    for word, spellings in {
        "gratis": r"(?:zonder|geen) (?:extra )?kosten(?: verbonden)?|free of charge|without (?:any )?(?:cost|charge)s?"
        r"|(?:at|for) (?:no|zero) (?:extra )?(?:cost|charge)",
        "once": "as soon as",
        "soms": "af en toe|nu en dan|zo nu en dan",
        "sometimes": "now and then|from time to time|at times|occasionally",
        "meteen": "direct|onmiddellijk|per direct|right away|straight away|at once|as soon as possible",
        "now": "at the moment|at this moment|currently|at present|presently|op dit moment|momenteel|thans",
        "mail": "e-?mail messages?|e-mails?|emails?|mails",
        "many": "a lot of|lots of|plenty of|a large number of",
        "veel": "een groot aantal|een heleboel|tal van",
        "because": "due to the fact that|owing to",
        "to": "in order to",
    }.items()
]
"""Several words that are read as one: a denial that is none, a comparison that is none."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word that carries meaning, or a fact."""

    word: str
    """Folded; of a fact its text."""
    start: int
    end: int
    fact: Fact | None
    clause: int
    """Counted from 0 at each comma and conjunction."""
    condition: int
    """Index into the sentence's conditions; -1 outside them."""


@dataclass(frozen=True, slots=True)
class Reading:
    text: str
    tokens: tuple[Token, ...]
    operators: tuple[Operator, ...]
    conditions: tuple[Condition, ...]

    def near(self, operator: Operator, reach: int) -> list[int]:
        """Indexes of at most `reach` tokens on each side of an operator, of its own clause where there are any."""
        at = bisect_right(self.tokens, operator.start, key=lambda token: token.start)
        around = [*range(max(0, at - reach), at), *range(at, min(len(self.tokens), at + reach))]
        return [index for index in around if not self._apart(operator, self.tokens[index])] or around

    def _apart(self, operator: Operator, token: Token) -> bool:
        """Whether another clause begins between them."""
        if token.start >= operator.end:
            return _BREAK.search(self.text, operator.end, token.start) is not None
        return _BREAK.search(self.text, token.end, operator.start) is not None


def read(text: str, language: str) -> Reading:
    """language: ISO 639-1, decides how dates and capitals are read."""
    text = plain(text)
    for phrase, word in _PHRASES:
        text = phrase.sub(word, text)
    text = _SEPARATED.sub(r"\1", text)
    found_facts = [fact for fact in facts(text, language) if fact.kind != "name"]
    found_operators = tuple(operators(text))
    found_conditions = conditions(text)
    breaks = [match.start() for match in _BREAK.finditer(text)]
    taken = [(fact.start, fact.end) for fact in found_facts] + [(o.start, o.end) for o in found_operators]
    tokens = [
        Token(fold(match[0]), *match.span(), None, 0, -1)
        for match in _WORD.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    tokens = [part for token in tokens for part in _parts(token) if not is_glue(part.word)]
    tokens += [Token(fold(text[f.start : f.end]), f.start, f.end, f, 0, -1) for f in found_facts]
    placed = tuple(
        Token(
            token.word,
            token.start,
            token.end,
            token.fact,
            bisect_right(breaks, token.start),
            next((n for n, c in enumerate(found_conditions) if c.start <= token.start < c.end), -1),
        )
        for token in sorted(tokens, key=lambda token: token.start)
    )
    return Reading(text, placed, found_operators, found_conditions)


def plain(text: str) -> str:
    """As a browser shows it: compatibility forms resolved, invisible characters gone."""
    if text.isascii():
        return text
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return visible.replace("。", ".")


def _parts(token: Token) -> list[Token]:
    """The words of "aan/uit" and "huur-overeenkomst"; a possessive ending is none."""
    word = _ENDING.sub("", token.word)
    if "/" not in word and "-" not in word:
        return [Token(word, token.start, token.end, None, 0, -1)]
    return [
        Token(match[0], token.start + match.start(), token.start + match.end(), None, 0, -1)
        for match in re.finditer(r"[^/-]+", word)
    ]
