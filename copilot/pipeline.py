"""The question path, in order: rewrite -> retrieve -> fuse -> rerank -> judge -> compose -> generate -> verify."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from copilot import answerable, compose, fuse, phrases, rewrite, verify
from copilot.core import registry
from copilot.core import text as txt
from copilot.core.embedders import load as load_embedder
from copilot.core.errors import EmbedderMismatchError, ModelError, RequestError
from copilot.core.ports import Claim, Embedder, Generator, Passage, Reranker
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations, Snapshot, open_current
from copilot.core.types import Answer, Asker, Citation, Document, Filters, Hit, Refusal, Sentence, Turn, Warning_
from copilot.retrievers.dense import DenseRetriever

MAX_QUESTION = 10_000
"""Characters; a longer text is a document, not a question."""
MAX_RESULTS = 100
PUBLIC = "public"
"""The audience whose documents may be shown to a customer."""
_NEAREST = 3
"""Passages shown with a refusal."""
_OTHER_LANGUAGES = 4
"""One candidate in another language for this many."""
_POOL = 30
"""Hits that are judged and composed from."""


@dataclass(frozen=True, slots=True)
class Question:
    """What an agent asks."""

    text: str
    conversation: tuple[Turn, ...] = ()
    filters: Filters = Filters()  # noqa: RUF009 frozen
    language: str = ""
    """Language of the answer, ISO 639-1; "" is the language of the question."""
    audience_for: str = "agent"
    """agent | customer; for a customer only public documents exist."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    hits: tuple[Hit, ...]
    snapshot: str
    timings_ms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """Event: what was found, before anything is written."""

    result: SearchResult


