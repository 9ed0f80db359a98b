"""Calibration: the fit finds what tells, shares have their intervals, and no page is on both sides of a split."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.calibrate import corpora, model


def made(cases: int = 400) -> tuple[model.Column, model.Truth]:
    """The first value tells for, the second against, the third nothing, the fourth never varies."""
    chance = np.random.default_rng(7)
    truth = chance.random(cases) < 0.5
    values = chance.normal(size=(cases, 4))
    values[:, 0] += 2 * truth
    values[:, 1] -= 2 * truth
    values[:, 3] = 3.0
    return values, truth


def test_what_tells_gets_weight_in_its_own_direction() -> None:
    values, truth = made()
    weights = model.fit(values, truth, np.ones(len(truth)), [1, -1, 0, 0])
    assert weights[0] > 0.5
    assert weights[1] < -0.5
    assert abs(weights[2]) < 0.4
    assert weights[3] == 0.0


def test_a_sign_is_kept_against_the_data() -> None:
    values, truth = made()
    assert model.fit(values, truth, np.ones(len(truth)), [-1, 1, 0, 0])[:2] == pytest.approx([0.0, 0.0], abs=1e-9)


def test_probabilities_are_those_of_the_cases() -> None:
    values, truth = made(4000)
    weights = model.fit(values, truth, np.ones(len(truth)), [1, -1, 0, 0])
    for mean, share, _, n in model.reliability(model.probabilities(values, weights), truth, [0, 0.2, 0.5, 0.8, 1]):
        assert abs(mean - share) < 0.1 or n < 50


@pytest.mark.parametrize(
    ("right", "total", "low", "high"), [(90, 100, 0.826, 0.945), (0, 10, 0.0, 0.278), (0, 0, 0, 1)]
)
def test_wilson_intervals(right: int, total: int, low: float, high: float) -> None:
    assert model.wilson(right, total) == pytest.approx((low, high), abs=1e-3)


def test_halves_of_pages_do_not_follow_the_split_they_are_reported_on() -> None:
    pages = [f"page-{n}" for n in range(2000)]
    for bit in corpora.BITS:
        for parity in (0, 1):
            among = [page for page in pages if corpora.digest(page) % 2 == parity]
            share = sum(corpora.half_of(page, bit).endswith("-0") for page in among) / len(among)
            assert 0.45 < share < 0.55


def test_every_question_is_asked_with_its_page_and_without_it(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    pages = [{"id": f"p{n}", "title": "Fiets", "text": "Een fiets.", "lang": "nl"} for n in range(6)]
    asked = [
        {"query_id": f"q{n}", "query": "Fiets?", "answer": "fiets", "relevant_doc_ids": [f"p{n}"]} for n in range(6)
    ]
    mail = {"query_id": "m", "email": "SUBJECT: Rent|CONTENT: Nine euro.", "question": "?", "ideal": "9"}
    guard = [{"id": "g", "query": "How deep is the sea?"}]
    files: dict[str, list[dict[str, Any]]] = {
        "nl_policyqa/docs_dev.jsonl": pages,
        "nl_policyqa/dev.jsonl": asked,
        "en_email_qa_bipia/dev.jsonl": [{**mail, "unanswerable": False}],
        **{
            f"guard_out_of_scope/{name}_dev.jsonl": guard
            for name in ("clinc_oos", "xsid_nl", "bus_customer_nl", "banking77")
        },
    }
    for name, rows in files.items():
        (shared / name).parent.mkdir(parents=True, exist_ok=True)
        (shared / name).write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    corpora.write(shared, tmp_path / "out")
    lines = (tmp_path / "out/halves_cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    for n in range(6):
        mine = [case["answerable"] for case in cases if case["relevant"] == [f"p{n}"]]
        assert mine.count(True) == mine.count(False) == len(corpora.BITS)
    message = json.loads((tmp_path / "out/mails.jsonl").read_text(encoding="utf-8"))
    assert (message["title"], message["parts"][0]["text"]) == ("Rent", " Nine euro.")
    assert message["audience"] == ["m"]
