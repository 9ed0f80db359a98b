"""The door to ragas: its own names, NaN skipped, and a visible word when it is not installed."""

from __future__ import annotations

import dataclasses
import math
import sys
from types import SimpleNamespace

import pytest

from eval import judges
from eval.judges import ragas_text

NAMES = ["non_llm_string_similarity", "string_present"]


@pytest.fixture(scope="module")
def ragas():
    pytest.importorskip("ragas", reason="the extra `eval` is not installed")
    return judges.load("ragas_text")


@pytest.fixture
def compared(outcome):
    def make(answer, gold="50 euro", **case):
        made = outcome(relevant=["wiki:a"], answer=answer, **case)
        return dataclasses.replace(made, case=dataclasses.replace(made.case, answer=gold))

    return make


def test_its_metrics_carry_ragas_own_names(ragas):
    assert list(ragas.metrics) == NAMES
    assert ragas.unavailable == ""


def test_similarity_is_one_minus_the_normalised_levenshtein_distance(ragas, compared, answered):
    similarity = ragas.metrics["non_llm_string_similarity"]
    # "50 euri" against "50 euro": 1 substitution in 7 characters; the marker is removed before
    assert similarity.score(compared(answered("50 euri"))).value == pytest.approx(1 - 1 / 7)
    assert ragas.metrics["string_present"].score(compared(answered("Dat is 50 euro."))).value == 1.0


def test_a_refusal_is_a_miss_and_an_unanswerable_case_is_skipped(ragas, compared, answered, refused):
    for name in NAMES:
        assert ragas.metrics[name].score(compared(refused)).value == 0.0
        assert ragas.metrics[name].score(compared(answered("x"), answerable=False)) is None


def test_a_nan_is_skipped(compared, answered):
    nan = SimpleNamespace(score=lambda **_: SimpleNamespace(value=math.nan))
    assert ragas_text._RagasMetric(nan).score(compared(answered("x"))) is None


def test_without_ragas_its_metrics_are_skipped_with_the_install_line(monkeypatch, compared, answered):
    monkeypatch.setitem(sys.modules, "ragas.metrics", None)
    judge = judges.load("ragas_text")
    assert list(judge.metrics) == NAMES
    assert "pip install 'balie[eval]'" in judge.unavailable
    assert all(metric.score(compared(answered("50 euro"))) is None for metric in judge.metrics.values())
