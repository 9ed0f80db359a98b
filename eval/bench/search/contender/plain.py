"""`plain`: a flat faiss index and a tantivy index, each asked for 100 rows: what the search itself costs at the least.

Nothing is done with what they find while the time runs: no fusion, no texts. For the quality that goes with that time,
the two lists are fused by reciprocal rank afterwards.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import tantivy
from numpy.typing import NDArray

from copilot.core.ports import Embedder
from eval.bench.generator.corpus import Corpus
from eval.bench.search.contender import K, Opened

NAME = "bare faiss + tantivy"

_VECTORS, _WORDS, _IDS = "vectors.faiss", "words", "ids.npy"
_DEPTH = 100
_FUSION = 60
"""Added to each rank (Cormack, Clarke, Büttcher 2009)."""
_SYNTAX = re.compile(r"[^\w\s]")


def build(corpus: Corpus, folder: Path) -> None:
    words = folder / _WORDS
    words.mkdir(parents=True)
    writer = tantivy.Index(_schema(), path=str(words)).writer()
    ids = []
    for row, (chunk_id, passage) in enumerate(corpus.passages()):
        writer.add_document(tantivy.Document(row=row, text=passage))
        ids.append(chunk_id)
    writer.commit()
    writer.wait_merging_threads()
    index = faiss.IndexFlatIP(corpus.embedder.identity.dimension)
    for block in corpus.vectors():
        index.add(block)
    faiss.write_index(index, str(folder / _VECTORS))
    np.save(folder / _IDS, np.array(ids))


def open_(folder: Path, embedder: Embedder) -> Opened:
    return _Plain(folder, embedder)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("row", fast=True)
    builder.add_text_field("text", tokenizer_name="en_stem")
    return builder.build()


class _Plain:
    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors = faiss.read_index(str(folder / _VECTORS))
        self._words = tantivy.Index.open(str(folder / _WORDS))
        self._searcher = self._words.searcher()
        self._ids = np.load(folder / _IDS, mmap_mode="r")

    def search(self, question: str) -> tuple[Any, Any]:
        _, near = self._vectors.search(self._embedder.embed_queries([question]), _DEPTH)
        query = self._words.parse_query(_SYNTAX.sub(" ", question), ["text"])
        return near[0], self._searcher.search(query, _DEPTH).hits

    def chunk_ids(self, found: tuple[Any, Any]) -> Sequence[str]:
        near, hits = found
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        scores: dict[int, float] = defaultdict(float)
        for ranking in (near.tolist(), rows):
            for rank, row in enumerate(ranking, 1):
                scores[row] += 1 / (_FUSION + rank)
        best = sorted(scores, key=lambda row: (-scores[row], row))[:K]
        return [str(self._ids[row]) for row in best if row >= 0]

    def nearest(self, vector: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        _, rows = self._vectors.search(np.ascontiguousarray(vector[None]), k)
        return np.asarray(rows[0], dtype=np.int64)
