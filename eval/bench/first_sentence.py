"""python -m eval.bench.first_sentence --config F --questions Q: how long an agent waits for the first sentence.

Starts the service and asks one question at a time, as the panel does, with Accept: text/event-stream. Measured from
sending the request until the first `event: sentence` has come; a question that is refused has none and is counted.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from copilot.core.commands import execute
from copilot.core.errors import BalieError
from eval.bench.serving.setting import Setting, service
from eval.load import questions
from eval.load.client import Address

WARM_UP = 5
"""Requests before those that count: the first ones read what the system has not in memory yet."""
BAR_MS = 150.0
"""What the 95th percentile may be at 100,000 chunks."""
_GIVE_UP = 30.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the percentiles and what else the machine was doing; 0 when the 95th is within the bar."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.first_sentence", description=__doc__)
    parser.add_argument("--config", type=Path, required=True, metavar="F")
    parser.add_argument("--questions", type=Path, required=True, metavar="FILE", help="as of python -m eval load")
    parser.add_argument("--requests", type=int, default=200, metavar="N")
    options = parser.parse_args(arguments)
    if options.requests < 1:
        parser.error(f"--requests is {options.requests}, expected at least 1")
    return execute(lambda: _measure(options.config, options.questions, options.requests), stopped="stopped")


def _measure(config: Path, file: Path, requests: int) -> int:
    asked, waits = questions.read(file), list[float]()
    with tempfile.TemporaryDirectory() as out:
        setting = Setting(config.resolve(), file.resolve(), asked, Path(out), seed=0)
        load = os.getloadavg()[0]
        with service(setting) as address:
            for number, question in enumerate(itertools.islice(itertools.cycle(asked), WARM_UP + requests)):
                wait = first_sentence(address, question, setting.key)
                if number >= WARM_UP and wait is not None:
                    waits.append(wait * 1000)
    print(f"load average before {load:.1f}, after {os.getloadavg()[0]:.1f}, on {os.cpu_count()} cores")
    if not waits:
        raise BalieError(f"none of {requests} questions was answered", "ask questions that the sources answer")
    p50, p95, p99 = np.percentile(waits, [50, 95, 99])
    print(f"request to first sentence: p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms", end="")
    print(f", of {len(waits)} answered and {requests - len(waits)} refused; wanted: p95 within {BAR_MS:.0f} ms")
    return 0 if p95 <= BAR_MS else 1


def first_sentence(address: Address, question: str, key: str | None) -> float | None:
    """Seconds until the first sentence; None when there was none. The answer is read to its end."""
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    connection = http.client.HTTPConnection(address.host, address.port, timeout=_GIVE_UP)
    try:
        started, wait = time.perf_counter(), None
        connection.request("POST", "/v1/ask", json.dumps({"question": question}).encode(), headers)
        response = connection.getresponse()
        if response.status != http.HTTPStatus.OK:
            raise BalieError(f"the service answered {response.status} to {question!r}", "see its log")
        for line in response:
            if wait is None and line.rstrip() == b"event: sentence":
                wait = time.perf_counter() - started
        return wait
    except OSError as error:
        raise BalieError(f"no answer to {question!r}: {error}", "see whether the service still runs") from error
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
