"""Slack channels cut into threads and talks."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from copilot.core.registry import build
from copilot.core.types import Document, Rejected
from ingest.sources._talks import Message, cut

GOOD = Path(__file__).parents[2] / "fixtures/sources/chat_slack/good"
SHARED = Path(__file__).parents[3].parent / "shared/data/chat_slack"


def read(path: Path, **more: str) -> list[Document | Rejected]:
    options = {"name": "slack", "type": "chat_slack", "path": path, "audience": ["staf"], **more}
    source = build("ingest.sources", "chat_slack", options)
    return [found for item in source.items() for found in source.read(item)]


@pytest.fixture(scope="module")
def talks() -> list[Document]:
    return [found for found in read(GOOD) if isinstance(found, Document)]


def message(at: int, text: str, **more: object) -> dict[str, object]:
    return {"type": "message", "user": "U1", "text": text, "ts": f"{1772438400 + at}.000100", **more}


def export(folder: Path, *messages: object) -> Path:
    (folder / "balie").mkdir()
    (folder / "balie/2026-03-02.json").write_text(json.dumps(messages), encoding="utf-8")
    return folder


def test_count_first_tenth_and_last(talks: list[Document]) -> None:
    assert len(talks) == 13
    assert talks[0].external_id == "balie/1772438400.000100"
    assert talks[0].title == "#balie: Goedemorgen"
    assert [(part.author, part.text) for part in talks[0].parts] == [
        ("Ilse Brand", "Goedemorgen"),
        ("Bram Tielman", "Morgen & koffie"),
    ]
    assert talks[9].parts[0].author == "Weerbot"
    assert talks[9].text == "Regen om 15.00"
    assert talks[12].title == "#werkplaats: Besteld, komt donderdag"


def test_parts_carry_time_ref_and_link(talks: list[Document]) -> None:
    part = talks[1].parts[1]
    assert (part.role, part.ref, part.at) == ("message", "1772442300.000400", "2026-03-02T09:05:00+00:00")
    assert part.text == "@Jet bij de kassa, zie #werkplaats"
    assert part.uri == "slack://channel?id=C1&message=1772442300.000400"
    assert talks[1].parts[0].text == "Weet iemand waar de kaart (https://spaakwerk.example/kaart) ligt?"


def test_a_thread_is_one_talk_whatever_was_said_in_between(talks: list[Document]) -> None:
    thread = next(talk for talk in talks if "sleutel" in talk.text)
    assert [part.text for part in thread.parts] == ["Wie heeft de sleutel van de kast?", "Ik, kom maar halen"]


def test_joins_and_deleted_messages_are_left_out(talks: list[Document]) -> None:
    text = "\n".join(talk.text for talk in talks)
    assert "has joined" not in text
    assert "was deleted" not in text
    assert "[rooster.xlsx]" in text


def test_unknown_people_keep_their_id(talks: list[Document]) -> None:
    assert next(talk for talk in talks if "Onbekende" in talk.text).parts[0].author == "U9"


def test_web_links_with_a_workspace() -> None:
    found = read(GOOD, workspace="https://spaakwerk.example/")
    thread = next(talk for talk in found if isinstance(talk, Document) and "sleutel" in talk.text)
    assert thread.uri == "https://spaakwerk.example/archives/C1/p1772449200000100"
    assert thread.parts[1].uri.endswith("?thread_ts=1772449200.000100&cid=C1")


def test_an_edited_message_is_kept_once_and_a_deleted_one_goes(tmp_path: Path) -> None:
    found = read(
        export(
            tmp_path,
            message(0, "eerste versie"),
            message(1, "weg ermee"),
            message(9, "", subtype="message_changed", message=message(0, "tweede versie")),
            message(10, "", subtype="message_deleted", deleted_ts=message(1, "")["ts"]),
        )
    )
    assert [document.text for document in found if isinstance(document, Document)] == ["tweede versie"]


def test_without_lists_names_are_ids(tmp_path: Path) -> None:
    [document] = read(export(tmp_path, message(0, "<@U7> kijk <#C9|loods> <!channel> &lt;b&gt;")))
    assert isinstance(document, Document)
    assert document.text == "@U7 kijk #loods @channel <b>"
    assert document.uri == "slack://channel?id=balie&message=1772438400.000100"


def test_a_long_first_message_is_cut_in_the_title(tmp_path: Path) -> None:
    [document] = read(export(tmp_path, message(0, "woord " * 50)))
    assert isinstance(document, Document)
    assert len(document.title) <= len("#balie: ") + 80
    assert document.title.endswith("woord…")


@pytest.mark.parametrize(
    ("second", "numbers"),
    [
        (Message(1700, "an", "nog iets"), [0, 0]),
        (Message(1900, "an", "nog iets"), [0, 1]),
        (Message(1700, "bo", "dat klopt", frozenset({"an"})), [0, 0]),
        (Message(800, "bo", "dat klopt"), [0, 0]),
        (Message(1000, "bo", "dat klopt"), [0, 1]),
        (Message(300, "bo", "weet iemand iets?"), [0, 0]),
        (Message(400, "bo", "weet iemand iets?"), [0, 1]),
    ],
)
def test_how_long_a_silence_ends_a_talk_depends_on_who_speaks(second: Message, numbers: list[int]) -> None:
    assert cut([Message(0, "an", "hallo"), second]) == numbers


@pytest.mark.shared
def test_shared_channel_every_message_once_and_well_cut() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared data is not here")
    found = read(SHARED / "export_racket_2019")
    ours = {part.ref: d.external_id for d in found if isinstance(d, Document) for part in d.parts}
    assert sum(len(d.parts) for d in found if isinstance(d, Document)) == len(ours) == 5706
    lines = (SHARED / "truth_racket_2019.jsonl").read_text("utf-8").splitlines()
    truth = {entry["ts"]: entry["conversation_id"] for entry in map(json.loads, lines)}
    assert ours.keys() == truth.keys()

    def pairs(groups: Counter) -> int:
        return sum(n * (n - 1) // 2 for n in groups.values())

    # F1 over pairs of messages = 2 * pairs together in both / (pairs together in ours + pairs together in truth).
    both = pairs(Counter((ours[ts], truth[ts]) for ts in truth))
    assert 2 * both / (pairs(Counter(ours.values())) + pairs(Counter(truth.values()))) >= 0.79
