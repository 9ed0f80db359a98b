"""Places for work: so many requests at work, each with a thread, so many waiting behind them in order, no more.

A place is given back when its thread has really ended, so that work that nobody waits for any more cannot pile up
behind places that look free. All but the threads themselves belongs to the event loop, which makes taking atomic.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from copilot.api.metrics import Metrics
from copilot.core.deadline import Deadline
from copilot.core.errors import DeadlineError, RequestError

_Result = TypeVar("_Result")

GRACE = 0.4
"""Seconds after its deadline that work gets to end by itself, with what the sources say; then its asker is told."""
_LOOK = 1.0
"""Seconds after which a deadline is looked at again: a service that stops brings it forward."""
_SILENT = 15.0
"""Seconds without an item after which a stream says that it is alive; proxies cut silent ones."""
_WEIGHT = 0.1
"""Of the newest request in the mean time that a request takes."""


class RefusedError(RequestError):
    """There is no place: 429 when the queue is full, 503 when the time is over or the service stops."""

    def __init__(self, problem: str, status: int, retry_after: int) -> None:
        super().__init__(problem, f"try again in {retry_after} s", status)
        self.retry_after = retry_after
        """Whole seconds."""


class Places:
    def __init__(self, workers: int, queue: int, metrics: Metrics) -> None:
        self._workers, self._queue, self._metrics = workers, queue, metrics
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="place")
        self._turns: deque[asyncio.Future[None]] = deque()
        self._seconds = 1.0
        self._stopping = False
        self.taken = 0
        """Requests at work."""

    @property
    def waiting(self) -> int:
        return len(self._turns)

    @property
    def stopping(self) -> bool:
        return self._stopping

    def check(self) -> None:
        """Costs nothing. Raises RefusedError when a request that came now could not even wait."""
        if self._stopping:
            raise self._refusal(503, "the service is stopping")
        if self.taken >= self._workers and self.waiting >= self._queue:
            raise self._refusal(429, "all places are taken")

    def stop(self) -> None:
        """Refuses whoever waits, and whoever comes."""
        self._stopping = True
        while self._turns:
            turn = self._turns.popleft()
            if not turn.done():
                turn.set_exception(self._refusal(503, "the service is stopping"))
        self._show()

    def close(self) -> None:
        """Lets idle threads end."""
        self._threads.shutdown(wait=False)

    async def run(self, work: Callable[[], _Result], deadline: Deadline) -> _Result:
        """Waits for a place and works there. Raises what the work raises, RefusedError, DeadlineError if it hangs."""
        running, patience = await self._begin(work, deadline), _Patience(deadline)
        while not running.done():
            await asyncio.wait({running}, timeout=patience.seconds())
        return running.result()

    async def stream(
        self, make: Callable[[], Generator[_Result, None, None]], deadline: Deadline
    ) -> AsyncIterator[_Result | None]:
        """Waits for a place, then gives each item as soon as a thread has made it, and None when that takes long.

        The thread does not wait for whoever reads. Raises as `run` does, while it is read.
        """
        loop, items = asyncio.get_running_loop(), asyncio.Queue[_Result | _End]()

        def work() -> None:
            with contextlib.closing(make()) as made:
                for item in made:
                    if deadline.asker_left:
                        return
                    loop.call_soon_threadsafe(items.put_nowait, item)

        running = await self._begin(work, deadline)
        running.add_done_callback(lambda _: items.put_nowait(_End()))
        return _read(items, running, deadline)

    async def _begin(self, work: Callable[[], _Result], deadline: Deadline) -> asyncio.Future[_Result]:
        await self._take(deadline)
        loop, began = asyncio.get_running_loop(), time.monotonic()

        def ended(_: Future[_Result]) -> None:
            # Of a loop that is closed nobody asks for places any more.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._ended, time.monotonic() - began)

        thread = self._threads.submit(work)
        thread.add_done_callback(ended)
        running = asyncio.wrap_future(thread)
        # What work that nobody waits for any more raises is no news; asyncio would print it.
        running.add_done_callback(lambda future: future.cancelled() or future.exception())
        return running

    async def _take(self, deadline: Deadline) -> None:
        self.check()
        if self.taken < self._workers:
            self.taken += 1
            self._show()
            return
        turn = asyncio.get_running_loop().create_future()
        self._turns.append(turn)
        self._show()
        try:
            async with asyncio.timeout(deadline.left):
                await turn
        except BaseException as error:
            if turn in self._turns:
                self._turns.remove(turn)
            elif not turn.cancelled() and turn.exception() is None:
                self._give_back()  # it came too late
            if isinstance(error, TimeoutError):
                raise self._refusal(503, "no place became free in time") from None
            raise
        finally:
            self._show()

    def _ended(self, seconds: float) -> None:
        self._seconds += _WEIGHT * (seconds - self._seconds)
        self._give_back()

    def _give_back(self) -> None:
        """To whoever waits longest."""
        while self._turns:
            turn = self._turns.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self.taken -= 1
        self._show()

    def _show(self) -> None:
        self._metrics.in_flight.set(self.taken)
        self._metrics.waiting.set(self.waiting)

    def _refusal(self, status: int, problem: str) -> RefusedError:
        self._metrics.shed.labels(str(status)).inc()
        wait = math.ceil((self.waiting + 1) * self._seconds / self._workers)
        return RefusedError(problem, status, min(30, max(1, wait)))


class _End:
    """After the last item."""


async def _read(
    items: asyncio.Queue[_Result | _End], running: asyncio.Future[None], deadline: Deadline
) -> AsyncIterator[_Result | None]:
    patience, heard = _Patience(deadline), time.monotonic()
    while True:
        seconds = patience.seconds()
        try:
            item = await asyncio.wait_for(items.get(), seconds)
        except TimeoutError:
            if time.monotonic() - heard < _SILENT:
                continue
            item = None
        if isinstance(item, _End):
            running.result()
            return
        heard = time.monotonic()
        yield item


class _Patience:
    """How long to wait for a thread until one looks again: up to GRACE after its deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline, self._over = deadline, 0.0

    def seconds(self) -> float:
        """Raises DeadlineError once it has hung for too long."""
        if self._deadline.left:
            return min(_LOOK, self._deadline.left)
        now = time.monotonic()
        self._over = self._over or now
        left = self._over + GRACE - now
        if left <= 0:
            raise DeadlineError("this took longer than a request may", "try again in a few seconds")
        return left
