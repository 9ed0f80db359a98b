"""What a question asks: its text, its language, its phrases and codes, its synonyms."""

from __future__ import annotations

import time

import pytest

from copilot.core.settings import ROOT
from copilot.question import MAX_QUESTION
from copilot.understanding import Synonyms
from copilot.understanding.reduce import reduce
from copilot.understanding.understand import phrases, understand
from support_questions import PASTED, Pasted

NONE = Synonyms.none()
SHORT = (
    "En wat kost dat?",
    "  Hoi!\n\nIk kan niet inloggen.\n\nGroet, Jan \n",
    "> wat betekent dit?\nOp 3 mei schreef Jan:",
    "E-17",
    "woord " * 40,
)


@pytest.mark.parametrize("question", SHORT)
def test_a_short_question_stays_as_it_is(question: str) -> None:
    query = understand(question, NONE)
    assert query.text == query.written_out == question


@pytest.mark.parametrize("pasted", PASTED, ids=lambda pasted: pasted.name)
def test_a_long_question_is_reduced_to_what_it_asks(pasted: Pasted) -> None:
    text = " ".join(reduce(pasted.text).split())
    assert [kept for kept in pasted.kept if kept not in text] == []
    assert [gone for gone in pasted.gone if gone in text] == []
    assert len(text.split()) <= 75 < len(text.split()) + len(pasted.text.split())


def test_the_pasted_questions_are_long() -> None:
    assert len(PASTED) >= 25
    assert all(len(pasted.text.split()) > 40 for pasted in PASTED)


def test_what_is_kept_stands_in_its_order_and_as_it_was_written() -> None:
    for pasted in PASTED:
        original, at = " ".join(pasted.text.split()), 0
        for line in reduce(pasted.text).splitlines():
            if "log" not in pasted.name and "trace" not in pasted.name:
                at = original.index(line, at)


HOSTILE = (
    "a\n",
    "a. ",
    "a.",
    "? ",
    "> ",
    "> a\n",
    "Van: a\n",
    "Op 1 schreef ",
    "wrote:",
    "A-1 ",
    "12:00:00 error x\n",
    "[a] ",
    "{code:",
    "{code}\n",
    "(",
    "[",
    "\"'",
    "kan niet ",
    "kan ",
    "woord ",
    "a",
    "a,",
    "Beste Aa ",
    "groet ",
    "a@",
    "http://",
    "é",
    "e\u0301",
    "isn't ",
    "a t t ",
    "bijv. ",
    "a.b.cError",
    "Hoe werkt het niet met E-17, 3x80 of foo_bar?\n",
    "\u2028",
    "0x",
    "–",
)


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_ten_thousand_hostile_characters_take_no_time(piece: str) -> None:
    question = (piece * MAX_QUESTION)[:MAX_QUESTION]
    understand("Warm up the words of the language", NONE)
    spent = []
    for _ in range(3):
        started = time.process_time()
        query = understand(question, NONE)
        spent.append(time.process_time() - started)
    assert query.text
    assert min(spent) < 0.05, "twenty milliseconds on an idle machine; the margin is for a busy one"


@pytest.mark.parametrize("question", ["\n" * 9_000 + "Hoe?", "x" * 10_000, "-- \n" * 2_000, "> \n" * 3_000])
def test_something_is_always_left(question: str) -> None:
    assert understand(question, NONE).text.strip()


def test_the_language_is_that_of_what_is_asked() -> None:
    log = "\n".join(f"2026-11-20 08:5{n % 10}:12 INFO nothing to see here, go on please" for n in range(40))
    assert understand(f"Waarom start de kassa niet meer op?\n{log}", NONE).language == "nl"
    assert understand("Where do I return the bike?", NONE).language == "en"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('de melding "geen verbinding" en “Vast 3 jaar”', ("geen verbinding", "Vast 3 jaar")),
        ("knop «Noodstop» of „Opslaan”", ("Noodstop", "Opslaan")),
        ("klik op 'Mijn gegevens' en dan ‘Opslaan’.", ("Mijn gegevens", "Opslaan")),
        ("'s avonds zie ik foto's van 's ochtends niet", ()),
        ("it's the customers' problem, isn't it", ()),
        ('een scherm van 19" of 21" breed', ()),
        ('twee keer "a b" en "a b", en "" of "!?"', ("a b",)),
        ('een aanhalingsteken " dat niet sluit', ()),
    ],
)
def test_phrases_are_what_the_asker_quoted(text: str, found: tuple[str, ...]) -> None:
    assert phrases(text) == found


def test_a_query_brings_everything_together() -> None:
    query = understand("kl krijgt 'geen toegang' met 2FA, code E-17", Synonyms.read(ROOT / "data/synonyms.toml"))
    assert query.text == "kl krijgt 'geen toegang' met 2FA, code E-17"
    assert query.written_out == "klant krijgt 'geen toegang' met 2FA, code E-17"
    assert query.language == "nl"
    assert query.phrases == ("geen toegang",)
    assert query.expansions["kl"] == ("klant",)
    assert "tweestapsverificatie" in query.expansions["2fa"]
