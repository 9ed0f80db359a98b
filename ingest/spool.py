"""What has been read so far, in order: in memory while it is little, on disk beyond that."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from copilot.core import interchange
from copilot.core.snapshot import DocumentRecord
from copilot.core.types import Chunk

_IN_MEMORY = 64_000_000
"""Characters of text that are held in memory: more than a desk of some thousand tickets has."""


class Spool:
    """DocumentRecords that can be gone through as often as needed.

    The file has no name, so that a killed run leaves no text behind.
    """

    def __init__(self, folder: Path, in_memory: int = _IN_MEMORY) -> None:
        self._folder = folder
        self._room = in_memory
        self._held: list[DocumentRecord] = []
        self._file: IO[str] | None = None

    def append(self, record: DocumentRecord) -> None:
        self._room -= len(record.document.text)
        if self._room > 0:
            self._held.append(record)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile("w+", encoding="utf-8", dir=self._folder)  # noqa: SIM115 - see close()
        self._file.write(json.dumps(_to_json(record), ensure_ascii=False) + "\n")

    def __iter__(self) -> Iterator[DocumentRecord]:
        yield from self._held
        if self._file is not None:
            self._file.seek(0)
            for line in self._file:
                yield _from_json(json.loads(line))

    def close(self) -> None:
        """Gives back the disk; nothing can be read afterwards."""
        self._held.clear()
        if self._file is not None:
            self._file.close()


def _to_json(record: DocumentRecord) -> list[object]:
    chunks = [[c.start, c.end, c.role, c.heading, c.context, c.language] for c in record.chunks]
    document = record.document
    return [document.source, interchange.to_json(document), record.item, record.revision, chunks]


def _from_json(data: list) -> DocumentRecord:  # type: ignore[type-arg]
    source, body, item, revision, chunks = data
    document = interchange.from_json(source, body)
    made = (Chunk(document.id, start, end, document.text[start:end], *rest) for start, end, *rest in chunks)
    return DocumentRecord(document, item, revision, tuple(made))
