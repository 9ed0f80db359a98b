"""A disk that fails: the n-th operation of a kind on anything in a folder ends with an OSError.

What SQLite does in C is not seen here; a limit of the size of files and full disks reach that too.
"""

from __future__ import annotations

import builtins
import io
import os
import resource
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

KINDS = ("open", "write", "fsync", "rename", "unlink", "mkdir")
_FUNCTIONS = {
    "fsync": ("fsync",),
    "rename": ("rename", "replace"),
    "unlink": ("unlink", "remove", "rmdir"),
    "mkdir": ("mkdir",),
    "open": ("open",),
}


class FailingDisk:
    """While it is open, counts the operations below a folder by kind, and lets one of them fail."""

    def __init__(self, folder: Path, kind: str = "", number: int = -1, code: int = 0) -> None:
        self.done: Counter[str] = Counter()
        self._folder, self._fails, self._code = str(folder.resolve()), (kind, number), code
        self._patches = ExitStack()

    def __enter__(self) -> Self:
        for kind, names in _FUNCTIONS.items():
            for name in names:
                self._patches.enter_context(patch.object(os, name, self._counted(kind, getattr(os, name))))
        opening = self._opening(io.open)
        self._patches.enter_context(patch.object(io, "open", opening))
        self._patches.enter_context(patch.object(builtins, "open", opening))
        return self

    def __exit__(self, *_: object) -> None:
        self._patches.close()

    def count(self, kind: str, path: object) -> None:
        """Raises OSError when this is the one that fails."""
        self.done[kind] += 1
        if (kind, self.done[kind] - 1) == self._fails:
            raise OSError(self._code, os.strerror(self._code), str(path))

    def _counted(self, kind: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def called(path: Any, *rest: Any, **options: Any) -> Any:
            if self._is_below(path, options.get("dir_fd")):
                self.count(kind, path)
            return function(path, *rest, **options)

        return called

    def _opening(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def opened(path: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
            if not self._is_below(path, None):
                return function(path, mode, *rest, **options)
            self.count("open", path)
            stream = function(path, mode, *rest, **options)
            return stream if mode in ("r", "rb") else _Written(stream, self, path)

        return opened

    def _is_below(self, path: Any, at: int | None) -> bool:
        if isinstance(path, int):
            named = os.readlink(f"/proc/self/fd/{path}")
        else:
            named = os.path.join(os.readlink(f"/proc/self/fd/{at}") if at is not None else "", os.fsdecode(path))
        return os.path.abspath(named).startswith(self._folder + os.sep) or named == self._folder


class _Written:
    """A file of which a write may fail half-way; numpy takes it for something that it must write to piece by piece."""

    def __init__(self, stream: Any, disk: FailingDisk, path: object) -> None:
        self._stream, self._disk, self._path = stream, disk, path

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __iter__(self) -> Iterable[Any]:
        return iter(self._stream)

    def write(self, data: Any) -> int:
        try:
            self._disk.count("write", self._path)
        except OSError:
            self._stream.write(data[: len(data) // 2])
            raise
        return int(self._stream.write(data))


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """No file grows beyond so many bytes, as on a full disk; SQLite meets this too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
