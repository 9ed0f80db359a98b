"""Vectors are embedded once; a damaged one again; a damaged file is named with its cure."""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import StoreError
from copilot.core.settings import Settings
from copilot.core.snapshot import open_current
from ingest import pipeline
from ingest.vector_cache import VectorCache
from support import DOCUMENTS, write_desk

EMBEDDER = HashingEmbedder(16)
TEXTS = [f"tekst {n}" for n in range(1203)]


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    with VectorCache(tmp_path, EMBEDDER.identity) as cache:
        cache.put({cache.key(t): v for t, v in zip(TEXTS, EMBEDDER.embed_passages(TEXTS), strict=True)})
    return tmp_path


def read(store: Path, identity=EMBEDDER.identity) -> dict[str, np.ndarray]:
    with VectorCache(store, identity) as cache:
        keys = {cache.key(text): text for text in TEXTS}
        return {keys[key]: vector for key, vector in cache.get(keys).items()}


def change(store: Path, sql: str) -> None:
    database = sqlite3.connect(store / "cache/vectors.sqlite")
    with database:
        database.execute(sql)
    database.close()


def test_what_was_put_comes_back(filled: Path) -> None:
    found = read(filled)
    assert found.keys() == set(TEXTS)
    np.testing.assert_array_equal([found[text] for text in TEXTS], EMBEDDER.embed_passages(TEXTS))


def test_another_embedder_has_its_own_vectors(filled: Path) -> None:
    for field in ({"revision": "2"}, {"passage_prefix": "p: "}, {"name": "x"}, {"pooling": "cls"}):
        assert read(filled, dataclasses.replace(EMBEDDER.identity, **field)) == {}


@pytest.mark.parametrize(
    "damage",
    [
        "vector = zeroblob(64)",
        "vector = substr(vector, 1, 60)",
        "vector = 'text'",
        "crc = crc + 1",
        "crc = 'text'",
    ],
)
def test_a_damaged_entry_counts_as_unknown(filled: Path, damage: str) -> None:
    change(filled, f"UPDATE vectors SET {damage} WHERE key IN (SELECT key FROM vectors LIMIT 3)")
    assert len(read(filled)) == len(TEXTS) - 3


def forget_generations(config: Settings) -> None:
    shutil.rmtree(config.store_path / "snapshots")
    (config.store_path / "access.json").unlink()


def test_a_damaged_entry_is_embedded_again(desk: Callable[..., Settings]) -> None:
    config = desk()
    pipeline.sync(config, EMBEDDER)
    change(config.store_path, "UPDATE vectors SET vector = zeroblob(64) WHERE key IN (SELECT key FROM vectors LIMIT 2)")
    forget_generations(config)
    report = pipeline.sync(config, EMBEDDER)
    assert report.embedded == 2
    snapshot, _ = open_current(config.store_path)
    assert np.linalg.norm(snapshot.vectors_of(range(snapshot.chunks)), axis=1) == pytest.approx(1.0)


def test_a_new_store_of_known_vectors_embeds_nothing(desk: Callable[..., Settings]) -> None:
    config = desk()
    first = pipeline.sync(config, EMBEDDER)
    forget_generations(config)
    second = pipeline.sync(config, EMBEDDER)
    assert second.published
    assert (first.embedded, second.embedded) == (first.chunks, 0)


def test_only_what_changed_is_embedded(desk: Callable[..., Settings]) -> None:
    config = desk()
    pipeline.sync(config, EMBEDDER)
    write_desk(config.folder, [{**DOCUMENTS[1], "text": "Something else."}, DOCUMENTS[0], *DOCUMENTS[2:]])
    assert pipeline.sync(config, EMBEDDER).embedded == 1


@pytest.mark.parametrize("content", [b"not a database " * 300, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_damaged_file_is_named_with_its_cure(desk: Callable[..., Settings], content: bytes) -> None:
    config = desk()
    pipeline.sync(config, EMBEDDER)
    file = config.store_path / "cache/vectors.sqlite"
    for leftover in file.parent.iterdir():
        leftover.unlink()
    file.write_bytes(content)
    write_desk(config.folder, DOCUMENTS[1:])
    with pytest.raises(StoreError) as error:
        pipeline.sync(config, EMBEDDER)
    assert str(file) in error.value.problem
    assert f"delete {file}" in error.value.fix
    assert open_current(config.store_path)[1] == "", "what is served is untouched"
    file.unlink()
    assert pipeline.sync(config, EMBEDDER).published


@pytest.mark.parametrize("page", [0, 1, 3])
def test_a_damaged_page_never_gives_a_wrong_vector(filled: Path, page: int) -> None:
    file = filled / "cache/vectors.sqlite"
    data = bytearray(file.read_bytes())
    data[page * 4096 + 100 : (page + 1) * 4096] = b"\xa5" * 3996
    file.write_bytes(data)
    right = dict(zip(TEXTS, EMBEDDER.embed_passages(TEXTS), strict=True))
    try:
        found = read(filled)
    except StoreError:
        return
    assert len(found) < len(TEXTS)
    assert all((vector == right[text]).all() for text, vector in found.items())


def test_what_no_generation_uses_is_cleaned_up(desk: Callable[..., Settings]) -> None:
    config = desk()
    first = pipeline.sync(config, EMBEDDER)
    for edition in range(config.store.keep_generations):
        write_desk(config.folder, [*DOCUMENTS, {"id": "los", "text": f"editie {edition}"}])
        pipeline.sync(config, EMBEDDER)
    assert counted(config.store_path) == first.chunks + config.store.keep_generations
    write_desk(config.folder, [*DOCUMENTS, {"id": "los", "text": "een laatste editie"}])
    last = pipeline.sync(config, EMBEDDER)
    assert last.published
    assert counted(config.store_path) == first.chunks + config.store.keep_generations, "the oldest edition is gone"


def counted(store: Path) -> int:
    with closing(sqlite3.connect(store / "cache/vectors.sqlite")) as database:
        return int(database.execute("SELECT count(*) FROM vectors").fetchone()[0])
