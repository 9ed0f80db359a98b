"""Documents and chunks by row, in one SQLite file that is written once and only read afterwards.

Row i of the chunks is row i of the vectors. The ledger (what was ingested at which revision) stands in the same file,
so that what decides "unchanged" belongs to the generation.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from copilot.core import interchange
from copilot.core.snapshot.facts import DocumentFacts, DocumentRecord, LedgerItem, LedgerState, Refusal
from copilot.core.types import Chunk, Document, Rejected

FILE = "records.sqlite"

_SCHEMA = """
CREATE TABLE documents (row INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, item TEXT NOT NULL, facts TEXT NOT NULL,
                        signature BLOB NOT NULL, superseded_by TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE chunks (row INTEGER PRIMARY KEY, document INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
                     role TEXT NOT NULL, heading TEXT NOT NULL, context TEXT NOT NULL, language TEXT NOT NULL,
                     vector_key BLOB NOT NULL);
CREATE INDEX chunks_of_document ON chunks (document);
CREATE TABLE items (source TEXT NOT NULL, item TEXT NOT NULL, revision TEXT NOT NULL, content TEXT NOT NULL,
                    state TEXT NOT NULL, first_seen TEXT NOT NULL, run TEXT NOT NULL, PRIMARY KEY (source, item));
CREATE TABLE refused (source TEXT NOT NULL, item TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL,
                      fix TEXT NOT NULL, first_seen TEXT NOT NULL);
"""
_COLUMNS = frozenset({"id", "item", "signature", "chunks", "first_row"})
"""Facts that stand in columns of their own, or are counted."""


class Writer:
    """Writes the whole file, one document after the other. Rows are numbered in the order given."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / FILE, isolation_level=None)
        # Nobody reads it before it is whole and synced, so a journal would protect nothing.
        self._database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN; {_SCHEMA}")
        self._documents = self._chunks = 0

    def add(self, record: DocumentRecord, vector_keys: Sequence[bytes], superseded_by: str = "") -> None:
        """vector_keys: by which the vector cache knows the vector of each chunk. superseded_by: id of its successor."""
        body = json.dumps(interchange.to_json(record.document), ensure_ascii=False)
        facts = dataclasses.asdict(DocumentFacts.of(record))
        signature = facts["signature"]
        small = json.dumps({k: v for k, v in facts.items() if k not in _COLUMNS}, ensure_ascii=False)
        self._database.execute(
            "INSERT INTO documents VALUES (?,?,?,?,?,?,?)",
            (self._documents, record.document.id, record.item, small, signature, superseded_by, body),
        )
        for chunk, key in zip(record.chunks, vector_keys, strict=False):
            texts = (chunk.role, chunk.heading, chunk.context, chunk.language)
            row = (self._chunks, self._documents, chunk.start, chunk.end, *texts, key)
            self._database.execute("INSERT INTO chunks VALUES (?,?,?,?,?,?,?,?,?)", row)
            self._chunks += 1
        self._documents += 1

    def finish(self, ledger: LedgerState) -> None:
        self._database.executemany(
            "INSERT INTO items VALUES (?,?,?,?,?,?,?)",
            ((*key, i.revision, i.content, i.state, i.first_seen, i.run) for key, i in ledger.items.items()),
        )
        self._database.executemany(
            "INSERT INTO refused VALUES (?,?,?,?,?,?)",
            (
                (*key, r.rejected.item, r.rejected.reason, r.rejected.fix, r.first_seen)
                for key, found in ledger.refused.items()
                for r in found
            ),
        )
        self._database.execute("COMMIT")
        self.close()

    def close(self) -> None:
        self._database.close()


class Records:
    """Reads one file that never changes; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._database = sqlite3.connect(
            f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
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
        ((document_id, body),) = self._query("SELECT id, body FROM documents WHERE row=?", (row,))
        return interchange.from_json(document_id.split(":", 1)[0], json.loads(body))

    def document_id(self, row: int) -> str:
        ((document_id,),) = self._query("SELECT id FROM documents WHERE row=?", (row,))
        return str(document_id)

    def successors(self) -> dict[int, str]:
        """Row of every document of which a newer version is there -> the id of that."""
        return dict(self._query("SELECT row, superseded_by FROM documents WHERE superseded_by != ''"))

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
        items = {
            (source, item): LedgerItem(*rest)
            for source, item, *rest in self._query(
                "SELECT source, item, revision, content, state, first_seen, run FROM items"
            )
        }
        refused: dict[tuple[str, str], tuple[Refusal, ...]] = {}
        for source, item, name, reason, fix, first_seen in self._query("SELECT * FROM refused"):
            refusal = Refusal(Rejected(source, name, reason, fix), first_seen)
            refused[source, item] = (*refused.get((source, item), ()), refusal)
        return LedgerState(items, refused)

    def facts(self) -> dict[str, DocumentFacts]:
        """Document id -> its facts, in the order of their rows."""
        found = {}
        for document_id, item, facts, signature, first_row, chunks in self._query(
            "SELECT id, item, facts, signature, ifnull(min(chunks.row), 0), count(chunks.row) FROM documents "
            "LEFT JOIN chunks ON chunks.document = documents.row GROUP BY documents.row ORDER BY documents.row"
        ):
            small = json.loads(facts)
            small["audience"] = tuple(small["audience"])
            found[document_id] = DocumentFacts(
                id=document_id, item=item, signature=signature, chunks=chunks, first_row=first_row, **small
            )
        return found

    def audiences(self) -> dict[str, tuple[str, ...]]:
        """Document id -> audience."""
        rows = self._query("SELECT id, json_extract(facts, '$.audience') FROM documents")
        return {document_id: tuple(json.loads(audience)) for document_id, audience in rows}

    def record(self, facts: DocumentFacts) -> DocumentRecord:
        """The whole of a document as it was ingested. facts: its own, of which item and first_seen may be newer."""
        row = self.document_row(facts.id)
        if row is None:
            raise KeyError(facts.id)
        document = self._document(row)
        chunks = tuple(
            Chunk(document.id, start, end, document.text[start:end], *rest)
            for start, end, *rest in self._query(
                "SELECT start, stop, role, heading, context, language FROM chunks WHERE document=? ORDER BY row", (row,)
            )
        )
        return DocumentRecord(
            document=document,
            item=facts.item,
            revision=facts.revision,
            chunks=chunks,
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
        return (bytes(key) for (key,) in self._query("SELECT vector_key FROM chunks ORDER BY row"))

    def counts(self) -> dict[str, tuple[int, int]]:
        """source -> (documents, chunks)."""
        rows = self._query(
            "SELECT substr(id, 1, instr(id, ':') - 1) AS source, COUNT(DISTINCT documents.row), COUNT(chunks.row) "
            "FROM documents LEFT JOIN chunks ON chunks.document = documents.row GROUP BY source ORDER BY source"
        )
        return {source: (documents, chunks) for source, documents, chunks in rows}
