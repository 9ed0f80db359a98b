"""What describes a person is recognised; what would erase others too is refused, with what to type instead."""

from __future__ import annotations

import pytest

from copilot.core.errors import RequestError
from ingest.erasure import Subject


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Femke Oosterwolde-van Dam", "name"),
        ("Oosterwolde, Femke", "name"),
        ("A. de Zandwijk", "name"),
        ("Will Brinkhorst", "name"),
        ("Femke@Example.org", "mail"),
        ("mailto:femke@example.org", "mail"),
        ("+31 6 12345678", "phone"),
        ("0612345678", "phone"),
        ("+49 30 901820", "phone"),
        ("123456782", "bsn"),
        ("NL91ABNA0417164300", "iban"),
        ("4111 1111 1111 1111", "card"),
        ("9712 AB 12", "address"),
        ("Kerkstraat 12, 9712 AB", "address"),
        ("48213", "number"),
        ("KL-48213", "code"),
        ("12-AB-CD", "code"),
        ("U02ABCDEF", "code"),
        ("@femkeo", "code"),
    ],
)
def test_kinds(value: str, kind: str) -> None:
    assert Subject.of([value]).kinds == {kind: 1}


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Jan",
        "Femke",
        "mevrouw Oosterwolde",
        "de",
        "van de",
        "1234",
        "48 2",
        "a-b",
        "de klant",
        "Met vriendelijke groet",
        "12-05-1980",
        "9712 AB",
        "klantenservice",
        "example.com",
        "J. F.",
        "verwijderd",
        "...",
    ],
)
def test_values_of_many_are_refused(value: str) -> None:
    with pytest.raises(RequestError) as refused:
        Subject.of(["femke@example.org", value])
    assert refused.value.fix


def test_nobody_is_refused() -> None:
    with pytest.raises(RequestError, match="nobody"):
        Subject.of([])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("06-12345678", "+31 6 1234 5678"),
        ("NL91ABNA0417164300", "nl91 abna 0417 1643 00"),
        ("Femke Oosterwolde", "FEMKE  OOSTERWOLDE"),
        ("Femke Oosterwolde", "mevr. Femke Oosterwolde"),
        ("Zoë van Ölzen", "Zoe van Olzen"),
        ("KL-48213", "kl48213"),
        ("9712AB 12", "Kerkstraat 12, 9712 AB"),
    ],
)
def test_two_writings_of_one_value(one: str, other: str) -> None:
    assert Subject.of([one]).full == Subject.of([other]).full


def test_values_do_not_show_in_messages() -> None:
    assert "Femke" not in repr(Subject.of(["Femke Oosterwolde"]))
