"""python -m eval.bench.sync_speed: what `sync` costs beside bare embedding, and what a sync without changes costs.

The demonstration's documents, numbered copies of them until there are enough chunks, are synced by the command that an
admin types; then the same passages go once through a plain SentenceTransformer.encode. Both in one run, by ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from copilot.core import interchange, settings
from copilot.core.embedders import _bundled
from copilot.core.sections import EmbedderSettings
from copilot.core.settings import ROOT
from copilot.core.snapshot import open_current
from copilot.core.types import Document
from ingest import configured


def main() -> int:
    """Prints the figures as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chunks", type=int, default=2000)
    wanted = parser.parse_args().chunks
    with tempfile.TemporaryDirectory() as folder:
        config = _desk(Path(folder), wanted)
        first, again = _sync(config), _sync(config)
        passages = _passages(config)
        encode = _encode(passages)
    figures = {
        "chunks": len(passages),
        "sync_s": round(first, 1),
        "encode_s": round(encode, 1),
        "sync_to_encode": round(first / encode, 3),
        "unchanged_s": round(again, 2),
        "unchanged_to_first": round(again / first, 4),
        "load_average": os.getloadavg()[0],
    }
    print(json.dumps(figures))
    return 0


def _desk(folder: Path, wanted: int) -> Path:
    """A jsonl source with at least `wanted` chunks, and its configuration."""
    example = settings.load(ROOT / "data" / "config.example.toml", {})
    documents = list(_documents(example))
    written = 0
    with (folder / "desk.jsonl").open("w", encoding="utf-8") as stream:
        prepare = configured.preparer(example, example.sources[0])
        for copy in count():
            for document in documents:
                if written >= wanted:
                    break
                body = interchange.to_json(document) | {
                    "id": f"{document.id}/{copy}",
                    "title": f"{document.title} {copy}",
                }
                written += len(prepare.record(interchange.from_json("desk", body), "").chunks)
                stream.write(json.dumps(body, ensure_ascii=False) + "\n")
            if written >= wanted:
                break
    config = folder / "config.toml"
    config.write_text('[[sources]]\nname = "desk"\ntype = "jsonl"\npath = "desk.jsonl"\npersonal_data = "keep"\n')
    return config


def _documents(example: settings.Settings) -> Iterator[Document]:
    for table in example.sources:
        source, prepare = configured.build_source(example, table), configured.preparer(example, table)
        for item in source.items():
            for found in source.read(item):
                if isinstance(found, Document):
                    yield from (cleaned for cleaned in prepare.clean(found) if isinstance(cleaned, Document))


def _sync(config: Path) -> float:
    """Wall seconds of the whole command, its imports and model included."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "ingest", "sync", "--config", str(config), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    return time.perf_counter() - started


def _passages(config: Path) -> list[str]:
    snapshot, _ = open_current(settings.load(config, {}).store_path)
    return [snapshot.records.chunk(row)[0].passage for row in range(snapshot.chunks)]


def _encode(passages: list[str]) -> float:
    """Wall seconds of one encode, the model already loaded."""
    from sentence_transformers import SentenceTransformer

    cache = EmbedderSettings().cache.expanduser()
    options: dict[str, Any] = {"add_pooling_layer": False}
    model = SentenceTransformer(str(_bundled.folder(cache)), device="cpu", model_kwargs=options)
    model.encode(passages[:8], prompt="passage: ")
    started = time.perf_counter()
    model.encode(passages, prompt="passage: ", normalize_embeddings=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
