"""ndcg, recall and mrr, with the arithmetic beside the numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.core.errors import SettingsError
from eval import metrics

IDS = [f"d{i}" for i in range(12)]


def value(spelling, outcome):
    found = metrics.load(spelling).score(outcome)
    return None if found is None else found.value


def test_ndcg_of_two_relevant_documents_at_ranks_2_and_4(outcome, ranked):
    o = outcome(ranked("x", "a", "y", "b"), ["a", "b"])
    # DCG = 1/log2(3) + 1/log2(5) = 0.63093 + 0.43068 = 1.06161; IDCG = 1/log2(2) + 1/log2(3) = 1.63093
    assert value("ndcg@10", o) == pytest.approx(1.06161 / 1.63093, abs=1e-5)
    # k = 2: DCG = 0.63093, IDCG stays 1.63093 because R = 2
    assert value("ndcg@2", o) == pytest.approx(0.63093 / 1.63093, abs=1e-5)
    # k = 1: nothing relevant at rank 1
    assert value("ndcg@1", o) == 0.0


def test_ndcg_is_one_when_the_first_k_are_relevant_and_more_are_than_fit(outcome, ranked):
    # IDCG@1 has min(1, R = 3) = 1 term
    assert value("ndcg@1", outcome(ranked("a"), ["a", "b", "c"])) == 1.0


def test_recall_is_the_share_of_the_relevant_within_k(outcome, ranked):
    o = outcome(ranked("a", "x", "y", "b", "z", "c"), ["a", "b", "c", "never-found"])
    assert value("recall@1", o) == 1 / 4
    assert value("recall@5", o) == 2 / 4
    assert value("recall@10", o) == 3 / 4


def test_mrr_is_the_reciprocal_of_the_first_relevant_rank_within_k(outcome, ranked):
    o = outcome(ranked("x", "y", "a", "b"), ["a", "b"])
    assert value("mrr@10", o) == 1 / 3
    assert value("mrr@2", o) == 0.0


def test_a_duplicate_listed_in_also_in_counts_as_its_document(outcome, ranked):
    o = outcome(ranked("x", ("copy", "a")), ["a"])
    assert value("mrr@10", o) == 1 / 2
    assert value("recall@5", o) == 1.0


def test_two_relevant_documents_that_one_hit_shows_to_be_the_same_are_one(outcome, ranked):
    # {a, b} are one of R = 2; found at rank 1, c at rank 2: both the best possible ranks
    assert value("ndcg@10", outcome(ranked(("a", "b"), "c"), ["a", "b", "c"])) == 1.0
    assert value("recall@1", outcome(ranked(("a", "b"), "x"), ["a", "b", "c"])) == 1 / 2


@pytest.mark.parametrize("spelling", ["ndcg@10", "recall@5", "mrr@10"])
def test_without_relevant_documents_nothing_is_scored(spelling, outcome, ranked):
    assert value(spelling, outcome(ranked("a"), answer="x")) is None
    assert value(spelling, outcome(ranked("a"), ["a"], answerable=False)) is None


@pytest.mark.parametrize("spelling", ["ndcg@10", "recall@5", "mrr@10"])
def test_an_empty_ranking_is_a_miss(spelling, outcome):
    assert value(spelling, outcome((), ["a"])) == 0.0


@given(
    st.permutations(IDS),
    st.sets(st.sampled_from(IDS), min_size=1),
    st.integers(1, 15),
    st.sampled_from(["ndcg", "recall", "mrr"]),
)
def test_every_ranking_scores_between_0_and_1(outcome, ranked, order, relevant, k, name):
    assert 0.0 <= value(f"{name}@{k}", outcome(ranked(*order), sorted(relevant))) <= 1.0


@given(st.permutations(IDS), st.sets(st.sampled_from(IDS), min_size=1))
def test_relevant_documents_first_is_the_best_order(outcome, ranked, order, relevant):
    best = sorted(order, key=lambda i: i not in relevant)
    assert math.isclose(value("ndcg@10", outcome(ranked(*best), sorted(relevant))), 1.0)


def test_a_spelling_is_data_and_a_wrong_one_is_explained():
    with pytest.raises(SettingsError, match="ndgc") as unknown:
        metrics.load("ndgc@10")
    assert "ndcg" in unknown.value.fix
    for wrong in ("ndcg@ten", "ndcg@0", "ndcg", "token_f1@3"):
        with pytest.raises(SettingsError):
            metrics.load(wrong)
