"""SQLite files of the store that only save time: damage is told apart from what the disk refuses, and costs no more."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from copilot.core.errors import StoreError
from copilot.core.snapshot import durable

_OF_THE_DISK = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_MISUSE,
}
"""Codes of errors after which the file may be whole; all others mean that it is not what we wrote."""
_CUT_SHORT = 522
"""SQLITE_IOERR_SHORT_READ, which is damage all the same."""


def is_damage(error: sqlite3.Error) -> bool:
    # There is none where Python itself finds fault.
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE)
    return code == _CUT_SHORT or code & 0xFF not in _OF_THE_DISK


def connect(path: Path | str, script: str = "") -> sqlite3.Connection:
    """An open file in which a script was run; it is closed when that fails. Raises sqlite3.DatabaseError."""
    database = sqlite3.connect(path, isolation_level=None, timeout=10, uri=True)
    # What is no text is found by its checksum.
    database.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        database.executescript(script)
    except UnicodeDecodeError as error:
        # SQLite quotes the damaged bytes in what it says, and Python cannot read that.
        database.close()
        raise damaged("what it says of itself is no text") from error
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def failed(path: Path | None, error: sqlite3.Error) -> StoreError:
    """What is told when the disk refuses something, or when a file was damaged while it was used."""
    cure = (
        "run: python -m ingest sync   (it is made anew, which costs time only)"
        if is_damage(error)
        else "make room on that disk, or see why it cannot be written, then run the same command again"
    )
    return StoreError(f"{path or 'a database in memory'} cannot be used: {error}", cure)


def damaged(found: str) -> sqlite3.DatabaseError:
    """The error that SQLite would raise for what one of its checks found."""
    error = sqlite3.DatabaseError(found)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def discard(path: Path) -> None:
    """Removes a file with what SQLite keeps beside it, for good: it may hold what was erased."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    durable.sync_folder(path.parent)


@contextmanager
def untouched(path: Path) -> Iterator[str]:
    """The URI by which a file that nobody uses is read without a byte of it being changed. Raises OSError."""
    beside = path.with_name(f"{path.name}-wal")
    if not beside.is_file() or not beside.stat().st_size:
        yield f"{path.absolute().as_uri()}?immutable=1"
        return
    # SQLite writes what a killed run left there into the file as soon as it opens it.
    with TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        shutil.copyfile(path, copy)
        shutil.copyfile(beside, copy.with_name(beside.name))
        yield copy.as_uri()


def fault(uri: str) -> str:
    """What SQLite finds wrong with the structure of a whole file, "" for nothing."""
    try:
        with closing(connect(uri)) as database:
            found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return str(error)
    return "" if found == "ok" else str(found)
