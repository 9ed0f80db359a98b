"""What the routers share: the copilot once it is loaded, the places for work, the numbers that are counted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import anyio
from anyio import CapacityLimiter
from fastapi import Request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from copilot.api.access import asker_of
from copilot.core.errors import BalieError, NoSnapshotError, RequestError
from copilot.core.settings import Settings
from copilot.core.types import Asker
from copilot.pipeline import Copilot

log = logging.getLogger(__name__)
_Result = TypeVar("_Result")

_LOOK_EVERY = 2.0
"""Seconds between two looks at the store for a new generation."""


class State:
    """One per application; nothing of it is global, so that tests build as many as they like."""

    def __init__(
        self, settings: Settings, opener: Callable[[Settings], Copilot] = Copilot.open, look_every: float = _LOOK_EVERY
    ) -> None:
        self.settings = settings
        self._opener = opener
        self._look_every = look_every
        self.copilot: Copilot | None = None
        self.problem: BalieError = NoSnapshotError("the service is starting", "try again in a few seconds")
        """Why nothing is served, or why not the newest; empty when all is well."""
        self._places = CapacityLimiter(settings.service.workers)
        self._waiting = 0
        self.registry = CollectorRegistry()
        self.requests = Counter("balie_requests", "Requests.", ["route", "status"], registry=self.registry)
        self.stages = Histogram("balie_stage_seconds", "Seconds per stage.", ["stage"], registry=self.registry)
        self.refusals = Counter("balie_refusals", "Questions refused.", ["reason"], registry=self.registry)
        self.shed = Counter("balie_shed", "Requests turned away because all places were taken.", registry=self.registry)
        self.chunks = Gauge("balie_snapshot_chunks", "Chunks of the served snapshot.", registry=self.registry)
        self.in_degraded = Gauge("balie_degraded", "1 when an older generation serves.", registry=self.registry)

    async def watch(self) -> None:
        """Loads the copilot, then follows the store: a new generation is swapped in between two requests."""
        while True:
            try:
                await anyio.to_thread.run_sync(self._load_or_refresh, abandon_on_cancel=True)
                self.problem = BalieError("")
            except BalieError as error:
                self._note(error)
            except Exception as error:
                # Who stops looking serves an old snapshot for ever and says that all is well.
                self._note(BalieError(f"unexpected {type(error).__name__}: {error}", "run: python -m copilot doctor"))
            await asyncio.sleep(self._look_every)

    def _note(self, problem: BalieError) -> None:
        if str(problem) != str(self.problem):
            log.warning("%s", problem)
        self.problem = problem

    def _load_or_refresh(self) -> None:
        if self.copilot is None:
            loaded = self._opener(self.settings)
            loaded.warm_up()
            self.copilot = loaded
        else:
            self.copilot.refresh()
        self.chunks.set(self.copilot.snapshot.chunks)
        self.in_degraded.set(1 if self.copilot.degraded else 0)

    def ready(self) -> Copilot:
        """The copilot. Raises the reason (503) while it cannot serve."""
        if self.copilot is None:
            raise self.problem
        return self.copilot

    def admit(self) -> None:
        """Raises RequestError 429 when all places are taken and the queue is full."""
        if self._waiting >= self.settings.service.queue and self._places.available_tokens < 1:
            self.shed.inc()
            raise RequestError("all places are taken", "try again in a few seconds", status=429)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """One of the places for work; waits in the queue, and is refused at once when that is full."""
        self.admit()
        # Not on behalf of the task: a stream that its client left may be closed by another one.
        holder = object()
        self._waiting += 1
        try:
            await self._places.acquire_on_behalf_of(holder)
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._places.release_on_behalf_of(holder)


async def run(function: Callable[..., _Result], *arguments: object) -> _Result:
    """Runs blocking work in a thread, so that health checks never wait behind it."""
    return await anyio.to_thread.run_sync(lambda: function(*arguments), abandon_on_cancel=True)


def state_of(request: Request) -> State:
    found: State = request.app.state.balie
    return found


def asker(request: Request) -> Asker:
    """FastAPI dependency: who asks."""
    return asker_of(request, state_of(request).settings.auth)
