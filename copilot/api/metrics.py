"""What /metrics tells. No text of anyone.

Several processes write into files of one folder, from which each of them tells the sum, also of one that was killed;
prometheus_client does so once PROMETHEUS_MULTIPROC_DIR is set.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import psutil
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from copilot.pipeline import Copilot

FOLDER = "PROMETHEUS_MULTIPROC_DIR"

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_BREAKER = ("closed", "open", "half_open")


class Metrics:
    """Of one application; nothing of it is global, so that tests build as many as they like."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()

        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(name, text, labels, registry=registry)

        def histogram(name: str, text: str, *labels: str) -> Histogram:
            return Histogram(name, text, labels, buckets=_SECONDS, registry=registry)

        def total(name: str, text: str) -> Gauge:
            return Gauge(name, text, registry=registry, multiprocess_mode="livesum")

        def largest(name: str, text: str, *labels: str) -> Gauge:
            return Gauge(name, text, labels, registry=registry, multiprocess_mode="livemax")

        def each(name: str, text: str, *labels: str) -> Gauge:
            return Gauge(name, text, labels, registry=registry, multiprocess_mode="liveall")

        self.requests = counter("balie_requests", "Requests.", "route", "status")
        self.cancelled = counter("balie_cancelled", "Requests whose client left.", "route")
        self.shed = counter("balie_shed", "Requests refused for want of a place.", "status")
        self.in_flight = total("balie_in_flight", "Requests at work.")
        self.waiting = total("balie_queue_depth", "Requests that wait for a place.")
        self.waits = histogram("balie_queue_wait_seconds", "Seconds until there was a place.")
        self.stages = histogram("balie_stage_seconds", "Seconds per stage.", "stage")
        self.refusals = counter("balie_refusals", "Questions refused.", "reason")
        self.degraded = counter("balie_degraded_answers", "Answers without the language model.")

        self._breaker = each("balie_breaker", "1 for the state of the language model's breaker.", "state")
        self._tokens = counter("balie_tokens", "Tokens of the language model.", "kind")
        self._cache = counter("balie_query_cache", "Questions whose vector was remembered.", "result")
        self._served = largest("balie_snapshot_info", "1 for the served generation.", "generation")
        self._age = largest("balie_snapshot_age_seconds", "Since the served generation was made.")
        self._chunks = largest("balie_snapshot_chunks", "Chunks of the served generation.")
        self._older = largest("balie_degraded", "1 when an older generation serves.")
        self._quarantined = largest("balie_quarantined", "Items left out by the last run.", "source", "reason")
        self._memory = each("balie_memory_bytes", "Resident memory; mapped: pages of files.", "pid", "kind")
        self._process = psutil.Process()
        self._counted: dict[tuple[Counter, str], int] = {}
        self._set: dict[Gauge, set[tuple[str, ...]]] = {}

    def exposition(self) -> bytes:
        """The text format, of all processes."""
        several = FOLDER in os.environ
        source: Collector = MultiProcessCollector(None) if several else self._registry  # type: ignore[no-untyped-call]
        shown = CollectorRegistry()
        shown.register(_WithoutGone(source))
        return generate_latest(shown)

    def look(self, copilot: Copilot | None) -> None:
        """Takes over the numbers that others keep."""
        held, pid = self._process.memory_info(), str(os.getpid())
        mapped = getattr(held, "shared", 0)  # Linux alone tells it
        self._memory.labels(pid, "private").set(held.rss - mapped)
        self._memory.labels(pid, "mapped").set(mapped)
        if copilot is None:
            return
        snapshot = copilot.snapshot
        self._only(self._served, {(snapshot.name,): 1})
        self._age.set(max(0.0, time.time() - datetime.fromisoformat(snapshot.created_at).timestamp()))
        self._chunks.set(snapshot.chunks)
        self._older.set(1 if copilot.degraded else 0)
        quarantined = snapshot.manifest.get("quarantined", {})
        self._only(
            self._quarantined, {(s, reason): n for s, found in quarantined.items() for reason, n in found.items()}
        )
        for state in _BREAKER:
            self._breaker.labels(state).set(1 if state == copilot.breaker.state else 0)
        hits, misses = copilot.query_cache
        self._up_to(self._cache, {"hit": hits, "miss": misses})
        self._up_to(self._tokens, copilot.tokens)

    def _only(self, gauge: Gauge, values: Mapping[tuple[str, ...], float]) -> None:
        """What was there before is 0 now, which is not shown: files of several processes cannot forget a label."""
        known = self._set.setdefault(gauge, set())
        for labels in known - values.keys():
            gauge.labels(*labels).set(0)
        for labels, value in values.items():
            gauge.labels(*labels).set(value)
        known.update(values)

    def _up_to(self, counter: Counter, values: Mapping[str, int]) -> None:
        for label, value in values.items():
            counter.labels(label).inc(value - self._counted.get((counter, label), 0))
            self._counted[counter, label] = value


class _WithoutGone(Collector):
    """Leaves out generations that serve no more, and reasons for which nothing is left out any more."""

    _FADING = frozenset({"balie_snapshot_info", "balie_quarantined"})

    def __init__(self, source: Collector) -> None:
        self._source = source

    def collect(self) -> Iterator[Metric]:
        for metric in self._source.collect():
            if metric.name in self._FADING:
                metric.samples = [sample for sample in metric.samples if sample.value]
            yield metric
