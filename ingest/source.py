"""Reads one source: lists its items, reads those that changed, takes over the others."""

from __future__ import annotations

import time

from copilot.core.ports import Source, SplitSource
from copilot.core.types import Rejected
from ingest import progress
from ingest.erasure import Eraser
from ingest.journal import Entry, Journal
from ingest.prepare import Preparer
from ingest.reading import Base, Collector, SourceReading
from ingest.workers import Workers


def read(
    name: str,
    source: Source,
    preparer: Preparer,
    base: Base,
    journal: Journal,
    workers: Workers,
    run: str,
    until: float | None = None,
    *,
    retry: bool = False,
) -> SourceReading:
    """Raises SourceError when the source as a whole cannot be read.

    until: moment of the monotonic clock after which changed items are no longer looked into. retry: whether items of
    which something was refused count as changed.
    """
    items = list(source.items())
    # Files may be named after a person.
    names = {item.key: preparer.eraser.key(item.key) for item in items}
    revisions = {names[item.key]: preparer.revision(item.revision) for item in items}
    fresh = {key for key, revision in revisions.items() if base.revision(name, key) != revision}
    if fresh or {item for (of, item) in base.ledger.items if of == name} - revisions.keys():
        fresh |= base.shadowed(name) & revisions.keys()
    if retry:
        fresh |= {item for (of, item) in base.ledger.refused if of == name} & revisions.keys()
    changed = [item for item in items if names[item.key] in fresh]
    done = {item.key: journal.done(name, names[item.key], revisions[names[item.key]]) for item in changed}
    origins = {facts.id: facts.origin for facts in base.facts.values() if facts.source == name} if changed else {}
    collector = Collector(name, base, run)
    unread: list[str] = []
    knowing = preparer.knowing({} if retry else origins)
    stream = workers.prepared(source, knowing, changed, done) if changed else iter(())
    following = next(stream, None)
    # How many documents an item holds that is read in pieces shows only while it is read.
    in_pieces = isinstance(source, SplitSource)
    with progress.bar(name, None if in_pieces else len(items)) as step:
        for item in items:
            key = names[item.key]
            if key not in fresh:
                collector.take_over(key)
            elif until is not None and time.monotonic() > until:
                collector.take_over(key)
                unread.append(key)
            else:
                collector.add(key, journal.entries(name, key))
                while following and following[0].key == item.key:
                    entries = [_without_erased(entry, preparer.eraser) for entry in following[1]]
                    rows = journal.add(name, key, revisions[key], done[item.key], entries)
                    done[item.key] += 1
                    collector.add(key, zip(rows, entries, strict=True))
                    step(len(entries) if in_pieces else 0)
                    following = next(stream, None)
                collector.finish(key, revisions[key])
            step(0 if in_pieces else 1)
    return collector.reading(unread)


def _without_erased(entry: Entry, eraser: Eraser) -> Entry:
    """Documents are without erased persons already."""
    return eraser.rejected(entry) if isinstance(entry, Rejected) else entry
