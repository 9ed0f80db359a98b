"""python -m eval.bench.serving --config F --questions Q --out DIR: what the service promises under load, measured.

Each phase starts a service of its own and ends it. A phase that is run alone renews its part of serving.json.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from copilot.core.commands import execute
from copilot.core.errors import BalieError
from copilot.core.settings import ROOT
from eval.bench.serving import embedding, opening, phases, plot, report, swaps
from eval.bench.serving.setting import Setting
from eval.load import questions
from eval.provenance import git_revision

Figures = dict[str, Any]
FILE = "serving.json"


def main(arguments: list[str] | None = None) -> int:
    """0 when everything is as it is wanted, 1 when something is not."""
    options = _parser().parse_args(arguments)
    return execute(lambda: _run(options), stopped="stopped; the phases that were whole are written")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.serving", description=__doc__)
    parser.add_argument("--config", type=Path, required=True, metavar="F")
    parser.add_argument("--questions", type=Path, required=True, metavar="FILE", help="as of python -m eval load")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder of the results; made when missing"
    )
    parser.add_argument("--phases", nargs="+", choices=PHASES, default=list(PHASES), help="default: all")
    parser.add_argument("--minutes", type=float, default=30.0, help="of the phase `agents`; default: 30")
    parser.add_argument("--seconds", type=float, default=60.0, help="of `saturation`; half of it for each other step")
    parser.add_argument("--swaps", type=int, default=100, metavar="N", help="of the phase `swaps`; default: 100")
    parser.add_argument("--seed", type=int, default=5)
    return parser


def _run(options: argparse.Namespace) -> int:
    try:
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BalieError(f"--out {options.out} cannot be made: {error.strerror}", "name another folder") from error
    out = options.out.resolve()
    setting = Setting(
        options.config.resolve(), options.questions.resolve(), questions.read(options.questions), out, options.seed
    )
    figures = _begun(out / FILE, setting)
    for name in options.phases:
        print(f"serving: {name}", file=sys.stderr, flush=True)
        figures["phases"][name] = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "git": git_revision(ROOT),
            "load_before": round(os.getloadavg()[0], 2),
            **PHASES[name](setting, options, figures["phases"])(),
        }
        _write(figures, out)
    print(report.markdown(figures))
    return 0 if report.as_wanted(figures) else 1


def _begun(path: Path, setting: Setting) -> Figures:
    """What was measured before of the same configuration and questions, else nothing yet."""
    known = setting.facts()
    try:
        before: Figures = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {**known, "phases": {}}
    same = all(before.get(name) == value for name, value in known.items())
    return before if same else {**known, "phases": {}}


def _write(figures: Figures, out: Path) -> None:
    (out / FILE).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    (out / "serving.md").write_text(report.markdown(figures), encoding="utf-8")
    (out / "serving.svg").write_text(plot.svg(figures["phases"]), encoding="utf-8")


Phase = Callable[[Setting, argparse.Namespace, Figures], Callable[[], Figures]]

PHASES: dict[str, Phase] = {
    "opening": lambda setting, _options, _before: partial(opening.measured, setting),
    "embedding": lambda setting, options, _: partial(embedding.measured, setting, options.seconds / 2),
    "saturation": lambda setting, options, _: partial(phases.saturation, setting, options.seconds),
    "agents": lambda setting, options, _: partial(phases.agents, setting, options.minutes * 60),
    "overload": lambda setting, options, before: partial(phases.overload, setting, options.seconds / 2, before),
    "swaps": lambda setting, options, _: partial(swaps.measured, setting, options.swaps),
}
"""In the order in which they run: `overload` needs what `saturation` found."""


if __name__ == "__main__":
    sys.exit(main())
