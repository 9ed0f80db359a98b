"""Which questions need what was said before, and how much of it they get."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot import phrases
from copilot.core.types import Turn
from copilot.rewrite import answer_language, leans, standalone

SUITE = Path(__file__).parents[2] / "data" / "eval" / "conversations.jsonl"

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


def talk(*turns: str) -> list[Turn]:
    """From "c: …" of the customer and "a: …" of the agent."""
    return [Turn({"c": "customer", "a": "agent"}[turn[0]], turn[3:]) for turn in turns]


CARD = talk("c: Mijn zadel is stuk, wat kost een reparatie?", "a: Een nieuw zadel kost 30 euro, reparatie 12 euro.")


@pytest.mark.parametrize(
    "question",
    [
        "wat als ik het zelf doe?",
        "waarom niet?",
        "en voor een kinderfiets?",
        "how long does that take?",
        "ook zakelijk?",
    ],
)
def test_ellipsis_pointers_and_other_cases_lean_on_the_talk(question: str) -> None:
    assert leans(question, CARD)
    assert "zadel" in standalone(question, CARD)
    assert standalone(question, CARD).endswith(f"\n{question}")


@pytest.mark.parametrize(
    "question",
    [
        "Andere vraag: wat kost een helm?",
        "Something else, where do I buy a helmet?",
        "wat kost een helm?",
        "Mijn helm is gescheurd. Wat moet ik daarmee doen?",
        "If I lose my helmet, who pays for another?",
    ],
)
def test_what_names_its_own_topic_leaves_the_talk_alone(question: str) -> None:
    assert not leans(question, CARD)
    assert standalone(question, CARD) == question


def test_a_topic_that_was_left_does_not_come_along() -> None:
    later = [*CARD, *talk("c: Iets anders: verhuren jullie tandems?", "a: Ja, vanaf mei.")]
    query = standalone("wat kost dat per dag?", later)
    assert "tandems" in query
    assert "zadel" not in query


def test_a_topic_that_is_named_again_comes_back() -> None:
    later = [*CARD, *talk("c: Iets anders: verhuren jullie tandems?", "a: Ja, vanaf mei.")]
    query = standalone("en dat zadel, hoe lang duurt dat?", later)
    assert "Mijn zadel is stuk" in query
    assert "tandems" not in query


def test_a_chain_of_follow_ups_keeps_what_it_began_with() -> None:
    later = [*CARD, *talk("c: en in het weekend?", "a: Dan komt er 5 euro bij.", "c: ok, bedankt", "a: Graag gedaan.")]
    query = standalone("hoe lang duurt dat dan?", later)
    assert "zadel" in query
    assert "weekend" in query
    assert "bedankt" not in query


def test_messages_in_a_row_are_one_request_without_greetings_and_numbers() -> None:
    row = talk("c: Goedemiddag!", "c: klantnummer K-442190", "c: de ketting loopt eraf", "c: 2x binnenband € 7,50")
    assert standalone("kan ik langskomen?", row) == "de ketting loopt eraf\nkan ik langskomen?"
    assert leans("kan ik langskomen?", row)


def test_the_agents_words_count_where_they_name_the_thing() -> None:
    asked = talk("c: Iets om mijn fiets in te zetten?", "a: Daarvoor verhuren we een fietskluis bij het station.")
    assert "fietskluis" in standalone("hoe huur ik die?", asked)


def test_an_answer_to_the_agents_question_belongs_to_the_request() -> None:
    asked = talk("c: Wat kost een onderhoudsbeurt?", "a: Heeft u een e-bike?")
    assert standalone("nee, een racefiets", asked).startswith("Wat kost een onderhoudsbeurt?\n")
    assert "e-bike" in standalone("ja", asked)


def test_a_refusal_of_ours_names_no_topic() -> None:
    refused = talk("c: Verhuren jullie waterfietsen?", f"a: {phrases.say('fact_missing', 'nl')}")
    assert standalone("en kano's?", refused) == "Verhuren jullie waterfietsen?\nen kano's?"


def test_what_is_added_stays_short() -> None:
    long = talk(
        "c: " + "Mijn versnelling hapert op de brug bij nummer 7. " * 40, "a: " + "Bel de werkplaats in Assen. " * 90
    )
    query = standalone("wat kost dat?", long)
    assert len(query.split()) <= 60
    assert query.endswith("\nwat kost dat?")


@pytest.mark.parametrize(
    ("question", "turns", "language"),
    [
        ("ok, price?", ["c: Ik wil graag een tandem huren in mei."], "nl"),
        ("en de prijs?", ["c: I would like to rent a tandem in May."], "en"),
        ("12?", ["a: How many tandems do you want to rent?"], "en"),
        ("Could you say that again in English please?", ["c: Ik wil graag een tandem huren."], "en"),
        ("Hoe laat gaat de winkel op zaterdag open?", ["c: I would like to rent a tandem."], "nl"),
        ("Hoe laat?", [], "nl"),
    ],
)
def test_the_answer_comes_in_the_language_of_question_or_talk(question: str, turns: list[str], language: str) -> None:
    assert answer_language(question, talk(*turns)) == language


def test_a_given_language_wins() -> None:
    assert answer_language("Hoe laat gaat de winkel open?", [], "de") == "de"


def test_the_suite_of_conversations_is_answered_in_its_language() -> None:
    wrong = []
    for line in SUITE.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = answer_language(case["question"], [Turn(**turn) for turn in case["conversation"]])
        if found != next(tag for tag in case["tags"] if tag in ("nl", "en")):
            wrong.append(case["id"])
    assert wrong == []
