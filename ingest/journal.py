"""What a run has read so far, kept on disk: memory stays small, and a run that was killed goes on where it stood.

One SQLite file in the store, thrown away once its run has published. It notes, job by job, what each changed item gave:
a job is an item, or one piece of an item that is read in pieces.
"""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copilot.core import interchange
from copilot.core.errors import StoreError
from copilot.core.snapshot import DocumentRecord
from copilot.core.types import Chunk, Rejected
from ingest.prepare import Kept

_SCHEMA = """
CREATE TABLE IF NOT EXISTS base (generation TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS jobs (source TEXT NOT NULL, item TEXT NOT NULL, revision TEXT NOT NULL, job INTEGER NOT NULL,
                                 PRIMARY KEY (source, item, job)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entries (row INTEGER PRIMARY KEY, source TEXT NOT NULL, item TEXT NOT NULL,
                                    body BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS entries_of_item ON entries (source, item);
"""
_COMMIT_EVERY = 1.0
"""Seconds of work that a kill can cost."""

Entry = DocumentRecord | Kept | Rejected


class Journal:
    """store None: in memory, for a run that leaves nothing behind. base: the generation that is built upon."""

    def __init__(self, store: Path | None, base: str) -> None:
        self._path = store / "cache" / "reading.sqlite" if store else None
        try:
            self._database = self._open(base)
        except sqlite3.DatabaseError:
            # It only saves work: what is damaged is read anew.
            self._database.close()
            self._remove()
            self._database = self._open(base)
        self._committed = time.monotonic()

    def _open(self, base: str) -> sqlite3.Connection:
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(self._path or ":memory:", isolation_level=None, timeout=10)
        self._database.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {_SCHEMA}")
        if self._database.execute("SELECT generation FROM base").fetchall() != [(base,)]:
            # Kept documents of another base may be other ones.
            self._database.executescript("DELETE FROM base; DELETE FROM jobs; DELETE FROM entries;")
            self._database.execute("INSERT INTO base VALUES (?)", (base,))
        self._database.execute("BEGIN")
        return self._database

    def done(self, source: str, item: str, revision: str) -> int:
        """How many jobs of an item are noted for this revision; what is noted for another one is dropped."""
        found = self._database.execute("SELECT revision FROM jobs WHERE source=? AND item=?", (source, item)).fetchall()
        if all(noted == revision for (noted,) in found):
            return len(found)
        for table in ("jobs", "entries"):
            self._database.execute(f"DELETE FROM {table} WHERE source=? AND item=?", (source, item))  # noqa: S608
        return 0

    def add(self, source: str, item: str, revision: str, job: int, entries: list[Entry]) -> list[int]:
        """Notes what one job gave; returns the rows by which the entries can be had again."""
        rows = []
        for entry in entries:
            body = zlib.compress(json.dumps(_to_json(entry), ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)
            cursor = self._database.execute(
                "INSERT INTO entries (source, item, body) VALUES (?,?,?)", (source, item, body)
            )
            rows.append(int(cursor.lastrowid or 0))
        self._database.execute("INSERT INTO jobs VALUES (?,?,?,?)", (source, item, revision, job))
        if time.monotonic() - self._committed > _COMMIT_EVERY:
            self._database.execute("COMMIT")
            self._database.execute("BEGIN")
            self._committed = time.monotonic()
        return rows

    def entries(self, source: str, item: str) -> Iterator[tuple[int, Entry]]:
        """Everything noted of an item, in order, with its row."""
        found = self._database.execute(
            "SELECT row, body FROM entries WHERE source=? AND item=? ORDER BY row", (source, item)
        )
        return ((row, self._entry(body)) for row, body in found)

    def record(self, row: int) -> DocumentRecord:
        ((body,),) = self._database.execute("SELECT body FROM entries WHERE row=?", (row,)).fetchall()
        entry = self._entry(body)
        assert isinstance(entry, DocumentRecord)
        return entry

    def _entry(self, body: bytes) -> Entry:
        try:
            return _from_json(json.loads(zlib.decompress(body)))
        except (zlib.error, ValueError) as error:
            raise StoreError(
                f"{self._path} is damaged: {error}", f"delete {self._path} (it only saves time) and sync again"
            ) from error

    def close(self) -> None:
        """Keeps what was noted for the next run."""
        self._database.execute("COMMIT")
        self._database.close()

    def clear(self) -> None:
        """Forgets everything: it is published. Nothing can be read afterwards."""
        self._database.close()
        self._remove()

    def _remove(self) -> None:
        if self._path:
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


def _to_json(entry: Entry) -> list[Any]:
    if isinstance(entry, Kept):
        return ["kept", entry.document_id]
    if isinstance(entry, Rejected):
        return ["rejected", entry.source, entry.item, entry.reason, entry.fix]
    chunks = [[c.start, c.end, c.role, c.heading, c.context, c.language] for c in entry.chunks]
    known = [entry.item, entry.revision, entry.origin, entry.content, entry.tokens, dict(entry.masked), entry.hidden]
    document = entry.document
    return ["document", document.source, interchange.to_json(document), chunks, entry.signature.hex(), known]


def _from_json(data: list[Any]) -> Entry:
    what, *rest = data
    if what == "kept":
        return Kept(*rest)
    if what == "rejected":
        return Rejected(*rest)
    source, body, spans, signature, (item, revision, origin, content, tokens, masked, hidden) = rest
    document = interchange.from_json(source, body)
    chunks = tuple(Chunk(document.id, start, end, document.text[start:end], *more) for start, end, *more in spans)
    return DocumentRecord(
        document, item, revision, chunks, origin, content, tokens, masked, hidden, bytes.fromhex(signature)
    )
