"""Documents and chunks by row: what was written is read, or the damage is told; never something else."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from copilot.core.errors import DamagedError
from copilot.core.snapshot import DocumentRecord, LedgerItem, LedgerState, Refusal
from copilot.core.snapshot.records import FILE, PLACES, Records, Writer
from copilot.core.types import Chunk, Document, Part, Rejected


def made(number: int, *texts: str, **more: object) -> DocumentRecord:
    """A document of these parts; each part is a chunk, and the whole is one."""
    parts = tuple(Part("message", text, author="Els", at="2026-01-02") for text in texts)
    document = Document("desk", f"map/{number} é🔑", "mail", f"Brief {number}", parts, **more)  # type: ignore[arg-type]
    spans = [*document.spans, (0, len(document.text))] if texts else []
    chunks = tuple(
        Chunk(document.id, start, end, document.text[start:end], "message", "Kop", f"Brief {number}", "nl")
        for start, end in spans
    )
    known = {"tokens": number, "masked": {"iban": 2}, "hidden": 1, "signature": b"\n\0\xff" * number}
    return DocumentRecord(document, f"item {number}", f"r{number}", chunks, "o", "c", **known)  # type: ignore[arg-type]


RECORDS = [
    made(
        0, "Opzeggen kan elke dag.", 'Met "é", 🔑 en\n\neen lege regel.', updated_at="2026-03-01", audience=("public",)
    ),
    made(1),
    made(2, "", "\n\n", metadata={"text_": ["a", {"b": None}]}, resolved=False, audience=()),
    *(made(n, f"Woord {n} " * n, f"Antwoord {n}", audience=("internal", "billing")) for n in range(3, 30)),
    made(30, "Een heel lang stuk. " * 5_000, "Einde."),
]
LEDGER = LedgerState(
    {("desk", f"item {n}"): LedgerItem(f"r{n}", "c", "partial", "2026", "run") for n in range(9)},
    {("desk", "item 2"): tuple(Refusal(Rejected("desk", f"{n}.eml", "is leeg", "mend it"), "2026") for n in range(3))},
)
NEWER = {3: RECORDS[29].document.id, 4: RECORDS[0].document.id, 5: "desk:not here"}
"""Row of a document -> the id that replaced it."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gen-000001")
    with closing(Writer(folder)) as writer:
        for row, record in enumerate(RECORDS):
            writer.add(record, [bytes([row, n]) * 10 for n in range(len(record.chunks))], NEWER.get(row, ""))
        writer.finish(LEDGER)
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "gen-000002"))


def readers(records: Records) -> Iterator[tuple[Callable[[], object], object]]:
    """Everything that can be read, and what it must be."""
    first = 0
    for row, record in enumerate(RECORDS):
        document = record.document
        yield (lambda row=row: records.document(row)), document
        for chunk_row, chunk in enumerate(record.chunks, first):
            yield (lambda at=chunk_row: records.chunk(at)), (chunk, row)
            if chunk.text:
                yield (
                    (lambda row=row, at=chunk.start: records.chunk_id_at(row, at).rsplit("-", 1)[0]),
                    (f"{document.id}@{chunk.start}"),
                )
        first += len(record.chunks)
    yield (lambda: [records.record(facts) for facts in records.facts().values()]), RECORDS
    yield records.ledger, LEDGER


def test_what_was_written_is_read(written: Path) -> None:
    with closing(Records(written)) as records:
        for read, expected in readers(records):
            assert read() == expected
        chunks = [(chunk, row) for row, record in enumerate(RECORDS) for chunk in record.chunks]
        assert records.chunks(range(len(chunks))) == chunks
        assert records.chunks([5, 0, 5]) == [chunks[5], chunks[0], chunks[5]]
        assert records.counts() == {"desk": (len(RECORDS), len(chunks))}
        keys = [bytes([row, n]) * 10 for row, record in enumerate(RECORDS) for n in range(len(record.chunks))]
        assert list(records.vector_keys()) == keys
        facts = records.facts()
        assert [i.first_row for i in facts.values()] == [records.directory.chunks(n).start for n in range(len(RECORDS))]
        assert list(facts) == list(records.directory) == [record.document.id for record in RECORDS]


def test_a_document_is_known_by_its_id(written: Path) -> None:
    with closing(Records(written)) as records:
        directory = records.directory
        for row, record in enumerate(RECORDS):
            assert directory.row(record.document.id) == row
            assert all(directory.owner(chunk) == row for chunk in directory.chunks(row))
            assert len(directory.chunks(row)) == len(record.chunks)
        for unknown in ("", "desk", "desk:", "desk:map/1 é", "desk:map/1 é🔑 ", "\ud800", "\0", "x" * 100_000):
            assert directory.row(unknown) is None
        found = {row: directory.successor(row) for row in range(len(RECORDS))}
        assert {row: newer for row, newer in found.items() if newer is not None} == {3: 29, 4: 0}


