"""The literal answer: whole sentences of one document, in its words, until it is long enough."""

from __future__ import annotations

from copilot.core.ports import Claim, Passage
from copilot.generators.extractive import ExtractiveGenerator
from support_hits import hit, page, passage


def claims(passages: list[Passage], max_words: int = 80) -> list[Claim]:
    return list(ExtractiveGenerator(max_words).generate("?", (), passages, "nl"))


def test_each_sentence_is_a_claim_on_its_passage() -> None:
    text = "Een fiets huren kan elke dag.\nDe borg is 75 euro."
    assert claims([passage(text)]) == [
        Claim("Een fiets huren kan elke dag.", (1,)),
        Claim("De borg is 75 euro.", (1,)),
    ]


def test_only_the_first_document_speaks() -> None:
    assert [c.passages for c in claims([passage("Eerste."), passage("Tweede.", 2)])] == [(1,)]


def test_two_passages_of_one_document_both_speak() -> None:
    document = page("Eerste zin. Tweede zin.")
    found = hit(document)
    both = [Passage(1, found, 0, 11), Passage(2, found, 12, len(document.text))]
    assert claims(both) == [Claim("Eerste zin.", (1,)), Claim("Tweede zin.", (2,))]


def test_it_stops_before_the_sentence_that_does_not_fit() -> None:
    # 6 words fit in 9, 6 + 4 do not
    text = "Een fiets huren kan elke dag. De borg is hoog."
    assert [c.text for c in claims([passage(text)], 9)] == ["Een fiets huren kan elke dag."]


def test_wrapped_lines_are_joined() -> None:
    wrapped = "Deze regel is door een mailprogramma afgebroken na zeventig\r\ntekens en gaat hier door."
    assert [c.text for c in claims([passage(wrapped)])] == [" ".join(wrapped.split())]


def test_a_step_is_one_claim_and_never_cut() -> None:
    text = "Zo gaat het:\n1. Open de klep. Wacht even.\n2. Neem het filter uit."
    assert [c.text for c in claims([passage(text)])] == text.split("\n")
    assert [c.text for c in claims([passage(text)], 9)] == text.split("\n")[:2]


def test_nothing_in_nothing_out() -> None:
    assert claims([]) == []
