"""The files of one generation, each opened once: the bytes that are compared with the manifest are those that are used.

Whoever holds them keeps the generation from being cleaned up. They are let go of with the object.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import io
import mmap
import os
import stat
import tokenize
import weakref
import zipfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copilot.core import errors
from copilot.core.snapshot import durable

ROWS = ".rows"
"""Ends the names of files whose rows are checked one by one when they are read."""
_AT_ONCE = 2
"""Files that are hashed at the same time."""
_BLOCK = 1 << 20
_PASSING = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)
"""What the system lacks at a moment: nothing is damaged then."""


class Files:
    def __init__(self, folder: Path) -> None:
        """Raises DamagedError when there is no such folder."""
        self.folder = folder
        self.noted: Mapping[str, Mapping[str, Any]] | None = None
        """Name -> size and SHA-256, as the manifest has them; None: the files are taken as they are."""
        self._opened: dict[str, int] = {}
        self.close = weakref.finalize(self, _close, self._opened)
        self._open("", folder, os.O_DIRECTORY, None)

    def hold(self) -> None:
        """Keeps the generation until the last of its files is let go of. Raises DamagedError when it is going away."""
        try:
            fcntl.flock(self._opened[""], fcntl.LOCK_SH | fcntl.LOCK_NB)
            mine, named = os.fstat(self._opened[""]), self.folder.stat()
        except (BlockingIOError, FileNotFoundError):
            raise self._damaged("", "was cleaned up") from None
        except OSError as error:
            raise unreadable(error, self.folder.name) from error
        if (mine.st_dev, mine.st_ino) != (named.st_dev, named.st_ino):
            raise self._damaged("", "was cleaned up")

    def __contains__(self, name: str) -> bool:
        return (self.folder / name).is_file() if self.noted is None else name in self.noted

    def descriptor(self, name: str) -> int:
        """Of a regular file; no symbolic link is followed. It is closed with this object."""
        if name not in self._opened:
            at = ""
            for folder in name.split("/")[:-1]:
                self._open(folder, Path(folder), os.O_DIRECTORY, at)
                at = folder
            self._open(name, Path(name).name, 0, at)
            if not stat.S_ISREG(os.fstat(self._opened[name]).st_mode):
                raise self._damaged(name, "is no file")
        return self._opened[name]

    def _open(self, name: str, path: Path | str, flags: int, at: str | None) -> None:
        if name in self._opened:
            return
        # A pipe in the place of a file must not keep us waiting.
        flags |= os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
        try:
            self._opened[name] = os.open(path, flags, dir_fd=None if at is None else self._opened[at])
        except OSError as error:
            raise unreadable(error, self._place(name)) from error

    def check(self, *, texts: bool, step: Callable[[int], None] = lambda _: None) -> None:
        """Compares every file with the manifest. Raises DamagedError naming one that differs.

        texts: whether files of rows are read too. Without it only their size is compared: each row is checked when it
        is read, and reading all of them first would keep the service from starting. step: is told the bytes that were
        looked at.
        """
        noted = self.noted or {}
        largest_first = sorted(noted, key=lambda name: -noted[name]["size"])
        for name in largest_first:
            size = os.fstat(self.descriptor(name)).st_size
            if size != noted[name]["size"]:
                raise self._damaged(name, f"has {size:,} bytes, its manifest says {noted[name]['size']:,}")
        hashed = [name for name in largest_first if texts or not name.endswith(ROWS)]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for name, found in zip(hashed, pool.map(lambda name: self._checksum(name, step), hashed), strict=True):
                if found != noted[name]["sha256"]:
                    raise self._damaged(name, "does not match its checksum")

    def _checksum(self, name: str, step: Callable[[int], None]) -> str:
        """Read, not mapped: a page that the disk does not give is an error then and not the end of the process."""
        digest, at = hashlib.sha256(), 0
        try:
            while block := os.pread(self.descriptor(name), _BLOCK, at):
                digest.update(block)
                at += len(block)
                step(len(block))
        except OSError as error:
            raise unreadable(error, self._place(name)) from error
        return digest.hexdigest()

    def read(self, name: str) -> bytes:
        """All of a file. Raises DamagedError when these are not the bytes that the manifest promises."""
        try:
            with open(self.descriptor(name), "rb", closefd=False) as stream:
                stream.seek(0)
                data = stream.read()
        except OSError as error:
            raise unreadable(error, self._place(name)) from error
        if self.noted is not None and (name not in self.noted or durable.checksum(data) != self.noted[name]["sha256"]):
            raise self._damaged(name, "does not match its checksum")
        return data

    def map(self, name: str) -> mmap.mmap | bytes:
        """The file whose descriptor was checked, in memory without being read; it stays when the files are closed."""
        descriptor = self.descriptor(name)
        try:
            # Nothing at all cannot be mapped.
            found = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) if os.fstat(descriptor).st_size else b""
        except OSError as error:
            raise unreadable(error, self._place(name)) from error
        os.close(self._opened.pop(name))
        return found

    def array(self, name: str) -> NDArray[Any]:
        """The array of an .npy file, mapped."""
        return self.laid_over(name, self.map(name))

    def laid_over(self, name: str, mapped: mmap.mmap | bytes) -> NDArray[Any]:
        """The array of an .npy file that was mapped."""
        header = io.BytesIO(mapped[:_BLOCK])
        try:
            if np.lib.format.read_magic(header) != (1, 0):
                raise ValueError("another version of its format")
            shape, is_fortran, kind = np.lib.format.read_array_header_1_0(header)
            if is_fortran or kind.hasobject or header.tell() + kind.itemsize * int(np.prod(shape)) != len(mapped):
                raise ValueError("not a whole array in the order of its rows")
            return np.ndarray(shape, kind, buffer=mapped, offset=header.tell())
        except (ValueError, EOFError, TypeError, tokenize.TokenError) as error:
            raise self._damaged(name, f"cannot be read by numpy: {error}") from error

    def arrays(self, name: str, names: Iterable[str]) -> dict[str, NDArray[Any]]:
        """Arrays of an .npz file by name."""
        data = self.read(name)
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as found:
                return {one: found[one] for one in names}
        # RuntimeError is what zipfile says of a bit that marks a file as encrypted or compressed.
        except (OSError, ValueError, KeyError, EOFError, RuntimeError, zipfile.BadZipFile) as error:
            raise self._damaged(name, f"cannot be read: {error}") from error

    def _damaged(self, name: str, problem: str) -> errors.DamagedError:
        return errors.DamagedError(f"{self._place(name)} {problem}", "run: python -m ingest sync")

    def _place(self, name: str) -> str:
        return f"{self.folder.name}/{name}" if name else self.folder.name


def opened(place: Path | Files) -> Files:
    """Those of a folder that nobody checked, or the files themselves."""
    return place if isinstance(place, Files) else Files(place)


def unreadable(error: OSError, place: str) -> errors.StoreError:
    """What the system said when something was read: mostly DamagedError."""
    if error.errno in _PASSING:
        return errors.of_system(error)
    return errors.DamagedError(f"{place} cannot be read: {error.strerror}", "run: python -m ingest sync")


def _close(descriptors: dict[str, int]) -> None:
    while descriptors:
        os.close(descriptors.popitem()[1])
