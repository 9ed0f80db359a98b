"""What a store holds: its sources, its quarantine, its generations, and what differs between two of them."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from copilot.core.errors import DamagedError
from copilot.core.snapshot import Generations, Refusal, open_current, open_generation
from ingest import history
from ingest.changes import between

_SHOWN = 20
"""Documents named per kind of change, and items per reason of the quarantine, on the terminal."""


def state(store: Path) -> dict[str, Any]:
    """Everything there is to say, as JSON values. Raises NoSnapshotError when nothing was ingested yet."""
    generations = Generations(store)
    snapshot, degraded = open_current(store)
    ledger, seen = snapshot.records.ledger(), history.last_listed(store)
    latest = next(history.newest_first(store), None)
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for (source, _), item in ledger.items.items():
        states[source][item.state] += 1
    counts = snapshot.records.counts()
    return {
        "generation": snapshot.name,
        "created_at": snapshot.created_at,
        "content": snapshot.manifest["content"],
        "pinned": not degraded and generations.pointer().pinned,
        "degraded": degraded,
        "generations": [_generation(generations, name) for name in generations.names()],
        "embedder": snapshot.embedder.name,
        "documents": snapshot.documents,
        "chunks": snapshot.chunks,
        "sources": {
            name: {
                "documents": counts.get(name, (0, 0))[0],
                "chunks": counts.get(name, (0, 0))[1],
                "items": dict(states[name]),
                "last_seen": seen.get(name, ""),
                "stale": latest["stale"].get(name, "") if latest else "",
            }
            for name in sorted(states)
        },
        "rejected": [_refusal(item, refusal) for (_, item), found in ledger.refused.items() for refusal in found],
        "last_run": latest,
    }


def _generation(generations: Generations, name: str) -> dict[str, Any]:
    try:
        manifest = generations.manifest(name)
    except DamagedError as error:
        return {"generation": name, "damaged": error.problem}
    return {key: manifest[key] for key in ("generation", "created_at", "documents", "chunks")}


def _refusal(item: str, refusal: Refusal) -> dict[str, Any]:
    rejected = dataclasses.asdict(refusal.rejected)
    return {**rejected, "of": item, "first_seen": refusal.first_seen}


def to_text(data: dict[str, Any]) -> str:
    pinned = ", pinned" if data["pinned"] else ""
    lines = [f"{data['generation']} of {data['created_at']}{pinned}, {data['embedder']}"]
    lines.append(f"{data['documents']} documents, {data['chunks']} chunks")
    if data["degraded"]:
        lines.append(f"degraded: {data['degraded']}")
    for name, source in data["sources"].items():
        seen = f"  read in full {source['last_seen'][:16]}" if source["last_seen"] else ""
        lines.append(f"  {name:<16}{source['documents']:>8} documents{source['chunks']:>8} chunks{seen}")
        if source["stale"]:
            lines.append(f"  stale {name}: {source['stale']}")
    by_reason: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for refused in data["rejected"]:
        by_reason[refused["source"], refused["reason"], refused["fix"]].append(refused)
    for (source, reason, fix), found in sorted(by_reason.items(), key=lambda entry: -len(entry[1])):
        since = min(refused["first_seen"] for refused in found)[:10]
        lines.append(f"quarantined {source}: {len(found)} since {since}: {reason}")
        lines += [f"    {refused['item']}" for refused in found[:_SHOWN]]
        lines += [f"    and {len(found) - _SHOWN} more; all: python -m ingest status --json"] * (len(found) > _SHOWN)
        lines += [f"  -> {fix}"] if fix else []
    if by_reason:
        lines.append("read them again: python -m ingest retry")
    for made in data["generations"]:
        whole = "damaged" not in made
        lines.append(
            f"{made['generation']} of {made['created_at']}: {made['documents']} documents"
            if whole
            else f"{made['generation']} is damaged: {made['damaged']}"
        )
    return "\n".join(lines)


def difference(store: Path, older: str, newer: str) -> dict[str, Any]:
    """What the newer of two generations has that the other has not. Raises DamagedError for one that is not there."""
    before, after = (open_generation(store, name).records.facts() for name in (older, newer))
    changes = between(before, after)
    moved = [[was, now] for now, was in changes.moved.items()]
    return {
        "older": older,
        "newer": newer,
        "added": list(changes.added),
        "changed": list(changes.changed),
        "moved": moved,
        "removed": list(changes.removed),
    }


def difference_to_text(data: dict[str, Any]) -> str:
    lines = [f"from {data['older']} to {data['newer']}"]
    for kind in ("added", "changed", "moved", "removed"):
        names = [entry if isinstance(entry, str) else " -> ".join(entry) for entry in data[kind]]
        lines.append(f"{kind}: {len(names)}")
        lines += [f"  {name}" for name in names[:_SHOWN]]
        lines += [f"  and {len(names) - _SHOWN} more; all: add --json"] * (len(names) > _SHOWN)
    return "\n".join(lines)
