"""What is known of every document without reading it: its id, its chunks and its newer version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot.core.snapshot.files import Files

FILE = "directory.npz"


@dataclass(frozen=True, eq=False)
class Directory:
    """Small enough to be verified and held whole; an id that it does not know does not exist."""

    ids: NDArray[np.uint8]
    """All ids in UTF-8, one after the other in the order of the rows."""
    id_starts: NDArray[np.int64]
    """Shape (documents + 1,): where each begins in `ids`."""
    hashes: NDArray[np.uint64]
    """Of all ids, ascending: by which an id is found."""
    hashed_rows: NDArray[np.int32]
    """Rows of the documents, in the order of `hashes`."""
    chunk_starts: NDArray[np.int64]
    """Shape (documents + 1,): first row of each document's chunks."""
    successors: NDArray[np.int32]
    """Row of each document's newer version, -1 where it has none."""

    @classmethod
    def of(cls, ids: Sequence[str], chunks: Sequence[int], superseded_by: Mapping[int, str]) -> Directory:
        """ids: by row. chunks: how many each has. superseded_by: row -> id, counted where that id is there.

        Raises ValueError for an id that is there twice.
        """
        written = [document_id.encode() for document_id in ids]
        hashes = np.array([_hash(one) for one in written], dtype=np.uint64)
        order = np.argsort(hashes, kind="stable")
        found = cls(
            ids=np.frombuffer(b"".join(written), dtype=np.uint8),
            id_starts=_starts([len(one) for one in written]),
            hashes=hashes[order],
            hashed_rows=order.astype(np.int32),
            chunk_starts=_starts(chunks),
            successors=np.full(len(ids), -1, dtype=np.int32),
        )
        for at in np.flatnonzero(found.hashes[1:] == found.hashes[:-1]).tolist():
            twice = ids[order[at]]
            if twice == ids[order[at + 1]]:
                raise ValueError(f"document {twice} was given twice")
        for row, document_id in superseded_by.items():
            successor = found.row(document_id)
            found.successors[row] = -1 if successor is None else successor
        return found

    def write(self, folder: Path) -> None:
        np.savez(folder / FILE, **vars(self))

    @classmethod
    def read(cls, files: Files) -> Directory:
        """Raises DamagedError."""
        return cls(**files.arrays(FILE, [field.name for field in fields(cls)]))

    def __len__(self) -> int:
        return len(self.successors)

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order of the rows."""
        return map(self.id, range(len(self)))

    def id(self, row: int) -> str:
        return self.ids[self.id_starts[row] : self.id_starts[row + 1]].tobytes().decode()

    def row(self, document_id: str) -> int | None:
        """None for an id that is not there."""
        wanted = _hash(document_id.encode("utf-8", "surrogatepass"))
        first, last = (int(np.searchsorted(self.hashes, np.uint64(wanted), side)) for side in ("left", "right"))
        return next((row for row in self.hashed_rows[first:last].tolist() if self.id(row) == document_id), None)

    def chunks(self, row: int) -> range:
        """Rows of a document's chunks."""
        return range(int(self.chunk_starts[row]), int(self.chunk_starts[row + 1]))

    def owner(self, chunk: int) -> int:
        """Row of the document that a chunk belongs to."""
        return int(np.searchsorted(self.chunk_starts, chunk, "right")) - 1

    def successor(self, row: int) -> int | None:
        """Row of the newer version."""
        found = int(self.successors[row])
        return None if found < 0 else found


def _hash(document_id: bytes) -> int:
    return int.from_bytes(hashlib.sha256(document_id).digest()[:8], "little")


def _starts(sizes: Sequence[int]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)])
