"""python -m eval.bench.tune_ranking SUITE…: learns the weights of copilot/rerankers/features.py and shows their worth.

Reads the suites that it is given and no other, so give it dev questions. Every figure is of questions that the weights
never saw: by five folds over all suites, and by leaving the whole suite out. The ablation leaves out one ingredient of
the model at a time. Suites whose snapshot is missing must be synced first.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from copilot.core import settings
from copilot.core.embedders import load as load_embedder
from copilot.core.snapshot import open_current
from copilot.core.types import LOCAL_ASKER, Filters
from copilot.rerankers import features, identity
from copilot.search import Searcher
from copilot.understanding import Synonyms
from eval.bench import _ranking_model as model
from eval.cases import Suite, load_suite
from eval.run import Resolver, asker_of
from ingest.progress import bar

_DEPTH = 10
_ALONE = ("words alone", "vectors alone", "fused")
"""What the features are compared with."""


def main() -> int:
    """Prints a table to stdout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="+", type=Path, metavar="SUITE")
    parser.add_argument("--ablation", action="store_true", help="what each ingredient gives; takes minutes")
    options = parser.parse_args()
    names = list(features.LEARNT)
    loaded = [load_suite(path) for path in options.suites]
    suites = {suite.name: rankings(suite, names) for suite in loaded}
    signs = np.sign([features.LEARNT[name] for name in names])
    _head(list(suites))
    for place, label in enumerate(_ALONE, -len(_ALONE)):
        _line(label, {n: model.mean([model.figures(r, r.values[:, place]) for r in rs]) for n, rs in suites.items()})
    only = {n: [_features_only(r) for r in rs] for n, rs in suites.items()}
    _line("features, 5 folds", model.cross_validated(only, signs))
    if len(only) > 1:
        _line("features, suite left out", model.without_its_own(only, signs))
    for name in names if options.ablation else ():
        _line(f"5 folds without {name}", model.cross_validated(only, signs * (np.array(names) != name)))
    weights = model.learn(only, signs)
    print("\nLEARNT = {")
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"}}\nload average {os.getloadavg()[0]:.1f}")
    return 0


def rankings(suite: Suite, names: Sequence[str]) -> list[model.Ranking]:
    """The candidates of every answerable case; the last columns of the values are those of _ALONE."""
    config = settings.load(suite.config or settings.config_path(None, os.environ))
    snapshot, _ = open_current(config.store_path)
    embedder = load_embedder(config.embedder)
    plain = identity.build(identity.Options(), config)
    searcher = Searcher(config.retrieval, embedder, plain, Synonyms.read(config.synonyms_path))
    resolve, directory = Resolver(list(snapshot.records.directory)), snapshot.records.directory
    cases = [case for case in suite.cases if case.answerable and case.relevant]
    found = []
    with bar(suite.name, len(cases)) as step:
        for case in cases:
            made = searcher.stages(snapshot, asker_of(case) or LOCAL_ASKER, case.question, _DEPTH, Filters())
            relevant, _ = resolve(case)
            wanted = [row for ids in relevant for i in ids if (row := directory.row(i)) is not None]
            documents = snapshot.columns.document_of_chunk[made.candidates.rows]
            named = features.features(made.query, made.candidates, snapshot, {}, config.today())
            alone = (made.candidates.lexical, made.candidates.dense, made.candidates.fused)
            values = np.stack([*(named[name] for name in names), *alone], axis=1).astype(np.float64)
            found.append(model.Ranking(values, np.isin(documents, wanted), documents.astype(np.int64), len(relevant)))
            step(1)
    return found


def _features_only(ranking: model.Ranking) -> model.Ranking:
    return model.Ranking(ranking.values[:, : -len(_ALONE)], ranking.relevant, ranking.documents, ranking.total)


def _head(suites: Sequence[str]) -> None:
    print(f"{'recall@1 @5 @10 nDCG@10':<38}" + "".join(f"{name:<28}" for name in suites))


def _line(label: str, figures: dict[str, tuple[float, ...]]) -> None:
    cells = [" ".join(f"{value:.3f}" for value in values) for values in figures.values()]
    print(f"{label:<38}" + "".join(f"{cell:<28}" for cell in cells), flush=True)


if __name__ == "__main__":
    sys.exit(main())
