"""A service that is told to stop: everyone who asked is answered or told to come back, and it is gone in time."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from copilot.core.settings import Settings
from support_drills import (
    ANSWERED,
    REFUSED,
    GatedModel,
    Metrics,
    Told,
    ask,
    outcomes,
    question,
    search,
    serving,
    stream,
)
from support_service import until

IN_FLIGHT, PLACES = 50, 8
SAID = "De bakfiets 1 kost in editie 1 precies 11 euro per maand [1]."


def one(client: httpx.Client, number: int) -> Told:
    """Every other one as a stream; of the others one in three a search."""
    if number % 2:
        return stream(client, question(number))
    return search(client, question(number)) if number % 6 == 4 else ask(client, question(number))


@pytest.fixture
def drained(publish: Callable[..., Settings], model: GatedModel, whole: bool) -> Callable[[], Settings]:
    """Places for a few, a queue for all, and a model that nobody gets an answer from for now."""

    def make() -> Settings:
        drain = "" if whole else "drain = 2\n"
        return publish(
            extra=f"{model.toml}\n[service]\nworkers = {PLACES}\nqueue = {IN_FLIGHT}\ndeadline = 60\n{drain}"
        )

    return make


def waiting(client: httpx.Client) -> float:
    now = Metrics(client)
    return now("balie_in_flight") + now("balie_queue_depth")


@pytest.mark.parametrize(
    ("stop", "sound"),
    [
        (signal.SIGTERM, PLACES // 2),
        *(
            pytest.param(stop, sound, marks=pytest.mark.whole)
            for stop in (signal.SIGTERM, signal.SIGINT)
            for sound in (PLACES, PLACES // 2, 0)
            if (stop, sound) != (signal.SIGTERM, PLACES // 2)
        ),
    ],
)
def test_a_stop_with_many_in_flight(
    drained: Callable[[], Settings], model: GatedModel, whole: bool, stop: signal.Signals, sound: int
) -> None:
    """sound: of so many of those at work the model answers once the service stops; the others it leaves hanging."""
    {PLACES: model.waits_then_says, PLACES // 2: model.half_waits_then_says, 0: model.falls_silent}[sound](SAID)
    config = drained()
    with (
        serving(config.folder / "config.toml") as service,
        service.client() as client,
        ThreadPoolExecutor(IN_FLIGHT) as pool,
    ):
        asked = [pool.submit(stream if n % 2 else ask, client, question(n)) for n in range(PLACES)]
        until(lambda: len(model.requests) == PLACES, "all places are taken, and the model is asked in each")
        asked += [pool.submit(one, client, n) for n in range(PLACES, IN_FLIGHT)]
        until(lambda: waiting(client) == IN_FLIGHT, "all of them are in flight")
        began = time.monotonic()
        service.signal(stop)
        until(lambda: not service.ready, "it takes nothing new")
        model.gate.set()
        counted = outcomes(request.result(60) for request in asked)
        code = service.exit_code(60)
        took = time.monotonic() - began
    print(f"\n{stop.name}, model answers {sound} of {PLACES}: {counted}, exit {code} after {took:.1f} s")
    assert counted.keys() <= {ANSWERED, REFUSED}
    assert counted.get(ANSWERED, 0) >= sound, "who had a place and a model that answers was not answered"
    assert code == 0
    assert took <= (30 if whole else 8)


@pytest.mark.whole
def test_a_second_stop_ends_it_at_once(publish: Callable[..., Settings], model: GatedModel) -> None:
    model.falls_silent()
    config = publish(extra=f"{model.toml}\n[service]\ndrain = 20\ndeadline = 60\n")
    with serving(config.folder / "config.toml") as service, service.client() as client, ThreadPoolExecutor(1) as pool:
        pool.submit(stream, client, question(1))
        until(model.asked.is_set, "the model is asked")
        service.signal(signal.SIGTERM)
        until(lambda: not service.ready, "it takes nothing new")
        assert not service.over
        began = time.monotonic()
        service.signal(signal.SIGTERM)
        service.exit_code(5)
        print(f"\na second SIGTERM: gone after {time.monotonic() - began:.2f} s")


@pytest.mark.whole
def test_after_a_kill_it_starts_again(publish: Callable[..., Settings]) -> None:
    config = publish().folder / "config.toml"
    with serving(config) as service, service.client() as client:
        before = search(client, question(1))
        service.signal(signal.SIGKILL)
        service.exit_code(5)
        began = time.monotonic()
        with serving(config, service.port) as again, again.client() as other:
            print(f"\nafter kill -9: ready again after {time.monotonic() - began:.1f} s")
            after = search(other, question(1))
    assert before.outcome == after.outcome == ANSWERED
    assert before.editions == after.editions == {1}
