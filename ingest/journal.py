"""What a run has read so far, kept on disk: memory stays small, and a run that was killed goes on where it stood.

One SQLite file in the store, thrown away once its run has published. It notes, job by job, what each changed item gave:
a job is an item, or one piece of an item that is read in pieces. What a job gave is kept under one checksum; where that
is not right, its item is read anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from copilot.core import interchange
from copilot.core.errors import StoreError
from copilot.core.snapshot import DocumentRecord
from copilot.core.types import Chunk, Rejected
from ingest import _sqlite
from ingest.prepare import Kept

log = logging.getLogger(__name__)

_SCHEMA = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=NORMAL;
CREATE TABLE IF NOT EXISTS base (generation TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS jobs (source TEXT NOT NULL, item TEXT NOT NULL, revision TEXT NOT NULL, job INTEGER NOT NULL,
                                 checksum BLOB NOT NULL, PRIMARY KEY (source, item, job)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entries (row INTEGER PRIMARY KEY, source TEXT NOT NULL, item TEXT NOT NULL,
                                    job INTEGER NOT NULL, body BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS entries_of_item ON entries (source, item);
"""
_COMMIT_EVERY = 1.0
"""Seconds of work that a kill can cost."""

Entry = DocumentRecord | Kept | Rejected


class Journal:
    """store None: in memory, for a run that leaves nothing behind. base: the generation that is built upon.

    Every method raises StoreError when the disk fails; damage that is met in the middle of a run costs that run.
    """

    def __init__(self, store: Path | None, base: str) -> None:
        self._path = path_in(store) if store else None
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = self._open(base)
        except sqlite3.DatabaseError as error:
            if not self._path or not _sqlite.is_damage(error):
                raise _sqlite.failed(self._path, error) from error
            log.warning("%s is damaged (%s): what it noted is read anew", self._path, error)
            _sqlite.discard(self._path)
            self._database = self._open(base)
        self._is_damaged = False
        self._committed = time.monotonic()

    def _open(self, base: str) -> sqlite3.Connection:
        database = _sqlite.connect(self._path or ":memory:", _SCHEMA)
        try:
            if database.execute("SELECT generation FROM base").fetchall() != [(base,)]:
                # Kept documents of another base may be other ones.
                database.executescript("DELETE FROM base; DELETE FROM jobs; DELETE FROM entries;")
                database.execute("INSERT INTO base VALUES (?)", (base,))
            elif (found := database.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise _sqlite.damaged(found)
            # Another version of Balie noted less.
            database.execute("SELECT jobs.checksum, entries.job FROM jobs, entries LIMIT 0")
            database.execute("BEGIN")
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database

    def done(self, source: str, item: str, revision: str) -> int:
        """How many jobs of an item are noted for this revision; what is noted for another one is dropped.

        So is what does not match its checksum: the item is read anew.
        """
        with self._told():
            whole = _whole_jobs(self._database, source, item, revision)
            if whole is None:
                noted = self._database.execute("SELECT revision FROM jobs WHERE source=? AND item=?", (source, item))
                if all(was == revision for (was,) in noted):
                    log.warning("%s: what it noted of an item of %s is damaged and read anew", self._path, source)
                for table in ("jobs", "entries"):
                    self._database.execute(f"DELETE FROM {table} WHERE source=? AND item=?", (source, item))  # noqa: S608
        return whole or 0

    def add(self, source: str, item: str, revision: str, job: int, entries: list[Entry]) -> list[int]:
        """Notes what one job gave; returns the rows by which the entries can be had again."""
        rows, bodies = [], [_packed(entry) for entry in entries]
        with self._told():
            for body in bodies:
                cursor = self._database.execute(
                    "INSERT INTO entries (source, item, job, body) VALUES (?,?,?,?)", (source, item, job, body)
                )
                rows.append(int(cursor.lastrowid or 0))
            everything = b"".join([_named(source, item, revision, job), *map(_measured, bodies)])
            checksum = hashlib.blake2b(everything, digest_size=16).digest()
            self._database.execute("INSERT INTO jobs VALUES (?,?,?,?,?)", (source, item, revision, job, checksum))
            if time.monotonic() - self._committed > _COMMIT_EVERY:
                self._database.execute("COMMIT")
                self._database.execute("BEGIN")
                self._committed = time.monotonic()
        return rows

    def entries(self, source: str, item: str) -> Iterator[tuple[int, Entry]]:
        """Everything noted of an item, in order, with its row."""
        with self._told():
            for row, body in self._database.execute(
                "SELECT row, body FROM entries WHERE source=? AND item=? ORDER BY row", (source, item)
            ):
                yield row, _unpacked(body)

    def record(self, row: int) -> DocumentRecord:
        with self._told():
            (body,) = self._database.execute("SELECT body FROM entries WHERE row=?", (row,)).fetchone()
            entry = _unpacked(body)
        assert isinstance(entry, DocumentRecord)
        return entry

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            self._is_damaged = _sqlite.is_damage(error)
            raise _sqlite.failed(self._path, error) from error
        except (zlib.error, ValueError, TypeError) as error:
            raise StoreError(
                f"{self._path} was damaged while it was used: {error}", "run: python -m ingest sync"
            ) from error

    def close(self) -> None:
        """Keeps what was noted for the next run, as far as the disk lets it."""
        try:
            self._database.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            log.warning("%s: what was read last is not kept: %s", self._path, error)
        if self._is_damaged:
            self.clear()
        self._database.close()

    def clear(self) -> None:
        """Forgets everything: it is published. Nothing can be read afterwards."""
        self._database.close()
        if self._path:
            _sqlite.discard(self._path)


def path_in(store: Path) -> Path:
    return store / "cache" / "reading.sqlite"


def faults(uri: str) -> str:
    """What is wrong with a journal, "" for nothing; every item is compared with its checksums."""
    if problem := _sqlite.fault(uri):
        return problem
    with closing(_sqlite.connect(uri)) as database:
        try:
            noted = database.execute("SELECT source, item, min(revision) FROM jobs GROUP BY source, item").fetchall()
            damaged = sum(not _whole_jobs(database, *one) for one in noted)
        except (sqlite3.DatabaseError, TypeError) as error:
            return str(error)
    return f"what it noted of {damaged:,} items does not match its checksums" if damaged else ""


def _whole_jobs(database: sqlite3.Connection, source: str, item: str, revision: str) -> int | None:
    """How many jobs of an item are noted for this revision; None where they are of another one, or damaged."""
    jobs = database.execute(
        "SELECT revision, job, checksum FROM jobs WHERE source=? AND item=? ORDER BY job", (source, item)
    ).fetchall()
    made = [hashlib.blake2b(_named(source, item, revision, job), digest_size=16) for job in range(len(jobs))]
    for job, body in database.execute(
        "SELECT job, body FROM entries WHERE source=? AND item=? ORDER BY row", (source, item)
    ):
        if type(job) is not int or job not in range(len(jobs)) or not isinstance(body, bytes):
            return None
        made[job].update(_measured(body))
    right = [(revision, job, one.digest()) for job, one in enumerate(made)]
    return len(jobs) if jobs == right else None


def _named(source: str, item: str, revision: str, job: int) -> bytes:
    return json.dumps([source, item, revision, job]).encode()


def _measured(body: bytes) -> bytes:
    return len(body).to_bytes(8, "big") + body


def _packed(entry: Entry) -> bytes:
    return zlib.compress(json.dumps(_to_json(entry), ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def _unpacked(body: bytes) -> Entry:
    return _from_json(json.loads(zlib.decompress(body)))


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
