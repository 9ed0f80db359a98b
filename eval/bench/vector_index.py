"""python -m eval.bench.vector_index: the dense index by size, to choose how it is searched.

Rows are the really embedded vectors of a store with seeded noise, so that each has neighbours as near as texts on one
subject have; questions are other real vectors. Prints what writing costs, then time and recall on one thread, for
everything and for askers with a part of the rows. `far`: the half of the subjects that is farthest from the question,
which an index of lists or links finds hardest. `--ivf` adds such an index of faiss with 8-bit rows for comparison.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot.core.settings import ROOT
from copilot.core.snapshot import approximate, open_current, vectors
from copilot.core.snapshot.vectors import VectorIndex
from copilot.core.types import Vectors

NOISE = 0.35
"""Length of what is added to a real vector: two rows on one subject then have the cosine (0.89) that the tenth nearest
of the real ones has."""
_SEED = 20261122
_BLOCK = 50_000
_NEAREST = (10, 100)
_RESCORED = (500, 1_000, 2_000)

Mask = NDArray[np.bool_] | None
Search = Callable[[NDArray[np.float32], int, Mask], NDArray[np.int64]]


@dataclass(frozen=True)
class Corpus:
    """Rows that are made block by block, the same on every call."""

    real: Vectors
    count: int

    def subjects(self) -> NDArray[np.int64]:
        """Shape (count,): the real vector that each row is made from."""
        return np.random.default_rng(_SEED).integers(0, len(self.real), self.count)

    def blocks(self) -> Iterator[Vectors]:
        noise, subjects = np.random.default_rng(_SEED + 1), self.subjects()
        for start in range(0, self.count, _BLOCK):
            yield noisy(self.real[subjects[start : start + _BLOCK]], NOISE, noise)


def noisy(rows: Vectors, length: float, random: np.random.Generator) -> Vectors:
    """float32 (n, dimension): with noise of about this length, length 1 again."""
    noise = random.standard_normal(rows.shape, dtype=np.float32)
    moved = rows + noise * np.float32(length / np.sqrt(rows.shape[1]))
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000, 1_000_000], metavar="ROWS")
    parser.add_argument("--store", type=Path, default=ROOT / "data/store/mixed")
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--ivf", action="store_true")
    options = parser.parse_args()
    snapshot, _ = open_current(options.store)
    measure(snapshot.vectors_of(range(snapshot.chunks)), options.sizes, options.questions, ivf=options.ivf)
    return 0


def measure(real: Vectors, sizes: list[int], questions: int, *, ivf: bool = False) -> None:
    """Prints the tables. real: (n, dimension), of which the first `questions` in a random order are asked only."""
    real = real[np.random.default_rng(_SEED).permutation(len(real))]
    queries = noisy(real[:questions], 0.1, np.random.default_rng(_SEED + 2))
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Corpus(real[questions:], count), queries, Path(folder), ivf=ivf)


def _measure(corpus: Corpus, queries: Vectors, folder: Path, *, ivf: bool) -> None:
    dimension = corpus.real.shape[1]
    plain = _seconds(lambda: vectors.write(folder, corpus.blocks(), dimension, corpus.count))
    both = _seconds(lambda: vectors.write(folder, corpus.blocks(), dimension, 0))
    rows, codes = ((folder / file).stat().st_size / 1e6 for file in (vectors.FILE, approximate.FILE))
    print(f"\n{corpus.count:,} rows: made and written in {plain:.1f} s ({rows:,.0f} MB),", end=" ")
    print(f"with codes in {both:.1f} s ({codes:,.0f} MB more)\n")
    print("| search | scope | k | p50 ms | p95 ms | recall |\n|---|---|---|---|---|---|", flush=True)
    scopes = _scopes(corpus, queries)
    exact = VectorIndex(folder, exact_rows=corpus.count)
    best = _table("exact", _of(exact), queries, scopes, {})
    for rescored in _RESCORED:
        index = VectorIndex(folder, exact_rows=0, rescored=rescored)
        _table(f"codes, {rescored:,} rescored", _of(index), queries, scopes, best)
    if ivf:
        searches = _ivf(corpus, exact)
        for probes in (16, 64, 256):
            _table(f"IVF, {probes} lists", searches(probes), queries, scopes, best)


def _scopes(corpus: Corpus, queries: Vectors) -> dict[str, Callable[[int], Mask]]:
    """Name -> the mask of a question by its number."""
    parts = np.random.default_rng(_SEED + 3).random(corpus.count)
    subjects, near = corpus.subjects(), corpus.real @ queries.T

    def share(of_rows: float) -> Callable[[int], Mask]:
        mask = parts < of_rows
        return lambda _: mask

    def far(number: int) -> Mask:
        is_far: NDArray[np.bool_] = near[:, number] < np.median(near[:, number])
        return is_far[subjects]

    return {"all": lambda _: None, **{f"{part:.0%}": share(part) for part in (0.5, 0.1, 0.02)}, "far": far}


def _table(
    name: str,
    search: Search,
    queries: Vectors,
    scopes: dict[str, Callable[[int], Mask]],
    best: dict[tuple[str, int], list[NDArray[np.int64]]],
) -> dict[tuple[str, int], list[NDArray[np.int64]]]:
    """Prints the lines of one way of searching; returns what it found. best: what the exact search found."""
    found: dict[tuple[str, int], list[NDArray[np.int64]]] = {}
    for scope, mask_of in scopes.items():
        for k in _NEAREST:
            times, hits = [], found.setdefault((scope, k), [])
            for number, query in enumerate(queries):
                mask = mask_of(number)
                started = time.perf_counter()
                hits.append(search(query, k, mask))
                times.append(1_000 * (time.perf_counter() - started))
            pairs = zip(hits, best.get((scope, k), hits), strict=True)
            recall = np.mean([len(np.intersect1d(one, other)) / len(other) for one, other in pairs])
            p50, p95 = np.quantile(times, [0.5, 0.95])
            print(f"| {name} | {scope} | {k} | {p50:.2f} | {p95:.2f} | {recall:.4f} |", flush=True)
    return found


def _of(index: VectorIndex) -> Search:
    return lambda query, k, mask: index.search(query, k, mask)[0]


def _ivf(corpus: Corpus, exact: VectorIndex) -> Callable[[int], Search]:
    """Number of lists that are looked at -> a search in an inverted file whose best 200 are scored exactly."""
    import faiss

    dimension, lists = corpus.real.shape[1], max(16, int(2 * np.sqrt(corpus.count)))
    quantizer = faiss.IndexFlatIP(dimension)
    kind = faiss.ScalarQuantizer.QT_8bit
    index = faiss.IndexIVFScalarQuantizer(quantizer, dimension, lists, kind, faiss.METRIC_INNER_PRODUCT)
    sample = exact.rows(np.random.default_rng(_SEED).permutation(corpus.count)[: 64 * lists])
    training = _seconds(lambda: index.train(sample))
    adding = _seconds(lambda: [index.add(block) for block in corpus.blocks()])
    print(f"| IVF of {lists:,} lists: trained in {training:.0f} s, filled in {adding:.0f} s | | | | | |")

    def of(probes: int) -> Search:
        def search(query: NDArray[np.float32], k: int, mask: Mask) -> NDArray[np.int64]:
            only = {}
            if mask is not None:
                bits = np.packbits(mask, bitorder="little")
                only["sel"] = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
            how = faiss.SearchParametersIVF(nprobe=probes, **only)  # type: ignore[call-arg]
            _, rows = index.search(query.reshape(1, -1), max(200, 2 * k), params=how)
            found = np.sort(rows[0][rows[0] >= 0])
            return found[np.argsort(-exact.cosines(query, found), kind="stable")[:k]]

        return search

    return of


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
