"""The ingest path, in order: read what changed -> clean -> chunk -> embed what is new -> write -> publish.

Nothing of the served generation is touched; what is unchanged is taken over from it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from copilot.core.errors import DamagedError, NoSnapshotError, SourceError, StoreError
from copilot.core.ports import Embedder, Source
from copilot.core.settings import Settings
from copilot.core.snapshot import (
    Generations,
    Overlay,
    Snapshot,
    durable,
    open_current,
)
from ingest import history, visibility
from ingest.changes import between, fill
from ingest.configured import build_source, preparer, select
from ingest.erase import complete
from ingest.erasure import Eraser, Register
from ingest.journal import Journal
from ingest.prepare import Preparer
from ingest.publish import Plan, publish
from ingest.reading import Base, SourceReading, lost
from ingest.report import SyncReport
from ingest.source import read
from ingest.workers import Workers

_ALWAYS = 5
"""Documents that a source may lose whatever their share."""


def sync(
    settings: Settings,
    embedder: Embedder,
    names: list[str] | None = None,
    *,
    dry_run: bool = False,
    unpin: bool = False,
    allow_shrink: bool = False,
    retry: bool = False,
) -> SyncReport:
    """Brings the snapshot up to date with the sources. Raises BalieError when nothing can be published.

    allow_shrink: whether a source may lose more than [sync] max_shrink of its documents. retry: whether items of which
    something was quarantined are read again although they did not change.
    """
    started = time.monotonic()
    report = SyncReport(dry_run=dry_run, started_at=datetime.now(UTC).isoformat(timespec="milliseconds"))
    chosen = {table.name for table in select(settings, names)}
    store = settings.store_path
    with nullcontext() if dry_run else durable.writer_lock(store):
        # Built before anything is read: a mistake in the configuration stops the run at once, not in its middle.
        # And behind the lock: nobody is erased meanwhile.
        tables = [table for table in settings.sources if table.name in chosen]
        sources = {table.name: (build_source(settings, table), preparer(settings, table)) for table in tables}
        generations = Generations(store)
        if not dry_run:
            complete(settings, embedder)
        snapshot, overlay, fault = _base(generations, unpin=unpin)
        register = Register.load(store).holding(snapshot.manifest["erased"] if snapshot else ())
        base = Base.of(snapshot, overlay)
        with _journal(None if dry_run else store, snapshot) as journal:
            plan = _read(settings, sources, base, journal, report, allow_shrink=allow_shrink, retry=retry)
            report.seconds["read"] = time.monotonic() - started
            now = {i: planned.facts for i, planned in plan.documents.items()}
            changes = between(base.facts, now)
            fill(report, changes, plan.sources)
            if not report.listed and not any(source.items for source in plan.sources.values()):
                raise SourceError(
                    "no source could be read: " + "; ".join(report.stale.values()), "correct the sources named above"
                )
            current = snapshot is not None and snapshot.embedder == embedder.identity and not unpin
            current = current and not fault and plan.ledger.same_as(base.ledger)
            if not dry_run and not (current and not visibility.hides_too_much(overlay, plan.audiences)):
                publish(settings, generations, embedder, base, plan, changes, journal, report)
        report.generation = report.generation or (snapshot.name if snapshot else "")
        report.seconds["total"] = time.monotonic() - started
        if not dry_run:
            history.keep(store, report, settings.sync.keep_runs, Eraser(register))
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


@contextmanager
def _journal(store: Path | None, base: Snapshot | None) -> Iterator[Journal]:
    """What was read is kept when a run is killed or fails; store None: in no case."""
    journal = Journal(store, base.name if base else "")
    try:
        yield journal
    except BaseException:
        journal.close()
        raise
    journal.clear()


def _read(
    settings: Settings,
    sources: Mapping[str, tuple[Source, Preparer]],
    base: Base,
    journal: Journal,
    report: SyncReport,
    *,
    allow_shrink: bool,
    retry: bool,
) -> Plan:
    """Documents of all sources: read where an item changed, taken over from the base where it did not."""
    plan = Plan()
    until = time.monotonic() + settings.sync.dry_run_seconds if report.dry_run else None
    with Workers(settings.reading, settings.limits) as workers:
        for table in settings.sources:
            name = table.name
            report.of(name)
            try:
                if name not in sources:
                    plan.sources[name] = base.as_it_was(name)
                    continue
                found = read(name, *sources[name], base, journal, workers, report.started_at, until, retry=retry)
                if not allow_shrink:
                    _refuse_shrinking(settings, base, name, found)
                plan.sources[name] = found
                report.listed.append(name)
            except SourceError as error:
                # Its neighbours go on, and what was last read of it stays.
                report.stale[name] = str(error)
                plan.sources[name] = base.as_it_was(name)
    return plan


def _refuse_shrinking(settings: Settings, base: Base, name: str, found: SourceReading) -> None:
    """An export that broke off half-way, or a folder that was not mounted, must not empty the index."""
    before = sum(facts.source == name for facts in base.facts.values())
    gone = len(lost(base.facts, found, name))
    if gone > _ALWAYS and gone > settings.sync.max_shrink * before:
        raise SourceError(
            f"source {name!r}: {gone} of its {before} documents are gone, more than {settings.sync.max_shrink:.0%}",
            f"check the export; if that is right: python -m ingest sync --source {name} --allow-shrink",
        )
