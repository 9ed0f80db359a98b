"""Documents and chunks by row, written once and only read afterwards.

Row i of the chunks is row i of the vectors. The ledger (what was ingested at which revision) stands beside them, so
that what decides "unchanged" belongs to the generation.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from copilot.core import interchange
from copilot.core.snapshot import files, rows
from copilot.core.snapshot.directory import Directory
from copilot.core.snapshot.facts import DocumentFacts, DocumentRecord, LedgerItem, LedgerState, Refusal
from copilot.core.snapshot.files import Files
from copilot.core.snapshot.remembered import remembered
from copilot.core.types import PART_SEPARATOR, Chunk, Document, Rejected

FILE = f"records{files.ROWS}"
PLACES = "records.npz"
VECTOR_KEYS = "vector_keys.npz"

_TABLES = ("documents", "texts", "facts", "chunks", "items", "refused")
_HELD = 256
"""Documents that are kept decoded: the hits of a few questions."""


class Writer:
    """Writes everything, one document after the other. Rows are numbered in the order given."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows = rows.Writer(folder / FILE, _TABLES)
        self._ids: list[str] = []
        self._chunks: list[int] = []
        self._superseded_by: dict[int, str] = {}
        self._keys: list[bytes] = []

    def add(self, record: DocumentRecord, vector_keys: Sequence[bytes], superseded_by: str = "") -> None:
        """vector_keys: by which the vector cache knows the vector of each chunk. superseded_by: id of its successor."""
        document = record.document
        body = interchange.to_json(document)
        for part in body["parts"]:
            # The text stands once, in a row of its own, so that a chunk is read without decoding its document.
            part["text"] = len(part["text"])
        self._rows.add("documents", _to_bytes([document.source, body]))
        self._rows.add("texts", document.text.encode())
        facts = dataclasses.asdict(DocumentFacts.of(record))
        signature = facts.pop("signature")
        self._rows.add("facts", _to_bytes(facts) + b"\n" + signature)
        for chunk in record.chunks:
            texts = (chunk.role, chunk.heading, chunk.context, chunk.language)
            self._rows.add("chunks", _to_bytes([chunk.start, chunk.end, *texts]))
        if superseded_by:
            self._superseded_by[len(self._ids)] = superseded_by
        self._ids.append(document.id)
        self._chunks.append(len(record.chunks))
        self._keys += vector_keys

    def finish(self, ledger: LedgerState) -> None:
        """Raises ValueError for a document that was given twice."""
        for key, item in ledger.items.items():
            self._rows.add("items", _to_bytes([*key, *dataclasses.astuple(item)]))
        for key, found in ledger.refused.items():
            for r in found:
                self._rows.add("refused", _to_bytes([*key, *dataclasses.astuple(r.rejected)[1:], r.first_seen]))
        np.savez(self._folder / PLACES, **self._rows.finish())  # type: ignore[arg-type]
        keys = np.frombuffer(b"".join(self._keys), dtype=np.uint8)
        width = len(self._keys[0]) if self._keys else 0
        np.savez(self._folder / VECTOR_KEYS, keys=keys.reshape(len(self._keys), width))
        Directory.of(self._ids, self._chunks, self._superseded_by).write(self._folder)

    def close(self) -> None:
        self._rows.close()


