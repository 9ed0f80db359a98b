"""One immutable published index: vectors, words, documents and chunks of one generation."""

from __future__ import annotations

import dataclasses
import logging
import math
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copilot.core import errors
from copilot.core.snapshot import durable, lexical, records, scope, vectors
from copilot.core.snapshot.generations import MANIFEST, Generations, Overlay
from copilot.core.snapshot.records import DocumentRecord, LedgerState
from copilot.core.types import Asker, Document, EmbedderIdentity, Filters, Hit, Vectors

log = logging.getLogger(__name__)


class Snapshot:
    """A generation opened for reading. Safe to share between threads; never changes."""

    def __init__(self, folder: Path, manifest: dict[str, Any], held: dict[str, bytes], overlay: Overlay) -> None:
        self.name = folder.name
        self.created_at = str(manifest["created_at"])
        self.manifest = manifest
        self.records = records.Records(folder)
        self.embedder = EmbedderIdentity(**manifest["embedder"])
        self._vectors = vectors.VectorIndex(held[vectors.FILE])
        self._lexical = lexical.LexicalIndex(folder)
        self._columns = scope.Columns.read(folder)
        self._facets = tuple(scope.Facet(s, k, la, tuple(a)) for s, k, la, a in manifest["facets"])
        counted = {len(self._vectors), len(self._lexical), len(self._columns.document_of_chunk), manifest["chunks"]}
        if len(counted) != 1:
            raise errors.DamagedError(f"{self.name}: its parts count different chunks", "run: python -m ingest sync")
        self._overrides = self._override(overlay)
        # Per instance, so that a replaced snapshot takes its cache with it.
        self.scope = lru_cache(maxsize=256)(self._scope)

    def _override(self, overlay: Overlay) -> dict[int, tuple[str, ...] | None]:
        changes: dict[str, tuple[str, ...] | None] = {**overlay.audiences, **dict.fromkeys(overlay.removed)}
        found = ((self.records.document_row(document_id), audience) for document_id, audience in changes.items())
        return {row: audience for row, audience in found if row is not None}

    def _scope(self, asker: Asker, filters: Filters) -> scope.Scope:
        return scope.of(self._columns, self._facets, asker, filters, self._overrides)

    @property
    def chunks(self) -> int:
        return len(self._vectors)

    @property
    def documents(self) -> int:
        return len(self._columns.facet_of_document)

    def dense(self, query: NDArray[np.float32], k: int, within: scope.Scope) -> list[tuple[int, float]]:
        """(row, cosine), best first."""
        return self._vectors.search(query, k, within.chunks)

    def lexical(self, query: str, k: int, within: scope.Scope) -> list[tuple[int, float]]:
        """(row, BM25), best first."""
        return self._lexical.search(query, k, within)

    def vectors_of(self, rows: Sequence[int]) -> Vectors:
        return self._vectors.rows(list(rows))

    def hit(self, row: int, score: float, rank: int, dense: float = math.nan, lexical: float = math.nan) -> Hit:
        chunk, owner = self.records.chunk(row)
        return Hit(chunk, self.records.document(owner), score, rank, dense, lexical)

    def document_of(self, row: int) -> int:
        """Row of the document that a chunk belongs to."""
        return int(self._columns.document_of_chunk[row])

    def chunk_id_at(self, document_id: str, position: int) -> str:
        """Id of the chunk in which a position of a document's text lies. Raises KeyError for an unknown document."""
        row = self.records.document_row(document_id)
        if row is None:
            raise KeyError(document_id)
        return self.records.chunk_id_at(row, position)

    def language_of(self, row: int) -> str:
        """Language of the document that a chunk belongs to."""
        return self._facets[int(self._columns.facet_of_document[self.document_of(row)])].language

    @property
    def languages(self) -> frozenset[str]:
        """Languages of the documents."""
        return frozenset(facet.language for facet in self._facets)

    def document(self, document_id: str, asker: Asker) -> Document | None:
        """A document by id; None when it does not exist for this asker."""
        row = self.records.document_row(document_id)
        if row is None or not self.scope(asker, Filters()).documents[row]:
            return None
        return self.records.document(row)


