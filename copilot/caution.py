"""What an agent must know before relying on an answer, and whether it may go to a customer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from copilot import phrases
from copilot.core.answer import Citation, Sentence, Warning_
from copilot.core.settings import Settings
from copilot.core.types import Asker
from copilot.persons import Persons
from copilot.validity import is_outdated, old_since

PUBLIC = "public"
"""The audience whose documents may be shown to a customer."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the settings say about sources and persons. Made once: it compiles patterns."""

    persons: Persons
    old_after_days: Mapping[str, int]
    """By source."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """From the organisation's own values, its customer numbers, and how long each source is taken to hold."""
        return cls(Persons.of(settings), {source.name: source.old_after_days for source in settings.sources})


def as_customer(asker: Asker) -> Asker:
    """The asker without what only staff may see."""
    public = frozenset({PUBLIC})
    return Asker(asker.name, frozenset(), public if asker.audiences is None else asker.audiences & public)


def safe_to_send(citations: Iterable[Citation], warnings: Iterable[Warning_] = ()) -> bool:
    """Whether every cited document may be shown to a customer, and nobody else's data stands in it."""
    is_personal = any(warning.code == "personal_data" for warning in warnings)
    return not is_personal and all(PUBLIC in citation.document.audience for citation in citations)


def warnings(
    citations: Iterable[Citation],
    language: str,
    today: date,
    *,
    sentences: Iterable[Sentence] = (),
    policy: Policy,
    known: str = "",
) -> Iterator[Warning_]:
    """What is to be minded about each citation, then about persons in its quote or in a sentence.

    language: of the warnings. known: question and conversation; what stands there is no news to whoever reads.
    """
    citations = tuple(citations)
    for citation in citations:
        document = citation.document
        if is_outdated(document, today):
            yield Warning_("outdated", phrases.say("outdated", language, date=document.valid_until), citation.n)
        elif since := old_since(document, today, policy.old_after_days):
            yield Warning_("outdated", phrases.say("old", language, date=since), citation.n)
        if citation.superseded_by:
            yield Warning_("superseded", phrases.say("superseded", language), citation.n)
        if PUBLIC not in document.audience:
            yield Warning_("internal", phrases.say("internal", language), citation.n)
    yield from _personal(citations, sentences, language, policy.persons, known)


def _personal(
    citations: Iterable[Citation], sentences: Iterable[Sentence], language: str, persons: Persons, known: str
) -> Iterator[Warning_]:
    """Personal data in a quote, or in a sentence beyond its quotes."""
    warned: set[int] = set()
    published: set[int] = set()
    for citation in citations:
        document = citation.document
        is_published = document.kind == "wiki" and PUBLIC in document.audience
        if is_published:
            published.add(citation.n)
        before = document.text[max(0, citation.start - _BEFORE) : citation.start]
        if kinds := persons.kinds(citation.quote, before, known, is_published=is_published):
            warned.add(citation.n)
            yield _holds(kinds, language, citation.n)
    for sentence in sentences:
        if warned.isdisjoint(sentence.citations):
            is_published = published.issuperset(sentence.citations)
            if kinds := persons.kinds(sentence.text, "", known, is_published=is_published):
                yield _holds(kinds, language, sentence.citations[0] if sentence.citations else None)


_BEFORE = 160
"""Characters before a quote that tell what a number in it is."""


def _holds(kinds: Iterable[str], language: str, citation: int | None) -> Warning_:
    named = ", ".join(phrases.say(kind, language) for kind in kinds)
    return Warning_("personal_data", phrases.say("personal_data", language, kinds=named), citation)
