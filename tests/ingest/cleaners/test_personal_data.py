"""Masks for what identifies a person, and nothing else. The numbers are invented and pass their checksums."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.core.types import Document, Part, Removed
from ingest.cleaners.personal_data import Options, PersonalDataCleaner, build

CLEANER = build(Options(company_domains=("winkel.example",), company_values=("050-555 01 20",)))


def clean(text: str, cleaner: PersonalDataCleaner = CLEANER) -> str:
    return cleaner.clean(Document("s", "1", "mail", "", (Part("message", text),))).parts[0].text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mijn BSN is 123456782.", "mijn BSN is [BSN 1]."),
        ("burgerservicenummer 1234.56.782", "burgerservicenummer [BSN 1]"),
        ("op NL91 ABNA 0417 1643 00 graag", "op [IBAN 1] graag"),
        ("nl91abna0417164300", "[IBAN 1]"),
        ("DE89 3704 0044 0532 0130 00.", "[IBAN 1]."),
        ("kaart 4111 1111 1111 1111", "kaart [KAART 1]"),
        ("creditcard 5555555555554444", "creditcard [KAART 1]"),
        ("mail Jan@Voorbeeld.nl of jan@voorbeeld.nl", "mail [E-MAIL 1] of [E-MAIL 1]"),
        ("06-12345678, +31 6 1234 5678, 0031612345678", "[TELEFOON 1], [TELEFOON 1], [TELEFOON 1]"),
        ("06 12 34 56 78 of (050) 312 45 67", "[TELEFOON 1] of [TELEFOON 2]"),
        ("call +44 20 7946 0958", "call [TELEFOON 1]"),
        ("Lange Kerkstraat 12b, 9712 AB Groningen", "[ADRES 1] Groningen"),
        ("postcode 9712ab 12", "postcode [ADRES 1]"),
    ],
)
def test_personal_data_is_masked(text: str, masked: str) -> None:
    assert clean(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "ordernummer 123456782",
        "BSN 123456789 klopt niet",
        "NL91ABNA0417164301",
        "order 4111111111111111",
        "ticket 0612345678, factuurnummer 0501234567",
        "EAN 871687140012345678, meter E0067120034558",
        "bel 0800-1234 of 0900 123 4567, ons nummer is 050 5550120",
        "hulp@winkel.example en a@sub.winkel.example",
        "van 01-02-2026 10:30 tot 06-05-2026 12:00",
        "tussen 2024 en 30 dagen, stand 012345 678901, 9712 AB alleen",
        "VERHUISD IN 2026 OP 12 MEI, € 1.234,56",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert clean(text) == text


def test_a_value_has_one_mask_in_the_whole_document_and_ids_are_untouched() -> None:
    document = Document(
        "s",
        "jan@voorbeeld.nl",
        "mail",
        "Vraag van jan@voorbeeld.nl",
        (
            Part(
                "message",
                "piet@voorbeeld.nl",
                "Jan <jan@voorbeeld.nl>",
                ref="jan@voorbeeld.nl",
                uri="mid:jan@voorbeeld.nl",
            ),
            Part("message", "antwoord aan jan@voorbeeld.nl", "Hulp <hulp@winkel.example>"),
        ),
    )
    cleaned = CLEANER.clean(document)
    first, second = cleaned.parts
    assert (cleaned.external_id, first.ref, first.uri) == (
        "jan@voorbeeld.nl",
        "jan@voorbeeld.nl",
        "mid:jan@voorbeeld.nl",
    )
    assert (cleaned.title, first.author, first.text) == ("Vraag van [E-MAIL 1]", "[NAAM 1] <[E-MAIL 1]>", "[E-MAIL 2]")
    assert (second.author, second.text) == ("Hulp <hulp@winkel.example>", "antwoord aan [E-MAIL 1]")


def test_what_is_replaced_is_reported_and_what_others_removed_is_left_alone() -> None:
    before = Removed("signatures: sign-off", "06-12345678", 0)
    document = Document("s", "1", "mail", "", (Part("message", "mail jan@b.nl"),), removed=(before,))
    assert CLEANER.clean(document).removed == (before, Removed("personal_data: E-MAIL", "jan@b.nl", 0))
    nothing = Document("s", "1", "mail", "", (Part("message", "dag 5"),))
    assert CLEANER.clean(nothing) is nothing


def test_a_kind_can_have_its_own_mode() -> None:
    cleaner = build(Options(mode="mask", modes={"e-mail": "keep", "telefoon": "drop", "naam": "keep"}))
    assert clean("Beste Jan,\na@b.nl 06-12345678 BSN 123456782", cleaner) == "Beste Jan,\na@b.nl  BSN [BSN 1]"
    cleaner = build(Options(mode="keep", modes={"iban": "mask"}))
    assert clean("a@b.nl NL91ABNA0417164300", cleaner) == "a@b.nl [IBAN 1]"


def test_keep_and_drop() -> None:
    assert clean("a@b.nl x", build(Options(mode="keep"))) == "a@b.nl x"
    assert clean("a@b.nl x", build(Options(mode="drop"))) == " x"


PIECES = st.sampled_from(
    [
        "bsn ",
        "123456782",
        " ",
        "0612345678",
        "+31",
        "a@b.nl",
        "9712 AB",
        "12",
        "NL91ABNA0417164300",
        "4111",
        "-",
        "[BSN 1]",
        "x, ",
        "kenteken ",
        "AB-12-CD",
        "ab12cd",
        "WL-1234567",
        "Beste Jan,\n",
        "Groet,\nJan de Wit\n",
        "jan&#64;",
        "b.nl",
        "\u200b",
        "%20",
        "order ",
    ]
)


@pytest.mark.parametrize("mode", ["mask", "drop"])
@given(st.lists(PIECES, max_size=12).map("".join) | st.text("0612+-. @abn[]", max_size=40))
def test_cleaning_twice_changes_nothing(mode: Literal["mask", "drop"], text: str) -> None:
    cleaner = build(Options(mode=mode, customer_numbers=(r"WL-\d{7}",)))
    assert clean(clean(text, cleaner), cleaner) == clean(text, cleaner)
