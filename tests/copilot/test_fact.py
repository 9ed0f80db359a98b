"""Facts in one spelling, whatever the language and the way of writing."""

from __future__ import annotations

import pytest

from copilot.fact import facts, same


def values(text: str, language: str = "nl") -> list[str]:
    return [fact.value for fact in facts(text, language) if fact.kind != "name"]


@pytest.mark.parametrize(
    ("value", "spellings"),
    [
        ("eur 7.50", ["€ 7,50", "7,50 euro", "EUR 7.50", "€7,50"]),
        ("eur 1250", ["€ 1.250,-", "1.250,00 euro", "1,250 euros", "EUR 1250"]),
        ("30 day", ["30 dagen", "dertig dagen", "thirty days", "30 days"]),
        ("3 month", ["drie maanden", "3 maanden", "three months", "3 mnd"]),
        ("1.5 year", ["anderhalf jaar", "1,5 jaar", "1.5 years"]),
        ("1 month", ["een maand", "één maand", "a month", "1 maand"]),
        ("12.5 %", ["12,5%", "12,5 procent", "12.5 per cent"]),
        ("2024-03-01", ["1 maart 2024", "1-3-2024", "2024-03-01", "March 1, 2024", "1st of March 2024"]),
        ("03-01", ["1 maart", "March 1st"]),
        ("14:30", ["14.30 uur", "14:30", "2:30 pm", "14u30"]),
        ("e-17", ["E-17", "code E-17."]),
    ],
)
def test_one_fact_has_one_value(value: str, spellings: list[str]) -> None:
    assert [values(spelling) for spelling in spellings] == [[value]] * len(spellings)


def test_both_ends_of_a_range_count() -> None:
    assert values("5 tot 10 werkdagen") == ["5 workday", "10 workday"]
    assert values("van 9 tot 17 uur") == ["09:00", "17:00"]
    assert values("10-15%") == ["10 %", "15 %"]


@pytest.mark.parametrize("text", ["een fiets", "one of them", "you may go", "het is mei noch juist"])
def test_articles_and_look_alikes_are_no_numbers(text: str) -> None:
    assert all(fact.kind == "date" for fact in facts(text, "nl") if fact.kind != "name")


def test_places_are_exact_and_in_order() -> None:
    text = "Betaal € 7,50 vóór 1 maart 2024, of mail info@fiets.example (code E-17) binnen 30 dagen."
    found = facts(text, "nl")
    assert [text[f.start : f.end] for f in found] == [
        "€ 7,50",
        "1 maart 2024",
        "info@fiets.example",
        "E-17",
        "30 dagen",
    ]


def test_the_same_length_in_other_units_is_the_same() -> None:
    [half_year], [months] = facts("een half jaar", "nl"), facts("six months", "en")
    [weeks], [days] = facts("2 weken", "nl"), facts("14 days", "en")
    assert same(half_year, months)
    assert same(weeks, days)
    assert not same(weeks, months)
