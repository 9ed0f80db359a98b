"""What Balie says itself, in both languages."""

from __future__ import annotations

import string
from typing import get_args, get_type_hints

import pytest

from copilot import phrases
from copilot.core.answer import Refusal, Warning_

REASONS = {"nothing_relevant", "fact_missing", "not_permitted"}
VALUES = {"date": "2026-01-31", "kinds": "IBAN"}
WARNINGS = ["outdated", "old", "superseded", "internal", "personal_data"]
MODEL = ["model_failed", "model_stopped", "model_unsupported", "model_not_found"]


@pytest.mark.parametrize("phrase", [*sorted(REASONS), *WARNINGS, *MODEL])
def test_every_phrase_is_said_in_dutch_and_english(phrase: str) -> None:
    dutch, english, german = (phrases.say(phrase, language, **VALUES) for language in ("nl", "en", "de"))
    assert dutch != english == german
    assert not set("{}") & set(dutch + english)
    assert dutch.endswith(".")
    assert not set(dutch + english) - set(string.printable) - set("é")


def test_the_names_are_those_of_the_contract() -> None:
    assert set(get_args(get_type_hints(Refusal)["reason"])) >= REASONS
    assert {"outdated", "superseded", "internal", "personal_data"} <= set(get_args(get_type_hints(Warning_)["code"]))


def test_values_are_filled_in() -> None:
    assert phrases.say("outdated", "nl", date="2026-01-31") == "Deze bron gold tot 2026-01-31."


def test_our_own_sentences_are_known_again() -> None:
    assert all(phrases.is_ours(phrases.say(reason, language)) for reason in REASONS for language in ("nl", "en"))
    assert not phrases.is_ours("Dat staat nergens.")
