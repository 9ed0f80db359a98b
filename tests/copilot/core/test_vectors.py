"""The dense index: exact, the same for an asker as his own index, and close to exact where it is approximate."""

from __future__ import annotations

import threading
import tracemalloc
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from copilot.core.errors import DamagedError
from copilot.core.snapshot.vectors import VectorIndex, write
from support_service import until

DIMENSION = 64
SHARES = [0.0, 0.01, 0.02, 0.1, 0.5, 1.0]


def made(count: int, seed: int, dimension: int = DIMENSION) -> np.ndarray:
    """Rows of length 1, each at the next of 200 places that all lie to one side, as the vectors of a model do."""
    places = 1.0 + np.random.default_rng(0).normal(size=(200, dimension))
    rows = places[np.arange(count) % 200] + 0.5 * np.random.default_rng(seed).normal(size=(count, dimension))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def index(folder: Path, rows: np.ndarray, exact_rows: int = 100_000) -> VectorIndex:
    folder.mkdir(exist_ok=True)
    write(folder, np.array_split(rows, 7), rows.shape[1], exact_rows)
    return VectorIndex(folder, exact_rows)


ROWS, QUERIES = made(20_000, 1), made(40, 2)


@pytest.fixture(scope="module")
def exact(tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    return index(tmp_path_factory.mktemp("exact"), ROWS)


@pytest.fixture(scope="module")
def approximate(tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    return index(tmp_path_factory.mktemp("approximate"), ROWS, exact_rows=2_000)


def same(one: tuple[np.ndarray, np.ndarray], other: tuple[np.ndarray, np.ndarray]) -> None:
    np.testing.assert_array_equal(one[0], other[0])
    np.testing.assert_array_equal(one[1], other[1])


def test_the_nearest_are_those_that_numpy_finds(exact: VectorIndex) -> None:
    for query in QUERIES:
        rows, cosines = exact.search(query, 25, None)
        everything = ROWS @ query
        np.testing.assert_array_equal(rows, np.argsort(-everything, kind="stable")[:25])
        np.testing.assert_allclose(cosines, everything[rows], atol=1e-6)
        assert (rows.dtype, cosines.dtype) == (np.int64, np.float32)


@pytest.mark.parametrize("blocks", [1, 3, 500])
def test_rows_come_back_as_they_were_written(tmp_path: Path, blocks: int) -> None:
    assert write(tmp_path, np.array_split(ROWS[:499], blocks), DIMENSION) == 499
    opened = VectorIndex(tmp_path)
    assert (len(opened), opened.dimension) == (499, DIMENSION)
    np.testing.assert_array_equal(opened.rows(range(499)), ROWS[:499])
    np.testing.assert_array_equal(opened.rows(np.array([7, 3, 7])), ROWS[[7, 3, 7]])
    assert opened.rows([]).shape == (0, DIMENSION)


def test_the_files_do_not_depend_on_the_blocks(tmp_path: Path) -> None:
    for name, blocks in (("one", 1), ("many", 9)):
        (tmp_path / name).mkdir()
        write(tmp_path / name, np.array_split(ROWS[:900], blocks), DIMENSION)
    assert (tmp_path / "one/vectors.npy").read_bytes() == (tmp_path / "many/vectors.npy").read_bytes()


def test_writing_never_holds_all_rows(tmp_path: Path) -> None:
    blocks = (made(1_000, seed) for seed in range(80))
    tracemalloc.start()
    try:
        assert write(tmp_path, blocks, DIMENSION, exact_rows=1_000) == 80_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < (tmp_path / "vectors.npy").stat().st_size / 2


def test_equal_rows_are_in_order_also_where_the_list_is_cut(tmp_path: Path) -> None:
    rows = np.repeat(ROWS[:3], 100, axis=0)
    found, _ = index(tmp_path, rows).search(ROWS[1], 40, None)
    np.testing.assert_array_equal(found, np.arange(100, 140))


@pytest.mark.parametrize(
    ("share", "exact_rows"), [*((share, 100_000) for share in SHARES), *((share, 1_000) for share in SHARES[:4])]
)
def test_a_restricted_asker_finds_what_his_own_index_finds(tmp_path: Path, share: float, exact_rows: int) -> None:
    """While his rows are searched exactly, whatever the rows of others need: the same rows, order and bits."""
    rows = ROWS[:5_000]
    allowed = np.random.default_rng(5).permutation(len(rows)) < share * len(rows)
    everybody = index(tmp_path / "everybody", rows, exact_rows)
    own = index(tmp_path / "own", rows[allowed], exact_rows)
    for query in QUERIES:
        for k in (1, 10, 60):
            found, cosines = everybody.search(query, k, allowed)
            mine, same_cosines = own.search(query, k, None)
            same((found, cosines), (np.flatnonzero(allowed)[mine], same_cosines))
            assert len(found) == min(k, allowed.sum())


def test_a_cosine_has_the_same_bits_whatever_is_asked_with_it(exact: VectorIndex) -> None:
    rows, cosines = exact.search(QUERIES[0], 300, None)
    np.testing.assert_array_equal(exact.cosines(QUERIES[0], rows), cosines)
    np.testing.assert_array_equal([exact.cosines(QUERIES[0], row[None])[0] for row in rows], cosines)
    assert len(exact.cosines(QUERIES[0], rows[:0])) == 0


@pytest.mark.parametrize("share", [None, 0.2, 0.5, 1.0])
def test_beyond_a_number_of_rows_nearly_all_of_the_nearest_are_found(
    exact: VectorIndex, approximate: VectorIndex, share: float | None
) -> None:
    allowed = None if share is None else np.random.default_rng(6).random(len(ROWS)) < share
    right = 0
    for query in QUERIES:
        rows, cosines = approximate.search(query, 10, allowed)
        best, _ = exact.search(query, 10, allowed)
        right += len(np.intersect1d(rows, best))
        np.testing.assert_array_equal(cosines, exact.cosines(query, rows))
        assert (np.diff(cosines) <= 0).all()
        assert allowed is None or allowed[rows].all()
    assert right / (10 * len(QUERIES)) >= 0.97


def test_a_scope_far_from_the_question_is_searched_as_well(exact: VectorIndex, approximate: VectorIndex) -> None:
    """An index of lists or of links would find too few: nothing of what it looks at first is allowed."""
    right = 0
    for query in QUERIES:
        by_place = np.argsort(ROWS[:200] @ query)
        allowed = np.isin(np.arange(len(ROWS)) % 200, by_place[:100])
        found, best = approximate.search(query, 10, allowed)[0], exact.search(query, 10, allowed)[0]
        right += len(np.intersect1d(found, best))
    assert right / (10 * len(QUERIES)) >= 0.9


@pytest.mark.parametrize("k", [0, 1, 150, 5_000, 19_999, 1_000_000])
def test_as_many_as_were_asked_for(approximate: VectorIndex, k: int) -> None:
    allowed = np.arange(len(ROWS)) % 4 > 0
    for within, count in ((None, len(ROWS)), (allowed, 15_000), (allowed & False, 0)):
        rows, cosines = approximate.search(QUERIES[0], k, within)
        assert len(rows) == len(cosines) == len(set(rows.tolist())) == min(k, count)


def test_rows_that_are_all_the_same_are_found(tmp_path: Path) -> None:
    rows, cosines = index(tmp_path, np.repeat(ROWS[:1], 3_000, axis=0), exact_rows=1_000).search(ROWS[0], 10, None)
    assert len(rows) == 10
    assert cosines == pytest.approx(np.ones(10), abs=1e-6)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_question_that_is_no_vector_finds_nothing(exact: VectorIndex, approximate: VectorIndex, value: float) -> None:
    query = QUERIES[0].copy()
    query[3] = value
    assert len(exact.search(query, 5, None)[0]) == len(approximate.search(query, 5, None)[0]) == 0


def test_no_rows_at_all(tmp_path: Path) -> None:
    assert write(tmp_path, [], DIMENSION) == 0
    opened = VectorIndex(tmp_path)
    assert (len(opened), opened.dimension, len(opened.search(QUERIES[0], 5, None)[0])) == (0, DIMENSION, 0)


def test_many_ask_at_once(exact: VectorIndex, approximate: VectorIndex) -> None:
    for opened in (exact, approximate):
        alone = [opened.search(query, 10, None) for query in QUERIES]
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(lambda query: opened.search(query, 10, None), QUERIES))  # noqa: B023
        for one, other in zip(alone, together, strict=True):
            same(one, other)


def test_its_threads_end_with_it(tmp_path: Path) -> None:
    def working() -> int:
        return sum(thread.name.startswith("vectors") for thread in threading.enumerate())

    before = working()
    opened = index(tmp_path, ROWS[:3_000], exact_rows=1_000)
    opened.search_parts(QUERIES[0], None, [(5, None), (5, None)])
    assert working() > before
    gone = weakref.ref(opened)
    del opened
    assert gone() is None
    until(lambda: working() <= before, "its threads end")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """By faiss too, which is silent about small files of its own."""
    for file in ("vectors.npy", "vectors.codes.faiss"):
        folder = tmp_path / file.replace(".", "-")
        folder.mkdir()
        (folder / file).symlink_to("/dev/full")
        with pytest.raises(OSError, match="No space left"):
            write(folder, np.array_split(ROWS[:300], 3), DIMENSION, exact_rows=10)


def test_what_cannot_be_right_is_refused(exact: VectorIndex, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected \\(64,\\)"):
        exact.search(np.ones(63, dtype=np.float32), 5, None)
    for row in (-1, len(ROWS)):
        with pytest.raises(IndexError):
            exact.cosines(QUERIES[0], np.array([0, row]))
    with pytest.raises(ValueError, match="expected \\(64,\\)"):
        write(tmp_path, [ROWS, ROWS[:, :32]], DIMENSION)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "garbage": lambda path: path.write_bytes(b"\xff" * 2_000),
    "no header": lambda path: path.write_bytes(path.read_bytes()[:6] + b"((((" * 99),
    "another type": lambda path: np.save(path, ROWS[:3_000].astype(np.float64)),
    "another shape": lambda path: np.save(path, ROWS[:3_000].ravel()),
    "columns": lambda path: np.save(path, np.asfortranarray(ROWS[:3_000])),
    "of others": lambda path: np.save(path, ROWS[:2_999]),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_matrix_is_named_with_its_cure(tmp_path: Path, damage: str) -> None:
    index(tmp_path, ROWS[:3_000], exact_rows=1_000)
    DAMAGES[damage](tmp_path / "vectors.npy")
    with pytest.raises(DamagedError, match=r"vectors\.npy") as error:
        VectorIndex(tmp_path, 1_000)
    assert "ingest sync" in error.value.fix


@pytest.mark.parametrize("damage", ["empty", "cut", "garbage"])
def test_damaged_codes_are_named_with_their_cure(tmp_path: Path, damage: str) -> None:
    index(tmp_path, ROWS[:3_000], exact_rows=1_000)
    DAMAGES[damage](tmp_path / "vectors.codes.faiss")
    with pytest.raises(DamagedError, match=r"vectors\.codes\.faiss") as error:
        VectorIndex(tmp_path, 1_000)
    assert "ingest sync" in error.value.fix
