"""Texts into terms, by language: lower case, no accents, no function words, stemmed; codes whole besides.

The one door to tantivy, whose analysers do the stemming.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import tantivy

from copilot.core import text as txt
from copilot.core.types import Chunk

Field = Literal["text", "title"]
ALL_FIELDS: tuple[Field, ...] = ("text", "title")

LANGUAGES = {"nl": "dutch", "en": "english"}
"""Stemmer by language of a chunk; any other language is analysed as English."""
_CODE = "code"
"""Stands for a language where a term is a code, which no language inflects."""
_PREFIXES = {(field, language): f"{field[1]}{language[0]}" for field in ALL_FIELDS for language in (*LANGUAGES, _CODE)}
"""How the vocabulary tells fields and languages apart: "en" begins a Dutch word of a text, "ie" an English one of a
title."""
_LONGEST = 60
_CODE_WORD = re.compile(r"(?<![\w.])\w+(?:[-_./:]\w+)*(?!\w)")
_SEPARATORS = re.compile(r"[-_./:]")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question as the index knows it."""

    word: str
    """Stemmed; a code without its separators."""
    language: str
    """Whose analysis made it; "code" for a code."""
    weight: float = 1.0
    """Of its score; below 1 for what the question did not say itself, such as a synonym."""

    @property
    def is_code(self) -> bool:
        return self.language == _CODE

    def key(self, field: Field) -> bytes:
        """Under which the vocabulary holds it."""
        return f"{_PREFIXES[field, self.language]}{self.word}".encode()


@cache
def _analyzer(language: str) -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_LONGEST))
        .filter(tantivy.Filter.lowercase())
        # Before the stemmer, so that a word finds its like whether or not people typed its accents.
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.custom_stopword(sorted(txt.STOPWORDS_OF[language])))
        .filter(tantivy.Filter.stemmer(LANGUAGES[language]))
        .build()
    )


def codes(text: str) -> list[str]:
    """Product and error codes, identifiers and numbers of a text, each as one: 'E-17' and 'e17' are 'e17'."""
    found = (_SEPARATORS.sub("", match.group()).lower() for match in _CODE_WORD.finditer(text) if _is_code(match))
    return [code for code in found if 2 <= len(code) <= _LONGEST]


def _is_code(match: re.Match[str]) -> bool:
    word = match.group()
    has_digit = any(c.isdigit() for c in word)
    return has_digit or "_" in word.strip("_")


def is_word(word: str) -> bool:
    """Made of letters only, so that it can be misspelt and compounded."""
    return word.isalpha()


def stems(text: str, language: str) -> list[str]:
    return list(_analyzer(language).analyze(text))


@lru_cache(maxsize=1 << 14)
def stem(word: str, language: str) -> str:
    """The term of a single word; "" where it is a function word or none."""
    made = stems(word, language)
    return made[0] if len(made) == 1 else ""


def terms_of(question: str, weight: float = 1.0) -> list[Term]:
    """The terms of a question, each once, in order: as Dutch, as English, and its codes."""
    found = [Term(word, language, weight) for language in LANGUAGES for word in stems(question, language)]
    found += [Term(code, _CODE, weight) for code in codes(question)]
    return list(dict.fromkeys(found))


def words_of(text: str, language: str) -> list[Term]:
    """The words of a text as one language has them, each once, in order."""
    return [Term(word, language) for word in dict.fromkeys(stems(text, language))]


def fields_of(chunk: Chunk, title: str) -> Iterable[tuple[Field, Counter[bytes]]]:
    """Per field the keys of a chunk's terms with how often each occurs."""
    language = chunk.language if chunk.language in LANGUAGES else "en"
    for field, text in (("text", chunk.passage), ("title", f"{title} {chunk.heading}")):
        words, numbers = _PREFIXES[field, language], _PREFIXES[field, _CODE]  # type: ignore[index]
        counted = Counter(f"{words}{word}".encode() for word in stems(text, language))
        counted.update(f"{numbers}{code}".encode() for code in codes(text))
        yield field, counted  # type: ignore[misc]
