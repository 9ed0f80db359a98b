"""One immutable published index: vectors, words, documents and chunks of one generation."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copilot.core import errors
from copilot.core.snapshot import lexical, records, scope, vectors
from copilot.core.snapshot.facts import DocumentRecord, LedgerState, Relation
from copilot.core.snapshot.files import Files, opened
from copilot.core.snapshot.generations import FORMAT, Generations, Overlay, Pointer
from copilot.core.snapshot.remembered import remembered
from copilot.core.snapshot.scope import Scope
from copilot.core.types import Asker, Document, EmbedderIdentity, Filters, Hit, Vectors

log = logging.getLogger(__name__)

_ALONE = Relation()


class Snapshot:
    """A generation opened for reading. Safe to share between threads; never changes.

    It lets go of its memory, files and threads with the last reference to it: nothing in it refers back to it.
    """

    def __init__(self, place: Path | Files, manifest: dict[str, Any], overlay: Overlay) -> None:
        """Raises DamagedError."""
        files = opened(place)
        self.name = files.folder.name
        self.created_at = str(manifest["created_at"])
        self.manifest = manifest
        self.records = records.Records(files)
        self.embedder = EmbedderIdentity(**manifest["embedder"])
        self._vectors = vectors.VectorIndex(files)
        self.words = lexical.LexicalIndex(files)
        self.expander = lexical.Expander(self.words)
        self.columns = scope.Columns.read(files)
        self._facets = tuple(scope.Facet(s, k, la, tuple(a)) for s, k, la, a in manifest["facets"])
        counted = {len(self._vectors), len(self.words), len(self.columns.document_of_chunk), manifest["chunks"]}
        if len(counted) != 1:
            raise errors.DamagedError(f"{self.name}: its parts count different chunks", "run: python -m ingest sync")
        self._overrides = self._override(overlay)

    def _override(self, overlay: Overlay) -> dict[int, tuple[str, ...] | None]:
        changes: dict[str, tuple[str, ...] | None] = {**overlay.audiences, **dict.fromkeys(overlay.removed)}
        found = ((self.records.directory.row(document_id), audience) for document_id, audience in changes.items())
        return {row: audience for row, audience in found if row is not None}

    def scope(self, asker: Asker, filters: Filters) -> Scope:
        """What exists for an asker with filters; the same object for all who see the same."""
        return self._scope(dataclasses.replace(asker, name="", roles=asker.roles & {"admin"}), filters)

    @remembered(256)
    def _scope(self, asker: Asker, filters: Filters) -> Scope:
        return scope.of(self.columns, self._facets, asker, filters, self._overrides)

    @property
    def chunks(self) -> int:
        return len(self._vectors)

    @property
    def documents(self) -> int:
        return len(self.columns.facet_of_document)

    def dense(self, query: NDArray[np.float32], k: int, within: Scope) -> lexical.Ranked:
        """(rows, cosines), best first, ties by row."""
        return self._vectors.search(query, k, within.chunks)

    def dense_abroad(
        self, query: NDArray[np.float32], k: int, few: int, language: str, within: Scope
    ) -> tuple[lexical.Ranked, lexical.Ranked]:
        """The k nearest as above, and beside them the few nearest in other languages than this one."""
        nearest, abroad = self._vectors.search_parts(query, within.chunks, [(k, None), (few, self._abroad(language))])
        return nearest, abroad

    @remembered(8)
    def _abroad(self, language: str) -> NDArray[np.bool_]:
        """Shape (chunks,): whose document is in another language."""
        elsewhere = np.array([facet.language != language for facet in self._facets], dtype=bool)
        return elsewhere[self.columns.facet_of_document[self.columns.document_of_chunk]]

    def cosines(self, query: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Shape (rows,)."""
        return self._vectors.cosines(query, rows)

    def vectors_of(self, rows: Sequence[int] | NDArray[np.int64]) -> Vectors:
        return self._vectors.rows(rows)

    def hit(
        self, row: int, score: float, rank: int, asker: Asker, dense: float = math.nan, lexical: float = math.nan
    ) -> Hit:
        """A chunk as this asker may see it: other documents are named only where they exist for the asker."""
        chunk, owner = self.records.chunk(row)
        visible, groups = self.scope(asker, Filters()).visible, self.columns.group_of_document
        also_in: tuple[str, ...] = ()
        if groups[owner] >= 0:
            same = self.columns.members(int(groups[owner])).tolist()
            also_in = tuple(self.records.directory.id(other) for other in same if other != owner and visible[other])
        newer = self.records.directory.successor(owner)
        superseded_by = self.records.directory.id(newer) if newer is not None and visible[newer] else ""
        document = self.records.document(owner)
        return Hit(chunk, document, score, rank, dense, lexical, also_in, superseded_by)

    def chunk_id_at(self, document_id: str, position: int) -> str:
        """Id of the chunk in which a position of a document's text lies. Raises KeyError for an unknown document."""
        row = self.records.directory.row(document_id)
        if row is None:
            raise KeyError(document_id)
        return self.records.chunk_id_at(row, position)

    def first_rows(self, documents: NDArray[np.int32]) -> NDArray[np.int64]:
        """Shape of `documents`: row of the first chunk of each."""
        return self.records.directory.chunk_starts[documents]

    def chunks_of(self, document: int) -> range:
        """Rows of a document's chunks, in order of appearance."""
        return self.records.directory.chunks(document)

    def of_source(self, documents: NDArray[np.int32], values: Mapping[str, float]) -> NDArray[np.float32]:
        """Shape of `documents`: the value of the source of each, 0 where it has none."""
        of_facet = np.array([values.get(facet.source, 0.0) for facet in self._facets], dtype=np.float32)
        return of_facet[self.columns.facet_of_document[documents]]

    def languages_of(self, rows: NDArray[np.int64]) -> NDArray[np.str_]:
        """Shape (rows,): language of the document that each chunk belongs to."""
        languages = np.array([facet.language for facet in self._facets], dtype=np.str_)
        return languages[self.columns.facet_of_document[self.columns.document_of_chunk[rows]]]

    def document(self, document_id: str, asker: Asker) -> Document | None:
        """A document by id; None when it does not exist for this asker."""
        row = self.records.directory.row(document_id)
        if row is None or not self.scope(asker, Filters()).visible[row]:
            return None
        return self.records.document(row)


