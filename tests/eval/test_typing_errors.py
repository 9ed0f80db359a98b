"""The questions with errors of typing, and the bench that makes such errors."""

from __future__ import annotations

import json
import random
from collections import Counter

import pytest

from copilot.core.settings import ROOT
from eval.bench import typing_errors
from eval.bench.typing_errors import with_errors
from eval.cases import load_suite

SUITES = ROOT / "data/eval"
QUESTION = "Hoe blokkeer ik mijn verloren laadpas met code E-17 in de Wadlicht-app?"


def test_errors_are_seeded_and_as_many_as_asked() -> None:
    assert with_errors(QUESTION, 1.0, random.Random(1)) == with_errors(QUESTION, 1.0, random.Random(1))
    assert with_errors(QUESTION, 1.0, random.Random(1)) != with_errors(QUESTION, 1.0, random.Random(2))
    assert with_errors(QUESTION, 0.0, random.Random(1)) == QUESTION
    words = "kartonnen dozen bestellen " * 200
    generator = random.Random(3)
    same = sum(a == b for a, b in zip(words.split(), with_errors(words, 0.2, generator).split(), strict=False))
    assert same < 600
    struck = sum(with_errors("dozen", 0.2, generator) != "dozen" for _ in range(2_000))
    assert 300 < struck < 440  # 0.2 of 2,000; some swaps change nothing


@pytest.mark.parametrize("seed", range(20))
def test_codes_and_short_words_stay(seed: int) -> None:
    noisy = with_errors(QUESTION, 1.0, random.Random(seed))
    assert "E-17" in noisy
    assert noisy.startswith("Hoe b")


def test_the_bench_compares_clean_with_noisy(tmp_path, config, capsys) -> None:
    cases = [{"id": "1", "question": "Hoe hoog is de borg van een huurfiets?", "relevant": ["wiki:borg"]}]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, cases)), "utf-8")
    arguments = [str(tmp_path / "cases.jsonl"), "--config", str(config), "--rate"]
    assert typing_errors.main([*arguments, "0"]) == 0
    assert "recall@1       1.000   1.000   0.000" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        typing_errors.main([*arguments, "2"])


def test_the_typed_questions_are_the_clean_ones() -> None:
    clean, typed = load_suite(SUITES / "typos_clean.toml").cases, load_suite(SUITES / "typos.toml").cases
    assert [(c.id, c.relevant, c.tags) for c in clean] == [(c.id, c.relevant, c.tags) for c in typed]
    assert all(a.question != b.question for a, b in zip(clean, typed, strict=True))
    assert Counter(c.tags[1] for c in typed) == {"typo": 20, "abbreviation": 20, "compound": 20}
    assert Counter(c.tags[0] for c in typed) == {"nl": 45, "en": 15}


def test_they_ask_for_pages_of_the_demonstration() -> None:
    pages = {document for case in load_suite(SUITES / "typos.toml").cases for document in case.relevant}
    missing = [p for p in pages if not (ROOT / "data/demo/wiki" / p.replace(":", "/", 1)).is_file()]
    assert missing == []
    assert len(pages) >= 30


def test_the_translations_are_of_forty_questions_over_the_corpus() -> None:
    corpus = ROOT.parent / "shared/data/nl_policyqa/dev.jsonl"
    if not corpus.is_file():
        pytest.skip(f"{corpus} is not here")
    dutch = {case["query_id"]: case for case in map(json.loads, corpus.read_text("utf-8").splitlines())}
    cases = load_suite(SUITES / "translations.toml").cases
    assert len(cases) == 40
    for case in cases:
        original = dutch[case.id.removeprefix("tr-")]
        assert list(case.relevant) == original["relevant_doc_ids"]
        assert case.question != original["query"]
        assert case.tags == ("en", "cross")