def test_nothing_at_all_is_written_and_read(tmp_path: Path) -> None:
    with closing(Writer(tmp_path)) as writer:
        writer.finish(LedgerState())
    with closing(Records(tmp_path)) as records:
        assert (records.facts(), records.ledger(), list(records.vector_keys())) == ({}, LedgerState(), [])
        assert records.directory.row("desk:1") is None


def test_a_document_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    with closing(Writer(tmp_path)) as writer:
        for record in (RECORDS[1], RECORDS[0], RECORDS[1]):
            writer.add(record, [b""] * len(record.chunks))
        with pytest.raises(ValueError, match=r"desk:map/1 é🔑 was given twice"):
            writer.finish(LedgerState())


def check(folder: Path, records: Records) -> int:
    """How many reads tell of damage; every other one gives what was written."""
    told = []
    for read, expected in readers(records):
        try:
            found = read()
        except DamagedError as error:
            told.append(error)
        else:
            assert found == expected
    assert all(error.problem.startswith(f"{folder.name}/{FILE}: a row of ") for error in told)
    assert all(error.fix == "run: python -m ingest sync" for error in told)
    return len(told)


@pytest.mark.parametrize("opened", [True, False], ids=["after it was opened", "before it was opened"])
@pytest.mark.parametrize("part", range(4))
def test_a_flipped_bit_is_never_served(folder: Path, part: int, opened: bool) -> None:
    """At places all over the file: every one of them belongs to some row."""
    path = folder / FILE
    data = path.read_bytes()
    with path.open("r+b", buffering=0) as stream:
        for place in range(part * 101, len(data), max(4 * 101, len(data) // 60)):
            with closing(Records(folder)) as early:
                os.pwrite(stream.fileno(), bytes([data[place] ^ (1 << place % 8)]), place)
                with closing(Records(folder)) as late:
                    assert check(folder, early if opened else late) > 0, place
            os.pwrite(stream.fileno(), data[place : place + 1], place)
    with closing(Records(folder)) as whole:
        assert check(folder, whole) == 0


@pytest.mark.parametrize("keep", [0, 1, 7, 0.3, 0.9, 0.999])
def test_a_file_that_was_cut_short_is_never_served(folder: Path, keep: float) -> None:
    with closing(Records(folder)) as records:
        size = (folder / FILE).stat().st_size
        os.truncate(folder / FILE, int(keep if keep >= 1 else size * keep))
        assert check(folder, records) > 0


def test_pages_that_were_zeroed_or_swapped_are_never_served(folder: Path) -> None:
    path, page = folder / FILE, 4096
    data = path.read_bytes()
    path.write_bytes(data[:page] + bytes(page) + data[2 * page :])
    with closing(Records(folder)) as records:
        assert check(folder, records) > 0
    path.write_bytes(data[page : 2 * page] + data[:page] + data[2 * page :])
    with closing(Records(folder)) as records:
        assert check(folder, records) > 0


def test_texts_of_another_generation_are_never_served(folder: Path, tmp_path: Path) -> None:
    """Of the same size, with rows that are whole in themselves."""
    other = tmp_path / "gen-000003"
    other.mkdir()
    with closing(Writer(other)) as writer:
        changed = made(0, "Opzeggen kan geen dag.", *(part.text for part in RECORDS[0].document.parts[1:]))
        writer.add(changed, [b""] * len(changed.chunks))
        writer.finish(LedgerState())
    data = (folder / FILE).read_bytes()
    place, size = (other / FILE).read_bytes().index(b"Opzeggen"), len("Opzeggen kan geen dag.")
    mine = data.index(b"Opzeggen")
    fresh = (other / FILE).read_bytes()[place : place + size]
    (folder / FILE).write_bytes(data[:mine] + fresh + data[mine + size :])
    with closing(Records(folder)) as records, pytest.raises(DamagedError, match="a row of texts"):
        records.chunk(0)


def test_what_is_read_at_start_is_damage_when_it_cannot_be_read(folder: Path) -> None:
    for spoil in (lambda path: path.write_bytes(path.read_bytes()[:-9]), lambda path: path.unlink()):
        spoil(folder / PLACES)
        with pytest.raises(DamagedError, match=r"gen-000002/records\.npz") as error:
            Records(folder)
        assert error.value.fix


def test_many_threads_read_at_once(written: Path) -> None:
    with closing(Records(written)) as records, ThreadPoolExecutor(8) as pool:
        for told in pool.map(lambda _: check(written, records), range(16)):
            assert told == 0


def test_a_removed_generation_is_read_to_its_end_and_let_go_of(folder: Path) -> None:
    records = Records(folder)
    assert open_in(folder)
    shutil.rmtree(folder)
    assert records.document(0) == RECORDS[0].document
    assert records.chunk(1)[0] == RECORDS[0].chunks[1]
    del records
    gc.collect()
    assert not open_in(folder)


def open_in(folder: Path) -> list[str]:
    """Files of a folder that this process has open, also after they were removed."""
    files = []
    for descriptor in Path("/proc/self/fd").iterdir():
        # That of the listing itself is gone by now.
        with contextlib.suppress(FileNotFoundError):
            files.append(str(descriptor.readlink()))
    return [file for file in files if file.startswith(str(folder))]
