"""python -m eval.bench.search.process JOB: one step of the comparison, in a process and so with a memory of its own.

JOB and what is printed are JSON. The steps of one size, in this order: the questions and what is truly nearest to them;
then for each system its build, its search with the embedding model, and its search without.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import psutil

from copilot.core.embedders import load as load_embedder
from copilot.core.sections import EmbedderSettings
from eval.bench.generator.corpus import Corpus
from eval.bench.generator.vectors import nearest
from eval.bench.search import contender, measure
from eval.bench.search.embedders import Known, Remembering


@dataclass(frozen=True)
class Job:
    """One step, at one size."""

    step: Literal["prepare", "build", "with_model", "without_model"]
    system: str
    folder: str
    """Where everything of this size lies."""
    chunks: int
    seed: int
    questions: int
    embedder: str
    cache: str

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @property
    def corpus(self) -> Corpus:
        return Corpus(self.chunks, self.seed, self.questions, self.embedder, Path(self.cache))

    @property
    def truth(self) -> Path:
        return Path(self.folder) / "truth.npz"

    @property
    def asked(self) -> Path:
        """What the system was asked with the model, and the vectors that it got."""
        return Path(self.folder) / f"asked-{self.system}.npz"


def main() -> int:
    job = Job(**json.loads(sys.argv[1]))
    steps: dict[str, Callable[[Job], dict[str, Any]]] = {
        "prepare": _prepare,
        "build": _build,
        "with_model": _with_model,
        "without_model": _without_model,
    }
    print(json.dumps(steps[job.step](job)))
    return 0


def _prepare(job: Job) -> dict[str, Any]:
    """Questions with their chunks, and the rows whose vectors are nearest to them."""
    corpus = job.corpus
    # The last one is asked first, to warm up; those between are traffic, whose answers nobody looks at.
    asked = list(corpus.questions(0, job.questions * (1 + len(measure.CLIENTS)) + 1))
    vectors = corpus.embedder.embed_queries([question.text for question in asked[: job.questions]])
    np.savez(
        job.truth,
        texts=np.array([question.text for question in asked]),
        chunks=np.array([question.chunk_id for question in asked[: job.questions]]),
        vectors=vectors,
        nearest=nearest(corpus.vectors(), vectors, contender.K),
    )
    return {"documents": corpus.documents}


def _build(job: Job) -> dict[str, Any]:
    corpus, folder = job.corpus, Path(job.folder) / job.system
    system = contender.load(job.system)
    started = time.perf_counter()
    system.build(corpus, folder)
    seconds = time.perf_counter() - started - corpus.seconds
    return {
        "build_s": round(seconds, 2),
        "build_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6),
        "disk_mb": round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6, 1),
    }


def _with_model(job: Job) -> dict[str, Any]:
    embedder = Remembering(load_embedder(EmbedderSettings(type=job.embedder)))
    with np.load(job.truth) as truth:
        *texts, warming = truth["texts"].tolist()
    opened = contender.load(job.system).open_(Path(job.folder) / job.system, embedder)
    opened.search(warming)
    ready = _since_start()
    _, times = measure.latencies(opened.search, texts[: job.questions])
    rates, lists = {}, {}
    for number, clients in enumerate(measure.CLIENTS, 1):
        traffic = texts[number * job.questions : (number + 1) * job.questions]
        rates[clients], lists[f"traffic_{clients}"] = measure.throughput(opened.search, traffic, clients)
    known = {"texts": np.array(list(embedder.known)), "vectors": np.stack(list(embedder.known.values()))}
    np.savez(job.asked, **known, **{name: np.array(asked) for name, asked in lists.items()})  # type: ignore[arg-type]
    return {
        "start_s": ready,
        "search_ms": measure.percentiles(times),
        "per_second": rates,
        "memory_mb": measure.memory(),
    }


def _without_model(job: Job) -> dict[str, Any]:
    with np.load(job.asked) as asked:
        known = dict(zip(asked["texts"].tolist(), asked["vectors"], strict=True))
        traffic = {clients: asked[f"traffic_{clients}"].tolist() for clients in measure.CLIENTS}
    with np.load(job.truth) as truth:
        *texts, warming = truth["texts"].tolist()
        wanted, vectors, truly = truth["chunks"].tolist(), truth["vectors"], truth["nearest"]
    identity = load_embedder(EmbedderSettings(type=job.embedder)).identity
    opened = contender.load(job.system).open_(Path(job.folder) / job.system, Known(identity, known))
    opened.search(warming)
    ready = _since_start()
    found, times = measure.latencies(opened.search, texts[: job.questions])
    rates = {clients: measure.throughput(opened.search, some, clients)[0] for clients, some in traffic.items()}
    held = measure.memory()
    shared = [
        len(np.intersect1d(opened.nearest(vector, len(rows)), rows)) / len(rows)
        for vector, rows in zip(vectors, truly, strict=True)
    ]
    return {
        "start_s": ready,
        "search_ms": measure.percentiles(times),
        "per_second": rates,
        "memory_mb": held,
        "quality": measure.quality([opened.chunk_ids(result) for result in found], wanted),
        "dense_recall@10": round(float(np.mean(shared)), 4),
    }


def _since_start() -> float:
    """Seconds since this process began: interpreter, imports, index and the first search."""
    return round(time.time() - float(psutil.Process().create_time()), 2)


if __name__ == "__main__":
    sys.exit(main())
