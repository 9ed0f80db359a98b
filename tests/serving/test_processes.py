"""Several processes on one address: all serve, one may die, all stop together, and the index is there once."""

from __future__ import annotations

import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial

import psutil
import pytest

from copilot.core.settings import Settings
from support_drills import (
    ANSWERED,
    REFUSED,
    GatedModel,
    Held,
    Metrics,
    Service,
    Told,
    ask,
    mapped,
    outcomes,
    pages,
    question,
    search,
    serving,
    stream,
    together,
)
from support_service import until

TWO = "[service]\nprocesses = 2\nworkers = 4\nqueue = 60\n"


def workers(service: Service) -> list[psutil.Process]:
    """Those that have the served index open."""
    return [process for process in service.family if mapped(process.pid)]


def alone(service: Service, number: int) -> Told:
    """Over a connection of its own, so that any process may get it."""
    with service.client() as client:
        return search(client, question(number))


def spread(service: Service) -> dict[int, int]:
    """Process -> how many of 60 new connections it takes, 30 of them open at the same time."""
    found = {process.pid: 0 for process in workers(service)}
    for _ in range(2):
        with ExitStack() as stack:
            clients = [stack.enter_context(service.client()) for _ in range(30)]
            told = together([partial(search, client, question(n)) for n, client in enumerate(clients)])
            assert outcomes(told) == {ANSWERED: 30}
            for process in workers(service):
                held = process.net_connections("tcp")
                found[process.pid] += sum(
                    one.status == psutil.CONN_ESTABLISHED and one.laddr.port == service.port for one in held
                )
    assert sum(found.values()) == 60
    return found


def once_both_listen(service: Service) -> tuple[dict[int, int], int]:
    """The spread once a process that has just opened the index listens too, and how many requests that took."""
    for tried in range(1, 100):
        found = spread(service)
        if min(found.values()) >= 6:
            return found, 60 * tried
    raise AssertionError(f"one of them gets nothing: {found}")


def test_two_serve_and_one_may_die(publish: Callable[..., Settings], whole: bool) -> None:
    config, many = publish(extra=TWO), 200 if whole else 10
    with serving(config.folder / "config.toml") as service:
        until(lambda: len(workers(service)) == 2, "both have opened the index")
        shares, asked = once_both_listen(service)
        for number in range(many):
            assert alone(service, number).outcome == ANSWERED
        with service.client() as client:
            counted = {Metrics(client)("balie_requests_total", route="/v1/search") for _ in range(3)}
            pids = set(Metrics(client).labels("balie_memory_bytes", "pid"))
        asked += many
        assert counted == {asked}
        assert {str(process.pid) for process in workers(service)} <= pids

        doomed, other = workers(service)
        doomed.kill()
        # Before all of its threads are gone, its socket is still there.
        until(lambda: not psutil.pid_exists(doomed.pid), "it is dead")

        def both_serve_again() -> bool:
            """Nobody notices that one is missing meanwhile."""
            nonlocal asked
            asked += 1
            assert alone(service, asked).outcome == ANSWERED
            return len(workers(service)) == 2

        until(both_serve_again, "there are two again", 60)
        assert other.is_running()
        again, more = once_both_listen(service)
        with service.client() as client:
            total = Metrics(client)("balie_requests_total", route="/v1/search")
        print(
            f"\n2 processes: 60 connections spread {sorted(shares.values())}, after a kill {sorted(again.values())}; "
            f"{total:.0f} requests counted"
        )
        assert total == asked + more, "what the dead one counted is lost"


@pytest.mark.whole
def test_a_stop_drains_both(publish: Callable[..., Settings], model: GatedModel) -> None:
    model.waits_then_says("De bakfiets 1 kost in editie 1 precies 11 euro per maand [1].")
    config = publish(extra=f"{model.toml}\n{TWO}drain = 5\n")
    with serving(config.folder / "config.toml") as service, ThreadPoolExecutor(50) as pool:
        until(lambda: len(workers(service)) == 2, "both have opened the index")

        def one(number: int) -> Told:
            with service.client() as client:
                return (stream if number % 2 else ask)(client, question(number))

        asked = [pool.submit(one, number) for number in range(50)]
        until(lambda: len(model.requests) > 4, "both have asked the model")
        family = service.family
        service.signal(signal.SIGTERM)
        until(lambda: not service.ready, "it takes nothing new")
        model.gate.set()
        counted = outcomes(request.result(60) for request in asked)
        code = service.exit_code(20)
    print(f"\n2 processes, SIGTERM with 50 in flight: {counted}, exit {code}")
    assert counted.keys() <= {ANSWERED, REFUSED}
    assert counted[ANSWERED] > 4, "who was at work was not answered"
    assert code == 0
    until(lambda: not any(process.is_running() for process in family), "all of them have ended")


@pytest.mark.whole
def test_a_parent_that_is_killed_leaves_nobody_behind(publish: Callable[..., Settings]) -> None:
    config = publish(extra=TWO).folder / "config.toml"
    with serving(config) as service:
        until(lambda: len(workers(service)) == 2, "both have opened the index")
        family = service.family
        service.signal(signal.SIGKILL)
        service.exit_code(5)
        until(lambda: not any(process.is_running() for process in family), "its children have ended too")
        with serving(config, service.port) as again:
            assert alone(again, 1).outcome == ANSWERED


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.whole
def test_the_index_is_mapped_not_copied(publish: Callable[..., Settings], processes: int) -> None:
    """Private memory of a process, of a small and of a large index, after the same questions to both."""
    held, size = [], []
    for documents, parts in ((20, 10), (400, 50)):
        config = publish(pages(documents, parts), f"[service]\nprocesses = {processes}\n")
        generation = max((config.store_path / "snapshots").glob("gen-*"))
        size.append(sum(path.stat().st_size for path in generation.rglob("*")))
        with serving(config.folder / "config.toml") as service:
            until(lambda: len(workers(service)) == processes, "all have opened the index")
            for number in range(60):
                assert alone(service, number).outcome == ANSWERED
            held.append(max(Held.by(process).memory for process in workers(service)))
    grown, larger = held[1] - held[0], size[1] - size[0]
    print(
        f"\n{processes} processes: index {size[0] / 1e6:.1f} -> {size[1] / 1e6:.1f} MB, private memory of one "
        f"{held[0] / 1e6:.1f} -> {held[1] / 1e6:.1f} MB"
    )
    assert grown <= 0.2 * larger + 4e6
