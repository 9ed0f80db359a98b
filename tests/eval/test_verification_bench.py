"""Pairs for measuring verification: what is paraphrased stays true, what is altered does not, and both come again."""

from __future__ import annotations

import random
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from copilot.core import text as txt
from copilot.core.errors import BalieError
from copilot.core.settings import ROOT
from copilot.core.types import Document, Part
from eval.bench.verification import alter, measure, paraphrase
from eval.bench.verification.__main__ import main
from eval.bench.verification.across import across
from eval.bench.verification.corpus import Place, documents, half, places
from eval.bench.verification.pairs import Pair, pairs
from eval.bench.verification.vocabulary import Vocabulary

DUTCH = (
    "U kunt een huurfiets reserveren via de website van de winkel. "
    "Als u de fiets beschadigt, moet u de schade binnen 14 dagen melden. "
    "De borg van 50 euro krijgt u terug op 3 maart 2025. "
    "Een elektrische fiets mag u niet in de regen laten staan. "
    "De winkel is minimaal twee uur per dag open."
)
ENGLISH = (
    "You can borrow a canoe from the harbour for three hours. "
    "If you return the canoe late, you pay 20 dollars for the delay. "
    "The harbour is not open on Sunday in the winter. "
    "You must wear a jacket at least until you are back on the shore. "
    "The rental of Windmill Lake ends on 31 October 2025."
)


def document(name: str, text: str, language: str) -> Document:
    return Document("invented", name, "wiki", "Verhuur", (Part("section", text),), language=language)


def place(sentence: str, language: str, text: str = "") -> Place:
    """The sentence where it stands in a passage."""
    text = text or f"{sentence} {DUTCH if language == 'nl' else ENGLISH}"
    made = document("one", text, language)
    (found,) = [
        p for wanted in (0, 1) for p in places([made], wanted) if p.text == sentence and p.spans[p.index][0] == 0
    ]
    return found


@pytest.fixture(scope="module")
def corpus() -> list[Document]:
    return [
        document(f"{language}-{n}", text.replace("50", str(50 + n)).replace("20 ", f"{20 + n} "), language)
        for n in range(6)
        for language, text in (("nl", DUTCH), ("en", ENGLISH))
    ]


@pytest.fixture(scope="module")
def made(corpus: list[Document]) -> list[Pair]:
    return pairs(corpus, "dev")


def test_the_same_documents_and_seed_give_the_same_pairs(corpus: list[Document], made: list[Pair]) -> None:
    assert pairs(corpus, "dev") == made


def test_the_halves_share_no_document(corpus: list[Document], made: list[Pair]) -> None:
    other = pairs(corpus, "report", seed=3)
    assert {half(pair.passage.hit.document.external_id) for pair in made} == {0}
    assert {half(pair.passage.hit.document.external_id) for pair in other} == {1}


def test_every_kind_is_made_of_plain_sentences(made: list[Pair]) -> None:
    kinds = Counter((pair.supported, pair.kind) for pair in made)
    rare = {"listed", "formats", "shortened", "name", "noun"}
    assert {kind for kind in paraphrase.KINDS if not kinds[True, kind]} <= rare
    assert {kind for kind in alter.KINDS if not kinds[False, kind]} <= rare
    assert {pair.base == "literal" for pair in made if not pair.supported} == {True, False}


def test_a_claim_comes_from_a_sentence_of_its_passage_and_is_no_longer_there_when_altered(made: list[Pair]) -> None:
    for pair in made:
        assert pair.original in pair.passage.text
        assert (pair.claim in pair.passage.text) <= pair.supported


@pytest.mark.parametrize(
    ("kind", "language", "sentence", "claim"),
    [
        (
            "reordered",
            "nl",
            "Als u de fiets beschadigt, moet u de schade melden.",
            "U moet de schade melden als u de fiets beschadigt.",
        ),
        (
            "reordered",
            "nl",
            "Je krijgt de borg terug als je de fiets inlevert.",
            "Als je de fiets inlevert, krijg je de borg terug.",
        ),
        (
            "reordered",
            "en",
            "If you lose the paddle, tell the guard at once.",
            "Tell the guard at once if you lose the paddle.",
        ),
        (
            "numerals",
            "nl",
            "De fiets blijft twee dagen bij u in de schuur.",
            "De fiets blijft 2 dagen bij u in de schuur.",
        ),
        (
            "numerals",
            "en",
            "The canoe stays on the lake for 12 hours.",
            "The canoe stays on the lake for twelve hours.",
        ),
        (
            "you_form",
            "nl",
            "Dan betaalt u de reparatie van uw fiets zelf.",
            "Dan betaal je de reparatie van je fiets zelf.",
        ),
        (
            "you_form",
            "en",
            "The guard does not lend jackets to children.",
            "The guard doesn't lend jackets to children.",
        ),
        ("shortened", "en", "Note that the lake is shallow near the mill.", "The lake is shallow near the mill."),
    ],
)
def test_a_paraphrase_says_the_same(kind: str, language: str, sentence: str, claim: str) -> None:
    assert paraphrase.KINDS[kind](place(sentence, language), random.Random(1)) == claim


