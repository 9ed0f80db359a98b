"""Puts the cases of a suite to the product, in this process, one after the other, and keeps what came back."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence

from copilot.core.answer import Answer
from copilot.core.errors import BalieError
from copilot.core.types import LOCAL_ASKER, Asker, Filters, Hit
from copilot.pipeline import Copilot, Question
from eval.cases import EvalCase, SuiteError
from eval.metrics import Outcome, Ranked
from ingest.progress import bar

DEPTH = 100
"""Chunks asked for: the most the product gives, so that ten documents are seen where one fills many chunks."""

RETRIEVAL_METRICS = ("ndcg@10", "recall@1", "recall@5", "recall@10", "mrr@10")
ANSWER_METRICS = (
    "answer_contains",
    "token_f1",
    "citation_verbatim",
    "citation_precision",
    "citation_recall",
    "refusal_precision",
    "refusal_recall",
)
LATENCY_METRICS = ("latency_p50_ms", "latency_p95_ms")


def run(copilot: Copilot, cases: Sequence[EvalCase], documents: Collection[str], answers: bool) -> list[Outcome]:
    """One outcome per case, in order. documents: ids of all documents of the snapshot. answers: ask, not only search.

    Raises SuiteError when the snapshot holds none of the relevant documents of any case, and the product's own error
    when every case fails.
    """
    resolve = Resolver(documents)
    resolved = [resolve(case) for case in cases]
    if any(case.relevant for case in cases) and not any(len(wanted) > len(missing) for wanted, missing in resolved):
        example = next(case for case in cases if case.relevant)
        raise SuiteError(
            f"no relevant document of any case is among the {len(documents)} documents of the snapshot, "
            f"such as {example.relevant[0]!r} of case {example.id!r}",
            "pass the configuration that ingests them with --config, and run: python -m ingest sync --config F",
        )
    copilot.warm_up()  # loading the model is start-up, not the latency of the first case
    outcomes, errors = [], []
    with bar("evaluating", len(cases)) as step:
        for case, (relevant, missing) in zip(cases, resolved, strict=True):
            try:
                answer, hits, latency = _ask(copilot, case, answers)
                outcomes.append(Outcome(case, relevant, missing, rank(hits), answer, latency))
            except BalieError as error:  # a case that fails is a miss in the report and stops no other case
                errors.append(error)
                outcomes.append(Outcome(case, relevant, missing, failure=error.problem))
            step(1)
    if len(errors) == len(cases):
        raise errors[0]
    return outcomes


def asker_of(case: EvalCase) -> Asker:
    """Who asks: an agent of the case's audiences, else the local user."""
    return Asker("eval", frozenset({"agent"}), frozenset(case.audiences)) if case.audiences else LOCAL_ASKER


def rank(hits: Iterable[Hit]) -> tuple[Ranked, ...]:
    """Documents by their best chunk, each once; one whose duplicate stands higher is not repeated."""
    seen: set[str] = set()
    ranked = []
    for hit in hits:
        if hit.document.id not in seen:
            ranked.append(Ranked(hit.document.id, hit.document.title, hit.score, hit.also_in))
            seen |= ranked[-1].ids
    return tuple(ranked)


class Resolver:
    """Finds the documents that a case's relevant ids mean: a document id, else the external id in any source."""

    def __init__(self, documents: Collection[str]) -> None:
        self._documents = frozenset(documents)
        external: dict[str, set[str]] = {}
        for document_id in documents:
            external.setdefault(document_id.partition(":")[2], set()).add(document_id)
        self._external: Mapping[str, set[str]] = external

    def __call__(self, case: EvalCase) -> tuple[tuple[frozenset[str], ...], tuple[str, ...]]:
        """(document ids per relevant document, relevant ids that do not exist)."""
        wanted: dict[frozenset[str], None] = {}
        missing = []
        for given in dict.fromkeys(case.relevant):
            found = {given} if given in self._documents else self._external.get(given, set())
            if not found:
                missing.append(given)
            wanted[frozenset(found or {given})] = None
        return tuple(wanted), tuple(missing)


def _ask(copilot: Copilot, case: EvalCase, answers: bool) -> tuple[Answer | None, tuple[Hit, ...], float]:
    """(answer, hits of the retrieval that the answer leans on, milliseconds)."""
    asker, answer = asker_of(case), None
    started = time.perf_counter()
    if answers:
        answer = copilot.answer(asker, Question(case.question, conversation=case.conversation))
        latency = time.perf_counter() - started
    found = copilot.search(asker, case.question, DEPTH, Filters(), conversation=case.conversation)
    if not answers:
        latency = time.perf_counter() - started
    return answer, tuple(found.hits), latency * 1000
