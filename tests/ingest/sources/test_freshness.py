"""What comes, changes, moves and goes at a source, checked on every member of the family: nothing old is answered.

What a store must hold after a change is what a reader finds who has never seen the export before.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from copilot.core.registry import members
from copilot.core.snapshot import DocumentRecord, Snapshot
from copilot.core.snapshot.lexical import terms_of
from copilot.core.types import LOCAL_ASKER, Document, Filters
from support_exports import source
from support_freshness import Counting, Desk, Known, changed, passages, revisions

FIXTURES = Path(__file__).parents[2] / "fixtures/sources"
BY_PATH = {"wiki_files", "wiki_notion", "wiki_dokuwiki", "wiki_confluence"}
"""Types whose ids are paths below the source's path; Confluence only where an export tells no page id."""
RENAMED = {
    "chat_gitter": ("room1/page_2", "room1/page_3"),
    "chat_instagram": ("messages/inbox/zoe_123/message_2.json", "messages/inbox/zoe_123/message_3.json"),
    "chat_intercom": ("gesprek_501.json", "oud/gesprek.json"),
    "chat_mattermost": ("export.zip", "oud/2026.zip"),
    "chat_rocketchat": ("import.zip", "oud/2026.zip"),
    "chat_signal": ("Dana.txt", "oud/Dana.txt"),
    "chat_slack": ("werkplaats/2026-03-04.json", "werkplaats/2026-03-05.json"),
    "chat_teams": ("prive", "oud"),
    "chat_telegram": ("account", "oud/2026"),
    "chat_whatsapp": ("WhatsApp Chat - Petra.zip", "oud/WhatsApp Chat - Petra.zip"),
    "chat_zendesk": ("chat.json", "oud/een chat.json"),
    "jsonl": ("tips.jsonl", "oud/raad.jsonl"),
    "mail": ("winkel.mbox", "oud/post.mbox"),
    "tickets_freshdesk": ("export.csv", "oud/2026.csv"),
    "tickets_jira": ("uitvoer.csv", "oud/2026.csv"),
    "tickets_table": ("meldingen.csv", "oud/2026.csv"),
    "tickets_zammad": ("expand.json", "oud/2026.json"),
    "tickets_zendesk": ("uitvoer.csv", "oud/2026.csv"),
    "wiki_confluence": ("ruimte/1003.html", "ruimte/oud/1004.html"),
    "wiki_dokuwiki": ("data/pages/verhuur/reserveren.txt", "data/pages/oud/reserveren.txt"),
    "wiki_files": ("verhuur/borg.html", "oud/waarborg.html"),
    "wiki_mediawiki": ("handboek.xml", "oud/2026.xml"),
    "wiki_notion": (
        "Returns 4f1c0a9be2d84c6f9a31d7e5b08c1206.html",
        "Oud/Terug 4f1c0a9be2d84c6f9a31d7e5b08c1206.html",
    ),
}
"""A file or folder of the good fixture and where it goes; a page that is titled by its file's name keeps that."""


