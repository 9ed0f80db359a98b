"""The small real model as a process of its own: on a free port of 127.0.0.1, ready when it has answered, always ended.

Its environment is a folder as `make test-llm` makes it: bin/python with what requirements-llm.lock names; the model's
file and what the server says are kept in it too.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from copilot.core.errors import BalieError
from copilot.core.sections import GeneratorSettings
from copilot.core.settings import ROOT

_SERVE = ROOT / "eval" / "bench" / "language_model" / "serve.py"
_MODEL = "openai:qwen2.5-coder-1.5b-instruct"
_CONTEXT = 3400
"""Tokens as cl100k counts them; the model's own are up to a fifth more, and the server takes 4096 of those."""
_ANSWER = 600.0
"""Seconds that an answer may take: two cores read 57 tokens a second."""
_START, _END = 300.0, 30.0
"""Seconds until the server must answer, and that it gets to end; at first its 1.1 GB are joined from the wheels."""
_LOOK = 0.1


@contextlib.contextmanager
def served(environment: Path, patience: float = _START) -> Iterator[GeneratorSettings]:
    """The [generator] table that asks the model. Raises BalieError when it does not become ready.

    patience: seconds until it must.
    """
    python = environment / "bin" / "python"
    if not python.exists():
        raise BalieError(f"{python} does not exist", "make the model's environment: make test-llm")
    port, log = _free_port(), environment / "server.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [python, _SERVE, environment / "model", str(port)], stdin=subprocess.PIPE, stdout=said, stderr=said
        )
    try:
        _wait(process, port, log, patience)
        yield GeneratorSettings.model_validate(
            {
                "type": "chat",
                "model": _MODEL,
                "base_url": f"http://127.0.0.1:{port}/v1",
                "context_tokens": _CONTEXT,
                "timeout": _ANSWER,
            }
        )
    finally:
        _end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and process.poll() is None:
        if _answers(port, max(deadline - time.monotonic(), _LOOK)):
            return
        time.sleep(_LOOK)
    ended = process.poll()
    what = f"did not answer within {patience:.0f} s" if ended is None else f"ended with {ended}"
    last = log.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]
    raise BalieError(f"the language model's server {what}: {last}", f"all that it said is in {log}")


def _answers(port: int, seconds: float) -> bool:
    """Whether a request succeeds: while the model is loaded, none does."""
    body = {"model": _MODEL, "messages": [{"role": "user", "content": "Hallo"}], "max_tokens": 1}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("POST", "/v1/chat/completions", json.dumps(body), {"Content-Type": "application/json"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """It serves as long as somebody holds its standard input."""
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
