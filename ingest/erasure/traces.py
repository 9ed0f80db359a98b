"""Proves that a person is gone: looks for their plain values in the bytes of every file below a folder.

A file is read as it lies, in pieces; databases of SQLite also cell by cell, because a long cell is spread over pages.
What is compressed or encrypted is not looked into, and neither are files without a form listed in `_needles`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.erasure._needles import Needles

_PIECE = 4 << 20
"""Bytes that are looked at together."""
_GAP = b"\n\n\n\n"
_SQLITE = b"SQLite format 3\0"


def traces(path: Path, values: Iterable[str]) -> list[str]:
    """The files below `path` in which one of these values stands, as sorted paths below it.

    values: what `Subject.of` takes. Forms: plain in any case of ASCII letters, URL-encoded, quoted-printable, HTML and
    JSON escapes, UTF-16 and UTF-32, base64 (standard, URL-safe, at every alignment). A file's own name counts too.
    Part of a longer word or number is no trace. Raises RequestError as `Subject.of` does.
    """
    needles = Needles(values)
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if not file.is_symlink())
    found = []
    for file in files:
        name = file.name if file == path else file.relative_to(path).as_posix()
        if needles.stand_in(os.fsencode(name)) or (file.is_file() and _holds(file, needles)):
            found.append(name)
    return found


def _holds(file: Path, needles: Needles) -> bool:
    """Raises OSError when the file cannot be read: a proof without it would be none."""
    with file.open("rb") as stream:
        before, begins = b"", stream.read(len(_SQLITE))
        stream.seek(0)
        while piece := stream.read(_PIECE):
            if needles.stand_in(before + piece):
                return True
            before = (before + piece)[-needles.longest :]
    return begins == _SQLITE and any(map(needles.stand_in, _together(_cells(file))))


def _together(cells: Iterable[bytes]) -> Iterator[bytes]:
    """The cells in large pieces, none of them cut, with a gap between that no value reaches over."""
    some, size = [], 0
    for cell in cells:
        some.append(cell)
        size += len(cell)
        if size >= _PIECE:
            yield _GAP.join(some)
            some, size = [], 0
    yield _GAP.join(some)


def _cells(file: Path) -> Iterator[bytes]:
    database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    database.text_factory = bytes
    try:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            quoted = table.decode().replace('"', '""')
            for row in database.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608
                yield from (cell if isinstance(cell, bytes) else str(cell).encode() for cell in row if cell is not None)
    except sqlite3.DatabaseError:
        return  # damaged, or tables of an extension: its bytes were looked at
    finally:
        database.close()
