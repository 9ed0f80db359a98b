"""Clients that are slow, broken or malicious: the others are served meanwhile, and nothing of it stays behind."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import psutil
import pytest

from support_drills import ANSWERED, Held, Metrics, Service, edition, question, search, serving
from support_service import until

SETTINGS = "[service]\nworkers = 2\nqueue = 8\ndeadline = 3\n"
SERVED = 3.0
"""Seconds within which somebody else is answered."""
BODY = json.dumps({"query": question(1)}).encode()
HEAD = b"POST /v1/search HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
GARBAGE = {
    "noise": bytes(range(256)) * 40,
    "nulls": bytes(10_000),
    "TLS": bytes.fromhex("16030100c8010000c40303") + bytes(190),
    "an odd method": b"KWIBUS /v1/search HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "an odd version": b"GET /healthz HTTP/9.9\r\n\r\n",
    "no host": b"GET /healthz HTTP/1.1\r\n\r\n",
    "a length below nothing": HEAD + b"Content-Length: -1\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 5\r\nContent-Length: 50\r\n\r\n12345",
    "a broken chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
    "a chunk without end": HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffff\r\n" + b"a" * 1_500_000,
    "a length of 10 GB": HEAD + b"Content-Length: 10000000000\r\n\r\n" + b"a" * 1_500_000,
    "a long address": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a header of 100 kB": HEAD + b"X-Long: " + b"a" * 100_000 + b"\r\nContent-Length: 2\r\n\r\n{}",
    "ten thousand headers": HEAD + b"X-More: a\r\n" * 10_000 + b"Content-Length: 2\r\n\r\n{}",
    "half a header": b"POST /v1/search HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Ha",
    "half a body": HEAD + b"Content-Length: 5000\r\n\r\n" + b'{"query": "',
    "a broken body": HEAD + b'Content-Length: 9\r\n\r\n{"query":',
}
RARER = ("nulls", "no host", "two lengths", "a broken chunk", "a broken body")
"""Sent by the whole drill only."""


@dataclass
class Drill:
    """A service, a client that behaves, and what the service held before anybody misbehaved."""

    service: Service
    client: httpx.Client
    before: Held

    def held(self) -> Held:
        return Held.by(psutil.Process(self.service.pid))

    def connect(self, stack: ExitStack, *, narrow: bool = False) -> socket.socket:
        connection = stack.enter_context(socket.socket())
        if narrow:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.settimeout(20)
        connection.connect(("127.0.0.1", self.service.port))
        return connection

    def others_are_served(self) -> None:
        for number in range(3):
            one = search(self.client, question(number))
            assert (one.outcome, one.seconds <= SERVED) == (ANSWERED, True), f"{one.outcome} after {one.seconds:.1f} s"
        assert self.client.get("/healthz").status_code == 200

    def nothing_stays(self) -> None:
        def idle() -> bool:
            now = Metrics(self.client)
            return now("balie_in_flight") == now("balie_queue_depth") == 0

        until(idle, "all places are back")
        until(lambda: self.held().descriptors <= self.before.descriptors, "its descriptors are back", 30)
        until(lambda: self.held().memory <= 1.1 * self.before.memory, "its memory is back")


@pytest.fixture(scope="module")
def running_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    from copilot.core import settings
    from copilot.core.embedders import load
    from ingest import pipeline
    from support import write_desk

    long = [{**page, "uri": f"https://help.example/{'a' * 8000}{n}"} for n, page in enumerate(edition(1, 40))]
    config = settings.load(write_desk(tmp_path_factory.mktemp("hostile"), long, SETTINGS), {})
    pipeline.sync(config, load(config.embedder))
    with serving(config.folder / "config.toml") as service, service.client() as client:
        for number in range(50):
            assert search(client, question(number)).outcome == ANSWERED
        yield service


@pytest.fixture
def drill(running_service: Service) -> Iterator[Drill]:
    with running_service.client() as client:
        assert search(client, question(1)).outcome == ANSWERED
        yield Drill(running_service, client, Held.by(psutil.Process(running_service.pid)))


def hang_up(connection: socket.socket) -> None:
    """With a reset, as a process that dies."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    connection.close()


