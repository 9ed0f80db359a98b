"""What is measured of an opened system: milliseconds of a search, searches per second, quality, memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import psutil

CLIENTS = (1, 4, 16)
_SECONDS = 10.0
"""After which no further question is asked when searches per second are counted."""


def latencies(search: Callable[[str], Any], questions: Iterable[str]) -> tuple[list[Any], list[float]]:
    """(what was found, milliseconds) of each question, asked one after the other."""
    found, times = [], []
    for question in questions:
        started = time.perf_counter()
        found.append(search(question))
        times.append((time.perf_counter() - started) * 1000)
    return found, times


def percentiles(times: Sequence[float]) -> dict[str, float]:
    """Milliseconds."""
    return {f"p{share}": round(float(np.percentile(times, share)), 2) for share in (50, 95, 99)}


def throughput(search: Callable[[str], Any], questions: Sequence[str], clients: int) -> tuple[float, list[str]]:
    """(searches per second, questions that were asked), with `clients` threads that each ask one after the other."""
    waiting, asked = iter(questions), []
    started = time.perf_counter()

    def client(_: int) -> None:
        # `next` on the iterator of a sequence is one step for threads, and so is `append`.
        while time.perf_counter() - started < _SECONDS and (question := next(waiting, None)) is not None:
            search(question)
            asked.append(question)

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(client, range(clients)))
    return round(len(asked) / (time.perf_counter() - started), 1), asked


def quality(found: Sequence[Sequence[str]], wanted: Sequence[str]) -> dict[str, float]:
    """How well each question's chunk was found, given the ids of the first ten of each."""
    ranks = [list(ids).index(chunk) + 1 if chunk in ids else 0 for ids, chunk in zip(found, wanted, strict=True)]
    return {
        "recall@1": round(sum(rank == 1 for rank in ranks) / len(ranks), 4),
        "recall@10": round(sum(rank > 0 for rank in ranks) / len(ranks), 4),
        "mrr@10": round(sum(1 / rank for rank in ranks if rank) / len(ranks), 4),
    }


def memory() -> dict[str, int]:
    """Megabytes of this process: pss counts what it shares with others by its part, mapped files as far as read."""
    held = psutil.Process().memory_full_info()
    return {"pss": round(held.pss / 1e6), "rss": round(held.rss / 1e6)}
