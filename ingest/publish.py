"""The next generation: what was read and what is taken over, embedded, grouped, written and published."""

from __future__ import annotations

import logging
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from copilot.core.errors import DamagedError
from copilot.core.ports import Embedder
from copilot.core.settings import Settings
from copilot.core.snapshot import DocumentRecord, Generations, LedgerState, write
from copilot.core.snapshot.records import vector_keys
from ingest import chunk, embed, prepare, relations, visibility
from ingest.changes import Changes
from ingest.erasure import Register
from ingest.journal import Journal
from ingest.reading import Base, Planned, SourceReading
from ingest.report import SyncReport
from ingest.vector_cache import DamagedCacheError, VectorCache, discard

log = logging.getLogger(__name__)

_QUOTES = re.compile(r"""[:;,("'`«“”„‘]|\bsuch as\b""")
"""Where a reason begins to name what was found."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W_]+)*")
_LONGEST = 80


@dataclass
class Plan:
    """The next generation, source by source. What is derived is asked for once all sources are in."""

    sources: dict[str, SourceReading] = field(default_factory=dict)

    @cached_property
    def documents(self) -> dict[str, Planned]:
        return {i: planned for source in self.sources.values() for i, planned in source.documents.items()}

    @cached_property
    def audiences(self) -> dict[str, tuple[str, ...]]:
        return {i: planned.facts.audience for i, planned in self.documents.items()}

    @cached_property
    def ledger(self) -> LedgerState:
        return LedgerState(
            {(name, item): noted for name, s in self.sources.items() for item, noted in s.items.items()},
            {(name, item): refused for name, s in self.sources.items() for item, refused in s.refused.items()},
        )


def publish(
    settings: Settings,
    generations: Generations,
    embedder: Embedder,
    base: Base,
    plan: Plan,
    changes: Changes,
    journal: Journal,
    report: SyncReport,
    *,
    pinned: bool = False,
) -> None:
    """Embeds what is new, writes the next generation and publishes it; fills in the report."""
    documents = [_since(planned, base, changes, report.started_at) for planned in plan.documents.values()]

    def record(planned: Planned) -> DocumentRecord:
        if planned.row is not None:
            return replace(journal.record(planned.row), first_seen=planned.facts.first_seen)
        assert base.snapshot is not None
        made = base.snapshot.records.record(planned.facts)
        return replace(made, document=replace(made.document, audience=planned.facts.audience))

    started = time.monotonic()
    related = relations.among(documents, lambda planned: record(planned).document.text, settings.today())
    report.duplicates = len(related.copies)
    report.superseded = len(related.superseded)
    report.seconds["compare"] = time.monotonic() - started
    store = settings.store_path
    states = Counter(item.state for item in plan.ledger.items.values())
    facts = {
        "versions": {"chunk": chunk.VERSION, "prepare": prepare.VERSION},
        "cleaners": prepare.CLEANERS,
        "settings": settings.model_dump(mode="json", include={"chunks", "embedder"}),
        "ledger": dict(states),
        "run": report.started_at,
        "quarantined": quarantined(plan.ledger),
        # So that a register that is lost does not go unnoticed.
        "erased": sorted(entry.id for entry in Register.load(store).entries),
    }

    def made() -> str:
        started = time.monotonic()
        embedded = embed.embedded(store, embedder, documents, base.snapshot, record)
        report.chunks, report.embedded = len(embedded.keys), embedded.now
        report.seconds["embed"] = time.monotonic() - started

        def fill(folder: Path) -> dict[str, Any]:
            records, vectors = map(record, documents), embedded.blocks()
            return write(folder, records, plan.ledger, vectors, embedded.keys, embedder.identity, facts, related.by_id)

        return generations.write(fill)

    started = time.monotonic()
    try:
        name = made()
    except DamagedCacheError as error:
        log.warning("%s: it is made anew, which costs time only", error.problem)
        discard(store)
        name = made()
    # Before the pointer: from here on, whichever generation is served, what was removed stays away.
    generations.write_overlay(visibility.overlay(generations, name, plan.audiences))
    generations.publish(name, pinned=pinned)
    generations.prune(settings.store.keep_generations, name, unless_held=True)
    with VectorCache(store, embedder.identity) as cache:
        cache.forget_unused(vectors_in_use(generations))
    report.generation, report.published = name, True
    report.seconds["write"] = time.monotonic() - started - report.seconds["embed"]


def vectors_in_use(generations: Generations) -> Iterator[bytes]:
    """Keys of the vectors that the kept generations are made of."""
    for name in generations.names():
        try:
            yield from vector_keys(generations.opened(name)[0])
        except DamagedError:
            # It is damaged and will not be served again; the cache saves time only.
            continue


def quarantined(ledger: LedgerState) -> dict[str, dict[str, int]]:
    """Source -> reason -> how many; for a dashboard, so the reasons hold nothing of a document or a file's name."""
    counted: Mapping[str, Counter[str]] = defaultdict(Counter)
    for (source, _), refused in ledger.refused.items():
        counted[source].update(_kind(refusal.rejected.reason) for refusal in refused)
    return {source: dict(counts) for source, counts in counted.items()}


def _kind(reason: str) -> str:
    """A reason up to where it begins to quote what was found; what is no plain word of it is "#"."""
    said = _QUOTES.split(reason, maxsplit=1)[0]
    words = [re.sub(r"\d+", "#", word) if _WORD.fullmatch(word) else "#" for word in said.split()]
    return " ".join(words)[:_LONGEST].strip() or "other"


def _since(planned: Planned, base: Base, changes: Changes, run: str) -> Planned:
    """With the moment at which the document came first, which one that was moved keeps."""
    facts = planned.facts
    before = base.facts.get(changes.moved.get(facts.id, facts.id))
    return replace(planned, facts=replace(facts, first_seen=before.first_seen if before else run))
