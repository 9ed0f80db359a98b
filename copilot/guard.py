"""What no sentence of an answer may carry, whoever wrote it: a language model that obeyed a source, or the source.

Markup never passes, for an answer is text. An address (a link, a mail address, a domain) passes only inside a sentence
that stands literally in a passage and has a word of the question, and there only in the words of who answers: what a
customer wrote may come from anybody. Nor is a sentence shown by which a source instructs the program that reads it, or
an address of its paragraph. All of it stays to be read in the source itself.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

from copilot.core import text as txt
from copilot.core.ports import Passage
from copilot.core.types import Document, Part
from copilot.planted import is_planted

_MARKUP = re.compile(
    r"<[/!?a-z]"  # a tag, a comment, an automatic link
    r"|!\["  # an image
    r"|\]\s*[(\[]"  # the target of a link
    r"|^\s*\[[^\]]*\]:"  # a reference
    r"|```",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(
    r"//\w|\b(?i:javascript|vbscript|data|mailto|tel|file|blob):\S"
    r"|[^\s@]+@[^\s@]+"
    r"|\b(?:[^\W_][\w-]*\.)+(?:[^\W\d_A-Z]{2,}|[A-Z]{2,})\b"  # evil.example, but not "now.Then"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"
)
_STEM = 5
"""Letters by which two word forms count as the same word."""
_PARAGRAPH = re.compile(r"\n\s*\n")


def stops(sentence: str, passages: Sequence[Passage], question: str) -> bool:
    """Whether the sentence may not be shown in answer to the question. passages: those that it may be taken from."""
    seen = _seen(sentence)
    if _MARKUP.search(seen) or is_planted(seen):
        return True
    if not _ADDRESS.search(seen):
        return False
    return _stems(seen).isdisjoint(_stems(question)) or not any(_may_quote(seen, passage) for passage in passages)


def _may_quote(sentence: str, passage: Passage) -> bool:
    """Whether it stands in the passage, in the words of who answers and in a paragraph that instructs no program."""
    document = passage.hit.document
    return any(
        sentence in _seen(paragraph) and not is_planted(paragraph)
        for part, (start, end) in zip(document.parts, document.spans, strict=True)
        if not _asks(document, part)
        for paragraph in _PARAGRAPH.split(document.text[max(start, passage.start) : min(end, passage.end)])
    )


def _asks(document: Document, part: Part) -> bool:
    """Whether the one who began the mail, conversation or ticket wrote this part."""
    return document.kind != "wiki" and part.author == document.parts[0].author


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in txt.content_words(text)}


def _seen(text: str) -> str:
    """As a browser shows it: entities and compatibility forms resolved, nothing invisible, single spaces."""
    plain = html.unescape(html.unescape(text))  # a page that was escaped twice is read twice
    visible = "".join(c for c in unicodedata.normalize("NFKC", plain) if unicodedata.category(c) != "Cf")
    return " ".join(visible.replace("。", ".").split())
