"""Re-ingesting without fear: what is kept, recognised, refused, resumed and remembered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from copilot.core import settings
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import ModelError
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations, durable, open_current
from copilot.core.types import LOCAL_ASKER
from ingest import history, pipeline, status
from ingest.__main__ import main
from ingest.workers import Workers
from support import DOCUMENTS

EMBEDDER = HashingEmbedder(32)


@pytest.fixture
def pages(tmp_path: Path) -> Settings:
    """Two sources of pages: `web` with 12 and `wiki` with 2."""
    for name, count in (("web", 12), ("wiki", 2)):
        (tmp_path / name).mkdir()
        for number in range(count):
            page(
                tmp_path / name / f"blad-{number}.md",
                f"Blad {number} van {name}",
                f"Dit is tekst {number} over {name}.",
            )
    tables = [f'[[sources]]\nname = "{n}"\ntype = "wiki_files"\npath = "{n}"\n' for n in ("web", "wiki")]
    (tmp_path / "config.toml").write_text('[embedder]\ntype = "hashing"\n' + "\n".join(tables), encoding="utf-8")
    return settings.load(tmp_path / "config.toml", {})


def page(path: Path, title: str, text: str) -> None:
    path.write_text(f"# {title}\n\n{text}\n", encoding="utf-8")


def run(config: Settings, *arguments: str) -> int:
    command, *options = arguments
    return main([command, "--config", str(config.folder / "config.toml"), *options])


def test_moved_and_renamed_files_are_recognised_by_their_content(pages: Settings) -> None:
    first = pipeline.sync(pages, EMBEDDER)
    (pages.folder / "web/archief").mkdir()
    (pages.folder / "web/blad-3.md").rename(pages.folder / "web/archief/blad-3.md")
    (pages.folder / "web/blad-4.md").rename(pages.folder / "web/vier.md")
    report = pipeline.sync(pages, EMBEDDER)
    web = report.sources["web"]
    assert sorted(web.moved) == [("web:blad-3.md", "web:archief/blad-3.md"), ("web:blad-4.md", "web:vier.md")]
    assert (web.added, web.changed, web.removed) == ([], [], [])
    assert report.embedded == 0
    snapshot, _ = open_current(pages.store_path)
    facts = snapshot.records.facts()
    assert facts["web:vier.md"].first_seen == first.started_at, "it is as old as it was"
    assert snapshot.document("web:blad-4.md", LOCAL_ASKER) is None


def test_a_source_that_loses_most_of_its_documents_keeps_them_until_that_is_allowed(
    pages: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.sync(pages, EMBEDDER)
    for number in range(7):
        (pages.folder / f"web/blad-{number}.md").unlink()
    page(pages.folder / "wiki/nieuw.md", "Nieuw", "Een nieuwe bladzijde.")
    report = pipeline.sync(pages, EMBEDDER)
    assert "7 of its 12 documents are gone" in report.stale["web"]
    assert "--allow-shrink" in report.stale["web"]
    assert report.sources["wiki"].added == ["wiki:nieuw.md"], "its neighbour goes on"
    assert report.listed == ["wiki"]
    assert open_current(pages.store_path)[0].document("web:blad-1.md", LOCAL_ASKER) is not None
    assert run(pages, "sync", "--source", "web") == 1, "nothing could be brought up to date"
    assert run(pages, "sync", "--allow-shrink", "--json") == 0
    assert len(json.loads(capsys.readouterr().out.splitlines()[-1])["sources"]["web"]["removed"]) == 7


def test_files_that_moved_are_no_loss(pages: Settings) -> None:
    pipeline.sync(pages, EMBEDDER)
    (pages.folder / "web").rename(pages.folder / "oud")
    (pages.folder / "web").mkdir()
    (pages.folder / "oud").rename(pages.folder / "web/2026")
    report = pipeline.sync(pages, EMBEDDER)
    assert len(report.sources["web"].moved) == 12
    assert report.stale == {}


def test_only_the_changed_section_of_a_page_is_embedded(pages: Settings) -> None:
    text = "\n\n".join(f"## Deel {n}\n\n" + f"Deel {n} legt iets anders uit. " * 20 for n in range(5))
    page(pages.folder / "web/lang.md", "Lang", text)
    pipeline.sync(pages, EMBEDDER)
    page(pages.folder / "web/lang.md", "Lang", text.replace("Deel 2 legt", "Deel 2 vertelt"))
    before = open_current(pages.store_path)[0].records.facts()["web:lang.md"].chunks
    report = pipeline.sync(pages, EMBEDDER)
    assert 1 <= report.embedded <= 2 < before


class Failing(HashingEmbedder):
    def embed_passages(self, texts):  # noqa: ARG002
        raise ModelError("the model does not answer")


class Counting(Workers):
    """Workers that count the jobs they did."""

    jobs = 0

    def prepared(self, *arguments, **options):
        for done in super().prepared(*arguments, **options):
            Counting.jobs += 1
            yield done


def test_what_a_failed_run_has_read_is_not_read_again(pages: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Workers", Counting)
    monkeypatch.setattr(Counting, "jobs", 0)
    with pytest.raises(ModelError):
        pipeline.sync(pages, Failing(32))
    assert Counting.jobs == 14
    page(pages.folder / "wiki/blad-1.md", "Anders", "Dit is intussen anders.")
    report = pipeline.sync(pages, EMBEDDER)
    assert Counting.jobs == 15, "one file has changed since"
    assert report.sources["web"].documents == 12
    whole = open_current(pages.store_path)[0]
    assert "intussen" in whole.document("wiki:blad-1.md", LOCAL_ASKER).text
    assert not list(pages.store_path.glob("cache/reading*")), "what is published is forgotten"


def test_a_resumed_run_gives_what_an_undisturbed_one_gives(pages: Settings) -> None:
    with pytest.raises(ModelError):
        pipeline.sync(pages, Failing(32))
    pipeline.sync(pages, EMBEDDER)
    resumed = open_current(pages.store_path)[0].manifest["content"]
    pages.store_path.rename(pages.folder / "other")
    pipeline.sync(pages, EMBEDDER)
    assert open_current(pages.store_path)[0].manifest["content"] == resumed


@pytest.mark.parametrize("damage", [b"", b"no database at all " * 300, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_damaged_journal_only_costs_time(pages: Settings, damage: bytes) -> None:
    with pytest.raises(ModelError):
        pipeline.sync(pages, Failing(32))
    (journal,) = pages.store_path.glob("cache/reading.sqlite")
    journal.write_bytes(damage)
    assert pipeline.sync(pages, EMBEDDER).sources["web"].documents == 12


def test_a_dry_run_names_what_would_change_and_leaves_nothing_behind(
    pages: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(pages, "sync", "--dry-run") == 0
    assert "added wiki: wiki:blad-0.md, wiki:blad-1.md" in capsys.readouterr().out
    assert not pages.store_path.exists()
    pipeline.sync(pages, EMBEDDER)
    before = sorted(path for path in pages.store_path.rglob("*"))
    (pages.folder / "wiki/blad-0.md").unlink()
    page(pages.folder / "wiki/blad-1.md", "Anders", "Dit is intussen anders.")
    with durable.writer_lock(pages.store_path):
        assert run(pages, "sync", "--dry-run") == 0, "it disturbs no other sync"
    out = capsys.readouterr().out
    assert "changed wiki: wiki:blad-1.md" in out
    assert "removed wiki: wiki:blad-0.md" in out
    assert sorted(path for path in pages.store_path.rglob("*")) == before


def test_a_dry_run_that_has_no_time_left_counts_items_instead(pages: Settings) -> None:
    hurried = pages.model_copy(update={"sync": pages.sync.model_copy(update={"dry_run_seconds": 1e-9})})
    report = pipeline.sync(hurried, EMBEDDER, dry_run=True)
    assert report.sources["wiki"].unread == ["blad-0.md", "blad-1.md"]
    assert "not looked into wiki: 2 changed items: blad-0.md, blad-1.md" in report.to_text()


def test_retry_reads_again_what_was_quarantined(
    desk: Callable[..., Settings], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = desk()
    file = config.folder / "desk.jsonl"
    file.write_text(file.read_text() + '{"id": "broken\n')
    assert run(config, "sync") == 0
    (first,) = status.state(config.store_path)["rejected"]
    assert (first["of"], first["item"]) == ("desk.jsonl", f"desk.jsonl line {len(DOCUMENTS) + 1}")
    monkeypatch.setattr(pipeline, "Workers", Counting)
    monkeypatch.setattr(Counting, "jobs", 0)
    assert run(config, "sync") == 0
    assert Counting.jobs == 0, "an unchanged item is not read again"
    assert run(config, "retry") == 0
    assert Counting.jobs == 1
    assert status.state(config.store_path)["rejected"] == [first], "since when is still known"
    capsys.readouterr()
    assert run(config, "status") == 0
    out = capsys.readouterr().out
    assert "quarantined desk: 1 since 20" in out
    assert "python -m ingest retry" in out


def test_every_run_is_kept_with_its_figures(pages: Settings) -> None:
    few = pages.model_copy(update={"sync": pages.sync.model_copy(update={"keep_runs": 2})})
    for number in range(3):
        page(pages.folder / "web/blad-0.md", "Blad", f"Editie {number}, die er nu staat en die men kan lezen.")
        pipeline.sync(few, EMBEDDER)
    kept = list(history.newest_first(pages.store_path))
    assert [report["sources"]["web"]["changed"] for report in kept] == [["web:blad-0.md"]] * 2
    newest = kept[0]
    assert newest["sources"]["web"]["items"] == newest["sources"]["web"]["documents"] == 12
    assert newest["sources"]["web"]["languages"] == {"nl": 12}
    assert newest["sources"]["web"]["tokens"] > 12
    assert {"read", "embed", "write", "total"} <= newest["seconds"].keys()
    assert status.state(pages.store_path)["sources"]["wiki"]["last_seen"] == newest["started_at"]


def test_status_tells_what_differs_between_two_generations(pages: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.sync(pages, EMBEDDER)
    (pages.folder / "web/blad-3.md").rename(pages.folder / "web/drie.md")
    (pages.folder / "web/blad-4.md").unlink()
    pipeline.sync(pages, EMBEDDER)
    assert run(pages, "status", "--diff", "gen-000001") == 0
    out = capsys.readouterr().out
    assert "from gen-000001 to gen-000002" in out
    assert "moved: 1\n  web:blad-3.md -> web:drie.md" in out
    assert "removed: 1\n  web:blad-4.md" in out
    assert run(pages, "status", "--diff", "gen-000001", "gen-000009") == 1
    assert "gen-000009" in capsys.readouterr().err


def test_an_unchanged_document_of_a_changed_file_is_taken_over_with_its_notes(desk: Callable[..., Settings]) -> None:
    documents = [{"id": f"d{n}", "text": f"Regel {n} over iets."} for n in range(3)]
    documents[1]["updated_at"] = "gisteren"
    config = desk(documents)
    pipeline.sync(config, EMBEDDER)
    (config.folder / "desk.jsonl").write_text("\n".join(map(json.dumps, [*documents, {"id": "d9", "text": "Nieuw."}])))
    report = pipeline.sync(config, EMBEDDER)
    assert (report.sources["desk"].added, report.sources["desk"].changed) == (["desk:d9"], [])
    assert [r.item for r in report.sources["desk"].rejected] == ["d1"], "its date is still none"
    assert report.embedded == 1


def test_a_generation_of_another_version_is_made_anew(pages: Settings) -> None:
    pipeline.sync(pages, EMBEDDER)
    generations = Generations(pages.store_path)
    older = {**generations.manifest("gen-000001"), "format": 1}
    from copilot.core.snapshot.generations import MANIFEST, sealed

    (generations.path("gen-000001") / MANIFEST).write_bytes(sealed(older))
    generations.publish("gen-000001")
    report = pipeline.sync(pages, EMBEDDER)
    assert (report.generation, report.embedded) == ("gen-000002", 0)


def test_a_file_of_faults_fills_no_quarantine(desk: Callable[..., Settings]) -> None:
    config = desk()
    (config.folder / "desk.jsonl").write_text("{}\n" * 5000 + '{"id": "goed", "text": "Dit is goed."}\n')
    report = pipeline.sync(config, EMBEDDER).sources["desk"]
    assert report.documents == 1
    assert len(report.rejected) == 1001
    assert report.rejected[-1].reason == "4,000 more of its entries were refused"


def test_status_names_a_damaged_generation_and_tells_the_rest(
    pages: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.sync(pages, EMBEDDER)
    page(pages.folder / "web/blad-0.md", "Blad", "Een andere tekst, die er nu staat.")
    pipeline.sync(pages, EMBEDDER)
    (pages.store_path / "snapshots/gen-000001/manifest.json").write_bytes(b"{}")
    assert run(pages, "status") == 0
    out = capsys.readouterr().out
    assert "gen-000001 is damaged: manifest.json" in out
    assert "gen-000002 of 20" in out
