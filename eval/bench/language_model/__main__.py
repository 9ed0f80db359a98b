"""python -m eval.bench.language_model: how much a real model writes that its sources do not say, and what is shown.

`ask` puts the answerable cases of a suite to the question path and records every sentence of the model in
DIR/claims.jsonl; stopped half-way, the same command goes on. `shown` verifies the recorded sentences as today's code
does, without the model, and writes them to be read. `count` counts the verdicts of who read them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from copilot.core import settings
from copilot.core.commands import execute
from eval.bench.language_model import verdicts
from eval.bench.language_model.recording import read


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    ask = commands.add_parser("ask", help="record what the model writes")
    ask.add_argument("--config", type=Path, required=True, metavar="F")
    ask.add_argument("--cases", type=Path, required=True, metavar="SUITE", help="a .jsonl, .toml or folder of cases")
    ask.add_argument("--out", type=Path, required=True, metavar="DIR")
    ask.set_defaults(run=_ask)
    shown = commands.add_parser("shown", help="verify what was recorded")
    shown.add_argument("--all", action="store_true", help="also what is stopped, for the rate without verification")
    shown.add_argument("--out", type=Path, required=True, metavar="FILE")
    shown.set_defaults(run=_shown)
    count = commands.add_parser("count", help="count verdicts")
    count.add_argument("verdicts", type=Path, metavar="VERDICTS")
    count.set_defaults(run=_count)
    for command in (shown, count):
        command.add_argument("--from", type=Path, required=True, metavar="DIR", dest="folder", help="of `ask --out`")
    options = parser.parse_args(arguments)
    return execute(lambda: int(options.run(options)), stopped="stopped; the same command goes on")


def _ask(options: argparse.Namespace) -> int:
    from eval.bench.language_model.ask import ask
    from eval.cases import load_suite

    records = ask(settings.load(options.config), load_suite(options.cases).cases, options.out).values()
    claims = [claim for record in records for claim in record.claims]
    failed = sum(bool(record.failure) for record in records)
    print(
        f"{len(records)} cases, {failed} failed; {len(claims)} sentences written, "
        f"{sum(claim.shown for claim in claims)} shown"
    )
    return 0


def _shown(options: argparse.Namespace) -> int:
    found = _sentences(options.folder)
    written = [sentence for sentence in found if sentence["shown"] or options.all]
    with options.out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(sentence, ensure_ascii=False) + "\n" for sentence in written)
    print(f"{sum(sentence['shown'] for sentence in found)} of {len(found)} sentences shown; {options.out}")
    return 0


def _count(options: argparse.Namespace) -> int:
    found = _sentences(options.folder)
    judged = verdicts.read(options.verdicts)
    for figure in verdicts.count(found, judged):
        print(figure)
    if unread := sum(sentence["id"] not in judged for sentence in found):
        print(f"{unread} sentences that are not shown have no verdict and are left out")
    return 0


def _sentences(folder: Path) -> list[dict[str, Any]]:
    from eval.bench.language_model.verified import sentences
    from eval.bench.verification.verifier import verifier

    verifying = verifier()
    return [sentence for record in read(folder).values() for sentence in sentences(record, verifying)]


if __name__ == "__main__":
    sys.exit(main())
