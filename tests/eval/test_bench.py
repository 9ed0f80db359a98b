"""The comparison of searches and the corpus that it is made on, at tiny sizes, with the hashing embedder."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from copilot.core import settings
from copilot.core import text as txt
from copilot.core.types import LOCAL_ASKER, PART_SEPARATOR, Asker
from copilot.pipeline import Copilot
from eval.__main__ import main
from eval.bench.generator.corpus import Corpus
from eval.bench.generator.store import write_questions, write_store
from eval.bench.generator.texts import SHARES, SOURCES
from eval.bench.generator.vectors import nearest
from eval.bench.search import measure
from eval.cases import load_suite

CHUNKS, QUESTIONS = 600, 20


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def corpus(cache: Path) -> Corpus:
    return Corpus(CHUNKS, seed=1, answered=QUESTIONS, embedder_type="hashing", cache=cache)


@pytest.fixture(scope="module")
def store(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the corpus as a published store."""
    folder = tmp_path_factory.mktemp("corpus")
    write_store(corpus, folder)
    write_questions(corpus, QUESTIONS, folder)
    return folder


def test_a_corpus_has_the_chunks_that_were_asked_for(corpus: Corpus) -> None:
    records = list(corpus.records())
    assert len(records) == corpus.documents
    assert sum(len(record.chunks) for record in records) == CHUNKS
    assert {record.document.kind for record in records} == set(SOURCES)
    assert {record.document.language for record in records} == {"nl", "en"}
    for record in records:
        assert PART_SEPARATOR.join(chunk.text for chunk in record.chunks) == record.document.text
        assert all(record.document.text[c.start : c.end] == c.text for c in record.chunks)


def test_a_smaller_corpus_is_the_beginning_of_a_larger_one(corpus: Corpus, cache: Path) -> None:
    small = Corpus(200, 1, QUESTIONS, "hashing", cache)
    same = small.documents - 1  # the last one may be cut short
    assert [corpus.record(n) for n in range(same)] == [small.record(n) for n in range(same)]
    assert list(small.questions(0, 5)) == list(corpus.questions(0, 5))


def test_another_seed_says_something_else(corpus: Corpus, cache: Path) -> None:
    assert Corpus(CHUNKS, 2, QUESTIONS, "hashing", cache).record(0).document.text != corpus.record(0).document.text


def test_the_vocabulary_grows_with_the_corpus(cache: Path) -> None:
    words = [txt.content_words(passage) for _, passage in Corpus(4000, 1, 0, "hashing", cache).passages()]
    few, many = (len(set().union(*words[:count])) for count in (1000, 4000))
    # Heaps' law with exponent 1/2 gives 2; a vocabulary that is used up gives 1.
    assert 1.6 < many / few < 4


def test_groups_of_askers_see_their_share(cache: Path) -> None:
    audiences = [record.document.audience for record in Corpus(6000, 1, 0, "hashing", cache).records()]
    for share in SHARES:
        seen = sum(f"share-{share}" in audience for audience in audiences) / len(audiences)
        assert seen == pytest.approx(share / 100, abs=0.03)


def test_vectors_lie_around_their_topics(corpus: Corpus) -> None:
    vectors = np.vstack(list(corpus.vectors()))
    assert vectors.shape == (CHUNKS, corpus.embedder.identity.dimension)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    owner = np.repeat(range(corpus.documents), [len(record.chunks) for record in corpus.records()])
    cosines, same = vectors @ vectors.T, owner[:, None] == owner
    np.fill_diagonal(same, False)
    assert cosines[same].mean() > cosines[owner[:, None] != owner].mean() + 0.2


def test_the_chunk_that_is_asked_for_has_its_own_vector(corpus: Corpus) -> None:
    vectors, passages = np.vstack(list(corpus.vectors())), dict(corpus.passages())
    for question in corpus.questions(0, QUESTIONS):
        own = corpus.embedder.embed_passages([passages[question.chunk_id]])[0]
        assert vectors[question.row] == pytest.approx(own)


