"""The question path, in order: rewrite -> search -> judge -> compose -> generate -> verify."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any, Literal

from copilot import answerable, compose, phrases, rewrite
from copilot.breaker import Breaker
from copilot.core import registry
from copilot.core import text as txt
from copilot.core.deadline import NONE, Deadline
from copilot.core.embedders import load as load_embedder
from copilot.core.errors import DamagedError, EmbedderMismatchError, ModelError
from copilot.core.ports import Embedder, Generator, Passage, Reranker
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations, Snapshot, open_current
from copilot.core.types import Answer, Asker, Document, Filters, Hit, Refusal, Turn
from copilot.draft import PUBLIC, Draft
from copilot.explain import Explanation, explain, find
from copilot.question import MAX_QUESTION, MAX_RESULTS, Finished, Found, Question, Said, SearchResult, check
from copilot.search import Searcher
from copilot.timings import timed
from copilot.understanding import Synonyms

__all__ = [
    "MAX_QUESTION",
    "MAX_RESULTS",
    "PUBLIC",
    "Copilot",
    "Finished",
    "Found",
    "Question",
    "Said",
    "SearchResult",
    "check",
]

_NEAREST = 3
"""Passages shown with a refusal."""
_POOL = 30
"""Hits that are judged and composed from."""
_HIGH, _MEDIUM = 0.9, 0.7
"""Answerability from which confidence is high, medium."""


class Copilot:
    """Answers from one store. Holds one immutable snapshot at a time and swaps the reference."""

    def __init__(self, settings: Settings, embedder: Embedder, generator: Generator, reranker: Reranker) -> None:
        self.settings = settings
        self._embedder, self._generator = embedder, generator
        self._extractive = _generator(settings, "extractive", {})
        self.breaker = Breaker(settings.service.breaker_failures, settings.service.breaker_seconds)
        self._searcher = Searcher(settings.retrieval, embedder, reranker, Synonyms.read(settings.synonyms_path))
        self._swap = threading.Lock()
        self._snapshot, self.degraded = self._open()

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | None = None) -> Copilot:
        """Loads what the settings name. Raises BalieError naming what is missing and the command that makes it.

        embedder: used instead of the one that the settings name.
        """
        generator = _generator(settings, settings.generator.type, settings.generator.options)
        reranker = registry.build(
            "copilot.rerankers", settings.reranker.type, settings.reranker.options, settings, where="reranker"
        )
        return cls(settings, embedder or load_embedder(settings.embedder), generator, reranker)

    def _open(self, *, check_texts: bool = False) -> tuple[Snapshot, str]:
        snapshot, degraded = open_current(self.settings.store_path, check_texts=check_texts)
        made, configured = snapshot.embedder, self._embedder.identity
        if made != configured:
            raise EmbedderMismatchError(
                f"{snapshot.name} was made with embedder {made.name!r} (revision {made.revision}), "
                f"configured is {configured.name!r} (revision {configured.revision})",
                "run: python -m ingest sync   (embeds everything anew), or correct [embedder]",
            )
        return snapshot, degraded

    def warm_up(self) -> None:
        """Loads now what else the first question would wait for: the embedding model, and that of languages."""
        self._embedder.embed_queries([""])
        txt.language("zzz")

    _suspicion = ""
    _traces: object = None
    """Of the store as it was looked at last."""

    def distrust(self, reason: str) -> None:
        """The next `refresh` looks at every text, and serves the newest whole generation. reason: what was met."""
        self._suspicion = reason

    def refresh(self) -> bool:
        """Swaps to the published generation when it is another one; running requests keep theirs. True when swapped.

        While degraded, it looks at the files again only once something of the store changed.
        """
        with self._swap:
            generations, suspicious = Generations(self.settings.store_path), bool(self._suspicion or self.degraded)
            if not suspicious and generations.pointer().generation == self._snapshot.name:
                return False
            traces = generations.traces()
            if self.degraded and traces == self._traces:
                return False
            try:
                self._snapshot, self.degraded = self._open(check_texts=suspicious)
            except (DamagedError, EmbedderMismatchError) as error:
                self._suspicion, self._traces, self.degraded = "", traces, error.problem
                raise
            self._suspicion, self._traces = "", traces
            return True

    @property
    def snapshot(self) -> Snapshot:
        return self._snapshot

    @property
    def provenance(self) -> dict[str, str]:
        return {
            "snapshot": self._snapshot.name,
            "embedder": f"{self._snapshot.embedder.name}@{self._snapshot.embedder.revision}",
            "generator": self.settings.generator.type,
            "model": self._generator.model,
            "prompt": self._generator.prompt_version,
        }

    @property
    def tokens(self) -> Mapping[str, int]:
        """Of the language model so far: "prompt" and "completion"."""
        return self._generator.tokens

    @property
    def query_cache(self) -> tuple[int, int]:
        """Questions whose vector was remembered, and those that were embedded."""
        return self._searcher.vectors.hits, self._searcher.vectors.misses

    def document(self, asker: Asker, document_id: str) -> Document | None:
        """None when it does not exist for this asker."""
        return self._snapshot.document(document_id, asker)

    def search(
        self,
        asker: Asker,
        query: str,
        k: int = 10,
        filters: Filters = Filters(),  # noqa: B008 frozen
        conversation: Sequence[Turn] = (),
        deadline: Deadline = NONE,
    ) -> SearchResult:
        """min(k, visible) hits, best first.

        Raises RequestError for an empty or too long query or k outside 1..100, and what the deadline raises.
        """
        check(query, k)
        query = rewrite.standalone(query, conversation)
        return self._searcher.search(self._snapshot, asker, query, k, filters, deadline)

    def explain(
        self,
        asker: Asker,
        query: str,
        wanted: str,
        k: int = 10,
        filters: Filters = Filters(),  # noqa: B008 frozen
        audiences: frozenset[str] | None = None,
        deadline: Deadline = NONE,
    ) -> Explanation | None:
        """Why a search does not show a document, or one of its chunks. wanted: the id of either.

        audiences: explain the search of an agent with these groups instead of the asker's own.
        None when the document does not exist for the asker: only who sees everything learns that it was not ingested.
        """
        check(query, k)
        snapshot = self._snapshot
        found = find(snapshot, wanted)
        visible = snapshot.scope(asker, Filters()).visible
        if asker.audiences is not None and (found.row is None or not visible[found.row]):
            return None
        seen_by = asker if audiences is None else Asker(asker.name, frozenset({"agent"}), audiences)
        return explain(self._searcher, snapshot, seen_by, query, found, k, filters, self.settings.today(), deadline)

    def answer(self, asker: Asker, question: Question, deadline: Deadline = NONE) -> Answer:
        """The whole answer at once."""
        return next(event.answer for event in self.ask(asker, question, deadline) if isinstance(event, Finished))

    def ask(self, asker: Asker, question: Question, deadline: Deadline = NONE) -> Iterator[Found | Said | Finished]:
        """What was found, each verified sentence as it comes, then the whole. A refusal never follows a sentence.

        A language model gets what is left until the deadline; without it the answer still comes, from the sources.
        """
        check(question.text)
        snapshot, started = self._snapshot, time.perf_counter()
        if question.audience_for == "customer":
            asker = _as_customer(asker)
        query = rewrite.standalone(question.text, question.conversation)
        result = self._searcher.search(snapshot, asker, query, _POOL, question.filters, deadline)
        yield Found(result)
        timings = dict(result.timings_ms)
        hits = compose.usable(result.hits, self.settings.today())
        likely = (
            answerable.probability(answerable.features(result.asked, hits), snapshot.embedder.name) if hits else 0.0
        )
        draft = Draft(snapshot, question.language or txt.language(question.text), self._similarity)
        if likely >= self.settings.answers.threshold:
            with timed(timings, "generate"):
                leads = self._searcher.leads(snapshot, result.vector, hits)
                yield from self._write(draft, question, hits, leads, deadline)
        answered = bool(draft.sentences)
        draft.warn(self.settings.today())
        timings["total"] = (time.perf_counter() - started) * 1000
        yield Finished(
            Answer(
                sentences=tuple(draft.sentences),
                citations=tuple(draft.citations),
                refusal=None if answered else self._refusal(result.hits, likely, draft.language),
                confidence=_confidence(likely) if answered else "low",
                safe_to_send=answered and draft.safe_to_send,
                warnings=tuple(draft.warnings),
                provenance={**self.provenance, **draft.origin, "snapshot": snapshot.name},
                timings_ms=timings,
            )
        )

    def _write(
        self,
        draft: Draft,
        question: Question,
        hits: Sequence[Hit],
        leads: Mapping[str, compose.Lead],
        deadline: Deadline,
    ) -> Iterator[Said]:
        """The generator's sentences; where its language model fails, those of the sources themselves follow."""
        try:
            with self.breaker.attempt() as is_trial:
                passages = self._passages(hits, leads, self._generator)
                until = _halved(deadline) if is_trial else deadline
                yield from draft.write(self._generator, question, passages, until)
        except ModelError:
            passages = self._passages(hits, leads, self._extractive)
            yield from draft.complete(self._generator, self._extractive, question, passages)

    def _passages(self, hits: Sequence[Hit], leads: Mapping[str, compose.Lead], generator: Generator) -> list[Passage]:
        return compose.passages(hits, generator.passage_words, self.settings.answers.passages, leads)

    def _refusal(self, hits: Sequence[Hit], likely: float, language: str) -> Refusal:
        """Nothing near at all, or something near that does not hold the fact."""
        far = likely < self.settings.answers.threshold / 4
        reason: Literal["nothing_relevant", "fact_missing"] = "nothing_relevant" if far else "fact_missing"
        return Refusal(reason, phrases.say(reason, language), tuple(hits[:_NEAREST]))

    def _similarity(self, sentence: str, passage: str) -> float:
        return float(self._embedder.embed_passages([sentence])[0] @ self._embedder.embed_passages([passage])[0])


def _generator(settings: Settings, name: str, options: dict[str, Any]) -> Generator:
    built: Generator = registry.build(
        "copilot.generators", name, options, settings.prompts_path, settings.answers.max_words, where="generator"
    )
    return built


def _halved(deadline: Deadline) -> Deadline:
    """For who tries a model that has just failed; whether the asker has left is still known."""
    sooner = copy(deadline)
    sooner.cap(deadline.left / 2)
    return sooner


def _confidence(likely: float) -> Literal["high", "medium", "low"]:
    return "high" if likely >= _HIGH else "medium" if likely >= _MEDIUM else "low"


def _as_customer(asker: Asker) -> Asker:
    """The asker without what only staff may see."""
    public = frozenset({PUBLIC})
    return Asker(asker.name, frozenset(), public if asker.audiences is None else asker.audiences & public)
