"""Sources of a few invented documents that misbehave on demand, importable in other processes too."""

from __future__ import annotations

import ctypes
import mmap
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from copilot.core.ports import Item
from copilot.core.types import Document, Part, Rejected


def document(name: str) -> Document:
    return Document("bron", name, "wiki", name, (Part("section", f"Tekst van {name}."),), language="nl")


def _hang() -> None:
    while True:
        pass


def _hang_in_c() -> None:
    # Holds the interpreter's lock, so that no other thread of its process runs.
    re.fullmatch(r"(a+)+b", "a" * 60)


def _grow() -> None:
    held = bytearray()
    while True:
        held += bytes(10_000_000)


def _grow_in_c() -> None:
    held = []
    while True:
        held.append(np.ones(10_000_000, dtype=np.uint8))


def _grow_shared() -> None:
    """Memory that no limit of the kernel counts."""
    held = mmap.mmap(-1, 1_000_000_000)
    for _ in range(1_000):
        held.write(bytes(1_000_000))
    _hang()


def _broken() -> None:
    raise ZeroDivisionError("Jan Jansen, 06 12345678")


def _locked() -> None:
    raise PermissionError(13, "Permission denied")


EXIT, SEGFAULT, HANG, HANG_IN_C = "exits", "crashes", "hangs", "hangs in C"
GROW, GROW_IN_C, GROW_SHARED = "grows", "grows in C", "grows by what it shares"
BROKEN, LOCKED, UNSENDABLE, HALF, MANY = "broken", "locked", "unsendable", "half", "many"

_ACTS: dict[str, Callable[[], object]] = {
    EXIT: lambda: os._exit(9),
    SEGFAULT: lambda: ctypes.string_at(0),
    HANG: _hang,
    HANG_IN_C: _hang_in_c,
    GROW: _grow,
    GROW_IN_C: _grow_in_c,
    GROW_SHARED: _grow_shared,
    BROKEN: _broken,
    LOCKED: _locked,
}


def read(name: str) -> Iterator[Document | Rejected]:
    """One document; what misbehaves gives it first, so that half of something is there."""
    if name == UNSENDABLE:
        yield Document("bron", name, "wiki", name, (Part("section", "Tekst."),), metadata={"is": lambda: None})
        return
    yield document(name)
    if name in _ACTS:
        _ACTS[name]()
    if name == HALF:
        yield Rejected("bron", name, "the second half is missing", "export it again")
    if name == MANY:
        yield from (document(f"{name} {number}") for number in range(10**9))


@dataclass
class Items:
    """Every item is one document."""

    names: tuple[str, ...]
    size: int = 0
    listed: tuple[str, ...] = ()

    def items(self) -> Iterator[Item]:
        for name in self.names:
            self.listed = (*self.listed, name)
            yield Item(name, "1", self.size)

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        assert item.key in self.listed, "sent before it was listed"
        yield from read(item.key)


@dataclass
class Pieces(Items):
    """One item that is read in pieces, each one document."""

    def items(self) -> Iterator[Item]:
        yield Item("all", "1", self.size)

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        for piece in self.split(item):
            yield from self.read_piece(piece)

    def split(self, item: Item) -> Iterator[str]:  # noqa: ARG002 - there is only one item
        yield from self.names

    def read_piece(self, piece: str) -> Iterator[Document | Rejected]:
        yield from read(piece)


@dataclass
class Batches(Pieces):
    """One item, whose pieces hold up to ten documents each."""

    def split(self, item: Item) -> Iterator[tuple[str, ...]]:  # type: ignore[override]  # noqa: ARG002
        yield from (self.names[start : start + 10] for start in range(0, len(self.names), 10))

    def read_piece(self, piece: tuple[str, ...]) -> Iterator[Document | Rejected]:  # type: ignore[override]
        for name in piece:
            yield from read(name)

    def divide(self, piece: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield from ((f"blad {name!r}", (name,)) for name in piece)


@dataclass
class Endless(Pieces):
    """Its pieces misbehave while they are looked for."""

    def split(self, item: Item) -> Iterator[str]:  # noqa: ARG002 - there is only one item
        for name in self.names:
            if name in _ACTS:
                _ACTS[name]()
            yield name
