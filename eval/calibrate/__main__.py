"""python -m eval.calibrate make | fit | report

make writes corpora of which it is known what they do not hold; `python -m ingest sync` must then read those of the
suites. fit prints copilot/answerable/weights.py anew, from the cases of suites with an even hash; report says how well
the weights in use do on the others.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from copilot.core.commands import execute
from copilot.core.errors import BalieError
from eval.calibrate import corpora, fitting, reporting
from eval.calibrate.searched import searched
from eval.cases import load_suite

_FOLDER = Path("data/eval")
SUITES = (
    "half",
    "nl_policyqa",
    "nl_policyqa_distracted",
    "guard_policyqa",
    "stackfaq",
    "guard_stackfaq",
    "email_qa",
    "mixed",
    "mixed_stackfaq",
    "guard_mixed",
    "demo",
    "typos_clean",
    "translations",
)


def main(arguments: list[str] | None = None) -> int:
    """Results go to stdout, progress to stderr."""
    parser = argparse.ArgumentParser(prog="python -m eval.calibrate", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    sub = commands.add_parser("make", help="corpora and cases from those beside the project")
    sub.add_argument("--shared", type=Path, default=Path("../shared/data"), metavar="DIR")
    sub.add_argument("--out", type=Path, default=Path("data/store/calibrate"), metavar="DIR")
    sub.set_defaults(run=_make)
    for name, run, text in (
        ("fit", _fit, "the weights anew, on the cases with an even hash"),
        ("report", _report, "what the weights in use do on the other cases"),
    ):
        sub = commands.add_parser(name, help=text)
        given = [_FOLDER / f"{suite}.toml" for suite in SUITES]
        sub.add_argument("suites", nargs="*", type=Path, default=given, metavar="SUITE", help="your own, or ours")
        sub.set_defaults(run=run)
    sub.add_argument("--out", type=Path, metavar="FILE", help="an SVG of how reliable the probabilities are")
    options = parser.parse_args(arguments)
    return execute(lambda: int(options.run(options)), stopped="stopped")


def _make(options: argparse.Namespace) -> int:
    try:
        corpora.write(options.shared, options.out)
    except OSError as error:
        raise BalieError(
            f"{error.filename}: {error.strerror}", "name the folder of the corpora: --shared DIR"
        ) from error
    print(f"corpora and cases: {options.out}")
    return 0


def _fit(options: argparse.Namespace) -> int:
    print(fitting.fitted([searched(load_suite(path)) for path in options.suites]))
    return 0


def _report(options: argparse.Namespace) -> int:
    suites = [searched(load_suite(path)) for path in options.suites]
    print(reporting.table(suites))
    if options.out:
        options.out.write_text(reporting.plot(suites), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
