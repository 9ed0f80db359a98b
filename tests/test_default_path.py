"""The packages that the product is built on do their step on the default path; being imported is not enough."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from copilot.api.state import State
from copilot.core import settings
from copilot.core.embedders import load
from copilot.core.settings import Settings
from copilot.core.types import Document
from eval.__main__ import main as evaluate
from ingest import configured, pipeline
from support_service import running

WORKING = {"unstructured", "langchain_text_splitters", "tiktoken", "sentence_transformers", "faiss", "fastapi", "ragas"}


@contextmanager
def called() -> Iterator[set[str]]:
    """Top-level packages of all functions that run meanwhile, in every thread that starts meanwhile."""
    packages: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            packages.add(str(frame.f_globals.get("__name__", "")).partition(".")[0])

    sys.setprofile(note)
    threading.setprofile(note)
    try:
        yield packages
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def whole_path(folder: Path) -> None:
    """From a page to a served answer and a report, with nothing set but the source."""
    (folder / "pages").mkdir(parents=True)
    sentence = "De monteur belt een half uur van tevoren en neemt de oude ketel gratis mee. "
    page = f"<html><body><h1>Ketel vervangen</h1><p>{sentence * 20}</p></body></html>"
    (folder / "pages" / "ketel.html").write_text(page, encoding="utf-8")
    config = folder / "config.toml"
    config.write_text('[[sources]]\nname = "pages"\ntype = "wiki_files"\npath = "pages"\n', encoding="utf-8")
    case = {"id": "1", "question": "Wie neemt de oude ketel mee?", "relevant": ["ketel.html"], "answer": "De monteur"}
    (folder / "cases.jsonl").write_text(json.dumps(case), encoding="utf-8")
    loaded = settings.load(config, {})
    pipeline.sync(loaded, load(loaded.embedder))
    read_here(loaded)
    with running(State(loaded)) as client:
        assert client.post("/v1/ask", json={"question": case["question"]}).json()["status"] == "answered"
    out = folder / "report"
    assert evaluate(["run", str(folder / "cases.jsonl"), "--config", str(config), "--out", str(out)]) == 0
    metrics = json.loads((out / "report.json").read_text(encoding="utf-8"))["metrics"]
    assert metrics["recall@1"]["value"] == 1.0
    assert metrics["string_present"]["value"] == 1.0


def read_here(loaded: Settings) -> None:
    """What the reading processes of a sync do, where its calls can be seen."""
    source, preparer = (
        configured.build_source(loaded, loaded.sources[0]),
        configured.preparer(loaded, loaded.sources[0]),
    )
    for item in source.items():
        for document in source.read(item):
            assert isinstance(document, Document)
            assert preparer.records(document, item.key)


def test_every_fixed_package_works_on_the_default_path(tmp_path: Path) -> None:
    # Once before, so that what is counted are calls and not imports.
    whole_path(tmp_path / "first")
    with called() as packages:
        whole_path(tmp_path / "second")
    assert packages >= WORKING
