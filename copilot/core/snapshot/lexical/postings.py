"""For every term the rows of the chunks that hold it and how often: two memory-mapped columns, sorted by term and row.

Written in one pass over the chunks with bounded memory: sorted runs go to disk and are dealt out at the end.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copilot.core.snapshot.files import Files
from copilot.core.snapshot.lexical import vocabulary
from copilot.core.snapshot.lexical.analysis import ALL_FIELDS, Field, fields_of
from copilot.core.types import Chunk

FOLDER = "lexical"
_ROWS, _COUNTS, _STARTS, _RUN = "rows.npy", "counts.npy", "starts.npy", "run"
_MOST = 255
"""A word that stands more often in a chunk counts so often."""
_RUN_POSTINGS = 4_000_000
"""Postings held in memory while writing: 40 MB, and as much again while they are sorted."""


def _lengths(field: Field) -> str:
    return f"{field}_lengths.npy"


class Writer:
    """Writes the word index, one row after the other."""

    def __init__(self, folder: Path, run_postings: int = _RUN_POSTINGS) -> None:
        self._folder = folder / FOLDER
        self._folder.mkdir()
        self._run_postings = run_postings
        self._numbers: dict[bytes, int] = {}
        self._terms, self._rows, self._counts = array("i"), array("i"), array("B")
        self._lengths: dict[Field, array[int]] = {field: array("H") for field in ALL_FIELDS}
        self._runs = 0

    def add(self, row: int, chunk: Chunk, title: str) -> None:
        """row: counts from 0, without gaps."""
        numbers = self._numbers
        for field, counted in fields_of(chunk, title):
            for term, count in counted.items():
                self._terms.append(numbers.setdefault(term, len(numbers)))
                self._rows.append(row)
                self._counts.append(min(count, _MOST))
            self._lengths[field].append(min(counted.total(), 0xFFFF))
        if len(self._terms) >= self._run_postings:
            self._flush()

    def _flush(self) -> None:
        """The postings in memory to disk, sorted by number of the term; the rows of a term stay in order."""
        terms = np.frombuffer(self._terms, dtype=np.int32) if self._terms else np.empty(0, np.int32)
        order = np.argsort(terms, kind="stable")
        rows, counts = np.asarray(self._rows, dtype=np.int32), np.asarray(self._counts, dtype=np.uint8)
        np.save(self._run(self._runs, "terms"), terms[order])
        np.save(self._run(self._runs, "rows"), rows[order])
        np.save(self._run(self._runs, "counts"), counts[order])
        self._runs += 1
        self._terms, self._rows, self._counts = array("i"), array("i"), array("B")

    def finish(self) -> None:
        self._flush()
        terms = sorted(self._numbers)
        vocabulary.write(self._folder, terms)
        rank = np.empty(len(terms), dtype=np.int64)
        """By number of a term its place in the vocabulary."""
        rank[np.fromiter((self._numbers[term] for term in terms), dtype=np.int64, count=len(terms))] = np.arange(
            len(terms)
        )
        self._numbers.clear()
        frequency = np.zeros(len(terms), dtype=np.int64)
        for columns in self._sorted_runs():
            frequency += np.bincount(rank[columns[0]], minlength=len(terms))
        starts = np.concatenate([[0], np.cumsum(frequency)])
        np.save(self._folder / _STARTS, starts)
        self._deal_out(rank, starts)
        for field, lengths in self._lengths.items():
            np.save(self._folder / _lengths(field), np.asarray(lengths, dtype=np.uint16))
        for file in self._folder.glob(f"{_RUN}*.npy"):
            file.unlink()

    def _sorted_runs(self) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]]:
        for run in range(self._runs):
            terms, rows, counts = (np.load(self._run(run, name)) for name in ("terms", "rows", "counts"))
            yield terms, rows, counts

    def _run(self, number: int, column: str) -> Path:
        return self._folder / f"{_RUN}{number}_{column}.npy"

    def _deal_out(self, rank: NDArray[np.int64], starts: NDArray[np.int64]) -> None:
        """Every posting to its place; what a run says of a term follows what the runs before it said."""
        total, free = int(starts[-1]), starts[:-1].copy()
        target = (
            _reserved(self._folder / _ROWS, np.dtype(np.int32), total),
            _reserved(self._folder / _COUNTS, np.dtype(np.uint8), total),
        )
        for terms, rows, counts in self._sorted_runs():
            distinct, first, times = np.unique(terms, return_index=True, return_counts=True)
            places = rank[distinct]
            at = np.arange(len(terms)) + np.repeat(free[places] - first, times)
            free[places] += times
            target[0][at], target[1][at] = rows, counts
        for column in target:
            column.flush()


def _reserved(path: Path, kind: np.dtype[Any], count: int) -> np.memmap[Any, Any]:
    """A mapped file to be filled. Its room is taken first: where a page of a mapping finds none, the process ends."""
    mapped: np.memmap[Any, Any] = np.lib.format.open_memmap(path, mode="w+", dtype=kind, shape=(count,))
    with path.open("r+b") as stream:
        os.posix_fallocate(stream.fileno(), 0, path.stat().st_size)
    return mapped


class Postings:
    def __init__(self, files: Files) -> None:
        self.vocabulary = vocabulary.Vocabulary(files, FOLDER)
        # Plain arrays over the mapped files: numpy's own kind costs ten times as much to take a slice of.
        self._starts: NDArray[np.int64] = files.array(f"{FOLDER}/{_STARTS}")
        self._rows: NDArray[np.int32] = files.array(f"{FOLDER}/{_ROWS}")
        self._counts: NDArray[np.uint8] = files.array(f"{FOLDER}/{_COUNTS}")
        self.lengths: dict[Field, NDArray[np.uint16]] = {
            f: files.array(f"{FOLDER}/{_lengths(f)}").copy() for f in ALL_FIELDS
        }
        """Shape (chunks,): terms in each."""

    def __len__(self) -> int:
        return len(self.lengths["text"])

    def frequency(self, number: int) -> int:
        """In how many chunks of all a term occurs."""
        return int(self._starts[number + 1] - self._starts[number])

    def rows(self, number: int) -> NDArray[np.int32]:
        """Rows of the chunks that hold a term, ascending."""
        return self._rows[self._starts[number] : self._starts[number + 1]]

    def counts(self, number: int) -> NDArray[np.uint8]:
        """How often each of those holds it."""
        return self._counts[self._starts[number] : self._starts[number + 1]]
