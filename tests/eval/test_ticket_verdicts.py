"""The bench that compares tickets read by hand with what the reader makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.bench import ticket_verdicts

GOOD = Path(__file__).parents[1] / "fixtures/sources/tickets_jira/good"


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    export = tmp_path / "tickets.jsonl"
    issues = json.loads((GOOD / "zoekresultaat.json").read_text(encoding="utf-8"))["issues"]
    export.write_text("".join(json.dumps(issue) + "\n" for issue in issues), encoding="utf-8")
    return export


def verdict(**changed: object) -> dict[str, object]:
    right = {"id": "FIETS-1", "text": "Een bonprinter.", "resolution": "102", "acceptable": [], "solved": True}
    return {**right, "verdict": "right", "reason": "zo is het", **changed}


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([verdict()], 0),
        ([verdict(resolution=None, acceptable=["102"])], 0),
        ([verdict(resolution="100")], 1),
        ([verdict(), verdict(id="FIETS-2", resolution=None, solved=True)], 1),
        ([verdict(), verdict(id="FIETS-7", resolution="700", verdict="wrong")], 1),
        ([verdict(), verdict()], 2),
        ([{"id": "FIETS-1"}], 2),
        ([], 2),
    ],
)
def test_the_bench_of_verdicts(
    judged: Path, verdicts: list[dict[str, object]], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    file = judged.parent / "verdicts.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in verdicts), encoding="utf-8")
    assert ticket_verdicts.main([str(judged), "--verdicts", str(file)]) == code
    if code < 2:
        report = json.loads(capsys.readouterr().out)
        assert report["tickets"] == len(verdicts)


def test_a_sample_is_the_same_twice_and_without_what_was_read(judged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Tickets with fewer than two comments are not drawn.
    assert ticket_verdicts.main([str(judged), "--sample"]) == 0
    drawn = capsys.readouterr().out.split()
    assert sorted(drawn) == ["FIETS-1", "FIETS-3"]
    (judged.parent / "gelezen.txt").write_text("FIETS-1\n", encoding="utf-8")
    ticket_verdicts.main([str(judged), "--sample", "--without", str(judged.parent / "gelezen.txt")])
    assert capsys.readouterr().out.split() == ["FIETS-3"]
