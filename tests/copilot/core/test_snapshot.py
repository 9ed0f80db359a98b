"""Searching a snapshot: exact neighbours, words in both languages, one order, and counts that agree."""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import os
import shutil
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import DamagedError
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations, LedgerState, Overlay, Snapshot, open_current, write
from copilot.core.snapshot.lexical import terms_of
from copilot.core.types import LOCAL_ASKER, Asker, EmbedderIdentity, Filters
from ingest import pipeline
from support import DOCUMENTS
from support_service import until

ALL = Filters()


@pytest.fixture(scope="module")
def snapshot(synced: Settings) -> Snapshot:
    return open_current(synced.store_path)[0]


def found(snapshot: Snapshot, query: str, filters: Filters = ALL) -> list[str]:
    rows, _ = snapshot.words.matches(terms_of(query), snapshot.scope(LOCAL_ASKER, filters)).best(10)
    return list(dict.fromkeys(snapshot.hit(row, 0.0, 1, LOCAL_ASKER).document.external_id for row in rows.tolist()))


def test_counts_agree(snapshot: Snapshot) -> None:
    assert snapshot.documents == len(DOCUMENTS)
    assert snapshot.chunks == len(snapshot.vectors_of(range(snapshot.chunks)))
    assert snapshot.records.counts() == {"desk": (snapshot.documents, snapshot.chunks)}
    assert sum(len(snapshot.records.directory.chunks(row)) for row in range(snapshot.documents)) == snapshot.chunks


def test_every_row_is_its_own_nearest_neighbour(snapshot: Snapshot) -> None:
    scope = snapshot.scope(LOCAL_ASKER, ALL)
    for row, vector in enumerate(snapshot.vectors_of(range(snapshot.chunks))):
        rows, cosines = snapshot.dense(vector, 3, scope)
        assert rows[0] == row
        assert cosines[0] == pytest.approx(1.0, abs=1e-5)


def test_a_row_is_the_vector_of_its_own_chunk(snapshot: Snapshot, synced: Settings) -> None:
    embedder = HashingEmbedder(snapshot.embedder.dimension)
    passages = [snapshot.records.chunk(row)[0].passage for row in range(snapshot.chunks)]
    np.testing.assert_allclose(
        snapshot.vectors_of(range(snapshot.chunks)), embedder.embed_passages(passages), atol=1e-6
    )


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("opzegtermijnen", "opzeggen"),
        ("restarting modems", "reset"),
        ("GEINCASSEERD", "T-1"),
        ("INC-DUB", "T-1"),
        ("waarborgsom", "m1@example.org"),
        ("7,50", "opzeggen"),
        ("kluis", "balie/1"),
    ],
)
def test_words_are_found_in_their_forms(snapshot: Snapshot, query: str, first: str) -> None:
    assert found(snapshot, query)[:1] == [first]


@pytest.mark.parametrize("query", ["", "   ", "de het een", "zzzzqqq", '"', "title:(", "a AND NOT *", "\0", "é" * 500])
def test_any_text_is_a_query(snapshot: Snapshot, query: str) -> None:
    assert found(snapshot, query) == []


def test_a_pasted_mail_is_a_query(snapshot: Snapshot) -> None:
    mail = "waarborgsom " + " ".join(f"woord{n}" for n in range(20_000))
    assert found(snapshot, mail) == ["m1@example.org"]


@pytest.mark.parametrize("k", [0, 1, 3, 100, 100_000])
def test_dense_returns_all_that_was_asked_for(snapshot: Snapshot, k: int) -> None:
    query = HashingEmbedder(snapshot.embedder.dimension).embed_queries(["modem"])[0]
    rows, cosines = snapshot.dense(query, k, snapshot.scope(LOCAL_ASKER, ALL))
    assert len(rows) == min(k, snapshot.chunks)
    assert np.lexsort((rows, -cosines)).tolist() == list(range(len(rows)))


def test_a_vector_that_is_none_finds_nothing(snapshot: Snapshot) -> None:
    query = np.full(snapshot.embedder.dimension, np.nan, dtype=np.float32)
    assert len(snapshot.dense(query, 5, snapshot.scope(LOCAL_ASKER, ALL))[0]) == 0


