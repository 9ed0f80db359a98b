"""Sentences of the corpora with the passage that each stands in: what supported and altered claims are made from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from copilot.core import settings
from copilot.core import text as txt
from copilot.core.ports import Passage
from copilot.core.settings import ROOT
from copilot.core.types import Chunk, Document, Hit
from ingest import configured

SHARED = (
    ROOT / "data/eval/mixed.config.toml",
    ("policyqa", "stackfaq", "guidelines", "mailinglist", "tickets"),
)
DEMO = (ROOT / "data/config.example.toml", ("helpcentre", "werkwijzen", "zendesk", "backoffice", "mailbox"))
LANGUAGES = ("nl", "en")
_MOST = 300
"""Documents of one source: enough, and no mailbox outweighs the other corpora."""
_LEAST_WORDS, _MOST_WORDS = 100, 200
"""Of a passage."""

_WHOLE = re.compile(r"[A-ZÀ-Ý0-9][^\n|<>{}=\\~^_]*[.!]")
_BROKEN = re.compile(
    r"[a-zà-ý\d)][.:?!][a-zà-ý]{2,}(?![\w/]*[./])"  # two sentences glued together
    r"|&#?\w+;|https?:|www\.|[\[\]>…;:]\w|\.\.|  | [.,;:!]|[,.;)] \d{1,2}\.$"
)
_OPENS = re.compile(
    r"(?:Nee|Ja|Yes|No|Hi|Hello|Dear|Beste|Geachte|Thanks|Thank|Bedankt|Groet|Regards|Sorry|Cheers)\b|\d+[.)]"
    r"|(?:What|Wat|Not sure|(?:Wilt|Weet|Kunt|Heeft|Bent|Heb|Ben) (?:u|je))\b"
    # A condition without what it leads to.
    r"|(?:Of |En |Bijvoorbeeld |Or |And )?(?:[Aa]ls|[Ii]ndien|[Ii]f|[Ww]hen)\b[^,]*$"
)
_FIRST_PERSON = re.compile(r"\bI\b|\b(?:me|my|mine)\b", re.IGNORECASE)
"""What people tell of themselves in tickets and mails is no knowledge, and rarely cited."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence where it stands: document.text[spans[index]] inside a passage of several sentences."""

    document: Document
    language: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    """Of all sentences of the passage."""
    index: int

    @property
    def text(self) -> str:
        return self._sentence(self.index)

    @property
    def passage(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def known(self) -> str:
        """All that a verifier is given: the passage and its document's title."""
        return f"{self.document.title}\n{self.passage}"

    @property
    def others(self) -> list[str]:
        """The passage's other sentences."""
        return [self._sentence(i) for i in range(len(self.spans)) if i != self.index]

    @property
    def next(self) -> str:
        """The sentence right behind it; "" when it is the last, or something stands between."""
        if self.index + 1 == len(self.spans):
            return ""
        between = self.document.text[self.spans[self.index][1] : self.spans[self.index + 1][0]]
        return self._sentence(self.index + 1) if between == " " else ""

    @property
    def previous(self) -> str:
        """The sentence right before it; "" when it is the first, or something stands between."""
        if self.index == 0:
            return ""
        between = self.document.text[self.spans[self.index - 1][1] : self.spans[self.index][0]]
        return self._sentence(self.index - 1) if between == " " else ""

    def as_passage(self) -> Passage:
        chunk = Chunk(self.document.id, self.start, self.end, self.passage, language=self.language)
        return Passage(1, Hit(chunk, self.document, 1.0, 1), self.start, self.end)

    def _sentence(self, index: int) -> str:
        start, end = self.spans[index]
        return self.document.text[start:end]


def documents() -> Iterator[Document]:
    """Of every corpus that is there, read and cleaned as they would be ingested."""
    for path, names in (SHARED, DEMO):
        config = settings.load(path, {})
        for table in configured.select(config, list(names)):
            if (config.folder / Path(table.path)).exists():
                # Masking takes long, and masks are not what is measured here.
                kept = table.model_copy(update={"personal_data": "keep"})
                source, preparer = configured.build_source(config, kept), configured.preparer(config, kept)
                read = (found for item in source.items() for found in source.read(item))
                whole = (document for document in read if isinstance(document, Document))
                for document in islice(whole, _MOST):
                    yield from (found for found in preparer.cleaned(document) if isinstance(found, Document))


def half(external_id: str) -> int:
    """0 for documents on which rules were made, 1 for those on which they are only measured."""
    return int(hashlib.sha256(external_id.encode()).hexdigest(), 16) % 2


def places(read: Sequence[Document], wanted: int) -> list[Place]:
    """Usable sentences of the documents of one half (0 even, 1 odd), in their order."""
    found = []
    for document in read:
        if half(document.external_id) == wanted:
            for start, end in passages(document.text):
                language = document.language if document.language in LANGUAGES else ""
                if language and txt.language(document.text[start:end]) == language:
                    spans = tuple(txt.sentences(document.text, start, end))
                    found += [
                        Place(document, language, start, end, spans, i)
                        for i, (first, last) in enumerate(spans)
                        if is_usable(document.text[first:last])
                    ]
    return found


def passages(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of passages of whole sentences that follow each other, within the bounds in words."""
    begin, words, last = None, 0, 0
    for start, end in txt.sentences(text):
        size = len(text[start:end].split())
        if begin is not None and (words + size > _MOST_WORDS or (words >= _LEAST_WORDS and text[last:start] != " ")):
            yield begin, last
            begin, words = None, 0
        begin = start if begin is None else begin
        words, last = words + size, end
    if begin is not None and words >= _LEAST_WORDS // 4:
        yield begin, last


def is_usable(sentence: str) -> bool:
    """A whole statement in plain words: no heading, item, question, greeting, code, or two sentences glued together."""
    return bool(
        6 <= len(sentence.split()) <= 32
        and _WHOLE.fullmatch(sentence)
        and not _BROKEN.search(sentence)
        and not _FIRST_PERSON.search(sentence)
        and not _OPENS.match(sentence)
        and sentence.count("(") == sentence.count(")")
        and sentence.count('"') % 2 == 0
        and sentence.count("“") == sentence.count("”")
        and sum(c.isalpha() or c == " " for c in sentence) > 0.85 * len(sentence)
    )
