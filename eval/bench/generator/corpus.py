"""A corpus: how many chunks its documents have, what each is about, and questions with the chunk that answers them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from copilot.core.embedders import load as load_embedder
from copilot.core.ports import Embedder
from copilot.core.sections import EmbedderSettings
from copilot.core.snapshot import DocumentRecord
from copilot.core.types import Vectors
from eval.bench.generator.texts import Texts
from eval.bench.generator.vectors import TOPICS, Space, embedded

T = TypeVar("T")

_SECTIONS = 5
"""At most, of one document; all numbers up to it are equally frequent."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the chunk that it was made from."""

    text: str
    document_id: str
    chunk_id: str
    row: int


@dataclass
class Corpus:
    """Documents with `chunks` chunks in all. One with fewer, of the same seed, is the beginning of one with more."""

    chunks: int
    seed: int
    answered: int
    """How many of the first questions find the chunk that they ask for with a vector of its own, really embedded."""
    embedder_type: str
    """File in copilot/core/embedders/."""
    cache: Path
    """Folder that keeps what was embedded."""
    seconds: float = field(default=0.0, init=False)
    """Time that making its documents and vectors took so far, which is no time of the index that takes them in."""

    def __post_init__(self) -> None:
        self.texts = Texts(self.seed)
        luck = np.random.default_rng(self.seed).random((self.chunks, 2))
        ends = np.cumsum(1 + (luck[:, 0] * _SECTIONS).astype(np.int64))
        documents = int(np.searchsorted(ends, self.chunks)) + 1
        ends = np.minimum(ends[:documents], self.chunks)
        self._starts = np.concatenate([[0], ends[:-1]])
        self._sections = ends - self._starts
        self._topics = (luck[:documents, 1] * TOPICS).astype(np.int32)

    @cached_property
    def embedder(self) -> Embedder:
        return load_embedder(EmbedderSettings(type=self.embedder_type))

    @property
    def documents(self) -> int:
        return len(self._topics)

    @cached_property
    def _space(self) -> Space:
        return Space.of(self.texts, TOPICS, self.seed, self.embedder, self.cache)

    def record(self, number: int) -> DocumentRecord:
        return self.texts.record(number, int(self._topics[number]), int(self._sections[number]))

    def records(self) -> Iterator[DocumentRecord]:
        """All documents, made as they are asked for."""
        return self._timed(map(self.record, range(self.documents)))

    def passages(self) -> Iterator[tuple[str, str]]:
        """(chunk id, what is embedded and searched of it) of all chunks."""
        for record in self.records():
            yield from ((chunk.id, chunk.passage) for chunk in record.chunks)

    def vectors(self) -> Iterator[Vectors]:
        """The vectors of all chunks, block by block."""

        def made() -> Iterator[Vectors]:
            yield from self._space.blocks(np.repeat(self._topics, self._sections), self._answers)

        return self._timed(made())

    def questions(self, start: int, stop: int) -> Iterator[Question]:
        """Questions by number, each about another document as long as there are any."""
        for number in range(start, stop):
            document = number % self.documents
            topic, sections = int(self._topics[document]), int(self._sections[document])
            place = number % sections
            section = self.texts.sections(document, topic, sections)[place]
            record = self.record(document)
            yield Question(
                text=self.texts.question(number, topic, section),
                document_id=record.document.id,
                chunk_id=record.chunks[place].id,
                row=int(self._starts[document]) + place,
            )

    @cached_property
    def _answers(self) -> dict[int, NDArray[np.float32]]:
        """Row -> vector of the chunks that are asked for."""
        asked = list(self.questions(0, min(self.answered, self.documents)))
        chunks = {chunk.id: chunk.passage for number in range(len(asked)) for chunk in self.record(number).chunks}
        vectors = embedded(self.embedder, [chunks[question.chunk_id] for question in asked], self.cache)
        return {question.row: vector for question, vector in zip(asked, vectors, strict=True)}

    def _timed(self, made: Iterable[T]) -> Iterator[T]:
        """The same, with the time that it takes to make them noted."""
        source = iter(made)
        while True:
            started = time.perf_counter()
            try:
                item = next(source)
            except StopIteration:
                return
            finally:
                self.seconds += time.perf_counter() - started
            yield item
