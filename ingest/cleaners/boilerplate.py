"""`boilerplate`: removes what helpdesks, gateways and mail programs add to everybody's messages.

From mails and tickets: the marker "please type your reply above this line" (in a mail that has text above it, with all
that stands below), acknowledgements of receipt, notes that a message is automatic, questions how content the customer
is, banners about senders from outside, notes about printing and viruses, ways to unsubscribe, and the last paragraph
of a comment where three or more of the document end in the same. From pages: "Was this article helpful?" and its kin.
In Dutch, English, German and French; some in more languages.

A line goes only when it begins like one of the stock phrases; a text that would have nothing left stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from copilot.core.registry import Options as BaseOptions
from copilot.core.types import Document
from ingest.cleaners._marked import MAILED, Cuts, Marked, cleaned
from ingest.cleaners._stock_phrases import MARKER, STOCK, Stock

BELOW_MARKER = "boilerplate: text below the reply marker"
REPEATED = "boilerplate: repeated footer"

_MIN_REPEATS = 3
_MIN_FOOTER = 20
_MAX_FOOTER = 600
_EDGE = " \t*_#>|~=-–—.[]()\u00a0"
_DECORATION = re.compile(r"^[\W_]+")
_FENCES = ("```", "~~~")
_WORD = re.compile(r"\w")
_WORDS = {one.rule: one.words for one in STOCK}
_ASCII_WORDS = {rule: tuple(word for word in words if word.isascii()) for rule, words in _WORDS.items()}


class Options(BaseOptions):
    """No options."""


class BoilerplateCleaner:
    def clean(self, document: Document) -> Document:
        stock = [one for one in STOCK if document.kind in one.kinds]
        roles = MAILED.get(document.kind)
        footers = _footers(document) if roles else frozenset()
        seen: set[str] = set()
        results: list[tuple[str, Cuts] | None] = []
        for part in document.parts:
            if part.role == "attachment" or (roles and part.role not in roles):
                results.append(None)
                continue
            results.append(_without(part.text, stock, document.kind == "mail", footers, seen))
        return cleaned(document, results)


def build(options: Options) -> BoilerplateCleaner:  # noqa: ARG001 - every cleaner is built from its options
    return BoilerplateCleaner()


def without_boilerplate(text: str, kind: str = "mail") -> str:
    """A text without stock phrases; unchanged when nothing else would be left."""
    found = _without(text, [one for one in STOCK if kind in one.kinds], kind == "mail", frozenset(), set())
    return found[0] if found else text


def _without(
    text: str, stock: Sequence[Stock], is_mail: bool, footers: frozenset[str], seen: set[str]
) -> tuple[str, Cuts] | None:
    low = text.lower()
    words = _ASCII_WORDS if low.isascii() else _WORDS
    applying = [one for one in stock if any(word in low for word in words[one.rule])]
    footer = _last_paragraph(text) if footers else ""
    repeats = footer in footers and footer in seen
    seen.add(footer)
    if not applying and not repeats:
        return None
    marked = Marked(text)
    # The marker last: a banner above it is no text of the author.
    for one in sorted(applying, key=lambda one: one.rule == MARKER):
        _mark(marked, one, is_mail)
    if repeats:
        size = footer.count("\n") + 1
        end = len(text.rstrip().split("\n"))
        marked.remove(REPEATED, end - size, end)
    return (marked.kept(), marked.cuts()) if any(marked.rules) and marked.has_words() else None


def _mark(marked: Marked, stock: Stock, is_mail: bool) -> None:
    lines, end, in_code = marked.lines, 0, False
    looked = 0
    for at, line in enumerate(lines):
        in_code ^= line.lstrip().startswith(_FENCES)
        if in_code or at < end or not any(word in line.lower() for word in stock.words):
            continue
        bare = _DECORATION.sub("", line).rstrip(_EDGE)
        if len(bare) > stock.longest or not stock.begins.match(bare):
            continue
        end = _end(lines, at, stock)
        marked.remove(stock.rule, at, end)
        if stock.rule == MARKER and is_mail:
            has_text = any(not marked.rules[above] and _WORD.search(lines[above]) for above in range(looked, at))
            looked = end
            if has_text:
                marked.remove(BELOW_MARKER, end, len(lines))
                return


def _end(lines: Sequence[str], at: int, stock: Stock) -> int:
    """The line after a stock phrase that may go on over several lines of its paragraph."""
    end = at + 1
    while end < len(lines) and (bare := lines[end].strip(_EDGE)):
        goes_on = bare[:1].islower() and not lines[end - 1].rstrip().endswith((".", "!", "?", ":"))
        if end - at > 6 or not (goes_on or (stock.more and stock.more.match(bare))):
            break
        end += 1
    return end


def _footers(document: Document) -> frozenset[str]:
    """Last paragraphs in which three or more parts of a document end."""
    if len(document.parts) < _MIN_REPEATS:
        return frozenset()
    last = Counter(_last_paragraph(part.text) for part in document.parts)
    return frozenset(text for text, count in last.items() if text and count >= _MIN_REPEATS)


def _last_paragraph(text: str) -> str:
    """ "" when it is the only one, or is no footer by its length."""
    above, separator, last = text.rstrip().rpartition("\n\n")
    if not separator or not above.strip() or not _MIN_FOOTER <= len(last) <= _MAX_FOOTER:
        return ""
    return last
