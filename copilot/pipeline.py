"""One store that is searched and asked: its snapshot, and what the settings name to read it with."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence

from copilot import caution, rewrite
from copilot.answering import Answering
from copilot.breaker import Breaker
from copilot.core import registry
from copilot.core import text as txt
from copilot.core.answer import Answer
from copilot.core.deadline import NONE, Deadline
from copilot.core.embedders import load as load_embedder
from copilot.core.errors import DamagedError, EmbedderMismatchError
from copilot.core.ports import Embedder, Generator, Judge, Reranker
from copilot.core.sections import GeneratorSettings
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations, Snapshot, open_current
from copilot.core.types import Asker, Document, Filters, Turn
from copilot.explain import Explanation, explain, find
from copilot.fact import facts
from copilot.question import MAX_QUESTION, MAX_RESULTS, Finished, Found, Question, Said, SearchResult, check
from copilot.search import Searcher
from copilot.understanding import Synonyms
from copilot.verify import Verifier

__all__ = [
    "MAX_QUESTION",
    "MAX_RESULTS",
    "Copilot",
    "Finished",
    "Found",
    "Question",
    "Said",
    "SearchResult",
    "check",
    "generator_of",
]


class Copilot:
    """Answers from one store. Holds one immutable snapshot at a time and swaps the reference."""

    def __init__(
        self, settings: Settings, embedder: Embedder, generator: Generator, reranker: Reranker, judge: Judge
    ) -> None:
        self.settings = settings
        self._embedder, self._generator = embedder, generator
        self.breaker = Breaker(settings.service.breaker_failures, settings.service.breaker_seconds)
        self._searcher = Searcher(settings.retrieval, embedder, reranker, Synonyms.read(settings.synonyms_path))
        self._answering = Answering(
            settings,
            self._searcher,
            generator,
            sources=generator_of(settings, GeneratorSettings(type="extractive")),
            verifier=Verifier(self._similarity, judge),
            breaker=self.breaker,
            policy=caution.Policy.of(settings),
        )
        self._swap = threading.Lock()
        self._snapshot, self.degraded = self._open()

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | None = None, generator: Generator | None = None) -> Copilot:
        """Loads what the settings name. Raises BalieError naming what is missing and the command that makes it.

        embedder, generator: used instead of those that the settings name.
        """
        reranker = registry.build(
            "copilot.rerankers", settings.reranker.type, settings.reranker.options, settings, where="reranker"
        )
        judge = registry.build(
            "copilot.judges", settings.judge.type, settings.judge.options, settings.prompts_path, where="judge"
        )
        return cls(
            settings,
            embedder or load_embedder(settings.embedder),
            generator or generator_of(settings, settings.generator),
            reranker,
            judge,
        )

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
        """Loads now what else the first question would wait for: the embedding model, those of languages and facts."""
        self._embedder.embed_queries([""])
        txt.language("zzz")
        facts("zzz", "nl")
        self._answering.policy.persons.kinds("06-12345678")

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
        return self._answering.ask(self._snapshot, asker, question, self.provenance, deadline)

    def _similarity(self, sentence: str, passage: str) -> float:
        return float(self._embedder.embed_passages([sentence])[0] @ self._embedder.embed_passages([passage])[0])


def generator_of(settings: Settings, named: GeneratorSettings) -> Generator:
    """Raises SettingsError naming what is missing."""
    built: Generator = registry.build(
        "copilot.generators",
        named.type,
        named.options,
        settings.prompts_path,
        settings.answers.max_words,
        where="generator",
    )
    return built
