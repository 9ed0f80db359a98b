"""A corpus as a published store, written as `ingest` writes one, with its configuration and questions beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copilot.core.sections import EmbedderSettings
from copilot.core.settings import Settings
from copilot.core.snapshot import DocumentRecord, Generations, LedgerItem, LedgerState, Overlay, write
from eval.bench.generator.corpus import Corpus
from eval.bench.generator.texts import SOURCES
from ingest import chunk, prepare, progress

CONFIG, QUESTIONS = "config.toml", "questions.jsonl"
_KEY = 20
"""Bytes by which the vector cache would know a vector."""
_LEDGER = LedgerState({(source, f"{source}.jsonl"): LedgerItem("made") for source in SOURCES.values()})


def write_store(corpus: Corpus, folder: Path) -> None:
    """Publishes the corpus as the next generation of `folder`/store; `folder`/config.toml names it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CONFIG).write_text(f'[embedder]\ntype = "{corpus.embedder_type}"\n', encoding="utf-8")
    settings = Settings(folder=folder, embedder=EmbedderSettings(type=corpus.embedder_type))
    generations = Generations(settings.store_path)
    facts = {
        "versions": {"chunk": chunk.VERSION, "prepare": prepare.VERSION},
        "cleaners": prepare.CLEANERS,
        "settings": settings.model_dump(mode="json", include={"chunks", "embedder"}),
        "ledger": {"ingested": len(_LEDGER.items)},
        "run": "",
        "erased": [],
    }
    keys = [row.to_bytes(_KEY, "big") for row in range(corpus.chunks)]

    def fill(building: Path) -> dict[str, Any]:
        records, identity = _counted(corpus), corpus.embedder.identity
        return write(building, records, _LEDGER, corpus.vectors(), keys, identity, facts)

    name = generations.write(fill)
    generations.write_overlay(Overlay())
    generations.publish(name)


def write_questions(corpus: Corpus, count: int, folder: Path) -> None:
    """The first questions as cases of `python -m eval run`, with the chunk that each was made from."""
    lines = [
        json.dumps({"id": f"q{n}", "question": q.text, "relevant": [q.document_id], "chunk": q.chunk_id})
        for n, q in enumerate(corpus.questions(0, count))
    ]
    (folder / QUESTIONS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _counted(corpus: Corpus) -> Iterator[DocumentRecord]:
    """The documents, with a bar that shows how many of their chunks were taken in."""
    with progress.bar("chunks", corpus.chunks) as step:
        for record in corpus.records():
            yield record
            step(len(record.chunks))
