"""Zendesk Chat: one Document a chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.core.types import Document
from support_exports import assert_told, documents, keyed, reader, rejected, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_zendesk"
read = reader("chat_zendesk")


@pytest.fixture(scope="module")
def good() -> dict[str, Document]:
    return keyed(read(FIXTURES / "good"))


def test_count_first_and_last(good: dict[str, Document]) -> None:
    assert list(good) == ["2603.1.aaa", "2603.2.bbb", "2603.3.ccc"]
    assert [(part.author, part.at, part.text) for part in good["2603.1.aaa"].parts] == [
        ("Mila Postma", "2026-03-02T08:00:01+00:00", "Mijn factuur van februari klopt niet"),
        ("Welkomstbot", "2026-03-02T08:00:02+00:00", "Welkom! Een collega komt eraan."),
        ("Sanne", "2026-03-02T08:01:00+00:00", "Wat klopt er niet?\nHet bedrag?"),
        ("Mila Postma", "2026-03-02T08:02:00+00:00", "[factuur.pdf]"),
        ("Sanne", "2026-03-02T08:03:00+00:00", "Ik stuur een creditnota"),
    ]
    assert good["2603.3.ccc"].parts[0].at == "2026-03-03T01:06:41+00:00"


def test_what_a_visitor_left_behind_is_a_chat(good: dict[str, Document]) -> None:
    [part] = good["2603.2.bbb"].parts
    assert (part.author, part.text, part.ref) == ("Bob", "Are you open on Sunday?", "2603.2.bbb")


def test_events_and_notes_on_the_visitor_are_removed_and_stay_inspectable(good: dict[str, Document]) -> None:
    removed = good["2603.1.aaa"].removed
    assert [line.rule for line in removed] == ["chat: system line"] * 5 + ["private: notes on the visitor"]
    assert removed[2].text == "chat.rating Mila Postma good"
    assert "Lastige" not in good["2603.1.aaa"].text + str(good["2603.1.aaa"].metadata)


def test_rating_department_and_ticket_are_kept(good: dict[str, Document]) -> None:
    assert good["2603.1.aaa"].metadata == {
        "type": "chat",
        "tags": ["factuur"],
        "department": "Facturen",
        "agents": ["Sanne"],
        "rating": "good",
        "comment": "Top",
        "ticket": 1182,
    }


def test_chats_in_which_nobody_wrote_are_told() -> None:
    [note] = rejected(read(FIXTURES / "good"))
    assert "2603.4.ddd" in note.reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("afgekapt.json", "not JSON"),
        ("fout.json", "error answer instead of data: invalid_token"),
        ("latin1.json", "not UTF-8 at byte"),
        ("leeg.json", "the export holds no chats"),
        ("nul.json", "the file is empty"),
        ("onbekend.json", "expected a chat with"),
        ("half.jsonl", '"timestamp" must be a time'),
    ],
)
def test_broken_variants_say_what_is_wrong_and_what_to_do(name: str, reason: str) -> None:
    assert_told(read(FIXTURES / "broken" / name), reason)


@pytest.mark.shared
def test_shared_payload() -> None:
    found = read(shared("chat_other/zendesk_chat"))
    assert [document.external_id for document in documents(found)] == [
        "1704.2314815.QHgVx6SOrRuSx",
        "1704.2315985.QHiW3uxMBq4ix",
    ]
    assert len(found) == 2, found
    chat, left = found
    assert isinstance(chat, Document)
    assert isinstance(left, Document)
    assert len(chat.parts) == 19
    assert sum(part.author == "facetoe" for part in chat.parts) == 11
    told = [(part.role, part.author, part.at, part.text) for part in chat.parts]
    assert told[0] == ("message", "Visitor 75731813", "2017-04-24T04:36:45+00:00", "so many things")
    assert told[9] == ("message", "Visitor 75731813", "2017-04-24T04:45:52+00:00", "sadas")
    assert told[18] == ("message", "Visitor 75731813", "2017-04-24T04:48:42+00:00", "aadasd")
    assert len(chat.removed) == 7
    assert [(p.author, p.at, p.text) for p in left.parts] == [
        ("Bob", "2017-04-24T10:57:53+00:00", "Please dob't break")
    ]
