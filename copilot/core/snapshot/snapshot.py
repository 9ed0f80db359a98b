"""One immutable published index: vectors, words, documents and chunks of one generation."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copilot.core import errors
from copilot.core.snapshot import durable, lexical, records, scope, vectors
from copilot.core.snapshot.facts import DocumentRecord, LedgerState, Relation
from copilot.core.snapshot.generations import FORMAT, MANIFEST, Generations, Overlay
from copilot.core.types import Asker, Document, EmbedderIdentity, Filters, Hit, Vectors

log = logging.getLogger(__name__)

_ALONE = Relation()


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
        self._successors = self.records.successors()
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

    def hit(
        self, row: int, score: float, rank: int, asker: Asker, dense: float = math.nan, lexical: float = math.nan
    ) -> Hit:
        """A chunk as this asker may see it: other documents are named only where they exist for the asker."""
        chunk, owner = self.records.chunk(row)
        visible, groups = self.scope(asker, Filters()).visible, self._columns.group_of_document
        also_in: tuple[str, ...] = ()
        if groups[owner] >= 0:
            same = np.flatnonzero(visible & (groups == groups[owner])).tolist()
            also_in = tuple(self.records.document_id(other) for other in same if other != owner)
        successor = self._successors.get(owner, "")
        newer = self.records.document_row(successor) if successor else None
        superseded_by = successor if newer is not None and visible[newer] else ""
        document = self.records.document(owner)
        return Hit(chunk, document, score, rank, dense, lexical, also_in, superseded_by)

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
        if row is None or not self.scope(asker, Filters()).visible[row]:
            return None
        return self.records.document(row)


def write(
    folder: Path,
    made: Iterable[DocumentRecord],
    ledger: LedgerState,
    matrix: Vectors,
    vector_keys: Sequence[bytes],
    embedder: EmbedderIdentity,
    facts: dict[str, Any],
    relations: Mapping[str, Relation] = MappingProxyType({}),
) -> dict[str, Any]:
    """Writes the files of a generation into `folder` and returns the facts for its manifest.

    made: gone through once, so it need not stand in memory.
    matrix: float32 (chunks, dimension), and vector_keys: in the order of the documents and their chunks.
    relations: by document id, of those that are not alone.
    """
    facets: dict[scope.Facet, int] = {}
    facet_of: list[int] = []
    updated: list[int] = []
    owner: list[int] = []
    related: list[Relation] = []
    digest = hashlib.sha256()
    texts, words = records.Writer(folder), lexical.Writer(folder)
    try:
        for number, r in enumerate(made):
            first = len(owner)
            related.append(relations.get(r.document.id, _ALONE))
            texts.add(r, vector_keys[first : first + len(r.chunks)], related[-1].superseded_by)
            facet_of.append(facets.setdefault(scope.Facet.of(r.document), len(facets)))
            updated.append(scope.seconds(r.document.updated_at))
            for row, chunk in enumerate(r.chunks, first):
                words.add(row, chunk, r.document.title, number, facet_of[-1], updated[-1])
                digest.update(f"{chunk.id}\0".encode())
            digest.update(f"{r.document.id}\0{r.revision}\0".encode())
            owner += [number] * len(r.chunks)
        if not len(owner) == len(matrix) == len(vector_keys):
            raise ValueError(f"{len(owner)} chunks, {len(matrix)} vectors and {len(vector_keys)} keys")
        texts.finish(ledger)
    finally:
        texts.close()
    words.finish()
    vectors.write(folder, matrix, embedder.dimension)
    scope.Columns(
        np.asarray(owner, dtype=np.int32),
        np.asarray(facet_of, dtype=np.int32),
        np.asarray(updated, dtype=np.int64),
        np.asarray([r.group for r in related], dtype=np.int32),
        np.asarray([r.preference for r in related], dtype=np.int32),
    ).write(folder)
    return {
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "documents": len(facet_of),
        "chunks": len(owner),
        # Equal for two generations with the same documents, cut into the same chunks.
        "content": digest.hexdigest(),
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
    manifest = generations.manifest(name)
    if manifest["format"] != FORMAT:
        problem = f"{name} has format {manifest['format']} of another version of Balie, this one reads {FORMAT}"
        raise errors.DamagedError(problem, "run: python -m ingest sync")
    try:
        return Snapshot(generations.path(name), manifest, held, hidden)
    except (OSError, ValueError, KeyError, TypeError, sqlite3.Error) as error:
        # Its checksums were right, so a clean-up took it away meanwhile.
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
