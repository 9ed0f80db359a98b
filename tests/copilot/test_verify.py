"""What a passage carries, and what it does not."""

from __future__ import annotations

import pytest

from copilot.core.deadline import NONE
from copilot.core.ports import Claim, Passage
from copilot.core.types import Document, Part
from copilot.judges.none import NoJudge
from copilot.verify import Verdict, Verifier
from support_hits import hit, passage

BORG = passage("De borg voor een bakfiets is 7,50 euro per dag. Bel de werkplaats via code E-17 of scherm INC-DUB.")
HELM = passage("Een helm lenen is gratis bij filiaal Noord.", 2)
MAIL = passage("Stuur de foto's naar schade@fietsenhuis.example of via https://fietsenhuis.example/schade.", 3)


def unlike(_sentence: str, _passage: str) -> float:
    return 0.0


def alike(_sentence: str, _passage: str) -> float:
    return 0.95


def supported(text: str, *cited: int, language: str = "nl", similarity=unlike) -> tuple[int, ...]:
    """Numbers of the passages that carry it."""
    verdict = Verifier(similarity, NoJudge()).check(Claim(text, cited), [BORG, HELM, MAIL], language)
    return tuple(dict.fromkeys(evidence.passage for evidence in verdict.evidence))


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


# Verdicts: where the evidence stands, and what is stopped

RENT = passage(
    "De huurder betaalt de borg binnen 14 dagen aan de verhuurder. "
    "De verhuurder stuurt de sleutel binnen 30 dagen. "
    "U hoeft een verhuizing niet te melden als u student bent. "
    "Alleen leden mogen minstens twee fietsen lenen. "
    "Opzeggen is gratis, tenzij het contract korter dan een jaar loopt.",
    4,
)
DESK = passage(
    "You must return the helmet within three weeks if it is damaged. "
    "Members can borrow at least two bikes before 5 pm.",
    5,
)


class Sure:
    """A judge that says the same of everything, and remembers what it was asked."""

    def __init__(self, probability: float | None) -> None:
        self.probability, self.asked = probability, 0

    def supports(self, pairs, deadline=NONE):  # noqa: ARG002
        self.asked += len(pairs)
        return [self.probability] * len(pairs)


def verdict(text: str, source=RENT, language: str = "nl", judge=None) -> Verdict:
    verifier = Verifier(unlike, judge or Sure(None))
    return verifier.check(Claim(text, (source.n,)), [source], language)


@pytest.mark.parametrize(
    "text",
    [
        "De huurder betaalt binnen veertien dagen de borg aan de verhuurder.",
        "Binnen 2 weken betaalt de huurder de borg aan de verhuurder.",
        "De verhuurder verstuurt de sleutel binnen 30 dagen.",
        "Als je student bent, hoef je een verhuizing niet door te geven.",
        "Alleen leden mogen ten minste 2 fietsen lenen.",
        "Opzeggen is kosteloos, tenzij het contract korter dan 1 jaar loopt.",
        "De huurder betaalt de borg aan de verhuurder binnen 14 dagen, en de verhuurder stuurt de sleutel.",
    ],
)
def test_what_says_the_same_in_other_words_is_kept(text: str) -> None:
    found = verdict(text)
    assert found.evidence, found.reasons


@pytest.mark.parametrize(
    "text",
    [
        "De huurder betaalt de borg binnen 30 dagen aan de verhuurder.",  # the other sentence's number
        "De huurder betaalt de borg binnen 14 weken aan de verhuurder.",
        "De huurder betaalt de borg na 14 dagen aan de verhuurder.",
        "De verhuurder betaalt de borg binnen 14 dagen aan de huurder.",
        "De huurder betaalt de borg binnen 14 dagen aan de gemeente.",
        "De huurder betaalt de sleutel binnen 14 dagen aan de verhuurder.",
        "U moet een verhuizing melden als u student bent.",
        "U hoeft een verhuizing te melden als u student bent.",
        "U hoeft een verhuizing niet te melden tenzij u student bent.",
        "Als u een verhuizing meldt, hoeft u geen student te zijn.",
        "Alleen leden mogen hoogstens twee fietsen lenen.",
        "Leden mogen minstens twee fietsen lenen.",
        "Opzeggen is gratis.",
        "Opzeggen is niet gratis, tenzij het contract korter dan een jaar loopt.",
        "Opzeggen is gratis, tenzij het contract langer dan een jaar loopt.",
    ],
)
def test_what_says_something_else_is_stopped_and_says_why(text: str) -> None:
    found = verdict(text)
    assert not found.evidence
    assert found.reasons


@pytest.mark.parametrize(
    ("text", "is_supported"),
    [
        ("If it is damaged you must return the helmet within 3 weeks.", True),
        ("You have to return the helmet within three weeks if it is damaged.", True),
        ("You must return the helmet within three months if it is damaged.", False),
        ("You must return the helmet within three weeks unless it is damaged.", False),
        ("You mustn't return the helmet within three weeks if it is damaged.", False),
        ("Members can borrow a minimum of two bikes before 17:00.", True),
        ("Members can borrow at most two bikes before 5 pm.", False),
        ("Members can borrow at least two bikes after 5 pm.", False),
        ("Visitors can borrow at least two bikes before 5 pm.", False),
    ],
)
def test_english_alike(text: str, is_supported: bool) -> None:
    assert bool(verdict(text, DESK, "en").evidence) == is_supported


