"""`langchain`: EnsembleRetriever of the FAISS vector store and BM25Retriever, with their defaults and equal weights.

The vector store is saved and loaded by its own methods. BM25Retriever has none: it is made anew at every start, from
the documents that the vector store holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from numpy.typing import NDArray

from copilot.core.ports import Embedder
from copilot.langchain import BalieEmbeddings
from eval.bench.generator.corpus import Corpus
from eval.bench.search.contender import K, Opened

NAME = "LangChain ensemble"


def build(corpus: Corpus, folder: Path) -> None:
    ids, passages = zip(*corpus.passages(), strict=True)
    vectors = (vector for block in corpus.vectors() for vector in block)
    store = FAISS.from_embeddings(zip(passages, vectors, strict=True), BalieEmbeddings(corpus.embedder), ids=list(ids))
    _ensemble(store)
    store.save_local(str(folder))


def open_(folder: Path, embedder: Embedder) -> Opened:
    # Written by `build` a moment ago, and by nobody else.
    store = FAISS.load_local(str(folder), BalieEmbeddings(embedder), allow_dangerous_deserialization=True)
    return _LangChain(store)


def _ensemble(store: FAISS) -> EnsembleRetriever:
    found = (store.docstore.search(key) for key in store.index_to_docstore_id.values())
    documents = [document for document in found if isinstance(document, Document)]
    words = BM25Retriever.from_documents(documents, k=K)
    return EnsembleRetriever(retrievers=[words, store.as_retriever(search_kwargs={"k": K})], weights=[0.5, 0.5])


class _LangChain:
    def __init__(self, store: FAISS) -> None:
        self._store, self._ensemble = store, _ensemble(store)

    def search(self, question: str) -> list[Document]:
        return self._ensemble.invoke(question)

    def chunk_ids(self, found: list[Document]) -> Sequence[str]:
        return [str(document.id) for document in found[:K]]

    def nearest(self, vector: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        _, rows = self._store.index.search(np.ascontiguousarray(vector[None]), k)
        return np.asarray(rows[0], dtype=np.int64)
