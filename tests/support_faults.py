"""A desk whose store is broken in every way, and what a reader finds in it who has never seen it before.

Its source is read in this process: thousands of syncs would otherwise wait for thousands of processes.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from copilot.core import settings
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import DamagedError, NoSnapshotError
from copilot.core.ports import Embedder, Item, Source
from copilot.core.snapshot import Snapshot, open_current
from copilot.core.snapshot.lexical import terms_of
from copilot.core.types import LOCAL_ASKER, Document, Filters, Rejected
from ingest import erase, pipeline
from ingest.__main__ import main
from ingest.prepare import Preparer
from ingest.report import SyncReport

Texts = Mapping[str, str]
"""External id -> text, as the source has it."""

EMBEDDER = HashingEmbedder(16)
PERSON = "Wiebrig Oosterwoude"
"""Whom a desk may write about, and who is erased."""
_FILES = 2
_CONFIG = f"""
[embedder]
type = "hashing"
dimension = {EMBEDDER.identity.dimension}
[store]
keep_generations = 2
[[sources]]
name = "desk"
type = "jsonl"
path = "desk"
audience = ["public"]
personal_data = "keep"
"""


class ReadingHere:
    """Reads as `ingest.workers.Workers` does, in this process."""

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> ReadingHere:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def prepared(
        self, source: Source, preparer: Preparer, items: Iterable[Item], skip: Mapping[str, int]
    ) -> Iterator[tuple[Item, list[Any]]]:
        for item in items:
            if not skip.get(item.key):
                yield item, [made for found in source.read(item) for made in self._made(preparer, item, found)]

    def _made(self, preparer: Preparer, item: Item, found: Document | Rejected) -> list[Any]:
        return [found] if isinstance(found, Rejected) else list(preparer.records(found, item.key))


@contextmanager
def reading_here() -> Iterator[None]:
    with patch.object(pipeline, "Workers", ReadingHere):
        yield


class Desk:
    """A folder with a configuration, one source of a few files, and a store."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store, self.config = folder, folder / "store", folder / "config.toml"

    @classmethod
    def made(cls, folder: Path, texts: Texts) -> Desk:
        (folder / "desk").mkdir(parents=True)
        desk = cls(folder)
        desk.config.write_text(_CONFIG, encoding="utf-8")
        desk.write(texts)
        return desk

    def copy(self, folder: Path, *, store: bool = True) -> Desk:
        shutil.copytree(self.folder, folder, ignore=None if store else shutil.ignore_patterns("store"))
        return Desk(folder)

    @property
    def settings(self) -> settings.Settings:
        return settings.load(self.config, {})

    def write(self, texts: Texts) -> None:
        """What the source says from now on; an id always stands in the same file."""
        lines: list[list[str]] = [[] for _ in range(_FILES)]
        for key, text in texts.items():
            lines[sum(key.encode()) % _FILES].append(json.dumps({"id": key, "language": "nl", "text": text}))
        for number, some in enumerate(lines):
            (self.folder / f"desk/{number}.jsonl").write_text("\n".join(some), encoding="utf-8")

    def sync(self, embedder: Embedder = EMBEDDER, **wishes: bool) -> SyncReport:
        with reading_here(), redirect_stderr(io.StringIO()):
            return pipeline.sync(self.settings, embedder, **wishes)

    def command(self, *words: str) -> tuple[int, str, str]:
        """Exit code, results and errors of `python -m ingest`."""
        results, errors = io.StringIO(), io.StringIO()
        with reading_here(), redirect_stdout(results), redirect_stderr(errors):
            code = main([*words, "--config", str(self.config)])
        return code, results.getvalue(), errors.getvalue()

    def stop(self, copy: Path | None = None) -> None:
        """A sync that ends with its generation written and not yet named. copy: what a kill there leaves."""

        def stopped(*_: object) -> None:
            if copy:
                shutil.copytree(self.folder, copy)
            raise KeyboardInterrupt

        with patch.object(os, "rename", stopped), suppress(KeyboardInterrupt):
            self.sync()

    def erase(self) -> None:
        with reading_here(), redirect_stderr(io.StringIO()):
            erase.erase(self.settings, EMBEDDER, [PERSON])


Ranked = tuple[tuple[str, int, float], ...]
"""External id, number of the chunk in its document, and score, best first."""


@dataclass(frozen=True)
class Served:
    """Everything that a generation answers to someone who may see all."""

    generation: str
    degraded: str
    documents: Mapping[str, Document]
    """By external id; without those of which something was refused as damaged."""
    answers: Mapping[str, Ranked]
    """What a search by words and one by vectors find."""
    refused: int
    """Reads that ended with DamagedError."""

    @property
    def texts(self) -> dict[str, str]:
        return {key: document.text for key, document in self.documents.items()}


def served(store: Path, *, check_texts: bool = True) -> Served:
    """What `store` serves. Raises BalieError; AssertionError when its parts do not agree."""
    snapshot, degraded = open_current(store, check_texts=check_texts)
    return read(snapshot, degraded)


def read(snapshot: Snapshot, degraded: str = "") -> Served:
    """Reads every chunk and every document of a snapshot."""
    scope = snapshot.scope(LOCAL_ASKER, Filters())
    words = snapshot.words.matches(terms_of("blad nieuw editie"), scope).best(snapshot.chunks)
    near = snapshot.dense(EMBEDDER.embed_queries(["blad editie"])[0], snapshot.chunks, scope)
    assert set(words[0].tolist()) == set(near[0].tolist()), "the words and the vectors know different chunks"
    documents: dict[str, Document] = {}
    damaged: set[str] = set()
    refused = 0
    for row in words[0].tolist():
        key = _place(snapshot, row)[0]
        hit = partial(snapshot.hit, row, 0.0, 1, LOCAL_ASKER)
        for reading in (hit, partial(snapshot.document, f"desk:{key}", LOCAL_ASKER)):
            try:
                found = reading()
            except DamagedError:
                refused += 1
                damaged.add(key)
                continue
            document = found if isinstance(found, Document) else found.document
            assert isinstance(found, Document) or found.chunk.text == document.text[found.chunk.start : found.chunk.end]
            assert document.external_id == key
            assert documents.setdefault(key, document) == document
    kept = {key: document for key, document in documents.items() if key not in damaged}
    answers = {"words": _ranked(snapshot, words), "vectors": _ranked(snapshot, near)}
    return Served(snapshot.name, degraded, kept, answers, refused)


def _place(snapshot: Snapshot, row: int) -> tuple[str, int]:
    """External id of the document of a chunk, and the number of the chunk in it."""
    directory = snapshot.records.directory
    owner = directory.owner(row)
    return directory.id(owner).split(":", 1)[1], row - directory.chunks(owner).start


def _ranked(snapshot: Snapshot, found: Any) -> Ranked:
    rows, scores = found
    scored = zip(rows.tolist(), scores.tolist(), strict=True)
    return tuple((*_place(snapshot, row), round(score, 4)) for row, score in scored)


def served_now(store: Path) -> Served:
    """The same; nothing of a store in which nothing was ever published."""
    try:
        return served(store)
    except NoSnapshotError:
        return Served("", "", {}, {}, 0)
