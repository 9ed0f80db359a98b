"""The bench of personal data: a sample of it meets the bars, and it counts what it says."""

from __future__ import annotations

import json

import pytest

from copilot.core.types import Document, Part
from eval.bench import _pd_made, _pd_made_names, _pd_unseen, personal_data
from eval.bench.pd_cases import TITLE, Case, author_of


@pytest.mark.parametrize("texts", ["made", "unseen"])
def test_a_sample_meets_the_bars(texts: str) -> None:
    for name, report in personal_data.reports((texts,), 7, 0.15).items():
        assert report["met"] or min(entry["recall"] for entry in report["kinds"].values()) >= 0.93, report["errors"]
        is_names = name.startswith("names")
        assert report["recall"] >= (personal_data.NAME_RECALL if is_names else personal_data.RECALL), report["errors"]
        assert report["false_alarms"] <= personal_data.FALSE_ALARMS, report["errors"]


def test_misses_and_false_alarms_are_counted() -> None:
    text = "bel 06-12345678 of 12"
    document = Document("s", "1", "mail", "06-12345678", (Part("message", text, "Jan <jan@voorbeeld.nl>"),))
    spans = ((TITLE, 0, 11), (author_of(0), 5, 20), (0, 4, 15), (0, 19, 21))
    alike = Document("s", "2", "mail", "", (Part("message", "order jan@voorbeeld.nl"),))
    tallies = personal_data.measured([Case("TELEFOON", document, spans), Case("order", alike, ())])
    assert (tallies["TELEFOON"].cases, tallies["TELEFOON"].found, tallies["TELEFOON"].typed) == (4, 3, 2)
    assert (tallies["order"].cases, tallies["order"].alarms) == (1, 1)


def test_spans_of_other_kinds_are_no_false_alarms() -> None:
    document = Document("s", "1", "mail", "", (Part("message", "bel 06-12345678 of mail jan@voorbeeld.nl"),))
    alone = personal_data.measured([Case("TELEFOON", document, ((0, 4, 15),))])
    assert alone["TELEFOON"].alarms == 1
    both = personal_data.measured([Case("TELEFOON", document, ((0, 4, 15),), ((0, 24, 40),))])
    assert (both["TELEFOON"].cases, both["TELEFOON"].found, both["TELEFOON"].alarms) == (1, 1, 0)


def test_the_bench_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    personal_data.main(["--size", "0.01", "--texts", "unseen", "--json"])
    found = json.loads(capsys.readouterr().out)
    kinds = {"E-MAIL", "IBAN", "BSN", "KAART", "TELEFOON", "ADRES", "KENTEKEN", "KLANTNUMMER"}
    assert set(found["unseen"]["kinds"]) == kinds
    assert set(found["names, unseen"]["kinds"]) == {"NAAM"}


def test_the_same_seed_makes_the_same_cases() -> None:
    assert _pd_made.cases(3, 5) == _pd_made.cases(3, 5) != _pd_made.cases(4, 5)
    assert _pd_made_names.cases(3, 1) == _pd_made_names.cases(3, 1) != _pd_made_names.cases(4, 1)
    assert _pd_unseen.identifiers(3, 1) == _pd_unseen.identifiers(3, 1) != _pd_unseen.identifiers(4, 1)


def test_the_sets_are_as_large_as_promised() -> None:
    assert sum(len(case.spans) for case in _pd_unseen.identifiers(0)) >= 2_000
    assert sum(len(case.spans) for case in _pd_unseen.names(0)) >= 600
    assert len(_pd_unseen.look_alikes(0)) >= 2_000
