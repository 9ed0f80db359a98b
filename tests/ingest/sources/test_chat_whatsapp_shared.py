"""WhatsApp exports of whats_json, chat-miner and two Dutch ones, against what was read in them by eye."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support_exports import Found, documents, parts, reader, rejected, shared

read = reader("chat_whatsapp")


def events(found: Found) -> int:
    entries = [entry for document in documents(found) for entry in document.removed]
    return sum(entry.rule == "chat: system line" for entry in entries)


CHATS = {
    "android_WhatsApp_Chat_with_Dmitry_S_EN_Android.txt": (59, 1, "2022-03-18T14:56:00", "2023-01-07T23:32:00"),
    "android_WhatsApp_Chat_with_Group_Chat_XXX_Android.txt": (4, 16, "2023-01-11T16:26:00", "2023-01-11T16:57:00"),
    "android_Чат_WhatsApp_с_контактом_Dmitry_S_RU_Android.txt": (59, 1, "2022-03-18T14:56:00", "2023-01-07T23:32:00"),
    "calendars_Buddhist_iOS.txt": (25, 3, "2022-03-27T21:41:35", "2023-01-12T15:35:15"),
    "calendars_Gregorian_iOS.txt": (22, 3, "2022-03-27T21:41:35", "2022-03-27T21:56:45"),
    "calendars_Japanese_iOS.txt": (25, 3, "2022-03-27T21:41:35", "2023-01-12T15:35:15"),
    **{
        f"ios_WhatsApp_Chat_-_Elon_Musk_({name}).txt": (22, 3, "2022-03-27T21:41:35", "2022-03-27T21:56:45")
        for name in ("Arabic", "CZ", "EN", "IT", "Portugal", "RU", "Spanish", "UKR")
    },
    "ios_iOS_Hindi.txt": (25, 3, "2022-03-27T21:41:35", "2023-01-12T15:35:14"),
    "ios_iOS_Indonesian.txt": (25, 3, "2022-03-27T21:41:35", "2023-01-12T15:35:14"),
    "ios_iOS_Japanese.txt": (25, 3, "2022-03-27T21:41:35", "2023-01-12T15:35:14"),
    "ios_iOS_Thai.txt": (25, 3, "2022-03-27T21:41:35", "2023-01-12T15:35:15"),
    "ios_iOS_Vietnamese.txt": (25, 3, "2022-03-27T21:41:35", "2023-01-12T15:35:15"),
    "nl_android_a.txt": (4, 1, "2026-08-18T09:16:00", "2026-08-18T09:19:00"),
    "nl_ios_a.txt": (2, 0, "2026-08-18T09:16:03", "2026-08-18T09:17:11"),
}


@pytest.mark.shared
@pytest.mark.parametrize("file", CHATS)
def test_shared_counts_first_and_last(file: str) -> None:
    messages, system, first, last = CHATS[file]
    found = read(shared("chat_other/whatsapp", file))
    assert not rejected(found)
    assert len(parts(found)) == messages
    assert events(found) == system
    assert (parts(found)[0].at[:19], parts(found)[-1].at[:19]) == (first, last)


@pytest.mark.shared
@pytest.mark.parametrize("file", [file for file in CHATS if file.startswith(("ios", "cal"))])
def test_shared_ios_chats_are_the_same_in_every_language(file: str) -> None:
    """First, tenth and last of the 22 messages that all of them have; media and deleted ones are empty."""
    said = parts(read(shared("chat_other/whatsapp", file)))[:22]
    assert (said[0].author, said[0].text) == ("Dmitry S", "Hello World")
    assert (said[9].author, said[9].text, said[9].at[:16]) == ("Dmitry S", "", "2022-03-27T21:49")
    assert said[11].text == "[Resume-Dmitry-Starkov.pdf]"
    assert [n for n, part in enumerate(said) if not part.text] == [1, 2, 3, 4, 7, 8, 9, 13, 14, 15, 18, 19, 20]
    assert [n for n, part in enumerate(said) if part.author != "Dmitry S"] == [19]
    assert said[21].text.endswith("?q=51.5021456,-0.127397")


@pytest.mark.shared
@pytest.mark.parametrize("file", [file for file in CHATS if "Dmitry" in file])
def test_shared_android_chats(file: str) -> None:
    said = parts(read(shared("chat_other/whatsapp", file)))
    assert (said[0].author, said[0].text) == ("Dmitry S", "Hello")
    assert (said[9].author, said[9].text, said[9].ref) == ("Elon", "😊😙", "2022-03-23T13:33:00")
    assert said[11].text == "[Alex.vcf]"
    assert sum(not part.text for part in said) == 35
    assert said[-1].ref == "2023-01-07T23:32:00~2"


@pytest.mark.shared
def test_shared_dutch_expectations() -> None:
    expected = json.loads(shared("chat_other/whatsapp", "nl_expected.json").read_text("utf-8"))
    android = expected["nl_android_a.txt"]
    said = [part for part in parts(read(shared("chat_other/whatsapp", "nl_android_a.txt"))) if part.text]
    assert [part.author for part in said] == android["text_authors_in_order"]
    assert any(android["multiline_message_contains"] in part.text for part in said)
    ios = read(shared("chat_other/whatsapp/nl_ios_a.txt"))
    assert parts(ios)[0].author == expected["nl_ios_a.txt"]["first_author"]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["[mmddyy]_24hrs", "ddmmyy_24hrs", "mmddyy_24hrs", "mmddyyyy_12hrs", "yyyymmdd_24hrs"])
def test_shared_chatminer_parses(tmp_path: Path, name: str) -> None:
    # Copied, since [ in a path would be read as a glob.
    text = shared("chat_other/chatminer", f"whatsapp_test_{name}.txt").read_text("utf-8")
    expected = json.loads(shared("chat_other/chatminer", "whatsapp_target.json").read_text("utf-8"))
    (tmp_path / "chat.txt").write_text(text, encoding="utf-8")
    got = [
        {"timestamp": part.at[:19], "author": part.author, "message": " ".join(part.text.split())}
        for part in parts(read(tmp_path / "chat.txt"))
    ]
    assert got == expected[::-1]
