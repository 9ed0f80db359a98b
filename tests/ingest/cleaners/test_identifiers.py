"""Identifiers in the ways in which people write them, and the numbers that look like them. All invented."""

from __future__ import annotations

import time

import pytest

from copilot.core.personal_data import identifiers
from copilot.core.types import Document, Part
from ingest.cleaners.personal_data import Options, build

CLEANER = build(Options())


def clean(*texts: str, title: str = "") -> str:
    """The last of these messages, masked."""
    document = Document("s", "1", "mail", title, tuple(Part("message", text) for text in texts))
    return CLEANER.clean(document).parts[-1].text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mail jan%40voorbeeld.nl", "mail [E-MAIL 1]"),
        ("mailto:jan@voorbeeld.nl", "mailto:[E-MAIL 1]"),
        ("jan&#64;voorbeeld.nl", "[E-MAIL 1]"),
        ("j.jansen [at] voorbeeld.nl", "[E-MAIL 1]"),
        ("From: edd at debian.example", "From: [E-MAIL 1]"),
        ("jan at voorbeeld dot nl", "[E-MAIL 1]"),
        ("jan＠voorbeeld.nl", "[E-MAIL 1]"),
        ("mail jan.de.vries@\nvoorbeeld.nl", "mail [E-MAIL 1]"),
        ("NL91\u00a0ABNA\u00a00417\u00a01643\u00a000", "[IBAN 1]"),
        ("NL91 ABNA 0417\n1643 00", "[IBAN 1]"),
        ("nl91.abna.0417.1643.00", "[IBAN 1]"),
        ("IBAN NL91ABNA0417164301", "IBAN [IBAN 1]"),
        ("bsn 123 456 782", "bsn [BSN 1]"),
        ("BSN123456782", "BSN[BSN 1]"),
        ("１２３４５６７８２ (BSN)", "[BSN 1] (BSN)"),
        ("4111 1111\n1111 1111", "[KAART 1]"),
        ("kaart ٤١١١١١١١١١١١١١١١", "kaart [KAART 1]"),
        ("06&nbsp;12345678", "[TELEFOON 1]"),
        ("+31%206%2012345678", "[TELEFOON 1]"),
        ("06\u201112345678", "[TELEFOON 1]"),
        ("06-1234\n5678", "[TELEFOON 1]"),
        ("bel 0501234567", "bel [TELEFOON 1]"),
        ("Tel. (020) 123 45 67", "Tel. [TELEFOON 1]"),
        ("mijn nummer is 612345678", "mijn nummer is [TELEFOON 1]"),
        ("Mijn order is kwijt. 06-12345678", "Mijn order is kwijt. [TELEFOON 1]"),
        ("Voice: 416 736-5115", "Voice: [TELEFOON 1]"),
        ("9712 ab, huisnummer 12", "[ADRES 1]"),
        ("huisnummer 12, 9712 AB", "[ADRES 1]"),
        ("Dorpsstraat 5, Bergen op Zoom 4611AB", "[ADRES 1]"),
        ("Ik woon op Kerkstraat 12, 9712 AB", "Ik woon op [ADRES 1]"),
        ("9712 AB Groningen, Lange Kerkstraat 12b", "[ADRES 1]"),
        ("Dorpsweg 5 te 's-Hertogenbosch (5211 XK)", "[ADRES 1]"),
        ("is 8011xk12 al aangesloten?", "is [ADRES 1] al aangesloten?"),
        ("BSN client: 123/456/782", "BSN client: [BSN 1]"),
        ("0612 34 56 78", "[TELEFOON 1]"),
        ("Caller ID 06-123 456 78", "Caller ID [TELEFOON 1]"),
        ("de AB-12-34 staat er", "de [KENTEKEN 1] staat er"),
        ("12-BDF-3", "[KENTEKEN 1]"),
        ("kenteken ab12cd", "kenteken [KENTEKEN 1]"),
        ("mijn auto, 12 bdf 3, staat fout", "mijn auto, [KENTEKEN 1], staat fout"),
        ("license plate AB12 CDE", "license plate [KENTEKEN 1]"),
    ],
)
def test_every_way_of_writing_is_masked(text: str, masked: str) -> None:
    assert clean(text) == masked


