"""Which groups a document may belong to, from signatures alone.

Banding of MinHashes (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, ch. 3): 32 bands of 4 rows. Two texts
that share half of their grams meet with a probability of 0.87, 60 % 0.99, 20 % 0.05. A bucket is a band *and* the
digest of the facts: what differs in a fact is never the same content, so fifty thousand mails of one template with
fifty thousand numbers never meet. A bucket holds a few first members of groups, not everybody who fell in it, which
bounds the work per document.

numpy over datasketch's signatures instead of its MinHashLSH: that keeps a dict of sets per band, 1 GB for 100,000
documents (measured: 200 MB and 1.9 s for 20,000).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ingest.dedupe._signature import PERMUTATIONS

ROWS = 4
BANDS = PERMUTATIONS // ROWS
_KEPT = 3
"""First members that a bucket remembers."""
_TRIED = 3
"""First members that a document is compared with, most alike first."""
PATIENCE = 200
"""Comparisons in vain (one that succeeds makes up for ten) after which what is alike is taken to be one template."""
_ALIKE = 0.3
"""Estimated Jaccard similarity of grams below which a comparison is not worth its time."""


class Candidates:
    """First members of groups by bucket. Rows are those of the table, in the order in which they are looked up."""

    def __init__(self, table: NDArray[np.void]) -> None:
        self._minhash = table["minhash"]
        self._bucket = _buckets(table)
        count = int(self._bucket.max(initial=-1)) + 1
        self._first = np.full((count, _KEPT), -1, dtype=np.int32)
        self._filled = np.zeros(count, dtype=np.uint8)
        self._in_vain = np.zeros(count, dtype=np.int32)
        self.is_alone: NDArray[np.bool_] = np.all(self._bucket < 0, axis=1)
        """Shape (n,): whether nobody shares a bucket with this row."""

    def of(self, row: int) -> list[int]:
        """Rows of first members to compare with, most alike first."""
        buckets = self._bucket[row]
        buckets = buckets[buckets >= 0]
        found = self._first[buckets[self._in_vain[buckets] < PATIENCE]].ravel()
        found = np.unique(found[found >= 0])
        if not len(found):
            return []
        alike = (self._minhash[found] == self._minhash[row]).mean(axis=1)
        order = np.lexsort((found, -alike))[:_TRIED]
        return [int(found[i]) for i in order if alike[i] >= _ALIKE]

    def note(self, row: int, is_same: bool) -> None:
        """What a comparison of this row came to."""
        buckets = self._bucket[row]
        self._in_vain[buckets[buckets >= 0]] += -10 if is_same else 1

    def add(self, row: int) -> None:
        """This row is the first of a group."""
        buckets = self._bucket[row]
        buckets = buckets[buckets >= 0]
        buckets = buckets[self._filled[buckets] < _KEPT]
        self._first[buckets, self._filled[buckets]] = row
        self._filled[buckets] += 1


def alike(table: NDArray[np.void], row: int, others: NDArray[np.intp]) -> NDArray[np.float64]:
    """Estimated Jaccard similarity of a row's grams with those of others, shape (len(others),)."""
    found: NDArray[np.float64] = (table["minhash"][others] == table["minhash"][row]).mean(axis=1)
    return found


def _buckets(table: NDArray[np.void]) -> NDArray[np.int32]:
    """Shape (n, BANDS): number of the bucket of each band, -1 where nobody else is in it."""
    bands = np.ascontiguousarray(table["minhash"]).view("<u8").reshape(len(table), BANDS)
    facts = table["facts"] * np.uint64(0x9E3779B97F4A7C15)
    buckets = np.full((len(table), BANDS), -1, dtype=np.int32)
    taken = 0
    for band in range(BANDS):
        _, inverse, counts = np.unique(bands[:, band] ^ facts, return_inverse=True, return_counts=True)
        shared = counts > 1
        numbers = np.where(shared, np.cumsum(shared) - 1 + taken, -1)
        buckets[:, band] = numbers[inverse]
        taken += int(shared.sum())
    return buckets