def write(
    folder: Path,
    made: Iterable[DocumentRecord],
    ledger: LedgerState,
    blocks: Iterable[Vectors],
    vector_keys: Sequence[bytes],
    embedder: EmbedderIdentity,
    facts: dict[str, Any],
    relations: Mapping[str, Relation] = MappingProxyType({}),
) -> dict[str, Any]:
    """Writes the files of a generation into `folder` and returns the facts for its manifest.

    made: gone through once, so it need not stand in memory.
    blocks: float32 (any, dimension), gone through once; in the order of the documents and their chunks, as vector_keys.
    relations: by document id, of those that are not alone.
    """
    facets: dict[scope.Facet, int] = {}
    facet_of: list[int] = []
    updated: list[int] = []
    owner: list[int] = []
    related: list[Relation] = []
    resolved: list[int] = []
    tags: list[list[str]] = []
    digest = hashlib.sha256()
    with closing(records.Writer(folder)) as texts:
        words = lexical.Writer(folder)
        for number, r in enumerate(made):
            first = len(owner)
            related.append(relations.get(r.document.id, _ALONE))
            texts.add(r, vector_keys[first : first + len(r.chunks)], related[-1].superseded_by)
            facet_of.append(facets.setdefault(scope.Facet.of(r.document), len(facets)))
            updated.append(scope.seconds(r.document.updated_at))
            resolved.append(-1 if r.document.resolved is None else int(r.document.resolved))
            tags.append(scope.tags_of(r.document))
            for row, chunk in enumerate(r.chunks, first):
                words.add(row, chunk, r.document.title)
                digest.update(f"{chunk.id}\0".encode())
            digest.update(f"{r.document.id}\0{r.revision}\0".encode())
            owner += [number] * len(r.chunks)
        texts.finish(ledger)
    words.finish()
    count = vectors.write(folder, blocks, embedder.dimension)
    if not len(owner) == count == len(vector_keys):
        raise ValueError(f"{len(owner)} chunks, {count} vectors and {len(vector_keys)} keys")
    scope.Columns(
        np.asarray(owner, dtype=np.int32),
        np.asarray(facet_of, dtype=np.int32),
        np.asarray(updated, dtype=np.int64),
        np.asarray([r.group for r in related], dtype=np.int32),
        np.asarray([r.preference for r in related], dtype=np.int32),
        np.asarray(resolved, dtype=np.int8),
        *scope.numbered(tags),
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


def open_generation(store: Path, name: str, overlay: Overlay | None = None, *, check_texts: bool = True) -> Snapshot:
    """Opens one generation by name after checking the files of it. Raises DamagedError.

    overlay: what is hidden of it; None is what the store says, which must then be whole too.
    check_texts: whether the texts are checked now too; without it, each is when it is read.
    """
    generations = Generations(store)
    hidden = generations.overlay() if overlay is None else overlay
    return _open(generations, name, "", hidden, check_texts=check_texts)


def open_current(store: Path, overlay: Overlay | None = None, *, check_texts: bool = True) -> tuple[Snapshot, str]:
    """The served snapshot, and why it is not the one that should be served ("" when it is).

    overlay, check_texts: as in `open_generation`.
    Falls back to the newest whole generation when the pointer or the generation it names is damaged.
    Raises NoSnapshotError when nothing was ever published, DamagedError when no generation is whole or nobody knows
    what is hidden.
    """
    generations = Generations(store)
    while True:
        pointer: Pointer | None = None
        try:
            pointer = generations.pointer()
        except errors.DamagedError as error:
            problem = error.problem
        hidden = generations.overlay() if overlay is None else overlay
        if pointer is not None:
            try:
                name, published = pointer.generation, pointer.manifest_sha256
                return _open(generations, name, published, hidden, check_texts=check_texts), ""
            except errors.DamagedError as error:
                problem = error.problem
            if pointer != _now(generations):
                # Cleaned up while it was opened, because a newer one took its place.
                continue
        log.error("falling back: %s", problem)
        for name in reversed(generations.names()):
            if pointer is not None and name == pointer.generation:
                continue
            try:
                found = _open(generations, name, "", hidden, check_texts=check_texts)
                return found, f"{problem}; serving {name} instead"
            except errors.DamagedError as error:
                log.error("%s is not whole either: %s", name, error.problem)
        raise errors.DamagedError(f"no generation in {store} is whole: {problem}", "run: python -m ingest sync")


def _now(generations: Generations) -> Pointer | None:
    """None when it is damaged or gone."""
    try:
        return generations.pointer()
    except (errors.DamagedError, errors.NoSnapshotError):
        return None


def _open(
    generations: Generations, name: str, manifest_sha256: str, overlay: Overlay, *, check_texts: bool
) -> Snapshot:
    """manifest_sha256: as in `Generations.opened`."""
    files, manifest = generations.opened(name, manifest_sha256)
    if manifest["format"] != FORMAT:
        problem = f"{name} has format {manifest['format']} of another version of Balie, this one reads {FORMAT}"
        raise errors.DamagedError(problem, "run: python -m ingest sync")
    files.check(texts=check_texts)
    try:
        return Snapshot(files, manifest, overlay)
    except (ValueError, KeyError, TypeError) as error:
        # Its checksums were right, so another version of Balie wrote it.
        raise errors.DamagedError(f"{name} cannot be opened: {error}", "run: python -m ingest sync") from error