@pytest.mark.parametrize(
    ("asked", "said", "masked"),
    [
        ("Mag ik uw BSN?", "123456782", "[BSN 1]"),
        ("Wat is je kenteken?", "ab12cd", "[KENTEKEN 1]"),
        ("Op welk nummer kan ik u bellen?", "612345678", "[TELEFOON 1]"),
        ("Wat is het ordernummer?", "0612345678", "0612345678"),
    ],
)
def test_a_question_tells_what_the_answer_is(asked: str, said: str, masked: str) -> None:
    assert clean(asked, said) == masked
    assert clean(said, title=asked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "bestelnummers 0612345678, 0687654321 en 0611223344",
        "factuur 06-12345678",
        "track & trace 3SABCD123456789, JVGL0612345678901234",
        "EAN 8716874001234 of 871687400123456789",
        "firmware 06.12.3456, versie 10.0.14393.0, v2.31.6",
        "artikelnummer AB-12-34 en onderdeel 1234 AB 12",
        "SL-204, INC-DUB, F3, RTX-3060, TIMOB-17757",
        "192.168.178.12, 10.0.0.1:8080, 00:1A:2B:3C:4D:5E",
        "2026-05-12 10:11:12,345 INFO [06123] job=123456782 took 4111 ms",
        "12:24:06.869 21034 21034 E Graphics: x",
        "https://shop.example/p/0612345678?ref=123456782",
        "intern nr DL-25-11",
        "commit 0612345678abcdef0612345678abcdef01234567",
        "65122386-9043-4877-8236-963436114915",
        "om 16.26 uur, 06-05-26 12.30, 12 mei 2026, € 1.234,56",
        "de accu van 5000 MA 12, schijf 2000 GB 2, 3145728KB",
        "logo@2x.png, getty@tty1.service, git@github.com:a/b.git",
        "\tat com.example.app.Main.run(Main.java:12)",
        "look at example.org, we meet at nine",
        "the app with 20160420 works, app size 97MB, new 57MB",
        "Typenummer DM-77-ZW van de fabrikant",
        "commit 4321de12, formaat 1080px60",
    ],
)
def test_look_alikes_stay(text: str) -> None:
    assert clean(text) == text


def test_a_question_stays_open_over_a_short_answer() -> None:
    assert clean("Heeft u uw burgerservicenummer bij de hand?", "Momentje", "123 456 782") == "[BSN 1]"
    long = "Ik zoek het even op in mijn papieren, dat kan een poosje duren."
    assert clean("Heeft u uw burgerservicenummer bij de hand?", long, "123 456 782") == "123 456 782"


def test_what_a_mask_brings_into_reach_is_found_too() -> None:
    mails = ", ".join(f"lange.naam.nummer.{n}@een-heel-lang-domein.example" for n in range(3))
    assert clean(f"BSN van {mails} is 123456782 zoals gevraagd") == (
        "BSN van [E-MAIL 1], [E-MAIL 2], [E-MAIL 3] is [BSN 1] zoals gevraagd"
    )


def test_an_author_of_several_parts_is_masked_in_each() -> None:
    parts = tuple(Part("message", "hoi", "jan@voorbeeld.nl") for _ in range(3))
    cleaned = CLEANER.clean(Document("s", "1", "chat", "", parts))
    assert [part.author for part in cleaned.parts] == ["[E-MAIL 1]"] * 3
    assert [gone.part for gone in cleaned.removed] == [0, 1, 2]


def test_positions_lead_back_over_entities_and_invisible_characters() -> None:
    text = "a\u200b&amp;b NL91&nbsp;ABNA&nbsp;0417&nbsp;1643&nbsp;00 c"
    assert clean(text) == "a\u200b&amp;b [IBAN 1] c"


def test_finders_work_on_a_plain_text() -> None:
    assert list(identifiers.phones("x 06\u201112345678")) == [(2, 13, "0612345678")]


def test_the_own_numbers_and_addresses_of_the_company_stay() -> None:
    own = ("NL91 ABNA 0417 1643 00", "Kerkstraat 12, 9712 AB", "050-123 45 67")
    cleaner = build(Options(company_values=own))
    text = "stort op nl91abna0417164300, kom naar 9712AB 12 of bel 0501234567"
    document = Document("s", "1", "mail", "", (Part("message", text),))
    assert cleaner.clean(document) is document


@pytest.mark.parametrize(
    "piece", ["1 ", "06 ", "AB 12 ", "1234 AB ", "tel 1 ", "a@b.", "kenteken 1a", "NL91 ", "(", "\n"]
)
def test_hostile_lines_take_linear_time(piece: str) -> None:
    started = time.perf_counter()
    clean(piece * (100_000 // len(piece)))
    assert time.perf_counter() - started < 10
