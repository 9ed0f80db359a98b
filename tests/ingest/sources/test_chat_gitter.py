"""Gitter: pages of messages into threads and talks."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.core.registry import build
from copilot.core.types import Document, Rejected

FIXTURES = Path(__file__).parents[2] / "fixtures/sources/chat_gitter"
SHARED = Path(__file__).parents[3].parent / "shared/data/chat_other/perceval_gitter"


def read(path: Path, **more: str) -> list[Document | Rejected]:
    options = {"name": "bron", "type": "chat_gitter", "path": path, "audience": ["staf"], **more}
    source = build("ingest.sources", "chat_gitter", options)
    return [found for item in source.items() for found in source.read(item)]


def documents(path: Path, **more: str) -> dict[str, Document]:
    return {found.external_id: found for found in read(path, **more) if isinstance(found, Document)}


@pytest.fixture(scope="module")
def good() -> dict[str, Document]:
    return documents(FIXTURES / "good")


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
    assert all(key.startswith("Spaakwerk/elders/n") for key in documents(tmp_path, room="Spaakwerk/elders"))
    assert all(key.startswith("x/n") for key in documents(tmp_path))


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
    rejected = [found for found in read(FIXTURES / "broken" / name) if isinstance(found, Rejected)]
    assert any(reason in entry.reason for entry in rejected), rejected
    assert all(entry.fix and entry.item for entry in rejected)


@pytest.mark.shared
def test_shared_payload() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared data is not here")
    found = read(SHARED)
    parts = [(p.role, p.author, p.at, p.text) for entry in found if isinstance(entry, Document) for p in entry.parts]
    assert parts == [
        ("message", "Animesh Kumar", "2020-03-23T13:18:08+00:00", "This is test message 1"),
        ("message", "Animesh Kumar", "2020-03-24T04:47:40+00:00", "This is test message 2"),
    ]
    assert all(isinstance(entry, Document) for entry in found)
