"""Documents and chunks by row, in one SQLite file that is written once and only read afterwards.

Row i of the chunks is row i of the vectors. The ledger (what was ingested at which revision) stands in the same file,
so that what decides "unchanged" belongs to the generation.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from copilot.core import interchange
from copilot.core.types import Chunk, Document, Rejected

FILE = "records.sqlite"

_SCHEMA = """
CREATE TABLE documents (row INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, source TEXT NOT NULL, item TEXT NOT NULL,
                        revision TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE chunks (row INTEGER PRIMARY KEY, document INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
                     role TEXT NOT NULL, heading TEXT NOT NULL, context TEXT NOT NULL, language TEXT NOT NULL);
CREATE INDEX chunks_of_document ON chunks (document);
CREATE TABLE items (source TEXT NOT NULL, item TEXT NOT NULL, revision TEXT NOT NULL, PRIMARY KEY (source, item));
CREATE TABLE rejected (source TEXT NOT NULL, item TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL,
                       fix TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document with where it came from. revision: checksum over the cleaned document and how it is chunked."""

    document: Document
    item: str
    revision: str
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class LedgerState:
    """What a generation was made from."""

    items: dict[tuple[str, str], str]
    """(source, item) -> revision."""
    rejected: dict[tuple[str, str], tuple[Rejected, ...]]
    """(source, item) -> what could not be read of it."""


def write(folder: Path, records: Iterable[DocumentRecord], ledger: LedgerState) -> None:
    """Writes the whole file. Rows are numbered in the order given."""
    path = folder / FILE
    database = sqlite3.connect(path, isolation_level=None)
    try:
        # Nobody reads it before it is whole and synced, so a journal would protect nothing.
        database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN; {_SCHEMA}")
        row = 0
        for number, record in enumerate(records):
            document = record.document
            body = json.dumps(interchange.to_json(document), ensure_ascii=False)
            database.execute(
                "INSERT INTO documents VALUES (?,?,?,?,?,?)",
                (number, document.id, document.source, record.item, record.revision, body),
            )
            for chunk in record.chunks:
                database.execute(
                    "INSERT INTO chunks VALUES (?,?,?,?,?,?,?,?)",
                    (row, number, chunk.start, chunk.end, chunk.role, chunk.heading, chunk.context, chunk.language),
                )
                row += 1
        database.executemany(
            "INSERT INTO items VALUES (?,?,?)", ((s, i, revision) for (s, i), revision in ledger.items.items())
        )
        database.executemany(
            "INSERT INTO rejected VALUES (?,?,?,?,?)",
            ((source, i, r.item, r.reason, r.fix) for (source, i), found in ledger.rejected.items() for r in found),
        )
        database.execute("COMMIT")
    finally:
        database.close()


class Records:
    """Reads one file that never changes; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(
            f"{(folder / FILE).resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._lock = threading.Lock()
        # Per instance, so that a replaced snapshot takes its cache with it.
        self.document = lru_cache(maxsize=4096)(self._document)

    def close(self) -> None:
        self._database.close()

    def _query(self, sql: str, arguments: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._database.execute(sql, arguments).fetchall()

    def _document(self, row: int) -> Document:
        ((source, body),) = self._query("SELECT source, body FROM documents WHERE row=?", (row,))
        return interchange.from_json(source, json.loads(body))

    def document_row(self, document_id: str) -> int | None:
        found = self._query("SELECT row FROM documents WHERE id=?", (document_id,))
        return int(found[0][0]) if found else None

    def chunk(self, row: int) -> tuple[Chunk, int]:
        """The chunk of one row and the row of its document."""
        ((owner, start, end, role, heading, context, language),) = self._query(
            "SELECT document, start, stop, role, heading, context, language FROM chunks WHERE row=?", (row,)
        )
        document = self.document(owner)
        return Chunk(document.id, start, end, document.text[start:end], role, heading, context, language), owner

    def chunk_rows(self, document_row: int) -> list[int]:
        """Rows of a document's chunks, in order of appearance."""
        return [r for (r,) in self._query("SELECT row FROM chunks WHERE document=? ORDER BY start", (document_row,))]

    def chunk_id_at(self, document_row: int, position: int) -> str:
        """Id of the chunk in which a position of a document's text lies, or of the one before it."""
        ((start, end),) = self._query(
            "SELECT start, stop FROM chunks WHERE document=? ORDER BY start > ?, abs(start - ?) LIMIT 1",
            (document_row, position, position),
        )
        return f"{self.document(document_row).id}@{start}-{end}"

    def ledger(self) -> LedgerState:
        items = {(s, i): revision for s, i, revision in self._query("SELECT source, item, revision FROM items")}
        rejected: dict[tuple[str, str], tuple[Rejected, ...]] = {}
        for source, item, name, reason, fix in self._query("SELECT source, item, name, reason, fix FROM rejected"):
            rejected[source, item] = (*rejected.get((source, item), ()), Rejected(source, name, reason, fix))
        return LedgerState(items, rejected)

    def revisions(self) -> dict[str, str]:
        """Document id -> revision of the cleaned document."""
        return dict(self._query("SELECT id, revision FROM documents"))

    def audiences(self) -> dict[str, tuple[str, ...]]:
        """Document id -> audience."""
        rows = self._query("SELECT id, json_extract(body, '$.audience') FROM documents")
        return {document_id: tuple(json.loads(audience)) for document_id, audience in rows}

    def of_item(self, source: str, item: str) -> Iterator[DocumentRecord]:
        """Everything that one item of a source gave, as it was ingested."""
        for row, revision in self._query(
            "SELECT row, revision FROM documents WHERE source=? AND item=? ORDER BY row", (source, item)
        ):
            document = self._document(row)
            chunks = tuple(
                Chunk(document.id, start, end, document.text[start:end], *rest)
                for start, end, *rest in self._query(
                    "SELECT start, stop, role, heading, context, language FROM chunks WHERE document=? ORDER BY row",
                    (row,),
                )
            )
            yield DocumentRecord(document, item, revision, chunks)

    def counts(self) -> dict[str, tuple[int, int]]:
        """source -> (documents, chunks)."""
        rows = self._query(
            "SELECT source, COUNT(DISTINCT documents.row), COUNT(chunks.row) FROM documents "
            "LEFT JOIN chunks ON chunks.document = documents.row GROUP BY source ORDER BY source"
        )
        return {source: (documents, chunks) for source, documents, chunks in rows}
