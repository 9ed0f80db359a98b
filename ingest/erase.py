"""`erase`: takes a person out of everything that the store keeps, proves it, and remembers it by keyed hashes.

Text is kept in the generations (records and word index), the journal of a run, the reports of runs and the receipts.
Whoever adds a place where text is kept adds it here. An erasure that was killed is completed by the next sync or erase.
"""

from __future__ import annotations

import dataclasses
import glob
import json
import logging
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from copilot.core.errors import DamagedError, RequestError, StoreError
from copilot.core.ports import Embedder
from copilot.core.settings import Settings
from copilot.core.snapshot import DocumentFacts, Generations, Overlay, Refusal, durable, open_current
from ingest import configured, history, progress
from ingest.changes import Changes
from ingest.erasure import Eraser, Register, Subject, traces
from ingest.export.base import SourceOptions
from ingest.journal import Journal
from ingest.prepare import Preparer
from ingest.publish import Plan, publish, vectors_in_use
from ingest.reading import Base, Planned, SourceReading
from ingest.report import SyncReport
from ingest.vector_cache import VectorCache

log = logging.getLogger(__name__)

FOLDER = "receipts"
_MANY, _SHARE = 20, 0.05
"""Documents, and share of all, beyond which a subject is more likely a word than a person."""


@dataclass
class Receipt:
    """What was done; it names nobody."""

    subject: str
    """Id in the register."""
    values: dict[str, int]
    """How many values of which kind were given; none where a later run, which knew none, finished a killed one."""
    at: str
    documents: int = 0
    """Documents that were changed."""
    places: int = 0
    """Places in them."""
    embedded: int = 0
    generation: str = ""
    """What is served now; all others were removed."""
    removed: tuple[str, ...] = ()
    reports: int = 0
    """Kept reports that were gone through."""
    left_in_store: tuple[str, ...] = ()
    """Files of the store in which a value still stands: none, or the erasure failed."""
    left_at_source: tuple[str, ...] = ()
    """Files of the sources that still hold a value: every sync takes it out again; better they are corrected."""
    seconds: float = 0.0
    dry_run: bool = False

    def to_text(self) -> str:
        given = ", ".join(f"{count} {kind}" for kind, count in self.values.items())
        lines = [f"subject {self.subject} ({given}), {self.at}"]
        found = f"{self.places} places in {self.documents} documents" if self.documents else "nothing in any document"
        if self.dry_run:
            return "\n".join([*lines, f"would be erased: {found}", "dry run: nothing was written"])
        lines.append(f"erased: {found}; {self.embedded} passages embedded anew, {self.seconds:.1f} s")
        if self.generation:
            lines.append(f"serving {self.generation}; removed: {', '.join(self.removed) or 'no other'}")
        lines.append(f"left in the store: {', '.join(self.left_in_store) or 'nothing'}")
        if self.left_at_source:
            lines.append(f"still at the sources, and kept out of every sync: {', '.join(self.left_at_source)}")
        return "\n".join(lines)


