"""Balie inside LangChain: its search as a retriever, its embedder as embeddings.

Neither adds anything of its own: a chain sees what the panel sees, in the same order, and errors stay Balie's
(`copilot.core.errors`), each with its cure. `docs/langchain.md` shows both at work.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import run_in_executor
from pydantic import InstanceOf

from copilot.core.ports import Embedder
from copilot.core.types import Asker, Filters, Hit
from copilot.pipeline import Copilot

if TYPE_CHECKING:
    from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun


class BalieRetriever(BaseRetriever):
    """What one asker finds. Cheap to make: one per request, all over the same Copilot.

    The asker has no default, because a default would have to see either nothing or everything; and only an `Asker`
    is taken, never a mapping, so that no chain's input can become one. Raises RequestError for an empty or too long
    question or k outside 1..100, StoreError when the store cannot be read.
    """

    copilot: InstanceOf[Copilot]
    asker: InstanceOf[Asker]
    """Who asks: documents that he may not see do not exist for the chain."""
    k: int = 10
    """How many documents are returned at most."""
    filters: InstanceOf[Filters] = Filters()
    """What the search is restricted to, besides what the asker may see."""

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 of the interface
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        """k and filters of `invoke(query, k=3)` count for that call only."""
        found = self.copilot.search(
            self.asker, query, self.k if k is None else k, self.filters if filters is None else filters
        )
        return [_document(hit, found.snapshot) for hit in found.hits]

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        # LangChain's own knows of no further arguments.
        return await run_in_executor(
            None, self._get_relevant_documents, query, run_manager=run_manager.get_sync(), k=k, filters=filters
        )


class BalieEmbeddings(Embeddings):
    """An embedder of Balie: a question and a document each get the prefix that the model was trained with."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector of length 1 for each text, in their order."""
        vectors: list[list[float]] = self._embedder.embed_passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._embedder.embed_queries([text])[0].tolist()
        return vector


def _document(hit: Hit, snapshot: str) -> Document:
    """The chunk that was found; its metadata are JSON values. [start, end) counts code points of the whole document."""
    found, chunk = hit.document, hit.chunk
    metadata: dict[str, Any] = {
        "document_id": found.id,
        "source": found.source,
        "external_id": found.external_id,
        "kind": found.kind,
        "title": found.title,
        "uri": found.uri,
        "heading": chunk.heading,
        "updated_at": found.updated_at,
        "start": chunk.start,
        "end": chunk.end,
        "score": hit.score,
        "rank": hit.rank,
        "also_in": list(hit.also_in),
        "snapshot": snapshot,
    }
    return Document(id=chunk.id, page_content=chunk.text, metadata=metadata)
