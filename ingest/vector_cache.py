"""Vectors by content and embedder, kept between runs: what was embedded once is never embedded again.

A run that is killed has lost at most the batch it was working on. A file that is damaged is made anew by itself.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from copilot.core.errors import StoreError
from copilot.core.types import EmbedderIdentity
from ingest import _sqlite

log = logging.getLogger(__name__)

_SCHEMA = """
PRAGMA journal_mode=WAL;
CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;
"""
_QUERY_SIZE = 500


class DamagedCacheError(StoreError):
    """Vectors that were there are not any more: `discard` the cache and embed again."""


def path_in(store: Path) -> Path:
    return store / "cache" / "vectors.sqlite"


def discard(store: Path) -> None:
    """Removes the cache of a store: it only saves time."""
    _sqlite.discard(path_in(store))


class VectorCache:
    """One SQLite file in the store."""

    def __init__(self, store: Path, embedder: EmbedderIdentity) -> None:
        self._path = path_in(store)
        self._salt = json.dumps(dataclasses.asdict(embedder), sort_keys=True).encode()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = _sqlite.connect(self._path, _SCHEMA)
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)

    def _begin_anew(self, error: sqlite3.DatabaseError) -> None:
        """In the place of a damaged file. Raises StoreError when it is the disk that fails."""
        if not _sqlite.is_damage(error):
            raise _sqlite.failed(self._path, error) from error
        log.warning("%s is damaged (%s): it is made anew, which costs time only", self._path, error)
        _sqlite.discard(self._path)
        self._database = _sqlite.connect(self._path, _SCHEMA)

    def __enter__(self) -> VectorCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def key(self, passage: str) -> bytes:
        return hashlib.blake2b(passage.encode(), digest_size=20, key=hashlib.sha256(self._salt).digest()).digest()

    def get(self, keys: Iterable[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """The vectors that are known and whole; a damaged one counts as unknown and is embedded again.

        Raises DamagedCacheError when the file is damaged, StoreError when the disk fails; so does `put`.
        """
        wanted, found = list(dict.fromkeys(keys)), {}
        try:
            for start in range(0, len(wanted), _QUERY_SIZE):
                some = wanted[start : start + _QUERY_SIZE]
                marks = ",".join("?" * len(some))
                rows = self._database.execute(f"SELECT key, vector, crc FROM vectors WHERE key IN ({marks})", some)  # noqa: S608
                for key, blob, crc in rows:
                    if _is_whole(blob, crc):
                        found[bytes(key)] = np.frombuffer(blob, dtype=np.float32)
        except sqlite3.DatabaseError as error:
            raise self._failed(error) from error
        return found

    def put(self, vectors: Mapping[bytes, NDArray[np.float32]]) -> None:
        """Adds a batch in one transaction."""
        try:
            self._database.execute("BEGIN")
            self._database.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?,?,?)",
                ((k, blob, zlib.crc32(blob)) for k, blob in ((k, v.tobytes()) for k, v in vectors.items())),
            )
            self._database.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise self._failed(error) from error

    def forget_unused(self, used: Iterable[bytes]) -> int:
        """Removes the vectors of all keys but these; returns how many. From a damaged file all of them."""
        try:
            self._database.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
            self._database.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in used))
            gone = self._database.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM used)").rowcount
            self._database.execute("DROP TABLE used")
        except sqlite3.DatabaseError as error:
            self._database.close()
            self._begin_anew(error)
            return 0
        return gone

    def shred(self) -> None:
        """Gives back the room of what was removed, so that none of its bytes stay in the file."""
        try:
            self._database.execute("VACUUM")
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError as error:
            self._database.close()
            self._begin_anew(error)

    def _failed(self, error: sqlite3.DatabaseError) -> StoreError:
        failed = _sqlite.failed(self._path, error)
        return DamagedCacheError(failed.problem, failed.fix) if _sqlite.is_damage(error) else failed


def faults(uri: str) -> str:
    """What is wrong with a cache, "" for nothing; every vector is compared with its checksum."""
    if problem := _sqlite.fault(uri):
        return problem
    with closing(_sqlite.connect(uri)) as database:
        try:
            rows = database.execute("SELECT vector, crc FROM vectors")
            damaged = sum(not _is_whole(blob, crc) for blob, crc in rows)
        except sqlite3.DatabaseError as error:
            return str(error)
    return f"{damaged:,} vectors do not match their checksums" if damaged else ""


def _is_whole(blob: object, crc: object) -> bool:
    return isinstance(blob, bytes) and zlib.crc32(blob) == crc
