"""python -m eval.bench.language_model: how much a real model writes that its sources do not say, and what is shown.

`ask` puts the answerable cases of a suite to the question path and records every sentence of the model in
DIR/claims.jsonl; stopped half-way, the same command goes on. `shown` verifies the recorded sentences as today's code
does, without the model, and writes them to be read. `count` counts the verdicts of who read them. A verdict holds for
the same sentence to the same question, whenever the model wrote it.
"""

from __future__ import annotations

import argparse
import contextlib
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
    ask.add_argument("--limit", type=int, metavar="N", help="only the first N cases that can be answered")
    ask.add_argument(
        "--serve", type=Path, metavar="ENV", help="start the small model of this environment and ask that one"
    )
    ask.set_defaults(run=_ask)
    shown = commands.add_parser("shown", help="verify what was recorded")
    shown.add_argument("--all", action="store_true", help="also what is stopped, for the rate without verification")
    shown.add_argument(
        "--judged", type=Path, nargs="+", default=(), metavar="VERDICTS", help="leave out what these are about"
    )
    shown.add_argument("--out", type=Path, required=True, metavar="FILE")
    shown.set_defaults(run=_shown)
    count = commands.add_parser("count", help="count verdicts")
    count.add_argument("verdicts", type=Path, nargs="+", metavar="VERDICTS")
    count.set_defaults(run=_count)
    for command in (shown, count):
        command.add_argument("--from", type=Path, required=True, metavar="DIR", dest="folder", help="of `ask --out`")
    options = parser.parse_args(arguments)
    return execute(lambda: int(options.run(options)), stopped="stopped; the same command goes on")


def _ask(options: argparse.Namespace) -> int:
    from eval.bench.language_model.ask import ask
    from eval.bench.language_model.served import served
    from eval.cases import load_suite

    config = settings.load(options.config)
    cases = [case for case in load_suite(options.cases).cases if case.answerable][: options.limit]
    with contextlib.ExitStack() as stack:
        if options.serve:
            config = config.model_copy(update={"generator": stack.enter_context(served(options.serve))})
        records = ask(config, cases, options.out).values()
    claims = [claim for record in records for claim in record.claims]
    failed = sum(bool(record.failure) for record in records)
    print(
        f"{len(records)} cases, {failed} failed; {len(claims)} sentences written, "
        f"{sum(claim.shown for claim in claims)} shown"
    )
    return 0


def _shown(options: argparse.Namespace) -> int:
    found = _sentences(options.folder)
    judged = verdicts.read(*options.judged)
    written = [s for s in found if (s["shown"] or options.all) and verdicts.key(s) not in judged]
    with options.out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(sentence, ensure_ascii=False) + "\n" for sentence in written)
    print(f"{sum(sentence['shown'] for sentence in found)} of {len(found)} sentences shown; to be read: {len(written)}")
    for sentence in written if options.judged else ():
        quotes = (" ".join(quote.split()) for quote in sentence["quotes"])
        print(f"  {sentence['id']}: {sentence['text']}", *quotes, sep="\n    | ")
    print(options.out)
    return 0


def _count(options: argparse.Namespace) -> int:
    found = _sentences(options.folder)
    judged = verdicts.read(*options.verdicts)
    for figure in verdicts.count(found, judged):
        print(figure)
    if unread := sum(verdicts.key(sentence) not in judged for sentence in found):
        print(f"{unread} sentences that are not shown have no verdict and are left out")
    return 0


def _sentences(folder: Path) -> list[dict[str, Any]]:
    from eval.bench.language_model.verified import sentences
    from eval.bench.verification.verifier import verifier

    verifying = verifier()
    return [sentence for record in read(folder).values() for sentence in sentences(record, verifying)]


if __name__ == "__main__":
    sys.exit(main())
