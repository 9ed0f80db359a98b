"""Replies that only close a ticket, and replies that solve it."""

from __future__ import annotations

import time

import pytest

from ingest.ticket.closing import is_closing


@pytest.mark.parametrize(
    "text",
    [
        "Graag gedaan! Fijne dag nog.",
        "Hallo Jet,\n\nFijn om te horen dat het werkt! Ik sluit deze melding.\n\nMet vriendelijke groet,\nIlse",
        "Dan sluit ik het ticket. Heb je nog vragen, laat het me weten!",
        "Mocht u nog vragen hebben, dan horen we het graag.",
        "Dit ticket is automatisch gesloten omdat we geen reactie hebben ontvangen.",
        "Bedankt voor uw bericht. Wij hebben uw melding ontvangen en nemen zo snel mogelijk contact met u op.",
        "You're welcome, Jan. I'll close this ticket now.\n\nKind regards,\nSam",
        "We have not heard from you, so this ticket has been closed automatically.",
        "I'm marking this as resolved. Let us know if you need anything else.",
        "Hi Sam,\n\nWe'd love to hear what you think of our service. How would you rate the support you received?",
        'This request was closed and merged into request #123 "x".',
        'Request #12 "Foo" was closed and merged into this request. Last comment in request #12:\n\nhelp',
        "Gern geschehen! Schönen Tag noch.",
        "Avec plaisir. Bonne journée !",
    ],
)
def test_closing(text: str) -> None:
    assert is_closing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ik heb je borg teruggestort.",
        "Vervang de batterij.",
        "Zet de router uit en weer aan.",
        "Zet de melding uit in het menu.",
        "Sluit de melding en start de app opnieuw op.",
        "Als je de knop tien seconden ingedrukt houdt gaat de lamp uit.",
        "Als de lamp knippert, houd de knop 10 seconden ingedrukt.",
        "You're welcome, I also reset the modem so it should work again now.",
        "Please restart the router. Have a nice day!",
        "The fix is in 2.3.1, closing.",
        "Close the valve and restart.",
        "If you hold the button the light goes off.",
        "Merge the two accounts via Settings > Merge, then log in.",
        "Set the ticket price to 10 euro in Settings.",
        "Fixed",
        "",
    ],
)
def test_solving(text: str) -> None:
    assert not is_closing(text)


@pytest.mark.parametrize(
    "text", ["merged " * 200, "if you " * 200, "we have not " * 120, "x, " * 499, "thanks for " * 130]
)
def test_hostile_text_costs_little(text: str) -> None:
    started = time.perf_counter()
    is_closing(text)
    is_closing(text * 1000)
    assert time.perf_counter() - started < 0.5