@dataclass(frozen=True, slots=True)
class Said:
    """Event: one verified sentence with its citations."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """Event: the whole answer."""

    answer: Answer


@dataclass
class _Draft:
    """An answer while it is being written."""

    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    """Passage number -> citation number, in order of first use."""


class Copilot:
    """Answers from one store. Holds one immutable snapshot at a time and swaps the reference."""

    def __init__(self, settings: Settings, embedder: Embedder, generator: Generator, reranker: Reranker) -> None:
        self.settings = settings
        self._embedder, self._generator, self._reranker = embedder, generator, reranker
        self._extractive = self._build_generator("extractive", {})
        self._dense: DenseRetriever = registry.build("copilot.retrievers", "dense", {}, embedder)
        self._lexical = registry.build("copilot.retrievers", "lexical", {}, embedder)
        self._swap = threading.Lock()
        self._snapshot, self.degraded = self._open()

    @classmethod
    def open(cls, settings: Settings) -> Copilot:
        """Loads what the settings name. Raises BalieError naming what is missing and the command that makes it."""
        generator = registry.build(
            "copilot.generators",
            settings.generator.type,
            settings.generator.options,
            settings.prompts_path,
            settings.answers.max_words,
            where="generator",
        )
        reranker = registry.build(
            "copilot.rerankers", settings.reranker.type, settings.reranker.options, where="reranker"
        )
        return cls(settings, load_embedder(settings.embedder), generator, reranker)

    def _build_generator(self, name: str, options: dict[str, object]) -> Generator:
        answers = self.settings.answers
        built: Generator = registry.build(
            "copilot.generators", name, options, self.settings.prompts_path, answers.max_words
        )
        return built

    def _open(self) -> tuple[Snapshot, str]:
        snapshot, degraded = open_current(self.settings.store_path)
        made, configured = snapshot.embedder, self._embedder.identity
        if made != configured:
            raise EmbedderMismatchError(
                f"{snapshot.name} was made with embedder {made.name!r} (revision {made.revision}), "
                f"configured is {configured.name!r} (revision {configured.revision})",
                "run: python -m ingest sync   (embeds everything anew), or correct [embedder]",
            )
        return snapshot, degraded

    def warm_up(self) -> None:
        """Loads the embedding model now instead of with the first question."""
        self._embedder.embed_queries([""])

    def refresh(self) -> bool:
        """Swaps to the published generation when it is another one; running requests keep theirs. True when swapped."""
        with self._swap:
            pointer = Generations(self.settings.store_path).pointer()
            if pointer.generation == self._snapshot.name and not self.degraded:
                return False
            self._snapshot, self.degraded = self._open()
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
    ) -> SearchResult:
        """min(k, visible) hits, best first. Raises RequestError for an empty or too long query or k outside 1..100."""
        check(query, k)
        return self._search(self._snapshot, asker, rewrite.standalone(query, conversation), k, filters)

    def _search(self, snapshot: Snapshot, asker: Asker, query: str, k: int, filters: Filters) -> SearchResult:
        timings: dict[str, float] = {}
        scope, language = snapshot.scope(asker, filters), txt.language(query)
        depth = max(self.settings.retrieval.depth, k)
        with _timed(timings, "embed"):
            vector = self._dense.vector(query)
        with _timed(timings, "dense"):
            dense = self._dense.retrieve(query, snapshot, scope, depth)
            dense += self._in_other_languages(snapshot, asker, query, filters, language, depth // _OTHER_LANGUAGES)
        with _timed(timings, "lexical"):
            lexical = self._lexical.retrieve(query, snapshot, scope, depth)
        with _timed(timings, "rank"):
            retrieval = self.settings.retrieval
            candidates = fuse.fuse(
                snapshot, vector, dense, lexical, retrieval.dense_weight, language, retrieval.language_offset
            )
            hits = [
                snapshot.hit(c.row, c.score, rank, c.dense, c.lexical) for rank, c in enumerate(candidates[:depth], 1)
            ]
            reranked = self._reranker.rerank(query, hits)[:k]
        ranked = tuple(dataclasses.replace(hit, rank=rank) for rank, hit in enumerate(reranked, 1))
        return SearchResult(ranked, snapshot.name, timings)

    def _in_other_languages(
        self, snapshot: Snapshot, asker: Asker, query: str, filters: Filters, language: str, k: int
    ) -> list[tuple[int, float]]:
        """The nearest chunks in another language than the question: many of its own would crowd them out."""
        wanted = frozenset(filters.language) or snapshot.languages
        others = tuple(sorted(wanted & snapshot.languages - {language}))
        if not others:
            return []
        scope = snapshot.scope(asker, dataclasses.replace(filters, language=others))
        return self._dense.retrieve(query, snapshot, scope, k)

    def answer(self, asker: Asker, question: Question) -> Answer:
        """The whole answer at once."""
        return next(event.answer for event in self.ask(asker, question) if isinstance(event, Finished))

    def ask(self, asker: Asker, question: Question) -> Iterator[Found | Said | Finished]:
        """What was found, each verified sentence as it comes, then the whole. A refusal never follows a sentence."""
        check(question.text)
        snapshot, started = self._snapshot, time.perf_counter()
        if question.audience_for == "customer":
            asker = _as_customer(asker)
        language = question.language or txt.language(question.text)
        query = rewrite.standalone(question.text, question.conversation)
        result = self._search(snapshot, asker, query, _POOL, question.filters)
        yield Found(result)
        timings = dict(result.timings_ms)
        hits = compose.usable(result.hits, self._today())
        likely = answerable.probability(answerable.features(query, hits), snapshot.embedder.name) if hits else 0.0
        draft, warnings = _Draft(), list[Warning_]()
        if likely >= self.settings.answers.threshold:
            with _timed(timings, "generate"):
                yield from self._write(snapshot, query, question, hits, language, draft, warnings)
        timings["total"] = (time.perf_counter() - started) * 1000
        provenance = {**self.provenance, "snapshot": snapshot.name}
        if not draft.sentences:
            refusal = _refusal(result.hits, likely, self.settings.answers.threshold, language)
            yield Finished(Answer(refusal=refusal, warnings=tuple(warnings), provenance=provenance, timings_ms=timings))
            return
        warnings += self._warnings(draft.citations, compose.superseded([hit.document for hit in hits]), language)
        yield Finished(
            Answer(
                sentences=tuple(draft.sentences),
                citations=tuple(draft.citations),
                confidence="high" if likely >= 0.9 else "medium" if likely >= 0.7 else "low",
                safe_to_send=all(PUBLIC in c.document.audience for c in draft.citations),
                warnings=tuple(warnings),
                provenance=provenance,
                timings_ms=timings,
            )
        )

    def _write(
        self,
        snapshot: Snapshot,
        query: str,
        question: Question,
        hits: Sequence[Hit],
        language: str,
        draft: _Draft,
        warnings: list[Warning_],
    ) -> Iterator[Said]:
        """Verified sentences, also noted in the draft; quotes the sources when the language model fails."""
        try:
            yield from self._verified(self._generator, snapshot, query, question, hits, language, draft)
        except ModelError:
            begun = bool(draft.sentences)
            if not begun:
                yield from self._verified(self._extractive, snapshot, query, question, hits, language, draft)
            warnings.append(Warning_("degraded", phrases.say("model_stopped" if begun else "model_failed", language)))

    def _verified(
        self,
        generator: Generator,
        snapshot: Snapshot,
        query: str,
        question: Question,
        hits: Sequence[Hit],
        language: str,
        draft: _Draft,
    ) -> Iterator[Said]:
        leads = self._leads(snapshot, query, hits)
        passages = compose.passages(hits, generator.passage_words, self.settings.answers.passages, leads)
        for claim in generator.generate(question.text, question.conversation, passages, language):
            numbers = verify.supported_by(claim, passages, language, self._similarity)
            if numbers:
                yield _said(snapshot, claim, [p for p in passages if p.n in numbers], draft)

    def _leads(self, snapshot: Snapshot, query: str, hits: Sequence[Hit]) -> dict[str, compose.Lead]:
        """The opening chunk of every page among the hits, with its cosine."""
        leads = {}
        for document_id in dict.fromkeys(hit.document.id for hit in hits if hit.document.kind == "wiki"):
            row = snapshot.records.document_row(document_id)
            first = snapshot.records.chunk_rows(row)[0] if row is not None else None
            if first is not None:
                chunk, _ = snapshot.records.chunk(first)
                score = float(snapshot.vectors_of([first])[0] @ self._dense.vector(query))
                leads[document_id] = compose.Lead(chunk.start, chunk.end, score)
        return leads

    def _similarity(self, sentence: str, passage: str) -> float:
        return float(self._embedder.embed_passages([sentence])[0] @ self._embedder.embed_passages([passage])[0])

    def _today(self) -> date:
        return datetime.fromisoformat(self.settings.as_of).date() if self.settings.as_of else datetime.now(UTC).date()

    def _warnings(self, citations: Sequence[Citation], replaced: set[str], language: str) -> Iterator[Warning_]:
        for citation in citations:
            document = citation.document
            if compose.is_outdated(document, self._today()):
                yield Warning_("outdated", phrases.say("outdated", language, date=document.valid_until), citation.n)
            if document.id in replaced:
                yield Warning_("superseded", phrases.say("superseded", language), citation.n)
            if PUBLIC not in document.audience:
                yield Warning_("internal", phrases.say("internal", language), citation.n)


def check(query: str, k: int = 1) -> None:
    """Raises RequestError for what cannot be a question, naming what was found."""
    if not query.strip():
        raise RequestError("the question is empty", "type a question")
    if any("\ud800" <= c <= "\udfff" for c in query):
        raise RequestError("the question holds half a character (a lone surrogate)", "send it as UTF-8")
    if len(query) > MAX_QUESTION:
        raise RequestError(
            f"the question has {len(query)} characters, at most {MAX_QUESTION} are answered",
            "shorten it to what is asked",
        )
    if not 1 <= k <= MAX_RESULTS:
        raise RequestError(f"k is {k}, expected 1 to {MAX_RESULTS}", "ask for fewer results")


def _as_customer(asker: Asker) -> Asker:
    """The asker without what only staff may see."""
    public = frozenset({PUBLIC})
    return Asker(asker.name, frozenset(), public if asker.audiences is None else asker.audiences & public)


def _said(snapshot: Snapshot, claim: Claim, passages: Sequence[Passage], draft: _Draft) -> Said:
    """Numbers the citations by first use and notes the sentence."""
    for passage in passages:
        if passage.n not in draft.numbers:
            number = draft.numbers[passage.n] = len(draft.citations) + 1
            document = passage.hit.document
            chunk_id = snapshot.chunk_id_at(document.id, passage.start)
            draft.citations.append(
                Citation(number, document, chunk_id, passage.text, passage.start, passage.end, passage.hit.also_in)
            )
    cited = tuple(sorted(draft.numbers[passage.n] for passage in passages))
    sentence = Sentence(claim.text, cited)
    draft.sentences.append(sentence)
    return Said(sentence, tuple(draft.citations[n - 1] for n in cited))


def _refusal(hits: Sequence[Hit], likely: float, threshold: float, language: str) -> Refusal:
    """Nothing near at all, or something near that does not hold the fact."""
    if likely < threshold / 4:
        return Refusal("nothing_relevant", phrases.say("nothing_relevant", language), tuple(hits[:_NEAREST]))
    return Refusal("fact_missing", phrases.say("fact_missing", language), tuple(hits[:_NEAREST]))


@contextmanager
def _timed(timings: dict[str, float], stage: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        timings[stage] = timings.get(stage, 0.0) + (time.perf_counter() - started) * 1000
