"""One whole run: the load, the probe beside it, and what came of both."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.load import progress, questions
from eval.load.client import Address
from eval.load.loop import Closed, Load, Open, Sample
from eval.load.probe import Health, Look, Probe

_AFTER_DEADLINE = 10.0
"""Seconds that a request is still waited for when it is too late to count, so that the table tells how late."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a service is asked. Something bounds the run: seconds, requests, or what happens beside it."""

    address: Address
    way: Closed | Open
    mix: Mapping[str, float]
    """Kind of request -> weight."""
    seconds: float | None = None
    """After the warm-up."""
    requests: int | None = None
    """Those of the warm-up included."""
    warm_up: float = 0.0
    """Seconds whose requests are left out of the figures."""
    deadline: float = 20.0
    """Seconds after which an answer does not count as goodput; what the service promises."""
    seed: int = 0
    vary: bool = False
    """Whether every question gets a number of its own."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was seen. All moments are seconds since the start."""

    plan: Plan
    samples: Sequence[Sample]
    dropped: Sequence[float]
    health: Sequence[Health]
    looks: Sequence[Look]
    stopped: float
    """When no more was asked."""
    ended: float
    """When the last response had come."""
    processor: float
    """Share of one core that this tool took."""
    interrupted: bool


async def run(
    plan: Plan,
    asked: Sequence[str],
    key: str | None = None,
    beside: Callable[[Load], Awaitable[None]] | None = None,
) -> Measured:
    """Asks until a bound is met; Ctrl-C ends it early and keeps what was measured.

    beside: what else happens meanwhile; when it ends, the asking stops.
    """
    drawn = questions.drawn(asked, plan.mix, plan.seed, vary=plan.vary)
    load = Load(plan.address, drawn, key, plan.deadline + _AFTER_DEADLINE, plan.seed)
    probe, began = Probe(plan.address), time.process_time()
    seconds = None if plan.seconds is None else plan.warm_up + plan.seconds
    asking = asyncio.create_task(load.run(plan.way, seconds, plan.requests))
    others = [asyncio.create_task(probe.watch()), asyncio.create_task(progress.show(load, seconds, plan.requests))]
    if beside:
        others.append(asyncio.create_task(_until_done(beside, load)))
    try:
        with _interrupting(asking):
            await asyncio.wait([asking])
        ended = load.now
        processor = (time.process_time() - began) / ended
    finally:
        asking.cancel()
        for task in others:
            task.cancel()
        done = await asyncio.gather(*others, return_exceptions=True)
    for found in done:
        if isinstance(found, Exception):
            raise found
    if not asking.cancelled():
        asking.result()
    await probe.look()
    probe.close()
    return Measured(
        plan,
        load.samples,
        load.dropped,
        probe.health,
        probe.looks,
        load.stopped,
        ended,
        processor,
        asking.cancelled(),
    )


async def _until_done(beside: Callable[[Load], Awaitable[None]], load: Load) -> None:
    try:
        await beside(load)
    finally:
        load.stop()


@contextlib.contextmanager
def _interrupting(task: asyncio.Task[None]) -> Iterator[None]:
    """Ctrl-C cancels the task once; a second time it ends the program as ever."""
    loop = asyncio.get_running_loop()

    def interrupt() -> None:
        loop.remove_signal_handler(signal.SIGINT)
        task.cancel()

    loop.add_signal_handler(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
