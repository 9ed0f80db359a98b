"""python -m eval.bench.typing_errors SUITE [--rate R] [--seed N]: what typing errors in the questions cost.

Makes seeded typing errors in the questions of any suite, at run time, and searches for them and for the questions as
they are. An error strikes a word of four letters or more with the chance R: two letters swapped, one left out, one
typed twice, the key beside it, or the space behind the word left out. Words with digits stay: they are codes.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from copilot.core import settings
from copilot.core.commands import execute
from copilot.pipeline import Copilot
from eval import aggregate, metrics
from eval.cases import EvalCase, load_suite
from eval.run import run

METRICS = ("recall@1", "recall@5", "ndcg@10")
RATE = 0.15
SEED = 20261122

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _KEYS for at, key in enumerate(row)}
_WORD = re.compile(r"[^\W\d_]{4,}(?![\w-]*\d)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the metrics of the clean and of the noisy questions, and their difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", type=Path, metavar="SUITE")
    parser.add_argument("--config", metavar="F", help="default: the suite's")
    parser.add_argument("--rate", type=float, default=RATE, metavar="R", help=f"errors a word, 0 to 1; default {RATE}")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N")
    parser.add_argument("--show", type=int, default=5, metavar="N", help="noisy questions that are printed")
    options = parser.parse_args(arguments)
    if not 0 <= options.rate <= 1:
        parser.error(f"--rate is {options.rate}, expected 0 to 1")
    return execute(lambda: _compare(options), stopped="stopped")


def _compare(options: argparse.Namespace) -> int:
    suite = load_suite(options.suite)
    path = Path(options.config) if options.config else suite.config or settings.config_path(None, os.environ)
    copilot = Copilot.open(settings.load(path))
    generator = random.Random(options.seed)  # noqa: S311 - nothing secret
    noisy = [
        dataclasses.replace(case, question=with_errors(case.question, options.rate, generator)) for case in suite.cases
    ]
    clean_figures, noisy_figures = _figures(copilot, suite.cases), _figures(copilot, noisy)
    for case in noisy[: options.show]:
        print(case.question)
    print(f"\n{'metric':<12}{'clean':>8}{'noisy':>8}{'lost':>8}   of {len(noisy)} questions")
    for name in METRICS:
        clean, damaged = clean_figures[name], noisy_figures[name]
        print(f"{name:<12}{clean:>8.3f}{damaged:>8.3f}{clean - damaged:>8.3f}")
    return 0


def _figures(copilot: Copilot, cases: Sequence[EvalCase]) -> dict[str, float]:
    measured = {name: metrics.load(name) for name in METRICS}
    outcomes = run(copilot, cases, copilot.snapshot.records.facts(), answers=False)
    scores = [aggregate.score(measured, outcome) for outcome in outcomes]
    figures = aggregate.aggregate(measured, outcomes, scores)
    return {name: figures[name].value or 0.0 for name in METRICS}


def with_errors(question: str, rate: float, generator: random.Random) -> str:
    """The question with typing errors; the same for the same state of the generator."""
    made, end = [], 0
    for match in _WORD.finditer(question):
        if generator.random() < rate:
            made += [question[end : match.start()], _mistyped(match[0], generator)]
            end = match.end()
            if generator.random() < 1 / 5 and question[end : end + 1] == " ":
                made[-1] = match[0]
                end += 1
    return "".join([*made, question[end:]])


def _mistyped(word: str, generator: random.Random) -> str:
    """The word with one error behind its first letter, where people make them."""
    at = generator.randrange(1, len(word) - 1)
    kind = generator.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    beside = _BESIDE.get(word[at].lower(), word[at])
    return word[:at] + generator.choice(beside) + word[at + 1 :]


if __name__ == "__main__":
    sys.exit(main())