def test_the_truly_nearest_are_found_block_by_block(corpus: Corpus) -> None:
    vectors = np.vstack(list(corpus.vectors()))
    asked = vectors[::50]
    found = nearest(np.array_split(vectors, 7), asked, 10)
    assert (found == np.argsort(-(asked @ vectors.T), axis=1, kind="stable")[:, :10]).all()


def test_the_store_is_searched_like_any_other(corpus: Corpus, store: Path) -> None:
    copilot = Copilot.open(settings.load(store / "config.toml", {}))
    assert (copilot.snapshot.chunks, copilot.snapshot.documents) == (CHUNKS, corpus.documents)
    suite = load_suite(store / "questions.jsonl")
    found = [
        case.relevant[0] in {hit.document.id for hit in copilot.search(LOCAL_ASKER, case.question, 10).hits}
        for case in suite.cases
    ]
    assert len(found) == QUESTIONS
    assert sum(found) > QUESTIONS / 2
    asker = Asker("some", audiences=frozenset({"share-10"}))
    hits = copilot.search(asker, suite.cases[0].question, 100).hits
    assert hits
    assert all("share-10" in hit.document.audience for hit in hits)
    assert not copilot.search(Asker("nobody"), suite.cases[0].question, 10).hits


def test_quality_counts_ranks() -> None:
    found = [["a", "b"], ["b", "a"], ["c"], []]
    # Ranks 1, 2, none, none: mrr = (1 + 1/2) / 4.
    assert measure.quality(found, ["a"] * 4) == {"recall@1": 0.25, "recall@10": 0.5, "mrr@10": 0.375}


def test_every_question_is_asked_once_by_whichever_client() -> None:
    questions = [str(number) for number in range(100)]
    rate, asked = measure.throughput(lambda _: None, questions, clients=4)
    assert rate > 0
    assert sorted(asked) == sorted(questions)


def test_bench_writes_a_table_figures_and_a_plot(
    tmp_path: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip(
        "rank_bm25", reason="the extra `eval` is not installed whole: LangChain's BM25Retriever needs it"
    )
    out = tmp_path / "out"
    arguments = ["--sizes", "400", "200", "--peers-up-to", "200", "--questions", "5", "--embedder", "hashing"]
    assert main(["bench", *arguments, "--out", str(out), "--cache", str(cache)]) == 0
    table = capsys.readouterr().out
    assert table.strip() == (out / "bench.md").read_text("utf-8").strip()
    figures = json.loads((out / "bench.json").read_text("utf-8"))
    compared = [(row["chunks"], row["system"]) for row in figures["results"]]
    assert compared == [(200, "balie"), (200, "langchain"), (200, "plain"), (400, "balie"), (400, "plain")]
    for row in figures["results"]:
        assert f"| {row['chunks']} | {row['name']} |" in table
        assert row["build_s"] > 0
        assert row["disk_mb"] > 0
        assert 0 <= row["without_model"]["quality"]["recall@10"] <= 1
        assert row["without_model"]["dense_recall@10"] == 1
        for mode in ("with_model", "without_model"):
            times = row[mode]["search_ms"]
            assert 0 < times["p50"] <= times["p95"] <= times["p99"]
            assert all(rate > 0 for rate in row[mode]["per_second"].values())
            assert row[mode]["memory_mb"]["pss"] > 0
            assert row[mode]["start_s"] > 0
    assert figures["machine"]["cores"]
    assert figures["packages"]["faiss-cpu"][0].isdigit()
    drawing = ElementTree.fromstring((out / "bench.svg").read_text("utf-8"))
    assert {row["name"] for row in figures["results"]} <= {text.text for text in drawing.iter() if text.text}
    assert not list(out.glob("work-*"))


def test_bench_asks_where_to_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench"]) == 1
    assert "--out" in capsys.readouterr().err