def erase(
    settings: Settings, embedder: Embedder, values: Iterable[str], *, dry_run: bool = False, force: bool = False
) -> Receipt:
    """Removes one person. values: whatever identifies them; see `Subject.of`, which refuses what is too common.

    Raises RequestError when so many documents match that a word must be meant (not with `force`), StoreError when
    something is left.
    """
    started, store = time.monotonic(), settings.store_path
    subject, now = Subject.of(values), datetime.now(UTC).isoformat(timespec="seconds")
    with nullcontext() if dry_run else durable.writer_lock(store):
        register, entry = Register.load(store).including(subject, now)
        if not dry_run and any(other.id != entry.id for other in register.pending):
            complete(settings, embedder)
            register, entry = Register.load(store).including(subject, now)
        rewritten = _Rewritten(settings, register)
        receipt = Receipt(entry.id, dict(subject.kinds), now, rewritten.documents, rewritten.places, dry_run=dry_run)
        if dry_run:
            return receipt
        if not force and rewritten.documents > max(_MANY, _SHARE * len(rewritten.base.facts)):
            raise RequestError(
                f"{rewritten.documents} of {len(rewritten.base.facts)} documents match, too many for one person",
                "name the person more fully; or look with --dry-run and run it with --force",
            )
        # From here on no sync brings them in, and whatever happens, the next run finishes this one.
        register.write()
        _replace(settings, embedder, rewritten, register, receipt)
        receipt.left_in_store = tuple(_left_in(store, subject))
        if not receipt.left_in_store:
            register.done(entry.id)
        receipt.left_at_source = tuple(_left_at_sources(settings, subject))
        receipt.seconds = round(time.monotonic() - started, 1)
        _keep(store, receipt)
    if receipt.left_in_store:
        raise StoreError(
            f"something of the subject is left in {', '.join(receipt.left_in_store)}",
            f"remove these files from {store} and run: python -m ingest sync",
        )
    return receipt


def complete(settings: Settings, embedder: Embedder) -> None:
    """Finishes erasures that were killed. The caller holds the store's lock.

    Where no generation is whole they stay pending: the next sync makes one without these persons, a later run finishes.
    """
    register = Register.load(settings.store_path)
    if not register.pending:
        return
    try:
        rewritten = _Rewritten(settings, register)
    except DamagedError as error:
        log.warning("an erasure that was interrupted waits for a whole generation: %s", error.problem)
        return
    log.warning("finishing an erasure that was interrupted")
    last = register.pending[-1]
    receipt = Receipt(last.id, {}, last.date, rewritten.documents, rewritten.places)
    _replace(settings, embedder, rewritten, register, receipt)
    for entry in register.pending:
        _keep(settings.store_path, replace(receipt, subject=entry.id, at=entry.date))
        register.done(entry.id)


class _Rewritten:
    """What is published, without the persons of a register; nothing is written yet."""

    def __init__(self, settings: Settings, register: Register) -> None:
        """Raises DamagedError when there are generations, and none of them is whole."""
        self.base, self.plan, self.journal = Base(None, Overlay()), Plan(), Journal(None, "")
        self.moved: dict[str, str] = {}
        """Id now -> id before, of documents whose id named somebody."""
        self.documents = self.places = 0
        self.pinned = self.differs = False
        """Of the served generation: whether a roll-back chose it, and whether another one must take its place."""
        self._eraser, self._settings = Eraser(register), settings
        generations = Generations(settings.store_path)
        if not generations.names():
            return
        try:
            overlay = generations.overlay()
            snapshot, degraded = open_current(settings.store_path, overlay)
        except DamagedError as error:
            raise DamagedError(error.problem, "run: python -m ingest sync, then erase again") from error
        register.holding(snapshot.manifest["erased"])
        self.base, self.pinned = Base.of(snapshot, overlay), not degraded and generations.pointer().pinned
        with progress.bar("erasing", len(self.base.facts)) as step:
            for name in dict.fromkeys(source for source, _ in self.base.ledger.items):
                self.plan.sources[name] = self._source(name, step)
        is_newest = not degraded and generations.names()[-1] == snapshot.name
        now = {i: planned.facts for i, planned in self.plan.documents.items()}
        self.differs = not is_newest or now != self.base.facts or self.plan.ledger != self.base.ledger

    def _source(self, name: str, step: progress.Step) -> SourceReading:
        was, preparer = self.base.as_it_was(name), self._preparer(name)
        documents: dict[str, Planned] = {}
        for planned in was.documents.values():
            now = self._document(planned.facts, preparer)
            documents[now.facts.id] = now
            step(1)
        items = {self._eraser.key(item): noted for item, noted in was.items.items()}
        refused = {
            self._eraser.key(item): tuple(self._refusal(refusal) for refusal in found)
            for item, found in was.refused.items()
        }
        return SourceReading(documents, items, refused)

    def _document(self, facts: DocumentFacts, preparer: Preparer) -> Planned:
        assert self.base.snapshot is not None
        was = self.base.snapshot.records.record(facts)
        document, found = self._eraser.erase(replace(was.document, audience=facts.audience))
        item = self._eraser.key(facts.item)
        if not found:
            return Planned(replace(facts, item=item))
        made = preparer.record(document, item, was.origin)
        made = replace(made, masked=was.masked, hidden=was.hidden)
        self.documents += 1
        self.places += found
        if document.id != facts.id:
            self.moved[document.id] = facts.id
        (row,) = self.journal.add(facts.source, item, "", self.documents, [made])
        return Planned(DocumentFacts.of(made), row)

    def _refusal(self, refusal: Refusal) -> Refusal:
        return replace(refusal, rejected=self._eraser.rejected(refusal.rejected))

    def _preparer(self, name: str) -> Preparer:
        """Of a source that is no longer configured: any; its documents go with the next sync."""
        for table in self._settings.sources:
            if table.name == name:
                return configured.preparer(self._settings, table)
        return Preparer(self._settings, SourceOptions(name=name, type="", path=Path()))


