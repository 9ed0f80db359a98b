"""python -m eval.bench.ticket_verdicts TICKETS: real Jira tickets, read by hand, against what the reader makes of them.

TICKETS is the export that was read; `data/eval/verdicts/tickets_jira.jsonl` holds one object a ticket: {"id", "text"
(the ticket in our own words), "resolution" (the comment that an expert calls the solution, or null), "acceptable"
(others that are equally right), "solved", "verdict": "right" or "wrong" (of the reader's output when it was judged),
"reason"}. Prints the rate as judged, and every ticket on which the present output no longer agrees. `--sample` prints
the ids to read instead.

The 40 were drawn (seed 20261125) from the tickets with two comments or more that nobody had read (not in
`tickets_jira.read_before.txt`) when the rules were frozen; each was read by one who neither wrote the rules nor saw
their output before, and the file was committed before it was counted. `tickets_jira_dev.jsonl` holds three earlier
rounds of 40, drawn half solved and half not, whose misses served to improve the rules; every verdict there is as it was
at first (31, 32 and 34 right).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from copilot.core.sections import SourceTable
from copilot.core.settings import ROOT, Settings
from copilot.core.types import INTERNAL_SUFFIX, Document
from ingest import configured

VERDICTS = ROOT / "data/eval/verdicts/tickets_jira.jsonl"
READ_BEFORE = VERDICTS.with_suffix(".read_before.txt")
SEED = 20261125
DRAWN = 40
NEEDED = 0.9
_KEYS = {"id", "text", "resolution", "acceptable", "solved", "verdict", "reason"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit 1 below NEEDED, or when a ticket judged right is read otherwise now; 2 when the verdicts are not usable."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tickets", type=Path)
    parser.add_argument("--verdicts", type=Path, default=VERDICTS)
    parser.add_argument("--sample", action="store_true", help="print the ids that are to be read")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--without", type=Path, default=READ_BEFORE, help="ids that were read before, one a line")
    options = parser.parse_args(arguments)
    if options.sample:
        read_before = set(options.without.read_text(encoding="utf-8").split())
        issues = (json.loads(line) for line in options.tickets.read_bytes().splitlines())
        print("\n".join(sampled((i for i in issues if i["key"] not in read_before), options.seed)))
        return 0
    try:
        verdicts = load(options.verdicts)
    except (OSError, ValueError) as error:
        print(f"{options.verdicts}: {error}", file=sys.stderr)
        return 2
    report = compare(verdicts, read(options.tickets, {verdict["id"] for verdict in verdicts}))
    print(json.dumps(report, ensure_ascii=False, indent=1))
    lost = [entry["id"] for entry in report["differs"] if entry["verdict"] == "right"]
    return int(report["rate"] < NEEDED or bool(lost))


def sampled(issues: Iterable[Mapping[str, Any]], seed: int = SEED, count: int = DRAWN) -> list[str]:
    """Keys of `count` tickets with two comments or more."""
    keys = sorted(issue["key"] for issue in issues if len(issue["fields"]["comment"]["comments"]) >= 2)
    return random.Random(seed).sample(keys, min(count, len(keys)))  # noqa: S311 - nothing secret


def load(path: Path) -> list[dict[str, Any]]:
    """The verdicts. Raises ValueError for one that is not complete, and OSError."""
    verdicts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for number, verdict in enumerate(verdicts, 1):
        if not isinstance(verdict, dict) or verdict.keys() != _KEYS or verdict["verdict"] not in ("right", "wrong"):
            raise ValueError(f'line {number}: expected {", ".join(sorted(_KEYS))}, and "right" or "wrong" as verdict')
    if not verdicts:
        raise ValueError("no verdicts")
    if len({verdict["id"] for verdict in verdicts}) < len(verdicts):
        raise ValueError("a ticket is judged twice")
    return verdicts


def read(path: Path, keys: set[str]) -> dict[str, Document]:
    """What the reader makes of these tickets, by key; private documents apart."""
    table = SourceTable.model_validate(
        {"name": "judged", "type": "tickets_jira", "path": path.resolve(), "audience": ["public"]}
    )
    source = configured.build_source(Settings(), table)
    found = (entry for item in source.items() for entry in source.read(item))
    return {
        entry.external_id: entry
        for entry in found
        if isinstance(entry, Document) and entry.external_id.removesuffix(INTERNAL_SUFFIX) in keys
    }


def compare(verdicts: Sequence[Mapping[str, Any]], documents: Mapping[str, Document]) -> dict[str, Any]:
    """The rate as judged by hand, and where the present output is not what was expected."""
    right = sum(verdict["verdict"] == "right" for verdict in verdicts)
    differs = []
    for verdict in verdicts:
        document = documents.get(verdict["id"])
        refs = [part.ref for part in document.parts if part.role == "resolution"] if document else []
        found = refs[0] if refs else None
        solved = document.resolved if document else None
        if found not in (verdict["resolution"], *verdict["acceptable"]) or solved != verdict["solved"] or not document:
            wanted = {"resolution": verdict["resolution"], "solved": verdict["solved"]}
            differs.append(
                {
                    "id": verdict["id"],
                    "verdict": verdict["verdict"],
                    "expected": wanted,
                    "found": found,
                    "solved": solved,
                }
            )
    return {
        "tickets": len(verdicts),
        "right": right,
        "rate": round(right / len(verdicts), 4),
        "agree_now": len(verdicts) - len(differs),
        "differs": differs,
    }


if __name__ == "__main__":
    sys.exit(main())
