"""python -m eval.bench.verification: what verification stops of altered sentences and keeps of supported ones.

Makes claims from the sentences of the shared corpora and the demo, in Dutch and English: literal, paraphrased by rule,
and altered so that their passage no longer says it; one seed, one outcome. Rules may be made on documents with an even
hash of their id (dev); the others (report) are only counted.

python -m eval.bench.verification across: the same of claims in another language than their passage, written by hand.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from copilot.core.commands import execute
from copilot.core.errors import BalieError
from eval.bench.verification import measure
from eval.bench.verification.across import across
from eval.bench.verification.corpus import LANGUAGES, documents
from eval.bench.verification.measure import Checked
from eval.bench.verification.pairs import HALVES, SEED, pairs


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints shares by kind and language, or with --show single cases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("corpora", "across"), default="corpora", help="default: corpora")
    parser.add_argument("--half", choices=HALVES, help="default: both")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="also write DIR/verification.json, or verification_across.json"
    )
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"default {SEED}")
    parser.add_argument(
        "--show", nargs=2, metavar=("KIND", "N"), help="N cases of a kind on dev, those judged wrongly first"
    )
    options = parser.parse_args(arguments)
    return execute(lambda: _run(options), stopped="stopped")


def _run(options: argparse.Namespace) -> int:
    if options.show and options.half == "report":
        raise BalieError("the cases of the report half are not shown", "look at those of dev: --half dev")
    is_across = options.what == "across"
    read, check = [] if is_across else list(documents()), measure.product()
    halves = ["dev"] if options.show else [options.half] if options.half else list(HALVES)
    results = {}
    for half in halves:
        made = across(half) if is_across else pairs(read, half, options.seed)
        if options.show:
            made = [pair for pair in made if pair.kind == options.show[0]]
        done = measure.checked(made, check)
        if options.show:
            _show(done, int(options.show[1]))
        else:
            print(_table(half, done))
            results[half] = [_row(name, some) for name, some in _groups(done)]
    if options.out and results:
        options.out.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"seed": options.seed, "halves": results}, indent=1)
        name = "verification_across.json" if is_across else "verification.json"
        (options.out / name).write_text(text + "\n", encoding="utf-8")
    return 0


def _groups(done: Sequence[Checked]) -> Iterable[tuple[str, list[Checked]]]:
    """All, by language, and by kind and language."""
    for supported, name in ((True, "supported kept"), (False, "altered stopped")):
        some = [one for one in done if one.pair.supported == supported]
        yield name, some
        for language in LANGUAGES:
            yield f"{name}, {language}", [one for one in some if one.pair.language == language]
        if any(one.pair.base for one in some):
            for literal in (True, False):
                which = "literal" if literal else "paraphrased"
                yield f"{name}, {which}", [one for one in some if (one.pair.base == "literal") == literal]
        for kind in dict.fromkeys(one.pair.kind for one in some):
            for language in LANGUAGES:
                own = [one for one in some if (one.pair.kind, one.pair.language) == (kind, language)]
                if own:
                    yield f"  {kind}, {language}", own


def _row(name: str, done: Sequence[Checked]) -> dict[str, object]:
    figure = measure.figure(done)
    return {"name": name.strip(), "n": figure.n, "right": figure.right, "share": figure.share, "ci95": figure.interval}


def _table(half: str, done: Sequence[Checked]) -> str:
    lines = [f"{half}: {len(done)} pairs"]
    for name, some in _groups(done):
        figure = measure.figure(some)
        low, high = figure.interval
        lines.append(f"{name:<36}{figure.n:>6}{figure.share:>8.1%}   [{low:.1%}, {high:.1%}]")
    seconds = sorted(one.seconds for one in done)
    if seconds:
        mean, p95 = sum(seconds) / len(seconds), seconds[int(0.95 * (len(seconds) - 1))]
        lines.append(f"processor seconds per check: mean {mean:.5f}, p95 {p95:.5f}")
    return "\n".join(lines)


def _show(done: Sequence[Checked], most: int) -> None:
    for one in sorted(done, key=lambda one: one.right)[:most]:
        pair = one.pair
        name = " ".join(filter(None, (pair.kind, pair.base, pair.language, pair.passage.hit.document.id)))
        print(f"{'right' if one.right else 'WRONG'} {name}")
        print(f"  claim:    {pair.claim}\n  original: {pair.original}")
        for reason in one.reasons:
            print(f"  reason:   {reason}")
        print(f"  passage:  {' '.join(pair.passage.text.split())}\n")


if __name__ == "__main__":
    sys.exit(main())
