"""A question for the embedder, its misspelt words as documents that exist for the asker spell them.

The word index knows stems; what a word looks like is read from a passage that holds it.
"""

from __future__ import annotations

import re

from copilot.core import text as txt
from copilot.core.snapshot import Scope, Snapshot
from copilot.core.snapshot.lexical import Expanded, Term, stem

_WORD = re.compile(r"\w+")


def repaired(text: str, expanded: Expanded, snapshot: Snapshot, scope: Scope) -> str:
    """The text with each misspelt word as the sources have it."""
    written = {word: _written(term, snapshot, scope) for word, term in expanded.repaired.items()}
    return _WORD.sub(lambda match: written.get(txt.fold(match.group())) or match.group(), text) if written else text


def _written(term: Term, snapshot: Snapshot, scope: Scope) -> str:
    """ "" where no passage shows it: its stem came from a word in pieces."""
    rows = snapshot.words.matches([term], scope).best(1)[0]
    passages = (chunk.passage for chunk, _ in snapshot.records.chunks(rows.tolist()))
    found = (word for passage in passages for word in _WORD.findall(passage) if _is(term, word))
    return next(found, "")


def _is(term: Term, word: str) -> bool:
    return stem(txt.fold(word), term.language) == term.word