def write(
    folder: Path,
    made: Iterable[DocumentRecord],
    ledger: LedgerState,
    matrix: Vectors,
    embedder: EmbedderIdentity,
    facts: dict[str, Any],
) -> dict[str, Any]:
    """Writes the files of a generation into `folder` and returns the facts for its manifest.

    made: gone through three times, so it need not stand in memory.
    matrix: float32 (chunks, dimension), in the order of the documents and their chunks.
    """
    facets: dict[scope.Facet, int] = {}
    facet_of: list[int] = []
    updated: list[int] = []
    owner: list[int] = []
    for number, r in enumerate(made):
        facet_of.append(facets.setdefault(scope.Facet.of(r.document), len(facets)))
        updated.append(scope.seconds(r.document.updated_at))
        owner += [number] * len(r.chunks)
    if len(owner) != len(matrix):
        raise ValueError(f"{len(owner)} chunks and {len(matrix)} vectors")
    records.write(folder, made, ledger)
    vectors.write(folder, matrix, embedder.dimension)
    lexical.write(
        folder,
        (
            (chunk, r.document.title, number, facet_of[number], updated[number])
            for number, r in enumerate(made)
            for chunk in r.chunks
        ),
    )
    scope.Columns(
        np.asarray(owner, dtype=np.int32), np.asarray(facet_of, dtype=np.int32), np.asarray(updated, dtype=np.int64)
    ).write(folder)
    return {
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "documents": len(facet_of),
        "chunks": len(owner),
        "embedder": dataclasses.asdict(embedder),
        "facets": [[f.source, f.kind, f.language, list(f.audience)] for f in facets],
        **facts,
    }


def open_generation(store: Path, name: str, overlay: Overlay | None = None) -> Snapshot:
    """Opens one generation by name after checking every file of it. Raises DamagedError.

    overlay: what is hidden of it; None is what the store says, which must then be whole too.
    """
    generations = Generations(store)
    held = generations.verified(name)
    hidden = generations.overlay() if overlay is None else overlay
    try:
        return Snapshot(generations.path(name), generations.manifest(name), held, hidden)
    except (OSError, ValueError, KeyError, TypeError, sqlite3.Error) as error:
        # Its checksums were right, so a clean-up took it away meanwhile, or another version of Balie made it.
        raise errors.DamagedError(f"{name} cannot be opened: {error}", "run: python -m ingest sync") from error


def open_current(store: Path, overlay: Overlay | None = None) -> tuple[Snapshot, str]:
    """The served snapshot, and why it is not the one that should be served ("" when it is).

    Falls back to the newest whole generation when the pointer or the generation it names is damaged.
    Raises NoSnapshotError when nothing was ever published, DamagedError when no generation is whole.
    """
    generations = Generations(store)
    problem = ""
    served = ""
    try:
        pointer = generations.pointer()
        served = pointer.generation
        manifest = generations.path(served) / MANIFEST
        if manifest.is_file() and pointer.manifest_sha256 != durable.file_checksum(manifest):
            raise errors.DamagedError(
                f"the manifest of {served} is not the published one", "run: python -m ingest sync"
            )
        return open_generation(store, served, overlay), ""
    except errors.DamagedError as error:
        problem = error.problem
        log.error("falling back: %s", problem)
    for name in reversed(generations.names()):
        if name == served:
            continue
        try:
            return open_generation(store, name, overlay), f"{problem}; serving {name} instead"
        except errors.DamagedError as error:
            log.error("%s is not whole either: %s", name, error.problem)
    raise errors.DamagedError(f"no generation in {store} is whole: {problem}", "run: python -m ingest sync")
