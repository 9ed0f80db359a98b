"""The question path, in order: standalone question -> search -> judge -> compose -> generate -> verify -> oppose."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Literal

from copilot import answerable, caution, compose, conflict, phrases, rewrite
from copilot.breaker import Breaker
from copilot.core.answer import Answer, Refusal, Warning_
from copilot.core.deadline import Deadline
from copilot.core.errors import ModelError
from copilot.core.ports import Generator, Passage
from copilot.core.settings import Settings
from copilot.core.snapshot import Snapshot
from copilot.core.types import Asker, Hit
from copilot.draft import Draft
from copilot.question import Finished, Found, Question, Said, SearchResult
from copilot.search import Searcher
from copilot.timings import timed
from copilot.verify import Verifier

_NEAREST = 3
"""Passages shown with a refusal."""
_POOL = 30
"""Hits that are judged and composed from."""
_SURE = 0.9
"""Answerability from which a model that finds nothing is not believed."""
_REWRITING = 4
"""A model gets at most this part of the time that is left to make a follow-up stand on its own."""


@dataclass(frozen=True)
class Answering:
    """Everything that answers a question but the snapshot, which is the caller's."""

    settings: Settings
    searcher: Searcher
    generator: Generator
    sources: Generator
    """Quotes the sources; takes over where the generator's model fails or cannot be believed."""
    verifier: Verifier
    breaker: Breaker
    policy: caution.Policy

    def ask(
        self, snapshot: Snapshot, asker: Asker, question: Question, provenance: Mapping[str, str], deadline: Deadline
    ) -> Iterator[Found | Said | Finished]:
        """What was found, each verified sentence as it comes, then the whole. A refusal never follows a sentence."""
        started = time.perf_counter()
        language = rewrite.answer_language(question.text, question.conversation, question.language)
        query = self._standalone(question, language, deadline)
        seen_by = caution.as_customer(asker) if question.audience_for == "customer" else asker
        result = self.searcher.search(snapshot, seen_by, query, _POOL, question.filters, deadline)
        yield Found(result)
        timings = dict(result.timings_ms)
        hits, judged = self._judged(snapshot, seen_by, question, result)
        draft = Draft(snapshot, language, self.verifier, result.asked)
        if judged.probability >= self.settings.answers.threshold:
            with timed(timings, "generate"):
                yield from self._write(draft, question, result, hits, judged, deadline)
        refusal = None
        with timed(timings, "compare"):
            if draft.sentences:
                self._oppose(draft, hits)
            else:
                reason, nearest = self._refused(snapshot, asker, question, query, judged, result)
                refusal = Refusal(reason, phrases.say(reason, language), nearest)
            warnings = self._warnings(draft, question)
        timings["total"] = (time.perf_counter() - started) * 1000
        yield Finished(
            Answer(
                sentences=tuple(draft.sentences),
                citations=tuple(draft.citations),
                refusal=refusal,
                confidence="low" if refusal else answerable.confidence(judged.probability),
                safe_to_send=not refusal and caution.safe_to_send(draft.cited, warnings),
                conflicts=tuple(draft.conflicts),
                warnings=warnings,
                provenance={**provenance, **draft.origin, "snapshot": snapshot.name},
                timings_ms=timings,
            )
        )

    def _standalone(self, question: Question, language: str, deadline: Deadline) -> str:
        """What is searched for: a follow-up as the language model understands it, by rules without one."""
        by_rules = rewrite.standalone(question.text, question.conversation)
        if not rewrite.leans(question.text, question.conversation):
            return by_rules
        try:
            with self.breaker.attempt():
                until = _part(deadline, _REWRITING)
                return self.generator.standalone(question.text, question.conversation, language, until) or by_rules
        except ModelError:
            return by_rules

    def _judged(
        self, snapshot: Snapshot, asker: Asker, question: Question, result: SearchResult
    ) -> tuple[list[Hit], answerable.Judgement]:
        """The hits that may be cited, and whether they answer."""
        hits = compose.usable(result.hits, self.settings.today())
        scope = snapshot.scope(asker, question.filters)
        return hits, answerable.judge(result.asked, result.vector, hits, snapshot, scope)

    def _write(
        self,
        draft: Draft,
        question: Question,
        result: SearchResult,
        hits: Sequence[Hit],
        judged: answerable.Judgement,
        deadline: Deadline,
    ) -> Iterator[Said]:
        """The generator's sentences; where its model fails or cannot be believed, those of the sources themselves."""

        def quoted(why: str) -> Iterator[Said]:
            passages = self._passages(draft.snapshot, result, hits, self.sources)
            return draft.quote(self.sources, question, passages, why)

        try:
            with self.breaker.attempt() as is_trial:
                passages = self._passages(draft.snapshot, result, hits, self.generator)
                until = _part(deadline, 2) if is_trial else deadline
                yield from draft.write(self.generator, question, passages, until, lambda: quoted("model_unsupported"))
            if not draft.sentences and judged.probability >= _SURE:
                yield from quoted("model_not_found")
        except ModelError:
            writer = self.generator if draft.sentences else self.sources
            draft.origin = {"generator": "extractive", "model": writer.model, "prompt": writer.prompt_version}
            yield from quoted("model_stopped" if draft.sentences else "model_failed")

    def _oppose(self, draft: Draft, hits: Sequence[Hit]) -> None:
        authority = {source.name: source.authority for source in self.settings.sources}
        draft.oppose(conflict.find(draft.asked, draft.language, draft.passages, hits, self.settings.today(), authority))

    def _warnings(self, draft: Draft, question: Question) -> tuple[Warning_, ...]:
        known = "\n".join((question.text, *(turn.text for turn in question.conversation)))
        today = self.settings.today()
        noted = caution.warnings(
            draft.citations, draft.language, today, sentences=draft.sentences, policy=self.policy, known=known
        )
        return (*draft.warnings, *noted)

    def _passages(
        self, snapshot: Snapshot, result: SearchResult, hits: Sequence[Hit], generator: Generator
    ) -> list[Passage]:
        limit, literal = self.settings.answers.passages, generator.is_literal
        near = compose.places(snapshot, result.vector, hits, 1 if literal else limit)
        asked = compose.Asked(result.asked, result.terms)
        return compose.passages(hits, generator.passage_words, limit, asked, near, to_the_point=literal)

    def _refused(
        self,
        snapshot: Snapshot,
        asker: Asker,
        question: Question,
        query: str,
        judged: answerable.Judgement,
        result: SearchResult,
    ) -> tuple[Literal["nothing_relevant", "fact_missing", "not_permitted"], tuple[Hit, ...]]:
        """Why there is no answer, and what comes nearest; for a customer also that only the agent may read it."""
        if question.audience_for == "customer":
            inside = self.searcher.search(snapshot, asker, query, _POOL, question.filters)
            hits, for_agent = self._judged(snapshot, asker, question, inside)
            if for_agent.probability >= self.settings.answers.threshold:
                return "not_permitted", tuple(hits[:_NEAREST])
        return judged.reason, result.hits[:_NEAREST]


def _part(deadline: Deadline, parts: int) -> Deadline:
    """One part of the time that is left; whether the asker has left is still known."""
    sooner = copy(deadline)
    sooner.cap(deadline.left / parts)
    return sooner
