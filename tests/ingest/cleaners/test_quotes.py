"""Quotes go, answers stay; what is in the thread is not repeated, and what is not may be all there is of it."""

from __future__ import annotations

import pytest

from copilot.core.types import Document, Kind, Part
from ingest.cleaners.quotes import Options, build, without_quotes

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
WROTE = INTRODUCTIONS[0]
QUESTION = "Mijn koffiemolen bromt en maalt al dagen niet meer."


def clean(*texts: str, title: str = "Molen", kind: Kind = "mail", role: str = "message") -> Document:
    document = Document("post", "1", kind, title, tuple(Part(role, text) for text in texts))
    return build(Options()).clean(document)


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_what_follows_an_introduction_goes(introduction: str) -> None:
    assert without_quotes(f"Draai hem open.\n\n{introduction}\n\nMijn molen bromt.\nAnouk") == "Draai hem open."


@pytest.mark.parametrize("above", ["Maar dan wel\nmaandag graag.", "Op 3 mei kom ik\ndi of wo langs."])
def test_prose_above_an_introduction_stays(above: str) -> None:
    assert without_quotes(f"{above}\n\n{INTRODUCTIONS[1]}\n\n> Bromt hij?") == above


@pytest.mark.parametrize("introduction", INTRODUCTIONS[:6])
def test_an_answer_below_the_quote_stays(introduction: str) -> None:
    assert without_quotes(f"{introduction}\n> Bromt hij?\n> Ook warm?\n\nJa, hij bromt.") == "Ja, hij bromt."


BETWEEN = f"{WROTE}\n> Bromt uw koffiemolen ook?\n> Of is hij stil?\nJa, hij bromt.\n\n> En wordt hij ook warm?\n\nNee."


def test_answers_between_quoted_lines_stay_alone_when_their_questions_are_in_the_thread() -> None:
    asked = "Bromt uw koffiemolen ook? Of is hij stil?\nEn wordt hij ook warm?"
    assert clean(asked, BETWEEN).parts[1].text == "Ja, hij bromt.\n\nNee."


def test_answers_keep_their_questions_when_these_are_nowhere_else() -> None:
    assert clean(BETWEEN).parts[0].text == BETWEEN
    assert clean(BETWEEN + "\n\n> Groet,\n> Hulp").parts[0].text == BETWEEN


@pytest.mark.parametrize(
    "text",
    [
        "Op 3 mei om 14:00 schreef ik u het volgende:\n\nde molen bromt.",
        "Ga naar het menu:\n> Instellingen\nen klik.",
        "Ga naar het menu:\n> Instellingen\n> Wifi\n> Vergeten",
        "Dit gaf hij:\n\n> ping 10.0.0.1\n> tracert 10.0.0.1",
        "Ik deed dit\n> npm install molen\n> npm start\nen toen bromde hij.",
        "Van: de winkel heb ik niets gehoord.\n\nGroet",
        "Van: Anouk\nVerzonden: 3 maart 2026\nAan: Hulp\nOnderwerp: molen\n\nHier begint dit bericht zelf.",
        "De instellingen zijn:\nHost: smtp.example.com\nPort: 587\nTo: alle\nFrom: hulp",
        "| knop | doet |\n| --- | --- |\n| rood | uit |\n| groen | aan |",
        "2026-03-03 09:12:00 ERROR From: 10.0.0.1\n2026-03-03 09:12:01 ERROR To: 10.0.0.2",
    ],
)
def test_the_authors_own_words_stay(text: str) -> None:
    assert without_quotes(text) == text


@pytest.mark.parametrize(
    "quote",
    [
        "> Op 3 mrt. 2026 om 09:12 heeft Anouk <anouk@example.nl> het volgende geschreven:\n>\n> Bromt hij?",
        "> Subject: molen\n> From: a@example.nl\n> To: b@example.nl\n> Date: Tue, 3 Mar 2026 09:12\n>\n> Bromt hij?",
        f"{WROTE}\nAW> Bromt hij?\nAW> Ook warm?",
        f"{WROTE}\n| Bromt hij?\n| > Ook warm?",
        f"{WROTE}\n[...]\n> Bromt hij?",
        f"{WROTE}\n> Bromt hij? Dat hoor ik namelijk elke ochtend als ik hem aanzet en\ndan weer uit.\n> Groet",
        "---- Original Message ----\n\n> Bromt hij?",
    ],
)
def test_forms_of_quotes(quote: str) -> None:
    assert without_quotes(f"Ja, hij bromt.\n\n{quote}") == "Ja, hij bromt."


def test_below_the_line_of_a_telephone_stands_a_quote() -> None:
    text = "Ja hoor, hij bromt nog.\n\nVerzonden vanaf mijn Galaxy\n\nBeste Anouk, bromt uw molen nog of is hij stil?"
    assert without_quotes(text).split("\n")[0] == "Ja hoor, hij bromt nog."
    assert "Beste Anouk" not in without_quotes(text)
    assert without_quotes(text.replace("Beste Anouk, bromt", "PS: bromt")).endswith("stil?")


FORWARD = f"Zie onder.\n\n---------- Forwarded message ---------\nFrom: Anouk\n\n{QUESTION}"


def test_a_forwarded_mail_stays_unless_it_is_in_the_thread() -> None:
    assert clean(FORWARD).parts[0].text == FORWARD
    assert [part.text for part in clean(QUESTION, FORWARD).parts] == [QUESTION, "Zie onder."]


@pytest.mark.parametrize(
    ("title", "above"), [("Fw: molen", "Sander, kun jij dit?"), ("WG: Mühle", "Zur Info"), ("", "Ik kreeg dit:")]
)
def test_a_mail_that_is_passed_on_keeps_its_header(title: str, above: str) -> None:
    text = f"{above}\n\n{INTRODUCTIONS[8]}\n\n{QUESTION}"
    assert clean(text, title=title).parts[0].text == text


def test_a_mail_that_is_nothing_but_a_quote_stays_when_its_original_is_nowhere() -> None:
    quote = f"{WROTE}\n> {QUESTION}"
    assert clean(quote).parts[0].text == quote
    assert [part.text for part in clean(QUESTION, quote).parts] == [QUESTION, ""]


def test_two_mails_that_quote_the_same_missing_mail_do_not_vouch_for_each_other() -> None:
    quote = f"{WROTE}\n> {QUESTION}"
    assert [part.text for part in clean(quote, quote).parts] == [quote, quote]


def test_from_tickets_goes_only_what_stands_in_another_comment() -> None:
    reply = f"Dat helpt.\n\n{WROTE}\n> {QUESTION}"
    assert clean(QUESTION, reply, kind="ticket", role="attempt").parts[1].text == "Dat helpt."
    assert clean("Iets anders.", reply, kind="ticket", role="attempt").parts[1].text == reply


def test_pages_and_chats_are_not_touched() -> None:
    text = f"Kop\n\n{WROTE}\n> citaat\n> citaat"
    for kind in ("wiki", "chat"):
        assert clean(text, kind=kind).parts[0].text == text  # type: ignore[arg-type]


def test_what_goes_is_reported_with_its_rule() -> None:
    document = clean("Vraag", f"Ja.\n\n____________\n{INTRODUCTIONS[8]}\n\nOud.", f"Nee.\n\n{WROTE}\n> Oud.")
    assert [(entry.rule, entry.part) for entry in document.removed] == [
        ("quotes: separator", 1),
        ("quotes: header of the quoted mail", 1),
        ("quotes: quoted text", 1),
        ("quotes: attribution", 2),
        ("quotes: quoted text", 2),
    ]
    assert document.removed[3].text == WROTE
