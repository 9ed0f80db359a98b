"""What the terminal shows of an answer beside its text."""

from __future__ import annotations

from copilot.core.answer import Answer, Conflict, Sentence, Side, Warning_
from copilot.readable import readable


def test_sides_stand_below_one_another_and_a_warning_names_its_source() -> None:
    sides = (Side("50 euro", 1, "2024-01-05T10:00:00Z"), Side("7,50 euro", 2, "2026-03-01T00:00:00Z", "Marloes"))
    shown = readable(
        Answer(
            sentences=(Sentence("Dat kost 7,50 euro.", (2,)),),
            conflicts=(Conflict("boete", sides, proposed=1),),
            warnings=(Warning_("outdated", "Deze bron is verouderd.", 1),),
        )
    )
    assert shown.splitlines() == [
        "Dat kost 7,50 euro. [2]",
        "  ≠ boete",
        "      50 euro [1]  2024-01-05",
        "    > 7,50 euro [2]  2026-03-01, Marloes",
        "  ! [1] Deze bron is verouderd.",
    ]
