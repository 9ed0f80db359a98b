"""The bench that measures the grouping of duplicates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.bench import duplicates
from eval.bench._duplicate_pairs import OTHER, SAME, made


@pytest.mark.parametrize("family", ["first", "second"])
def test_the_generated_set_is_grouped(family: str) -> None:
    documents = made(3, family, 500)
    figures = duplicates.measured(documents)
    assert {document.how for document in documents} == {"original", *SAME, *OTHER}
    assert figures["precision"] >= duplicates.NEEDED["precision"]
    assert figures["recall"] >= duplicates.NEEDED["recall"]


def test_a_set_is_the_same_twice() -> None:
    assert made(5, "first", 60) == made(5, "first", 60) != made(6, "first", 60)


def test_the_labelled_sample_and_its_curve() -> None:
    pairs = list(duplicates.labelled(duplicates.SAMPLE))
    assert len(pairs) >= 200
    figures = duplicates.judged(pairs)
    assert figures["precision"] >= duplicates.NEEDED["precision"]
    assert figures["recall"] >= duplicates.NEEDED["recall"]
    rows = duplicates.curve(pairs)
    assert [row[4] for row in rows] == sorted((row[4] for row in rows), reverse=True)
    assert len(duplicates.drawn(rows).splitlines()) == len(rows) + 2


def test_a_sample_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    base = {
        "kind": "wiki",
        "title": "T",
        "text": "Een tekst.",
        "variants": [{"label": "same", "replace": [["x y", ""]]}],
    }
    (tmp_path / "sample.jsonl").write_text(json.dumps(base), encoding="utf-8")
    with pytest.raises(ValueError, match="'x y' is not in the text"):
        list(duplicates.labelled(tmp_path / "sample.jsonl"))


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert duplicates.main(["--json", "--count", "120"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"generated", "held out", "sample"}
    assert duplicates.main(["--speed", "40"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 40
