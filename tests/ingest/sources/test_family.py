"""What every source promises, checked on every member of the family."""

from __future__ import annotations

import re
import shutil
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any

import pytest

from copilot.core.errors import SourceError
from copilot.core.ports import SplitSource
from copilot.core.registry import members
from copilot.core.types import KINDS, Document, Rejected
from support_exports import read, rejected, source

FIXTURES = Path(__file__).parents[2] / "fixtures/sources"
NAMES = members("ingest.sources")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2}|Z))?")


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def good(name: str) -> Path:
    folder = FIXTURES / name / "good"
    assert folder.is_dir(), (
        f"the source {name!r} has no fixtures: put some in {folder.relative_to(FIXTURES.parents[2])}"
    )
    return folder


@pytest.fixture(scope="module")
def documents(name: str, good: Path) -> list[Document]:
    return [found for found in read(name, good) if isinstance(found, Document)]


def test_items_are_the_same_twice(name: str, good: Path) -> None:
    first, second = list(source(name, good).items()), list(source(name, good).items())
    assert first == second
    assert first
    assert len({item.key for item in first}) == len(first)


def test_a_revision_changes_with_the_content_and_nothing_else(name: str, good: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(good, copy)
    before = {item.key: item.revision for item in source(name, copy).items()}
    assert before == {item.key: item.revision for item in source(name, good).items()}
    for file in (file for file in copy.rglob("*") if file.is_file()):
        file.write_bytes(file.read_bytes() + b"\n")
    after = {item.key: item.revision for item in source(name, copy).items()}
    assert after.keys() == before.keys()
    assert all(after[key] != before[key] for key in before)


def test_documents_are_whole(documents: list[Document]) -> None:
    assert documents
    assert len({document.id for document in documents}) == len(documents)
    for document in documents:
        assert document.source == "bron"
        assert document.external_id.strip() == document.external_id != ""
        assert document.kind in KINDS
        assert document.title
        assert document.audience
        for part, (start, end) in zip(document.parts, document.spans, strict=True):
            assert document.text[start:end] == part.text
            assert part.role
        dates = [document.created_at, document.updated_at, document.valid_until, *(part.at for part in document.parts)]
        assert all(date == "" or ISO.fullmatch(date) for date in dates), dates


def test_reading_twice_gives_the_same(name: str, good: Path, documents: list[Document]) -> None:
    assert [found for found in read(name, good) if isinstance(found, Document)] == documents


def test_other_processes_read_the_same(name: str, good: Path, documents: list[Document]) -> None:
    """A source is sent to them after it listed its items, each piece of an item that is read in pieces by itself."""
    here = source(name, good)
    items = list(here.items())
    there = sent(here)
    found: list[Document | Rejected] = []
    for item in items:
        if isinstance(here, SplitSource):
            for piece in here.split(item):
                found += [piece] if isinstance(piece, Rejected) else there.read_piece(sent(piece))
        else:
            found += there.read(item)
    assert [entry for entry in found if isinstance(entry, Document)] == documents


def sent(thing: Any) -> Any:
    """As it arrives in another process."""
    return ForkingPickler.loads(ForkingPickler.dumps(thing))


def test_a_missing_path_is_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / "er is hier niets"
    with pytest.raises(SourceError, match="er is hier niets") as caught:
        list(source(name, path).items())
    assert caught.value.fix


def test_a_broken_neighbour_stops_nothing(name: str, good: Path, documents: list[Document], tmp_path: Path) -> None:
    both = tmp_path / "both"
    shutil.copytree(good, both)
    shutil.copytree(FIXTURES / name / "broken", both, dirs_exist_ok=True)
    found = read(name, both)
    before = rejected(read(name, good))
    new = [entry for entry in rejected(found) if entry not in before]
    assert new
    assert all(entry.reason and entry.item and entry.source == "bron" for entry in new)
    assert {document.id for document in documents} <= {d.id for d in found if isinstance(d, Document)}
