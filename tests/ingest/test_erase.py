"""`erase`, end to end: people who stand in every kind of source leave every byte of the store and stay away."""

from __future__ import annotations

import dataclasses
import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from copilot.core import interchange, settings
from copilot.core.embedders import load
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import DamagedError, ModelError, NoSnapshotError, RequestError, StoreError
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations, durable, open_current
from copilot.core.snapshot.lexical import terms_of
from copilot.core.types import LOCAL_ASKER, Filters
from copilot.pipeline import Copilot, Question
from ingest import history, pipeline, status
from ingest.__main__ import main
from ingest.erase import Receipt, erase
from ingest.erasure import Register, Subject
from support_erase import PEOPLE, Person, Traces, alike, others, plant

EVERYBODY = Traces(PEOPLE)


class Failing(HashingEmbedder):
    def embed_passages(self, texts):  # noqa: ARG002
        raise ModelError("the model does not answer")


def served(config: Settings) -> dict[str, str]:
    """Id -> all of each document that is served, as JSON."""
    snapshot, degraded = open_current(config.store_path)
    assert not degraded
    found = {i: snapshot.document(i, LOCAL_ASKER) for i in snapshot.records.facts()}
    return {i: json.dumps(interchange.to_json(d), ensure_ascii=False) for i, d in found.items() if d is not None}


def shown(copilot: Copilot, question: str) -> str:
    """Everything that a search and an answer show."""
    hits = copilot.search(LOCAL_ASKER, question).hits
    answer = copilot.answer(LOCAL_ASKER, Question(question))
    found = [repr(hit) for hit in hits] + [repr(citation) for citation in answer.citations]
    return "\n".join([*found, answer.text, repr(answer.refusal)])


