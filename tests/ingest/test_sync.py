"""`sync` as an admin sees it: what changed is ingested, what did not is not touched, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from copilot.core import settings
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import BalieError, SettingsError, SourceError, StoreError
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations, open_current
from copilot.core.snapshot.lexical import terms_of
from copilot.core.types import LOCAL_ASKER, Asker, Filters
from ingest import pipeline
from ingest.__main__ import main
from support import DOCUMENTS, write_desk


class Counting(HashingEmbedder):
    """The hashing embedder, counting what it is asked to embed."""

    def __init__(self) -> None:
        super().__init__(64)
        self.passages = 0

    def embed_passages(self, texts):
        self.passages += len(texts)
        return super().embed_passages(texts)


@pytest.fixture
def embedder() -> Counting:
    return Counting()


def rewrite(config: Settings, documents: list[dict[str, object]]) -> None:
    write_desk(config.folder, documents)


def test_first_sync_publishes_every_document(desk: Callable[..., Settings], embedder: Counting) -> None:
    report = pipeline.sync(desk(), embedder)
    assert report.published
    assert report.generation == "gen-000001"
    assert report.sources["desk"].documents == len(DOCUMENTS)
    assert embedder.passages == report.chunks == report.embedded


def test_second_sync_without_changes_embeds_and_publishes_nothing(
    desk: Callable[..., Settings], embedder: Counting
) -> None:
    config = desk()
    pipeline.sync(config, embedder)
    before = embedder.passages
    report = pipeline.sync(config, embedder)
    assert not report.published
    assert report.generation == "gen-000001"
    assert embedder.passages == before


def test_added_changed_and_removed_items_change_just_that(desk: Callable[..., Settings], embedder: Counting) -> None:
    config = desk()
    pipeline.sync(config, embedder)
    before = embedder.passages
    changed = {**DOCUMENTS[1], "text": "Hold the reset button for thirty seconds."}
    added = {
        "id": "nieuw",
        "kind": "wiki",
        "title": "Nieuw",
        "text": "Een nieuwe pagina over verhuizen.",
        "audience": ["public"],
    }
    rewrite(config, [DOCUMENTS[0], changed, *DOCUMENTS[3:], added])
    report = pipeline.sync(config, embedder).sources["desk"]
    assert (report.added, report.changed, report.removed) == (["desk:nieuw"], ["desk:reset"], ["desk:T-1"])
    assert embedder.passages == before + 2
    snapshot, _ = open_current(config.store_path)
    assert snapshot.document("desk:T-1", LOCAL_ASKER) is None
    assert "thirty" in snapshot.document("desk:reset", LOCAL_ASKER).text


def test_dry_run_writes_nothing(desk: Callable[..., Settings], embedder: Counting) -> None:
    config = desk()
    report = pipeline.sync(config, embedder, dry_run=True)
    assert len(report.sources["desk"].added) == len(DOCUMENTS)
    assert embedder.passages == 0
    assert Generations(config.store_path).names() == []


def test_a_bad_line_is_quarantined_and_its_neighbours_are_ingested(
    desk: Callable[..., Settings], embedder: Counting
) -> None:
    config = desk()
    lines = (config.folder / "desk.jsonl").read_text().splitlines()
    lines[1:1] = [
        '{"id": "broken',
        '{"title": "no id", "text": "x"}',
        json.dumps({"id": "a", "kind": "fax", "text": "x"}),
    ]
    (config.folder / "desk.jsonl").write_text("\n".join(lines))
    report = pipeline.sync(config, embedder).sources["desk"]
    assert report.documents == len(DOCUMENTS)
    assert [r.item for r in report.rejected] == ["desk.jsonl line 2", "desk.jsonl line 3", "desk.jsonl line 4"]
    assert "not JSON" in report.rejected[0].reason
    assert "'fax'" in report.rejected[2].reason
    # They are still known after a run in which nothing changed.
    assert len(pipeline.sync(config, embedder).sources["desk"].rejected) == 3


def test_two_documents_with_one_id_keep_the_first(desk: Callable[..., Settings], embedder: Counting) -> None:
    config = desk([DOCUMENTS[0], {**DOCUMENTS[0], "text": "Another."}])
    report = pipeline.sync(config, embedder).sources["desk"]
    assert report.documents == 1
    assert "already read" in report.rejected[0].reason


def test_a_date_that_is_none_is_dropped_and_reported(desk: Callable[..., Settings], embedder: Counting) -> None:
    report = pipeline.sync(desk([{**DOCUMENTS[0], "updated_at": "gisteren"}]), embedder).sources["desk"]
    assert report.documents == 1
    assert "'gisteren'" in report.rejected[0].reason


def test_a_source_that_fails_keeps_its_last_good_state(desk: Callable[..., Settings], embedder: Counting) -> None:
    config = desk()
    pipeline.sync(config, embedder)
    (config.folder / "desk.jsonl").rename(config.folder / "elsewhere.jsonl")
    report = pipeline.sync(config, embedder)
    assert "does not exist" in report.stale["desk"]
    assert report.sources["desk"].documents == len(DOCUMENTS)
    assert not report.published


def test_nothing_to_publish_is_an_error_that_names_the_path(desk: Callable[..., Settings], embedder: Counting) -> None:
    config = desk()
    (config.folder / "desk.jsonl").unlink()
    with pytest.raises(SourceError, match=r"desk\.jsonl does not exist"):
        pipeline.sync(config, embedder)


def test_an_unknown_source_type_names_the_nearest(desk: Callable[..., Settings], embedder: Counting) -> None:
    config = desk()
    path = config.folder / "config.toml"
    path.write_text(path.read_text().replace('"jsonl"', '"jsnol"'))
    with pytest.raises(SettingsError) as error:
        pipeline.sync(settings.load(path, {}), embedder)
    assert "'jsnol'" in error.value.problem
    assert "'jsonl'" in error.value.fix


def test_an_unknown_source_key_names_the_nearest(desk: Callable[..., Settings], embedder: Counting) -> None:
    config = desk()
    path = config.folder / "config.toml"
    path.write_text(path.read_text() + 'audiance = ["public"]\n')
    with pytest.raises(SettingsError) as error:
        pipeline.sync(settings.load(path, {}), embedder)
    assert "audiance" in error.value.problem
    assert "'audience'" in error.value.fix


def test_a_rollback_stays_until_it_is_unpinned_and_revives_nothing(
    desk: Callable[..., Settings], embedder: Counting, capsys: pytest.CaptureFixture[str]
) -> None:
    config = desk()
    arguments = ["--config", str(config.folder / "config.toml")]
    assert main(["sync", *arguments]) == 0
    restricted = {**DOCUMENTS[1], "audience": ["internal"]}
    rewrite(config, [{**DOCUMENTS[0], "text": "Opzeggen kan niet meer."}, restricted, *DOCUMENTS[3:]])
    assert main(["sync", *arguments]) == 0
    assert main(["rollback", *arguments]) == 0
    snapshot, degraded = open_current(config.store_path)
    assert (snapshot.name, degraded) == ("gen-000001", "")
    assert "website" in snapshot.document("desk:opzeggen", LOCAL_ASKER).text
    assert snapshot.document("desk:T-1", LOCAL_ASKER) is None, "what was removed stays away"
    outsider = Asker("web", frozenset({"agent"}), frozenset({"public"}))
    assert snapshot.document("desk:reset", outsider) is None, "what was restricted stays restricted"
    scope = snapshot.scope(outsider, Filters())
    assert len(snapshot.words.matches(terms_of("modem reset"), scope).best(10)[0]) == 0
    assert main(["sync", *arguments]) == 1
    assert "sync --unpin" in capsys.readouterr().err
    assert main(["sync", "--unpin", *arguments]) == 0
    assert open_current(config.store_path)[0].document("desk:opzeggen", LOCAL_ASKER).text == "Opzeggen kan niet meer."


def test_rollback_to_an_unknown_generation_lists_the_kept_ones(
    desk: Callable[..., Settings], embedder: Counting, capsys: pytest.CaptureFixture[str]
) -> None:
    config = desk()
    arguments = ["--config", str(config.folder / "config.toml")]
    main(["sync", *arguments])
    assert main(["rollback", "--to", "gen-000099", *arguments]) == 1
    assert "gen-000001" in capsys.readouterr().err


def test_old_generations_are_removed(desk: Callable[..., Settings], embedder: Counting) -> None:
    config = desk()
    for number in range(5):
        rewrite(config, [{**DOCUMENTS[0], "title": f"Versie {number}"}])
        pipeline.sync(config, embedder)
    assert Generations(config.store_path).names() == ["gen-000003", "gen-000004", "gen-000005"]


def test_another_embedder_embeds_everything_anew(desk: Callable[..., Settings], embedder: Counting) -> None:
    config = desk()
    pipeline.sync(config, embedder)
    other = HashingEmbedder(32)
    report = pipeline.sync(config, other)
    assert report.published
    assert open_current(config.store_path)[0].embedder.dimension == 32


def test_two_syncs_at_once_are_refused(desk: Callable[..., Settings], embedder: Counting) -> None:
    from copilot.core.snapshot import durable

    config = desk()
    with durable.writer_lock(config.store_path), pytest.raises(StoreError, match="another process"):
        pipeline.sync(config, embedder)


def test_preview_prints_the_interchange_shape_and_writes_nothing(
    desk: Callable[..., Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    config = desk()
    arguments = ["--config", str(config.folder / "config.toml"), "--source", "desk"]
    assert main(["preview", *arguments, "--limit", "2"]) == 0
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [d["id"] for d in documents] == ["opzeggen", "reset"]
    assert documents[0]["parts"][0]["text"] == DOCUMENTS[0]["text"]
    assert not config.store_path.exists()


def test_status_without_a_snapshot_names_the_command(
    desk: Callable[..., Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    config = desk()
    assert main(["status", "--config", str(config.folder / "config.toml")]) == 1
    assert "python -m ingest sync" in capsys.readouterr().err


@pytest.mark.parametrize("bad", [b"", b"\xff\xfe\x00garbage", b"\n\n\n"])
def test_useless_files_are_quarantined(desk: Callable[..., Settings], embedder: Counting, bad: bytes) -> None:
    config = desk()
    (config.folder / "desk.jsonl").write_bytes(bad)
    report = pipeline.sync(config, embedder).sources["desk"]
    assert report.documents == 0
    assert report.rejected
    assert all(r.reason and r.fix for r in report.rejected)


def test_all_errors_of_the_door_have_a_cure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "--config", str(tmp_path / "absent.toml")]) == 1
    out = capsys.readouterr().err
    assert "absent.toml does not exist" in out
    assert "->" in out
    assert issubclass(SettingsError, BalieError)


def test_a_hundred_megabytes_in_one_document_are_refused_quickly(
    desk: Callable[..., Settings], embedder: Counting
) -> None:
    config = desk()
    with (config.folder / "desk.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"id": "huge", "text": "' + "regel na regel " * 7_000_000 + '"}\n')
    report = pipeline.sync(config, embedder).sources["desk"]
    assert report.documents == len(DOCUMENTS)
    assert "105,000,000 characters" in report.rejected[0].reason


def test_a_million_blanks_do_not_end_the_process(desk: Callable[..., Settings], embedder: Counting) -> None:
    config = desk([{"id": "leeg", "title": "Leeg", "text": "begin" + " " * 1_000_000 + "einde"}])
    assert pipeline.sync(config, embedder).sources["desk"].documents == 1
