"""Vectors are embedded once; a damaged one again; a damaged file is made anew by itself, a full disk is told."""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from copilot.core import settings
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import StoreError
from copilot.core.settings import Settings
from copilot.core.snapshot import open_current
from ingest import pipeline
from ingest.vector_cache import DamagedCacheError, VectorCache, discard
from support import DOCUMENTS, write_desk
from support_faults_io import no_room_beyond

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


def flipped(data: bytes, part: float) -> bytes:
    """With 40 bits flipped from some part of it on."""
    changed, start = bytearray(data), int(part * len(data))
    for place in range(start, min(len(data), start + 4_000), 100):
        changed[place] ^= 1 << place % 8
    return bytes(changed)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "no database": lambda _: b"not a database " * 300,
    "header only": lambda data: data[:100] + b"\xff" * (len(data) - 100),
    "emptied": lambda _: b"",
    "zeroed": lambda data: bytes(len(data)),
    "zeroed but for its header": lambda data: data[:4096] + bytes(len(data) - 4096),
    "halved": lambda data: data[: len(data) // 2],
    "cut in a page": lambda data: data[: len(data) * 3 // 4 + 100],
    **{f"flipped at {part}": lambda data, part=part: flipped(data, part) for part in (0.0, 0.1, 0.3, 0.6, 0.9)},
}
MANY = [*DOCUMENTS, *({"id": f"n{n}", "text": f"Notitie {n} over iets."} for n in range(300))]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk whose cache is larger than a few pages."""
    folder = tmp_path_factory.mktemp("large")
    pipeline.sync(settings.load(write_desk(folder, MANY), {}), EMBEDDER)
    return folder


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("lost", [True, False], ids=["all embedded anew", "one document changed"])
def test_a_damaged_file_costs_time_only(large: Path, tmp_path: Path, damage: str, lost: bool) -> None:
    """The next sync needs no repair, and whatever it takes from the cache is right."""
    folder = Path(shutil.copytree(large, tmp_path / "desk"))
    config = settings.load(folder / "config.toml", {})
    file = config.store_path / "cache/vectors.sqlite"
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    if lost:
        forget_generations(config)
    write_desk(folder, MANY[:-1])
    assert pipeline.sync(config, EMBEDDER).published
    snapshot, degraded = open_current(config.store_path)
    assert degraded == ""
    passages = [snapshot.records.chunk(row)[0].passage for row in range(snapshot.chunks)]
    np.testing.assert_array_equal(snapshot.vectors_of(range(snapshot.chunks)), EMBEDDER.embed_passages(passages))


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_log_of_a_killed_run_costs_time_only(filled: Path, tmp_path: Path, damage: str) -> None:
    other = tmp_path / "other"
    with VectorCache(filled, EMBEDDER.identity) as cache:
        more = [f"nieuw {n}" for n in range(300)]
        cache.put({cache.key(text): vector for text, vector in zip(more, EMBEDDER.embed_passages(more), strict=True)})
        # Before it is closed, as a kill leaves it.
        shutil.copytree(filled / "cache", other / "cache")
    log = other / "cache/vectors.sqlite-wal"
    assert log.stat().st_size > 4096
    log.write_bytes(DAMAGES[damage](log.read_bytes()))
    right = dict(zip(TEXTS, EMBEDDER.embed_passages(TEXTS), strict=True))
    for _ in range(2):
        try:
            found = read(other)
        except DamagedCacheError:
            discard(other)
            continue
        assert all((vector == right[text]).all() for text, vector in found.items())
        return
    pytest.fail("it is not made anew")


def test_damage_is_told_in_one_line(desk: Callable[..., Settings], caplog: pytest.LogCaptureFixture) -> None:
    config = desk()
    pipeline.sync(config, EMBEDDER)
    (config.store_path / "cache/vectors.sqlite").write_bytes(b"not a database " * 300)
    write_desk(config.folder, DOCUMENTS[1:])
    pipeline.sync(config, EMBEDDER)
    (told,) = [record for record in caplog.records if record.levelname == "WARNING"]
    assert "vectors.sqlite is damaged" in told.getMessage()
    assert "\n" not in told.getMessage()


def test_a_full_disk_is_told_with_its_cure(filled: Path) -> None:
    with VectorCache(filled, EMBEDDER.identity) as cache:
        vectors = {bytes([n, n]) * 10: np.ones(10_000, dtype=np.float32) for n in range(100)}
        with no_room_beyond(500_000), pytest.raises(StoreError, match=r"full|I/O") as error:
            cache.put(vectors)
    assert "make room" in error.value.fix
    assert not isinstance(error.value, DamagedCacheError)
    assert len(read(filled)) == len(TEXTS)


@pytest.mark.parametrize("page", [0, 1, 3])
def test_a_damaged_page_never_gives_a_wrong_vector(filled: Path, page: int) -> None:
    file = filled / "cache/vectors.sqlite"
    data = bytearray(file.read_bytes())
    data[page * 4096 + 100 : (page + 1) * 4096] = b"\xa5" * 3996
    file.write_bytes(data)
    right = dict(zip(TEXTS, EMBEDDER.embed_passages(TEXTS), strict=True))
    try:
        found = read(filled)
    except DamagedCacheError:
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
