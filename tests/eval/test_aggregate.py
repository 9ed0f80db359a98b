"""Figures of a set: not applicable is None, intervals are deterministic, order changes nothing."""

from __future__ import annotations

import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import aggregate, metrics
from eval.metrics import Score

scores = st.lists(st.none() | st.floats(0, 1).map(Score), max_size=30)


def test_the_mean_leaves_out_what_does_not_apply():
    figure = aggregate.mean([Score(1.0), None, Score(0.5), None])
    # (1.0 + 0.5) / 2; two of four do not apply
    assert (figure.value, figure.n, figure.n_skipped) == (0.75, 2, 2)


def test_nothing_measured_is_none_and_never_zero():
    assert aggregate.mean([None, None]) == aggregate.Figure(None, 0, 2, None)
    assert aggregate.mean([]) == aggregate.Figure(None, 0, 0, None)


def test_a_share_has_wilsons_interval():
    # 8 of 10, z = 1.96: centre (0.8 + 3.8415/20) / 1.38415 = 0.7167,
    # half 1.96/1.38415 * sqrt(0.016 + 3.8415/400) = 0.2266
    low, high = aggregate.mean([Score(1.0)] * 8 + [Score(0.0)] * 2).ci95
    assert (low, high) == (pytest.approx(0.4902, abs=1e-3), pytest.approx(0.9433, abs=1e-3))


def test_all_right_is_still_uncertain():
    assert aggregate.mean([Score(1.0)] * 5).ci95[0] < 0.6


@given(scores, st.randoms(use_true_random=False))
def test_permuting_the_cases_changes_nothing(values, random):
    shuffled = values[:]
    random.shuffle(shuffled)
    assert aggregate.mean(shuffled) == aggregate.mean(values)


@given(scores)
def test_the_mean_lies_within_its_interval_and_within_0_and_1(values):
    figure = aggregate.mean(values)
    assert figure.n + figure.n_skipped == len(values)
    if figure.value is not None:
        low, high = figure.ci95
        assert 0 <= figure.value <= 1
        assert 0 <= low <= high <= 1


def test_a_value_that_is_no_number_is_no_score(outcome):
    class Broken:
        def score(self, _):
            return Score(math.nan)

    assert aggregate.score({"broken": Broken()}, outcome(relevant=["a"])) == {"broken": None}


def test_slices_hold_the_cases_of_their_tag(outcome, ranked):
    measured = {name: metrics.load(name) for name in ("recall@1", "latency_p50_ms")}
    outcomes = [
        outcome(ranked("a"), ["a"], id="1", tags=("nl", "wiki")),
        outcome(ranked("x"), ["a"], id="2", tags=("nl",)),
        dataclasses.replace(outcome((), ["a"], id="3", tags=("wiki",)), failure="kapot"),
    ]
    found = aggregate.slices(measured, outcomes, [aggregate.score(measured, o) for o in outcomes])
    assert list(found) == ["nl", "wiki"]
    assert found["nl"]["recall@1"].value == 0.5
    wiki = found["wiki"]["latency_p50_ms"]
    assert (wiki.value, wiki.n, wiki.n_skipped) == (1.0, 1, 1)


def test_a_percentile_over_no_case_is_none(outcome):
    measured = {"latency_p50_ms": metrics.load("latency_p50_ms")}
    failed = dataclasses.replace(outcome(relevant=["a"]), failure="kapot")
    assert aggregate.aggregate(measured, [failed], [{}])["latency_p50_ms"] == aggregate.Figure(None, 0, 1, None)
