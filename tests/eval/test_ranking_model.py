"""Learning to rank: figures agree with the metrics of reports, worthless values get no weight, folds do not leak."""

from __future__ import annotations

import numpy as np
import pytest

from eval import metrics
from eval.bench import _ranking_model as model
from eval.cases import EvalCase
from eval.metrics import Outcome, Ranked

SIGNS = np.array([1.0, 1.0, -1.0])


def ranking(seed: int, told: float = 3.0) -> model.Ranking:
    """Ten documents with two candidates each, one of them relevant: the first value tells, the second is noise."""
    chance = np.random.default_rng(seed)
    documents = np.repeat(np.arange(10) + 10 * seed, 2)
    relevant = documents == chance.choice(documents)
    values = chance.normal(size=(20, 3))
    values[:, 0] += told * relevant
    values[:, 2] -= told * relevant
    return model.Ranking(values, relevant, documents, 1)


@pytest.mark.parametrize("seed", range(20))
def test_figures_are_those_of_the_metrics(seed: int) -> None:
    some = ranking(seed, told=0.5)
    scores = some.values[:, 0]
    order = np.argsort(-scores, kind="stable")
    documents = tuple(Ranked(str(d), "", 0.0) for d in dict.fromkeys(some.documents[order].tolist()))
    wanted = frozenset(str(d) for d in some.documents[some.relevant])
    outcome = Outcome(EvalCase("a", "b", relevant=tuple(wanted)), (wanted,), ranked=documents)
    named = [metrics.load(name).score(outcome) for name in ("recall@1", "recall@5", "recall@10", "ndcg@10")]  # type: ignore[union-attr]
    assert model.figures(some, scores) == pytest.approx([score.value for score in named if score])


def test_what_tells_gets_weight_and_what_does_not_gets_none() -> None:
    weights = model.learn({"a": [ranking(n) for n in range(60)]}, SIGNS)
    assert weights[0] > 1
    assert weights[2] < -1
    assert abs(weights[1]) < 0.3 * weights[0]


def test_a_weight_keeps_to_its_sign() -> None:
    weights = model.learn({"a": [ranking(n) for n in range(20)]}, np.array([-1.0, 0.0, 1.0]))
    assert weights[0] <= 0
    assert weights[1] == 0
    assert weights[2] >= 0


def test_every_question_is_ranked_by_weights_that_never_saw_it() -> None:
    # Labels that say nothing: learnt and tried on the same questions they would look better than chance.
    found = model.cross_validated({"a": [ranking(n, told=0.0) for n in range(100)]}, SIGNS)
    assert found["a"][0] < 0.2  # chance: 1 of 10 documents
    told = model.cross_validated({"a": [ranking(n) for n in range(60)]}, SIGNS)
    assert told["a"][0] > 0.8


def test_another_suite_can_teach_it() -> None:
    suites = {name: [ranking(n + shift) for n in range(40)] for name, shift in (("a", 0), ("b", 100))}
    assert min(figures[0] for figures in model.without_its_own(suites, SIGNS).values()) > 0.8
