"""Quotes go, answers stay; a forwarded mail goes only when it is in the thread."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.core.types import Document, Part
from ingest.cleaners.hidden import visible_text
from ingest.cleaners.quotes import Options, build, without_quotes
from ingest.cleaners.signatures import without_signature
from ingest.sources._mail_html import html_to_text
from ingest.sources._mime import parse_body

SHARED = Path(__file__).parents[3] / "../shared/data"

INTRODUCTIONS = [
    "Op di 3 mrt 2026 om 09:12 schreef Anouk de Wit <anouk@example.nl>:",
    "Op 3 maart 2026 09:12 schreef Anouk de Wit <\nanouk@example.nl>:",
    "On Tue, Mar 3, 2026 at 9:12 AM, Anouk de Wit <anouk@example.nl> wrote:",
    "Anouk de Wit schreef op 03-03-2026 09:12:",
    "Am 03.03.2026 um 09:12 schrieb Anouk de Wit:",
    "Le mar. 3 mars 2026 à 09:12, Anouk de Wit <anouk@example.nl> a écrit :",
    "-----Oorspronkelijk bericht-----",
    "________________________________\nVan: Anouk\nVerzonden: dinsdag 3 maart 2026 09:12\nAan: Hulp\nOnderwerp: molen",
    "From: Anouk\nSent: Tuesday, March 3, 2026 9:12 AM\nTo: Help\nSubject: grinder",
    "Von: Anouk\nGesendet: Dienstag, 3. März 2026 09:12\nAn: Hilfe\nBetreff: Mühle",
    "De : Anouk\nEnvoyé : mardi 3 mars 2026 09:12\nÀ : Aide\nObjet : moulin",
]


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_what_follows_an_introduction_goes(introduction: str) -> None:
    assert without_quotes(f"Draai hem open.\n\n{introduction}\n\nMijn molen bromt.\nAnouk") == "Draai hem open."


@pytest.mark.parametrize("above", ["Maar dan wel\nmaandag graag.", "Op 3 mei kom ik\ndi of wo langs."])
def test_prose_above_an_introduction_stays(above: str) -> None:
    assert without_quotes(f"{above}\n\n{INTRODUCTIONS[1]}\n\n> Bromt hij?") == above


@pytest.mark.parametrize("introduction", INTRODUCTIONS[:6])
def test_answers_below_and_between_quoted_lines_stay(introduction: str) -> None:
    text = f"{introduction}\n> Bromt hij?\n> Ook warm?\nJa, hij bromt.\n\n> En nu?\n> Echt?\n\nDraai hem open."
    assert without_quotes(text) == "Ja, hij bromt.\n\nDraai hem open."


@pytest.mark.parametrize(
    "text",
    [
        "Op 3 mei om 14:00 schreef ik u het volgende:\n\nde molen bromt.",
        "Ga naar het menu:\n> Instellingen\nen klik.",
        "Van: de winkel heb ik niets gehoord.\n\nGroet",
        "Van: Anouk\nVerzonden: 3 maart 2026\nAan: Hulp\nOnderwerp: molen\n\nHier begint dit bericht zelf.",
    ],
)
def test_the_authors_own_words_stay(text: str) -> None:
    assert without_quotes(text) == text


def mail(*texts: str, title: str = "Molen") -> Document:
    return Document("post", "1", "mail", title, tuple(Part("message", text) for text in texts))


FORWARD = "Zie onder.\n\n---------- Forwarded message ---------\nFrom: Anouk\n\nMijn koffiemolen bromt en maalt niet."


def test_a_forwarded_mail_stays_unless_it_is_in_the_thread() -> None:
    cleaner = build(Options())
    assert cleaner.clean(mail(FORWARD)).parts[0].text == FORWARD
    both = cleaner.clean(mail("Mijn koffiemolen bromt en maalt niet.", FORWARD))
    assert [part.text for part in both.parts] == ["Mijn koffiemolen bromt en maalt niet.", "Zie onder."]


def test_a_forward_by_its_subject_keeps_its_header_block() -> None:
    text = "Sander, kun jij dit?\n\n" + INTRODUCTIONS[7].split("\n", 1)[1] + "\n\nMijn molen bromt."
    assert build(Options()).clean(mail(text, title="Fw: molen")).parts[0].text == text


def test_only_mail_is_touched() -> None:
    page = Document("wiki", "1", "wiki", "t", (Part("section", "Kop\n> citaat\n> citaat"),))
    assert build(Options()).clean(page) == page


@given(st.text("a>\n :-"))
def test_cleaning_adds_nothing_and_never_fails(text: str) -> None:
    assert set("".join(without_quotes(text).split())) <= set(text)


@pytest.mark.shared
def test_real_replies() -> None:
    """Peers disagree whether the signature belongs to a reply, so a case counts with or without it."""
    file = SHARED / "email_replies/dev.jsonl"
    if not file.exists():
        pytest.skip(f"{file} is absent")
    cases = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    cases = [case for case in cases if case["expected_visible"] is not None]
    exact = 0
    for case in cases:
        raw = case["raw"]
        if case["format"] == "eml":
            raw = parse_body(raw.encode()).text
        elif case["format"] == "html":
            raw, _ = html_to_text(raw)
        reply = without_quotes(visible_text(raw))
        expected = "".join(case["expected_visible"].split())
        exact += expected in ("".join(reply.split()), "".join(without_signature(reply).split()))
    assert exact / len(cases) >= 0.9
