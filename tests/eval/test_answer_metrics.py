"""Metrics of answers, citations, refusals and time, with the arithmetic beside the numbers."""

from __future__ import annotations

import dataclasses

import pytest

from copilot.core.answer import Citation
from eval import metrics
from eval.metrics import Outcome


def value(name, outcome):
    found = metrics.load(name).score(outcome)
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("gold", "given", "expected"),
    [
        ("50 euro", "De borg is **50 euro**.", 1.0),
        ("50 Euro", "de borg is 50\n euro", 1.0),
        ("borg is 50 euro", "De borg [1] is [2] 50 euro", 1.0),
        ("5 jaar", "Bewaar het 15 jaar.", 0.0),
        ("7,50", "Het kost 750 euro.", 0.0),
        ("7,50 euro", "Dat is 7,50 euro.", 1.0),
        ("E-17", "Foutmelding `E-17`: herstart.", 1.0),
        ("9:30", "Open vanaf 9:30, tot 17:30.", 1.0),
        ("'s middags", "Wij zijn 's Middags open", 1.0),
    ],
)
def test_the_gold_answer_stands_in_the_answer_as_whole_words(gold, given, expected, outcome, answered):
    assert value("answer_contains", _with(outcome, answered(given), gold)) == expected


def _with(outcome, answer, gold, **case):
    made = outcome(relevant=["wiki:a"], answer=answer, **case)
    return dataclasses.replace(made, case=dataclasses.replace(made.case, answer=gold))


def test_token_f1_of_one_shared_word_in_three_and_two(outcome, answered):
    # common = {euro}: P = 1/3, R = 1/2, F1 = 2 * 1/3 * 1/2 / (1/3 + 1/2) = 0.4
    assert value("token_f1", _with(outcome, answered("dat is euro"), "50 euro")) == pytest.approx(0.4)
    assert value("token_f1", _with(outcome, answered("50 euro [1]"), "50 euro")) == 1.0
    assert value("token_f1", _with(outcome, answered("niets"), "50 euro")) == 0.0


@pytest.mark.parametrize("name", ["answer_contains", "token_f1", "citation_recall"])
def test_a_refusal_and_an_error_are_misses_where_an_answer_exists(name, outcome, refused):
    assert value(name, _with(outcome, refused, "50 euro")) == 0.0
    assert value(name, dataclasses.replace(_with(outcome, None, "50 euro"), failure="te lang")) == 0.0


@pytest.mark.parametrize("name", ["answer_contains", "token_f1", "citation_recall", "citation_precision"])
def test_an_unanswerable_case_has_no_answer_to_compare(name, outcome, answered):
    assert value(name, _with(outcome, answered("50 euro", ("a", "x")), "50 euro", answerable=False)) is None


@pytest.mark.parametrize("name", ["answer_contains", "token_f1"])
def test_without_a_gold_answer_there_is_nothing_to_compare(name, outcome, answered):
    assert value(name, outcome(relevant=["wiki:a"], answer=answered("x"))) is None


@pytest.mark.parametrize(
    "name", ["answer_contains", "token_f1", "citation_verbatim", "citation_precision", "citation_recall"]
)
def test_retrieval_alone_gives_no_answer_scores(name, outcome):
    assert value(name, _with(outcome, None, "50 euro")) is None


def test_citation_verbatim_is_the_share_quoted_to_the_letter(outcome, answered, document):
    whole = document("a", "De borg is 50 euro.")
    good, shifted = Citation(1, whole, "", "borg", 3, 7), Citation(2, whole, "", "borg", 4, 8)
    o = outcome(relevant=["wiki:a"], answer=answered("x", good, shifted))
    assert value("citation_verbatim", o) == 1 / 2
    assert "[2] wiki:a" in metrics.load("citation_verbatim").score(o).explanation


def test_citation_precision_counts_each_cited_document_once(outcome, answered):
    # cited: a (twice), b, c = 3 documents, of which a and c are relevant
    o = outcome(relevant=["wiki:a", "wiki:c"], answer=answered("x", ("a", "1"), ("a", "2"), ("b", "3"), ("c", "4")))
    assert value("citation_precision", o) == pytest.approx(2 / 3)


def test_a_cited_copy_counts_as_its_document(outcome, answered, document):
    copy = Citation(1, document("copy", "x"), "", "x", 0, 1, also_in=("wiki:a",))
    assert value("citation_precision", outcome(relevant=["wiki:a"], answer=answered("x", copy))) == 1.0


def test_citation_recall_wants_one_relevant_document(outcome, answered):
    assert value("citation_recall", outcome(relevant=["wiki:a", "wiki:b"], answer=answered("x", ("b", "1")))) == 1.0
    assert value("citation_recall", outcome(relevant=["wiki:a"], answer=answered("x", ("b", "1")))) == 0.0


def test_a_refusal_has_no_citations_to_be_precise_about(outcome, refused):
    assert value("citation_precision", outcome(relevant=["wiki:a"], answer=refused)) is None
    assert value("citation_verbatim", outcome(relevant=["wiki:a"], answer=refused)) is None


def test_refusals_are_scored_where_they_apply(outcome, answered, refused):
    right, wrong = outcome(answer=refused, answerable=False), outcome(relevant=["a"], answer=refused)
    missed = outcome(answer=answered("x"), answerable=False)
    assert [value("refusal_precision", o) for o in (right, wrong, missed)] == [1.0, 0.0, None]
    assert [value("refusal_recall", o) for o in (right, wrong, missed)] == [1.0, None, 0.0]


def test_an_error_on_an_unanswerable_case_is_no_refusal(outcome):
    failed = dataclasses.replace(outcome(answerable=False), failure="te lang")
    assert value("refusal_recall", failed) == 0.0
    assert value("refusal_precision", failed) is None


def test_latency_percentiles_lie_between_observations(outcome):
    outcomes: list[Outcome] = [dataclasses.replace(outcome(relevant=["a"]), latency_ms=ms) for ms in (10, 20, 30, 40)]
    # type 7: position 0.5 * (4 - 1) = 1.5 between 20 and 30; 0.95 * 3 = 2.85 between 30 and 40
    assert metrics.load("latency_p50_ms").value(outcomes) == 25
    assert metrics.load("latency_p95_ms").value(outcomes) == pytest.approx(38.5)


def test_a_failed_case_has_no_latency(outcome):
    assert not metrics.load("latency_p50_ms").applies(dataclasses.replace(outcome(relevant=["a"]), failure="x"))
