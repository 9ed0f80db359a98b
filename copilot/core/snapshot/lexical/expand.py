"""A question's words as the index of one scope knows them: repaired, joined and split where they are not in it.

Everything is looked up among the words that occur inside the scope, so that nobody learns from a repaired word what
stands in a document that does not exist for him. A repaired or taken-apart word counts less than one that was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from copilot.core import text as txt
from copilot.core.snapshot.lexical.analysis import LANGUAGES, Term, is_word, stem, terms_of
from copilot.core.snapshot.lexical.index import LexicalIndex
from copilot.core.snapshot.remembered import remembered

if TYPE_CHECKING:
    from copilot.core.snapshot.scope import Scope

_REPAIRED = 0.8
_PART = 0.5
"""Weight of a half of a compound, which says less than the whole."""
_SHORTEST_PART = 4
_SHORTEST_REPAIRED = 5
_TWO_FAULTS = 9
"""Letters from which a word may hold two typing errors."""
_LINKS = ("", "s", "e", "en", "n")
"""What stands between the halves of a Dutch compound: bedrijf-s-adres, zon-ne-paneel has its own e."""
_MOST_WORDS = 64
"""A pasted mail must not become a search for thousands of words."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """What is searched for."""

    terms: list[Term]
    repaired: dict[str, Term]
    """Misspelt words, folded, with what the scope has instead."""


class Expander:
    """Reads one index; what it decoded of the vocabulary it keeps."""

    def __init__(self, index: LexicalIndex) -> None:
        self._index = index

    def expand(self, question: str, language: str, synonyms: Iterable[tuple[str, float]], scope: Scope) -> Expanded:
        """The terms to search for, each once; where one comes up twice its higher weight counts.

        language: of the question: a word is repaired to one of the same language, never translated by its looks.

        synonyms: (text, weight) of what means the same as something in the question.
        """
        words = [word for word in map(txt.fold, txt.words(question)) if is_word(word)]
        words = [word for word in dict.fromkeys(words) if word not in txt.STOPWORDS][:_MOST_WORDS]
        found = [*terms_of(" ".join(txt.words(question)[: 4 * _MOST_WORDS]))]
        for text, weight in synonyms:
            found += terms_of(text, weight)
        found += [term for pair in pairwise(words) if (term := self._known("".join(pair), scope))]
        repaired: dict[str, Term] = {}
        for word in words:
            parts = self._parts(word, scope)
            found += parts
            unknown = not parts and len(word) >= _SHORTEST_REPAIRED and not self._is_known(word, scope)
            if unknown and (near := self._repaired(word, language, scope)):
                repaired[word] = near
        found += repaired.values()
        weights: dict[Term, float] = {}
        for term in found:
            plain = Term(term.word, term.language)
            weights[plain] = max(weights.get(plain, 0.0), term.weight)
        terms = [Term(plain.word, plain.language, weight) for plain, weight in weights.items()]
        return Expanded(terms, repaired)

    def _known(self, word: str, scope: Scope) -> Term | None:
        """A Dutch word as a term, where the scope has it."""
        term = Term(stem(word, "nl"), "nl")
        return term if term.word and self._frequency(term, scope) else None

    def _is_known(self, word: str, scope: Scope) -> bool:
        return any(
            self._frequency(Term(stemmed, language), scope)
            for language in LANGUAGES
            if (stemmed := stem(word, language))
        )

    def _frequency(self, term: Term, scope: Scope) -> int:
        number = self._index.vocabulary.number(term.key("text"))
        return 0 if number is None else self._index.frequency(number, scope)

    def _parts(self, word: str, scope: Scope) -> list[Term]:
        """The halves of a Dutch compound; of several ways to cut it the one whose rarer half is most frequent."""
        best: list[Term] = []
        most = 0
        for first, second in _halves(word):
            halves = [Term(stem(half, "nl"), "nl", _PART) for half in (first, second)]
            least = min(self._frequency(half, scope) if half.word else 0 for half in halves)
            if least > most:
                best, most = halves, least
        return best

    def _repaired(self, word: str, language: str, scope: Scope) -> Term | None:
        """The nearest word of the scope: fewest typing errors, then the most frequent."""
        language = language if language in LANGUAGES else "en"
        faults = 2 if len(word) >= _TWO_FAULTS else 1
        wanted = stem(word, language) or word
        candidates = []
        for start in {wanted[:2], wanted[1::-1]}:
            known = self._beginning(language, start)
            # Without a limit: words that this asker may not know must not push out those that he may.
            near = process.extract(wanted, known, scorer=OSA.distance, score_cutoff=faults, limit=None)
            for other, distance, _ in near:
                if frequency := self._frequency(Term(other, language), scope):
                    candidates.append((distance, -frequency, other))
        return Term(min(candidates)[-1], language, _REPAIRED) if candidates else None

    @remembered(512)
    def _beginning(self, language: str, letters: str) -> list[str]:
        """All words of texts in a language that begin so."""
        vocabulary, prefix = self._index.vocabulary, Term(letters, language).key("text")
        skipped = len(prefix) - len(letters.encode())
        return [vocabulary[number][skipped:].decode() for number in vocabulary.beginning(prefix)]


def _halves(word: str) -> Iterator[tuple[str, str]]:
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        for link in _LINKS:
            if word.startswith(link, cut) and len(word) - cut - len(link) >= _SHORTEST_PART:
                yield word[:cut], word[cut + len(link) :]
