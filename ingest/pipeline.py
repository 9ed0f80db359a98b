"""The ingest path, in order: read what changed -> clean -> chunk -> embed what is new -> write -> publish.

Nothing of the served generation is touched; what is unchanged is taken over from it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from copilot.core.errors import DamagedError, NoSnapshotError, SourceError, StoreError
from copilot.core.ports import Embedder, Item, Source
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
from copilot.core.types import Rejected, Vectors
from ingest import chunk, prepare, progress, visibility
from ingest.configured import build_source, preparer, select
from ingest.prepare import Preparer, unexpected
from ingest.report import SourceReport, SyncReport
from ingest.vector_cache import VectorCache

_BATCH = 256
"""Passages between two commits of the vector cache: what a kill can lose, about half a minute of work."""


@dataclass
class _Reading:
    """What has been read so far, in the order of the sources and their items."""

    records: list[DocumentRecord] = field(default_factory=list)
    items: dict[tuple[str, str], str] = field(default_factory=dict)
    rejected: dict[tuple[str, str], tuple[Rejected, ...]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    """Document id -> item that gave it first."""

    def add(self, source: str, item: str, revision: str, found: Iterator[DocumentRecord | Rejected]) -> None:
        refused: list[Rejected] = []
        for entry in found:
            if isinstance(entry, Rejected):
                refused.append(entry)
            elif entry.document.id in self.owners:
                first = self.owners[entry.document.id]
                refused.append(
                    Rejected(
                        source,
                        item,
                        f"id {entry.document.external_id!r} was already read from {first}",
                        "make ids unique",
                    )
                )
            else:
                self.owners[entry.document.id] = item
                self.records.append(entry)
        self.items[source, item] = revision
        if refused:
            self.rejected[source, item] = tuple(refused)

    def keep_rejected(self, kept: LedgerState, source: str, item: str) -> None:
        if (source, item) in kept.rejected:
            self.rejected[source, item] = kept.rejected[source, item]


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
    with durable.writer_lock(store):
        generations = Generations(store)
        base, overlay, fault = _base(generations, unpin=unpin)
        report = SyncReport(dry_run=dry_run)
        reading = _read(settings, sources, base, overlay, report)
        _compare(reading, base, report)
        report.seconds["read"] = time.monotonic() - started
        same_embedder = base is not None and base.embedder == embedder.identity
        if not reading.items:
            raise SourceError(
                "no source could be read: " + "; ".join(report.stale.values()), "correct the sources named above"
            )
        unchanged = base is not None and same_embedder and not unpin and _ledger(reading) == base.records.ledger()
        unchanged = unchanged and not fault and not visibility.hides_too_much(overlay, reading.records)
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
    report: SyncReport,
) -> _Reading:
    """Documents of all sources: read where an item changed, taken over from the base where it did not."""
    reading = _Reading()
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
        with progress.bar(name, len(items)) as step:
            for item in items:
                revision = preparing.revision(item.revision)
                if base and kept.items.get((name, item.key)) == revision:
                    reading.add(name, item.key, revision, base.records.of_item(name, item.key))
                    reading.keep_rejected(kept, name, item.key)
                else:
                    reading.add(name, item.key, revision, _prepared(source, preparing, item))
                step(1)
    return reading


def _prepared(source: Source, preparing: Preparer, item: Item) -> Iterator[DocumentRecord | Rejected]:
    """What an item gives. Whatever goes wrong with it stays with it: its neighbours go on."""
    try:
        for found in source.read(item):
            if isinstance(found, Rejected):
                yield found
            else:
                yield from preparing.records(found, item.key)
    except OSError as error:
        yield Rejected(
            preparing.source, item.key, f"cannot be read: {error.strerror}", "check the file and its permissions"
        )
    except Exception as error:
        # A fault of ours or of a parser must not cost the others; the message may hold the item's text.
        yield unexpected(preparing.source, item.key, error)


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


def _ledger(reading: _Reading) -> LedgerState:
    return LedgerState(reading.items, reading.rejected)


def _compare(reading: _Reading, base: Snapshot | None, report: SyncReport) -> None:
    """Counts what is added, changed and removed per source."""
    before = base.records.revisions() if base else {}
    after = {record.document.id: record for record in reading.records}
    for document_id, record in after.items():
        counts = report.of(record.document.source)
        counts.documents += 1
        counts.chunks += len(record.chunks)
        if document_id not in before:
            counts.added.append(document_id)
        elif before[document_id] != record.revision:
            counts.changed.append(document_id)
    for document_id in before.keys() - after.keys():
        report.of(document_id.split(":", 1)[0]).removed.append(document_id)
    for (source, _), refused in reading.rejected.items():
        report.of(source).rejected.extend(refused)


def _publish(
    settings: Settings, generations: Generations, embedder: Embedder, reading: _Reading, report: SyncReport
) -> None:
    started = time.monotonic()
    matrix = _embed(settings.store_path, embedder, reading.records, report)
    report.seconds["embed"] = time.monotonic() - started
    started = time.monotonic()
    facts = {
        "versions": {"chunk": chunk.VERSION, "prepare": prepare.VERSION},
        "cleaners": prepare.CLEANERS,
        "settings": settings.model_dump(mode="json", include={"chunks", "embedder"}),
        "ledger": {"items": len(reading.items), "rejected": sum(map(len, reading.rejected.values()))},
    }
    name = generations.write(
        lambda folder: write(folder, reading.records, _ledger(reading), matrix, embedder.identity, facts)
    )
    # Before the pointer: from here on, whichever generation is served, what was removed stays away.
    generations.write_overlay(visibility.overlay(generations, name, reading.records))
    generations.publish(name)
    generations.prune(settings.store.keep_generations, name)
    report.generation, report.published = name, True
    report.seconds["write"] = time.monotonic() - started


def _embed(store: Path, embedder: Embedder, records: list[DocumentRecord], report: SyncReport) -> Vectors:
    """One vector a chunk, in order; only passages that were never embedded are embedded now."""
    passages = [chunk.passage for record in records for chunk in record.chunks]
    with VectorCache(store, embedder.identity) as cache:
        keys = [cache.key(passage) for passage in passages]
        known = cache.get(keys)
        missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in known}
        report.chunks, report.embedded = len(keys), len(missing)
        # Passages of like length together: a batch costs as much as its longest.
        order = sorted(missing, key=lambda key: -len(missing[key]))
        with progress.bar("embedding", len(order)) as step:
            for start in range(0, len(order), _BATCH):
                some = order[start : start + _BATCH]
                made = dict(zip(some, embedder.embed_passages([missing[key] for key in some]), strict=True))
                cache.put(made)
                known |= made
                step(len(some))
    if not keys:
        return np.empty((0, embedder.identity.dimension), dtype=np.float32)
    return np.stack([known[key] for key in keys]).astype(np.float32, copy=False)
