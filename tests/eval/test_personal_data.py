"""The bench of personal data: a sample of it meets the bars, and it counts what it says."""

from __future__ import annotations

import json

import pytest

from copilot.core.types import Document, Part
from eval.bench import _pd_identifiers, personal_data
from eval.bench.pd_cases import TITLE, Case, author_of


@pytest.mark.parametrize("texts", ["made", "second", "held-out"])
def test_a_sample_meets_the_bars(texts: str) -> None:
    report = personal_data.summary(_pd_identifiers.cases(7, 40, texts))
    assert report["met"] or min(entry["recall"] for entry in report["kinds"].values()) >= 0.98, report["errors"]
    found = sum(entry["spans"] * entry["recall"] for entry in report["kinds"].values())
    assert found / report["spans"] >= personal_data.RECALL
    assert report["false_alarms"] <= personal_data.FALSE_ALARMS


def test_misses_and_false_alarms_are_counted() -> None:
    text = "bel 06-12345678 of 12"
    document = Document("s", "1", "mail", "06-12345678", (Part("message", text, "Jan <jan@voorbeeld.nl>"),))
    spans = ((TITLE, 0, 11), (author_of(0), 5, 20), (0, 4, 15), (0, 19, 21))
    alike = Document("s", "2", "mail", "", (Part("message", "order jan@voorbeeld.nl"),))
    tallies = personal_data.measured([Case("TELEFOON", document, spans), Case("order", alike, ())])
    assert (tallies["TELEFOON"].cases, tallies["TELEFOON"].found, tallies["TELEFOON"].typed) == (4, 3, 2)
    assert (tallies["order"].cases, tallies["order"].alarms) == (1, 1)


def test_the_bench_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    personal_data.main(["--each", "4", "--texts", "made", "--json"])
    report = json.loads(capsys.readouterr().out)["made"]
    assert set(report["kinds"]) == {"E-MAIL", "IBAN", "BSN", "KAART", "TELEFOON", "ADRES", "KENTEKEN", "KLANTNUMMER"}
    assert report["documents"] == 2 * len(report["look_alikes"])


def test_the_same_seed_makes_the_same_cases() -> None:
    assert _pd_identifiers.cases(3, 5) == _pd_identifiers.cases(3, 5)
    assert _pd_identifiers.cases(3, 5) != _pd_identifiers.cases(4, 5)
