"""Words, sentences and languages: the small reading that several packages share."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = re.compile(r"\w+(?:[.,:'’/-]\w+)*")
_ABBREVIATIONS = (
    "bijv bv blz ca dhr mevr mw nr tel incl excl evt enz etc o.a m.b.t t.a.v d.w.z i.v.m z.s.m a.u.b "
    "m.u.v t/m mr mrs ms dr prof ir ing st vs approx no e.g i.e max min art jr sr"
)
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
_LOOKED_AT = 2000
"""Characters of a text that tell its language."""
_WRAPPED = 45
"""Characters from which a line without a full stop is taken to go on in the next."""
_ITEM = re.compile(r"[-*•#|>]|\d+[.)]")
_BREAK = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\s*\n+\s*")

_STOPWORDS_NL = (
    "de het een en van ik in is dat die te op aan met voor zijn er niet ook om als maar dan bij uit nog naar heb "
    "hebt heeft hebben kan kunt kunnen mag moet moeten wil willen wordt worden word was waren ben bent u uw je "
    "jij jouw mij mijn me wij we ons onze zij ze hun hij hem haar wat wie waar wanneer waarom hoe welke welk "
    "hoeveel of door over tot tegen na deze dit zo al wel geen iets niets meer zou zal zullen doe doen doet dus "
    "toch even graag krijg krijgt krijgen ga gaat gaan kom komt komen laat iemand mensen hoelang hoeft zelf via "
    "ik'm eens hier daar"
)
_STOPWORDS_EN = (
    "the a an and of to in is it that this for on with as are was were be been do does did i you he she we they "
    "my your his her our their me him us them what which who when where why how can could should would will may "
    "might must not no or but if then than from by at about into over after before there here any some have has "
    "had get got if so just much many long need want please"
)
LANGUAGES = ("nl", "en", "de", "fr")
"""ISO 639-1 codes of the languages that are told apart."""

STOPWORDS_OF = {"nl": frozenset(_STOPWORDS_NL.split()), "en": frozenset(_STOPWORDS_EN.split())}
STOPWORDS = frozenset[str]().union(*STOPWORDS_OF.values())
"""Function words of Dutch and English: they carry no topic."""


def fold(text: str) -> str:
    """Lower case without accents: 'Coördinatie' -> 'coordinatie'."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Words as written; codes and numbers such as E-17, 7,50 or 3x80 stay whole."""
    return _WORD.findall(text)


def content_words(text: str) -> list[str]:
    """Folded words without the function words of Dutch and English, in order."""
    return [w for w in map(fold, words(text)) if w not in STOPWORDS]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """[start, end) spans of the sentences of text[start:end].

    Blank lines, list items, table rows and short lines end a sentence; abbreviations and the line breaks of wrapped
    mail do not.
    """
    end = len(text) if end is None else end
    spans, begin = [], start
    for match in _BREAK.finditer(text, start, end):
        before = text[begin : match.start()]
        if "\n" not in match.group():
            if _is_abbreviation(before):
                continue
        elif match.group().count("\n") == 1 and _is_wrapped(text, match.start(), match.end()):
            continue
        spans.append((begin, match.start()))
        begin = match.end()
    spans.append((begin, end))
    return [(s, e) for s, e in (strip(text, s, e) for s, e in spans) if s < e]


def _is_abbreviation(sentence: str) -> bool:
    last = sentence.rsplit(None, 1)[-1].rstrip(".").lower() if sentence.strip() else ""
    is_initial = len(last) == 1 and last.isalpha()
    is_number_of_list = last.isdigit() and len(sentence.strip()) <= 4
    return last in _ABBREVIATED or is_initial or is_number_of_list


def _is_wrapped(text: str, end: int, following: int) -> bool:
    """Whether the line break between `end` and `following` only wraps a line, as mail programs do."""
    line = text[text.rfind("\n", 0, end) + 1 : end].rstrip()
    after = text[following : following + 3]
    return len(line) >= _WRAPPED and line[-1] not in ".!?:;…" and "|" not in line and not _ITEM.match(after)


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The span [start, end) without blank space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def language(text: str, default: str = "nl", certainty: float = 0.0) -> str:
    """ISO 639-1 code among nl, en, de, fr; `default` when the text has no words.

    Function words decide where they can (they do in a short question); py3langid decides otherwise, if its
    probability (0-1) is at least `certainty`.
    """
    text = text[:_LOOKED_AT]
    lowered = [w.lower() for w in words(text)]
    if not any(w.isalpha() for w in lowered):
        return default
    dutch, english = sum(w in _DUTCH for w in lowered), sum(w in _ENGLISH for w in lowered)
    if max(dutch, english) >= 2 * min(dutch, english) + 1 and max(dutch, english) >= 0.2 * len(lowered):
        return "nl" if dutch > english else "en"
    code, probability = _identifier().classify(text)
    return str(code) if probability >= certainty else default


_DUTCH = STOPWORDS_OF["nl"] - STOPWORDS_OF["en"]
_ENGLISH = STOPWORDS_OF["en"] - STOPWORDS_OF["nl"]