def _replace(
    settings: Settings, embedder: Embedder, rewritten: _Rewritten, register: Register, receipt: Receipt
) -> None:
    """Publishes what was rewritten, if that differs, and removes everything older."""
    store, generations, base = settings.store_path, Generations(settings.store_path), rewritten.base
    before = generations.names()
    if base.snapshot is None:
        # It says what generations must not show, and there are none.
        (store / "access.json").unlink(missing_ok=True)
        durable.sync_folder(store)
    else:
        report = SyncReport(started_at=receipt.at, generation=base.snapshot.name)
        if rewritten.differs:
            changes = Changes((), (), rewritten.moved, ())
            plan, journal, pinned = rewritten.plan, rewritten.journal, rewritten.pinned
            publish(settings, generations, embedder, base, plan, changes, journal, report, pinned=pinned)
        generations.prune(1, report.generation)
        generations.write_overlay(Overlay())
        receipt.generation, receipt.embedded = report.generation, report.embedded
        receipt.removed = tuple(name for name in before if name != report.generation)
        with VectorCache(store, embedder.identity) as cache:
            cache.forget_unused(vectors_in_use(generations))
            cache.shred()
    Journal(store, "").clear()
    _sweep(store)
    receipt.reports = history.erase(store, Eraser(register))


def _sweep(store: Path) -> None:
    """Removes what killed runs were still writing."""
    for folder in (store, store / history.FOLDER, Generations(store).folder):
        for leftover in (leftovers := list(folder.glob("*.tmp"))):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        if leftovers:
            durable.sync_folder(folder)


def _left_in(store: Path, subject: Subject) -> list[str]:
    try:
        return traces(store, subject.values)
    except OSError as error:
        raise StoreError(
            f"{error.filename} cannot be read ({error.strerror}), so nobody knows whether something is left in it",
            "correct that, then erase again",
        ) from error


def _left_at_sources(settings: Settings, subject: Subject) -> Iterator[str]:
    """What is named here helps people; it decides nothing."""
    for table in settings.sources:
        path = settings.folder / table.path
        for found in [path] if path.exists() else map(Path, sorted(glob.glob(str(path), recursive=True))):
            try:
                yield from (f"{table.name}: {name}" for name in traces(found, subject.values))
            except OSError as error:
                yield f"{table.name}: not known, {error.filename} cannot be read ({error.strerror})"


def _keep(store: Path, receipt: Receipt) -> None:
    """The receipt without the names of files, which may be those of persons."""
    folder = store / FOLDER
    durable.make_folder(folder)
    kept = dataclasses.asdict(replace(receipt, left_at_source=()))
    durable.replace(folder / f"{receipt.subject}.json", json.dumps(kept).encode())
