"""Writing so that a crash leaves the state exactly before or after: fsync, rename, fsync of the folder."""

from __future__ import annotations

import fcntl
import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copilot.core.errors import DamagedError, StoreBusyError


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def file_checksum(path: Path) -> str:
    """SHA-256 of a file's bytes, without holding them in memory."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_arrays(path: Path, names: Iterable[str]) -> dict[str, NDArray[Any]]:
    """Arrays of an .npz file by name. Raises DamagedError."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as data:
            return {name: data[name] for name in names}
    # RuntimeError is what zipfile says of a bit that marks a file as encrypted or compressed.
    except (OSError, ValueError, KeyError, EOFError, RuntimeError, zipfile.BadZipFile) as error:
        raise DamagedError(
            f"{path.parent.name}/{path.name} cannot be read: {error}", "run: python -m ingest sync"
        ) from error


def sync_file(path: Path) -> None:
    """Makes a file's bytes survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


sync_folder = sync_file
"""Makes the names in a folder survive a power cut; a folder is opened and synced like a file."""


def replace(path: Path, data: bytes) -> None:
    """Replaces a file's content atomically and durably."""
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


@contextmanager
def writer_lock(store: Path) -> Iterator[None]:
    """Holds the store's only writer's lock; the system lets go of it when the process dies."""
    store.mkdir(parents=True, exist_ok=True)
    with (store / "writer.lock").open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusyError(
                f"another process is writing to {store}", "wait until that sync or rollback ends, then try again"
            ) from None
        yield
