"""Customer numbers by the patterns of the configuration."""

from __future__ import annotations

import time

import pytest

from copilot.core.errors import SettingsError
from copilot.core.personal_data.customer_numbers import checked
from copilot.core.types import Document, Part
from ingest.cleaners.personal_data import Options, build


def clean(text: str, *patterns: str) -> str:
    cleaner = build(Options(customer_numbers=patterns))
    return cleaner.clean(Document("s", "1", "ticket", "", (Part("message", text),))).parts[0].text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("klant WL-1234567.", "klant [KLANTNUMMER 1]."),
        ("wl-1234567, WL-1234567 en WL-7654321", "[KLANTNUMMER 1], [KLANTNUMMER 1] en [KLANTNUMMER 2]"),
        ("WL-12345678 en XWL-1234567", "WL-12345678 en XWL-1234567"),
        ("#12345678", "[KLANTNUMMER 1]"),
    ],
)
def test_numbers_of_the_patterns_are_masked(text: str, masked: str) -> None:
    assert clean(text, r"WL-\d{7}", r"#\d{8}") == masked


@pytest.mark.parametrize("pattern", [r"[", r"", r"\d*", r"(a+)+b", r"(\d+-?)+x", r"(\d|\d\d)+x", r"(?:\w*\s*)*x", r"."])
def test_a_pattern_that_cannot_be_used_is_refused(pattern: str) -> None:
    with pytest.raises(SettingsError, match=r"personal_data\.customer_numbers"):
        checked((pattern,))


@pytest.mark.parametrize(
    "pattern", [r"KL\d+", r"\d+-\d+-\d+", r"(?:[A-Z]{2}\d{2} ?){2}", r"(?:A|B)\d{4,}", r"(?<=nr )\d{6}"]
)
def test_a_usual_pattern_is_accepted_and_does_not_run_away(pattern: str) -> None:
    assert checked((pattern,)) == (pattern,)
    started = time.perf_counter()
    clean("KL1-1 AA11 " * 9_000, pattern)
    assert time.perf_counter() - started < 10
