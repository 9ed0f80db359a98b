"""`serve`: the service in one process, or in several that listen on one socket and map one index."""

from __future__ import annotations

import functools
import logging
import math
import multiprocessing.connection
import os
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, Protocol

import uvicorn
from prometheus_client.multiprocess import mark_process_dead
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from copilot.api import logs, metrics, stopping
from copilot.api.protocol import BoundedHead
from copilot.core.settings import Settings
from copilot.core.types import LOCAL_ASKER
from copilot.readable import readable

if TYPE_CHECKING:
    from fastapi import FastAPI

_TO_SEND = 3
"""Seconds after the drain in which the last responses are sent."""
_SWITCH = 0.001
"""Seconds after which a thread that computes lets another one on; a health check waits for it as often as it sends."""


class _Once(Protocol):
    """A lock that is never given back: only the first one gets it."""

    def acquire(self, wait: bool, /) -> bool: ...


def serve(config: Settings, listener: socket.socket, panel: str, questions: Sequence[str] = ()) -> None:
    """Serves on a bound socket until a signal comes.

    panel: its address, told on stdout once the copilot is loaded, after the answers to the questions.
    """
    logs.configure()
    several = config.service.processes > 1
    once: _Once = multiprocessing.get_context("spawn").Lock() if several else threading.Lock()
    server = uvicorn.Config(
        functools.partial(_application, config, once, panel, tuple(questions)),
        factory=True,
        http=BoundedHead,
        workers=config.service.processes,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=math.ceil(config.service.drain) + _TO_SEND,
    )
    if several:
        with tempfile.TemporaryDirectory(prefix="balie-") as folder:
            os.environ[metrics.FOLDER] = folder
            _Supervisor(server, [listener]).run()
        return
    # What uvicorn restores, and raises once more, when it has stopped.
    for each in stopping.SIGNALS:
        signal.signal(each, _stopped)
    uvicorn.Server(server).run(sockets=[listener])


def _stopped(_: int, __: FrameType | None) -> None:
    stopping.end(0)


def _application(config: Settings, once: _Once, panel: str, questions: Sequence[str]) -> FastAPI:
    """The application of this process."""
    from copilot.api import app
    from copilot.api.state import State
    from copilot.pipeline import Copilot, Question

    sys.setswitchinterval(_SWITCH)
    parent = multiprocessing.parent_process()
    if parent is not None:
        logs.configure()
        # Ctrl-C goes to all processes; the supervisor passes it on as SIGTERM.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()

    def opener(wanted: Settings) -> Copilot:
        loaded = Copilot.open(wanted)
        if once.acquire(False):
            for question in questions:
                answer = loaded.answer(LOCAL_ASKER, Question(question))
                print(f"\n{question}\n{readable(answer)}", flush=True)
            print(f"\nthe panel is at {panel}   (stop with Ctrl-C)", flush=True)
        return loaded

    return app.build(State(config, opener), alone=parent is None)


def _follow(parent: int) -> None:
    """Stops this process when the supervisor is gone, which would have stopped it."""
    multiprocessing.connection.wait([parent])
    os.kill(os.getpid(), signal.SIGTERM)


class _Supervisor(Multiprocess):
    """uvicorn's, which passes signals on. Each process has a socket of its own, so that the kernel shares connections
    out evenly and forgets one that has died."""

    def init_processes(self) -> None:
        # Only after it has its address, so that no other service can take a part of it.
        self.sockets[0].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self.processes = [self._started() for _ in range(self.processes_num)]

    def _started(self) -> Process:
        with socket.socket(self.sockets[0].family) as own:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            own.bind(self.sockets[0].getsockname())
            process = Process(self.config, [own])
            process.start()
        return process

    def keep_subprocess_alive(self) -> None:
        """Starts a process again that has died. One that is busy, with loading libraries, is left alone."""
        for place, process in enumerate(self.processes):
            # A signal may have come to all of them.
            if not process.process.is_alive() and not self.should_exit.is_set() and not self.signal_queue:
                logs.event("process ended, another one is started", logging.ERROR, pid=process.pid)
                mark_process_dead(process.pid)  # type: ignore[no-untyped-call]
                self.processes[place] = self._started()

    def join_all(self) -> None:
        """Waits until all have ended, but not for ever."""
        until = time.monotonic() + stopping.LAST_RESORT + 1
        while any(process.process.is_alive() for process in self.processes):
            # A second signal ends them at once.
            if self.signal_queue or time.monotonic() > until:
                for process in self.processes:
                    process.kill()
            time.sleep(0.05)
