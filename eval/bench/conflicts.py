"""python -m eval.bench.conflicts [--config F] [--half odd|even] [--json] [--all]: flagged, missed and false alarms.

Two sets of our own invention. `demo`: questions on which sources of the demonstration disagree
(data/eval/conflicts.jsonl), asked end to end; a case counts as flagged when a conflict of the answer shows both
sources. `pairs`: two short documents and a question (data/eval/conflicts_pairs.jsonl), harmless or not; the first is
the answer and both are found.

The odd cases were looked at while the rules were written, the even ones were not: --half shows one of them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from copilot import conflict
from copilot.core import settings
from copilot.core import text as txt
from copilot.core.embedders import load as load_embedder
from copilot.core.ports import Embedder, Passage
from copilot.core.settings import ROOT
from copilot.core.types import LOCAL_ASKER, Chunk, Document, Hit, Part
from copilot.pipeline import Copilot, Question

DEMO = ROOT / "data/eval/conflicts.jsonl"
PAIRS = ROOT / "data/eval/conflicts_pairs.jsonl"
NEEDED = {"flagged": 15, "false alarms": 3}
"""Contradictions of the demonstration to be flagged, all of them; harmless pairs that may be flagged, at most."""
_TODAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Outcome:
    id: str
    kind: str
    expected: bool
    flagged: bool
    seen: str
    """The sides that were shown, or why there are none."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit 1 when a contradiction of the demonstration is missed or too many harmless pairs are flagged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=ROOT / "data/config.example.toml")
    parser.add_argument("--half", choices=("odd", "even"), help="only the cases with such a place in their file")
    parser.add_argument("--all", action="store_true", help="every outcome, not only the wrong ones")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args(arguments)
    config = settings.load(options.config)
    embedder = load_embedder(config.embedder)
    demo = list(asked(Copilot.open(config, embedder), _half(_lines(DEMO), options.half)))
    pairs = list(compared(embedder, _half(_lines(PAIRS), options.half)))
    report = {"demo": _counted(demo), "pairs": _counted(pairs)}
    if options.json:
        print(json.dumps(report, indent=1))
    else:
        _show([*demo, *pairs], report, everything=options.all)
    missed = sum(one.expected and not one.flagged for one in demo)
    alarms = sum(one.flagged and not one.expected for one in pairs)
    return int(missed > 0 or alarms > NEEDED["false alarms"])


def asked(copilot: Copilot, cases: Iterable[dict[str, Any]]) -> Iterator[Outcome]:
    """The questions to the demonstration; a kind is a case's last two tags."""
    for case in cases:
        answer = copilot.answer(LOCAL_ASKER, Question(case["question"]))
        sides = [side for found in answer.conflicts for side in found.sides]
        documents = {answer.citations[side.citation - 1].document.id for side in sides}
        shown = [side.value for side in sides]
        flagged = all(documents & set(side["documents"]) for side in case["sides"])
        yield Outcome(case["id"], " ".join(case["tags"][-2:]), True, flagged, " | ".join(shown) or answer.status)


def compared(embedder: Embedder, cases: Iterable[dict[str, Any]]) -> Iterator[Outcome]:
    """The pairs of documents."""
    for case in cases:
        [question] = embedder.embed_queries([case["question"]])
        hits = [_hit(name, case[name], embedder, question) for name in ("one", "other")]
        answered = [Passage(1, hits[0], 0, len(hits[0].document.text))]
        language = txt.language(case["question"])
        found = conflict.find(case["question"], language, answered, hits, _TODAY, {})
        shown = " | ".join(side.value for one in found for side in one.sides)
        yield Outcome(case["id"], case["why"], case["disagree"], bool(found), shown)


def _hit(name: str, written: dict[str, str], embedder: Embedder, question: Any) -> Hit:
    text, language = written["text"], txt.language(written["text"])
    document = Document("pairs", name, "wiki", written["title"], (Part("section", text),), language=language)
    chunk = Chunk(document.id, 0, len(text), text, "section", context=written["title"], language=language)
    cosine = float(embedder.embed_passages([chunk.passage])[0] @ question)
    return Hit(chunk, document, cosine, 1, cosine)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _half(cases: list[dict[str, Any]], half: str | None) -> list[dict[str, Any]]:
    first, step = {None: (0, 1), "odd": (0, 2), "even": (1, 2)}[half]
    return cases[first::step]


def _counted(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    kinds: dict[str, Counter[str]] = {}
    for one in outcomes:
        verdict = ("flagged" if one.flagged else "missed") if one.expected else ("alarm" if one.flagged else "quiet")
        kinds.setdefault(one.kind, Counter())[verdict] += 1
    return {"all": sum(kinds.values(), Counter()), "kinds": kinds}


def _show(outcomes: Sequence[Outcome], report: dict[str, Any], *, everything: bool) -> None:
    for one in outcomes:
        if everything or one.flagged != one.expected:
            print(f"{'wrong' if one.flagged != one.expected else 'right'}  {one.id}  [{one.kind}]  {one.seen}")
    for name, counted in report.items():
        print(f"\n{name}: {dict(counted['all'])}")
        for kind, counts in sorted(counted["kinds"].items()):
            print(f"  {kind:24} {dict(counts)}")


if __name__ == "__main__":
    sys.exit(main())