def test_a_question_with_its_answer_becomes_a_condition() -> None:
    text = f"Bent u jonger dan 18 jaar? Dan huurt u alleen met een ouder. {DUTCH}"
    made = document("one", text, "nl")
    (answer,) = [p for wanted in (0, 1) for p in places([made], wanted) if p.text.startswith("Dan huurt")]
    told = paraphrase.reordered(answer, random.Random(1))
    assert told == "Als u jonger dan 18 jaar bent, dan huurt u alleen met een ouder."


@pytest.mark.parametrize(
    ("kind", "language", "sentence", "claim"),
    [
        (
            "negation_added",
            "nl",
            "U kunt de fiets in de winkel laten maken.",
            "U kunt niet de fiets in de winkel laten maken.",
        ),
        (
            "negation_dropped",
            "nl",
            "De fiets mag niet op de veerboot van het eiland.",
            "De fiets mag op de veerboot van het eiland.",
        ),
        (
            "negation_dropped",
            "en",
            "The guard cannot see the far side of the lake.",
            "The guard can see the far side of the lake.",
        ),
        (
            "if_unless",
            "nl",
            "Als u de sleutel verliest, betaalt u een nieuwe.",
            "Tenzij u de sleutel verliest, betaalt u een nieuwe.",
        ),
        (
            "if_unless",
            "en",
            "If you lose the paddle, you pay for a new one.",
            "Unless you lose the paddle, you pay for a new one.",
        ),
        (
            "clauses_exchanged",
            "nl",
            "U krijgt een boete als u geen helm draagt.",
            "Als u een boete krijgt, draagt u geen helm.",
        ),
        (
            "clauses_exchanged",
            "en",
            "If you lose the paddle, you pay for a new one.",
            "If you pay for a new one, you lose the paddle.",
        ),
        (
            "modality",
            "nl",
            "De verhuur duurt minimaal een hele ochtend of middag.",
            "De verhuur duurt maximaal een hele ochtend of middag.",
        ),
        ("modality", "en", "The boat leaves before the sun is up.", "The boat leaves after the sun is up."),
    ],
)
def test_an_alteration_says_something_else(kind: str, language: str, sentence: str, claim: str) -> None:
    found = place(sentence, language)
    vocabulary = Vocabulary([found.document], language)
    assert alter.KINDS[kind](sentence, found, vocabulary, random.Random(1)) == claim


def test_a_changed_number_stands_nowhere_in_the_passage(made: list[Pair]) -> None:
    changed = [pair for pair in made if pair.kind == "number" and pair.base == "literal"]
    assert changed
    for pair in changed:
        new = set(txt.words(pair.claim)) - set(txt.words(pair.original))
        assert new
        assert new.isdisjoint(txt.words(pair.passage.text))


def test_who_shows_everything_keeps_all_and_stops_nothing(made: list[Pair]) -> None:
    done = measure.checked(made, lambda _: (True, ()))
    kept = measure.figure(one for one in done if one.pair.supported)
    stopped = measure.figure(one for one in done if not one.pair.supported)
    assert (kept.share, stopped.share) == (1.0, 0.0)
    assert kept.interval[0] > 0.9
    assert stopped.interval[1] < 0.1


def test_the_product_keeps_what_stands_in_the_passage_and_stops_another_number(made: list[Pair]) -> None:
    done = measure.checked(
        [p for p in made if p.kind in ("literal", "number") and p.base != "merged"], measure.product()
    )
    assert [one.pair.claim for one in done if not one.right] == []


def test_cases_of_the_report_half_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--half", "report", "--show", "number", "3"]) != 0
    assert "not shown" in capsys.readouterr().err


@pytest.mark.shared
def test_the_shared_corpora_are_read_in_both_languages() -> None:
    if not (ROOT / "../shared/data/nl_policyqa").exists():
        pytest.skip("../shared/data is absent")
    first = islice(documents(), 1)
    assert [(found.source, found.language) for found in first] == [("policyqa", "nl")]


def test_claims_across_languages_have_every_kind_in_both_halves_and_directions() -> None:
    for half_name in ("dev", "report"):
        cases = across(half_name)
        assert all(pair.language != pair.passage.hit.document.language for pair in cases)
        for language in ("nl", "en"):
            kinds = Counter((pair.supported, pair.kind) for pair in cases if pair.language == language)
            assert set(kinds) == {(True, kind) for kind in ("translated", "told")} | {
                (False, kind) for kind in ("unsaid", "fact", "negation", "condition", "entity")
            }


def test_a_page_without_claims_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "across.jsonl"
    broken.write_text('{"id": "one", "language": "nl", "title": "T", "passage": "Een zin."}\n', encoding="utf-8")
    with pytest.raises(BalieError, match=r"across\.jsonl:1"):
        across("dev", broken)
