"""Balie as a citizen of LangChain: LangChain's own standard tests, and what they do not ask."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_tests.integration_tests import EmbeddingsIntegrationTests, RetrieversIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests
from pydantic import ValidationError

from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import RequestError
from copilot.core.settings import Settings
from copilot.core.types import LOCAL_ASKER, Asker, EmbedderIdentity, Filters, Vectors
from copilot.langchain import BalieEmbeddings, BalieRetriever
from copilot.pipeline import Copilot
from support import DOCUMENTS
from support_hits import BILLING, PUBLIC, QUESTIONS

NOBODY = Asker("new", frozenset({"agent"}))


@pytest.fixture
def anyio_backend() -> str:
    """What runs the async ones among the standard tests."""
    return "asyncio"


@pytest.mark.anyio
class TestRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def over_the_desk(self, copilot: Copilot) -> None:
        self.copilot = copilot

    @property
    def retriever_constructor(self) -> type[BalieRetriever]:
        return BalieRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"copilot": self.copilot, "asker": LOCAL_ASKER}

    @property
    def retriever_query_example(self) -> str:
        return QUESTIONS[0]


class _OurEmbeddings:
    @property
    def embeddings_class(self) -> type[BalieEmbeddings]:
        return BalieEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {"embedder": HashingEmbedder(64)}


class TestEmbeddings(_OurEmbeddings, EmbeddingsUnitTests):
    pass


@pytest.mark.anyio
class TestEmbeddingsAtWork(_OurEmbeddings, EmbeddingsIntegrationTests):
    pass


@pytest.fixture
def retriever(copilot: Copilot) -> BalieRetriever:
    return BalieRetriever(copilot=copilot, asker=LOCAL_ASKER)


def ids(documents: Sequence[Document]) -> list[str]:
    return [document.metadata["document_id"] for document in documents]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("asker", [LOCAL_ASKER, PUBLIC, BILLING], ids=lambda asker: asker.name)
def test_a_chain_gets_what_the_search_finds(copilot: Copilot, asker: Asker, question: str) -> None:
    found = BalieRetriever(copilot=copilot, asker=asker).invoke(question)
    hits = copilot.search(asker, question).hits
    assert [(d.id, d.page_content, d.metadata["score"], d.metadata["rank"]) for d in found] == [
        (hit.chunk.id, hit.chunk.text, hit.score, hit.rank) for hit in hits
    ]


def test_a_document_says_where_it_comes_from(copilot: Copilot, retriever: BalieRetriever) -> None:
    best = retriever.invoke("Hoe zeg ik mijn contract op?")[0]
    assert json.loads(json.dumps(best.metadata)) == best.metadata
    span = {name: best.metadata.pop(name) for name in ("start", "end")}
    assert best.metadata.pop("score") > 0
    assert best.metadata == {
        "document_id": "desk:opzeggen",
        "source": "desk",
        "external_id": "opzeggen",
        "kind": "wiki",
        "title": "Contract opzeggen",
        "uri": "https://help.example/opzeggen",
        "heading": best.metadata["heading"],
        "updated_at": "2026-03-01",
        "rank": 1,
        "also_in": [],
        "snapshot": "gen-000001",
    }
    document = copilot.document(LOCAL_ASKER, "desk:opzeggen")
    assert document is not None
    assert document.text[span["start"] : span["end"]] == best.page_content


@pytest.mark.parametrize("asker", [{}, {"asker": None}, {"asker": {"name": "web", "audiences": None}}])
def test_who_asks_must_be_said(copilot: Copilot, asker: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="asker"):
        BalieRetriever(copilot=copilot, **asker)


def test_a_call_cannot_change_who_asks(copilot: Copilot) -> None:
    with pytest.raises(TypeError, match="asker"):
        BalieRetriever(copilot=copilot, asker=NOBODY).invoke(QUESTIONS[0], asker=LOCAL_ASKER)


def test_an_asker_without_audience_gets_nothing(copilot: Copilot) -> None:
    retriever = BalieRetriever(copilot=copilot, asker=NOBODY)
    assert retriever.batch(QUESTIONS) == [[]] * len(QUESTIONS)
    assert asyncio.run(retriever.abatch(QUESTIONS)) == [[]] * len(QUESTIONS)
    assert (retriever | RunnableLambda(ids)).invoke(QUESTIONS[0], k=100) == []


def test_an_asker_gets_only_what_is_meant_for_him(copilot: Copilot) -> None:
    for found in BalieRetriever(copilot=copilot, asker=BILLING, k=100).batch(QUESTIONS):
        assert set(ids(found)) == {"desk:opzeggen", "desk:reset", "desk:m1@example.org"}


def test_a_call_may_ask_for_less_or_more(retriever: BalieRetriever) -> None:
    tickets = Filters(kind=("ticket",))
    everything = retriever.invoke(QUESTIONS[0])
    assert len(everything) > 2
    assert retriever.invoke(QUESTIONS[0], k=2) == everything[:2]
    assert set(ids(retriever.invoke(QUESTIONS[0], filters=tickets))) == {"desk:T-1", "desk:T-2"}
    assert retriever.batch(QUESTIONS[:3], k=1) == [retriever.invoke(question)[:1] for question in QUESTIONS[:3]]
    assert asyncio.run(retriever.ainvoke(QUESTIONS[0], k=1, filters=tickets)) == retriever.invoke(
        QUESTIONS[0], k=1, filters=tickets
    )
    assert retriever.invoke(QUESTIONS[0]) == everything


@pytest.mark.parametrize(
    ("question", "k", "problem"), [(" ", 10, "empty"), ("a" * 10_001, 10, "10001"), ("borg", 0, "k is 0")]
)
def test_errors_stay_ours(retriever: BalieRetriever, question: str, k: int, problem: str) -> None:
    with pytest.raises(RequestError, match=problem) as raised:
        retriever.invoke(question, k=k)
    assert raised.value.fix
    with pytest.raises(RequestError, match=problem):
        asyncio.run(retriever.ainvoke(question, k=k))


def test_a_chain_from_question_to_prompt(retriever: BalieRetriever) -> None:
    passages = retriever.bind(k=2) | RunnableLambda(lambda found: "\n".join(passage.page_content for passage in found))
    prompt = ChatPromptTemplate.from_template("{passages}\n--\n{question}")
    chain = {"passages": passages, "question": RunnablePassthrough()} | prompt
    written = chain.invoke("How do I reset the modem?").to_string()
    assert "Hold the reset button for ten seconds." in written
    assert written.endswith("--\nHow do I reset the modem?")


def test_a_retriever_goes_along_to_the_next_generation(published: Callable[..., Settings]) -> None:
    copilot = Copilot.open(published(DOCUMENTS[1:]))
    retriever = BalieRetriever(copilot=copilot, asker=PUBLIC, k=1)
    assert ids(retriever.invoke(QUESTIONS[0])) == ["desk:reset"]
    published(DOCUMENTS)
    assert copilot.refresh()
    assert ids(retriever.invoke(QUESTIONS[0])) == ["desk:opzeggen"]


class TellingEmbedder:
    """Two dimensions that tell questions and passages apart."""

    identity = EmbedderIdentity("telling", "1", 2)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return np.array([[1, 0]] * len(texts), dtype=np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.array([[0, 1]] * len(texts), dtype=np.float32).reshape(-1, 2)


def test_a_question_is_not_embedded_like_a_document() -> None:
    embeddings = BalieEmbeddings(TellingEmbedder())
    assert embeddings.embed_query("Wanneer?") == [1.0, 0.0]
    assert embeddings.embed_documents(["Morgen.", "Nooit."]) == [[0.0, 1.0], [0.0, 1.0]]
    assert embeddings.embed_documents([]) == []


def test_a_vector_store_of_langchain_takes_our_embeddings() -> None:
    store = InMemoryVectorStore(BalieEmbeddings(HashingEmbedder(256)))
    store.add_texts(["De borg gaat na 12 maanden terug.", "Hold the reset button for ten seconds."])
    assert store.similarity_search("reset button", k=1)[0].page_content.startswith("Hold the reset")
