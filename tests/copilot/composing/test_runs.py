"""Which units are quoted: the most evidence for the fewest words, readable on its own."""

from __future__ import annotations

import numpy as np

from copilot.composing.runs import runs
from copilot.composing.units import units

STEPS = "Zo gaat het:\n1. Open de klep.\n2. Neem het filter uit.\n3. Spoel het om."
TABLE = "Code | Oorzaak\nF1 | de wifi is weg\nF2 | de deur staat open\nF3 | het filter is vol"


def quoted(text: str, evidence: list[float], max_words: int = 80, cost: float = 0.002) -> list[str]:
    made = units(text, [(0, len(text))])
    assert len(made) == len(evidence)
    taken = runs(text, made, np.array(evidence), max_words, cost)
    return [text[made[first].start : made[last - 1].end] for first, last in taken]


def test_a_list_is_quoted_whole_with_its_opening_line() -> None:
    assert quoted(STEPS, [0.0, 0.0, 0.5, 0.0]) == [STEPS]


def test_a_list_that_is_too_long_is_cut_between_its_steps_and_keeps_its_opening_line() -> None:
    # 3 + 4 + 5 + 4 = 16 words; 12 leave room for the opening line and two steps
    assert quoted(STEPS, [0.0, 0.0, 0.5, 0.4], 12) == ["Zo gaat het:", "2. Neem het filter uit.\n3. Spoel het om."]


def test_a_row_comes_with_the_head_of_its_table() -> None:
    assert quoted(TABLE, [0.0, 0.0, 0.6, 0.0]) == ["Code | Oorzaak", "F2 | de deur staat open"]


def test_the_head_of_a_table_is_never_quoted_alone() -> None:
    assert quoted(TABLE, [0.9, 0.0, 0.0, 0.0])[0].count("\n") >= 1


def test_a_sentence_that_leans_on_the_one_before_brings_it() -> None:
    text = "Het filter is vol. Dan brandt de lamp rood."
    assert quoted(text, [0.0, 0.6]) == [text]


def test_what_is_beside_the_question_is_left_out_at_both_ends() -> None:
    text = "Wij bestaan al jaren. Een filter kost 12 euro. Kom gerust eens langs in de winkel."
    assert quoted(text, [0.0, 0.6, 0.0]) == ["Een filter kost 12 euro."]


def test_no_run_crosses_a_heading_or_quotes_one() -> None:
    text = "Een filter kost 12 euro.\n\n## Garantie\n\nDie duurt twee jaar."
    made = quoted(text, [0.6, 0.9, 0.6])
    assert sorted(made) == ["Die duurt twee jaar.", "Een filter kost 12 euro."]


def test_no_run_ends_in_a_question() -> None:
    text = "Een filter kost 12 euro. Heeft u er al een besteld?"
    assert quoted(text, [0.6, 0.3]) == ["Een filter kost 12 euro."]


def test_the_words_of_all_runs_together_stay_within_the_limit() -> None:
    text = "\n\n".join(f"Zin nummer {n} telt precies zeven woorden." for n in range(9))
    for limit in range(7, 40):
        assert sum(len(one.split()) for one in quoted(text, [0.5] * 9, limit)) <= limit
