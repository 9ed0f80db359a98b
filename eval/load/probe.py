"""What a watcher sees of the service meanwhile: how long /healthz takes, and what /metrics says."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from eval.load.client import Address, Channel, ClientError

_HEALTH_EVERY = 0.25
_METRICS_EVERY = 5.0
_GIVE_UP = 10.0
_LINE = re.compile(r"(?P<name>balie_\w+)(?:\{(?P<labels>.*)\})? (?P<value>\S+)")
_LABEL = re.compile(r'(\w+)="([^"]*)"')


class Health(NamedTuple):
    """One look at /healthz. Times in seconds."""

    due: float
    seconds: float
    ok: bool


@dataclass(slots=True)
class Look:
    """One look at /metrics, of all processes of the service together. What it does not tell is absent."""

    at: float
    """Seconds since the start."""
    memory: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Bytes by kind: private, mapped."""
    values: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """queue_depth, in_flight."""
    generations: list[str] = field(default_factory=list)


class Probe:
    """Grows while `watch` runs; each of the two has a connection of its own."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._started = asyncio.get_running_loop().time()
        self._health, self._metrics = Channel(address), Channel(address)
        self.health: list[Health] = []
        self.looks: list[Look] = []

    async def watch(self) -> None:
        """Until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._watch_health())
                group.create_task(self._watch_metrics())
        finally:
            self._health.close()

    async def look(self) -> None:
        """Asks for /metrics once; a service that does not tell is not looked at."""
        try:
            response = await self._metrics.ask(self._address.request("GET", "/metrics", {}), _GIVE_UP)
        except ClientError:
            return
        if response.status == 200:
            self.looks.append(read(response.body.decode(), self._now))

    def close(self) -> None:
        self._metrics.close()

    @property
    def _now(self) -> float:
        return asyncio.get_running_loop().time() - self._started

    async def _watch_health(self) -> None:
        due = 0.0
        asked = self._address.request("GET", "/healthz", {})
        while True:
            await asyncio.sleep(due - self._now)
            try:
                ok = (await self._health.ask(asked, _GIVE_UP)).status == 200
            except ClientError:
                ok = False
            self.health.append(Health(due, self._now - due, ok))
            due += _HEALTH_EVERY

    async def _watch_metrics(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(_METRICS_EVERY)


def read(metrics: str, at: float) -> Look:
    """What Prometheus' text tells."""
    look = Look(at)
    for line in metrics.splitlines():
        if found := _LINE.fullmatch(line):
            labels = dict(_LABEL.findall(found["labels"] or ""))
            value = float(found["value"])
            match found["name"]:
                case "balie_memory_bytes":
                    look.memory[labels["kind"]] += value
                case "balie_queue_depth" | "balie_in_flight" as name:
                    look.values[name.removeprefix("balie_")] += value
                case "balie_snapshot_info" if value:
                    look.generations.append(labels["generation"])
    return look
