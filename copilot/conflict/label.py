"""A disagreement's short name, in the answer's language: the asked words that the statement is about."""

from __future__ import annotations

from copilot.conflict.concept import concepts, weight
from copilot.conflict.statement import Statement
from copilot.core import text as txt

_WORDS = 5


def label(question: str, language: str, statement: Statement) -> str:
    """The question's own words, those of the statement first where there are too many; "" never."""
    about = statement.core | statement.around
    telling = []
    for word in txt.words(question):
        meant = concepts(word, language)
        if meant and meant & about and word not in telling:
            telling.append(word)
    telling.sort(key=lambda word: -max(map(weight, concepts(word, language))))
    kept = set(telling[:_WORDS])
    words = [word for word in dict.fromkeys(txt.words(question)) if word in kept]
    return " ".join(words) or question.strip().rstrip("?")
