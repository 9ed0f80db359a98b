"""Values on their way between this process and those that read: the only place where something is pickled.

Nothing that is stored is. A reading process handles hostile files, so what comes from it is not trusted either: it is
made into values of our own classes and of a few of Python's, and into nothing else.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from typing import Any

_OURS = ("copilot.", "ingest.")
_PLAIN = frozenset({"pathlib", "datetime", "zoneinfo", "collections", "builtins"})
_HARMLESS = frozenset({"set", "frozenset", "bytearray", "complex", "range", "slice"})
"""Of the builtins; numbers, texts, lists and mappings need no name."""


def packed(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(raw: bytes) -> Any:
    """One value from a process that is not trusted. Raises ValueError for what is no plain value."""
    return next(unpacked_all(raw))


def unpacked_all(raw: bytes, start: int = 0) -> Iterator[Any]:
    """The values that stand one after the other from `start` on."""
    stream = io.BytesIO(raw)
    stream.seek(start)
    while stream.tell() < len(raw):
        yield _Unpickler(stream).load()


def trusted(raw: bytes) -> Any:
    """Any value, from the process that started this one."""
    return pickle.loads(raw)  # noqa: S301 - see above


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module.startswith(_OURS) or module in _PLAIN else None
        if not isinstance(found, type) or (module == "builtins" and name not in _HARMLESS):
            raise ValueError(f"a reading process sent {module}.{name}, which is no plain value")
        return found
