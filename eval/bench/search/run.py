"""The whole comparison: every size, every system, each step in a process of its own; figures as they come."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from copilot.core.errors import BalieError
from copilot.core.settings import ROOT
from eval.bench.search import contender, plot, report
from eval.bench.search.process import Job
from eval.provenance import git_revision, versions

_PACKAGES = (
    "faiss-cpu",
    "langchain-classic",
    "langchain-community",
    "langchain-core",
    "numpy",
    "rank-bm25",
    "sentence-transformers",
    "tantivy",
    "torch",
)
SYSTEMS = ("balie", "langchain", "plain")
_PEERS = "langchain"
"""The system that is left out at sizes where it takes too long."""


def run(
    sizes: Sequence[int], peers_up_to: int, questions: int, seed: int, embedder: str, cache: Path, out: Path
) -> dict[str, Any]:
    """Measures, and writes bench.json, bench.md and bench.svg into `out` after each size, so that none is lost."""
    figures: dict[str, Any] = {
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": _machine(),
        "git": git_revision(ROOT),
        "packages": versions(_PACKAGES),
        "embedder": embedder,
        "questions": questions,
        "seed": seed,
        "load_before": round(os.getloadavg()[0], 2),
        "results": [],
    }
    for size in sorted(sizes):
        named = [name for name in SYSTEMS if name != _PEERS or size <= peers_up_to]
        for result in _size(size, named, questions, seed, embedder, cache, out):
            figures["results"].append(result)
            figures["load_after"] = round(os.getloadavg()[0], 2)
            _write(figures, out)
    return figures


def _size(
    size: int, named: Sequence[str], questions: int, seed: int, embedder: str, cache: Path, out: Path
) -> Iterator[dict[str, Any]]:
    """The figures of each system; what it keeps on disk is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=out, prefix="work-") as folder:
        job = Job("prepare", "", folder, size, seed, questions, embedder, str(cache))
        documents = _done(job)["documents"]
        for name in named:
            job = replace(job, system=name)
            yield {
                "chunks": size,
                "documents": documents,
                "system": name,
                "name": contender.load(name).NAME,
                **_done(replace(job, step="build")),
                "with_model": _done(replace(job, step="with_model")),
                "without_model": _done(replace(job, step="without_model")),
                "load": round(os.getloadavg()[0], 2),
            }


def _done(job: Job) -> dict[str, Any]:
    """What a step reports. Raises BalieError when its process fails."""
    what = f"{job.chunks} chunks: {job.step} {job.system}".rstrip()
    print(what, file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "eval.bench.search.process", job.to_json()]
    # As the service has it: threads that wait for work would else take the cores from the search.
    environment = os.environ | {"OMP_WAIT_POLICY": "PASSIVE"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise BalieError(f"{what}: its process ended with {done.returncode}", "what it said stands above")
    reported: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return reported


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _write(figures: dict[str, Any], out: Path) -> None:
    (out / "bench.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    (out / "bench.md").write_text(report.markdown(figures), encoding="utf-8")
    (out / "bench.svg").write_text(plot.svg(figures["results"]), encoding="utf-8")
