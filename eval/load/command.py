"""`python -m eval load`: its options, and what it prints."""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

from copilot.core.errors import BalieError
from eval.load import figures, questions, report
from eval.load.client import Address
from eval.load.kinds import KINDS
from eval.load.loop import Closed, Open
from eval.load.run import Plan, run

_TEXT = "put a running service on this machine under load; write load.json, load.md and load.svg"
_KEY = "BALIE_KEY"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `load` with its options."""
    load = commands.add_parser("load", help=_TEXT, description=_TEXT, epilog=f"A key is read from ${_KEY}.")
    load.add_argument("--url", default="http://127.0.0.1:8080", help="of the service; only on this machine")
    load.add_argument(
        "--questions", type=Path, required=True, metavar="FILE", help='one a line: text, or JSON with "question"'
    )
    load.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the results; made when missing")
    way = load.add_mutually_exclusive_group()
    way.add_argument("--agents", type=_count, default=50, metavar="N", help="who wait for their answers; default: 50")
    way.add_argument("--rate", type=_positive, metavar="R", help="requests a second instead, whatever the service does")
    think = "seconds that agents think, drawn from between these; default: 2 10; 0 0 is as fast as it can"
    load.add_argument("--think", type=_seconds, nargs=2, default=(2.0, 10.0), metavar=("FROM", "TO"), help=think)
    load.add_argument("--honour-retry-after", action="store_true", help="agents wait as long as a refusal asks for")
    load.add_argument("--even", action="store_true", help="requests of --rate equally far apart; else Poisson")
    most = "requests of --rate in flight; further ones are not sent, and counted; default: 1000"
    load.add_argument("--in-flight", type=_count, default=1000, metavar="N", help=most)
    load.add_argument("--seconds", type=_positive, metavar="S", help="how long, after the warm-up")
    load.add_argument("--requests", type=_count, metavar="N", help="how many, those of the warm-up included")
    load.add_argument("--warm-up", type=_seconds, default=0.0, metavar="S", help="left out of the figures; default: 0")
    load.add_argument(
        "--mix", type=_mix, default={"search": 1.0}, metavar="KIND=WEIGHT,…", help=f"of {', '.join(KINDS)}"
    )
    load.add_argument("--vary", action="store_true", help="every question with a number: none is answered from a cache")
    load.add_argument(
        "--deadline", type=_positive, default=20.0, metavar="S", help="after which an answer is no use; default: 20"
    )
    load.add_argument("--seed", type=int, default=5)
    load.set_defaults(run=_load)


def _load(options: argparse.Namespace) -> int:
    """1 when there were errors, 130 when it was interrupted."""
    plan, asked = _plan(options), questions.read(options.questions)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BalieError(f"--out {options.out} cannot be made: {error.strerror}", "name another folder") from error
    measured = asyncio.run(run(plan, asked, os.environ.get(_KEY)))
    found = figures.of(measured)
    report.write(found, options.out)
    print(report.markdown(found))
    if measured.interrupted:
        return 130
    return 1 if found["errors"] or found["mixed"] or found["healthz"]["failed"] else 0


def _plan(options: argparse.Namespace) -> Plan:
    if options.seconds is None and options.requests is None:
        raise BalieError("the run has no end", "add --seconds S, --requests N or both")
    low, high = options.think
    if low > high:
        raise BalieError(f"--think {low:g} {high:g} goes backwards", "the shorter time comes first")
    return Plan(
        Address.of(options.url),
        Open(options.rate, options.even, options.in_flight)
        if options.rate
        else Closed(options.agents, (low, high), options.honour_retry_after),
        options.mix,
        options.seconds,
        options.requests,
        options.warm_up,
        options.deadline,
        options.seed,
        options.vary,
    )


def _mix(text: str) -> dict[str, float]:
    mix = {}
    for part in text.split(","):
        kind, _, weight = part.partition("=")
        if kind not in KINDS:
            raise argparse.ArgumentTypeError(f"expected kinds of {', '.join(KINDS)}, found {kind!r}")
        mix[kind] = _positive(weight or "1")
    return mix


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"expected a number from 1, found {text!r}")
    return int(text)


def _positive(text: str) -> float:
    value = _seconds(text)
    if value == 0:
        raise argparse.ArgumentTypeError("expected a number above 0")
    return value


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"expected a number from 0, found {text!r}")
    return value
