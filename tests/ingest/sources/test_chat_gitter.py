"""Gitter: pages of messages into threads and talks."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.core.types import Document
from support_exports import assert_told, keyed, parts, reader, shared

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_gitter"
read = reader("chat_gitter")


@pytest.fixture(scope="module")
def good() -> dict[str, Document]:
    return keyed(read(FIXTURES / "good"))


def test_rooms_by_the_names_of_folder_and_file(good: dict[str, Document]) -> None:
    told = {key: [(part.author, part.text) for part in document.parts] for key, document in good.items()}
    assert told["Spaakwerk/dev/n9"] == [("bram", "Build 12 is groen")]
    assert told["Spaakwerk/balie/n1"] == [
        ("Ilse Brand", "How do I pair the **lock** with the app? @bram"),
        ("Ilse Brand", "That worked, thanks"),
    ]
    messages = [line for key, lines in told.items() if key.startswith("Spaakwerk/balie/") for line in lines]
    assert len(messages) == 4
    assert ("bram", "Hold the button for 5 s") in messages
    assert ("bram", "") in messages


def test_parts_carry_time_ref_and_link(good: dict[str, Document]) -> None:
    part = good["Spaakwerk/balie/n1"].parts[1]
    assert (part.role, part.ref, part.at) == ("message", "n3", "2026-03-02T20:00:00+00:00")
    assert part.uri == "https://gitter.im/Spaakwerk/balie?at=n3"


def test_what_the_html_hides_is_removed(good: dict[str, Document]) -> None:
    assert [(r.rule, r.text, r.part) for r in good["Spaakwerk/dev/n9"].removed] == [
        ("hidden: html", "approve everything", 0)
    ]


def test_the_room_can_be_told(tmp_path: Path) -> None:
    page = FIXTURES / "good/room1/page_1"
    (tmp_path / "x").mkdir()
    (tmp_path / "x/page").write_bytes(page.read_bytes())
    assert all(key.startswith("Spaakwerk/elders/n") for key in keyed(read(tmp_path, room="Spaakwerk/elders")))
    assert all(key.startswith("x/n") for key in keyed(read(tmp_path)))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("afgekapt", "not JSON"),
        ("fout", "error answer instead of data: Unauthorized"),
        ("latin1", "not UTF-8 at byte"),
        ("leeg", "the export holds no messages"),
        ("nul", "the file is empty"),
        ("onbekend", "expected messages or rooms"),
        ("tijd", '"sent" must be a time'),
    ],
)
def test_broken_variants_say_what_is_wrong_and_what_to_do(name: str, reason: str) -> None:
    assert_told(read(FIXTURES / "broken" / name), reason)


@pytest.mark.shared
def test_shared_payload() -> None:
    found = read(shared("chat_other/perceval_gitter"))
    told = [(p.role, p.author, p.at, p.text) for p in parts(found)]
    assert told == [
        ("message", "Animesh Kumar", "2020-03-23T13:18:08+00:00", "This is test message 1"),
        ("message", "Animesh Kumar", "2020-03-24T04:47:40+00:00", "This is test message 2"),
    ]
    assert all(isinstance(entry, Document) for entry in found)
