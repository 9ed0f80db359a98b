"""python -m eval run | bench | load"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from copilot.core import settings
from copilot.core.commands import execute
from copilot.pipeline import Copilot
from eval import aggregate, judges, metrics, report
from eval.bench import commands as bench
from eval.cases import SuiteError, load_suite
from eval.load import command as load
from eval.metrics import Metric, Outcome
from eval.provenance import provenance
from eval.run import ANSWER_METRICS, LATENCY_METRICS, RETRIEVAL_METRICS, run

_JUDGES = ("ragas_text",)
"""Judges of every run: they need no model."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns its exit code. Results go to stdout, progress, warnings and errors to stderr."""
    options = _parser().parse_args(arguments)
    return execute(lambda: int(options.run(options)), stopped="stopped; no report was written")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measures how well questions are answered.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    text = "put the cases of a suite to the product; write report.json, report.html, junit.xml, run.trec"
    sub = commands.add_parser("run", help=text, description=text)
    sub.add_argument(
        "suite", type=Path, metavar="SUITE", help="a .toml, a folder that holds suite.toml, or a .jsonl of cases"
    )
    sub.add_argument(
        "--config", metavar="F", help="default: the suite's; else $BALIE_CONFIG, data/config.toml, the example"
    )
    sub.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the report; made when missing")
    sub.add_argument("--limit", type=_positive, metavar="N", help="only the first N cases")
    sub.add_argument("--metrics-only", choices=["retrieval"], help="search without answering: fast, no answer metrics")
    sub.set_defaults(run=_run)
    bench.add(commands)
    load.add(commands)
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"expected a number of cases from 1, found {text!r}")
    return int(text)


def _run(options: argparse.Namespace) -> int:
    suite = load_suite(options.suite)
    path = Path(options.config) if options.config else suite.config or settings.config_path(None, os.environ)
    config = settings.load(path)
    _make_folder(options.out)  # before the run, which may take an hour
    copilot = Copilot.open(config)
    cases, answers = suite.cases[: options.limit], options.metrics_only is None
    measured, warnings = _metrics(answers)
    if copilot.degraded:
        warnings.append(f"the snapshot is degraded: {copilot.degraded}")
    outcomes = run(copilot, cases, copilot.snapshot.records.facts(), answers)
    warnings += _warnings(outcomes)
    scores = [aggregate.score(measured, outcome) for outcome in outcomes]
    figures = aggregate.aggregate(measured, outcomes, scores)
    made = report.build(
        suite.name,
        provenance(
            copilot.provenance,
            config,
            cases_sha256=suite.sha256,
            limit=options.limit,
            metrics_only=options.metrics_only,
        ),
        figures,
        aggregate.slices(measured, outcomes, scores),
        outcomes,
        scores,
        warnings,
    )
    report.write(made, outcomes, options.out)
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    print(_table(figures))
    print(f"{made['counts']['failing']} of {len(cases)} cases fail; report: {options.out / 'report.html'}")
    return 0


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SuiteError(
            f"--out {out} cannot be made: {error.strerror}", "name a folder that can be written"
        ) from error


def _metrics(answers: bool) -> tuple[dict[str, Metric], list[str]]:
    """(metrics by spelling, warnings about those that cannot be computed)."""
    names = [*RETRIEVAL_METRICS, *(ANSWER_METRICS if answers else ()), *LATENCY_METRICS]
    measured, warnings = {name: metrics.load(name) for name in names}, []
    for name in _JUDGES if answers else ():
        judge = judges.load(name)
        measured |= judge.metrics
        if judge.unavailable:
            warnings.append(judge.unavailable)
    return measured, warnings


def _warnings(outcomes: Sequence[Outcome]) -> list[str]:
    """What a reader must know before believing the figures."""
    found = []
    if missing := [(o.case.id, o.missing[0]) for o in outcomes if o.missing]:
        found.append(
            f"{len(missing)} cases name relevant documents that the snapshot does not hold, which count as not found, "
            f"such as {missing[0][1]!r} of case {missing[0][0]!r}: correct the cases or ingest the documents"
        )
    if failed := [o for o in outcomes if o.failure]:
        found.append(f"{len(failed)} cases ended in an error, such as {failed[0].case.id!r}: {failed[0].failure}")
    return found


def _table(figures: Mapping[str, aggregate.Figure]) -> str:
    """Metrics with value, 95 % interval, n and skipped; "-" where a metric applies to no case."""
    lines = [f"{'metric':<28}{'value':>10}  {'95 % interval':<20}{'n':>6}{'skipped':>9}"]
    for name, figure in figures.items():
        digits = 1 if name.endswith("_ms") else 3
        value = "-" if figure.value is None else f"{figure.value:.{digits}f}"
        interval = f"{figure.ci95[0]:.{digits}f} – {figure.ci95[1]:.{digits}f}" if figure.ci95 else "-"
        lines.append(f"{name:<28}{value:>10}  {interval:<20}{figure.n:>6}{figure.n_skipped:>9}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
