"""python -m eval.bench.serving.publisher STORE: publishes a generation of STORE for each line that it reads.

Each has the documents of the one before, whose titles name the generation, so that an answer tells what it is made of.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copilot.core.snapshot import DocumentRecord, Generations, Snapshot, open_generation, write
from copilot.core.types import Vectors

_KEEP = 3
_BLOCK = 10_000
_OWN = ("format", "generation", "files", "created_at", "documents", "chunks", "content", "embedder", "facets")
"""What a manifest says of its own generation; the rest is taken over."""


def main() -> int:
    store = Path(sys.argv[1])
    original = open_generation(store, Generations(store).pointer().generation)
    for _ in sys.stdin:
        print(publish_next(store, original), flush=True)
    return 0


def publish_next(store: Path, original: Snapshot) -> str:
    """Its name."""
    generations = Generations(store)
    name = f"gen-{int(generations.names()[-1].removeprefix('gen-')) + 1:06d}"
    facts = {key: value for key, value in original.manifest.items() if key not in _OWN}

    def fill(building: Path) -> dict[str, Any]:
        return write(
            building,
            _titled(original, name),
            original.records.ledger(),
            _vectors(original),
            list(original.records.vector_keys()),
            original.embedder,
            facts,
        )

    written = generations.write(fill)
    assert written == name, f"{written} was expected to be {name}"
    generations.publish(name)
    generations.prune(_KEEP, name)
    return name


def _titled(original: Snapshot, name: str) -> Iterator[DocumentRecord]:
    for facts in original.records.facts().values():
        record = original.records.record(facts)
        title = f"{record.document.title} [{name}]"
        yield dataclasses.replace(record, document=dataclasses.replace(record.document, title=title))


def _vectors(original: Snapshot) -> Iterator[Vectors]:
    for first in range(0, original.chunks, _BLOCK):
        yield original.vectors_of(range(first, min(first + _BLOCK, original.chunks)))


if __name__ == "__main__":
    sys.exit(main())
