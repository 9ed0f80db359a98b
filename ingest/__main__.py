"""python -m ingest sync | retry | preview | status | verify | erase | rollback"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys

from copilot.core import settings
from copilot.core.commands import Commands
from copilot.core.embedders import load as load_embedder
from copilot.core.errors import RequestError, StoreError
from copilot.core.interchange import to_json
from copilot.core.snapshot import Generations, durable, open_current, open_generation
from copilot.core.types import Rejected
from ingest import configured, pipeline, schedule, status
from ingest.erase import erase
from ingest.explain import explain
from ingest.verify import verify
from ingest.workers import Workers


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns its exit code. Results go to stdout, progress and errors to stderr."""
    stopped = "stopped; the published generation is untouched, the next sync goes on from here"
    return _commands().main(arguments, stopped)


def _commands() -> Commands:
    commands = Commands("python -m ingest", "Keeps the snapshot up to date with its sources.")
    sync = commands.add("sync", _sync, "read what changed at the sources and publish a new generation")
    _choose(sync)
    sync.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")
    sync.add_argument("--unpin", action="store_true", help="go on after a roll-back")
    sync.add_argument("--allow-shrink", action="store_true", help="let sources lose most of their documents")
    sync.add_argument(
        "--watch", action="store_true", help="now, and at the times of [schedule] until stopped; takes --source only"
    )
    retry = commands.add("retry", _retry, "sync, and read again what was quarantined")
    _choose(retry)
    preview = commands.add(
        "preview", _preview, "a source's documents as they would be ingested, one JSON object a line"
    )
    preview.add_argument("--source", required=True, metavar="N")
    preview.add_argument("--limit", type=int, metavar="K", help="stop after K documents")
    preview.add_argument(
        "--explain", action="store_true", help="for people: what is kept, what was removed, and by which rule"
    )
    status = commands.add("status", _status, "sources, quarantine, generations, and what differs between two of them")
    status.add_argument(
        "--diff", nargs="+", metavar="GEN", help="two generations, or one that is compared with the served one"
    )
    status.add_argument("--json", action="store_true")
    verifying = commands.add("verify", _verify, "read everything in the store and say what to do about what is wrong")
    verifying.add_argument("--json", action="store_true")
    erasing = commands.add("erase", _erase, "remove a person everywhere and keep them out; prints a receipt")
    values = "names, addresses, numbers of ONE person"
    erasing.add_argument("--subject", action="extend", nargs="+", required=True, metavar="VALUE", help=values)
    erasing.add_argument("--dry-run", action="store_true", help="count what would be erased; write nothing")
    erasing.add_argument("--force", action="store_true", help="even if many documents match")
    erasing.add_argument("--json", action="store_true", help="the receipt as one JSON object")
    rollback = commands.add("rollback", _rollback, "serve an older generation; it stays until `sync --unpin`")
    rollback.add_argument("--to", metavar="GEN", help="name such as gen-000041; default: the one before the served one")
    return commands


def _choose(command: argparse.ArgumentParser) -> None:
    command.add_argument("--source", action="append", metavar="N", help="only this source; may be given several times")
    command.add_argument("--json", action="store_true", help="the report as one JSON object")


def _sync(config: settings.Settings, options: argparse.Namespace) -> int:
    if options.watch:
        if options.dry_run or options.unpin or options.allow_shrink or options.json:
            raise RequestError("--watch repeats plain syncs", "run the other wish once, without --watch")
        return schedule.keep(config.schedule, schedule.command(options.config, options.source))
    wishes = {"dry_run": options.dry_run, "unpin": options.unpin, "allow_shrink": options.allow_shrink}
    return _run(config, options, wishes)


def _retry(config: settings.Settings, options: argparse.Namespace) -> int:
    return _run(config, options, {"retry": True})


def _run(config: settings.Settings, options: argparse.Namespace, wishes: dict[str, bool]) -> int:
    report = pipeline.sync(config, load_embedder(config.embedder), options.source, **wishes)
    print(json.dumps(report.to_json(), ensure_ascii=False) if options.json else report.to_text())
    return 0 if report.listed else 1


def _preview(config: settings.Settings, options: argparse.Namespace) -> int:
    (table,) = configured.select(config, [options.source])
    source, prepare = configured.build_source(config, table), configured.preparer(config, table)
    left = options.limit
    with Workers(config.reading, config.limits) as readers:
        for found in readers.documents(source, prepare, source.items()):
            if isinstance(found, Rejected):
                print(f"quarantined: {found.item}: {found.reason} -> {found.fix}", file=sys.stderr)
                continue
            if left == 0:
                break
            print(explain(found) if options.explain else json.dumps(to_json(found), ensure_ascii=False))
            left = None if left is None else left - 1
    return 0


def _status(config: settings.Settings, options: argparse.Namespace) -> int:
    store = config.store_path
    if options.diff:
        older, newer = sorted([*options.diff, open_current(store)[0].name][:2])
        data, to_text = status.difference(store, older, newer), status.difference_to_text
    else:
        data, to_text = status.state(store), status.to_text
    print(json.dumps(data, ensure_ascii=False) if options.json else to_text(data))
    return 0


def _verify(config: settings.Settings, options: argparse.Namespace) -> int:
    verdict = verify(config.store_path)
    print(json.dumps(verdict.to_json(), ensure_ascii=False) if options.json else verdict.to_text())
    return 1 if verdict.faults else 0


def _erase(config: settings.Settings, options: argparse.Namespace) -> int:
    embedder = load_embedder(config.embedder)
    receipt = erase(config, embedder, options.subject, dry_run=options.dry_run, force=options.force)
    print(json.dumps(dataclasses.asdict(receipt), ensure_ascii=False) if options.json else receipt.to_text())
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
