"""`quotes`: removes from each mail of a thread what it repeats of earlier mails.

Removed: lines that start with ">", the line that introduces them ("Op ... schreef ...:", "On ... wrote:"), and what
follows an introduction, a header block (From, Sent, To, Subject) or "-----Original Message-----" to the end of the
mail, in any language whose words `_languages` knows, and by its form in others. What a telephone puts below its own
line ("Sent from my ...") without any introduction is a quote as well.

Kept: what is written below or between quoted lines, in its place; the quoted lines themselves where the mail answers
between them and their original is not in the thread, because such answers say nothing without the questions; a
forwarded mail with its header, unless that mail is in the thread; a mail below a sentence that announces it; a mail
that is nothing but a quote of one that is not there; commands, menus and logs with ">".

Tickets hold comments that came by mail: from these only goes what stands in another comment of the ticket.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from copilot.core.registry import Options as BaseOptions
from copilot.core.types import Document
from ingest.cleaners._attributions import attributions, shared_line
from ingest.cleaners._devices import is_device_line
from ingest.cleaners._header_blocks import Header, field_of, header_at, is_forwarded, is_original, is_titled_rule
from ingest.cleaners._known import Known
from ingest.cleaners._languages import EDGE, ROLE_OF
from ingest.cleaners._marked import MAILED, Cuts, Marked, cleaned
from ingest.cleaners._quoted_lines import QUOTED, is_typed, quoted, unquoted
from ingest.cleaners._separators import FORWARD_TITLE

_POSTSCRIPT = re.compile(r"\s*p\.?\s?s\.?\s?[:.]?\s", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"[\W_]*(?:(?:lines? |text |rest )?(?:snip\w{0,4}|deleted|cut|omitted|knip|weggelaten|schnipp))?[\W_]*",
    re.IGNORECASE,
)
"""Stands where lines of a quote were left out."""
_WORD = re.compile(r"\w+")

_MIN_BELOW = 8
"""Words below the line of a telephone that can be a quote; a name or a word of thanks is none."""
_NAME_WIDTH = 45
"""Characters in which the name of a header field, or a separator that ends in a colon, ends."""
_RULES = ("-", "=", "_", "*", "—", ">", "[")
"""How a separator with words in it begins."""

ATTRIBUTION = "quotes: attribution"
TEXT = "quotes: quoted text"
HEADER = "quotes: header of the quoted mail"
SEPARATOR = "quotes: separator"
FORWARDED = "quotes: forwarded mail that is in the thread"
BELOW_DEVICE = "quotes: text below the line of a telephone"

IsKnown = Callable[[Sequence[str]], bool]
"""Whether most of these lines stand in another mail of the thread."""


class Options(BaseOptions):
    """No options."""


class QuotesCleaner:
    def clean(self, document: Document) -> Document:
        if document.kind not in MAILED:
            return document
        is_ticket = document.kind == "ticket"
        forwards = not is_ticket and FORWARD_TITLE.match(document.title) is not None
        mails = [
            _Mail(part.text, forwards and position == 0) if part.role in MAILED[document.kind] else None
            for position, part in enumerate(document.parts)
        ]
        thread = _Thread([mail.own() if mail else part.text for mail, part in zip(mails, document.parts, strict=True)])
        return cleaned(
            document,
            [
                mail.without(thread.asked_by(position), is_ticket) if mail else None
                for position, mail in enumerate(mails)
            ],
        )


def build(options: Options) -> QuotesCleaner:  # noqa: ARG001 - every cleaner is built from its options
    return QuotesCleaner()


def without_quotes(text: str, others: Sequence[str] = (), forwards: bool = False) -> str:
    """What the author of one mail wrote.

    others: the texts of the other mails of the thread. forwards: the subject says that this mail passes one on.
    """
    return _Mail(text, forwards).without(_Thread(others).asked_by(-1))[0]


class _Thread:
    """The texts of a thread; they are looked through only when it matters whether a quote is known."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._known: Known | None = None

    def asked_by(self, position: int) -> IsKnown:
        def is_known(lines: Sequence[str]) -> bool:
            if len(self._texts) <= (position >= 0):
                return False
            self._known = self._known or Known(self._texts)
            return self._known.holds(lines, position)

        return is_known