def is_closed(connection: socket.socket) -> bool:
    """Whether the service has closed a connection, whatever it said before."""
    connection.setblocking(False)
    try:
        while connection.recv(65536):
            """Goes on to the end."""
        return True
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_slow_bodies_take_no_places(drill: Drill, whole: bool) -> None:
    many = 200 if whole else 40
    with ExitStack() as stack:
        slow = [drill.connect(stack) for _ in range(many)]
        for connection in slow:
            connection.sendall(HEAD + f"Content-Length: {len(BODY)}\r\n\r\n".encode() + BODY[:5])
        drill.others_are_served()
        for at in range(5, 10):
            for connection in slow:
                connection.send(BODY[at : at + 1])
            drill.others_are_served()
        if whole:
            until(lambda: all(map(is_closed, slow)), "the service has had enough of them", 30)
            until(lambda: drill.held().descriptors <= drill.before.descriptors, "their descriptors are back")
    drill.nothing_stays()
    print(f"\n{many} slow bodies: others served, nothing stays")


def test_who_leaves_amid_a_body_is_forgotten(drill: Drill, whole: bool) -> None:
    many = 500 if whole else 60
    with ExitStack() as stack:
        for number in range(many):
            connection = drill.connect(stack)
            connection.sendall(HEAD + f"Content-Length: {len(BODY)}\r\n\r\n".encode() + BODY[:9])
            hang_up(connection) if number % 2 else connection.close()
        drill.others_are_served()
    drill.nothing_stays()
    print(f"\n{many} that left amid a body: others served, nothing stays")


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[pytest.mark.whole] if kind in RARER else []) for kind in GARBAGE]
)
def test_garbage_is_refused(drill: Drill, whole: bool, kind: str) -> None:
    with ExitStack() as stack:
        for _ in range(100 if whole else 8):
            connection = drill.connect(stack)
            with contextlib.suppress(OSError):
                connection.sendall(GARBAGE[kind])
                connection.shutdown(socket.SHUT_WR)
                said = connection.recv(64)
                assert not said or said.split()[1][:1] in (b"2", b"4"), said
        drill.others_are_served()
    drill.nothing_stays()


def test_an_endless_header_is_cut_off(drill: Drill, whole: bool) -> None:
    megabytes = 200 if whole else 40
    with ExitStack() as stack:
        connection = drill.connect(stack)
        connection.sendall(HEAD + b"X-Long: ")
        with contextlib.suppress(OSError):
            for _ in range(megabytes):
                connection.sendall(b"a" * 1_000_000)
        held = drill.held().memory - drill.before.memory
        drill.others_are_served()
    print(f"\na header of {megabytes} MB: {held / 1e6:.0f} MB held of it")
    assert held <= 10e6
    drill.nothing_stays()


def test_idle_connections_cost_nobody_anything(drill: Drill, whole: bool) -> None:
    many = 1000 if whole else 300
    with ExitStack() as stack:
        for _ in range(many):
            drill.connect(stack)
        drill.others_are_served()
        held = drill.held().memory - drill.before.memory
        if whole:
            until(lambda: drill.held().descriptors <= drill.before.descriptors, "the service has had enough", 30)
    drill.nothing_stays()
    print(f"\n{many} idle connections: others served, {held / 1e6:.1f} MB while they lasted, nothing stays")


def test_who_never_reads_keeps_no_place(drill: Drill, whole: bool) -> None:
    many = 20 if whole else 6
    body = json.dumps({"question": question(1)}).encode()
    asked = (
        b"POST /v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n"
    )
    with ExitStack() as stack:
        readers = [drill.connect(stack, narrow=True) for _ in range(many)]
        for reader in readers:
            reader.sendall(asked + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        until(lambda: search(drill.client, question(2)).outcome == ANSWERED, "others are served", 2 * SERVED)
        drill.others_are_served()
        if whole:
            # They have not read what lies ready for them; the service lets go of them nevertheless.
            until(lambda: drill.held().descriptors <= drill.before.descriptors, "the service has had enough", 30)
    drill.nothing_stays()
    print(f"\n{many} readers who never read: others served, nothing stays")
