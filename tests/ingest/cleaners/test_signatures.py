"""What closes a mail goes; what it says stays."""

from __future__ import annotations

import pytest

from copilot.core.types import Document, Part
from ingest.cleaners._devices import is_device_line
from ingest.cleaners.signatures import Options, build, without_signature

BODY = "De molen doet het weer.\n\nDank voor het snelle antwoord."
AUTHOR = "Anouk de Wit (Winkel) <anouk@example.nl>"


@pytest.mark.parametrize(
    "closing",
    [
        "-- \nAnouk de Wit\nKoffiestraat 3",
        "__\nAnouk de Wit",
        "Met vriendelijke groet,\n\nAnouk de Wit\nHoofd molens | Winkel\n050 000 00 00",
        "Met vriendelijke groet, Anouk",
        "Met vriendelijke groet / Kind regards,\nAnouk",
        "mvg\nAnouk",
        "Kind regards,\nAnouk",
        "Thanks and regards,\nAnouk",
        "Best,\n\nAnouk",
        "Mit freundlichen Grüßen\nAnouk",
        "Viele Grüße aus Bremen\nAnouk",
        "Cordialement,\nAnouk",
        "Je vous prie d'agréer, Madame, Monsieur, l'expression de mes salutations distinguées.\nAnouk",
        "Un saludo,\nAnouk",
        "Cordiali saluti\nAnouk",
        "Com os melhores cumprimentos,\nAnouk",
        "Med vänliga hälsningar\nAnouk",
        "Med venlig hilsen\nAnouk",
        "Kh\nAnouk",
        "Ystävällisin terveisin\nAnouk",
        "Z poważaniem,\nAnouk",
        "S pozdravem,\nAnouk",
        "Üdvözlettel,\nAnouk",
        "Saygılarımla,\nAnouk",
        "С уважением,\nАнук",
        "此致\n敬礼",
        "/Anouk",
        "Verzonden vanaf mijn iPhone",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Groet,\nAnouk\nDit bericht is uitsluitend bestemd voor de geadresseerde. Anders\nis het per vergissing.",
        "This e-mail is confidential and intended for the addressee only. If you are not the recipient, delete it.",
        "Disclaimer: aan dit bericht kunnen geen rechten worden ontleend, ook niet aan wat er als bijlage bij zit.",
        "Diese Nachricht ist vertraulich und nur für den Empfänger bestimmt. Wer sie irrtümlich erhält, lösche sie.",
        "Ce message est confidentiel et destiné à son seul destinataire. Par erreur reçu, il est à détruire aussitôt.",
        "Anouk de Wit\nAfdeling molens",
        "Anouk",
        "Groet,\nAnouk\n\n-- \nAnouk de Wit\nKoffiestraat 3\n\nSent from my iPad",
        "_______________________________________________\nMolens mailing list\nmolens@lists.example.org",
    ],
)
def test_closings_go(closing: str) -> None:
    assert without_signature(f"{BODY}\n\n{closing}\n", AUTHOR) == BODY


@pytest.mark.parametrize(
    "text",
    [
        "Groeten",
        "Sent from my desk, this is much easier than my phone.",
        "Stappen:\n--\n" + "\n".join(f"stap {n} van de lange handleiding" for n in range(20)),
        "Met vriendelijke groet sluit ik meestal af, maar nu niet.",
        "Bedankt,\n\nmaar kunt u mij ook zeggen hoe ik het deksel open?",
        "With regards to the deposit we must be careful.\n\nAs regards the rest: all is well.",
        "Het werkt nu goed.\n\nThanks,\nAnouk",
        "Het werkt nu goed.\n\nBedankt!",
        "Het werkt nu goed.\n\nGroetjes Anouk",
        "De stappen:\n\n- Router\n- Modem",
        "Regards,\n\nTest environment:\n\nOS: macOS 14.2\nVersion: 3.1",
        "De code is:\n\n```\n--\nat Molen.start (molen.js:12:3)\n```",
        "👍\n\n-- \nAnouk de Wit\nWinkel",
        "Ja\n\nSent from my iPhone",
    ],
)
def test_what_is_said_stays(text: str) -> None:
    assert without_signature(text) == text


@pytest.mark.parametrize(
    ("closing", "left"),
    [
        ("Groet,\nAnouk\n\nPS: het deksel ook.", "PS: het deksel ook."),
        ("Groet,\nAnouk\n\nHet lampje brandt nu ook al de hele dag.", "Het lampje brandt nu ook al de hele dag."),
        ("Groet,\nAnouk\nKunt u mij bellen?", "Kunt u mij bellen?"),
        ("Groet,\nAnouk de Wit\nKlantnummer: 4711-22\n050 000 00 00", "Klantnummer: 4711-22"),
        ("-- \nAnouk de Wit\nContract C12345678\nKvK 12345678", "Contract C12345678"),
        ("Groet,\nAnouk\nfirmware 4.2.1", "firmware 4.2.1"),
    ],
)
def test_knowledge_in_the_last_lines_stays(closing: str, left: str) -> None:
    assert without_signature(f"{BODY}\n\n{closing}") == f"{BODY}\n\n{left}"


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my Kolibri X2 4G",
        "Sent via BlackBerry from a carrier",
        "Sent from Mail for Windows",
        "Get Outlook for iOS<https://example.com/o>",
        "Verstuurd vanaf mijn Samsung Galaxy smartphone.",
        "Outlook voor Android downloaden",
        "Gesendet mit der GMX Mail App",
        "Envoyé à partir de Outlook pour iOS",
        "Télécharger Outlook pour Android",
        "Enviado desde mi iPhone",
        "Enviado do meu Samsung",
        "Inviato da iPhone",
        "Skickat från min iPhone",
        "Sendt fra min iPhone",
        "Lähetetty iPhonesta",
        "Wysłane z iPhone'a",
        "Odesláno z mého iPhonu",
        "iPhone'umdan gönderildi",
        "Отправлено с iPhone",
        "发自我的iPhone",
        "iPhoneから送信",
        "나의 iPhone에서 보냄",
        "_Sent from my iPad_",
        "via mobile",
    ],
)
def test_lines_of_devices(line: str) -> None:
    assert is_device_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my old address because the mail server was down",
        "Sent a magnificent torch of pixels",
        "// Sent from my custom mailer",
        "Via mijn telefoon lukt het ook niet, wat nu?",
        "Verzonden met de post op dinsdag",
        "Download Outlook eerst van de website en start de computer daarna opnieuw op",
    ],
)
def test_lines_of_authors(line: str) -> None:
    assert not is_device_line(line)


def test_what_goes_is_reported_with_its_rule() -> None:
    text = f"{BODY}\n\nGroet,\nAnouk\n\n-- \nWinkel\n\nSent from my iPhone"
    document = build(Options()).clean(Document("post", "1", "mail", "t", (Part("message", text, author=AUTHOR),)))
    assert [(entry.rule, entry.text, entry.part) for entry in document.removed] == [
        ("signatures: sign-off", "Groet,\nAnouk", 0),
        ('signatures: below "-- "', "-- \nWinkel", 0),
        ("signatures: device line", "Sent from my iPhone", 0),
    ]


def test_attachments_and_other_kinds_are_not_touched() -> None:
    text = f"{BODY}\n\nGroet,\nAnouk"
    for kind, role in (("mail", "attachment"), ("chat", "message"), ("wiki", "section")):
        document = Document("s", "1", kind, "t", (Part(role, text),))  # type: ignore[arg-type]
        assert build(Options()).clean(document) is document
