"""python -m eval.bench.distracted: whether an answer is found inside a page, or just printed from its opening.

Makes a second FAQ corpus in which two sections of other pages stand before each page's own text, as part of it; which
ones is decided by a seed. Syncs it and puts the suite to the product, beside the plain corpus, and beside the opening
of the page that was found first: what an answer would be that knows nothing of the question.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from copilot.core import settings
from copilot.core import text as txt
from copilot.core.commands import execute
from copilot.core.embedders import load as load_embedder
from copilot.core.errors import BalieError
from copilot.core.settings import ROOT, Settings
from copilot.core.types import LOCAL_ASKER
from copilot.pipeline import Copilot
from eval.cases import load_suite
from eval.metrics import Outcome
from eval.metrics._text import tokens, unmarked
from eval.run import run
from ingest import pipeline

PLAIN = ROOT / "data/eval/nl_policyqa.toml"
DISTRACTED = ROOT / "data/eval/nl_policyqa_distracted.toml"
SECTIONS = 2
"""Of other pages, before each page's own text."""
SEED = 7
OPENING = 60
"""Words of a page's opening."""

_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Figure:
    contained: float
    """Share of the gold answers that stand in the answer."""
    words: float
    """Of an answer, on average; refusals left out."""
    answered: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints both corpora, answers and openings, on all pages and on those whose id has an odd or an even hash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"default {SEED}")
    options = parser.parse_args(arguments)
    return execute(lambda: _measure(options.seed), stopped="stopped")


def _measure(seed: int) -> int:
    plain, distracted = (_config(path) for path in (PLAIN, DISTRACTED))
    print(f"{'suite':<26}{'pages':<7}{'n':>5}{'contained':>11}{'words':>8}{'answered':>10}   the opening alone")
    for path, config in ((PLAIN, plain), (DISTRACTED, distracted)):
        if path == DISTRACTED:
            write(_file(plain), seed, _file(distracted))
        suite, embedder = load_suite(path), load_embedder(config.embedder)
        pipeline.sync(config, embedder)
        copilot = Copilot.open(config, embedder)
        outcomes = run(copilot, suite.cases, copilot.snapshot.records.facts(), answers=True)
        for name, wanted in (("all", (0, 1)), ("even", (0,)), ("odd", (1,))):
            some = [outcome for outcome in outcomes if half(outcome.case.relevant[0]) in wanted]
            said = figure([(o.case.answer or "", _said(o)) for o in some])
            opening = figure([(o.case.answer or "", _opening(copilot, o)) for o in some])
            print(
                f"{suite.name:<26}{name:<7}{len(some):>5}{said.contained:>11.3f}{said.words:>8.1f}{said.answered:>10}"
                f"   {opening.contained:.3f} in {opening.words:.1f} words"
            )
    return 0


def _config(suite: Path) -> Settings:
    named = load_suite(suite).config
    if named is None:
        raise BalieError(f"{suite} names no configuration", "restore it from version control")
    return settings.load(named)


def _file(config: Settings) -> Path:
    """The one file of pages that a configuration reads."""
    return config.folder / config.sources[0].path


def write(pages: Path, seed: int, out: Path) -> None:
    """The same pages, each with sections of others before its own text; the same for the same seed."""
    generator = random.Random(seed)  # noqa: S311 - nothing secret
    read = [json.loads(line) for line in pages.read_text(encoding="utf-8").splitlines()]
    found = [(page["id"], section) for page in read for section in sections(page["text"])]
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        for page in read:
            others = generator.sample([section for owner, section in found if owner != page["id"]], SECTIONS)
            text = "\n\n".join((*others, page["text"]))
            file.write(json.dumps({**page, "text": text}, ensure_ascii=False) + "\n")


def sections(text: str) -> list[str]:
    """The sections of a page that have a heading, each with it."""
    starts = [match.start() for match in _HEADING.finditer(text)]
    return [text[start:end].strip() for start, end in pairwise((*starts, len(text)))]


def half(page: str) -> int:
    """0 for pages on which the rules were made, 1 for those on which they are only measured."""
    return int(hashlib.sha256(page.encode()).hexdigest(), 16) % 2


def _said(outcome: Outcome) -> str:
    return unmarked(outcome.answer.text) if outcome.answer and outcome.status == "answered" else ""


def _opening(copilot: Copilot, outcome: Outcome) -> str:
    """The first sentences of the page that was found first, up to OPENING words."""
    document = copilot.document(LOCAL_ASKER, outcome.ranked[0].document_id) if outcome.ranked else None
    if document is None:
        return ""
    kept, left = list[str](), OPENING
    for start, end in txt.sentences(document.text):
        left -= len(document.text[start:end].split())
        if left < 0:
            break
        kept.append(document.text[start:end])
    return " ".join(kept)


def figure(pairs: Iterable[tuple[str, str]]) -> Figure:
    """pairs: gold answer and given one, "" when refused; compared as answer_contains does."""
    contained, words, n = 0, list[int](), 0
    for gold, given in pairs:
        n += 1
        contained += f" {' '.join(tokens(gold))} " in f" {' '.join(tokens(given))} "
        if given:
            words.append(len(given.split()))
    return Figure(contained / max(n, 1), sum(words) / max(len(words), 1), len(words))


if __name__ == "__main__":
    sys.exit(main())
