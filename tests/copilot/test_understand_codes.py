"""Which words of a question are codes."""

from __future__ import annotations

import pytest

from copilot.understanding.codes import MOST, codes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("wat betekent E-17 of F3 op WL-4711?", ("E-17", "F3", "WL-4711")),
        ("ticket AC-5357 met fout 0x80070005", ("AC-5357", "0x80070005")),
        ("ERR_NAME_NOT_RESOLVED bij 3x80 ampère", ("ERR_NAME_NOT_RESOLVED", "3x80")),
        ("TypeError: x is not a function", ("TypeError",)),
        ("java.lang.NullPointerException in nl.fietsen.Desk", ("java.lang.NullPointerException", "nl.fietsen.Desk")),
        ("open prijzen.xlsx in C:\\Temp\\foo.dll", ("prijzen.xlsx", "foo.dll")),
        ("sl-204 en k-2-b staan klein", ("sl-204", "k-2-b")),
        ("herkomst K-FOTO, melding AGR-2", ("K-FOTO", "AGR-2")),
        ("telwerk 1.8.1, adres 10.0.0.1, versie v2.3.1", ("1.8.1", "10.0.0.1", "v2.3.1")),
        ("error 404, code: 17, zaak #12", ("404", "17", "12")),
        ("meter E00424190 van klant 541234567890123456", ("E00424190", "541234567890123456")),
        ("kapot.E17/E18", ("E17", "E18")),
        ("bel 0800-9009", ("0800-9009",)),
    ],
)
def test_codes_are_found_as_they_are_written(text: str, found: tuple[str, ...]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "in 2026, op 3-5-2026 of 2026-05-03, seizoen 2025-2026",
        "7,50 euro, € 12500, 12500 euro, 1.250.000 klanten, 10.000 eur",
        "om 09.00 uur of 9u30, tot 10am, de 26e, 1st, 2nd",
        "60kWh, 2x per dag, 16A, 230V, 100MB, 21 inch, 3kg, 12m3",
        "d.w.z. t.a.v. o.a. e-mail, E-MAIL, UIT",
        "type-2, 24-uurs, 10-jarig, 3-fase, nov-2026, 65-plus",
        "dat werkt niet.Ik heb het geprobeerd",
        "HET IS NIET-OK EN DE UIT-KNOP IS KAPOT",
        "iPhone, WhatsApp, iDIN en OpenTherm",
    ],
)
def test_ordinary_words_dates_and_amounts_are_no_codes(text: str) -> None:
    assert codes(text) == ()


def test_a_log_does_not_bury_the_search_in_codes() -> None:
    assert len(codes(" ".join(f"E-{n}" for n in range(100)))) == MOST
    assert codes("E-17 e-17 E-17") == ("E-17", "e-17")
