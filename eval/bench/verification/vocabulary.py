"""What a corpus writes about: its names and nouns, read from itself at run time, to be put in each other's place."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from copilot.core import text as txt
from copilot.core.types import Document
from eval.bench.verification import quantity

_ARTICLE = {"nl": "de|het|een|uw|je|geen", "en": "the|a|an|your|this"}
_AFTER = {
    "nl": "die dat van in op met voor aan bij is zijn wordt worden kan kunt moet niet te en of u heeft hebt uit om "
    "door als naar over mag staat krijgt krijgen tot na",
    "en": "of in on with for to is are was will can that which and or at from by you has if when into as must should "
    "before after",
}
_SET_PHRASES = (
    "aantal geval gevallen manier keer tijd deel soort hand plaats vorm basis kant beetje paar orde loop gevolg begin "
    "eind einde moment reden mogelijkheid hoogte beurt hele eigen eerste laatste volgende andere beste meeste zelfde "
    "regel buurt middel voorkeur gebruik ander feit vraag antwoord punt stap dezelfde rest naam gebied gang tussentijd "
    "case way time part kind sort number place lot bit few end beginning moment reason side order first last next "
    "other best same most whole only thing things following above below right left top bottom fact point step rest "
    "well chance look question answer problem issue result example idea current new latest meantime while purpose "
    "behalf"
)
"""Words for which another need not change the meaning."""
_GENERIC = txt.STOPWORDS.union(_SET_PHRASES.split())
_COUNTRY_NAMES = (
    "nederland belgië duitsland frankrijk spanje italië polen zweden denemarken portugal turkije marokko suriname"
)
_COUNTRIES = _COUNTRY_NAMES.split()
_NAME = re.compile(r"(?<=[a-zà-ý,] )(?:[A-Z][a-zA-Z]*[a-z]+(?:\+)?(?: (?=[A-Z][a-z]{2,}))?)+(?![\w'’])")
_NO_NAME = frozenset(name for names in (*quantity.MONTHS.values(), *quantity.WEEKDAYS.values()) for name in names)
_SHARE = 0.25
"""Of its occurrences in which a noun stands behind an article; verbs and adjectives do so less."""


class Vocabulary:
    """Of one language of the corpora. What is rare in it is not used: it may be a slip of the pen."""

    def __init__(self, documents: Iterable[Document], language: str) -> None:
        self._language = language
        texts: dict[str, list[str]] = {}
        for document in documents:
            if document.language == language:
                texts.setdefault(document.source, []).append(document.text)
        self._texts = {source: "\n".join(found) for source, found in texts.items()}
        after = "|".join(_AFTER[language].split())
        self._noun = re.compile(
            rf"\b(?P<article>{_ARTICLE[language]}) (?P<noun>[a-zà-ý]{{4,}})(?=[.,;]| (?:{after})\b)"
        )

    @cached_property
    def _nouns(self) -> dict[tuple[str, str], list[str]]:
        """Source and article -> its nouns, most frequent first."""
        nouns: dict[tuple[str, str], list[str]] = {}
        for source, text in self._texts.items():
            counts, used = Counter(re.findall(r"\b[a-zà-ý]{4,}\b", text)), Counter[str]()
            of_article: dict[str, Counter[str]] = {}
            for match in self._noun.finditer(text):
                used[match["noun"]] += 1
                of_article.setdefault(match["article"], Counter())[match["noun"]] += 1
            for article, found in of_article.items():
                nouns[source, article] = [
                    noun
                    for noun, n in found.most_common(150)
                    if n > 1 and used[noun] >= _SHARE * counts[noun] and noun not in _GENERIC
                ]
        return nouns

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names = {}
        for source, text in self._texts.items():
            found = Counter(match[0] for match in _NAME.finditer(text))
            names[source] = [
                name
                for name, n in found.most_common(120)
                # What is written small as often is a word with a capital, such as a button's.
                if n > 2 and name not in _NO_NAME and text.count(f" {name.lower()} ") < n
            ]
        return names

    def other_noun(self, text: str, known: str, source: str, rng: random.Random) -> str:
        """The text with another noun of the corpus, which the passage does not hold; "" where that cannot be."""
        return _replaced(text, known, rng, self._found(text, source), lambda m: self._nouns[source, m["article"]])

    def other_name(self, text: str, known: str, source: str, rng: random.Random) -> str:
        """The same for a name, or in Dutch a country."""
        names = self._names.get(source, [])
        found = [match for match in _NAME.finditer(text) if match[0] in names]
        if found or self._language != "nl":
            return _replaced(text, known, rng, found, lambda _: names)
        countries = list(re.finditer(rf"\b(?:{'|'.join(_COUNTRIES)})\b", text))
        return _replaced(text, known, rng, countries, lambda _: _COUNTRIES)

    def noun_of_passage(self, text: str, others: Sequence[str], source: str, rng: random.Random) -> str:
        """The text with a noun that another sentence of its passage has behind the same article."""
        stems = {txt.fold(word)[:5] for word in txt.words(text)}
        said = self._found("\n".join(others), source)
        options = [
            (match.span("noun"), other["noun"])
            for match in self._found(text, source)
            for other in said
            if other["article"] == match["article"] and txt.fold(other["noun"])[:5] not in stems
        ]
        if not options:
            return ""
        (start, end), new = rng.choice(options)
        return text[:start] + new + text[end:]

    def _found(self, text: str, source: str) -> list[re.Match[str]]:
        return [m for m in self._noun.finditer(text) if m["noun"] in self._nouns.get((source, m["article"]), ())]


def _replaced(
    text: str,
    known: str,
    rng: random.Random,
    found: Sequence[re.Match[str]],
    choices: Callable[[re.Match[str]], Sequence[str]],
) -> str:
    """known: what holds none of the words that may be put in the place of what was found."""
    if not found:
        return ""
    match = rng.choice(found)
    taken = {txt.fold(word)[:4] for word in txt.words(known)}
    options = [new for new in choices(match) if not any(txt.fold(word)[:4] in taken for word in new.split())]
    if not options:
        return ""
    start, end = match.span("noun" if "noun" in match.re.groupindex else 0)
    return text[:start] + rng.choice(options) + text[end:]
