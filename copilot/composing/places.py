"""How near each part of a document is to the question, by the vectors that the snapshot holds of its chunks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from copilot.core.snapshot import Snapshot
from copilot.core.types import Hit

_MOST = 24
"""Chunks of a document that are looked at: the nearest ones, in a page of a hundred."""


@dataclass(frozen=True, slots=True)
class Place:
    """A chunk of a document and its cosine with the question."""

    start: int
    end: int
    nearness: float


def places(
    snapshot: Snapshot, vector: NDArray[np.float32], hits: Iterable[Hit], limit: int
) -> Mapping[str, Sequence[Place]]:
    """Document id -> its opening chunk and those nearest to the question, in order of appearance.

    vector: of the question. Only of the first `limit` documents.
    """
    found = {}
    for document_id in islice(dict.fromkeys(hit.document.id for hit in hits), limit):
        row = snapshot.records.directory.row(document_id)
        if row is None:
            continue
        rows = np.asarray(snapshot.chunks_of(row), dtype=np.int64)
        cosines = snapshot.cosines(vector, rows)
        nearest = np.argsort(-cosines, kind="stable")[:_MOST]
        kept = np.unique(np.append(nearest, 0)).tolist()
        chunks = snapshot.records.chunks(rows[kept].tolist())
        found[document_id] = tuple(
            Place(chunk.start, chunk.end, float(cosines[at])) for at, (chunk, _) in zip(kept, chunks, strict=True)
        )
    return found
