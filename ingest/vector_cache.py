"""Vectors by content and embedder, kept between runs: what was embedded once is never embedded again.

A run that is killed has lost at most the batch it was working on.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from copilot.core.errors import StoreError
from copilot.core.types import EmbedderIdentity

_QUERY_SIZE = 500


class VectorCache:
    """One SQLite file in the store."""

    def __init__(self, store: Path, embedder: EmbedderIdentity) -> None:
        self._path = store / "cache" / "vectors.sqlite"
        self._salt = json.dumps(dataclasses.asdict(embedder), sort_keys=True).encode()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = sqlite3.connect(self._path, isolation_level=None, timeout=10)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL, crc INTEGER NOT NULL)"
                " WITHOUT ROWID"
            )
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def __enter__(self) -> VectorCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def key(self, passage: str) -> bytes:
        return hashlib.blake2b(passage.encode(), digest_size=20, key=hashlib.sha256(self._salt).digest()).digest()

    def get(self, keys: Iterable[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """The vectors that are known and whole; a damaged one counts as unknown and is embedded again."""
        wanted, found = list(dict.fromkeys(keys)), {}
        try:
            for start in range(0, len(wanted), _QUERY_SIZE):
                some = wanted[start : start + _QUERY_SIZE]
                marks = ",".join("?" * len(some))
                rows = self._database.execute(f"SELECT key, vector, crc FROM vectors WHERE key IN ({marks})", some)  # noqa: S608
                for key, blob, crc in rows:
                    if isinstance(blob, bytes) and zlib.crc32(blob) == crc:
                        found[bytes(key)] = np.frombuffer(blob, dtype=np.float32)
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error
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
            raise self._damaged(error) from error

    def forget_unused(self, used: Iterable[bytes]) -> int:
        """Removes the vectors of all keys but these; returns how many."""
        try:
            self._database.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
            self._database.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in used))
            gone = self._database.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM used)").rowcount
            self._database.execute("DROP TABLE used")
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error
        return gone

    def shred(self) -> None:
        """Gives back the room of what was removed, so that none of its bytes stay in the file."""
        try:
            self._database.execute("VACUUM")
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> StoreError:
        return StoreError(
            f"the vector cache {self._path} cannot be used: {error}",
            f"delete {self._path} (it only saves time) and run: python -m ingest sync",
        )