def test_ties_are_in_order_of_rows(desk: Callable[..., Settings]) -> None:
    same = [{"id": f"d{n}", "text": "Precies dezelfde tekst.", "audience": ["public"]} for n in range(40)]
    config = desk(same)
    embedder = HashingEmbedder(32)
    pipeline.sync(config, embedder)
    snapshot, _ = open_current(config.store_path)
    # They represent each other; here all of them are searched.
    scope = dataclasses.replace(snapshot.scope(LOCAL_ASKER, ALL), chunks=None)
    for rows, _ in (
        snapshot.words.matches(terms_of("dezelfde tekst"), scope).best(10),
        snapshot.dense(embedder.embed_queries(["tekst"])[0], 10, scope),
    ):
        assert rows.tolist() == list(range(10))


def test_a_document_without_text_is_found_by_its_title(desk: Callable[..., Settings]) -> None:
    config = desk([{"id": "leeg", "title": "Kluisprocedure", "text": "", "audience": ["public"]}])
    pipeline.sync(config, HashingEmbedder(32))
    assert found(open_current(config.store_path)[0], "kluisprocedure") == ["leeg"]


def test_no_document_at_all_is_a_snapshot_too(desk: Callable[..., Settings]) -> None:
    config = desk([{"id": "a", "text": ""}])
    pipeline.sync(config, HashingEmbedder(32))
    snapshot, degraded = open_current(config.store_path)
    scope = snapshot.scope(LOCAL_ASKER, ALL)
    assert (snapshot.documents, snapshot.chunks, degraded) == (1, 0, "")
    assert len(snapshot.dense(np.ones(32, dtype=np.float32), 5, scope)[0]) == 0
    assert found(snapshot, "a") == []


def test_vectors_and_chunks_must_be_as_many(desk: Callable[..., Settings], synced: Settings) -> None:
    snapshot, _ = open_current(synced.store_path)
    records = [snapshot.records.record(facts) for facts in snapshot.records.facts().values()]
    identity = EmbedderIdentity("x", "1", 4)
    folder = desk().folder
    with pytest.raises(ValueError, match="1 vectors"):
        write(folder, records, LedgerState(), [np.ones((1, 4), dtype=np.float32)], [b""], identity, {})


def test_a_generation_of_another_version_is_damage(desk: Callable[..., Settings]) -> None:
    """Its checksums are right, but the facts that this version needs are not there."""
    generations = Generations(desk().store_path)
    name = generations.write(lambda folder: {"vectors": (folder / "vectors.npy").write_bytes(b"x")})
    generations.write_overlay(Overlay())
    generations.publish(name)
    with pytest.raises(DamagedError) as error:
        open_current(generations.store)
    assert "ingest sync" in error.value.fix


@pytest.fixture
def without_collector() -> Iterator[None]:
    """What is let go of goes at once, or never."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def use(snapshot: Snapshot) -> None:
    """Everything that keeps something for the next time."""
    asker = Asker("x", frozenset({"agent"}), frozenset({"public"}))
    scope = snapshot.scope(asker, ALL)
    vector = snapshot.vectors_of([0])[0]
    snapshot.dense_abroad(vector, 3, 3, "nl", scope)
    snapshot.expander.expand("modm factuurbedrag restarting", "nl", [], scope)
    snapshot.words.matches(terms_of("modem"), scope).best(3)
    for row in range(snapshot.chunks):
        snapshot.hit(row, 0.0, 1, asker)


def held(store: Path) -> int:
    """Descriptors of this process on files of this store."""
    files = 0
    for number in os.listdir("/proc/self/fd"):
        with contextlib.suppress(FileNotFoundError):  # the descriptor of this very listing
            files += Path(os.readlink(f"/proc/self/fd/{number}")).is_relative_to(store)
    return files


@pytest.fixture
def own_store(synced: Settings, tmp_path: Path) -> Path:
    """A store that no other test holds open."""
    return Path(shutil.copytree(synced.store_path, tmp_path / "store"))


@pytest.mark.usefixtures("without_collector")
def test_a_replaced_snapshot_leaves_nothing(own_store: Path) -> None:
    snapshot, _ = open_current(own_store)
    parts = [snapshot, snapshot.records, snapshot.words, snapshot.expander, snapshot.words.vocabulary, snapshot.columns]
    gone = [weakref.ref(part) for part in parts]
    use(snapshot)
    assert held(own_store) > 0
    del snapshot, parts
    assert [ref() for ref in gone] == [None] * len(gone)
    assert held(own_store) == 0


@pytest.mark.usefixtures("without_collector")
def test_a_hundred_swaps_pile_up_nothing(own_store: Path) -> None:
    threads = threading.active_count()
    snapshot, _ = open_current(own_store)
    for _ in range(100):
        use(snapshot)
        snapshot, _ = open_current(own_store, check_texts=False)
    del snapshot
    assert held(own_store) == 0
    until(lambda: threading.active_count() <= threads, "their threads end")
