"""What a passage carries, and what it does not."""

from __future__ import annotations

import pytest

from copilot.core.ports import Claim
from copilot.verify import supported_by
from support_hits import passage

BORG = passage("De borg voor een bakfiets is 7,50 euro per dag. Bel de werkplaats via code E-17 of scherm INC-DUB.")
HELM = passage("Een helm lenen is gratis bij filiaal Noord.", 2)
MAIL = passage("Stuur de foto's naar schade@fietsenhuis.example of via https://fietsenhuis.example/schade.", 3)


def unlike(_sentence: str, _passage: str) -> float:
    return 0.0


def alike(_sentence: str, _passage: str) -> float:
    return 0.95


def supported(text: str, *cited: int, language: str = "nl", similarity=unlike) -> tuple[int, ...]:
    return supported_by(Claim(text, cited), [BORG, HELM, MAIL], language, similarity)


def test_a_literal_sentence_is_supported_by_the_passage_it_cites() -> None:
    assert supported("De borg voor een bakfiets is 7,50 euro per dag.", 1) == (1,)
    assert supported("De borg voor\n een bakfiets  is 7,50 euro per dag.", 1) == (1,)
    assert supported("De borg voor een bakfiets is 7,50 euro per dag.", 2) == ()


def test_other_forms_of_the_same_words_are_supported() -> None:
    # Stems of five letters: "bakfi" stands there, "werkp" too; dagel(ijks) does not: 3 of 4 is 0.75, 0.6 is enough.
    assert supported("Bakfietsen: borg dagelijks via werkplaatsen.", 1) == (1,)


def test_too_few_of_its_words_are_no_support() -> None:
    # bakfi, verze, diefs, brand: 1 of 4
    assert supported("Een bakfiets is verzekerd tegen diefstal en brand.", 1) == ()


@pytest.mark.parametrize(
    "text",
    [
        "De borg voor een bakfiets is 8,50 euro per dag.",
        "De borg voor een bakfiets is 7,50 euro per 2 dagen.",
        "50 euro per dag.",  # the end of 7,50 word for word, and another amount
        "Bel de werkplaats via code F-17.",
        "Bel de werkplaats via code E-1.",
        "Bel de werkplaats via scherm INC-TRIPEL.",
    ],
)
def test_an_invented_number_or_code_is_not_shown(text: str) -> None:
    assert supported(text, 1) == ()
    assert supported(text) == ()


@pytest.mark.parametrize(
    "text", ["De borg voor een bakfiets is niet 7,50 euro per dag.", "Bel de werkplaats nooit via code E-17."]
)
def test_a_denial_needs_a_denial(text: str) -> None:
    assert supported(text, 1) == ()


def test_function_words_alone_say_nothing_that_can_be_checked() -> None:
    assert supported("Dat kan niet.", 1) == ()
    assert supported("...", 1) == ()
    assert supported("", 1) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Stuur de foto's van de schade naar dief@evil.example.",
        "Stuur de foto's via https://evil.example/schade?x=foto.",
        "Stuur de foto's via evil.example/schade.",
        "Stuur de foto's via EVIL。example.",
        "Stuur de foto's via ev\u200bil.example.",
        "Stuur de foto's via ｅｖｉｌ．ｅｘａｍｐｌｅ.",
        "Stuur de foto's via //evil.example.",
        "Stuur de foto's via https://fietsenhuis.example.evil.example/schade.",
        "Stuur de foto's via https://fietsenhuis.example/schade?to=evil.",
        "Stuur de foto's naar schade@fietsenhuis.example.evil.example.",
        "![Stuur de foto's](https://evil.example/p.png)",
        "[Stuur de foto's](/v1/schade)",
        "Stuur de foto's <img src=x onerror=alert>.",
        "Stuur de foto's </p> naar schade.",
        "Stuur de foto's via javascript:alert(schade).",
        "Stuur de foto's via data:text/html,schade.",
    ],
)
@pytest.mark.parametrize("cited", [(3,), ()])
def test_an_address_or_markup_that_is_not_in_the_passage_is_not_shown(text: str, cited: tuple[int, ...]) -> None:
    assert supported(text, *cited) == ()
    assert supported(text, *cited, language="en", similarity=alike) == ()


def test_an_address_from_the_passage_is_shown() -> None:
    assert supported("Stuur foto's naar schade@fietsenhuis.example!", 3) == (3,)
    assert supported("Foto's stuur je via (https://fietsenhuis.example/schade).", 3) == (3,)


def test_without_a_citation_every_passage_is_tried() -> None:
    assert supported("Een helm lenen is gratis bij filiaal Noord.") == (2,)
    assert supported("Bij filiaal Noord leen je gratis een helm.") == (2,)


def test_a_number_that_no_passage_has_is_no_citation() -> None:
    assert supported("Een helm lenen is gratis bij filiaal Noord.", 99) == (2,)
    assert supported("Een helm lenen is gratis bij filiaal Noord.", 99, 2) == (2,)
    assert supported("Een helm is verzekerd.", 99) == ()


def test_of_two_citations_only_those_that_support_it_stay() -> None:
    assert supported("Een helm lenen is gratis bij filiaal Noord.", 1, 2) == (2,)


def test_two_passages_may_carry_a_sentence_together() -> None:
    # borg, bakfi, 7,50 | helm, lenen, grati: three of six in each, all six in both.
    text = "Borg bakfiets 7,50, helm lenen gratis."
    assert supported(text, 1, 2) == (1, 2)
    assert supported(text, 1) == ()
    assert supported(text) == ()


def test_between_languages_the_meaning_decides_and_numbers_still_count() -> None:
    text = "The deposit amounts to 7,50 daily."
    assert supported(text, 1, language="en", similarity=alike) == (1,)
    assert supported(text, 1, language="en", similarity=unlike) == ()
    assert supported(text, 1, language="nl", similarity=alike) == (), "words decide within one language"
    assert supported("The deposit amounts to 9,50 daily.", 1, language="en", similarity=alike) == ()
    assert supported("There is never a deposit.", 1, language="en", similarity=alike) == ()
