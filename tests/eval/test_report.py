"""The report: the contract's keys, escaping, verdicts, JUnit and TREC; secrets stay out."""

from __future__ import annotations

import dataclasses
import json
import xml.etree.ElementTree as ET

import pytest

from eval import aggregate, metrics, report
from eval.metrics import Ranked
from eval.provenance import git_revision, masked

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7*7 }} \x00"
SYSTEM = {
    "snapshot": "gen-000001",
    "embedder": "hashing@1",
    "generator": "extractive",
    "model": "",
    "created_at": "2026-11-21T10:00:00+00:00",
}
METRICS = ("ndcg@10", "recall@5", "answer_contains", "citation_recall", "refusal_recall", "latency_p50_ms")


@pytest.fixture
def build():
    def make(outcomes, names=METRICS, warnings=()):
        measured = {name: metrics.load(name) for name in names}
        scores = [aggregate.score(measured, o) for o in outcomes]
        figures = aggregate.aggregate(measured, outcomes, scores)
        sliced = aggregate.slices(measured, outcomes, scores)
        return report.build("fietsen", SYSTEM, figures, sliced, outcomes, scores, warnings)

    return make


@pytest.fixture
def outcomes(outcome, ranked, answered, refused):
    return [
        outcome(ranked("x", "wiki:a"), ["wiki:a"], answered("50 euro", ("a", "50 euro")), id="good", tags=("nl",)),
        outcome(ranked("x"), ["wiki:a"], answered("x", ("x", "x")), id="not-found", tags=("nl",)),
        outcome(ranked("wiki:a"), ["wiki:a"], refused, id="refused"),
        outcome(ranked("x"), (), answered("x", ("x", "x")), id="invented", answerable=False),
        outcome(ranked("x"), (), refused, id="rightly-refused", answerable=False),
        dataclasses.replace(outcome((), ["wiki:a"], id="broken"), failure="de vraag is te lang"),
    ]


def test_the_json_has_the_shape_of_the_contract(build, outcomes):
    made = json.loads(json.dumps(build(outcomes), allow_nan=False))
    assert {"suite", "created_at", "provenance", "metrics", "slices", "cases"} <= made.keys()
    for figures in (made["metrics"], *made["slices"].values()):
        assert list(figures) == list(METRICS)
        for figure in figures.values():
            assert figure.keys() == {"value", "n", "n_skipped", "ci95"}
            assert figure["ci95"] is None or len(figure["ci95"]) == 2
    assert made["slices"]["nl"]["refusal_recall"] == {"value": None, "n": 0, "n_skipped": 2, "ci95": None}
    assert [case["id"] for case in made["cases"]] == [o.case.id for o in outcomes]
    assert made["cases"][0]["documents"][1] == {
        "rank": 2,
        "document_id": "wiki:a",
        "title": "wiki:a",
        "score": 0.5,
        "relevant": True,
    }


def test_a_case_fails_for_one_named_reason(build, outcomes):
    problems = {case["id"]: case["problem"] for case in build(outcomes)["cases"]}
    assert problems == {
        "good": "",
        "not-found": "no relevant document among the first 5",
        "refused": "refused although answerable",
        "invented": "answered although unanswerable",
        "rightly-refused": "",
        "broken": "error: de vraag is te lang",
    }


def test_junit_has_one_testcase_per_case(build, outcomes):
    suite = ET.fromstring(report.to_junit(build(outcomes)))
    assert {case.get("name"): [child.tag for child in case] for case in suite} == {
        "good": [],
        "not-found": ["failure"],
        "refused": ["failure"],
        "invented": ["failure"],
        "rightly-refused": [],
        "broken": ["error"],
    }
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors"), suite.get("skipped")) == (
        "6",
        "3",
        "1",
        "0",
    )


def test_junit_skips_what_a_retrieval_run_cannot_judge(build, outcome, ranked):
    suite = ET.fromstring(report.to_junit(build([outcome(ranked("x"), answerable=False)], ["recall@5"])))
    assert [child.tag for child in suite[0]] == ["skipped"]


def test_hostile_text_is_escaped_in_html_and_legal_in_xml(build, outcome, answered):
    hostile = Ranked(HOSTILE, HOSTILE, 1.0)
    o = outcome((hostile,), (HOSTILE,), answered(HOSTILE, (HOSTILE, HOSTILE)), question=HOSTILE, tags=(HOSTILE,))
    made = build([dataclasses.replace(o, missing=(HOSTILE,))], warnings=[HOSTILE])
    html = report.to_html({**made, "provenance": {**made["provenance"], "model": HOSTILE}})
    assert html.count("<script>") == html.count("</script>") == 1
    assert "<img" not in html
    assert "{{ 7*7 }}" in html
    assert ET.fromstring(report.to_junit(made)).find("testcase") is not None


def test_the_page_shows_failing_cases_first_and_needs_no_other_file(build, outcomes):
    html = report.to_html(build(outcomes))
    places = [html.index(f"<dd>{name}</dd>") for name in ("not-found", "refused", "invented", "broken", "good")]
    assert max(places[:4]) < places[4]
    assert "src=" not in html
    assert "href=" not in html


def test_trec_lines_have_six_columns_whatever_the_ids_hold(outcome, ranked):
    lines = report.to_trec([outcome(ranked("wiki:lekke band.md", "wiki:100%"), ["a"], id="vraag 1")], "gen-000001")
    assert lines.splitlines() == [
        "vraag%201 Q0 wiki:lekke%20band.md 1 1.000000 gen-000001",
        "vraag%201 Q0 wiki:100%25 2 0.500000 gen-000001",
    ]


def test_secrets_are_masked_and_numbers_are_not():
    settings = {
        "generator": {"api_key": "sk-1", "base_url": "http://jan:geheim@host/v1", "max_tokens": 100},
        "auth": {"keys": [{"name": "panel", "sha256": "ab" * 32}]},
    }
    assert masked(settings) == {
        "generator": {"api_key": "***", "base_url": "http://***@host/v1", "max_tokens": 100},
        "auth": {"keys": [{"name": "panel", "sha256": "***"}]},
    }


def test_outside_a_repository_the_revision_is_unknown(tmp_path):
    assert git_revision(tmp_path) == "unknown"
    assert git_revision(tmp_path / "gone") == "unknown"
