"""What one source gives: documents that were read now, and documents that are taken over as they were."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from copilot.core.snapshot import DocumentFacts, LedgerItem, LedgerState, Overlay, Refusal, Snapshot
from copilot.core.snapshot.facts import State
from copilot.core.types import Rejected
from ingest.journal import Entry
from ingest.prepare import Kept

_TWICE = "was already read from"
_MOST_REFUSED = 1_000
"""Refusals of one item that are told one by one: more are one fault, not many."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A document of the next generation."""

    facts: DocumentFacts
    row: int | None = None
    """Where the journal has it; None: it is taken over from the base."""


@dataclass(frozen=True)
class SourceReading:
    """One source as it is to be published."""

    documents: Mapping[str, Planned]
    """By document id, in the order of the items."""
    items: Mapping[str, LedgerItem]
    refused: Mapping[str, tuple[Refusal, ...]]
    unread: tuple[str, ...] = ()
    """Changed items that were not looked into, because a dry run had no time left."""


@dataclass(frozen=True)
class Base:
    """What the generation that is built upon knows, as far as it may still be shown."""

    snapshot: Snapshot | None
    overlay: Overlay
    facts: Mapping[str, DocumentFacts] = field(default_factory=dict)
    ledger: LedgerState = field(default_factory=LedgerState)
    by_item: Mapping[tuple[str, str], list[DocumentFacts]] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot | None, overlay: Overlay) -> Base:
        if snapshot is None:
            return cls(None, overlay)
        facts = snapshot.records.facts()
        by_item: dict[tuple[str, str], list[DocumentFacts]] = defaultdict(list)
        for found in facts.values():
            by_item[found.source, found.item].append(found)
        return cls(snapshot, overlay, facts, snapshot.records.ledger(), by_item)

    def revision(self, source: str, item: str) -> str:
        """ "" for an item that is not known."""
        found = self.ledger.items.get((source, item))
        return found.revision if found else ""

    def shadowed(self, source: str) -> set[str]:
        """Items of which a document was left out because another item has its id: they count when that one changes."""
        return {
            item
            for (name, item), refused in self.ledger.refused.items()
            if name == source and any(_TWICE in refusal.rejected.reason for refusal in refused)
        }

    def as_it_was(self, source: str) -> SourceReading:
        """A source that is not read now, without what was removed or restricted since.

        The base may be older than the overlay: after a roll-back, or because the served generation is damaged.
        """
        documents: dict[str, Planned] = {}
        items: dict[str, LedgerItem] = {}
        for (name, item), noted in self.ledger.items.items():
            if name != source:
                continue
            was = self.by_item.get((name, item), [])
            now = [self._today(facts) for facts in was if facts.id not in self.overlay.removed]
            documents |= {facts.id: Planned(facts) for facts in now}
            # Without a revision the item is read again as soon as its source can be.
            items[item] = noted if now == was else replace(noted, revision="")
        refused = {item: found for (name, item), found in self.ledger.refused.items() if name == source}
        return SourceReading(documents, items, refused)

    def _today(self, facts: DocumentFacts) -> DocumentFacts:
        return replace(facts, audience=self.overlay.audiences.get(facts.id, facts.audience))


class Collector:
    """Gathers what the items of one source give, in their order."""

    def __init__(self, source: str, base: Base, run: str) -> None:
        self._source, self._base, self._run = source, base, run
        self._documents: dict[str, Planned] = {}
        self._items: dict[str, LedgerItem] = {}
        self._refused: dict[str, list[Refusal]] = {}
        self._contents: dict[str, list[str]] = defaultdict(list)
        self._untold: Counter[str] = Counter()
        self._notes: dict[str, list[Refusal]] = defaultdict(list)
        """By document id, on documents that were ingested all the same: such as a date that had to be dropped."""
        for (name, _), refused in base.ledger.refused.items():
            for refusal in refused if name == source else ():
                self._notes[f"{source}:{refusal.rejected.item}"].append(refusal)

    def take_over(self, item: str) -> None:
        """An item that did not change."""
        for facts in self._base.by_item.get((self._source, item), ()):
            self._plan(item, Planned(facts))
        self._refused.setdefault(item, []).extend(self._base.ledger.refused.get((self._source, item), ()))
        if (self._source, item) in self._base.ledger.items:
            self._items[item] = self._base.ledger.items[self._source, item]

    def add(self, item: str, found: Iterable[tuple[int, Entry]]) -> None:
        """Some of what a changed item gave, with the rows of the journal."""
        for row, entry in found:
            if isinstance(entry, Rejected):
                self._refuse(item, entry)
            elif isinstance(entry, Kept):
                facts = self._base.facts[entry.document_id]
                self._plan(item, Planned(replace(facts, item=item)))
                self._refused.setdefault(item, []).extend(self._notes.get(facts.id, ()))
            else:
                self._plan(item, Planned(DocumentFacts.of(entry), row))

    def finish(self, item: str, revision: str) -> None:
        """Notes a changed item, of which everything was added."""
        if untold := self._untold[item]:
            told = Rejected(
                self._source, item, f"{untold:,} more of its entries were refused", "mend those named first"
            )
            self._refused[item].append(Refusal(told, self._run))
        before = self._base.ledger.items.get((self._source, item))
        contents, refused = self._contents[item], self._refused.get(item)
        state: State = "partial" if contents and refused else "quarantined" if refused else "empty"
        self._items[item] = LedgerItem(
            revision=revision,
            content=hashlib.sha256("\0".join(contents).encode()).hexdigest()[:32],
            state="ingested" if contents and not refused else state,
            first_seen=before.first_seen if before else self._run,
            run=self._run,
        )

    def reading(self, unread: Iterable[str] = ()) -> SourceReading:
        refused = {item: tuple(found) for item, found in self._refused.items() if found}
        return SourceReading(self._documents, self._items, refused, tuple(unread))

    def _plan(self, item: str, planned: Planned) -> None:
        facts = planned.facts
        if facts.id not in self._documents:
            self._documents[facts.id] = planned
            self._contents[item].append(facts.content)
            return
        external_id = facts.id.split(":", 1)[1]
        reason = f"id {external_id!r} {_TWICE} {self._documents[facts.id].facts.item}"
        self._refuse(item, Rejected(self._source, item, reason, "make ids unique"))

    def _refuse(self, item: str, rejected: Rejected) -> None:
        if len(self._refused.setdefault(item, [])) >= _MOST_REFUSED:
            self._untold[item] += 1
            return
        before = self._base.ledger.refused.get((self._source, item), ())
        since = next((refusal.first_seen for refusal in before if refusal.rejected == rejected), self._run)
        self._refused[item].append(Refusal(rejected, since))


def lost(before: Mapping[str, DocumentFacts], after: SourceReading, source: str) -> list[str]:
    """Ids of a source's documents that are gone, those that merely moved aside."""
    contents = {planned.facts.content for planned in after.documents.values()}
    return [
        facts.id
        for facts in before.values()
        if facts.source == source and facts.id not in after.documents and facts.content not in contents
    ]
