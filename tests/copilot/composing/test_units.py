"""What is quoted whole, and what cannot stand alone."""

from __future__ import annotations

import itertools

import pytest

from copilot.composing.units import units

LIST = "Zo stel je de klok in:\n1. Draai de knop. Wacht op een piep.\n2. Kies het uur.\n\nDaarna loopt hij gelijk."
TABLE = "Maat | Prijs\n--- | ---\nklein | 4 euro\ngroot | 6 euro"


def kinds(text: str) -> list[tuple[str, str]]:
    return [(unit.kind, text[unit.start : unit.end]) for unit in units(text, [(0, len(text))])]


def test_a_step_holds_all_its_sentences_and_belongs_with_the_line_that_opens_its_list() -> None:
    assert kinds(LIST) == [
        ("sentence", "Zo stel je de klok in:"),
        ("step", "1. Draai de knop. Wacht op een piep."),
        ("step", "2. Kies het uur."),
        ("sentence", "Daarna loopt hij gelijk."),
    ]
    assert [unit.list for unit in units(LIST, [(0, len(LIST))])] == [0, 0, 0, -1]


def test_the_rule_below_the_head_of_a_table_is_no_row() -> None:
    assert kinds(TABLE) == [("row", "Maat | Prijs"), ("row", "klein | 4 euro"), ("row", "groot | 6 euro")]


def test_two_lists_of_different_kinds_are_two() -> None:
    text = "- appels\n- peren\n1. schil ze\n2. kook ze"
    assert [unit.list for unit in units(text, [(0, len(text))])] == [0, 0, 1, 1]


def test_a_heading_or_a_question_on_its_own_line_begins_a_section() -> None:
    text = "Dit is de opening.\n\n## Huren\n\nHuren kan elke dag.\n\nEn op zondag?\n\nDan ook."
    made = units(text, [(0, len(text))])
    assert [(unit.kind, unit.section) for unit in made] == [
        ("sentence", 0), ("heading", 1), ("sentence", 1), ("heading", 2), ("sentence", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["Beste mevrouw De Vries,", "Hoi [NAAM 1],", "Goedemiddag.", "Dear Ms. Smith,", "Met vriendelijke groet,",
     "Kind regards,", "Heb je nog vragen, dan horen we het graag.", "Let me know if anything is unclear."],
)  # fmt: skip
def test_courtesies_are_told_from_answers(line: str) -> None:
    assert kinds(f"{line}\nDe winkel is dicht.")[0][0] == "courtesy"


@pytest.mark.parametrize(
    "line", ["Morgen bezorgen kan tot 22 uur.", "Dag en nacht bereikbaar.", "Ja, dat kan.", "Nee.", "Groen is de knop."]
)
def test_answers_that_begin_alike_are_none(line: str) -> None:
    assert kinds(f"{line} De winkel is dicht.")[0] == ("sentence", line)


def test_units_keep_the_order_and_never_overlap() -> None:
    text = f"{LIST}\n\n{TABLE}"
    made = units(text, [(0, len(LIST)), (len(LIST), len(text))])
    assert all(one.end <= other.start for one, other in itertools.pairwise(made))
    assert "".join(text[u.start : u.end] for u in made).replace(" ", "") in "".join(text.split()).replace("---|---", "")
