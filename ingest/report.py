"""What one `sync` did, for people and for machines."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from copilot.core.types import Rejected

_SHOWN = 5
"""Rejected items named per source on the terminal; all of them stand in the JSON and in `status`."""


@dataclass
class SourceReport:
    documents: int = 0
    chunks: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    """Documents out of which text was taken that people do not see."""


@dataclass
class SyncReport:
    dry_run: bool = False
    published: bool = False
    generation: str = ""
    """The generation that is served after the run."""
    chunks: int = 0
    embedded: int = 0
    """Passages that had to be embedded; the others came from the cache."""
    stale: dict[str, str] = field(default_factory=dict)
    """Source -> why it could not be read; its last good state stays."""
    sources: dict[str, SourceReport] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def of(self, source: str) -> SourceReport:
        return self.sources.setdefault(source, SourceReport())

    def to_json(self) -> dict[str, Any]:
        data = dataclasses.asdict(self)
        data["seconds"] = {stage: round(value, 3) for stage, value in self.seconds.items()}
        return data

    def to_text(self) -> str:
        """A table of the sources, then what was quarantined and what is stale."""
        lines = [f"{'source':<16}{'documents':>10}{'added':>8}{'changed':>9}{'removed':>9}{'quarantined':>13}"]
        for name, s in self.sources.items():
            lines.append(
                f"{name:<16}{s.documents:>10}{len(s.added):>8}{len(s.changed):>9}{len(s.removed):>9}{len(s.rejected):>13}"
            )
        for name, s in self.sources.items():
            for refused in s.rejected[:_SHOWN]:
                lines.append(f"quarantined {name}: {refused.item}: {refused.reason}")
                if refused.fix:
                    lines.append(f"  -> {refused.fix}")
            if len(s.rejected) > _SHOWN:
                lines.append(f"quarantined {name}: and {len(s.rejected) - _SHOWN} more; see: python -m ingest status")
        for name, s in self.sources.items():
            if s.hidden:
                shown = ", ".join(s.hidden[:_SHOWN]) + (", …" if len(s.hidden) > _SHOWN else "")
                lines.append(f"hidden text removed from {len(s.hidden)} of {name}: {shown}")
                lines.append(f"  -> look at it: python -m ingest preview --source {name} --explain")
        lines += [f"stale {name}: {reason}" for name, reason in self.stale.items()]
        if self.dry_run:
            lines.append("dry run: nothing was written")
        elif self.published:
            done = f"{self.chunks} chunks, {self.embedded} embedded, {self.seconds['total']:.1f} s"
            lines.append(f"published {self.generation}: {done}")
        else:
            lines.append(f"nothing changed: {self.generation} stays, {self.seconds['total']:.1f} s")
        return "\n".join(lines)
