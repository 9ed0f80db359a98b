"""A language model's reply while it comes in: its sentences, and whether it is an answer at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from copilot.core import text as txt
from copilot.core.ports import Claim, Passage
from copilot.generators import _data

NOT_FOUND = "NOT_FOUND"
"""What a model writes when the passages do not hold the answer."""

_THOUGHT = ("<think>", "</think>")
"""Between these some models think aloud before they answer."""
_MARKERS = re.compile(r"\s*(?:\[(\d+(?:\s*,\s*\d+)*)\]|[\[(]passage\s+(\d+)[\])])", re.IGNORECASE)
_PREFACE = re.compile(r"^(?:(?:antwoord|answer|passage \d+):\s*)?(?:[-*•–]\s+|\d{1,2}[.)]\s+(?=\D))?", re.IGNORECASE)
"""What a model puts before a sentence: a label, the bullet or number of a list."""
_EMPHASIS = re.compile(r"\*\*|`")
_BREAK = re.compile(r"(?<=[.!?\]\n])(?=\s+(?:[^\s\[]|\[(?!\d|passage|$)))")
_END = tuple(".!?…])}\"'”’»*`")
_ITEM = re.compile(r"\s*(?:[-*•|]|\d+[.)])\s")
"""The last item of a list often has no full stop."""
_QUOTED = re.compile(r"""“[^”]*”|„[^”“]*[”“]|‘[^’]*’|«[^»]*»|"[^"]*"|(?<!\w)'[^']*'(?!\w)""")

_TELLING = 8
"""Words of the model's own that tell their language; fewer may be names and what stands on a screen."""
_OWN_SHARE = 0.2
"""Share of function words of a language from which a text is written in it, whatever else it holds."""
_CERTAIN = 0.99
"""Probability of another language from which a text counts as written in that."""
_FUNCTION_WORDS = {
    "nl": txt.STOPWORDS_OF["nl"] - txt.STOPWORDS_OF["en"],
    "en": txt.STOPWORDS_OF["en"] - txt.STOPWORDS_OF["nl"],
}


class UnusableError(Exception):
    """The reply is no answer, or no longer one. Its message says what the model did, without a word of the reply."""


class Reply:
    """Sentences as soon as they are complete.

    Raises UnusableError before a sentence that shows that the model answers in another language than it was asked.
    """

    def __init__(self, passages: Sequence[Passage], language: str) -> None:
        self._sources = [" ".join(passage.text.split()) for passage in passages]
        self._is_quotable = any(NOT_FOUND in source for source in self._sources)
        self._language = language
        self._rest = self._own = ""
        self._last: Claim | None = None

    @property
    def gives_up(self) -> bool:
        """Whether the model found no answer in the passages; what it writes after that does not count."""
        return NOT_FOUND in self._rest and not (self._is_quotable or self._thinks)

    @property
    def _thinks(self) -> bool:
        return self._rest.lstrip().startswith(_THOUGHT[0])

    def add(self, piece: str) -> Iterator[Claim]:
        """The sentences that the piece completes."""
        self._rest += _data.visible(piece)
        if self._thinks:
            self._rest = self._rest.partition(_THOUGHT[1])[2] or self._rest
        # A sentence is complete once the next one has begun; its markers may follow its full stop.
        *complete, _ = _sentences(self._rest)
        if complete and not (self.gives_up or self._thinks):
            self._rest = self._rest[sum(map(len, complete)) :]
            yield from self._claims(complete)

    def end(self) -> Iterator[Claim]:
        """What is left once the model is done. Raises UnusableError when it said nothing or stopped amid a sentence."""
        if self._thinks:
            raise UnusableError("thought without end")
        last = self._rest.split(NOT_FOUND)[0] if self.gives_up else self._rest
        if _is_cut(last) and not self.gives_up:
            raise UnusableError("stopped amid a sentence")
        yield from self._claims(filter(str.strip, _sentences(last)))
        if not (self.gives_up or self._last):
            raise UnusableError("said nothing")

    def _claims(self, sentences: Iterable[str]) -> Iterator[Claim]:
        """Without what a model says twice on end, as it does before it loops for ever."""
        for claim in map(self._claim, sentences):
            if claim != self._last:
                yield claim
            self._last = claim

    def _claim(self, sentence: str) -> Claim:
        numbers = [int(n) for groups in _MARKERS.findall(sentence) for n in ",".join(filter(None, groups)).split(",")]
        text = _PREFACE.sub("", _EMPHASIS.sub("", _MARKERS.sub("", sentence)).strip())
        # A quote stays in the language of its source.
        if not any(" ".join(text.split()) in source for source in self._sources):
            self._own += f"{_QUOTED.sub(' ', text)}\n"
            if _is_foreign(self._own, self._language):
                raise UnusableError(f"did not answer in {self._language}")
        return Claim(text, tuple(dict.fromkeys(numbers)))


def _sentences(text: str) -> list[str]:
    """Pieces that joined give the text back; each ends after its sentence's markers and blank space."""
    joined: list[str] = []
    for piece in _BREAK.split(text):
        if joined and _ends_in_abbreviation(joined[-1]):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _ends_in_abbreviation(piece: str) -> bool:
    return len(txt.sentences(f"{piece.strip()} Xx")) == 1 and not piece.rstrip().endswith("]")


def _is_cut(text: str) -> bool:
    """Whether it stops amid a sentence."""
    line = text.strip().rpartition("\n")[2]
    return bool(line) and not (line.endswith(_END) or _ITEM.match(line))


def _is_foreign(text: str, language: str) -> bool:
    """Whether the text is certainly in another language."""
    words = [word.lower() for word in txt.words(text)]
    if len(words) < _TELLING or language not in txt.LANGUAGES:
        return False
    own = sum(word in _FUNCTION_WORDS.get(language, ()) for word in words)
    return own < _OWN_SHARE * len(words) and txt.language(text, language, _CERTAIN) != language
