"""What differs between two states of a store: documents added, changed, moved and removed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from copilot.core.snapshot import DocumentFacts
from ingest.reading import SourceReading
from ingest.report import SyncReport


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids, in the order of the newer state; of what was removed, in that of the older one."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    moved: Mapping[str, str]
    """Id now -> id before, of documents that say the same under another id of their source."""
    removed: tuple[str, ...]


def between(before: Mapping[str, DocumentFacts], after: Mapping[str, DocumentFacts]) -> Changes:
    gone = [facts for facts in before.values() if facts.id not in after]
    new = [facts for facts in after.values() if facts.id not in before]
    moved = dict(_moves(gone, new))
    left = set(moved.values())
    return Changes(
        added=tuple(facts.id for facts in new if facts.id not in moved),
        changed=tuple(i for i, facts in after.items() if i in before and before[i].revision != facts.revision),
        moved=moved,
        removed=tuple(facts.id for facts in gone if facts.id not in left),
    )


def _moves(gone: Iterable[DocumentFacts], new: Iterable[DocumentFacts]) -> Iterator[tuple[str, str]]:
    """(id now, id before) of documents with equal content: moved or renamed at their source."""
    waiting: dict[tuple[str, str], list[str]] = defaultdict(list)
    for facts in gone:
        waiting[facts.source, facts.content].append(facts.id)
    for facts in new:
        if found := waiting.get((facts.source, facts.content)):
            yield facts.id, found.pop(0)


def fill(report: SyncReport, changes: Changes, sources: Mapping[str, SourceReading]) -> None:
    """Counts per source, those included that are no longer configured."""
    for name, reading in sources.items():
        counts = report.of(name)
        counts.items = len(reading.items)
        counts.documents = len(reading.documents)
        counts.rejected = [refusal.rejected for found in reading.refused.values() for refusal in found]
        counts.unread = list(reading.unread)
        masked: Counter[str] = Counter()
        languages: Counter[str] = Counter()
        for planned in reading.documents.values():
            facts = planned.facts
            counts.chunks += facts.chunks
            counts.tokens += facts.tokens
            counts.hidden += [facts.id] if facts.hidden else []
            masked.update(facts.masked)
            languages[facts.language or "unknown"] += 1
        counts.masked, counts.languages = dict(masked.most_common()), dict(languages.most_common())
    for kind in ("added", "changed", "removed"):
        for document_id in getattr(changes, kind):
            getattr(report.of(_source(document_id)), kind).append(document_id)
    for now, before in changes.moved.items():
        report.of(_source(now)).moved.append((before, now))


def _source(document_id: str) -> str:
    return document_id.split(":", 1)[0]
