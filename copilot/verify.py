"""Each sentence against the passages it cites: what is not supported is not shown.

Numbers, codes and addresses must stand in the passage as they are, whatever else does: an invented amount misleads,
and an invented link is how an obeyed injection gets out. Beyond that, a sentence that stands in its passage word for
word is supported; any other must have enough of its content words from there, and may deny only where the passage
denies. Between languages, where words differ, its meaning is compared instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from copilot.core import text as txt
from copilot.core.ports import Claim, Passage

_COVERAGE = 0.6
"""Share of a sentence's content words that must stand in its passages."""
_STEM = 5
"""Letters by which two word forms count as the same word: opzegt, opzegvergoeding."""
_SIMILARITY = 0.86
"""Cosine from which a sentence and a passage in another language say the same (bundled model)."""
_ADDRESS = re.compile(
    r"\w+://\S+"
    r"|(?:javascript|vbscript|data|mailto|tel):\S+"
    r"|[^\s@]+@[^\s@]+"
    r"|(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}(?:[/:?#]\S*)?"  # evil.example/path
    r"|\]\(\S*"  # the target of a Markdown link or image
    r"|<[/!a-z][^>]*"  # an HTML tag
)
_DENIALS = frozenset(
    {"niet", "geen", "nooit", "niets", "niemand", "nergens", "nee", "zonder"}
    | {"not", "no", "never", "nothing", "nobody", "none", "cannot", "without"}
)


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
    given = [known[n] for n in claim.passages if n in known]
    cited = given or list(passages)
    verbatim = [p.n for p in cited if _is_quote(claim.text, p.text)]
    if verbatim:
        return tuple(verbatim) if given else (verbatim[0],)
    supporting = [p.n for p in cited if _supports(claim.text, p, language, similarity)]
    if supporting:
        return tuple(supporting) if given else (supporting[0],)
    # Two passages may carry one sentence together, as when a model compares them.
    if len(given) > 1 and _covers(claim.text, "\n".join(p.text for p in given)):
        return tuple(p.n for p in given)
    return ()


def _is_quote(sentence: str, text: str) -> bool:
    return _spaced(sentence) in _spaced(text) and _is_exact(sentence, text)


def _supports(sentence: str, passage: Passage, language: str, similarity: Callable[[str, str], float]) -> bool:
    text = f"{passage.hit.document.title}\n{passage.text}"
    if _covers(sentence, text):
        return True
    if passage.hit.document.language == language or not _may_say(sentence, text):
        return False
    return similarity(sentence, text) >= _SIMILARITY


def _covers(sentence: str, text: str) -> bool:
    wanted = {word[:_STEM] for word in txt.content_words(sentence)}
    held = {word[:_STEM] for word in txt.content_words(text)}
    # A sentence of function words alone ("Dat kan niet.") says something that no passage can be asked about.
    return bool(wanted) and len(wanted & held) >= _COVERAGE * len(wanted) and _may_say(sentence, text)


def _may_say(sentence: str, text: str) -> bool:
    """Whether the sentence has nothing that misleads when the text does not say it too."""
    return _is_exact(sentence, text) and (not _denies(sentence) or _denies(text))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _is_exact(sentence: str, text: str) -> bool:
    """Whether all numbers, codes and addresses of the sentence stand in the text."""
    sentence, text = _plain(sentence), _plain(text)
    held = {piece.lower() for word in txt.words(text) for piece in (word, *word.split("/"))}
    codes = {word.lower() for word in txt.words(sentence) if _is_code(word)}
    return codes <= held and _addresses(sentence) <= _addresses(text)


def _is_code(word: str) -> bool:
    """7,50, E-17, 30-11-2026, INC-DUB."""
    return any(c.isdigit() for c in word) or (word.isupper() and "-" in word)


def _addresses(text: str) -> set[str]:
    """Links, mail addresses, domain names and markup, without the punctuation that follows them."""
    return {found.rstrip(".,:;!?)]}>\"'’”") for found in _ADDRESS.findall(text.lower())}


def _denies(text: str) -> bool:
    return any(word in _DENIALS or word.endswith(("n't", "n’t")) for word in map(str.lower, txt.words(text)))


def _plain(text: str) -> str:
    """As a browser reads an address: compatibility forms resolved, invisible characters gone."""
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return visible.replace("。", ".")
