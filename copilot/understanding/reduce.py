"""A long question reduced to what it asks, without a language model.

A pasted mail, chat or log loses what is around the question (see `pasted`); of what is left the sentences count that
ask, that say what does not work or that hold a code, and those that tell what it is about: the subject, the first one,
and what stands before a question. The best of them are kept, in their order, up to a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from copilot.core import text as txt
from copilot.understanding import logs, pasted
from copilot.understanding.asking import COURTEOUS, asks, tells_trouble
from copilot.understanding.codes import codes

SHORT = 40
"""A question of at most this many words stays as it is, byte for byte."""
_LETTERS = 12
"""Characters that a word has at most, on average; a text without spaces is long as well."""
_ROOM = 70
"""Words of what is kept."""
_LONG_SENTENCE = 40
"""Words from which a sentence without full stops is cut into its clauses, or into pieces of this length."""
_ENOUGH = 8
"""Words with content in a mail that asks something by itself; below it the mails under it are read too."""
_NOTHING = 4
"""With fewer it only points at what is below it: "can you take this one?"."""
_MOST_SENTENCES = 200
_LOG_LINES = 2
"""Lines of a log that are kept."""

_ASK, _ASKED, _TROUBLE, _CODE, _SUBJECT = 4.0, 3.0, 2.0, 1.5, 2.5
"""What a sentence is worth that has a question mark, asks without one, tells trouble, holds a code, is the subject."""
_FIRST, _BEFORE, _SHARED = 1.0, 1.5, 1.0
"""What it is worth to be the first that says something, to stand before a question, to share a word with one."""
_MOST_SHARED = 2
_LEANS = 5
"""A question with at most so many words with content leans on the sentence before it."""
_SAYS = 3
"""Words with content in a sentence that can be the topic or lead to a question."""
_EMPTY = txt.STOPWORDS | COURTEOUS
_STEM = 6
"""Letters by which two word forms count as the same word."""

_CLAUSE = re.compile(r"[,;]\s|\s[–—-]\s|\s(?=(?:maar|want|dus|but|because|so|and then|en nu)\s)")


@dataclass(slots=True)
class _Sentence:
    text: str
    words: Sequence[str]
    """Folded."""
    content: frozenset[str]
    """Stems of the words that are neither function words nor courtesy."""
    worth: float = 0.0
    asks: bool = False


def reduce(question: str) -> str:
    """The question itself when it is short, else what it asks; never empty."""
    if not _is_longer(question, SHORT):
        return question
    kept: list[str] = []
    room = _ROOM
    messages = pasted.messages(question)
    for message in messages:
        sentences = [*_prose(message), *_log(message)]
        said = sum(len(sentence.content) for sentence in sentences)
        if said < _NOTHING and message is not messages[-1]:
            continue
        chosen = _best(sentences, room)
        kept += [sentence.text for sentence in chosen]
        room -= sum(len(sentence.words) for sentence in chosen)
        if room <= 0 or (said >= _ENOUGH and any(sentence.worth >= _TROUBLE for sentence in chosen)):
            break
    return "\n".join(kept) or _opening(question)


def _is_longer(text: str, words: int) -> bool:
    return len(text) > words * _LETTERS or len(text.split(None, words)) > words


def _opening(text: str) -> str:
    """The first words of a text in which nothing asks."""
    return " ".join(text.split(None, _ROOM)[:_ROOM])[: _ROOM * _LETTERS] or text


def _prose(message: pasted.Message) -> list[_Sentence]:
    """The sentences that say something, with their worth."""
    subject = _measured(message.subject)
    subject.worth = _SUBJECT
    texts = islice(_sentences("\n".join(message.prose)), _MOST_SENTENCES)
    found = [sentence for sentence in map(_measured, texts) if sentence.content]
    for sentence in found:
        _judge(sentence)
    _relate(found, subject.content)
    return [subject, *found] if subject.content else found


def _sentences(prose: str) -> Iterator[str]:
    for start, end in txt.sentences(prose):
        sentence = " ".join(word for word in prose[start:end].split() if not _is_address(word))
        if not _is_longer(sentence, _LONG_SENTENCE):
            yield sentence
            continue
        for clause in _CLAUSE.split(sentence):
            words = clause.split()
            for at in range(0, len(words), _LONG_SENTENCE):
                yield " ".join(words[at : at + _LONG_SENTENCE])[: _LONG_SENTENCE * _LETTERS]


def _is_address(word: str) -> bool:
    return "@" in word or word.startswith(("http://", "https://", "www."))


def _measured(text: str) -> _Sentence:
    words = txt.words(txt.fold(text))
    content = () if pasted.is_sign_off(text) else words
    return _Sentence(text, words, frozenset(word[:_STEM] for word in content if word not in _EMPTY))


def _judge(sentence: _Sentence) -> None:
    """Adds what the sentence is worth by itself."""
    asked = _ASK if "?" in sentence.text else _ASKED if asks(sentence.words) else 0.0
    sentence.asks = asked > 0
    sentence.worth += asked + _TROUBLE * tells_trouble(sentence.words) + _CODE * bool(codes(sentence.text))


def _relate(sentences: Sequence[_Sentence], subject: frozenset[str]) -> None:
    """Adds what the sentences are worth by their place, and by what they share with the subject and the questions."""
    asked = subject.union(*(sentence.content for sentence in sentences if sentence.asks))
    telling = [sentence for sentence in sentences if len(sentence.content) >= _SAYS]
    if telling:
        telling[0].worth += _FIRST
    for before, sentence in pairwise(sentences):
        if sentence.asks and len(sentence.content) <= _LEANS and len(before.content) >= _SAYS:
            before.worth += _BEFORE
    for sentence in telling:
        if not sentence.asks:
            sentence.worth += _SHARED * min(len(sentence.content & asked), _MOST_SHARED)


def _log(message: pasted.Message) -> list[_Sentence]:
    """The lines of a log that tell what went wrong."""
    told = [_measured(line) for line in logs.telling(message.log, _LOG_LINES)]
    for line in told:
        line.worth = _TROUBLE + _CODE
    return told


def _best(sentences: Sequence[_Sentence], room: int) -> list[_Sentence]:
    """The sentences of most worth that fit into so many words, in their order; the first of them always."""
    worth_it = [at for at, sentence in enumerate(sentences) if sentence.worth > 0] or range(len(sentences))
    chosen: list[int] = []
    for at in sorted(worth_it, key=lambda at: (-sentences[at].worth, at)):
        if len(sentences[at].words) <= room or not chosen:
            chosen.append(at)
            room -= len(sentences[at].words)
    return [sentences[at] for at in sorted(chosen)]
