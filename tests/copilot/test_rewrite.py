"""Which questions need what was said before, and how much of it they get."""

from __future__ import annotations

import pytest

from copilot.core.types import Turn
from copilot.rewrite import standalone

EARLIER = [Turn("customer", "Mijn bakfiets is gestolen."), Turn("agent", "Wat vervelend.")]


@pytest.mark.parametrize(
    "question", ["En wat kost dat?", "Hoeveel?", "what about the lock then?", "Krijg ik daarvoor geld terug?"]
)
def test_a_follow_up_is_preceded_by_the_customers_last_words(question: str) -> None:
    assert standalone(question, EARLIER) == f"Mijn bakfiets is gestolen.\n{question}"


def test_a_question_that_says_enough_stays_as_it_is() -> None:
    question = "Hoe lang duurt het voordat een bestelde helm bij de winkel in Utrecht wordt afgeleverd?"
    assert standalone(question, EARLIER) == question


@pytest.mark.parametrize(
    "conversation",
    [[], [Turn("agent", "Goedemorgen!")], [Turn("customer", "  \n")]],
    ids=["none", "agent only", "blank"],
)
def test_without_words_of_the_customer_nothing_is_added(conversation: list[Turn]) -> None:
    assert standalone("En dat?", conversation) == "En dat?"


def test_a_long_mail_does_not_bury_the_question() -> None:
    query = standalone("En wat kost dat?", [Turn("customer", "Mijn bakfiets is weg. " * 500)])
    assert query.startswith("Mijn bakfiets is weg.")
    assert query.endswith("\nEn wat kost dat?")
    assert len(query) < 500
