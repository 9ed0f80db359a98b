"""Damage of any file: an older whole generation serves and says so, or one error with its cure; never a wrong text."""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from copilot.core import settings
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import DamagedError, NoSnapshotError
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations, Overlay, Snapshot, durable, open_current, open_generation
from copilot.core.snapshot import snapshot as snapshot_module
from copilot.core.snapshot.lexical import terms_of
from copilot.core.types import LOCAL_ASKER, Filters
from ingest import history, pipeline
from support import DOCUMENTS, write_desk

EMBEDDER = HashingEmbedder(32)
FIRST, SECOND = "gen-000001", "gen-000002"
CHANGED = [{**DOCUMENTS[0], "text": "Opzeggen kan niet meer."}, *DOCUMENTS[2:]]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


def flip_first(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[0] ^= 0x01
    path.write_bytes(data)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0more")


def zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


DAMAGES = (flip, flip_first, truncate, empty, append, zero, Path.unlink)
SAME_SIZE = (flip, flip_first, zero)
TEXTS = "records.rows"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two generations: a text changed, a document was removed and the rest stayed."""
    folder = tmp_path_factory.mktemp("published")
    config = settings.load(write_desk(folder, DOCUMENTS), {})
    pipeline.sync(config, EMBEDDER)
    write_desk(folder, CHANGED)
    pipeline.sync(config, EMBEDDER)
    return folder


@pytest.fixture
def copy(published: Path, tmp_path: Path) -> Settings:
    shutil.copytree(published, tmp_path / "desk")
    return settings.load(tmp_path / "desk/config.toml", {})


def texts(store: Path, *, check_texts: bool = True) -> tuple[str, str, dict[str, str | None]]:
    """(generation, why degraded, id -> text) as it is served."""
    snapshot, degraded = open_current(store, check_texts=check_texts)
    ids = [f"desk:{document['id']}" for document in DOCUMENTS]
    found = {i: snapshot.document(i, LOCAL_ASKER) for i in ids}
    scope = snapshot.scope(LOCAL_ASKER, Filters())
    near, _ = snapshot.dense(EMBEDDER.embed_queries(["opzeggen"])[0], 100, scope)
    for row in [*by_words(snapshot, "opzeggen modem factuur router waarborgsom sleutel"), *near.tolist()]:
        hit = snapshot.hit(row, 0.0, 1, LOCAL_ASKER)
        assert hit.chunk.text == hit.document.text[hit.chunk.start : hit.chunk.end]
        assert found.get(hit.document.id, hit.document) == hit.document
    return snapshot.name, degraded, {i: d.text if d else None for i, d in found.items()}


def by_words(snapshot: Snapshot, words: str) -> list[int]:
    """Rows of the chunks that hold any of these words."""
    rows, _ = snapshot.words.matches(terms_of(words), snapshot.scope(LOCAL_ASKER, Filters())).best(100)
    return rows.tolist()


def expected(documents: list[dict[str, object]]) -> dict[str, str | None]:
    texts: dict[str, str | None] = dict.fromkeys(f"desk:{document['id']}" for document in DOCUMENTS)
    for document in documents:
        parts = document.get("parts") or [{"text": document["text"]}]
        texts[f"desk:{document['id']}"] = "\n\n".join(str(part["text"]) for part in parts)  # type: ignore[attr-defined]
    return texts


AFTER = expected(CHANGED)
OLDER = expected([d for d in DOCUMENTS if d["id"] != "reset"])
"""What the first generation may still show: what was removed since stays away."""


ARRAYS = ("records", "directory", "vector_keys", "columns")
WORDS = ("term_ends", "starts", "rows", "counts", "text_lengths", "title_lengths")
FILES = [
    *("manifest.json", TEXTS, "vectors.npy", "lexical/terms.bin"),
    *(f"{name}.npz" for name in ARRAYS),
    *(f"lexical/{name}.npy" for name in WORDS),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("file", FILES)
def test_a_damaged_generation_gives_way_to_the_older_one(
    copy: Settings, file: str, damage: Callable[[Path], None]
) -> None:
    store = copy.store_path
    path = store / "snapshots" / SECOND / file
    before = path.read_bytes()
    damage(path)
    if path.exists() and path.read_bytes() == before:
        pytest.skip("the damage changes nothing in an empty file")
    name, degraded, served = texts(store)
    assert (name, served) == (FIRST, OLDER)
    assert SECOND in degraded
    assert FIRST in degraded
    with pytest.raises(DamagedError) as error:
        open_generation(store, SECOND)
    assert error.value.fix


def test_all_files_are_damaged_in_turn(copy: Settings) -> None:
    folder = copy.store_path / "snapshots" / SECOND
    assert {folder / file for file in FILES} == {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("file", FILES)
def test_the_service_notices_all_damage_at_once_but_that_of_a_text(
    copy: Settings, file: str, damage: Callable[[Path], None]
) -> None:
    store = copy.store_path
    damage(store / "snapshots" / SECOND / file)
    if file != TEXTS or damage not in SAME_SIZE:
        name, degraded, served = texts(store, check_texts=False)
        assert (name, bool(degraded), served) == (FIRST, True, OLDER)
        return
    snapshot, degraded = open_current(store, check_texts=False)
    assert (snapshot.name, degraded) == (SECOND, "")
    for document_id, text in AFTER.items():
        with contextlib.suppress(DamagedError):
            found = snapshot.document(document_id, LOCAL_ASKER)
            assert (found.text if found else None) == text
    assert pipeline.sync(copy, EMBEDDER).published, "a sync looks at everything"
    assert texts(store, check_texts=False) == ("gen-000003", "", AFTER)


@pytest.mark.parametrize("file", FILES)
def test_the_next_sync_replaces_a_damaged_generation(copy: Settings, file: str) -> None:
    (copy.store_path / "snapshots" / SECOND / file).unlink()
    assert pipeline.sync(copy, EMBEDDER).published
    assert texts(copy.store_path) == ("gen-000003", "", AFTER)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_pointer_serves_the_newest_and_is_repaired(copy: Settings, damage: Callable[[Path], None]) -> None:
    damage(copy.store_path / "snapshots/CURRENT")
    name, degraded, served = texts(copy.store_path)
    assert (name, served) == (SECOND, AFTER)
    assert "CURRENT" in degraded
    assert pipeline.sync(copy, EMBEDDER).published, "although no source changed"
    assert texts(copy.store_path) == ("gen-000003", "", AFTER)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_nothing_is_served_on_a_guess_about_access(copy: Settings, damage: Callable[[Path], None]) -> None:
    damage(copy.store_path / "access.json")
    with pytest.raises(DamagedError, match=r"access\.json") as error:
        open_current(copy.store_path)
    assert "ingest sync" in error.value.fix
    report = pipeline.sync(copy, EMBEDDER)
    assert report.published, "although no source changed"
    assert report.embedded == 0
    assert texts(copy.store_path) == ("gen-000003", "", AFTER)
    # What was removed is hidden in the oldest again.
    assert open_generation(copy.store_path, FIRST).document("desk:reset", LOCAL_ASKER) is None
    assert not pipeline.sync(copy, EMBEDDER).published


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_when_nothing_is_whole_everything_is_read_anew(copy: Settings, damage: Callable[[Path], None]) -> None:
    for name in (FIRST, SECOND):
        damage(copy.store_path / "snapshots" / name / TEXTS)
    with pytest.raises(DamagedError) as error:
        open_current(copy.store_path)
    assert "ingest sync" in error.value.fix
    assert pipeline.sync(copy, EMBEDDER).embedded == 0, "the vectors are still in the cache"
    assert texts(copy.store_path) == ("gen-000003", "", AFTER)


def test_a_lost_folder_is_damage_and_an_absent_store_is_not(copy: Settings, tmp_path: Path) -> None:
    shutil.rmtree(copy.store_path / "snapshots" / SECOND)
    assert texts(copy.store_path)[0] == FIRST
    with pytest.raises(NoSnapshotError) as error:
        open_current(tmp_path / "absent")
    assert "ingest sync" in error.value.fix


def test_files_of_two_generations_do_not_mix(copy: Settings) -> None:
    snapshots = copy.store_path / "snapshots"
    shutil.copy(snapshots / FIRST / TEXTS, snapshots / SECOND / TEXTS)
    assert texts(copy.store_path)[0] == FIRST
    shutil.copy(snapshots / FIRST / "manifest.json", snapshots / SECOND / "manifest.json")
    assert texts(copy.store_path)[0] == FIRST


def test_a_generation_under_the_name_of_another_is_not_served(copy: Settings) -> None:
    """An older one that somebody put in the place of the newest would be served without a word."""
    snapshots = copy.store_path / "snapshots"
    (snapshots / "CURRENT").unlink()
    shutil.copytree(snapshots / FIRST, snapshots / "gen-000003")
    assert texts(copy.store_path)[0] == SECOND


def test_opening_changes_no_file(copy: Settings) -> None:
    files = [path for path in copy.store_path.rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in files}
    texts(copy.store_path)
    assert {path: path.read_bytes() for path in copy.store_path.rglob("*") if path.is_file()} == before


def publish_more(config: Settings, count: int) -> None:
    for number in range(count):
        newest = Generations(config.store_path).names()[-1]
        write_desk(config.folder, [{**DOCUMENTS[0], "text": f"Versie {number} na {newest}."}])
        assert pipeline.sync(config, EMBEDDER).published


def test_a_clean_up_leaves_what_somebody_reads(copy: Settings) -> None:
    snapshot, _ = open_current(copy.store_path)
    publish_more(copy, 4)
    names = Generations(copy.store_path).names()
    assert names == [SECOND, *(f"gen-00000{number}" for number in (4, 5, 6))]
    assert by_words(snapshot, "opzeggen")
    del snapshot
    publish_more(copy, 1)
    assert SECOND not in Generations(copy.store_path).names(), "the next one takes it"


def test_a_generation_that_is_removed_all_the_same_is_read_to_its_end(copy: Settings) -> None:
    """As `erase` does, which must leave none."""
    snapshot, _ = open_current(copy.store_path)
    publish_more(copy, 1)
    generations = Generations(copy.store_path)
    assert generations.prune(1, "gen-000003") == [FIRST, SECOND]
    assert generations.names() == ["gen-000003"]
    assert snapshot.document("desk:opzeggen", LOCAL_ASKER).text == "Opzeggen kan niet meer."
    assert by_words(snapshot, "opzeggen")


def test_a_reader_in_another_process_keeps_its_generation_until_it_dies(copy: Settings) -> None:
    code = (
        "import sys; from pathlib import Path; from copilot.core.snapshot import open_current\n"
        "opened = open_current(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(copy.store_path)]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "open\n"
        generations = Generations(copy.store_path)
        publish_more(copy, 1)
        assert generations.prune(1, "gen-000003", unless_held=True) == [FIRST]
        reader.kill()
    assert generations.prune(1, "gen-000003", unless_held=True) == [SECOND]


def test_a_reader_that_comes_too_late_gets_the_newest(copy: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What CURRENT named is cleaned up before it is opened."""
    opened = Generations.opened

    def late(generations: Generations, name: str, manifest_sha256: str = "") -> object:
        monkeypatch.setattr(Generations, "opened", opened)
        publish_more(copy, 3)
        assert name not in generations.names()
        return opened(generations, name, manifest_sha256)

    monkeypatch.setattr(Generations, "opened", late)
    snapshot, degraded = open_current(copy.store_path)
    assert (snapshot.name, degraded) == ("gen-000005", "")


def test_a_reader_of_what_is_going_away_is_sent_on(copy: Settings) -> None:
    with durable.alone_with(copy.store_path / "snapshots" / SECOND) as is_free:
        assert is_free
        snapshot, degraded = open_current(copy.store_path)
    assert snapshot.name == FIRST
    assert "was cleaned up" in degraded


def test_a_failed_write_gives_back_its_room(copy: Settings) -> None:
    generations = Generations(copy.store_path)

    def fill(folder: Path) -> dict[str, object]:
        (folder / "vectors.npy").write_bytes(bytes(1_000))
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        generations.write(fill)
    assert {path.name for path in generations.folder.iterdir()} == {FIRST, SECOND, "CURRENT"}


def test_the_store_has_not_changed_until_it_has(copy: Settings) -> None:
    generations = Generations(copy.store_path)
    before = generations.traces()
    open_current(copy.store_path)
    (generations.folder / "gen-000003.tmp").mkdir()
    assert generations.traces() == before, "what is being written is not there yet"
    generations.write_overlay(generations.overlay())
    assert generations.traces() != before


def test_the_order_of_generations_does_not_depend_on_the_clock(copy: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for year in (1999, 2099, 1970):
        now = datetime(year, 1, 1, tzinfo=UTC)
        clock = type("datetime", (datetime,), {"now": classmethod(lambda *_, at=now: at)})
        for module in (pipeline, snapshot_module):
            monkeypatch.setattr(module, "datetime", clock)
        publish_more(copy, 1)
        newest = open_current(copy.store_path)[0]
        assert newest.created_at.startswith(str(year))
        assert newest.name == Generations(copy.store_path).names()[-1]
        assert next(history.newest_first(copy.store_path))["started_at"].startswith(str(year))


def test_a_fallback_hides_what_was_restricted_since(copy: Settings) -> None:
    restricted = [{**document, "audience": []} for document in CHANGED]
    write_desk(copy.folder, restricted)
    pipeline.sync(copy, EMBEDDER)
    shutil.rmtree(copy.store_path / "snapshots/gen-000003")
    snapshot, degraded = open_current(copy.store_path)
    assert (snapshot.name, bool(degraded)) == (SECOND, True)
    outsider = dataclasses.replace(LOCAL_ASKER, roles=frozenset(), audiences=frozenset({"public", "internal"}))
    assert not snapshot.scope(outsider, Filters()).documents.any()


def two_sources(copy: Settings) -> Settings:
    """The same store with a second source that has nothing to do with the first."""
    (copy.folder / "other.jsonl").write_text('{"id": "x", "text": "Iets anders.", "audience": ["public"]}\n')
    config = copy.folder / "config.toml"
    config.write_text(config.read_text() + '[[sources]]\nname = "other"\ntype = "jsonl"\npath = "other.jsonl"\n')
    return settings.load(config, {})


def test_building_on_an_older_generation_revives_nothing(copy: Settings) -> None:
    """Its source cannot be read at that moment, so all that is known is that the document was removed."""
    config = two_sources(copy)
    flip(config.store_path / "snapshots" / SECOND / TEXTS)
    report = pipeline.sync(config, EMBEDDER, ["other"])
    assert report.published
    _, degraded, served = texts(config.store_path)
    assert (degraded, served) == ("", OLDER)
    pipeline.sync(config, EMBEDDER)
    assert texts(config.store_path)[2] == AFTER


def test_a_source_that_went_back_after_a_kill_is_shown_again(copy: Settings) -> None:
    """The killed run had hidden a removed document and not yet published."""
    generations = Generations(copy.store_path)
    generations.write_overlay(Overlay(frozenset({"desk:opzeggen"}), {"desk:T-1": ()}))
    assert texts(copy.store_path)[2]["desk:opzeggen"] is None
    assert pipeline.sync(copy, EMBEDDER).published
    assert texts(copy.store_path)[2] == AFTER


def test_a_killed_first_run_left_nothing_to_serve(copy: Settings) -> None:
    (copy.store_path / "snapshots/CURRENT").unlink()
    (copy.store_path / "access.json").unlink()
    with pytest.raises(NoSnapshotError):
        open_current(copy.store_path)
    assert pipeline.sync(copy, EMBEDDER).published
    assert texts(copy.store_path)[1:] == ("", AFTER)


def test_numbers_are_compared_as_numbers(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    for name in ("gen-1000000", "gen-999999", "gen-000002", "gen-000003.tmp", "gen-2", "CURRENT"):
        (generations.folder / name).mkdir(parents=True)
    assert generations.names() == ["gen-000002", "gen-999999", "gen-1000000"]
