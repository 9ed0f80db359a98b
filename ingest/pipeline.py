"""The ingest path, in order: read what changed -> clean -> chunk -> embed what is new -> write -> publish.

Nothing of the served generation is touched; what is unchanged is taken over from it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass

from copilot.core.errors import DamagedError, NoSnapshotError, SourceError, StoreError
from copilot.core.ports import Embedder, Source, SplitSource
from copilot.core.settings import Settings
from copilot.core.snapshot import (
    DocumentRecord,
    Generations,
    LedgerState,
    Overlay,
    Snapshot,
    durable,
    open_current,
    write,
)
from copilot.core.types import Rejected
from ingest import chunk, embed, prepare, progress, visibility, workers
from ingest.configured import build_source, preparer, select
from ingest.prepare import Preparer
from ingest.report import SourceReport, SyncReport
from ingest.spool import Spool


@dataclass(frozen=True, slots=True)
class _Summary:
    """What is remembered of a document that was read."""

    item: str
    revision: str
    chunks: int
    audience: tuple[str, ...]
    hidden: bool
    """Whether text was taken out of it that people do not see."""


class _Reading:
    """What has been read so far, in the order of the sources and their items."""

    def __init__(self, records: Spool) -> None:
        self.records = records
        self.documents: dict[str, _Summary] = {}
        """By document id."""
        self.items: dict[tuple[str, str], str] = {}
        self.rejected: dict[tuple[str, str], tuple[Rejected, ...]] = {}

    def add(self, source: str, item: str, revision: str, found: Iterable[DocumentRecord | Rejected]) -> None:
        """Adds what an item gave; an item that is read in pieces is added piece by piece."""
        refused: list[Rejected] = []
        for entry in found:
            if isinstance(entry, Rejected):
                refused.append(entry)
                continue
            document = entry.document
            if document.id in self.documents:
                reason = f"id {document.external_id!r} was already read from {self.documents[document.id].item}"
                refused.append(Rejected(source, item, reason, "make ids unique"))
            else:
                hidden = prepare.HIDDEN_KEY in document.metadata
                summary = _Summary(item, entry.revision, len(entry.chunks), document.audience, hidden)
                self.documents[document.id] = summary
                self.records.append(entry)
        self.items[source, item] = revision
        if refused:
            self.rejected[source, item] = (*self.rejected.get((source, item), ()), *refused)

    def keep_rejected(self, kept: LedgerState, source: str, item: str) -> None:
        if (source, item) in kept.rejected:
            self.rejected[source, item] = kept.rejected[source, item]

    @property
    def audiences(self) -> dict[str, tuple[str, ...]]:
        return {document_id: summary.audience for document_id, summary in self.documents.items()}

    @property
    def ledger(self) -> LedgerState:
        return LedgerState(self.items, self.rejected)


def sync(
    settings: Settings,
    embedder: Embedder,
    names: list[str] | None = None,
    *,
    dry_run: bool = False,
    unpin: bool = False,
) -> SyncReport:
    """Brings the snapshot up to date with the sources. Raises BalieError when nothing can be published."""
    started = time.monotonic()
    chosen = {table.name for table in select(settings, names)}
    # Built before anything is read: a mistake in the configuration stops the run at once, not in its middle.
    sources = {t.name: (build_source(settings, t), preparer(settings, t)) for t in settings.sources if t.name in chosen}
    store = settings.store_path
    with durable.writer_lock(store), closing(Spool(store)) as spool:
        generations = Generations(store)
        base, overlay, fault = _base(generations, unpin=unpin)
        report = SyncReport(dry_run=dry_run)
        reading = _Reading(spool)
        _read(settings, sources, base, overlay, reading, report)
        _compare(reading, base, report)
        report.seconds["read"] = time.monotonic() - started
        same_embedder = base is not None and base.embedder == embedder.identity
        if not reading.items:
            raise SourceError(
                "no source could be read: " + "; ".join(report.stale.values()), "correct the sources named above"
            )
        unchanged = base is not None and same_embedder and not unpin and reading.ledger == base.records.ledger()
        unchanged = unchanged and not fault and not visibility.hides_too_much(overlay, reading.audiences)
        if not dry_run and not unchanged:
            _publish(settings, generations, embedder, reading, report)
        report.generation = report.generation or (base.name if base else "")
    report.seconds["total"] = time.monotonic() - started
    return report


def _base(generations: Generations, *, unpin: bool) -> tuple[Snapshot | None, Overlay, str]:
    """The generation that is built upon (the served one, or the newest whole one, or none) and what is hidden of it.

    Third, the fault of the store that publishing a new generation repairs, "" when there is none.
    """
    try:
        if generations.pointer().pinned and not unpin:
            raise StoreError(
                f"the store is pinned to {generations.pointer().generation} by a roll-back",
                "run: python -m ingest sync --unpin",
            )
    except (NoSnapshotError, DamagedError):
        # Nothing is pinned, or the pointer is damaged and this run writes a new one.
        pass
    overlay, fault = Overlay(), ""
    try:
        overlay = generations.overlay()
    except DamagedError as error:
        fault = error.problem
    try:
        base, degraded = open_current(generations.store, overlay)
    except (NoSnapshotError, DamagedError):
        # A first run, or nothing on disk is whole: everything is read anew.
        return None, overlay, fault
    return base, overlay, degraded or fault


def _read(
    settings: Settings,
    sources: dict[str, tuple[Source, Preparer]],
    base: Snapshot | None,
    overlay: Overlay,
    reading: _Reading,
    report: SyncReport,
) -> None:
    """Documents of all sources: read where an item changed, taken over from the base where it did not."""
    kept: LedgerState = base.records.ledger() if base else LedgerState({}, {})
    for table in settings.sources:
        name = table.name
        report.sources[name] = SourceReport()
        if name not in sources:
            _take_over_unseen(reading, kept, base, overlay, name)
            continue
        source, preparing = sources[name]
        try:
            items = list(source.items())
        except SourceError as error:
            # Its neighbours go on, and what was last read of it stays.
            report.stale[name] = str(error)
            _take_over_unseen(reading, kept, base, overlay, name)
            continue
        revisions = {item: preparing.revision(item.revision) for item in items}
        same = {item for item in items if kept.items.get((name, item.key)) == revisions[item]}
        changed = [item for item in items if item not in same]
        stream = workers.prepared(source, preparing, changed, workers.processes(settings.reading.processes))
        read = next(stream, None)
        # How many documents an item holds that is read in pieces shows only while it is read.
        in_pieces = isinstance(source, SplitSource)
        with progress.bar(name, None if in_pieces else len(items)) as step:
            for item in items:
                reading.add(name, item.key, revisions[item], ())
                if base and item in same:
                    reading.add(name, item.key, revisions[item], base.records.of_item(name, item.key))
                    reading.keep_rejected(kept, name, item.key)
                while read and read[0] == item:
                    reading.add(name, item.key, revisions[item], read[1])
                    step(len(read[1]) if in_pieces else 0)
                    read = next(stream, None)
                step(0 if in_pieces else 1)


def _take_over_unseen(
    reading: _Reading, kept: LedgerState, base: Snapshot | None, overlay: Overlay, source: str
) -> None:
    """Adds what the base holds of a source that is not read now, except what was removed or restricted since.

    The base may be older than the overlay: after a roll-back, or because the served generation is damaged.
    """
    for (name, key), revision in kept.items.items():
        if base and name == source:
            was = list(base.records.of_item(name, key))
            now = list(visibility.restricted(was, overlay))
            # Without a revision the item is read again as soon as its source can be.
            reading.add(name, key, revision if now == was else "", iter(now))
            reading.keep_rejected(kept, name, key)


def _compare(reading: _Reading, base: Snapshot | None, report: SyncReport) -> None:
    """Counts what is added, changed and removed per source."""
    before = base.records.revisions() if base else {}
    for document_id, summary in reading.documents.items():
        counts = report.of(document_id.split(":", 1)[0])
        counts.documents += 1
        counts.chunks += summary.chunks
        counts.hidden += [document_id] if summary.hidden else []
        if document_id not in before:
            counts.added.append(document_id)
        elif before[document_id] != summary.revision:
            counts.changed.append(document_id)
    for document_id in before.keys() - reading.documents.keys():
        report.of(document_id.split(":", 1)[0]).removed.append(document_id)
    for (source, _), refused in reading.rejected.items():
        report.of(source).rejected.extend(refused)


def _publish(
    settings: Settings, generations: Generations, embedder: Embedder, reading: _Reading, report: SyncReport
) -> None:
    started = time.monotonic()
    matrix, report.embedded = embed.vectors(settings.store_path, embedder, reading.records)
    report.chunks = len(matrix)
    report.seconds["embed"] = time.monotonic() - started
    started = time.monotonic()
    facts = {
        "versions": {"chunk": chunk.VERSION, "prepare": prepare.VERSION},
        "cleaners": prepare.CLEANERS,
        "settings": settings.model_dump(mode="json", include={"chunks", "embedder"}),
        "ledger": {"items": len(reading.items), "rejected": sum(map(len, reading.rejected.values()))},
    }
    name = generations.write(
        lambda folder: write(folder, reading.records, reading.ledger, matrix, embedder.identity, facts)
    )
    # Before the pointer: from here on, whichever generation is served, what was removed stays away.
    generations.write_overlay(visibility.overlay(generations, name, reading.audiences))
    generations.publish(name)
    generations.prune(settings.store.keep_generations, name)
    report.generation, report.published = name, True
    report.seconds["write"] = time.monotonic() - started