def test_the_evidence_is_the_sentence_that_carries_the_claim() -> None:
    text = RENT.hit.document.text
    for claim in (
        "De verhuurder stuurt de sleutel binnen 30 dagen.",
        "Binnen 30 dagen verstuurt de verhuurder de sleutel.",
    ):
        [found] = verdict(claim).evidence
        assert (found.passage, text[found.start : found.end]) == (4, "De verhuurder stuurt de sleutel binnen 30 dagen.")


def test_offsets_are_those_of_the_document() -> None:
    part = Passage(4, RENT.hit, RENT.text.index("De verhuurder stuurt"), len(RENT.text))
    [found] = verdict("De verhuurder stuurt de sleutel binnen 30 dagen.", part).evidence
    assert RENT.hit.document.text[found.start : found.end] == "De verhuurder stuurt de sleutel binnen 30 dagen."


def test_a_judge_decides_what_rules_leave_open_and_nothing_else() -> None:
    open_ = "De huurder betaalt netjes de waarborg en borg binnen 14 dagen aan de eigenaar."
    settled = "De huurder betaalt de borg binnen 30 dagen aan de verhuurder."
    yes, no = Sure(0.9), Sure(0.1)
    assert verdict(open_, judge=yes).evidence
    assert not verdict(open_, judge=no).evidence
    assert yes.asked == no.asked == 1
    assert not verdict(settled, judge=yes).evidence
    assert yes.asked == 1


def told(text: str, n: int, language: str) -> Passage:
    """A passage that is a whole page in that language."""
    document = Document(
        "desk", f"page-{n}", "wiki", "Ending your contract", (Part("section", text),), language=language
    )
    return Passage(n, hit(document), 0, len(text))


FEE = told(
    "If you leave early, you pay a fee. The fee is 9.50 euro for electricity and expires after seven days. "
    "These amounts apply since 1 March 2026. The supplier does not charge 30% extra.",
    6,
    "en",
)
METER = told(
    "Als je verhuist, geef je de meterstand binnen 14 dagen door. De netbeheerder vervangt de meter niet op zondag. "
    "Het bedrag van € 7,50 staat op de factuur.",
    7,
    "nl",
)


@pytest.mark.parametrize(
    ("text", "source", "is_supported"),
    [
        ("Deze bedragen gelden sinds 1 maart 2026.", FEE, True),
        ("Deze bedragen gelden sinds 1 mei 2026.", FEE, False),
        ("Deze bedragen gelden niet sinds 1 maart 2026.", FEE, False),
        ("De vergoeding is € 9,50 voor stroom en vervalt na 7 dagen.", FEE, True),
        ("De vergoeding is € 9,50 voor stroom en vervalt na 7 weken.", FEE, False),
        ("De vergoeding is € 9,50 voor water.", FEE, False),
        ("De leverancier rekent geen 30 % extra.", FEE, True),
        ("De leverancier rekent 30 % extra.", FEE, False),
        ("Dit bedrag komt op je eindafrekening te staan.", FEE, False),
        ("If you move, submit the meter reading within 14 days.", METER, True),
        ("If you cancel, submit the meter reading within 14 days.", METER, False),
        ("Submit the passport within 14 days.", METER, False),
        ("The grid operator does not replace the meter on Sunday.", METER, True),
        ("The grid operator replaces the meter on Sunday.", METER, False),
        ("The amount of 7.50 euro is on the bill.", METER, True),
        ("The amount of 8.50 euro is on the bill.", METER, False),
    ],
)
def test_between_languages_words_facts_and_denials_must_agree(text: str, source: Passage, is_supported: bool) -> None:
    claimed = {"nl": "en", "en": "nl"}[source.hit.document.language]
    found = Verifier(alike, NoJudge()).check(Claim(text, (source.n,)), [source], claimed)
    assert bool(found.evidence) == is_supported, found.reasons
    assert bool(found.reasons) != is_supported


def test_between_languages_the_evidence_is_the_sentence_itself() -> None:
    text = FEE.hit.document.text
    [found] = (
        Verifier(alike, NoJudge()).check(Claim("Deze bedragen gelden sinds 1 maart 2026.", (6,)), [FEE], "nl").evidence
    )
    assert text[found.start : found.end] == "These amounts apply since 1 March 2026."


def test_between_languages_another_sentence_that_is_nearer_in_meaning_stops_the_claim() -> None:
    def nearer(_sentence: str, other: str) -> float:
        return 0.95 if "early" in other else 0.9

    claim = Claim("Deze bedragen gelden sinds 1 maart 2026, als vergoeding.", (6,))
    assert not Verifier(nearer, NoJudge()).check(claim, [FEE], "nl").evidence


def test_meanings_are_compared_at_few_places() -> None:
    asked = list[str]()

    def counted(_sentence: str, other: str) -> float:
        asked.append(other)
        return 0.9

    page = told(" ".join(f"The fee for product {n} is {n} euro." for n in range(10, 30)), 8, "en")
    Verifier(counted, NoJudge()).check(Claim("De vergoeding voor product 12 is 12 euro.", (8,)), [page], "nl")
    assert 0 < len(asked) <= 4


def test_other_languages_than_dutch_and_english_are_shown_word_for_word_only() -> None:
    page = told("Die Gebühr beträgt 9 Euro.", 9, "de")
    verifier = Verifier(alike, NoJudge())
    assert verifier.check(Claim("Die Gebühr beträgt 9 Euro.", (9,)), [page], "nl").evidence
    assert not verifier.check(Claim("De vergoeding is 9 euro.", (9,)), [page], "nl").evidence
