"""What Balie says itself, in both languages."""

from __future__ import annotations

import string
from typing import get_args, get_type_hints

import pytest

from copilot import phrases
from copilot.core.types import Refusal, Warning_

REASONS = {"nothing_relevant", "fact_missing"}
VALUES = {"date": "2026-01-31"}


@pytest.mark.parametrize(
    "phrase", [*sorted(REASONS), "outdated", "superseded", "internal", "model_failed", "model_stopped"]
)
def test_every_phrase_is_said_in_dutch_and_english(phrase: str) -> None:
    dutch, english, german = (phrases.say(phrase, language, **VALUES) for language in ("nl", "en", "de"))
    assert dutch != english == german
    assert not set("{}") & set(dutch + english)
    assert dutch.endswith(".")
    assert not set(dutch + english) - set(string.printable) - set("é")


def test_the_names_are_those_of_the_contract() -> None:
    assert set(get_args(get_type_hints(Refusal)["reason"])) >= REASONS
    assert {"outdated", "superseded", "internal"} <= set(get_args(get_type_hints(Warning_)["code"]))


def test_values_are_filled_in() -> None:
    assert phrases.say("outdated", "nl", date="2026-01-31") == "Deze bron gold tot 2026-01-31."
