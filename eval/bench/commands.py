"""`python -m eval bench`: the comparison of searches, and the corpus that it is made on."""

from __future__ import annotations

import argparse
from pathlib import Path

from copilot.core import registry
from copilot.core.errors import BalieError
from copilot.core.sections import EmbedderSettings

_BENCH = "our search beside LangChain's and bare indexes: speed, memory, disk, quality; a table, bench.json and a plot"
_CORPUS = "a store of invented support texts, with questions whose answers are known"
_SIZES = (1_000, 10_000, 100_000, 1_000_000)


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `bench` with its options, and `bench corpus`."""
    bench = commands.add_parser("bench", help=_BENCH, description=_BENCH)
    bench.add_argument("--sizes", nargs="+", type=_count, default=_SIZES, metavar="CHUNKS")
    bench.add_argument("--peers-up-to", type=_count, default=100_000, metavar="CHUNKS", help="LangChain's largest size")
    bench.set_defaults(run=_bench)
    corpus = bench.add_subparsers(metavar="corpus").add_parser("corpus", help=_CORPUS, description=_CORPUS)
    corpus.add_argument("--chunks", type=_count, required=True, metavar="N")
    corpus.set_defaults(run=_corpus)
    cache = EmbedderSettings().cache / "bench"
    for parser in (bench, corpus):
        parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the results; made when missing")
        parser.add_argument("--questions", type=_count, default=200, metavar="N")
        parser.add_argument("--seed", type=int, default=5)
        parser.add_argument(
            "--embedder", choices=registry.members("copilot.core.embedders"), default=EmbedderSettings().type
        )
        parser.add_argument(
            "--cache", type=Path, default=cache, metavar="DIR", help=f"what was embedded before; default: {cache}"
        )


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"expected a number from 1, found {text!r}")
    return int(text)


def _bench(options: argparse.Namespace) -> int:
    from eval.bench.search import report
    from eval.bench.search.run import run

    out = _folder(options.out)
    cache = options.cache.expanduser()
    figures = run(options.sizes, options.peers_up_to, options.questions, options.seed, options.embedder, cache, out)
    print(report.markdown(figures))
    return 0


def _corpus(options: argparse.Namespace) -> int:
    from eval.bench.generator.corpus import Corpus
    from eval.bench.generator.store import CONFIG, QUESTIONS, write_questions, write_store

    out = _folder(options.out)
    cache = options.cache.expanduser()
    corpus = Corpus(options.chunks, options.seed, options.questions, options.embedder, cache)
    write_store(corpus, out)
    write_questions(corpus, options.questions, out)
    print(f"{corpus.chunks} chunks of {corpus.documents} documents: {out / CONFIG}; questions: {out / QUESTIONS}")
    return 0


def _folder(out: Path | None) -> Path:
    """Where results go. It is asked for here, because argparse would ask `bench corpus` for that of `bench`."""
    if out is None:
        raise BalieError("--out is missing", "name the folder of the results: --out DIR")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BalieError(
            f"--out {out} cannot be made: {error.strerror}", "name a folder that can be written"
        ) from error
    return out.resolve()