class _Mail:
    """One mail: which of its lines are quoted, which introduce them, and where everything below is a quote."""

    def __init__(self, text: str, forwards: bool) -> None:
        self._text = text
        self._marked = Marked(text)
        self._lines = lines = self._marked.lines
        for at in range(len(lines) - 1, -1, -1):
            if ("@" in lines[at] or ":>" in lines[at]) and (column := shared_line(lines[at])):
                self._marked.split(at, column)
        self._introductions = {one.start: one for one in attributions(lines)}
        self._quoted = quoted(lines)
        self._introduces = [False] * len(lines)
        """Lines that introduce the quoted lines below them."""
        self._cut: tuple[int, int, str] | None = None
        """What introduces the quote that goes on to the end: [first, last) and its rule."""
        self._forwarded: int | None = None
        """Line at which a forwarded mail begins, which goes on to the end."""
        self._end = len(lines)
        self._scan(forwards)
        self._own = [
            not (quoted or introduces) and bool(line.strip(EDGE))
            for line, quoted, introduces in zip(lines, self._quoted, self._introduces, strict=True)
        ]
        self._spans = self._quoted_spans()

    def own(self) -> str:
        """The lines that are not quoted."""
        return "\n".join(self._lines[at] for at in range(self._end) if self._own[at])

    def without(self, is_known: IsKnown, only_known: bool = False) -> tuple[str, Cuts]:
        """(the text without its quotes, what was removed). only_known: nothing that is not elsewhere in the thread."""
        marked, lines = self._marked, self._lines
        if self._cut is not None:
            first, last, rule = self._cut
            if not only_known or is_known(_body(lines[last:])):
                marked.remove(rule, first, last)
                marked.remove(TEXT, last, len(lines))
        elif self._forwarded is not None and is_known(_body(lines[self._forwarded :])):
            marked.remove(FORWARDED, self._forwarded, len(lines))
        for start, end in self._quotes(is_known):
            if only_known and not is_known(self._unquoted(start, end)):
                continue
            for at in range(start, end):
                marked.remove(ATTRIBUTION if self._introduces[at] else TEXT, at)
        if not any(marked.rules):
            if self._forwarded is None and not self._spans and not only_known:
                self._remove_below_device()
        elif not marked.has_words():
            # Nothing but a quote: it says something to those who do not have its original.
            quote = _body(line for line, rule in zip(lines, marked.rules, strict=True) if rule == TEXT)
            if quote and not is_known(quote):
                return self._text, ()
        self._remove_separators()
        return (marked.kept(), marked.cuts()) if any(marked.rules) else (self._text, ())

    def _scan(self, forwards: bool) -> None:
        """Walks down the mail to where everything below is quoted or forwarded."""
        lines, at, own = self._lines, 0, False
        while at < len(lines):
            line = lines[at]
            introduction = self._introductions.get(at)
            if introduction is None and (self._quoted[at] or not line.strip()):
                at += 1
                continue
            may_be_header = introduction is None and (
                0 < line.find(":") < _NAME_WIDTH or "：" in line or line.lstrip().startswith(_RULES)
            )
            header = _header(lines, at) if may_be_header else None
            if (may_be_header and is_forwarded(line)) or (header and (forwards or self._is_announced(at))):
                self._forwarded = self._end = at
                return
            span = introduction or header
            if span is None:
                own = own or bool(line.strip(EDGE))
                at += 1
                continue
            if quote := self._quote_below(span.end):
                self._introduces[span.start : quote] = [True] * (quote - span.start)
            elif own and (introduction is None or introduction.sure):
                self._cut = (span.start, span.end, ATTRIBUTION if introduction else HEADER)
                self._end = at
                return
            else:
                own = own or (introduction is not None and not introduction.sure)
            at = span.end

    def _quoted_spans(self) -> list[tuple[int, int]]:
        """[start, end) of the stretches of quoted lines with their introductions, blank lines between them included."""
        spans: list[tuple[int, int]] = []
        is_new = True
        for at in range(self._end):
            if self._quoted[at] or self._introduces[at]:
                if is_new:
                    spans.append((at, at))
                spans[-1] = (spans[-1][0], at + 1)
                is_new = False
            else:
                is_new = is_new or self._own[at]
        return spans

    def _quote_below(self, at: int) -> int:
        """The quoted line to which an introduction that ends above line `at` belongs; 0 when something else follows."""
        near = range(at, min(at + 5, len(self._lines)))
        below = next((n for n in near if self._lines[n].strip() and not _LEFT_OUT.fullmatch(self._lines[n])), 0)
        return below if below and self._quoted[below] else 0

    def _is_announced(self, at: int) -> bool:
        """Whether the author's own words above end in a colon, so that what follows is what they speak of."""
        above = next((line for line in reversed(self._lines[max(0, at - 4) : at]) if line.strip(EDGE)), "")
        return above.rstrip().endswith(":") and QUOTED.match(above) is None

    def _quotes(self, is_known: IsKnown) -> list[tuple[int, int]]:
        """The stretches of quoted lines that go."""
        own = [at for at in range(self._end) if self._own[at]] or [len(self._lines)]
        answered = [a for a, b in pairwise(self._spans) if self._is_answer(a[1], b[0])]
        keeps_questions = bool(answered) and not is_known([t for a, b in self._spans for t in self._unquoted(a, b)])
        introduced = False
        found = []
        for start, end in self._spans:
            texts = self._unquoted(start, end)
            introduced = introduced or any(self._introduces[start:end]) or _names_its_author(texts)
            if introduced:
                goes = not keeps_questions or (start > own[-1] and len(answered) > 1)
            elif is_known(texts):
                goes = True
            else:
                is_last = own[0] < start > own[-1] and not self._lines[start].lstrip().startswith("|")
                goes = is_last and len(texts) > 1 and not self._is_announced(start) and not is_typed(texts)
            if goes:
                found.append((start, end))
        return found

    def _is_answer(self, start: int, end: int) -> bool:
        """Whether the lines between two quoted stretches are an answer, and not what a program broke off a quote."""
        return any(
            self._own[at] and (not self._lines[at - 1].strip() or not self._lines[at].lstrip()[:1].islower())
            for at in range(start, end)
        )

    def _unquoted(self, start: int, end: int) -> list[str]:
        texts = (unquoted(self._lines[at]).strip() for at in range(start, end) if self._quoted[at])
        return [text for text in texts if text]

    def _remove_below_device(self) -> None:
        """A telephone that introduces no quote sets it below its own line; an author writes above that."""
        lines = self._lines
        for at in range(1, len(lines) - 2):
            if not lines[at + 1].strip() and is_device_line(lines[at]):
                above, below = " ".join(lines[:at]), " ".join(lines[at + 1 :])
                is_quote = len(_WORD.findall(below)) >= _MIN_BELOW and not _POSTSCRIPT.match(below)
                if is_quote and len(_WORD.findall(above)) > 1:
                    self._marked.remove(BELOW_DEVICE, at + 1, len(lines))
                return

    def _remove_separators(self) -> None:
        """The rules and blank lines that stood above a quote."""
        rules = self._marked.rules
        for at in range(len(rules) - 1, 0, -1):
            if rules[at] and not rules[at - 1] and not self._lines[at - 1].strip(EDGE):
                rules[at - 1] = SEPARATOR


def _header(lines: Sequence[str], at: int) -> Header | None:
    """A separator such as "-----Original Message-----", with the header below it; or a header alone."""
    line = lines[at].strip()
    may_separate = line.startswith(_RULES) or line.endswith((":", "："))
    if not may_separate or not (is_original(line) or is_titled_rule(lines, at)):
        return header_at(lines, at)
    below = next((n for n in range(at + 1, min(at + 3, len(lines))) if lines[n].strip()), at)
    header = header_at(lines, below) if below > at else None
    return Header(at, header.end if header else at + 1)


def _names_its_author(texts: Sequence[str]) -> bool:
    """Whether quoted lines begin with an introduction or a header: some programs quote these as well."""
    return bool(attributions(texts[:6])) or any(header_at(texts, at) for at in range(min(2, len(texts))))


def _body(lines: Iterable[str]) -> list[str]:
    """What a quoted or forwarded mail says: without marks and header fields."""
    texts = (unquoted(line) for line in lines)
    return [text for text in texts if text.strip() and ROLE_OF.get((field_of(text) or ("", ""))[0]) is None]
