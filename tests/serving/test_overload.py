"""Ten times as many requests as can be answered: what can be answered still is, the others are told at once."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from copilot.api.state import State
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.settings import Settings
from copilot.core.types import Vectors
from copilot.pipeline import Copilot
from support_drills import ANSWERED, REFUSED, GatedModel, Told, outcomes, question, serving
from support_service import running

PLACES = 2
SECONDS = 0.2
"""That the model takes for an answer, and the embedder for two batches."""
EXTRA = f"[service]\nworkers = {PLACES}\nqueue = 6\n"


@dataclass(frozen=True)
class Measured:
    """One rate of requests for a while. Seconds."""

    offered: float
    """A second."""
    goodput: float
    told: list[Told]
    health: list[float]

    @property
    def refusals(self) -> list[float]:
        return [one.seconds for one in self.told if one.outcome == REFUSED]


def post(path: str, body: dict[str, object]) -> bytes:
    data = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\n"
    return f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data


HEALTH = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


async def sent(port: int, request: bytes) -> Told:
    """Over a connection of its own, as new clients come."""
    started = time.monotonic()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        answer = await reader.read(-1)
        writer.close()
    except OSError as error:
        return Told(0, {}, "", time.monotonic() - started, type(error).__name__)
    seconds = time.monotonic() - started
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    if not body or len(body) != int(headers.get("content-length", len(body))):
        return Told(0, headers, "", seconds, f"{len(body)} bytes of {headers.get('content-length')}")
    return Told(int(first.split()[1]), headers, body.decode(), seconds)


async def every(interval: float, until: float, act: Callable[[], Awaitable[Told]]) -> list[Told]:
    """Begins one at each tick, however many are still under way."""
    tasks, at = [], time.monotonic()
    while at < until:
        await asyncio.sleep(max(0.0, at - time.monotonic()))
        tasks.append(asyncio.ensure_future(act()))
        at += interval
    return list(await asyncio.gather(*tasks))


async def closed(port: int, requests: Iterator[bytes], clients: int, seconds: float) -> float:
    """Answers a second when so many clients ask all the time: as much as there can be."""
    until, counted = time.monotonic() + seconds, 0

    async def client() -> None:
        nonlocal counted
        while time.monotonic() < until:
            one = await sent(port, next(requests))
            assert one.outcome == ANSWERED, one.outcome
            counted += time.monotonic() < until

    await asyncio.gather(*(client() for _ in range(clients)))
    return counted / seconds


async def opened(port: int, requests: Iterator[bytes], rate: float, seconds: float) -> Measured:
    """So many requests a second, whatever becomes of them, while somebody looks after the health."""
    until = time.monotonic() + seconds
    asked, health = await asyncio.gather(
        every(1 / rate, until, lambda: sent(port, next(requests))), every(0.05, until, lambda: sent(port, HEALTH))
    )
    assert {one.status for one in health} == {200}
    answered = sum(one.outcome == ANSWERED for one in asked)
    return Measured(rate, answered / seconds, asked, [one.seconds for one in health])


def overloaded(port: int, requests: Iterator[bytes], seconds: float) -> tuple[float, Measured]:
    """The peak, and what is left of it at ten times as much."""

    async def drill() -> tuple[float, Measured]:
        await closed(port, requests, PLACES + 2, seconds / 4)  # warm
        peak = await closed(port, requests, PLACES + 2, seconds)
        return peak, await opened(port, requests, 10 * peak, seconds)

    return asyncio.run(drill())


def p99(seconds: list[float]) -> float:
    return float(np.percentile(seconds, 99))


def questions(path: str, key: str) -> Iterator[bytes]:
    """All different, so that none is remembered."""
    return (post(path, {key: f"{question(n)} {n}"}) for n in range(10**9))


def judge(what: str, peak: float, found: Measured, share: float, late: float) -> None:
    """share: of the peak that must be left. late: seconds that refusals and health checks may take."""
    counted = outcomes(found.told)
    print(
        f"\noverload of the {what}: peak {peak:.1f}/s, at {found.offered:.0f}/s {found.goodput:.1f}/s "
        f"({found.goodput / peak:.0%}), {counted}; p99 of refusals {1000 * p99(found.refusals):.0f} ms, "
        f"of /healthz {1000 * p99(found.health):.0f} ms"
    )
    assert counted.keys() == {ANSWERED, REFUSED}
    assert {one.status for one in found.told} <= {200, 429, 503}
    assert found.goodput >= share * peak
    assert p99(found.refusals) <= late
    assert p99(found.health) <= late


class Slow(HashingEmbedder):
    """Takes so long for each batch."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        threading.Event().wait(SECONDS / 2)
        return super().embed_queries(texts)


def test_ten_times_too_much(publish: Callable[..., Settings]) -> None:
    """In a thread, beside the clients: with bounds for a machine that is busy with other tests."""
    config = publish(extra=EXTRA)
    with running(State(config, lambda wanted: Copilot.open(wanted, Slow(256)))) as client:
        assert client.base_url.port is not None
        judge("embedder", *overloaded(client.base_url.port, questions("/v1/search", "query"), 2), 0.6, 1.0)


@pytest.mark.whole
def test_ten_times_too_much_of_a_process(publish: Callable[..., Settings], model: GatedModel) -> None:
    model.takes(SECONDS, "De bakfiets 1 kost in editie 1 precies 11 euro per maand [1].")
    config = publish(extra=model.toml + EXTRA)
    with serving(config.folder / "config.toml") as service:
        judge("model", *overloaded(service.port, questions("/v1/ask", "question"), 20), 0.9, 0.1)
