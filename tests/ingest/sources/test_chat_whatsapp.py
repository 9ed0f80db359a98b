"""WhatsApp exports: authors, system lines, media, talks, archives, what is broken."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from copilot.core.types import Document, Rejected
from support_exports import Found, documents, keyed, parts, reader, rejected

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_whatsapp"
read = reader("chat_whatsapp")
LRM = "\u200e"


def removed(found: Found, rule: str = "") -> list[str]:
    return [entry.text for document in documents(found) for entry in document.removed if entry.rule.endswith(rule)]


def chat(folder: Path, text: str, name: str = "WhatsApp-chat met Loods.txt") -> Found:
    (folder / name).write_bytes(text.encode())
    return read(folder / name)


@pytest.fixture(scope="module")
def android() -> Found:
    return read(FIXTURES / "good/WhatsApp-chat met Werkplaats Noord.txt")


@pytest.fixture(scope="module")
def ios() -> Found:
    return read(FIXTURES / "good/WhatsApp Chat - Spaakwerk Service/_chat.txt")


def test_an_android_chat_in_talks(android: Found) -> None:
    first, second = documents(android)
    assert first.external_id == "Werkplaats Noord/2026-02-03T09:00:00"
    assert first.title == "Werkplaats Noord: Goedemorgen. Weet iemand waar de spaken van 262 mm liggen?"
    assert [(part.author, part.text) for part in first.parts] == [
        ("Ilse Brand", "Goedemorgen. Weet iemand waar de spaken van 262 mm liggen?"),
        ("Bram Tielman", "Rek 4, onderste bak"),
        ("Bram Tielman", ""),
        ("+31 6 12345678", "[IMG-20260203-WA0004.jpg]\nDit is de bak die ik bedoel"),
        ("Ilse Brand", "Gevonden, dank!\nLet op:\n- 262 mm links\n- 260 mm rechts"),
        ("Bram Tielman", ""),
    ]
    assert second.parts[0].author == "Balie: Joke"
    assert second.parts[0].text.endswith("-10 graden stuk kan")
    assert second.parts[-2].text == "PEILING:\nWinterstalling aanbieden?\nOPTIE: Ja (3 stemmen)\nOPTIE: Nee (1 stem)"


def test_what_the_app_wrote_is_kept_as_removed(android: Found) -> None:
    lines = removed(android, "system line")
    assert len(lines) == 5
    assert lines[3].endswith('in "Werkplaats: Noord"')
    assert removed(android, "media left out") == ["<Media weggelaten>"]
    assert removed(android, "deleted message") == ["Dit bericht is verwijderd"]
    assert removed(android, "edited marker") == ["<Dit bericht is bewerkt>"]
    first = android[0]
    assert isinstance(first, Document)
    assert {entry.rule: entry.part for entry in first.removed}["chat: deleted message"] == 5


def test_stamps_of_another_shape_are_text_that_was_pasted(android: Found) -> None:
    assert parts(android)[-1].text.split("\n")[1] == "[17-02-2026, 13:58:12] Klant: hij doet niets meer"


def test_an_ios_chat_with_media(ios: Found) -> None:
    assert [(part.author, part.ref, part.text) for part in parts(ios)] == [
        ("~ Dana", "2026-01-30T16:03:00", 'The card reader says "no link" again'),
        ("~ Dana", "2026-01-30T16:03:20", "[00000004-PHOTO-2026-01-30-16-03-20.jpg]"),
        ("Omar", "2026-01-30T16:05:41", "Unplug it for ten seconds.\nThen hold the green key"),
        ("Omar", "2026-01-30T16:06:02", "[00000006-Reader manual.pdf]"),
        ("~ Dana", "2026-02-02T00:15:09", ""),
        ("~ Dana", "2026-02-02T00:16:00", ""),
        ("Omar", "2026-02-02T00:17:00", "Location: https://maps.example/?q=52.1,4.9"),
        ("Omar", "2026-02-02T00:20:00", "[Prices 2026.xlsx]"),
        ("Omar", "2026-02-02T00:21:07", "Did it work?"),
    ]
    assert len(removed(ios, "system line")) == 2


def test_the_chat_in_an_archive(tmp_path: Path) -> None:
    found = read(FIXTURES / "good/WhatsApp Chat - Petra.zip")
    assert [(part.author, part.text) for part in parts(found)][1:3] == [
        ("Petra", ""),
        ("Jonas", "Welche Größe steht auf dem Reifen?"),
    ]
    assert isinstance(found[0], Document)
    assert found[0].external_id == "Petra/2026-03-01T10:00:00"


def test_times_are_of_the_zone_of_the_phone() -> None:
    found = read(FIXTURES / "good/WhatsApp-chat met Werkplaats Noord.txt", timezone="Europe/Amsterdam")
    assert (parts(found)[0].at, parts(found)[0].ref) == ("2026-02-03T08:00:00+00:00", "2026-02-03T09:00:00")


def test_two_exports_with_one_name_keep_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "WhatsApp Chat with Jo.txt").write_text("13/02/2026, 09:00 - Jo: hi\n")
    ids = set(keyed(read(tmp_path)))
    assert ids == {f"{folder}/WhatsApp Chat with Jo/2026-02-13T09:00:00" for folder in "ab"}


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("leeg.txt", "empty"),
        ("latijn.txt", "not UTF-8 at byte 21"),
        ("leesmij.txt", "no line begins with a date"),
        ("alleen-meldingen.txt", "no message"),
        ("afgebroken.zip", "not a whole zip archive"),
        ("wachtwoord.zip", "password"),
        ("twee.zip", "2 text files"),
        ("geen-tekst.zip", "no text files"),
    ],
)
def test_a_broken_export_is_named(file: str, reason: str) -> None:
    [rejected] = read(FIXTURES / "broken" / file)
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason
    assert rejected.item == file
    assert rejected.fix


def test_dates_that_do_not_exist_cost_their_own_message_only() -> None:
    found = read(FIXTURES / "broken/datum.txt")
    assert [entry.item for entry in rejected(found)] == [f"datum.txt line {n}" for n in (1, 2, 5)]
    assert [part.text for part in parts(found)] == ["deze dag wel"]


def test_a_zip_bomb_is_bounded(tmp_path: Path) -> None:
    bomb = zipfile.ZipFile(tmp_path / "bom.zip", "w", zipfile.ZIP_DEFLATED)
    with bomb, bomb.open("_chat.txt", "w") as stream:
        for _ in range(201):
            stream.write(bytes(1_000_000))
    [rejected] = read(tmp_path / "bom.zip")
    assert isinstance(rejected, Rejected)
    assert "unpacks to more than" in rejected.reason


@pytest.mark.parametrize(
    "line",
    [
        "13-02-2026 09:00 - Jo: " + "<" * 1_000_000,
        "13-02-2026 09:00 - Jo: " + f"{LRM} " * 500_000 + ">",
        "13-02-2026 09:00 - " + ": " * 500_000,
        "13-02-2026 09:00 - Jo: a.b (" + "(" * 1_000_000 + ")",
        LRM * 1_000_000 + "x",
        "1" * 1_000_000,
        "[" + "1/" * 500_000,
        "13-02-2026 09:00 - Jo: " + " " * 1_000_000 + "<edited>",
    ],
)
def test_hostile_lines_take_no_time(tmp_path: Path, line: str) -> None:
    begin = time.process_time()
    chat(tmp_path, f"13-02-2026 08:00 - Jo: hoi\n{line}\n")
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("line", "text", "rule"),
    [
        ("Jo: <Médias omis>", "", "media left out"),
        ("Jo: <Medien ausgeschlossen>\nplan.pdf", "plan.pdf", "media left out"),
        ("Jo: Vous avez supprimé ce message", "", "deleted message"),
        ("Jo: Diese Nachricht wurde gelöscht.", "", "deleted message"),
        ("Jo: klaar <Diese Nachricht wurde bearbeitet.>", "klaar", "edited marker"),
        (f"Jo: klaar {LRM}<This message was edited>", "klaar", "edited marker"),
        ("Jo: DOC-20260213-WA0006. (Datei angehängt)\nplan.pdf", "[DOC-20260213-WA0006.]\nplan.pdf", ""),
        (f"Jo: {LRM}kaart.vcf (tiedosto X)", "[kaart.vcf]", ""),
        (f"Jo: {LRM}<Anhang: 00000012-AUDIO-2026-02-13.opus>", "[00000012-AUDIO-2026-02-13.opus]", ""),
        (f"Jo: {LRM}<00000012-PHOTO-2026-02-13.jpg eklendi>", "[00000012-PHOTO-2026-02-13.jpg]", ""),
        (f"Jo: kijk {LRM}<attached: 0001-a.jpg>", "kijk [0001-a.jpg]", ""),
        ("Jo: ik heb dit bericht verwijderd", "ik heb dit bericht verwijderd", ""),
        ("Jo: wie verwijderde dit bericht?", "wie verwijderde dit bericht?", ""),
        ("Jo: gebruik <naam> hier", "gebruik <naam> hier", ""),
        ("Jo: <zucht>", "<zucht>", ""),
        ("Jo: zie plan.pdf (nieuwe versie)", "zie plan.pdf (nieuwe versie)", ""),
        ("Jo:", "", ""),
        ("Jo: ", "", ""),
        ("Jo: locatie: https://maps.example/?q=1,2", "locatie: https://maps.example/?q=1,2", ""),
    ],
)
def test_what_the_app_puts_in_a_message(tmp_path: Path, line: str, text: str, rule: str) -> None:
    found = chat(tmp_path, f"13-02-2026 09:00 - Jo: begin\n13-02-2026 09:01 - {line}\n")
    assert parts(found)[-1].text == text
    assert len(removed(found)) == bool(rule)
    assert not rule or len(removed(found, rule)) == 1


def test_events_with_a_colon_are_no_messages_and_names_are_no_events(tmp_path: Path) -> None:
    lines = [
        "Jo de Wit: hoi",
        'Jo de Wit heeft het onderwerp gewijzigd van "Team" in "Team: Noord"',
        "Jo de Wit heeft Balie: Piet toegevoegd",
        "Balie: Piet: Order 12",
        "Jo: Order: 12",
        "Jo: Order: 13",
        "Jo van de Hei: ik ook",
        'Jan "de Baas" Smit: klopt',
        'Scherm 24" boven: staat uit',
        "Jo heeft het nummer gewijzigd : nieuw nummer",
    ]
    found = chat(tmp_path, "\n".join(f"13-02-2026 09:0{n} - {line}" for n, line in enumerate(lines)))
    assert sorted((part.author, part.text) for part in parts(found)) == [
        ("Balie: Piet", "Order 12"),
        ('Jan "de Baas" Smit', "klopt"),
        ("Jo", "Order: 12"),
        ("Jo", "Order: 13"),
        ("Jo de Wit", "hoi"),
        ("Jo van de Hei", "ik ook"),
        ('Scherm 24" boven', "staat uit"),
    ]
    assert len(removed(found, "system line")) == 3


def test_twenty_thousand_messages_a_second(tmp_path: Path) -> None:
    lines = (f"{i % 28 + 1:02}-02-2026 09:{i % 60:02} - Jo {i % 9}: de ketting loopt vast bij {i}" for i in range(4000))
    begin = time.process_time()
    assert len(parts(chat(tmp_path, "\n".join(lines)))) == 4000
    assert time.process_time() - begin < 1  # Cutting into talks included, on a machine shared with others.
