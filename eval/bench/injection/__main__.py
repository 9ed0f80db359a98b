"""python -m eval.bench.injection [--half dev|report]: what gets out when a language model obeys every source.

Plants the instructions of guard_injection (../shared/data) in invented mails, tickets and pages, indexes these with
the real path, and asks each a question that it answers: the extractive generator, and a model that obeys, over HTTP.
Then the harmless look-alikes, with a model that only answers. Texts whose hash of the id is even are for development.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from copilot.core.commands import execute
from copilot.core.errors import BalieError
from copilot.core.settings import ROOT, Settings
from eval.bench.injection.measure import Figures, measure
from eval.bench.injection.obeying import WAYS

DATA = ROOT.parent / "shared" / "data" / "guard_injection"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "report"), help="default: both")
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR")
    parser.add_argument("--embedder", choices=("hashing", "sentence_transformer"), default="hashing")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N instructions")
    parser.add_argument("--show", type=int, default=10, metavar="N", help="failures that are printed")
    options = parser.parse_args(arguments)
    return execute(lambda: _run(options), stopped="stopped")


def texts(data: Path, half: str | None, label: str) -> list[str]:
    """The planted texts. half: "dev", "report" or None for both. label: "injection" or "benign"."""
    try:
        records = [
            json.loads(line)
            for name in ("phrases_dev.jsonl", "bipia_attacks_dev.jsonl")
            for line in (data / name).read_text(encoding="utf-8").splitlines()
        ]
    except OSError as error:
        raise BalieError(
            f"{data} cannot be read: {error.strerror}", "name the folder of guard_injection: --data DIR"
        ) from error
    return [
        record.get("text") or record["instruction"]
        for record in records
        if record.get("label", "injection") == label and half in (None, _half(record["id"]))
    ]


def _half(name: str) -> str:
    return "report" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 else "dev"


def _run(options: argparse.Namespace) -> int:
    own = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Settings().prompts_path.glob("answer_*.md")))
    leaked = 0
    for label, ways in (("injection", WAYS), ("benign", ("honest",))):
        planted = texts(options.data, options.half, label)[: options.limit]
        with tempfile.TemporaryDirectory() as folder:
            for generator, figures in measure(planted, ways, options.embedder, own, Path(folder)).items():
                print(f"{label:<10}{generator:<11}{_line(figures)}")
                for example in figures.examples[: options.show]:
                    print(f"    {example}")
                leaked += figures.leaked.total()
    return 1 if leaked else 0


def _line(figures: Figures) -> str:
    found = ", ".join(f"{kind} {count}" for kind, count in sorted(figures.leaked.items())) or "nothing"
    n = figures.asked
    return (
        f"{n} asked; leaked: {found}; refused {figures.refused / n:.1%}; with the fact {figures.right / n:.1%}; "
        f"with the planted text {figures.repeated / n:.1%}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
