"""Places for work: in order, bounded, given back when the work has really ended."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Generator

import pytest

from copilot.api.metrics import Metrics
from copilot.api.places import GRACE, Places, RefusedError
from copilot.core.deadline import Deadline
from copilot.core.errors import DeadlineError


class Held:
    """Work that goes on until it is let go."""

    def __init__(self) -> None:
        self.begun, self._go = threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        self._go.wait(20)
        return "done"

    def let_go(self) -> None:
        self._go.set()


def made(workers: int = 1, queue: int = 2) -> Places:
    return Places(workers, queue, Metrics())


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.002)


async def hold(places: Places) -> tuple[Held, asyncio.Task[str]]:
    """Takes a place."""
    work = Held()
    task = asyncio.create_task(places.run(work, Deadline()))
    await until(work.begun.is_set)
    return work, task


def test_whoever_waits_longest_is_next() -> None:
    async def scenario() -> list[int]:
        places, order = made(queue=5), list[int]()
        work, task = await hold(places)
        waiting = []
        for number in range(5):
            waiting.append(asyncio.create_task(places.run(lambda n=number: order.append(n), Deadline())))  # type: ignore[misc]
            await until(lambda: places.waiting == len(waiting))
        work.let_go()
        await asyncio.gather(task, *waiting)
        assert (places.taken, places.waiting) == (0, 0)
        return order

    assert asyncio.run(scenario()) == list(range(5))


def test_a_full_queue_is_429_with_the_time_to_wait() -> None:
    async def scenario() -> None:
        places = made(queue=0)
        places.check()
        work, task = await hold(places)
        with pytest.raises(RefusedError) as full:
            places.check()
        with pytest.raises(RefusedError):
            await places.run(lambda: None, Deadline())
        assert full.value.status == 429
        assert 1 <= full.value.retry_after <= 30
        work.let_go()
        assert await task == "done"
        places.check()

    asyncio.run(scenario())


def test_the_time_to_wait_grows_with_the_queue() -> None:
    async def told(queue: int) -> int:
        places = made(queue=queue)
        work, task = await hold(places)
        waiting = [asyncio.create_task(places.run(lambda: None, Deadline())) for _ in range(queue)]
        await until(lambda: places.waiting == queue)
        with pytest.raises(RefusedError) as full:
            places.check()
        work.let_go()
        await asyncio.gather(task, *waiting)
        return full.value.retry_after

    few, many, lots = (asyncio.run(told(queue)) for queue in (1, 10, 300))
    assert few < many < lots == 30


def test_whoever_waits_too_long_is_503_and_leaves_the_queue() -> None:
    async def scenario() -> None:
        places = made()
        work, task = await hold(places)
        with pytest.raises(RefusedError) as late:
            await places.run(lambda: None, Deadline(0.02))
        assert (late.value.status, places.waiting, places.taken) == (503, 0, 1)
        work.let_go()
        await task

    asyncio.run(scenario())


@pytest.mark.parametrize("granted", [False, True])
def test_whoever_leaves_the_queue_keeps_nothing(granted: bool) -> None:
    async def scenario() -> None:
        places = made()
        work, task = await hold(places)
        leaving = asyncio.create_task(places.run(lambda: None, Deadline()))
        await until(lambda: places.waiting == 1)
        if granted:
            work.let_go()
            await until(lambda: places.waiting == 0)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        work.let_go()
        await task
        await until(lambda: (places.taken, places.waiting) == (0, 0))
        await places.run(lambda: None, Deadline())

    asyncio.run(scenario())


def test_a_place_is_taken_until_its_thread_has_ended_though_nobody_waits() -> None:
    async def scenario() -> None:
        places = made(queue=0)
        work, task = await hold(places)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        with pytest.raises(RefusedError):
            places.check()
        work.let_go()
        await until(lambda: places.taken == 0)

    asyncio.run(scenario())


def test_whoever_asks_for_work_that_hangs_is_told_in_time() -> None:
    async def scenario() -> None:
        places, work, hanging = made(workers=2), Held(), Held()

        def one() -> Generator[object, None, None]:
            yield hanging()

        began = asyncio.get_running_loop().time()
        with pytest.raises(DeadlineError):
            await places.run(work, Deadline(0.05))
        items = await places.stream(one, Deadline(0.05))
        with pytest.raises(DeadlineError):
            await anext(items)
        assert asyncio.get_running_loop().time() - began < 2 * (GRACE + 0.05) + 1
        assert places.taken == 2
        work.let_go()
        hanging.let_go()
        await until(lambda: places.taken == 0)

    asyncio.run(scenario())


def test_a_service_that_stops_refuses_who_waits_and_finishes_who_works() -> None:
    async def scenario() -> None:
        places = made()
        work, task = await hold(places)
        waiting = asyncio.create_task(places.run(lambda: None, Deadline()))
        await until(lambda: places.waiting == 1)
        places.stop()
        with pytest.raises(RefusedError) as stopped:
            await waiting
        with pytest.raises(RefusedError):
            places.check()
        assert stopped.value.status == 503
        assert stopped.value.retry_after >= 1
        work.let_go()
        assert await task == "done"

    asyncio.run(scenario())


def test_a_stream_whose_making_fails_gives_what_there_is_then_fails() -> None:
    async def scenario() -> None:
        places = made()

        def items() -> Generator[int, None, None]:
            yield 1
            raise ValueError("no more")

        told = await places.stream(items, Deadline())
        assert await anext(told) == 1
        with pytest.raises(ValueError, match="no more"):
            await anext(told)
        await until(lambda: places.taken == 0)

    asyncio.run(scenario())
