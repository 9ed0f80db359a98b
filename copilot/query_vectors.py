"""Questions to vectors: remembered, and embedded together when several are asked at once.

One thread at a time has the model. Whoever gets it embeds what waits, also for the others: on two cores a batch of
eight takes little more than twice the time of one question, and an idle service adds no wait at all.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future

import numpy as np
from numpy.typing import NDArray

from copilot.core.deadline import NONE, Deadline
from copilot.core.ports import Embedder

_Vector = NDArray[np.float32]

_REMEMBERED = 1024
"""A question is asked again when its answer is streamed, repeated or refined."""
_BATCH = 16
"""Questions embedded at once: a larger batch makes the first of them wait longer than it saves."""


class QueryVectors:
    """Safe to use from several threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: OrderedDict[str, _Vector] = OrderedDict()
        self._waiting: OrderedDict[str, Future[_Vector]] = OrderedDict()
        self._lock, self._model = threading.Lock(), threading.Lock()
        self.hits = self.misses = 0

    def of(self, question: str, deadline: Deadline = NONE) -> _Vector:
        """Shape (dimension,). Raises what the embedder or the deadline raises."""
        with self._lock:
            if question in self._known:
                self.hits += 1
                self._known.move_to_end(question)
                return self._known[question]
            self.misses += 1
            mine = self._waiting.setdefault(question, Future())
        while not mine.done():
            deadline.check()
            if self._model.acquire(timeout=Deadline.POLL):
                try:
                    if not mine.done():
                        self._embed()
                finally:
                    self._model.release()
        return mine.result()

    def _embed(self) -> None:
        """Embeds the questions that wait longest."""
        with self._lock:
            batch = dict(list(self._waiting.items())[:_BATCH])
        try:
            vectors = self._embedder.embed_queries(list(batch))
        except Exception as error:
            # Whoever waits for one of them is told; the model may be asked again.
            with self._lock:
                for question, asked in batch.items():
                    del self._waiting[question]
                    asked.set_exception(error)
            return
        with self._lock:
            for (question, asked), vector in zip(batch.items(), vectors, strict=True):
                self._known[question] = np.asarray(vector, dtype=np.float32)
                del self._waiting[question]
                asked.set_result(self._known[question])
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
