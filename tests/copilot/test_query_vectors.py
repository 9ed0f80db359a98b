"""Questions are embedded together when they come together, once each, and nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import pytest

from copilot.core.deadline import Deadline
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import AskerLeftError, DeadlineError, ModelError
from copilot.core.types import Vectors
from copilot.query_vectors import QueryVectors
from support_service import until


class Gated(HashingEmbedder):
    """Embeds once it may, and notes its batches; fails for whoever asks "fail"."""

    def __init__(self) -> None:
        super().__init__(64)
        self.gate = threading.Event()
        self.asked = threading.Event()
        self.batches: list[list[str]] = []

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        self.batches.append(list(texts))
        self.asked.set()
        assert self.gate.wait(20)
        if "fail" in texts:
            raise ModelError("no model", "get one")
        return super().embed_queries(texts)


def asked_at_once(vectors: QueryVectors, embedder: Gated, questions: list[str]) -> list[object]:
    """What each gets, all but the first asked while the first one has the model."""
    got: list[object] = [None] * len(questions)

    def ask(place: int) -> None:
        try:
            got[place] = vectors.of(questions[place])
        except ModelError as error:
            got[place] = error

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(len(questions))]
    threads[0].start()
    assert embedder.asked.wait(20)
    for thread in threads[1:]:
        thread.start()
    until(lambda: vectors.misses == len(questions), "all have asked")
    embedder.gate.set()
    for thread in threads:
        thread.join(20)
    return got


def test_those_who_wait_are_embedded_together() -> None:
    embedder = Gated()
    vectors, questions = QueryVectors(embedder), [f"vraag {n}" for n in range(10)]
    got = asked_at_once(vectors, embedder, questions)
    assert [len(batch) for batch in embedder.batches] == [1, 9]
    for question, vector in zip(questions, got, strict=True):
        assert isinstance(vector, np.ndarray)
        assert np.array_equal(vector, HashingEmbedder(64).embed_queries([question])[0])


def test_the_same_question_is_embedded_once() -> None:
    embedder = Gated()
    vectors = QueryVectors(embedder)
    asked_at_once(vectors, embedder, ["een", "twee", "twee", "twee"])
    assert sorted(question for batch in embedder.batches for question in batch) == ["een", "twee"]
    vectors.of("twee")
    assert (vectors.hits, sum(map(len, embedder.batches))) == (1, 2)


def test_a_failure_is_told_to_all_of_the_batch_and_tried_again_for_the_next() -> None:
    embedder = Gated()
    vectors = QueryVectors(embedder)
    got = asked_at_once(vectors, embedder, ["goed", "fail", "ook"])
    assert isinstance(got[0], np.ndarray)
    assert [type(found) for found in got[1:]] == [ModelError, ModelError]
    assert vectors.of("ook").shape == (64,)


def test_who_runs_out_of_time_or_leaves_does_not_wait_for_the_model() -> None:
    embedder = Gated()
    vectors = QueryVectors(embedder)
    first = threading.Thread(target=vectors.of, args=("eerste",))
    first.start()
    assert embedder.asked.wait(20)
    with pytest.raises(DeadlineError):
        vectors.of("te laat", Deadline(0.01))
    gone = Deadline()
    gone.leave()
    with pytest.raises(AskerLeftError):
        vectors.of("weg", gone)
    embedder.gate.set()
    first.join(20)
