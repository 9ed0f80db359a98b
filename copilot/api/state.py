"""What the routers share: the copilot once it is loaded, the places for work, what is counted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, TypeVar

import anyio
from fastapi import Depends, Request

from copilot.api import logs, visit
from copilot.api.access import asker_of
from copilot.api.metrics import Metrics
from copilot.api.places import Places
from copilot.api.visit import Visit
from copilot.core.answer import Answer
from copilot.core.errors import BalieError, DamagedError, NoSnapshotError
from copilot.core.settings import Settings
from copilot.core.types import Asker
from copilot.pipeline import Copilot

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
        self.metrics = Metrics()
        self.places = Places(settings.service.workers, settings.service.queue, self.metrics)
        self.looked = asyncio.Event()
        """Set once the store has been looked at, whatever came of it."""
        self._visits: set[Visit] = set()

    async def watch(self) -> None:
        """Loads the copilot, then follows the store: a new generation is swapped in between two requests."""
        while True:
            try:
                # Not in a place for requests, which may all be taken.
                await anyio.to_thread.run_sync(self._load_or_refresh, abandon_on_cancel=True)
                self.metrics.look(self.copilot)
                self.problem = BalieError("")
            except BalieError as error:
                self._note(error)
            except Exception as error:
                # Who stops looking serves an old snapshot for ever and says that all is well.
                found = BalieError(f"unexpected {type(error).__name__}", "run: python -m copilot doctor")
                if str(found) != str(self.problem):
                    logs.unexpected(error)
                self.problem = found
            self.looked.set()
            await asyncio.sleep(self._look_every)

    def _note(self, problem: BalieError) -> None:
        if str(problem) != str(self.problem):
            logs.event("snapshot problem", logging.WARNING, problem=problem.problem, next=problem.fix)
        self.problem = problem

    def _load_or_refresh(self) -> None:
        if self.copilot is None:
            loaded = self._opener(self.settings)
            loaded.warm_up()
            self.copilot = loaded
            logs.event("ready", snapshot=loaded.snapshot.name, chunks=loaded.snapshot.chunks)
            degraded = ""
        else:
            degraded = self.copilot.degraded
            if self.copilot.refresh():
                now = self.copilot.snapshot
                logs.event("snapshot swapped", snapshot=now.name, chunks=now.chunks)
        if self.copilot.degraded and self.copilot.degraded != degraded:
            serves = self.copilot.snapshot.name
            logs.event("degraded", logging.ERROR, snapshot=serves, reason=self.copilot.degraded)

    def ready(self) -> Copilot:
        """The copilot. Raises the reason (503) while it cannot serve."""
        if self.copilot is None:
            raise self.problem
        return self.copilot

    @contextmanager
    def visited_by(self, visiting: Visit) -> Iterator[None]:
        """While a request is here."""
        self._visits.add(visiting)
        try:
            yield
        finally:
            self._visits.discard(visiting)

    def drain(self) -> None:
        """Takes nothing new, refuses whoever waits, and gives those at work the seconds that are left to them."""
        seconds = self.settings.service.drain
        logs.event("drain begins", working=self.places.taken, waiting=self.places.waiting, seconds=seconds)
        self.places.stop()
        for visiting in self._visits:
            visiting.deadline.cap(seconds)

    async def run(self, visiting: Visit, work: Callable[[Copilot], _Result]) -> _Result:
        """Does blocking work in a place, in a thread, so that health checks never wait behind it."""
        copilot, since = self.ready(), visiting.seconds

        def whole() -> _Result:
            with self._at_work(visiting, since, copilot):
                return work(copilot)

        return await self.places.run(whole, visiting.deadline)

    async def stream(
        self, visiting: Visit, make: Callable[[Copilot], Generator[_Result, None, None]]
    ) -> AsyncIterator[_Result | None]:
        """The same for work that gives one thing after another; None says that the next one takes long."""
        copilot, since = self.ready(), visiting.seconds

        def items() -> Generator[_Result, None, None]:
            with self._at_work(visiting, since, copilot):
                yield from make(copilot)

        return await self.places.stream(items, visiting.deadline)

    @contextmanager
    def _at_work(self, visiting: Visit, since: float, copilot: Copilot) -> Iterator[None]:
        visiting.queued = visiting.seconds - since
        self.metrics.waits.observe(visiting.queued)
        try:
            yield
        except DamagedError as error:
            # The next look at the store opens a whole generation.
            copilot.distrust(error.problem)
            logs.event("damaged", logging.ERROR, id=visiting.id, problem=error.problem)
            raise

    def note(self, visiting: Visit, timings_ms: Mapping[str, float]) -> None:
        """Counts how long the stages of a request took."""
        visiting.stages = timings_ms
        for stage, value in timings_ms.items():
            self.metrics.stages.labels(stage).observe(value / 1000)

    def note_answer(self, visiting: Visit, answer: Answer) -> None:
        """Counts what became of a question."""
        self.note(visiting, answer.timings_ms)
        if answer.refusal:
            self.metrics.refusals.labels(answer.refusal.reason).inc()
        if any(warning.code == "degraded" for warning in answer.warnings):
            self.metrics.degraded.inc()


# Both of them async: FastAPI runs plain functions in threads, and one of those may be long in coming.
async def state_of(request: Request) -> State:
    """FastAPI dependency."""
    found: State = request.app.state.balie
    return found


async def asker(request: Request, visiting: Annotated[Visit, Depends(visit.of)]) -> Asker:
    """FastAPI dependency: who asks."""
    auth = (await state_of(request)).settings.auth
    who = asker_of(request, auth)
    if auth:
        visiting.who = who.name
    return who
