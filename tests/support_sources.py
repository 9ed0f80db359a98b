"""Sources of a few invented documents that misbehave on demand, importable in other processes too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from copilot.core.ports import Item
from copilot.core.types import Document, Part, Rejected

DEADLY = "deadly"
"""An item or piece of this name ends the process that reads it, as a crashing library does."""


def document(name: str) -> Document:
    return Document("bron", name, "wiki", name, (Part("section", f"Tekst van {name}."),), language="nl")


def read(name: str) -> Iterator[Document | Rejected]:
    if name == DEADLY:
        os._exit(9)
    if name == "broken":
        raise ZeroDivisionError("Jan Jansen, 06 12345678")
    if name == "locked":
        raise PermissionError(13, "Permission denied")
    yield document(name)
    if name == "half":
        yield Rejected("bron", name, "the second half is missing", "export it again")


@dataclass
class Items:
    """Every item is one document."""

    names: tuple[str, ...]

    def items(self) -> Iterator[Item]:
        yield from (Item(name, "1") for name in self.names)

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        yield from read(item.key)


@dataclass
class Pieces(Items):
    """One item that is read in pieces, each one document."""

    def items(self) -> Iterator[Item]:
        yield Item("all", "1")

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        for piece in self.split(item):
            yield from self.read_piece(piece)

    def split(self, item: Item) -> Iterator[str]:  # noqa: ARG002 - there is only one item
        yield from self.names

    def read_piece(self, piece: str) -> Iterator[Document | Rejected]:
        yield from read(piece)
