"""Writing so that a crash leaves the state exactly before or after: fsync, rename, fsync of the folder."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from copilot.core.errors import StoreBusyError, of_system


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def file_checksum(path: Path) -> str:
    """SHA-256 of a file's bytes, without holding them in memory."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """Makes a file's bytes survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


sync_folder = sync_file
"""Makes the names in a folder survive a power cut; a folder is opened and synced like a file."""


def make_folder(folder: Path) -> None:
    """Makes a folder, with those above it, that survives a power cut."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def replace(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Replaces a file's content atomically and durably. mode: its rights, from which the umask takes away."""
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def remove_folder(folder: Path) -> None:
    """Removes a folder that has a name of something finished: under another name first.

    So neither a kill nor a power cut leaves a part of it that looks whole.
    """
    going = folder.with_name(f"{folder.name}.tmp")
    folder.rename(going)
    sync_folder(folder.parent)
    shutil.rmtree(going)
    sync_folder(folder.parent)


@contextmanager
def alone_with(folder: Path) -> Iterator[bool]:
    """Whether nobody holds a folder; nobody begins to while this lasts."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_free = True
    except BlockingIOError:
        is_free = False
    try:
        yield is_free
    finally:
        os.close(descriptor)


@contextmanager
def writer_lock(store: Path) -> Iterator[None]:
    """Holds the store's only writer's lock; the system lets go of it when the process dies.

    What the disk refuses meanwhile becomes a StoreError: it is full, it fails, it may not be written.
    """
    try:
        make_folder(store)
        with (store / "writer.lock").open("w") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StoreBusyError(
                    f"another process is writing to {store}", "wait until that sync or rollback ends, then try again"
                ) from None
            yield
    except OSError as error:
        raise of_system(error) from error
