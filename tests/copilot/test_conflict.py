"""Sources that disagree on what was asked are shown side by side; whatever can both be true is left alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from copilot import conflict
from copilot.core import text as txt
from copilot.core.ports import Passage
from copilot.core.settings import ROOT
from copilot.core.types import Hit
from support_hits import hit, page, talk

TODAY = date(2026, 11, 22)
PAIRS = [
    json.loads(line) for line in (ROOT / "data/eval/conflicts_pairs.jsonl").read_text(encoding="utf-8").splitlines()
]


def find(question: str, *hits: Hit, authority: dict[str, float] | None = None) -> tuple[conflict.Found, ...]:
    """The first hit is what the answer cites, as a whole."""
    answered = [Passage(1, hits[0], hits[0].chunk.start, hits[0].chunk.end)]
    return conflict.find(question, txt.language(question), answered, hits, TODAY, authority or {})


def sheet(text: str, name: str, **fields: Any) -> Hit:
    document = replace(page(text, name, **fields), language=txt.language(text))
    return hit(document)


OLD = {"updated_at": "2023-05-01", "owner": "Ineke"}
NEW = {"updated_at": "2026-05-01", "owner": "Joris"}
QUESTION = "Wat kost een nieuwe badge?"
SEVEN = "Een nieuwe badge kost 7,50 euro."
TEN = "Voor een nieuwe badge betaal je € 10."


def test_both_sides_are_shown_as_their_sources_write_them() -> None:
    (found,) = find(QUESTION, sheet(SEVEN, "een", **OLD), sheet(TEN, "twee", **NEW))
    assert [side.value for side in found.sides] == ["7,50 euro", "€ 10"]
    for side in found.sides:
        assert side.value in side.hit.document.text[side.start : side.end]
    assert "badge" in found.fact


@pytest.mark.parametrize("first", [True, False])
def test_the_newer_side_is_proposed_wherever_it_stands(first: bool) -> None:
    hits = (sheet(SEVEN, "een", **OLD), sheet(TEN, "twee", **NEW))
    (found,) = find(QUESTION, *(hits if first else hits[::-1]))
    assert found.sides[found.proposed].hit.document.owner == "Joris"


def test_authority_counts_for_more_than_the_date_and_validity_for_more_than_authority() -> None:
    other = replace(page(TEN, "twee", **NEW), source="elders")
    (found,) = find(QUESTION, sheet(SEVEN, "een", **OLD), hit(other), authority={"desk": 1.0})
    assert found.proposed == 0
    ended = replace(page(TEN, "twee", **NEW), valid_until="2026-01-31")
    (found,) = find(QUESTION, sheet(SEVEN, "een", **OLD), hit(ended))
    assert found.proposed == 0


def test_a_superseded_page_in_other_words_is_shown_and_not_proposed() -> None:
    text = "Per resterende maand betaal je 8 euro aan kosten. Vroeger was dat 60 euro."
    new = sheet(text, "nieuw", title="Eerder opzeggen", **OLD)
    old = replace(sheet("De opzegvergoeding kost altijd 60 euro.", "oud", **NEW), superseded_by=new.document.id)
    (found,) = find("Wat kost eerder opzeggen?", new, old)
    assert [side.value for side in found.sides] == ["8 euro", "60 euro"]
    assert found.proposed == 0


def test_talk_is_shown_but_a_page_is_proposed() -> None:
    chat = talk("chat", ("message", "a", "hoe zat het met de badge?"), ("message", "b", TEN), updated_at="2026-11-20")
    (found,) = find(QUESTION, hit(chat), sheet(SEVEN, "een", **OLD))
    assert [side.value for side in found.sides] == ["€ 10", "7,50 euro"]
    assert found.proposed == 1


def test_what_a_customer_or_an_unsolved_ticket_says_is_no_side() -> None:
    answer = sheet(SEVEN, "een")
    problem = talk("ticket", ("problem", "klant", TEN), ("resolution", "wij", "Opgelost."), resolved=True)
    asked = hit(problem, 0, len(TEN))
    assert find(QUESTION, answer, replace(asked, chunk=replace(asked.chunk, role="problem"))) == ()
    assert find(QUESTION, answer, hit(talk("ticket", ("attempt", "wij", TEN), resolved=False))) == ()


def test_cases_of_two_customers_do_not_contradict_each_other() -> None:
    one = hit(talk("ticket", ("resolution", "wij", SEVEN), name="1"))
    other = hit(talk("ticket", ("resolution", "wij", TEN), name="2"))
    assert find(QUESTION, one, other) == ()


def test_a_passage_far_from_the_question_is_not_compared() -> None:
    near, far = replace(sheet(SEVEN, "een"), dense=0.9), replace(sheet(TEN, "twee"), dense=0.7)
    assert find(QUESTION, near, far) == ()
    assert find(QUESTION, near, replace(far, dense=0.88))


def test_a_source_that_gives_both_values_is_no_contradiction() -> None:
    both = sheet(f"{TEN} Een nieuwe badge kost 7,50 euro als je hem zelf ophaalt.", "twee")
    assert find(QUESTION, sheet(SEVEN, "een"), both) == ()


def test_an_answer_without_passages_disagrees_with_nothing() -> None:
    assert conflict.find(QUESTION, "nl", (), [sheet(TEN, "twee")], TODAY, {}) == ()


@pytest.mark.parametrize("text", ["", " ", "…", "????", "€ € €", "niet niet niet", "\u200b", "1" * 5000, "a" * 5000])
def test_strange_texts_break_nothing(text: str) -> None:
    assert find(text or "?", sheet(text + ".", "een"), sheet(text + "!", "twee")) == ()
    find(QUESTION, sheet(SEVEN, "een"), sheet(f"{text} {TEN} {text}", "twee"))


def test_the_pairs_of_the_suite_are_told_apart() -> None:
    alarms, flagged = [], 0
    for case in PAIRS:
        one, other = (sheet(case[name]["text"], name, title=case[name]["title"]) for name in ("one", "other"))
        found = find(case["question"], one, other)
        flagged += case["disagree"] and bool(found)
        alarms += [case["id"]] if found and not case["disagree"] else []
    assert len(alarms) <= 3, alarms
    assert flagged >= 0.9 * sum(case["disagree"] for case in PAIRS)
    assert sum(not case["disagree"] for case in PAIRS) >= 100
