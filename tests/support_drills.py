"""Drills of the service as a whole: real processes and what they hold, clients that note whatever they are told."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
from prometheus_client.parser import text_string_to_metric_families

from copilot.core.settings import ROOT
from support_model import ScriptedModel, Step
from support_service import until

STREAM = {"Accept": "text/event-stream"}
ANSWERED, REFUSED = "answered", "refused"
_FINISHED = re.compile(rb"http://[^/\s]+:(\d+)/panel")
_EDITION = re.compile(r"(?:editie |gen-0*)(\d+)")
_WORDS = ("abonnement", "bakfiets", "dakkoffer", "fietstas", "helm", "kinderzitje", "koppeling", "lamp", "pomp", "slot")


@dataclass(frozen=True)
class Told:
    """What a client was told. status 0: nothing, or not all of it, and `fault` says how that went."""

    status: int
    headers: Mapping[str, str]
    text: str
    seconds: float
    fault: str = ""

    @property
    def events(self) -> list[tuple[str, Any]]:
        """Of a stream: name and data of each event."""
        found = re.findall(r"event: (\w+)\r?\ndata: (.*?)\r?\n\r?\n", self.text)
        return [(name, json.loads(data)) for name, data in found]

    @property
    def outcome(self) -> str:
        """ANSWERED: the whole of it; REFUSED: cleanly, with what to do; else what is wrong."""
        if self.fault:
            return f"cut off: {self.fault}"
        if self.status in (429, 503):
            return self._refusal()
        if self.status != 200:
            return f"{self.status}: {self.text[:200]}"
        if not self.headers.get("content-type", "").startswith("text/event-stream"):
            return ANSWERED if isinstance(json.loads(self.text), dict) else f"odd: {self.text[:200]}"
        name, data = self.events[-1] if self.events else ("nothing", None)
        if name == "error" and data["status"] == 503 and data["next"]:
            return REFUSED
        return ANSWERED if name == "answer" else f"a stream that ends with {name}"

    def _refusal(self) -> str:
        if not re.fullmatch(r"[1-9]\d*", self.headers.get("retry-after", "")):
            return f"{self.status} without Retry-After"
        if self.headers.get("content-type") != "application/problem+json":
            return f"{self.status} as {self.headers.get('content-type')}"
        body = json.loads(self.text)
        return REFUSED if body["detail"] and body["next"] else f"{self.status} that does not say what to do"

    @property
    def editions(self) -> set[int]:
        """Of all texts, and of the snapshots that are named."""
        return set(map(int, _EDITION.findall(self.text)))


def told(client: httpx.Client, method: str, path: str, **options: Any) -> Told:
    """One request, whatever becomes of it."""
    started = time.monotonic()
    try:
        response = client.request(method, path, **options)
    except httpx.TransportError as error:
        return Told(0, {}, "", time.monotonic() - started, f"{type(error).__name__}: {error}")
    return Told(response.status_code, response.headers, response.text, time.monotonic() - started)


def search(client: httpx.Client, query: str, **body: object) -> Told:
    return told(client, "POST", "/v1/search", json={"query": query, **body})


def ask(client: httpx.Client, question: str, **body: object) -> Told:
    return told(client, "POST", "/v1/ask", json={"question": question, **body})


def stream(client: httpx.Client, question: str, **body: object) -> Told:
    return told(client, "POST", "/v1/ask", json={"question": question, **body}, headers=STREAM)


def document(client: httpx.Client, document_id: str) -> Told:
    return told(client, "GET", f"/v1/documents/{document_id}")


def together(acts: Sequence[Callable[[], Told]]) -> list[Told]:
    """All of them at the same time."""
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(lambda act: act(), acts))


def outcomes(found: Iterable[Told]) -> dict[str, int]:
    return dict(Counter(one.outcome for one in found))


def edition(number: int, documents: int = 10) -> list[dict[str, object]]:
    """A desk in which every sentence, title and heading says which edition it is of; ask with `question`."""
    return [
        {
            "id": f"d{n}",
            "kind": "wiki",
            "title": f"Tarief {_WORDS[n % 10]} {n}, editie {number}",
            "uri": f"https://help.example/{n}",
            "language": "nl",
            "updated_at": "2026-03-01",
            "audience": ["public"],
            "text": f"De {_WORDS[n % 10]} {n} kost in editie {number} precies {n + 10} euro per maand.\n\n"
            f"## Borg in editie {number}\n\nDe borg voor de {_WORDS[n % 10]} {n} is in editie {number} {n} euro.",
        }
        for n in range(documents)
    ]


def question(number: int, documents: int = 10) -> str:
    """About one of these documents."""
    return f"Wat kost de {_WORDS[number % documents % 10]} {number % documents} per maand?"


def pages(documents: int, parts: int) -> list[dict[str, object]]:
    """So many pages, each of so many chunks of invented words."""
    chance = random.Random(1)
    words = ["".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(3)) for _ in range(3000)]
    return [
        {
            "id": f"d{n}",
            "kind": "wiki",
            "title": f"Blad {n}",
            "language": "nl",
            "audience": ["public"],
            "text": "\n\n".join(f"## Deel {p}\n\n{' '.join(chance.choices(words, k=45))}." for p in range(parts)),
        }
        for n in range(documents)
    ]


class Asking:
    """Threads that ask all the time, each as soon as it was told something."""

    def __init__(self, client: httpx.Client, acts: Sequence[Callable[[httpx.Client, int], Told]], threads: int) -> None:
        self.told: list[Told] = []
        self._client, self._acts = client, acts
        self._numbers, self._stop = itertools.count(), threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(threads)]

    def __enter__(self) -> Asking:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def _ask(self) -> None:
        while not self._stop.is_set():
            number = next(self._numbers)
            self.told.append(self._acts[number % len(self._acts)](self._client, number))

    def more(self, count: int) -> None:
        """Waits until so many more have been told something."""
        wanted = len(self.told) + count
        until(lambda: len(self.told) >= wanted, f"{count} more requests are over", 120)


class Service:
    """`python -m copilot serve` in a process of its own, listening once it is made."""

    def __init__(self, config: Path, port: int = 0) -> None:
        self._output = config.with_name(f"service-{time.monotonic_ns()}.log")
        environment = {key: value for key, value in os.environ.items() if not key.startswith("BALIE_")}
        command = [sys.executable, "-m", "copilot", "serve", "--config", str(config), "--port", str(port)]
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=environment | {"OMP_NUM_THREADS": "1"}, stdout=output, stderr=output
            )
        self.pid = self._process.pid
        try:
            until(lambda: bool(_FINISHED.search(self._output.read_bytes())) or self.over, "the address is told", 60)
            assert not self.over, self.output
            self.port = int(_FINISHED.search(self._output.read_bytes())[1])  # type: ignore[index]
        except BaseException:
            self.end()
            raise

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        """All that it has written so far, on stdout and stderr."""
        return self._output.read_text(encoding="utf-8", errors="replace")

    @property
    def over(self) -> bool:
        return self._process.poll() is not None

    @property
    def family(self) -> list[psutil.Process]:
        """The process and all that descend from it."""
        parent = psutil.Process(self.pid)
        return [parent, *parent.children(recursive=True)]

    @property
    def ready(self) -> bool:
        """Whether a new connection finds it ready."""
        try:
            return httpx.get(f"{self.address}/readyz", trust_env=False, verify=False, timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def client(self) -> httpx.Client:
        """Opens as many connections as there are requests at the same time."""
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
        # Without certificates, which take long to read and are not looked at.
        return httpx.Client(base_url=self.address, timeout=60, trust_env=False, verify=False, limits=limits)

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def exit_code(self, seconds: float) -> int:
        """Of the process, which must end by itself within so many seconds."""
        return self._process.wait(seconds)

    def end(self) -> None:
        """Whatever state it is in."""
        with contextlib.suppress(psutil.NoSuchProcess):
            family = self.family
            self._process.terminate()
            _, left = psutil.wait_procs(family, 30)
            for process in left:
                process.kill()
        self._process.wait(30)


@contextmanager
def serving(config: Path, port: int = 0) -> Iterator[Service]:
    """A service that is ready, and is ended."""
    service = Service(config, port)
    try:
        until(lambda: service.ready, "the service is ready", 60)
        yield service
        assert "Traceback" not in service.output, service.output[-4000:]
    finally:
        service.end()


@dataclass(frozen=True)
class Held:
    """What a process holds."""

    memory: int
    """Anonymous bytes: what is not a page of a file."""
    descriptors: int
    threads: int
    maps: int
    """Files of the store that are mapped."""

    @classmethod
    def by(cls, process: psutil.Process) -> Held:
        status = Path(f"/proc/{process.pid}/status").read_text()
        memory = int(re.search(r"RssAnon:\s+(\d+) kB", status)[1]) * 1024  # type: ignore[index]
        return cls(memory, process.num_fds(), process.num_threads(), mapped(process.pid))


def mapped(pid: int) -> int:
    """Files of the store that a process has mapped; one that is gone has none."""
    try:
        return Path(f"/proc/{pid}/maps").read_text().count("/snapshots/gen-")
    except (FileNotFoundError, ProcessLookupError):
        return 0


class Metrics:
    """What /metrics says now."""

    def __init__(self, client: httpx.Client) -> None:
        response = client.get("/metrics")
        assert response.status_code == 200, response.text
        self.text = response.text
        families = list(text_string_to_metric_families(self.text))
        self.names = {family.name for family in families} | {s.name for family in families for s in family.samples}
        self._samples = [sample for family in families for sample in family.samples]

    def __call__(self, name: str, **labels: str) -> float:
        """The sum of a metric over what has these labels."""
        return sum(s.value for s in self._samples if s.name == name and labels.items() <= s.labels.items())

    def labels(self, name: str, label: str) -> list[str]:
        return [sample.labels[label] for sample in self._samples if sample.name == name]


class GatedModel(ScriptedModel):
    """A sound model that is slow: it waits for its gate, or takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def waits_then_says(self, text: str) -> None:
        self.takes(60, text)

    def takes(self, seconds: float, text: str) -> None:
        """So long for each answer, unless the gate is opened."""
        self.says(text)
        said = self._script

        def script() -> Iterable[Step]:
            self.gate.wait(seconds)
            return said()

        self._does(script)

    def half_waits_then_says(self, text: str) -> None:
        """Of two requests, one; the other one is never answered."""
        self.waits_then_says(text)
        sound = self._script

        def script() -> Iterable[Step]:
            return sound() if len(self.calls) % 2 else [3600.0]

        self._does(script)

    def fails_telling_all(self) -> None:
        """With an error that holds the whole prompt."""

        def script() -> Iterable[Step]:
            yield b"HTTP/1.0 500 As told\r\nContent-Type: application/json\r\n\r\n"
            yield json.dumps({"error": {"message": self.prompt}}).encode()

        self._does(script)

    def __exit__(self, *arguments: object) -> None:
        self.gate.set()
        super().__exit__(*arguments)
