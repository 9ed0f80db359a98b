"""What helpdesks and gateways add to everybody's messages."""

from __future__ import annotations

import pytest

from copilot.core.types import Document, Part
from ingest.cleaners.boilerplate import Options, build, without_boilerplate

BODY = "Mijn molen bromt."

STOCK = """
##- Please type your reply above this line -##
--- Reply above this line ---
##- Typ uw antwoord boven deze regel. -##
##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##
##- Veuillez saisir une réponse au-dessus de cette ligne. -##
[EXTERN]
CAUTION: This email originated from outside the company. Do not click links unless you recognize the sender.
LET OP: Deze e-mail komt van buiten de organisatie.
ACHTUNG: Diese E-Mail stammt von einem externen Absender.
You don't often get email from anouk@example.nl. Learn why this is important
U ontvangt niet vaak e-mail van anouk@example.nl. Meer informatie over waarom dit belangrijk is
This message was sent automatically by Jira
Dit is een automatisch gegenereerd bericht.
Diese E-Mail wurde automatisch erstellt.
Ceci est un message automatique, merci de ne pas y répondre.
Your request (#4711) has been received and is being reviewed by our support staff.
Uw verzoek (#4711) is ontvangen en wordt beoordeeld door onze medewerkers.
Ihre Anfrage (#4711) ist eingegangen.
Nous avons bien reçu votre demande.
To add additional comments, reply to this email.
How would you rate the support you received?
Slecht, ik ben niet tevreden
Denk aan het milieu voordat u deze e-mail print.
🌳 Please consider the environment before printing this email
Bitte denken Sie an die Umwelt, bevor Sie drucken.
Virus-free. www.example.com
Diese E-Mail wurde auf Viren geprüft.
To unsubscribe click here
""".strip().split("\n")


@pytest.mark.parametrize("line", STOCK)
@pytest.mark.parametrize("kind", ["mail", "ticket"])
def test_stock_phrases_go(line: str, kind: str) -> None:
    assert without_boilerplate(f"{BODY}\n\n{line}", kind) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Klik op de knop boven deze regel in de tabel.",
        "This message was received at ten and answered at once.",
        "De afzender van het pakket is buiten dienst.",
        "How do I unsubscribe from the newsletter?",
        "Ik wil mij afmelden voor de nieuwsbrief.",
        "Print deze pagina via het menu Bestand.",
        "Uw betaling is ontvangen.",
        "We have received your payment of 50 euro.",
        "```\nUnsubscribe\n```",
    ],
)
def test_sentences_of_authors_stay(line: str) -> None:
    assert without_boilerplate(f"{BODY}\n\n{line}") == f"{BODY}\n\n{line}"


def test_a_banner_goes_with_its_wrapped_lines_and_not_with_the_mail() -> None:
    banner = "CAUTION: This email originated from outside the company. Do not click links or open\nattachments unless"
    text = f"{banner} you recognize the sender and know the content is safe.\n{BODY}"
    assert without_boilerplate(text) == BODY


def test_below_the_reply_marker_of_a_mail_stands_what_the_helpdesk_wrote() -> None:
    text = f"{BODY}\n\n##- Please type your reply above this line -##\n\nDag Anouk, bromt hij?"
    assert without_boilerplate(text) == BODY
    assert without_boilerplate(text.removeprefix(BODY)) == "Dag Anouk, bromt hij?"
    assert without_boilerplate(f"[EXTERN]\n\n{text.removeprefix(BODY)}") == "Dag Anouk, bromt hij?"


def test_a_text_of_stock_phrases_alone_stays() -> None:
    assert without_boilerplate(STOCK[15]) == STOCK[15]


def test_a_page_loses_only_what_pages_have() -> None:
    assert without_boilerplate(f"{BODY}\n\nWas this article helpful? Yes / No", "wiki") == BODY
    assert without_boilerplate(f"{BODY}\n\n{STOCK[0]}", "wiki").endswith(STOCK[0])


def test_a_footer_that_three_comments_share_stays_once() -> None:
    footer = "Wadlicht bestaat 25 jaar: kom langs op de open dag!"
    texts = [f"Antwoord {n}.\n\n{footer}" for n in range(3)]
    parts = (*(Part("attempt", text) for text in texts), Part("attempt", "Anders."))
    document = build(Options()).clean(Document("s", "1", "ticket", "t", parts))
    assert [part.text for part in document.parts] == [texts[0], "Antwoord 1.", "Antwoord 2.", "Anders."]
    assert {(entry.rule, entry.text) for entry in document.removed} == {("boilerplate: repeated footer", footer)}
