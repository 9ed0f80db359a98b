"""What closes a mail goes; what it says stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cleaners.signatures import without_signature

BODY = "De molen doet het weer.\n\nDank voor het snelle antwoord."


@pytest.mark.parametrize(
    "closing",
    [
        "-- \nAnouk de Wit\nKoffiestraat 3",
        "Met vriendelijke groet,\n\nAnouk de Wit\nHoofd molens | Winkel\n050 000 00 00",
        "Met vriendelijke groet, Anouk",
        "mvg\nAnouk",
        "Kind regards,\nAnouk",
        "Mit freundlichen Grüßen\nAnouk",
        "Cordialement,\nAnouk",
        "Verzonden vanaf mijn iPhone",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Groet,\nAnouk\nDit bericht is uitsluitend bestemd voor de geadresseerde. Anders\nis het per vergissing.",
        "This e-mail is confidential and intended for the addressee only. If you are not the recipient, delete it.",
        "Anouk de Wit\nAfdeling molens",
    ],
)
def test_closings_go(closing: str) -> None:
    assert without_signature(f"{BODY}\n\n{closing}\n", "Anouk de Wit (Winkel) <anouk@example.nl>") == BODY


@pytest.mark.parametrize(
    "text",
    [
        "Groeten",
        "Sent from my desk, this is much easier than my phone.",
        "Stappen:\n--\n" + "\n".join(f"stap {n} van de lange handleiding" for n in range(20)),
        "Met vriendelijke groet sluit ik meestal af, maar nu niet.",
        "Bedankt,\n\nmaar kunt u mij ook zeggen hoe ik het deksel open?",
    ],
)
def test_what_is_said_stays(text: str) -> None:
    assert without_signature(text) == text


def test_a_postscript_stays() -> None:
    assert without_signature(f"{BODY}\nGroet,\nAnouk\n\nPS: het deksel ook.").split("\n")[-1] == "PS: het deksel ook."


@given(st.text("a-\n ") | st.sampled_from(["-- \nx", "Groet\nx\n\nmvg\ny", "x\n\nGroet"]))
def test_a_message_is_never_emptied(text: str) -> None:
    assert bool(without_signature(text).strip()) == bool(text.strip())
