"""Word indexes over a few texts, without a sync, and scopes by the rows that they hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from copilot.core.snapshot import Scope
from copilot.core.snapshot.lexical import LexicalIndex, Writer
from copilot.core.types import Chunk

EVERYTHING = Scope(np.ones(0, dtype=bool), np.ones(0, dtype=bool), None)


@dataclass(frozen=True)
class Text:
    """What a chunk is in the word index."""

    text: str
    title: str = ""
    language: str = "nl"


def index_of(folder: Path, *texts: Text, run_postings: int = 4_000_000) -> LexicalIndex:
    """run_postings: held in memory while it is written."""
    folder.mkdir(exist_ok=True)
    writer = Writer(folder, run_postings)
    for row, text in enumerate(texts):
        chunk = Chunk(f"desk:{row}", 0, len(text.text), text.text, language=text.language)
        writer.add(row, chunk, text.title)
    writer.finish()
    return LexicalIndex(folder)


def only(chunks: int, *rows: int) -> Scope:
    """The scope of some of so many chunks, each of which is a document of its own."""
    mask = np.zeros(chunks, dtype=bool)
    mask[list(rows)] = True
    return Scope(mask, mask, mask)
