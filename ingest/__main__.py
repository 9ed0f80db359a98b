"""python -m ingest sync | preview | status | rollback"""

from __future__ import annotations

import argparse
import json
import sys

from copilot.core import settings
from copilot.core.commands import Commands
from copilot.core.embedders import load as load_embedder
from copilot.core.errors import StoreError
from copilot.core.interchange import to_json
from copilot.core.snapshot import Generations, durable, open_current, open_generation
from copilot.core.types import Rejected
from ingest import configured, pipeline, workers
from ingest.explain import explain


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns its exit code. Results go to stdout, progress and errors to stderr."""
    stopped = "stopped; the published generation is untouched, the next sync goes on from here"
    return _commands().main(arguments, stopped)


def _commands() -> Commands:
    commands = Commands("python -m ingest", "Keeps the snapshot up to date with its sources.")
    sync = commands.add("sync", _sync, "read what changed at the sources and publish a new generation")
    sync.add_argument("--source", action="append", metavar="N", help="only this source; may be given several times")
    sync.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")
    sync.add_argument("--unpin", action="store_true", help="go on after a roll-back")
    sync.add_argument("--json", action="store_true", help="the report as one JSON object")
    preview = commands.add(
        "preview", _preview, "a source's documents as they would be ingested, one JSON object a line"
    )
    preview.add_argument("--source", required=True, metavar="N")
    preview.add_argument("--limit", type=int, metavar="K", help="stop after K documents")
    preview.add_argument(
        "--explain", action="store_true", help="for people: what is kept, what was removed, and by which rule"
    )
    status = commands.add("status", _status, "what is served, and what was quarantined")
    status.add_argument("--json", action="store_true")
    rollback = commands.add("rollback", _rollback, "serve an older generation; it stays until `sync --unpin`")
    rollback.add_argument("--to", metavar="GEN", help="name such as gen-000041; default: the one before the served one")
    return commands


def _sync(config: settings.Settings, options: argparse.Namespace) -> int:
    embedder = load_embedder(config.embedder)
    report = pipeline.sync(config, embedder, options.source, dry_run=options.dry_run, unpin=options.unpin)
    print(json.dumps(report.to_json(), ensure_ascii=False) if options.json else report.to_text())
    return 0


def _preview(config: settings.Settings, options: argparse.Namespace) -> int:
    (table,) = configured.select(config, [options.source])
    source, prepare = configured.build_source(config, table), configured.preparer(config, table)
    left = options.limit
    for found in workers.one_by_one(source, prepare, source.items()):
        if isinstance(found, Rejected):
            print(f"quarantined: {found.item}: {found.reason} -> {found.fix}", file=sys.stderr)
            continue
        if left == 0:
            break
        print(explain(found) if options.explain else json.dumps(to_json(found), ensure_ascii=False))
        left = None if left is None else left - 1
    return 0


def _status(config: settings.Settings, options: argparse.Namespace) -> int:
    generations = Generations(config.store_path)
    snapshot, degraded = open_current(config.store_path)
    counts = snapshot.records.counts()
    rejected = [r for found in snapshot.records.ledger().rejected.values() for r in found]
    pinned = not degraded and generations.pointer().pinned
    data = {
        "generation": snapshot.name,
        "created_at": snapshot.created_at,
        "pinned": pinned,
        "degraded": degraded,
        "generations": generations.names(),
        "embedder": snapshot.embedder.name,
        "documents": snapshot.documents,
        "chunks": snapshot.chunks,
        "sources": {name: {"documents": d, "chunks": c} for name, (d, c) in counts.items()},
        "rejected": [{"source": r.source, "item": r.item, "reason": r.reason, "fix": r.fix} for r in rejected],
    }
    if options.json:
        print(json.dumps(data, ensure_ascii=False))
        return 0
    print(f"{snapshot.name} of {snapshot.created_at}{', pinned' if pinned else ''}, {snapshot.embedder.name}")
    print(f"{snapshot.documents} documents, {snapshot.chunks} chunks")
    if degraded:
        print(f"degraded: {degraded}")
    for name, (documents, chunks) in counts.items():
        print(f"  {name:<16}{documents:>8} documents{chunks:>8} chunks")
    for r in rejected:
        print(f"quarantined {r.source}: {r.item}: {r.reason}\n  -> {r.fix}")
    print(f"generations: {', '.join(generations.names())}")
    return 0


def _rollback(config: settings.Settings, options: argparse.Namespace) -> int:
    generations = Generations(config.store_path)
    with durable.writer_lock(config.store_path):
        names = generations.names()
        served = open_current(config.store_path)[0].name
        older = [n for n in names if n < served]
        target = options.to or (older[-1] if older else "")
        if target not in names:
            found = f"there is no generation {target!r}" if target else f"there is no generation before {served}"
            raise StoreError(found, f"kept are: {', '.join(names)}")
        open_generation(config.store_path, target)  # refuses a damaged one before it is served
        generations.publish(target, pinned=True)
    print(f"serving {target}; documents removed since stay hidden; go on with: python -m ingest sync --unpin")
    return 0


if __name__ == "__main__":
    sys.exit(main())
