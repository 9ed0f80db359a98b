"""Each sentence against the passages it cites: what is not supported is not shown.

A sentence that stands in its passage word for word is supported. Any other must have every number and code from
its passages, and enough of its content words; between languages, where words differ, its meaning is compared instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from copilot.core import text as txt
from copilot.core.ports import Claim, Passage

_COVERAGE = 0.6
"""Share of a sentence's content words that must stand in its passages."""
_STEM = 5
"""Letters by which two word forms count as the same word: opzegt, opzegvergoeding."""
_SIMILARITY = 0.86
"""Cosine from which a sentence and a passage in another language say the same (bundled model)."""
_NUMERIC = re.compile(r"\w*\d[\w.,:/-]*")


def supported_by(
    claim: Claim, passages: Sequence[Passage], language: str, similarity: Callable[[str, str], float]
) -> tuple[int, ...]:
    """Numbers of the passages that support the claim; empty when it is not supported.

    A claim without a citation is tried against every passage: models forget markers more often than they invent.
    similarity: cosine between a sentence and a passage, in [-1, 1].
    """
    if not txt.words(claim.text):
        return ()
    known = {passage.n: passage for passage in passages}
    cited = [known[n] for n in claim.passages if n in known] or list(passages)
    verbatim = [p.n for p in cited if _spaced(claim.text) in _spaced(p.text)]
    if verbatim:
        return tuple(verbatim) if claim.passages else (verbatim[0],)
    supporting = [p for p in cited if _supports(claim.text, p, language, similarity)]
    if supporting:
        return tuple(p.n for p in (supporting if claim.passages else supporting[:1]))
    # Two passages may carry one sentence together, as when a model compares them.
    together = " ".join(p.text for p in cited)
    if claim.passages and len(cited) > 1 and _covers(claim.text, together):
        return tuple(p.n for p in cited)
    return ()


def _supports(sentence: str, passage: Passage, language: str, similarity: Callable[[str, str], float]) -> bool:
    text = f"{passage.hit.document.title}\n{passage.text}"
    if _covers(sentence, text):
        return True
    other_language = passage.hit.document.language != language
    return other_language and _numbers(sentence) <= _numbers(text) and similarity(sentence, text) >= _SIMILARITY


def _covers(sentence: str, text: str) -> bool:
    wanted = {word[:_STEM] for word in txt.content_words(sentence)}
    held = {word[:_STEM] for word in txt.content_words(text)}
    return _numbers(sentence) <= _numbers(text) and len(wanted & held) >= _COVERAGE * len(wanted)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _numbers(text: str) -> set[str]:
    """Numbers and codes, without the punctuation that follows them."""
    return {found.rstrip(".,:/-").lower() for found in _NUMERIC.findall(text)}