class Records:
    """Reads what never changes; safe to use from several threads.

    Every read gives what was written, or raises DamagedError.
    """

    def __init__(self, place: Path | Files) -> None:
        """Raises DamagedError when what is read at start is not whole."""
        self._files = files.opened(place)
        self.directory = Directory.read(self._files)
        self._rows = rows.Rows(self._files, FILE, self._files.arrays(PLACES, _TABLES))

    def close(self) -> None:
        self._files.close()

    @remembered(_HELD)
    def _text(self, row: int) -> str:
        return self._rows.read("texts", row).decode()

    @remembered(_HELD)
    def document(self, row: int) -> Document:
        source, body = json.loads(self._rows.read("documents", row))
        text, start = self._text(row), 0
        for part in body["parts"]:
            end = start + part["text"]
            part["text"] = text[start:end]
            start = end + len(PART_SEPARATOR)
        return interchange.from_json(source, body)

    def _chunk(self, row: int) -> tuple[Any, ...]:
        """start, end, role, heading, context, language."""
        return tuple(json.loads(self._rows.read("chunks", row)))

    def chunk(self, row: int) -> tuple[Chunk, int]:
        """The chunk of one row and the row of its document."""
        owner = self.directory.owner(row)
        start, end, *rest = self._chunk(row)
        return Chunk(self.directory.id(owner), start, end, self._text(owner)[start:end], *rest), owner

    def chunks(self, rows: Iterable[int]) -> list[tuple[Chunk, int]]:
        """The chunks of some rows and the rows of their documents, in the order asked for."""
        return [self.chunk(row) for row in rows]

    def chunk_id_at(self, document_row: int, position: int) -> str:
        """Id of the chunk in which a position of a document's text lies, or of the one before it."""
        spans = [self._chunk(row)[:2] for row in self.directory.chunks(document_row)]
        start, end = min(spans, key=lambda span: (span[0] > position, abs(span[0] - position)))
        return f"{self.directory.id(document_row)}@{start}-{end}"

    def ledger(self) -> LedgerState:
        items = {(source, item): LedgerItem(*rest) for source, item, *rest in map(json.loads, self._rows.all("items"))}
        refused: dict[tuple[str, str], tuple[Refusal, ...]] = defaultdict(tuple)
        for source, item, name, reason, fix, first_seen in map(json.loads, self._rows.all("refused")):
            refused[source, item] += (Refusal(Rejected(source, name, reason, fix), first_seen),)
        return LedgerState(items, dict(refused))

    def facts(self) -> dict[str, DocumentFacts]:
        """Document id -> its facts, in the order of their rows."""
        made = (self._facts(row, data) for row, data in enumerate(self._rows.all("facts")))
        return {facts.id: facts for facts in made}

    def facts_of(self, row: int) -> DocumentFacts:
        """Those of one document."""
        return self._facts(row, self._rows.read("facts", row))

    def _facts(self, row: int, data: bytes) -> DocumentFacts:
        body, signature = data.split(b"\n", 1)
        facts = json.loads(body)
        facts |= {"audience": tuple(facts["audience"]), "first_row": self.directory.chunks(row).start}
        return DocumentFacts(signature=signature, **facts)

    def record(self, facts: DocumentFacts) -> DocumentRecord:
        """The whole of a document as it was ingested. facts: its own, of which item and first_seen may be newer."""
        row = self.directory.row(facts.id)
        if row is None:
            raise KeyError(facts.id)
        chunks = self.chunks(self.directory.chunks(row))
        return DocumentRecord(
            document=self.document(row),
            item=facts.item,
            revision=facts.revision,
            chunks=tuple(chunk for chunk, _ in chunks),
            origin=facts.origin,
            content=facts.content,
            tokens=facts.tokens,
            masked=facts.masked,
            hidden=facts.hidden,
            signature=facts.signature,
            first_seen=facts.first_seen,
        )

    def vector_keys(self) -> Iterator[bytes]:
        """By which the vector cache knows the vector of each chunk, in the order of the rows."""
        return vector_keys(self._files)

    def counts(self) -> dict[str, tuple[int, int]]:
        """source -> (documents, chunks)."""
        found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for row, document_id in enumerate(self.directory):
            source = document_id.split(":", 1)[0]
            documents, chunks = found[source]
            found[source] = (documents + 1, chunks + len(self.directory.chunks(row)))
        return dict(sorted(found.items()))


def _to_bytes(values: object) -> bytes:
    """JSON in one line."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def vector_keys(of: Files) -> Iterator[bytes]:
    """`Records.vector_keys` of files of which nothing else is wanted. Raises DamagedError."""
    return (key.tobytes() for key in of.arrays(VECTOR_KEYS, ["keys"])["keys"])
