"""The two ways to ask. Closed: agents who wait for their answer. Open: requests on a schedule, whatever happens."""

from __future__ import annotations

import asyncio
import contextlib
import math
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from eval.load.client import Address, Channel, ClientError
from eval.load.kinds import Verdict, judge, request

_AFTER_ERROR = 0.2
"""Seconds that an agent waits after a failure: a service that is gone would else be asked thousands of times."""


class Sample(NamedTuple):
    """One request. Times in seconds."""

    kind: str
    due: float
    """When it was to be sent, since the start of the run."""
    seconds: float
    """From then until its response was whole: what was late in being sent has waited too."""
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Closed:
    """Agents who ask, wait, think and ask again: a slow service is asked less."""

    agents: int
    think: tuple[float, float] = (0.0, 0.0)
    """Seconds, drawn evenly from between these."""
    honour_retry_after: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """Requests at a rate: a slow service is asked no less."""

    rate: float
    """Requests a second."""
    even: bool = False
    """Equally far apart; else as if many people ask independently of each other (Poisson)."""
    most: int = 1000
    """Requests in flight; what exceeds it is dropped by this tool and counted."""


class Load:
    """One run, which grows by a sample for each request."""

    def __init__(
        self,
        address: Address,
        asked: Iterator[tuple[str, str]],
        key: str | None = None,
        give_up: float = 30.0,
        seed: int = 0,
    ) -> None:
        """asked: kinds and questions without end. give_up: seconds after which a request counts as failed."""
        self._address, self._asked, self._key, self._give_up, self._seed = address, asked, key, give_up, seed
        self._over = asyncio.Event()
        self._left = math.inf
        self._started = self._stopped = 0.0
        self.samples: list[Sample] = []
        self.outcomes: Counter[str] = Counter()
        self.dropped: list[float] = []
        """When requests were due that were not sent, as too many were in flight."""
        self._channels: list[Channel] = []

    @property
    def now(self) -> float:
        """Seconds since the start."""
        return asyncio.get_running_loop().time() - self._started

    @property
    def stopped(self) -> float:
        """Seconds from the start until no more was asked; 0 before."""
        return self._stopped

    def stop(self) -> None:
        """Asks no more; what was asked is waited for."""
        self._stopped = self._stopped or self.now
        self._over.set()

    async def run(self, way: Closed | Open, seconds: float | None, requests: int | None) -> None:
        """Until one of the bounds is met or `stop` is called, and all that was asked is answered or given up."""
        self._started = asyncio.get_running_loop().time()
        self._left = math.inf if requests is None else requests
        timer = None if seconds is None else asyncio.get_running_loop().call_later(seconds, self.stop)
        try:
            async with asyncio.TaskGroup() as group:
                if isinstance(way, Closed):
                    for number in range(way.agents):
                        group.create_task(self._agent(way, random.Random(f"{self._seed} {number}")))  # noqa: S311
                else:
                    await self._on_schedule(way, group)
        finally:
            self.stop()
            if timer:
                timer.cancel()
            for channel in self._channels:
                channel.close()

    async def _agent(self, way: Closed, chance: random.Random) -> None:
        channel = self._channel()
        # They did not all come in at the same moment.
        await self._wait(chance.uniform(0, way.think[1]))
        while not self._over.is_set() and self._take():
            verdict = await self._ask(channel, self.now)
            pause = chance.uniform(*way.think)
            if verdict.outcome == "error":
                pause = max(pause, _AFTER_ERROR)
            elif way.honour_retry_after:
                pause = max(pause, verdict.retry_after)
            await self._wait(pause)

    async def _on_schedule(self, way: Open, group: asyncio.TaskGroup) -> None:
        idle: list[Channel] = []
        flying: set[asyncio.Task[None]] = set()

        async def one(due: float) -> None:
            channel = idle.pop() if idle else self._channel()
            await self._ask(channel, due)
            idle.append(channel)

        for due in schedule(way, self._seed):
            await self._wait(due - self.now)
            if self._over.is_set() and due >= self._stopped:
                return  # what was due before is still sent, however late
            if len(flying) >= way.most:
                self.dropped.append(due)
            elif self._take():
                task = group.create_task(one(due))
                flying.add(task)
                task.add_done_callback(flying.discard)
            else:
                return

    def _channel(self) -> Channel:
        self._channels.append(Channel(self._address))
        return self._channels[-1]

    def _take(self) -> bool:
        """Whether one more may be asked."""
        if self._left < 1:
            return False
        self._left -= 1
        return True

    async def _ask(self, channel: Channel, due: float) -> Verdict:
        kind, question = next(self._asked)
        try:
            response = await channel.ask(request(kind, question, self._address, self._key), self._give_up)
            ended = self.now
            verdict = judge(kind, response)
        except ClientError as error:
            ended, verdict = self.now, Verdict("error", str(error))
        self.samples.append(Sample(kind, due, ended - due, verdict))
        self.outcomes[verdict.outcome] += 1
        return verdict

    async def _wait(self, seconds: float) -> None:
        """So long, or until it is over; others get their turn also when there is nothing to wait for."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._over.wait()


def schedule(way: Open, seed: int) -> Iterator[float]:
    """Seconds since the start at which requests are due, without end."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    due = 0.0
    while True:
        yield due
        due += 1 / way.rate if way.even else chance.expovariate(way.rate)