@dataclass
class Desk:
    config: Settings
    before: dict[str, str]
    held: dict[str, set[bytes]]
    """File of the store -> what stood in it of them."""
    receipts: list[Receipt]
    seconds: float


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Twenty people in six sources, several generations, a journal and a quarantine; then all of them erased."""
    folder = tmp_path_factory.mktemp("desk")
    config = settings.load(plant(folder, PEOPLE, personal_data="keep"), {})
    embedder = load(config.embedder)
    pipeline.sync(config, embedder)
    for number in (3, 4):
        (folder / f"wiki/blok-{number}/{PEOPLE[number].slug}.md").unlink()
    page = folder / f"wiki/blok-5/{PEOPLE[5].slug}.md"
    page.rename(page.with_name(f"oud-{PEOPLE[5].slug}.md"))
    pipeline.sync(config, embedder)
    with (folder / "los/los.jsonl").open("a") as stream:
        stream.write("\n" + json.dumps({"id": "laat", "text": f"Nog iets over {PEOPLE[6].name} en {PEOPLE[6].iban}."}))
    with pytest.raises(ModelError):
        pipeline.sync(config, Failing(32))
    before, held = served(config), EVERYBODY.below(config.store_path)
    started = time.monotonic()
    receipts = []
    for one in PEOPLE:
        receipts.append(erase(config, embedder, one.values))
        if one in PEOPLE[:2]:
            assert Traces([one]).below(config.store_path) == {}
    return Desk(config, before, held, receipts, time.monotonic() - started)


def test_they_stood_everywhere(desk: Desk) -> None:
    """Otherwise the tests below would prove nothing."""
    places = " ".join(desk.held)
    for kind in ("gen-000001", "gen-000002", "access.json", "runs/", "reading.sqlite"):
        assert kind in places, kind
    for one in PEOPLE:
        named = {i.split(":")[0] for i, text in desk.before.items() if Traces([one]).of(text)}
        assert named == {"post", "app", "desk", "lijst", "los"} | (
            {"wiki"} if PEOPLE.index(one) not in (3, 4) else set()
        )


def test_no_byte_of_them_is_left_in_the_store(desk: Desk) -> None:
    assert EVERYBODY.below(desk.config.store_path) == {}
    assert desk.seconds < 60


def test_no_piece_of_a_name_finds_what_was_about_them(desk: Desk) -> None:
    snapshot, _ = open_current(desk.config.store_path)
    scope = snapshot.scope(LOCAL_ASKER, Filters())
    for one in PEOPLE:
        found, _ = snapshot.words.matches(terms_of(one.name.split()[-1]), scope).best(snapshot.chunks)
        names = {snapshot.hit(row, 0.0, 1, LOCAL_ASKER).document.id.split("-")[0] for row in found.tolist()}
        assert names <= {"los:ander"}, one


def test_no_answer_shows_them(desk: Desk) -> None:
    copilot = Copilot.open(desk.config)
    for one in PEOPLE:
        for question in (
            f"Wat is het telefoonnummer van {one.name}?",
            f"{one.mail} {one.iban}",
            f"klant {one.customer}",
        ):
            assert not Traces([one]).of(shown(copilot, question).replace(question, "")), one


def test_everything_else_stays_as_it_was(desk: Desk) -> None:
    after = served(desk.config)
    untouched = {i: text for i, text in desk.before.items() if not EVERYBODY.of(text) and not EVERYBODY.of(i)}
    assert len(untouched) >= len(others())
    assert {i: after.get(i) for i in untouched} == untouched
    assert len(after) == len(desk.before)
    texts = " ".join(after.values())
    for number, one in enumerate(PEOPLE):
        assert texts.count(alike(one.bsn)) >= 2, "an order number that looks like theirs"
        assert f"De zonneboiler {number} druppelt" in texts, "what their documents say beside"
        assert f"Thermostaat {number}: zet hem uit en weer aan." in texts


def test_a_receipt_counts_and_names_nobody(desk: Desk) -> None:
    for one, receipt in zip(PEOPLE, desk.receipts, strict=True):
        assert receipt.documents == sum(bool(Traces([one]).of(i + text)) for i, text in desk.before.items())
        assert receipt.places >= receipt.documents
        assert receipt.values == {"name": 1, "mail": 1, "phone": 1, "bsn": 1, "iban": 1, "code": 1}
        assert (receipt.left_in_store, len(receipt.removed) > 0) == ((), True)
        kept = desk.config.store_path / f"receipts/{receipt.subject}.json"
        assert json.loads(kept.read_text())["documents"] == receipt.documents
        named = dataclasses.replace(receipt, left_at_source=())
        assert not EVERYBODY.of(named.to_text() + json.dumps(dataclasses.asdict(named)))
    assert Generations(desk.config.store_path).names() == [desk.receipts[-1].generation]


def test_a_receipt_names_the_files_that_still_hold_them(desk: Desk) -> None:
    for one, receipt in zip(PEOPLE, desk.receipts, strict=True):
        looked = Traces([one])
        expected = set()
        for table in desk.config.sources:
            folder = desk.config.folder / table.path
            for file in (path for path in folder.rglob("*") if path.is_file()):
                if looked.of(file.read_bytes()) or looked.of(file.name):
                    expected.add(f"{table.name}: {file.relative_to(folder).as_posix()}")
        assert set(receipt.left_at_source) >= expected


def test_a_sync_does_not_bring_them_back(desk: Desk) -> None:
    folder, embedder = desk.config.folder, load(desk.config.embedder)
    report = pipeline.sync(desk.config, embedder)
    assert report.embedded <= 5, "nearly nothing reads otherwise than it was rewritten"
    assert sum(len(source.changed) for source in report.sources.values()) <= 5
    with (folder / f"wiki/blok-0/{PEOPLE[0].slug}.md").open("a") as stream:
        stream.write(f"\n## Nieuw\n\nVraag het {PEOPLE[0].name}, {PEOPLE[0].phone}.\n")
    (folder / f"wiki/{PEOPLE[1].name}.md").write_text(f"# Over {PEOPLE[1].name.upper()}\n\n{PEOPLE[1].iban}\n")
    (folder / "los/nog.jsonl").write_text(
        json.dumps({"id": PEOPLE[2].mail, "text": f"Pakket voor {PEOPLE[2].name}", "updated_at": PEOPLE[2].customer})
    )
    changed = pipeline.sync(desk.config, embedder)
    assert len(changed.sources["wiki"].added) == len(changed.sources["wiki"].changed) == 1
    pipeline.sync(desk.config, embedder, retry=True)
    again = erase(desk.config, embedder, PEOPLE[1].values)
    assert (again.documents, again.places) == (0, 0), "nothing had come back"
    assert EVERYBODY.below(desk.config.store_path) == {}
    assert not EVERYBODY.of(json.dumps(status.state(desk.config.store_path), ensure_ascii=False))
    assert len(Register.load(desk.config.store_path).entries) == len(PEOPLE)


def test_with_masked_personal_data_too(tmp_path: Path) -> None:
    some = PEOPLE[:3]
    config = settings.load(plant(tmp_path, some, personal_data=""), {})
    embedder = load(config.embedder)
    pipeline.sync(config, embedder)
    assert Traces(some).below(config.store_path)
    for one in some:
        erase(config, embedder, one.values)
    assert Traces(some).below(config.store_path) == {}
    pipeline.sync(config, embedder)
    assert Traces(some).below(config.store_path) == {}


# A small desk of 30 pages, for what does not need all sources.

ONE, OTHER = PEOPLE[0], PEOPLE[7]
EMBEDDER = HashingEmbedder(32)


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    documents = [{"id": f"blad-{n}", "text": f"Blad {n} gaat over de dakgoot."} for n in range(30)]
    for n, one in ((3, ONE), (5, ONE), (7, OTHER)):
        documents[n]["text"] += f" Bel {one.name} op {one.phone}."
    (tmp_path / "los").mkdir()
    (tmp_path / "los/los.jsonl").write_text("\n".join(map(json.dumps, documents)))
    config = tmp_path / "config.toml"
    config.write_text(
        '[embedder]\ntype = "hashing"\ndimension = 32\n[reading]\nprocesses = 1\n'
        '[[sources]]\nname = "los"\ntype = "jsonl"\npath = "los"\naudience = ["public"]\npersonal_data = "keep"\n'
    )
    made = settings.load(config, {})
    pipeline.sync(made, EMBEDDER)
    return made


def add(config: Settings, text: str) -> None:
    path = config.folder / "los/los.jsonl"
    number = path.read_text().count("\n") + 1
    path.write_text(f"{path.read_text()}\n{json.dumps({'id': f'blad-{number}', 'text': text})}")


def run(config: Settings, *arguments: str) -> int:
    command, *options = arguments
    return main([command, "--config", str(config.folder / "config.toml"), *options])


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_command_prints_a_receipt(small: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, "erase", "--subject", ONE.name, ONE.phone, "--subject", ONE.mail) == 0
    out = capsys.readouterr().out
    assert "(1 name, 1 phone, 1 mail)" in out
    assert "erased: 4 places in 2 documents; 2 passages embedded anew" in out
    assert "serving gen-000002; removed: gen-000001" in out
    assert "left in the store: nothing" in out
    assert "still at the sources, and kept out of every sync: los: los.jsonl" in out
    assert run(small, "erase", "--json", "--subject", OTHER.name) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 1


def test_a_dry_run_counts_and_writes_nothing(small: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(small.store_path)
    with durable.writer_lock(small.store_path):
        assert run(small, "erase", "--dry-run", "--subject", ONE.name) == 0, "it disturbs no sync"
    assert "would be erased: 2 places in 2 documents\ndry run: nothing was written" in capsys.readouterr().out
    assert files(small.store_path) == before


def test_whoever_is_nowhere_is_remembered_without_a_new_generation(
    small: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(small, "erase", "--subject", "Tibbe Zwanenveld") == 0
    out = capsys.readouterr().out
    assert "erased: nothing in any document; 0 passages embedded anew" in out
    assert "serving gen-000001; removed: no other" in out
    add(small, "Er kwam een mail van Tibbe Zwanenveld.")
    pipeline.sync(small, EMBEDDER)
    assert "Er kwam een mail van [VERWIJDERD]." in " ".join(served(small).values())


def test_older_generations_go_even_when_the_served_one_names_nobody(small: Settings) -> None:
    path = small.folder / "los/los.jsonl"
    path.write_text(path.read_text().replace(ONE.name, "iemand").replace(ONE.phone, "het nummer"))
    pipeline.sync(small, EMBEDDER)
    assert Traces([ONE]).below(small.store_path)
    receipt = erase(small, EMBEDDER, ONE.values)
    assert (receipt.documents, receipt.generation, receipt.removed) == (0, "gen-000002", ("gen-000001",))
    assert Traces([ONE]).below(small.store_path) == {}


def test_erasing_before_the_first_sync_clears_what_a_killed_run_left(small: Settings) -> None:
    store = small.store_path
    (store / "snapshots").rename(small.folder / "away")
    (store / "access.json").write_text(ONE.mail)
    (store / "cache/vectors.sqlite").unlink()
    with pytest.raises(ModelError):
        pipeline.sync(small, Failing(32))
    (store / "snapshots/gen-000001.tmp").mkdir(parents=True)
    (store / "snapshots/gen-000001.tmp/records.rows").write_text(ONE.name)
    (store / "runs/x.json.tmp").write_text(ONE.name)
    erase(small, EMBEDDER, ONE.values)
    assert Traces([ONE]).below(store) == {}
    with pytest.raises(NoSnapshotError):
        open_current(store)
    pipeline.sync(small, EMBEDDER)
    assert Traces([ONE]).below(store) == {}
    assert len(served(small)) == 30


def test_words_are_refused_unless_that_is_meant(small: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(25):
        add(small, "Wij leveren Groene Stroom uit de buurt.")
    pipeline.sync(small, EMBEDDER)
    before = files(small.store_path)
    assert run(small, "erase", "--subject", "groene stroom") == 1
    error = capsys.readouterr().err
    assert "25 of 55 documents match, too many for one person" in error
    assert "stroom" not in error
    assert files(small.store_path) == before, "and nobody is remembered"
    assert run(small, "erase", "--force", "--subject", "groene stroom") == 0
    assert "roene" not in " ".join(served(small).values())


@pytest.mark.parametrize("value", ["Jan", "klantenservice", "3011 AB", "2026-11-20", "12", ""])
def test_what_describes_many_is_refused_before_anything_is_looked_at(small: Settings, value: str) -> None:
    with pytest.raises(RequestError):
        erase(small, EMBEDDER, [ONE.name, value])
    assert not (small.store_path / "erased.json").exists()


def test_a_pinned_store_stays_pinned(small: Settings) -> None:
    add(small, f"Blad over {ONE.name}.")
    pipeline.sync(small, EMBEDDER)
    assert run(small, "rollback") == 0
    erase(small, EMBEDDER, ONE.values)
    pointer = Generations(small.store_path).pointer()
    assert (pointer.generation, pointer.pinned) == ("gen-000003", True)
    assert len(served(small)) == 30, "as it was before the roll-back's newer one"
    assert Generations(small.store_path).names() == ["gen-000003"]
    with pytest.raises(StoreError, match="pinned"):
        pipeline.sync(small, EMBEDDER)
    pipeline.sync(small, EMBEDDER, unpin=True)
    assert len(served(small)) == 31
    assert Traces([ONE]).below(small.store_path) == {}


def test_what_was_removed_at_the_source_stays_hidden_in_a_pinned_store(small: Settings) -> None:
    path = small.folder / "los/los.jsonl"
    path.write_text("\n".join(path.read_text().splitlines()[1:]))
    pipeline.sync(small, EMBEDDER)
    assert run(small, "rollback") == 0
    erase(small, EMBEDDER, ["Tibbe Zwanenveld"])
    assert "los:blad-0" not in served(small)
    assert open_current(small.store_path)[0].documents == 29


def test_a_running_service_swaps_to_what_is_left(small: Settings) -> None:
    copilot = Copilot.open(small)
    question = f"Hoe bereik ik {ONE.name}?"
    assert Traces([ONE]).of(shown(copilot, question).replace(question, ""))
    erase(small, EMBEDDER, ONE.values)
    assert copilot.refresh()
    assert not Traces([ONE]).of(shown(copilot, question).replace(question, ""))


def lose(path: Path) -> None:
    path.unlink()


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize("harm", [lose, damage])
def test_a_register_that_is_lost_or_damaged_is_noticed_and_the_cure_works(
    small: Settings, harm: Callable[[Path], None]
) -> None:
    erase(small, EMBEDDER, ONE.values)
    erase(small, EMBEDDER, OTHER.values)
    add(small, f"Weer over {ONE.name}.")
    harm(small.store_path / "erased.json")
    for doing in (lambda: pipeline.sync(small, EMBEDDER), lambda: erase(small, EMBEDDER, ["Tibbe Zwanenveld"])):
        with pytest.raises(StoreError, match="erased") as caught:
            doing()
        assert "erased.json back from a backup" in caught.value.fix
        assert "snapshots" in caught.value.fix
    assert not Traces([ONE]).of(" ".join(served(small).values())), "nothing was published without it"
    (small.store_path / "erased.json").unlink(missing_ok=True)
    (small.store_path / "snapshots").rename(small.folder / "away")
    for one in (ONE, OTHER):
        erase(small, EMBEDDER, one.values)
    report = pipeline.sync(small, EMBEDDER)
    assert report.embedded <= 1, "the cache has stayed"
    assert Traces([ONE, OTHER]).below(small.store_path) == {}


def pending(config: Settings, one: Person) -> None:
    """As after an erasure that was killed before it wrote anything else."""
    Register.load(config.store_path).add(Subject.of(one.values), "2026-11-20")


def test_the_next_sync_finishes_what_was_killed_and_keeps_a_receipt(
    small: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    pending(small, ONE)
    with caplog.at_level(logging.WARNING):
        pipeline.sync(small, EMBEDDER)
    assert "finishing an erasure that was interrupted" in caplog.text
    assert Traces([ONE]).below(small.store_path) == {}
    (entry,) = Register.load(small.store_path).entries
    assert not entry.pending
    (kept,) = (small.store_path / "receipts").glob("*.json")
    assert json.loads(kept.read_text())["documents"] == 2


def test_the_receipt_of_one_person_does_not_count_another_who_was_pending(small: Settings) -> None:
    pending(small, ONE)
    assert erase(small, EMBEDDER, OTHER.values).documents == 1
    assert Traces([ONE, OTHER]).below(small.store_path) == {}
    assert not Register.load(small.store_path).pending
    assert len(list((small.store_path / "receipts").glob("*.json"))) == 2


def test_an_erasure_waits_for_a_whole_generation_and_nothing_comes_back_meanwhile(small: Settings) -> None:
    pending(small, ONE)
    (records,) = small.store_path.glob("snapshots/gen-000001/records.rows")
    records.write_bytes(records.read_bytes()[:-1] + b"!")
    with pytest.raises(DamagedError, match="records"):
        erase(small, EMBEDDER, OTHER.values)
    pipeline.sync(small, EMBEDDER)
    assert not Traces([ONE]).of(" ".join(served(small).values()))
    assert Register.load(small.store_path).pending
    pipeline.sync(small, EMBEDDER)
    assert not Register.load(small.store_path).pending
    assert Traces([ONE]).below(small.store_path) == {}


def test_what_cannot_be_looked_into_is_said(small: Settings) -> None:
    (small.store_path / "notities.txt").write_text(f"Teruggebeld: {ONE.name}")
    with pytest.raises(StoreError, match="is left in notities") as caught:
        erase(small, EMBEDDER, ONE.values)
    assert not EVERYBODY.of(str(caught.value))
    assert not EVERYBODY.of(" ".join(served(small).values()).replace(OTHER.name, "").replace(OTHER.phone, ""))


def test_reports_are_cleaned_and_damaged_ones_go(small: Settings) -> None:
    (small.folder / f"los/{ONE.mail}.jsonl").write_text("kapot")
    pipeline.sync(small, EMBEDDER)
    (small.store_path / "runs/0.json").write_text('{"half": ')
    receipt = erase(small, EMBEDDER, ONE.values)
    reports = list(history.newest_first(small.store_path))
    assert receipt.reports == 3
    assert len(reports) == 2
    assert reports[0]["sources"]["los"]["rejected"][0]["item"].startswith("[VERWIJDERD].jsonl")