@pytest.fixture(scope="module", autouse=True)
def fast_disk() -> Iterator[None]:
    """A power cut is not what is tested here, and waiting for the disk would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="module", params=members("ingest.sources"))
def synced(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Known]:
    """A desk after its first sync, and what it holds; tests work on copies."""
    desk = Desk(tmp_path_factory.mktemp(request.param) / "desk", request.param)
    shutil.copytree(FIXTURES / request.param / "good", desk.export)
    if request.param == "jsonl":  # Its fixture is one file; half of it goes to a second one.
        lines = (desk.export / "tips.jsonl").read_bytes().splitlines(keepends=True)
        (desk.export / "meer.jsonl").write_bytes(b"".join(lines[: len(lines) // 2]))
        (desk.export / "tips.jsonl").write_bytes(b"".join(lines[len(lines) // 2 :]))
    report, counts, embedded = desk.sync()
    known = desk.expected()
    assert report.published
    assert counts.documents == len(known)
    assert set(counts.added) == known.keys()
    assert embedded == len(passages(known))
    assert desk.held() == revisions(known)
    return desk, known


@pytest.fixture
def desk(synced: tuple[Desk, Known], tmp_path: Path) -> Desk:
    return synced[0].copy(tmp_path / "desk")


@pytest.fixture
def before(synced: tuple[Desk, Known]) -> Known:
    return synced[1]


def test_nothing_changed_embeds_and_publishes_nothing(desk: Desk) -> None:
    report, counts, embedded = desk.sync()
    assert (report.published, embedded) == (False, 0)
    assert (counts.added, counts.changed, counts.removed, counts.moved) == ([], [], [], [])


def test_what_is_deleted_is_gone_and_the_rest_is_untouched(desk: Desk, before: Known) -> None:
    file, gone = fewest(desk, before)
    file.unlink()
    _, counts, embedded = desk.sync()
    after, snapshot = desk.expected(), desk.served()
    assert desk.held() == revisions(after)
    assert gone <= before.keys() - after.keys()
    assert set(counts.removed) == before.keys() - after.keys()
    assert set(counts.changed) == changed(before, after)
    assert embedded == len(passages(after) - passages(before))
    for document_id in gone:
        assert snapshot.document(document_id, LOCAL_ASKER) is None
        assert document_id not in found(snapshot, before[document_id])


def fewest(desk: Desk, before: Known) -> tuple[Path, set[str]]:
    """The file without which the fewest documents are missing, at least one, and those."""
    best: tuple[Path, set[str]] | None = None
    aside = desk.folder / "aside"
    for file in sorted(file for file in desk.export.rglob("*") if file.is_file()):
        file.rename(aside)
        gone = before.keys() - desk.expected().keys()
        aside.rename(file)
        if gone and (best is None or len(gone) < len(best[1])):
            best = file, gone
        if best and len(best[1]) == 1:
            break
    assert best, "no file of the fixture gives a document of its own"
    assert len(best[1]) * 2 <= len(before)
    return best


def found(snapshot: Snapshot, record: DocumentRecord) -> set[str]:
    """Ids of all that searches for a document's own words find."""
    scope = snapshot.scope(LOCAL_ASKER, Filters())
    words = record.document.text[:500] or record.document.title
    rows, _ = snapshot.words.matches(terms_of(words), scope).best(snapshot.chunks)
    near, _ = snapshot.dense(Counting().embed_queries([words])[0], snapshot.chunks, scope)
    return {snapshot.records.chunk(row)[0].document_id for row in [*rows.tolist(), *near.tolist()]}


def test_what_is_served_is_found_by_its_words(synced: tuple[Desk, Known]) -> None:
    """So that not being found, above, means something."""
    snapshot, known = synced[0].served(), synced[1]
    assert all(i in found(snapshot, record) for i, record in known.items() if record.chunks)


def test_a_file_that_is_renamed_embeds_nothing(desk: Desk, before: Known) -> None:
    was, becomes = (desk.export / name for name in RENAMED[desk.type])
    becomes.parent.mkdir(exist_ok=True)
    was.rename(becomes)
    check_moved(desk, before, 1)


def test_an_export_that_is_moved_into_a_folder_embeds_nothing(desk: Desk, before: Known) -> None:
    desk.export.rename(desk.folder / "2026")
    desk.export.mkdir()
    (desk.folder / "2026").rename(desk.export / "2026")
    check_moved(desk, before, 3)


def check_moved(desk: Desk, before: Known, at_least: int) -> None:
    """Where ids come from the content they stay; where they are paths, the new ones are recognised as moved."""
    _, counts, embedded = desk.sync()
    after = desk.expected()
    assert desk.held() == revisions(after)
    assert embedded == 0
    assert passages(after) == passages(before)
    assert (counts.added, counts.removed) == ([], [])
    assert {old for old, _ in counts.moved} == before.keys() - after.keys()
    assert {new for _, new in counts.moved} == after.keys() - before.keys()
    assert all(before[old].document.text == after[new].document.text for old, new in counts.moved)
    if desk.type in BY_PATH:
        assert len(counts.moved) >= at_least
    else:
        assert not counts.moved


