"""What a question wants in its answer, in Dutch and English."""

from __future__ import annotations

import pytest

from copilot.composing.asked import Asked
from copilot.core.snapshot.lexical import Term


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hoe lang moet ik de bon bewaren?", "duration"),
        ("How long do I keep the receipt?", "duration"),
        ("Wat kost een nieuw filter?", "amount"),
        ("How much is a new filter?", "amount"),
        ("Wanneer gaat de winkel open?", "time"),
        ("When does it close?", "date"),
        ("Wie beheert de sleutels?", "name"),
    ],
)
def test_the_kind_of_fact_that_is_asked_for(question: str, kind: str) -> None:
    assert kind in Asked(question, {}).kinds


@pytest.mark.parametrize("question", ["Mag mijn hond mee?", "Can I bring my dog?", "Hoe vervang ik het filter?"])
def test_a_question_for_no_fact(question: str) -> None:
    assert not Asked(question, {}).kinds


def test_coverage_is_the_share_of_what_the_words_tell() -> None:
    asked = Asked(
        "filter vervangen", {Term("filter", "nl"): 3.0, Term("vervang", "nl"): 1.0, Term("filter", "en"): 2.0}
    )
    assert asked.coverage({"filter"}, "nl") == 0.75
    assert asked.coverage({"filter"}, "en") == 1.0
    assert asked.coverage({"lamp"}, "nl") == 0.0
    assert Asked("?", {}).coverage({"lamp"}, "nl") == 0.0


def test_a_code_counts_three_words() -> None:
    asked = Asked("storing F7", {Term("storing", "nl"): 1.0, Term("f7", "code"): 1.0})
    assert asked.coverage({"f7"}, "nl") == 0.75
