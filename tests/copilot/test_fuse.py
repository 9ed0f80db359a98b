"""Fusion, worked out by hand on four chunks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from copilot.core.candidates import Candidates, Ranked, SearchQuery
from copilot.core.types import Chunk
from copilot.fuse import fuse

COSINES = np.array([0.9, 0.5, 0.1, 0.3], dtype=np.float32)
LANGUAGES = np.array(["nl", "nl", "nl", "en"])
TEXTS = ("De opzegtermijn is één\nmaand.", "Opzeggen kan; de termijn niet.", "Een maand.", "One month's notice.")
NONE: Mapping[int, float] = {}


class Rows:
    """What fusion asks of a snapshot, and of the chunks that hold a question's words."""

    def __init__(self, words: Mapping[int, float]) -> None:
        self._words = words
        self.records = self

    def cosines(self, _query: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        return COSINES[rows]

    def languages_of(self, rows: NDArray[np.int64]) -> NDArray[np.str_]:
        return LANGUAGES[rows]

    def chunks(self, rows: list[int]) -> list[tuple[Chunk, int]]:
        return [(Chunk(f"desk:{row}", 0, 9, TEXTS[row]), row) for row in rows]

    def scores(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        return np.array([self._words.get(row, 0.0) for row in rows.tolist()], dtype=np.float32)


def ranked(scores: Mapping[int, float]) -> Ranked:
    order = sorted(scores, key=lambda row: (-scores[row], row))
    return np.array(order, dtype=np.int64), np.array([scores[row] for row in order], dtype=np.float32)


def fused(
    dense: tuple[int, ...],
    words: Mapping[int, float] = NONE,
    *,
    others: tuple[int, ...] = (),
    quoting: tuple[int, ...] = (),
    phrases: tuple[str, ...] = (),
    weight: float = 0.75,
    offset: float = 0.0,
) -> Candidates:
    """dense, others, quoting: rows. words: BM25 score by row of what the words find."""
    near, far = (ranked({row: float(COSINES[row]) for row in rows}) for rows in (dense, others))
    snapshot = Rows(words)
    query = SearchQuery("vraag", "nl", np.ones(2, dtype=np.float32), snapshot, phrases)  # type: ignore[arg-type]
    found = np.array(quoting, dtype=np.int64)
    return fuse(query, snapshot, (near, far), (ranked(words),), found, weight=weight, offset=offset)  # type: ignore[arg-type]


def order(found: Candidates) -> list[int]:
    return found.rows[np.lexsort((found.rows, -found.fused))].tolist()


def test_scores_are_scaled_and_combined() -> None:
    found = fused((0, 1, 2), {1: 8.0, 2: 2.0})
    # row 0: 0.75 * (0.9 - 0.1) / 0.8 + 0.25 * 0 / 8 = 0.75
    # row 1: 0.75 * (0.5 - 0.1) / 0.8 + 0.25 * 8 / 8 = 0.375 + 0.25 = 0.625
    # row 2: 0.75 * (0.1 - 0.1) / 0.8 + 0.25 * 2 / 8 = 0.0625
    assert found.rows.tolist() == [0, 1, 2]
    assert found.fused.tolist() == pytest.approx([0.75, 0.625, 0.0625])
    assert found.lexical.tolist() == [0.0, 8.0, 2.0]


def test_a_chunk_found_by_its_words_alone_gets_its_true_cosine() -> None:
    found = fused((0, 2), {3: 4.0})
    # row 3 has cosine 0.3: 0.75 * (0.3 - 0.1) / 0.8 + 0.25 * 4 / 4 = 0.1875 + 0.25
    assert found.rows.tolist() == [0, 2, 3]
    assert found.dense.tolist() == pytest.approx([0.9, 0.1, 0.3])
    assert found.fused[2] == pytest.approx(0.4375)


def test_each_chunk_comes_once_in_the_order_of_the_rows() -> None:
    found = fused((0, 3), {3: 1.0, 0: 2.0}, others=(3,), quoting=(0, 1))
    assert found.rows.tolist() == [0, 1, 3]
    assert {len(column) for column in (found.dense, found.lexical, found.fused, found.phrases)} == {3}
    assert len(found) == 3


def test_another_language_gets_back_what_it_costs() -> None:
    # row 3 is English: 0.3 + 0.3 = 0.6 stands above row 1 with 0.5
    found = fused((0, 1, 3), offset=0.3)
    assert order(found) == [0, 3, 1]
    assert found.dense.tolist() == pytest.approx([0.9, 0.5, 0.6])


@pytest.mark.parametrize(("weight", "expected"), [(1.0, [0, 1, 2]), (0.0, [2, 1, 0])])
def test_the_weight_decides_between_the_two(weight: float, expected: list[int]) -> None:
    assert order(fused((0, 1, 2), {2: 9.0, 1: 3.0}, weight=weight)) == expected


def test_one_candidate_and_none() -> None:
    # A single candidate is the weakest as well: its dense share is 0.
    assert fused((0,)).fused.tolist() == [0.0]
    nothing = fused((), phrases=("een maand",))
    assert len(nothing) == len(nothing.fused) == len(nothing.phrases) == 0


def test_words_alone() -> None:
    found = fused((), {1: 2.0, 3: 4.0})
    assert np.isfinite(found.fused).all()
    assert found.rows.tolist() == [1, 3]


def test_candidates_from_elsewhere_do_not_stretch_the_scale() -> None:
    found = fused((0, 1), {2: 4.0}, others=(3,))
    # The scale runs from 0.5 to 0.9: row 1 is at 0, and what other lists brought lies below it.
    # row 2: 0.75 * (0.1 - 0.5) / 0.4 + 0.25 = -0.5; row 3: 0.75 * (0.3 - 0.5) / 0.4 = -0.375
    assert found.fused.tolist() == pytest.approx([0.75, 0.0, -0.5, -0.375])


def test_no_score_is_above_one() -> None:
    found = fused((0, 1), {0: 12.0, 2: 0.5})
    assert found.fused.max() == found.fused[0] == pytest.approx(1.0)


def test_phrases_are_held_word_for_word() -> None:
    """But for case, accents and where lines break."""
    found = fused((0, 1), quoting=(2, 3), phrases=("Een maand", "de termijn"))
    assert found.phrases.tolist() == [0.5, 0.5, 0.5, 0.0]
    assert fused((0, 1, 2)).phrases.tolist() == [0.0, 0.0, 0.0]