def test_a_copy_answers_when_the_original_goes(desk: Desk) -> None:
    """Where both have the same ids, the second was refused while the first was there."""
    original = desk.export / RENAMED[desk.type][0]
    copy = desk.export / "zz kopie" / original.name
    copy.parent.mkdir()
    shutil.copytree(original, copy) if original.is_dir() else shutil.copyfile(original, copy)
    desk.sync()
    assert desk.held() == revisions(desk.expected())
    shutil.rmtree(original) if original.is_dir() else original.unlink()
    desk.sync()
    assert desk.held() == revisions(desk.expected())


def test_a_page_titled_by_its_file_name_is_embedded_again_when_that_changes(tmp_path: Path) -> None:
    """Its title is part of its passages; that no other page has its text tells where it went."""
    desk = Desk(tmp_path, "wiki_files")
    desk.export.mkdir()
    (desk.export / "telefoon.txt").write_text("Neem binnen drie keer op en noem je naam.\n")
    (desk.export / "sluiten.txt").write_text("Zet de fietsen binnen en tel de kas.\n")
    desk.sync()
    (desk.export / "telefoon.txt").rename(desk.export / "bellen.txt")
    _, counts, embedded = desk.sync()
    assert desk.held().keys() == {"bron:bellen.txt", "bron:sluiten.txt"}
    assert embedded == 1
    assert counts.changed == []


def test_what_is_changed_is_all_that_is_embedded(desk: Desk, before: Known) -> None:
    change_a_word(desk, before)
    _, counts, embedded = desk.sync()
    after = desk.expected()
    assert desk.held() == revisions(after)
    assert set(counts.changed) == changed(before, after) != set()
    assert (counts.added, counts.removed, counts.moved) == ([], [], [])
    assert 0 < embedded == len(passages(after) - passages(before)) < len(passages(after))


def change_a_word(desk: Desk, before: Known) -> None:
    """Changes a word that stands in one file of the export, and in one document."""
    files = {file: file.read_bytes() for file in sorted(desk.export.rglob("*")) if file.is_file()}
    texts = [record.document.text for record in before.values()]
    for word in (word for text in texts for word in re.findall(r"\b[a-z]{6,}\b", text)):
        holders = [file for file, data in files.items() if word.encode() in data]
        if len(holders) == 1 and sum(word in text for text in texts) == 1:
            holders[0].write_bytes(files[holders[0]].replace(word.encode(), b"veranderd"))
            return
    raise AssertionError("no word of the fixture stands in one place only")


def test_a_source_that_is_away_keeps_its_last_good_state(desk: Desk, before: Known) -> None:
    desk.export.rename(desk.folder / "elsewhere")
    report, counts, embedded = desk.sync()
    assert "does not exist" in report.stale["bron"]
    assert (report.published, counts.documents, embedded) == (False, len(before), 0)
    assert desk.held() == revisions(before)
    (desk.folder / "elsewhere").rename(desk.export)
    report, _, embedded = desk.sync()
    assert (report.stale, report.published, embedded) == ({}, False, 0)


@pytest.mark.parametrize("name", members("ingest.sources"))
def test_an_item_gives_the_same_until_its_revision_changes(name: str, tmp_path: Path) -> None:
    """Whatever is added or deleted beside it: an item is not read again unless its revision says so."""
    export = tmp_path / "export"
    shutil.copytree(FIXTURES / name / "good", export)
    before = given(name, export)
    for file in sorted(file for file in export.rglob("*") if file.is_file()):
        for _ in changes(export, file, tmp_path / "aside"):
            for item, found in given(name, export).items():
                assert before.get(item, found) == found, f"{item} gives something else because of {file.name}"


def given(name: str, export: Path) -> dict[tuple[str, str], list[Document]]:
    """(key, revision) -> documents of each item."""
    reader = source(name, export)
    items = list(reader.items())
    return {(i.key, i.revision): [e for e in reader.read(i) if isinstance(e, Document)] for i in items}


def changes(export: Path, file: Path, aside: Path) -> Iterator[None]:
    """The export with a copy of the file, and without the file, which is then put back."""
    copy = export / "kopie" / file.name
    copy.parent.mkdir()
    shutil.copyfile(file, copy)
    yield
    shutil.rmtree(copy.parent)
    if sum(other.is_file() for other in export.rglob("*")) > 1:
        file.rename(aside)
        yield
        aside.rename(file)
