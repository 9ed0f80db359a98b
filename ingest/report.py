"""What one `sync` did, for people and for machines."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from copilot.core.types import Rejected

_SHOWN = 5
"""Rejected items named per source on the terminal; all of them stand in the JSON and in `status`."""
_NAMED = 20
"""Documents named per source and kind of change in a dry run."""


@dataclass
class SourceReport:
    items: int = 0
    """Files, channels, mailboxes that its source lists."""
    documents: int = 0
    chunks: int = 0
    tokens: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    """(id before, id now) of documents that say the same under another id."""
    rejected: list[Rejected] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    """Documents out of which text was taken that people do not see."""
    masked: dict[str, int] = field(default_factory=dict)
    """Kind of personal data -> places where it was masked or left out."""
    languages: dict[str, int] = field(default_factory=dict)
    """Documents by language."""
    unread: list[str] = field(default_factory=list)
    """Changed items that a dry run had no time to look into."""

    @property
    def reasons(self) -> dict[str, int]:
        """Why items were quarantined -> how many."""
        return dict(Counter(refused.reason for refused in self.rejected).most_common())


@dataclass
class SyncReport:
    dry_run: bool = False
    started_at: str = ""
    """ISO time, also the name of the run."""
    published: bool = False
    generation: str = ""
    """The generation that is served after the run."""
    chunks: int = 0
    embedded: int = 0
    """Passages that had to be embedded; the others came from the base or the cache."""
    duplicates: int = 0
    """Documents that say what another one says, which represents them."""
    superseded: int = 0
    """Documents of which a newer version is there."""
    stale: dict[str, str] = field(default_factory=dict)
    """Source -> why it could not be read; its last good state stays."""
    listed: list[str] = field(default_factory=list)
    """Sources that were read in full."""
    sources: dict[str, SourceReport] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    """By stage."""

    def of(self, source: str) -> SourceReport:
        return self.sources.setdefault(source, SourceReport())

    def to_json(self) -> dict[str, Any]:
        data = dataclasses.asdict(self)
        data["seconds"] = {stage: round(value, 3) for stage, value in self.seconds.items()}
        for name, source in self.sources.items():
            data["sources"][name]["reasons"] = source.reasons
        return data

    def to_text(self) -> str:
        """A table of the sources, then what was quarantined and what is stale, then the sums."""
        columns = ("documents", "added", "changed", "moved", "removed", "quarantined")
        lines = [f"{'source':<16}" + "".join(f"{column:>12}" for column in columns)]
        for name, s in self.sources.items():
            changes = (s.added, s.changed, s.moved, s.removed, s.rejected)
            lines.append(
                f"{name:<16}" + "".join(f"{n:>12}" for n in (s.documents, *(len(change) for change in changes)))
            )
        for name, s in self.sources.items():
            lines += self._named(name, s) if self.dry_run else []
            lines += _quarantine(name, s)
            if s.hidden:
                lines.append(f"hidden text removed from {len(s.hidden)} of {name}: {_some(s.hidden, _SHOWN)}")
                lines.append(f"  -> look at it: python -m ingest preview --source {name} --explain")
        lines += [f"stale {name}: {reason}" for name, reason in self.stale.items()]
        return "\n".join([*lines, *self._sums(), self._outcome()])

    def _named(self, name: str, s: SourceReport) -> list[str]:
        moved = [f"{before} -> {now}" for before, now in s.moved]
        changes = {"added": s.added, "changed": s.changed, "moved": moved, "removed": s.removed}
        lines = [f"{what} {name}: {_some(ids, _NAMED)}" for what, ids in changes.items() if ids]
        if s.unread:
            lines.append(f"not looked into {name}: {len(s.unread)} changed items: {_some(s.unread, _NAMED)}")
        return lines

    def _sums(self) -> list[str]:
        def total(name: str) -> str:
            counts: Counter[str] = Counter()
            for source in self.sources.values():
                counts.update(getattr(source, name))
            return ", ".join(f"{key} {count}" for key, count in counts.most_common())

        sums = {
            "languages": total("languages"),
            "masked": total("masked"),
            "the same as others": str(self.duplicates or ""),
            "older versions": str(self.superseded or ""),
            "seconds": ", ".join(f"{stage} {value:.1f}" for stage, value in self.seconds.items() if stage != "total"),
        }
        return [f"{what}: {text}" for what, text in sums.items() if text]

    def _outcome(self) -> str:
        seconds = self.seconds.get("total", 0.0)
        if self.dry_run:
            return f"dry run: nothing was written, {seconds:.1f} s"
        if self.published:
            tokens = sum(source.tokens for source in self.sources.values())
            done = f"{self.chunks} chunks of {tokens} tokens, {self.embedded} embedded, {seconds:.1f} s"
            return f"published {self.generation}: {done}"
        return f"nothing changed: {self.generation} stays, {seconds:.1f} s"


def _quarantine(name: str, s: SourceReport) -> list[str]:
    lines = []
    for refused in s.rejected[:_SHOWN]:
        lines.append(f"quarantined {name}: {refused.item}: {refused.reason}")
        if refused.fix:
            lines.append(f"  -> {refused.fix}")
    if len(s.rejected) > _SHOWN:
        lines.append(f"quarantined {name}: and {len(s.rejected) - _SHOWN} more; see: python -m ingest status")
    return lines


def _some(names: list[str], most: int) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
