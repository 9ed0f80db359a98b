"""Fusion, worked out by hand on four chunks."""

from __future__ import annotations

import math

import numpy as np
import pytest

from copilot.fuse import Candidate, fuse

QUESTION = np.array([1.0, 0.0], dtype=np.float32)
VECTORS = np.array([[0.9, 0.0], [0.5, 0.0], [0.1, 0.0], [0.3, 0.0]], dtype=np.float32)
LANGUAGES = ["nl", "nl", "nl", "en"]


class Rows:
    """What fusion asks of a snapshot."""

    def vectors_of(self, rows: list[int]) -> np.ndarray:
        return VECTORS[rows]

    def language_of(self, row: int) -> str:
        return LANGUAGES[row]


def fused(
    dense: list[tuple[int, float]],
    lexical: list[tuple[int, float]],
    weight: float = 0.75,
    offset: float = 0.0,
    others: tuple[tuple[int, float], ...] = (),
) -> list[Candidate]:
    return fuse(Rows(), QUESTION, dense, others, lexical, weight, "nl", offset)  # type: ignore[arg-type]


def test_scores_are_scaled_and_combined() -> None:
    found = fused([(0, 0.9), (1, 0.5), (2, 0.1)], [(1, 8.0), (2, 2.0)])
    # row 0: 0.75 * (0.9 - 0.1) / 0.8 + 0.25 * 0 / 8 = 0.75
    # row 1: 0.75 * (0.5 - 0.1) / 0.8 + 0.25 * 8 / 8 = 0.375 + 0.25 = 0.625
    # row 2: 0.75 * (0.1 - 0.1) / 0.8 + 0.25 * 2 / 8 = 0.0625
    assert [c.row for c in found] == [0, 1, 2]
    assert [c.score for c in found] == pytest.approx([0.75, 0.625, 0.0625])
    assert math.isnan(found[0].lexical)
    assert found[1].lexical == 8.0


def test_a_chunk_found_by_its_words_alone_gets_its_true_cosine() -> None:
    found = {c.row: c for c in fused([(0, 0.9), (2, 0.1)], [(3, 4.0)])}
    # row 3 has cosine 0.3: 0.75 * (0.3 - 0.1) / 0.8 + 0.25 * 4 / 4 = 0.1875 + 0.25
    assert found[3].dense == pytest.approx(0.3)
    assert found[3].score == pytest.approx(0.4375)


def test_ties_are_ordered_by_row() -> None:
    assert [c.row for c in fused([(2, 0.5), (0, 0.5), (1, 0.5)], [])] == [0, 1, 2]


def test_another_language_gets_back_what_it_costs() -> None:
    # row 3 is English: 0.3 + 0.3 = 0.6 stands above row 1 with 0.5
    assert [c.row for c in fused([(0, 0.9), (1, 0.5), (3, 0.3)], [], offset=0.3)] == [0, 3, 1]


@pytest.mark.parametrize(("weight", "order"), [(1.0, [0, 1, 2]), (0.0, [2, 1, 0])])
def test_the_weight_decides_between_the_two(weight: float, order: list[int]) -> None:
    assert [c.row for c in fused([(0, 0.9), (1, 0.5), (2, 0.1)], [(2, 9.0), (1, 3.0)], weight)] == order


def test_one_candidate_and_none() -> None:
    # A single candidate is the weakest as well: its dense share is 0.
    assert [c.score for c in fused([(0, 0.9)], [])] == [0.0]
    assert fused([], []) == []


def test_candidates_from_elsewhere_do_not_stretch_the_scale() -> None:
    found = {c.row: c.score for c in fused([(0, 0.9), (1, 0.5)], [(2, 4.0)], others=((3, 0.3),))}
    # The scale runs from 0.5 to 0.9: row 1 is at 0, and what other lists brought lies below it.
    # row 3: 0.75 * (0.3 - 0.5) / 0.4 = -0.375; row 2: 0.75 * (0.1 - 0.5) / 0.4 + 0.25 = -0.5
    assert found == pytest.approx({0: 0.75, 1: 0.0, 3: -0.375, 2: -0.5})


def test_no_score_is_above_one() -> None:
    found = fused([(0, 0.9), (1, 0.5)], [(0, 12.0), (2, 0.5)])
    assert found[0].score == pytest.approx(1.0)
    assert all(c.score <= 1.0 for c in found)
