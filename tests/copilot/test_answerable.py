"""Whether a question is answered: what it asks for and what stands there by hand, the model by its direction."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable

import numpy as np
import pytest

from copilot import answerable, compose
from copilot.answerable import Features, Judgement, confidence, judged
from copilot.answerable.asked import asked, stands, unnamed
from copilot.answerable.likeness import nearest
from copilot.answerable.weights import MODELS
from copilot.core.sections import AnswerSettings
from copilot.core.types import LOCAL_ASKER, Asker, Filters
from copilot.pipeline import Copilot

FOUND = Features(
    nearest=0.9,
    section=0.9,
    whole=0.9,
    around=0.84,
    covered=0.9,
    begun=0.7,
    length=1.6,
    abroad=0.0,
    unnamed=0.0,
    missing=0.0,
    apart=0.0,
    stated=0.0,
    tidy=1.0,
    talk=0.0,
)
"""Of a question whose page is there."""
FAR = dataclasses.replace(FOUND, nearest=0.78, section=0.77, whole=0.77, around=0.77, covered=0.2, begun=0.1)
MORE = ("nearest", "section", "whole", "covered", "begun", "stated")
LESS = ("unnamed", "missing", "apart")


@pytest.mark.parametrize("embedder", [*MODELS, "one that nobody has fitted"])
@pytest.mark.parametrize("talk", [0.0, 1.0])
@pytest.mark.parametrize("name", [*MORE, *LESS])
def test_what_is_found_makes_an_answer_likelier_and_what_is_missing_less_likely(
    embedder: str, talk: float, name: str
) -> None:
    start = dataclasses.replace(FOUND, talk=talk)
    line = [judged(dataclasses.replace(start, **{name: n / 10}), embedder).probability for n in range(11)]
    if name in LESS:
        line.reverse()
    assert all(0.0 <= p <= 1.0 for p in line)
    assert all(before <= after for before, after in itertools.pairwise(line))


@pytest.mark.parametrize("embedder", [*MODELS, "one that nobody has fitted"])
@pytest.mark.parametrize("talk", [0.0, 1.0])
def test_what_is_there_is_answered_and_what_is_far_off_has_nothing_relevant(embedder: str, talk: float) -> None:
    threshold = AnswerSettings().threshold
    assert judged(dataclasses.replace(FOUND, talk=talk), embedder).probability >= threshold
    refused = judged(dataclasses.replace(FAR, talk=talk), embedder)
    assert refused.probability < threshold
    assert refused.reason == "nothing_relevant"


def test_the_same_page_without_the_fact_is_refused_for_it() -> None:
    whole, lacks = (judged(dataclasses.replace(FOUND, missing=n), "multilingual-e5-small") for n in (0.0, 1.0))
    assert lacks.probability < whole.probability
    assert lacks.reason == "fact_missing"


def test_words_of_confidence_follow_the_probability() -> None:
    order = ["low", "medium", "high"]
    words = [order.index(confidence(n / 50)) for n in range(51)]
    assert words == sorted(words)
    assert set(words) == {0, 1, 2}


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("Wat kost een tweede sleutel?", "nl", "amount"),
        ("How much does a second key cost?", "en", "amount"),
        ("Hoe lang mag ik hem lenen?", "nl", "duration"),
        ("How many days is a voucher valid?", "en", "duration"),
        ("Hoeveel fietsen passen erin?", "nl", "number"),
        ("How many bikes fit in it?", "en", "number"),
        ("Welk telefoonnummer heeft de werkplaats?", "nl", "address"),
    ],
)
def test_the_kind_of_fact_that_is_asked(question: str, language: str, kind: str) -> None:
    assert kind in asked(question, language).kinds


@pytest.mark.parametrize("question", ["Wanneer moet ik een helm dragen?", "Mag mijn hond mee?", "How do I cancel?", ""])
def test_a_question_that_does_not_say_what_fact_it_wants(question: str) -> None:
    assert stands(asked(question, "nl"), [("", "Nergens een getal.")], "nl") == ""


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("What is the amount paid to Brandsma?", "We charged 40 euro for Brandsma today.", "stated"),
        (
            "What is the amount paid to Brandsma?",
            "Brandsma wrote. We charged 40 euro for the Veldkamp repair.",
            "apart",
        ),
        ("What is the amount paid to Brandsma?", "Brandsma wrote to us.", "missing"),
        ("Wat kost een slot?", "Een slot kost 12 euro.", "held"),
        ("Wat kost een slot?", "Een slot is stevig.", "missing"),
    ],
)
def test_where_a_fact_stands(question: str, text: str, expected: str) -> None:
    language = "nl" if "slot" in question else "en"
    assert stands(asked(question, language), [("", text)], language) == expected


def test_a_name_in_the_title_is_named_in_every_sentence() -> None:
    wanted = asked("Wat kost een nieuwe Fietspas?", "nl")
    assert stands(wanted, [("Fietspas kwijt", "Meld het ons. Een nieuwe kost 8 euro.")], "nl") == "stated"
    assert stands(wanted, [("Sleutel kwijt", "Meld het ons. Een nieuwe kost 8 euro.")], "nl") == "apart"


def test_a_code_that_no_passage_has_is_unnamed() -> None:
    wanted = asked("Wat betekent melding E44?", "nl")
    assert unnamed(wanted, ["Melding E17 zegt dat de klep klemt."]) > unnamed(wanted, ["E44: de klep klemt."]) == 0.0


def test_words_are_near_in_compounds_and_other_forms() -> None:
    (whole,), (compound,) = nearest(["parkeerkaart"], ["parkeerkaart"]), nearest(["kaart"], ["parkeerkaarten"])
    (other,) = nearest(["kaart"], ["vergunning"])
    assert whole == 1.0
    assert whole > compound > other
    assert nearest(["kaart"], []) == [0.0]


@pytest.mark.parametrize("question", ["Hoe zeg ik mijn contract op?", "How do I reset the modem?", "??", "E-17"])
def test_any_question_to_a_desk_is_judged(copilot: Copilot, question: str) -> None:
    found = copilot.search(LOCAL_ASKER, question, 30)
    hits = compose.usable(found.hits, copilot.settings.today())
    scope = copilot.snapshot.scope(LOCAL_ASKER, Filters())
    judgement = answerable.judge(found.asked, found.vector, hits, copilot.snapshot, scope)
    assert 0.0 <= judgement.probability <= 1.0


def test_nothing_found_is_nothing_relevant(copilot: Copilot) -> None:
    scope = copilot.snapshot.scope(LOCAL_ASKER, Filters())
    nothing = np.empty(0, np.float32)
    assert answerable.judge("wat?", nothing, [], copilot.snapshot, scope) == Judgement(0.0, "nothing_relevant")


def test_what_others_may_see_changes_no_judgement(opened: Callable[..., Copilot]) -> None:
    public = [document("fietsen", "Een huurfiets kost 9 euro per dag. De helm is gratis.", ["public"])]
    secret = [document(f"intern-{n}", f"Huurfiets en helm, notitie {n}: kost per dag niets.", ["hr"]) for n in range(6)]
    asker = Asker("web", frozenset({"agent"}), frozenset({"public"}))
    judgements = []
    for number, documents in enumerate((public, public + secret)):
        desk = opened(documents, name=f"desk-{number}")
        found = desk.search(asker, "Wat kost een huurfiets per dag?", 30)
        hits, scope = list(found.hits), desk.snapshot.scope(asker, Filters())
        judgements.append(answerable.judge(found.asked, found.vector, hits, desk.snapshot, scope))
    assert judgements[0] == judgements[1]


def document(name: str, text: str, audience: list[str]) -> dict[str, object]:
    return {"id": name, "kind": "wiki", "title": name, "language": "nl", "audience": audience, "text": text}
